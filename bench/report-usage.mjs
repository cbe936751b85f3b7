// Loaded before the measured program: tells CPU milliseconds and peak megabytes on file descriptor 3 when it ends.
import { writeSync } from "node:fs";

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, `${(userCPUTime + systemCPUTime) / 1000} ${maxRSS / 1024}`);
});
