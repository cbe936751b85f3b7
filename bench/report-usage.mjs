// Loaded before the measured program: tells CPU milliseconds and peak megabytes on file descriptor 3 when it ends.
import { writeSync } from "node:fs";

let isTold = false;

function tell() {
  if (isTold) return;
  isTold = true;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, `${(userCPUTime + systemCPUTime) / 1000} ${maxRSS / 1024}`);
}

process.on("exit", tell);
// The command line leaves without asking listeners, so that an agent's cannot change its exit code.
const { reallyExit } = process;
process.reallyExit = (code) => {
  tell();
  reallyExit.call(process, code);
};
