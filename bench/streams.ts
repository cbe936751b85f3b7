import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Workload } from "./workloads.ts";

const around = join(import.meta.dirname, "streams", "around.mjs");
const shares = z.object({ p50: z.number(), p95: z.number() });
const told = z.object({ firstPiece: shares, piece: shares, whole: shares });

/** Model calls through the model recorder beside the same calls without it. */
export const recordedStreams: Workload = {
  name: "recorded-streams",
  title: "384 streamed model calls, 64 at once, under `record`; ours writes 384 sessions too",
  aim: "p95 of a call < 3 ms more, first byte not held back",
  prepare: (cli) => {
    const folder = mkdtempSync(join(tmpdir(), "tracegate-bench-"));
    const [ours, bare] = [join(folder, "ours.json"), join(folder, "bare.json")];
    return {
      folder,
      ours: { args: [around, ours, join(folder, "sessions"), cli], cwd: folder },
      bare: { args: [around, bare], cwd: folder },
      note: () => describe(read(ours), read(bare)),
    };
  },
};

type Told = z.output<typeof told>;

/** What the recorder adds: the median of all rounds beside that of the bare ones. */
function describe(ours: readonly Told[], bare: readonly Told[]): string {
  const more = (what: keyof Told, at: "p50" | "p95"): string => {
    const of = (rounds: readonly Told[]): number => median(rounds.map((round) => round[what][at]));
    const ms = of(ours) - of(bare);
    return `${ms < 0 ? "−" : "+"}${Math.abs(ms).toFixed(2)} ms`;
  };
  const both = (what: keyof Told): string => `${more(what, "p50")}, p95 ${more(what, "p95")}`;
  return `first piece ${both("firstPiece")}; any piece ${both("piece")}; whole call ${both("whole")}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** One line a round. */
function read(path: string): readonly Told[] {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) => told.parse(JSON.parse(line)));
}
