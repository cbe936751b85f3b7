import type { Experiment } from "../../plan/experiment.ts";
import type { RunOutcome } from "../../plan/run-record.ts";
import { grouped } from "../numbers.ts";
import type { Wording } from "../wording.ts";
import { guardingCases, outcomeWords } from "./count-runs.ts";

export type ErrorCount = {
  readonly outcome: RunOutcome;
  readonly reason: string;
  readonly runs: number;
};

/** Why runs of guarding cases ended in an error or unscored, each reason once, most frequent first. */
export function countErrors(experiment: Experiment): readonly ErrorCount[] {
  const counts = new Map<string, ErrorCount>();
  for (const { outcome, reason, runs } of guardingCases(experiment).flatMap(
    ({ errors }) => errors,
  )) {
    const key = `${outcome} ${reason}`;
    counts.set(key, { outcome, reason, runs: (counts.get(key)?.runs ?? 0) + runs });
  }
  return [...counts.values()].toSorted((a, b) => b.runs - a.runs);
}

/** `10 infrastructure errors: the model provider answered 429`. */
export function describeError({ outcome, reason, runs }: ErrorCount, { text }: Wording): string {
  const words = outcomeWords[outcome][runs === 1 ? 0 : 1];
  const counted = outcome === "agent-error" ? " (counted as failed)" : "";
  return `${grouped(runs)} ${words}${counted}: ${text(reason, 300)}`;
}
