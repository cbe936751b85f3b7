import type { Verdict } from "../../core/evaluator/verdict.ts";
import type { ExperimentFold } from "../../core/plan/fold-experiment.ts";
import type { PlannedCase } from "../../core/plan/planned-case.ts";
import type { Session } from "../../core/trace/session.ts";
import type { AgentRunner } from "../../ports/agent-runner.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Journal } from "../../ports/journal.ts";
import type { RunProgress } from "./progress.ts";

/** The verdicts on a session, one an expectation of its case. May ask judges, so it may take its time. */
export type Score = (
  caseId: string,
  session: Session,
  signal: AbortSignal,
) => readonly Verdict[] | Promise<readonly Verdict[]>;

/** What it takes to run an experiment. */
export type ExperimentRequest = {
  readonly cases: readonly PlannedCase[];
  /** Made for the same cases; holds the runs that the journal held before. These are not run again. */
  readonly fold: ExperimentFold;
  readonly journal: Journal;
  /** ISO 8601; of the first start. */
  readonly startedAt: string;
  readonly runner: AgentRunner;
  readonly score: Score;
  readonly clock: Clock;
  readonly concurrency: number;
  readonly turnTimeoutMs: number;
  readonly runTimeoutMs: number;
  /** The address of a session's own model; absent where the agent brings its own. */
  readonly modelBaseUrlFor?: (sessionId: string, seed: string) => string;
  readonly signal: AbortSignal;
  /** Told what is worth a word and no run's outcome, each thing once. */
  readonly onWarning?: (message: string) => void;
  /** Called at the start, after each run that was recorded, and every second. */
  readonly onProgress?: (progress: RunProgress) => void;
};
