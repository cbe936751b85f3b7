// node loop.mjs <cases> <runs> [journal]: calls the agent, applies three checks, writes a line a run.
import { closeSync, openSync, writeSync } from "node:fs";
import { agent } from "../agents/instant.mjs";

const [cases, runs, journal] = process.argv.slice(2);
const checks = [
  (reply) => reply.includes("5 USD"),
  (reply) => !reply.includes("refund"),
  (reply) => reply.toLowerCase().includes("late fee"),
];
const fd = journal === undefined ? undefined : openSync(journal, "w");
const passed = new Map();
let buffer = "";
for (let run = 0; run < Number(runs); run++) {
  for (let index = 0; index < Number(cases); index++) {
    const message = `What is the late fee of order ${index}?`;
    const reply = await Promise.resolve(agent(message));
    const verdicts = checks.map((check) => check(reply));
    if (verdicts.every(Boolean)) passed.set(index, (passed.get(index) ?? 0) + 1);
    if (fd === undefined) continue;
    buffer += `${JSON.stringify({ case: index, run, message, reply, verdicts })}\n`;
    if (buffer.length < 65_536) continue;
    writeSync(fd, buffer);
    buffer = "";
  }
}
if (fd !== undefined) {
  writeSync(fd, buffer);
  closeSync(fd);
}
process.stdout.write(`${[...passed.values()].reduce((a, b) => a + b, 0)} passed\n`);
