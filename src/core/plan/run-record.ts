import type { Verdict } from "../evaluator/verdict.ts";
import type { SimulatorErrorKind } from "../simulation/simulator-error.ts";
import type { Session } from "../trace/session.ts";
import type { AskedTotal } from "./call-total.ts";

/** How a run ended. Only `completed` and `agent-error` say something about the agent. */
export const runOutcomes = [
  "completed",
  "agent-error",
  "infra-error",
  "simulator-error",
  "replay-gap",
  "over-budget",
] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** One execution of one case. `runIndex` counts from 0. */
export type PlannedRun = { readonly caseId: string; readonly runIndex: number };

/** Names one run within its experiment, such as `late-fee-eu.3`; it is the session's id too. */
export function runId(run: PlannedRun): string {
  return `${run.caseId}.${run.runIndex}`;
}

/** The case that a run's name is of; names of cases hold no dot. */
export function caseOfRun(id: string): string {
  return id.slice(0, id.lastIndexOf("."));
}

/** What is recorded of a user that a machine or a model played. */
export type SimulatedFacts = {
  /** All that was drawn for the user comes from it: the same seed asks the model the same. */
  readonly seed: string;
  /** What was wrong with the user; absent unless the outcome is `simulator-error`. */
  readonly error?: SimulatorErrorKind;
};

/** What one run left behind: a line of the journal. */
export type RunRecord = PlannedRun & {
  readonly outcome: RunOutcome;
  /** One line for people; always given unless `completed`. */
  readonly reason?: string;
  readonly durationMs: number;
  readonly session: Session;
  /** Empty unless the run completed. */
  readonly verdicts: readonly Verdict[];
  /** Absent where the user's words stand in a file. */
  readonly simulated?: SimulatedFacts;
  /** What the run asked judges and the model that plays its user; absent where neither was asked. */
  readonly asked?: AskedTotal;
};

/** A run as a line of the journal, without its newline. */
export function renderRunLine(record: RunRecord): string {
  return JSON.stringify(record);
}
