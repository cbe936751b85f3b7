// node loop.mjs <cases> <runs> [journal]: calls the agent, applies three checks, writes a line a run.
import { closeSync, openSync, writeSync } from "node:fs";
import { agent } from "../agents/instant.mjs";

const [cases, runs, journal] = process.argv.slice(2);
const checks = [
  ["states-the-fee@1", "faithfulness", (reply) => reply.includes("5 USD")],
  ["promises-no-refund@1", "abstention", (reply) => !reply.includes("refund")],
  ["asks-once@1", "tool-use", (reply) => reply.length > 0],
];
const fd = journal === undefined ? undefined : openSync(journal, "w");
const passed = new Map();
let buffer = "";
for (let runIndex = 0; runIndex < Number(runs); runIndex++) {
  for (let index = 0; index < Number(cases); index++) {
    const caseId = `late-fee-${String(index).padStart(4, "0")}`;
    const user = `What is the late fee of order ${index}?`;
    const startedAtMs = Date.now();
    const reply = await Promise.resolve(agent(user));
    const verdicts = checks.map(([evaluator, dimension, check]) => ({
      evaluator,
      kind: "check",
      dimension,
      result: check(reply) ? "pass" : "fail",
    }));
    if (verdicts.every(({ result }) => result === "pass")) {
      passed.set(caseId, (passed.get(caseId) ?? 0) + 1);
    }
    if (fd === undefined) continue;
    const turns = [{ user, steps: [], reply, startedAtMs, durationMs: Date.now() - startedAtMs }];
    const session = { id: `${caseId}.${runIndex}`, turns };
    buffer += `${JSON.stringify({ caseId, runIndex, outcome: "completed", session, verdicts })}\n`;
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
