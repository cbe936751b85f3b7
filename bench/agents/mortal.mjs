// Speaks the agent protocol; says where it lives, and is right nine times in ten. `many`: it does not go by itself.
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

writeFileSync(new URL(`${process.pid}.alive`, import.meta.url), "");
if (process.argv[2] === "many") {
  process.on("SIGTERM", () => {});
  setInterval(() => {}, 1000);
}
let seed = "";
for await (const line of createInterface({ input: process.stdin })) {
  const { type, session, message } = JSON.parse(line);
  if (type === "session") seed = session.seed;
  if (type !== "turn") continue;
  await sleep(10);
  const isWrong = Buffer.from(seed).reduce((sum, byte) => sum + byte, 0) % 10 === 0;
  const text = `The late fee is ${isWrong ? 7 : 5} USD. You asked: ${message}`;
  process.stdout.write(`${JSON.stringify({ type: "reply", session, text })}\n`);
}
