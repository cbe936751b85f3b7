import type { Verdict } from "../../../src/core/evaluator/verdict.ts";
import type { ExperimentSubject } from "../../../src/core/plan/experiment.ts";
import { experimentSubject } from "../../../src/core/plan/experiment-subject.ts";
import type { PlannedCase } from "../../../src/core/plan/planned-case.ts";
import type { RunRecord } from "../../../src/core/plan/run-record.ts";

const digestOf = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** A subject with made-up digests. */
export function aSubject(changes: Partial<Omit<ExperimentSubject, "key">> = {}): ExperimentSubject {
  return experimentSubject({
    agent: { runner: "module", digest: digestOf("a") },
    dataset: { name: "support", digest: digestOf("d") },
    evaluators: [
      { ref: "answer-contains@1", digest: digestOf("1") },
      { ref: "tone@2", digest: digestOf("2") },
    ],
    ...changes,
  });
}

/** A case about a late fee that one check on faithfulness must pass, 20 times. */
export function aPlannedCase(changes: Partial<PlannedCase> = {}): PlannedCase {
  const id = changes.id ?? "late-fee";
  const expects = changes.expects ?? [
    { evaluator: "answer-contains@1", kind: "check", dimension: "faithfulness" },
  ];
  return {
    id,
    title: "Late fee",
    status: "guarding",
    dimensions: [...new Set(expects.map(({ dimension }) => dimension))],
    expectations: expects.map(({ dimension, evaluator }) => ({ dimension, evaluator })),
    runs: 20,
    user: { kind: "conversation", turns: ["What is the late fee?"] },
    digest: digestOf("c"),
    file: `datasets/support/cases/${id}.yaml`,
    expects,
    ...changes,
  };
}

/** A completed run that passes its one check. */
export function aRecord(changes: Partial<RunRecord> = {}): RunRecord {
  const { caseId = "late-fee", runIndex = 0 } = changes;
  return {
    caseId,
    runIndex,
    outcome: "completed",
    durationMs: 12.5,
    session: {
      id: `${caseId}.${runIndex}`,
      turns: [{ user: "What is the late fee?", steps: [], reply: "The late fee is 5 USD." }],
    },
    verdicts: [aVerdict()],
    ...changes,
  };
}

export function aVerdict(
  changes: Partial<Pick<Verdict, "evaluator" | "dimension" | "kind">> = {},
): Verdict {
  return {
    evaluator: "answer-contains@1",
    kind: "check",
    dimension: "faithfulness",
    result: "pass",
    ...changes,
  };
}
