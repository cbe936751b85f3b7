// node judge-warm.mjs <cases> <runs>: looks up an answer by the digest of each question, and writes a line a run.
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [cases, runs] = process.argv.slice(2).map(Number);
const rubric = "x".repeat(2_000);
const kept = "bare-answers.jsonl";
const { agent } = await import(pathToFileURL("agent.mjs").href);

async function* sessions() {
  for (let runIndex = 0; runIndex < runs; runIndex++) {
    for (let index = 0; index < cases; index++) {
      const id = `late-fee-${String(index).padStart(4, "0")}.${runIndex}`;
      const user = `What is the late fee of order ${index}?`;
      const reply = await Promise.resolve(agent(user, { session: { id } }));
      yield { id, turns: [{ user, steps: [], reply }] };
    }
  }
}

function keyOf(session) {
  return createHash("sha256")
    .update(`${rubric}${JSON.stringify(session)}`)
    .digest("hex");
}

if (!existsSync(kept)) {
  const answer = '{"model":"judge-bench","json":{"verdict":"pass","explanation":"It is kind."}}';
  const lines = [];
  for await (const session of sessions()) lines.push(`${keyOf(session)} ${answer}\n`);
  writeFileSync(kept, lines.join(""));
}
const answers = new Map(
  readFileSync(kept, "utf8")
    .split("\n")
    .map((line) => [line.slice(0, 64), line.slice(65)]),
);
const fd = openSync("bare.jsonl", "w");
let passed = 0;
let buffer = "";
for await (const session of sessions()) {
  const { json } = JSON.parse(answers.get(keyOf(session)));
  if (json.verdict === "pass") passed += 1;
  buffer += `${JSON.stringify({ outcome: "completed", session, verdicts: [json] })}\n`;
  if (buffer.length < 65_536) continue;
  writeSync(fd, buffer);
  buffer = "";
}
writeSync(fd, buffer);
closeSync(fd);
process.stdout.write(`${passed} passed\n`);
