import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Workload } from "./workloads.ts";

const sessions = 4_000;
const turns = 5;

/** Reading and redacting sessions in which every turn holds something to find, beside only reading them. */
export const redaction: Workload = {
  name: "redact",
  title: `importing ${sessions.toLocaleString("en")} sessions as a dry run: read, redacted, not written`,
  aim: "1 MB/s",
  prepare: (cli) => {
    const folder = mkdtempSync(join(tmpdir(), "tracegate-bench-"));
    const file = join(folder, "sessions.jsonl");
    const text = Array.from({ length: sessions }, (_, index) =>
      JSON.stringify(session(index)),
    ).join("\n");
    writeFileSync(file, text);
    return {
      folder,
      ours: { args: [cli, "import", file, "--dry-run"], cwd: folder },
      bare: { args: [join(import.meta.dirname, "bare", "parse-lines.mjs"), file], cwd: folder },
      note: () => `${(text.length / 1e6).toFixed(1)} MB of sessions`,
    };
  },
};

function session(index: number): object {
  return {
    id: `session-${index}`,
    turns: Array.from({ length: turns }, (_, turn) => {
      const mail = `reader${index}.${turn}@library.example.net`;
      const order = `W${1_000_000 + index * turns + turn}`;
      return {
        user: `Hello, I am ${mail}. Why was I charged a late fee for ${order} on 2026-05-1${turn}?`,
        steps: [
          {
            kind: "model",
            text: "",
            toolCalls: [{ callId: `c${turn}`, name: "find_fees", arguments: { mail, order } }],
          },
          {
            kind: "tool",
            callId: `c${turn}`,
            name: "find_fees",
            arguments: { mail, order },
            status: "ok",
            result: {
              order,
              fee: 2.5,
              phone: "+1 415-555-2671",
              note: "Returned two days late. ".repeat(8),
            },
          },
          { kind: "model", text: `The fee for ${order} is 2.50 EUR: it came back two days late.` },
        ],
        reply: `The fee for ${order} is 2.50 EUR: it came back two days late.`,
      };
    }),
  };
}
