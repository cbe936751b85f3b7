import type { Experiment } from "../../src/core/plan/experiment.ts";
import { ExperimentFold } from "../../src/core/plan/fold-experiment.ts";
import type { PlannedCase } from "../../src/core/plan/planned-case.ts";
import type { RunRecord } from "../../src/core/plan/run-record.ts";

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** A case that one check measures in each of these dimensions. */
export function aPlannedCase(id: string, dimensions: readonly string[], runs: number): PlannedCase {
  const expects = dimensions.map((dimension) => ({
    evaluator: `checks-${dimension}@1`,
    kind: "check" as const,
    dimension,
  }));
  return {
    id,
    title: id,
    status: "guarding",
    dimensions,
    expectations: expects.map(({ dimension, evaluator }) => ({ dimension, evaluator })),
    expects,
    runs,
    user: { kind: "conversation", turns: ["Is there a late fee?"] },
    digest: digest("c"),
    file: `datasets/support/cases/${id}.yaml`,
  };
}

/** One run of a case that passed in these dimensions and failed in its others. */
export function aRecord(
  { id, expects }: PlannedCase,
  runIndex: number,
  passes: (dimension: string) => boolean,
): RunRecord {
  return {
    caseId: id,
    runIndex,
    outcome: "completed",
    durationMs: 10,
    session: { id: `${id}.${runIndex}`, turns: [] },
    verdicts: expects.map((expected) => ({
      ...expected,
      result: passes(expected.dimension) ? ("pass" as const) : ("fail" as const),
    })),
  };
}

/** The experiment that these records fold into. */
export function foldedExperiment(
  plan: readonly PlannedCase[],
  records: readonly RunRecord[],
): Experiment {
  const subject = {
    key: digest("0"),
    agent: { runner: "module", digest: digest("a") },
    dataset: { name: "support", digest: digest("9") },
    evaluators: [],
  };
  const fold = new ExperimentFold(subject, plan);
  for (const record of records) fold.add(record);
  return fold.experiment({ startedAt: "2026-11-20T09:00:00.000Z", durationMs: 60_000 });
}
