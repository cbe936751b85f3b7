// read-spans.ts <file>: reads OTLP as `tracegate import` does, and neither redacts nor writes.
import { enableCompileCache } from "node:module";

// As the command line does.
enableCompileCache();
const { sessionFiles } = await import("../../src/adapters/fs/read-sessions.ts");
const { keepYoungHeapSmall } = await import("../../src/cli/young-heap.ts");

const [file = ""] = process.argv.slice(2);
let sessions = 0;
let steps = 0;
let dropped = 0;
const source = sessionFiles(".", { format: "auto", onProgress: keepYoungHeapSmall });
for await (const item of source.read(file)) {
  if (item.kind === "session") {
    sessions += 1;
    for (const turn of item.session.turns) steps += turn.steps.length;
  }
  if (item.kind === "dropped") dropped += item.dropped.length;
  if (item.kind === "unreadable") throw item.error;
}
if (sessions === 0 || dropped > 0) throw new Error(`${sessions} sessions, ${dropped} losses`);
process.stdout.write(`${sessions} sessions, ${steps} steps\n`);
