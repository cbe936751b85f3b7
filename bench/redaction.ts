import { mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batch, longTalks, shortTalks } from "./otlp/import-otlp.ts";
import { type SpanFile, writeSpans } from "./otlp/write-spans.ts";
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

/** All that `tracegate import` does with 200 MB of OTLP, beside splitting it into lines and parsing each. */
export const wholeImports: readonly Workload[] = [
  wholeImport("import-whole", "32 spans of 22 KB a line", { ...longTalks, batch }),
  wholeImport("import-whole-short", "32 spans of 4 KB a line", { ...shortTalks, batch }),
];

function wholeImport(name: string, what: string, shape: SpanFile): Workload {
  return {
    name,
    title: `200 MB of OTLP JSON Lines, ${what}: read, redacted and written`,
    aim: "250 MB",
    prepare: (cli) => {
      const folder = mkdtempSync(join(tmpdir(), "tracegate-bench-"));
      const file = join(folder, "spans.jsonl");
      const out = join(folder, "sessions");
      writeSpans(file, shape);
      const afresh = join(import.meta.dirname, "otlp", "import-afresh.mjs");
      const bare = join(import.meta.dirname, "bare", "split-lines.mjs");
      return {
        folder,
        ours: { args: [afresh, cli, file, out], cwd: folder },
        bare: { args: [bare, file], cwd: folder },
        note: () => `${megabytes([file])} in, ${written(out)} out`,
      };
    },
  };
}

function written(folder: string): string {
  const files = readdirSync(folder).map((name) => join(folder, name));
  return `${files.length} sessions of ${megabytes(files)}`;
}

function megabytes(files: readonly string[]): string {
  return `${(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6).toFixed(0)} MB`;
}

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
