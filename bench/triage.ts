import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Workload } from "./workloads.ts";

const scripts = join(import.meta.dirname, "triage");

/** Failures of seven modes sorted into a queue, beside making them alone. */
export const triages: readonly Workload[] = [
  triageOf(10_000, "≤ 3 s"),
  triageOf(100_000, "≤ 15 s, 1 GB"),
];

function triageOf(count: number, aim: string): Workload {
  return {
    name: `triage-${count}`,
    title: `${count.toLocaleString("en")} failing sessions of seven modes into clusters`,
    aim,
    prepare: () => {
      const folder = mkdtempSync(join(tmpdir(), "tracegate-bench-"));
      return {
        folder,
        ours: { args: [join(scripts, "cluster.ts"), String(count)], cwd: folder },
        bare: { args: [join(scripts, "make.ts"), String(count)], cwd: folder },
      };
    },
  };
}
