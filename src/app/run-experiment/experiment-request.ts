import type { Budget } from "../../core/config/runs-config.ts";
import type { Verdict } from "../../core/evaluator/verdict.ts";
import type { StopWatch } from "../../core/gate/stop-watch.ts";
import type { ShardRecord } from "../../core/plan/experiment.ts";
import type { ExperimentFold } from "../../core/plan/fold-experiment.ts";
import type { PlannedCase } from "../../core/plan/planned-case.ts";
import type { PlannedRun } from "../../core/plan/run-record.ts";
import type { Session } from "../../core/trace/session.ts";
import type { AgentRunner } from "../../ports/agent-runner.ts";
import type { CallMeter } from "../../ports/call-meter.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Journal } from "../../ports/journal.ts";
import type { Talk } from "./live-run.ts";
import type { RunProgress } from "./progress.ts";
import type { Simulation } from "./simulated-user.ts";

/** What bounds the asking of judges. */
export type Scoring = {
  readonly signal: AbortSignal;
  /** Holds judges to a budget; they have none where it is left out. */
  readonly meter?: CallMeter;
};

/** The verdicts on a session, one an expectation of its case. May ask judges, so it may take its time. */
export type Score = (
  caseId: string,
  session: Session,
  scoring: Scoring,
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
  /** Of the order of the plan. */
  readonly orderSeed: number;
  /** Says which runs still count; all do where it is left out. */
  readonly watch?: Pick<StopWatch, "needs" | "record">;
  /** The part of the plan that is made here; all of it where it is left out. */
  readonly isOurs?: (run: PlannedRun) => boolean;
  /** What part that is, where it is one of several. */
  readonly shards?: ShardRecord;
  /** What the runs may take; any amount where it is left out. */
  readonly budget?: Budget;
  readonly turnTimeoutMs: number;
  readonly runTimeoutMs: number;
  /** The address of a session's own model; absent where the agent brings its own. */
  readonly modelBaseUrlFor?: (sessionId: string, seed: string) => string;
  /** What users of states and models need; absent where there are none. */
  readonly simulation?: Simulation;
  /** Another number than 0 makes other sessions of the same cases and run indexes. */
  readonly seed?: number;
  /** Told what is said in every session, as it is said. */
  readonly onTalk?: (talk: Talk) => void;
  readonly signal: AbortSignal;
  /** Told what is worth a word and no run's outcome, each thing once. */
  readonly onWarning?: (message: string) => void;
  /** Called at the start, after each run that was recorded, and every second. */
  readonly onProgress?: (progress: RunProgress) => void;
};
