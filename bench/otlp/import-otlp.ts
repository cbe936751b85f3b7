import { execFileSync } from "node:child_process";
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Workload } from "../workloads.ts";
import type { SpanFile } from "./write-spans.ts";
import { writeSpans } from "./write-spans.ts";

const bytes = 200_000_000;

/** Spans of long talks: 22 KB each, of which most is the talk so far. */
export const longTalks: SpanFile = {
  bytes,
  turns: 4,
  calls: 6,
  promptWords: 500,
  results: 12,
  resultWords: 30,
  batch: 1,
};
/** Spans of very long ones: 93 KB each. */
const veryLongTalks: SpanFile = { ...longTalks, turns: 20, promptWords: 1_500 };
/** Spans of short ones: 4 KB each. */
export const shortTalks: SpanFile = {
  bytes,
  turns: 3,
  calls: 3,
  promptWords: 150,
  results: 5,
  resultWords: 12,
  batch: 1,
};
/** As a collector writes them: a line is all that has ended since the last one. */
export const batch = 32;

/** Reading 200 MB of OTLP into sessions, beside splitting it into lines and parsing each. */
export const otlpImports: readonly Workload[] = [
  importOtlp("import-otlp", "32 spans of 22 KB a line", { ...longTalks, batch }),
  importOtlp("import-otlp-lines", "a span of 22 KB a line", longTalks),
  importOtlp("import-otlp-long", "a span of 93 KB a line", veryLongTalks),
  importOtlp("import-otlp-short", "32 spans of 4 KB a line", { ...shortTalks, batch }),
  importOtlp("import-otlp-short-lines", "a span of 4 KB a line", shortTalks),
];

function importOtlp(name: string, what: string, shape: SpanFile): Workload {
  return {
    name,
    title: `200 MB of OTLP JSON Lines, ${what}, into sessions: neither redacted nor written`,
    aim: "≤ 1.67 ×, 250 MB",
    prepare: () => {
      const folder = mkdtempSync(join(tmpdir(), "tracegate-bench-"));
      const file = join(folder, "spans.jsonl");
      writeSpans(file, shape);
      const program = bundled(folder);
      const bare = join(import.meta.dirname, "..", "bare", "split-lines.mjs");
      return {
        folder,
        ours: { args: [program, file], cwd: folder },
        bare: { args: [bare, file], cwd: folder },
        note: () => `${(statSync(file).size / 1e6).toFixed(0)} MB`,
      };
    },
  };
}

/** The reading program as users run it: bundled, without types to be taken out of a hundred files. */
function bundled(folder: string): string {
  const root = join(import.meta.dirname, "..", "..");
  const rolldown = join(root, "node_modules", "rolldown", "bin", "cli.mjs");
  const entry = join(import.meta.dirname, "read-spans.ts");
  const out = join(folder, "program");
  const names = ["--entry-file-names", "[name].mjs", "--chunk-file-names", "[name]-[hash].mjs"];
  const options = ["--platform", "node", "--format", "esm", "--dir", out, ...names];
  execFileSync(process.execPath, [rolldown, entry, ...options], { cwd: root, stdio: "pipe" });
  return join(out, "read-spans.mjs");
}
