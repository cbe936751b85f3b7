import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CaseResult, type Experiment, experimentSchema } from "../src/core/plan/experiment.ts";
import { writeProject } from "./project.ts";
import type { Workload } from "./workloads.ts";

const cases = 1_000;
const runs = 100;
/** Made of them; the others were left out, which the gate has to find right. */
const made = 92;
const dimensions = Array.from({ length: 8 }, (_, index) => `dimension-${index}`);

/** The decision on a large experiment that was stopped early, beside only parsing it and writing it again. */
export const deciding: Workload = {
  name: "decide",
  title: `8 dimensions over ${cases.toLocaleString("en")} cases × ${runs} runs, curtailed: the stop worked out again, and the decision`,
  aim: "the decision ≤ 1 s",
  prepare: () => {
    const folder = writeProject({ agent: "instant", concurrency: 8, cases: 1, runs: 30 });
    const file = join(folder, "experiment.json");
    writeFileSync(file, JSON.stringify(experiment()));
    const took = join(folder, "took.txt");
    return {
      folder,
      ours: { args: [join(import.meta.dirname, "decide-main.ts"), file, took], cwd: folder },
      bare: {
        args: [join(import.meta.dirname, "bare", "copy-json.mjs"), file, join(folder, "copy.json")],
        cwd: folder,
      },
      note: () => `the decision alone ${readFileSync(took, "utf8")}`,
    };
  },
};

function experiment(): Experiment {
  const digest = `sha256:${"a".repeat(64)}`;
  return {
    schema: experimentSchema,
    subject: {
      key: digest,
      agent: { runner: "module", digest },
      dataset: { name: "bench", digest },
      evaluators: [{ ref: "mentions-fee@1", digest }],
    },
    startedAt: "2026-11-20T09:00:00.000Z",
    durationMs: 754_000,
    planned: cases * runs,
    recorded: cases * made,
    isComplete: false,
    cases: Array.from({ length: cases }, (_, index) => caseResult(index)),
    usage: {
      modelCalls: 0,
      toolCalls: 0,
      inputTokens: 0,
      outputTokens: 0,
      callsWithoutTokens: 0,
      costUsd: 0,
      callsWithoutCost: 0,
    },
    stop: { mode: "curtail", seed: 1, cause: "decided", saved: cases * (runs - made), tests: [] },
  };
}

function caseResult(index: number): CaseResult {
  const tally = { passed: made - 2, failed: 2, unscored: 0, missing: 0 };
  const result = { hasChecks: true, checks: tally, all: tally, judges: {} };
  return {
    id: `late-fee-${index}`,
    title: "Late fee",
    status: "guarding",
    file: `datasets/bench/cases/late-fee-${index}.yaml`,
    planned: runs,
    outcomes: { completed: made },
    dimensions: Object.fromEntries(dimensions.map((name) => [name, result])),
    whole: tally,
    failures: [],
    errors: [],
  };
}
