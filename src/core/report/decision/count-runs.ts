import type { CaseResult, Experiment } from "../../plan/experiment.ts";
import { type RunOutcome, runOutcomes } from "../../plan/run-record.ts";

/** Runs of guarding cases, and how they ended. */
export type RunCount = {
  readonly cases: number;
  readonly runs: number;
  /** Runs that ended in something other than an answer or an agent's own error. */
  readonly lost: number;
  readonly outcomes: ReadonlyMap<RunOutcome, number>;
};

export function guardingCases({ cases }: Experiment): readonly CaseResult[] {
  return cases.filter(({ status }) => status === "guarding");
}

export function countRuns(experiment: Experiment): RunCount {
  const guarding = guardingCases(experiment);
  const outcomes = new Map<RunOutcome, number>();
  for (const one of guarding) {
    for (const outcome of runOutcomes) {
      const runs = one.outcomes[outcome] ?? 0;
      if (runs > 0) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + runs);
    }
  }
  const runs = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
  const answered = (outcomes.get("completed") ?? 0) + (outcomes.get("agent-error") ?? 0);
  return { cases: guarding.length, runs, lost: runs - answered, outcomes };
}

/** Singular and plural of how a run ended, in words. */
export const outcomeWords: Readonly<Record<RunOutcome, readonly [string, string]>> = {
  completed: ["run not scored", "runs not scored"],
  "agent-error": ["agent error", "agent errors"],
  "infra-error": ["infrastructure error", "infrastructure errors"],
  "simulator-error": ["simulated-user error", "simulated-user errors"],
  "replay-gap": ["gap in the recording", "gaps in the recording"],
  "over-budget": ["run over budget", "runs over budget"],
};
