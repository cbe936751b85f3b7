import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CaseResult, type Experiment, experimentSchema } from "../src/core/plan/experiment.ts";
import { writeProject } from "./project.ts";
import type { Workload } from "./workloads.ts";

const cases = 10_000;
const runs = 20;

/** Every surface of a large experiment, beside only parsing it and writing it again. */
export const rendering: Workload = {
  name: "render",
  title: `${cases.toLocaleString("en")} cases × ${runs} runs from experiment.json to every surface`,
  aim: "≤ 2 s, 500 MB",
  prepare: (cli) => {
    const folder = writeProject({ agent: "instant", concurrency: 8, cases: 1, runs: 30 });
    const results = join(folder, "results");
    mkdirSync(results);
    const text = JSON.stringify(experiment());
    const file = join(results, "experiment.json");
    writeFileSync(file, text);
    const out = ["html", "junit", "badge", "markdown", "json"].flatMap((kind) => [
      `--${kind}`,
      join(folder, `out.${kind}`),
    ]);
    return {
      folder,
      ours: { args: [cli, "render", results, ...out, "--root", folder], cwd: folder },
      bare: {
        args: [join(import.meta.dirname, "bare", "copy-json.mjs"), file, join(folder, "copy.json")],
        cwd: folder,
      },
      note: () => `${(text.length / 1e6).toFixed(1)} MB of experiment`,
    };
  },
};

/** One case in ten fails in half of its runs. */
function experiment(): Experiment {
  const digest = `sha256:${"a".repeat(64)}`;
  return {
    schema: experimentSchema,
    subject: {
      key: digest,
      agent: { runner: "module", digest },
      dataset: { name: "bench", digest },
      evaluators: [{ ref: "mentions-fee@1", digest }],
      commit: "3f2c1ab94d0e7c55b1f0a6c2d8e9f7a1b2c3d4e5",
    },
    startedAt: "2026-11-20T09:00:00.000Z",
    durationMs: 754_000,
    planned: cases * runs,
    recorded: cases * runs,
    isComplete: true,
    cases: Array.from({ length: cases }, (_, index) => caseResult(index)),
    usage: {
      modelCalls: 400_000,
      toolCalls: 300_000,
      inputTokens: 900_000_000,
      outputTokens: 40_000_000,
      callsWithoutTokens: 0,
      costUsd: 3_100,
      callsWithoutCost: 0,
    },
  };
}

function caseResult(index: number): CaseResult {
  const failed = index % 10 === 0 ? runs / 2 : 0;
  const tally = { passed: runs - failed, failed, unscored: 0, missing: 0 };
  const result = { hasChecks: true, checks: tally, all: tally, judges: {} };
  const id = `late-fee-${String(index).padStart(5, "0")}`;
  return {
    id,
    title: `A late fee of ${index} cents for customer W${index * 7_919}`,
    status: "guarding",
    file: `datasets/bench/cases/${id}.yaml`,
    planned: runs,
    outcomes: { completed: runs },
    dimensions: { faithfulness: result, tone: result },
    whole: tally,
    failures:
      failed === 0
        ? []
        : ["faithfulness", "tone"].map((dimension) => ({
            runIndex: index % runs,
            dimension,
            evaluator: "mentions-fee@1",
            explanation: `The reply of turn 2 states a fee of ${index * 3} cents, which no tool result, user message or policy text holds.`,
            runs: failed,
            firstBadStep: { turn: 2, step: 3 },
            evidence: [
              { at: { turn: 2, step: 3 }, what: "search_fees → 0 documents" },
              {
                what: `Your late fee is ${index * 3} cents, and it is due within 14 days.`,
                quote: true,
              },
            ],
          })),
    errors: [],
  };
}
