import type { CaseStatus } from "../dataset/case-file.ts";
import type { Hermeticity } from "../dataset/hermeticity.ts";
import type { Evidence } from "../evaluator/verdict.ts";
import type { StepRef } from "../trace/session.ts";
import type { RunOutcome } from "./run-record.ts";

/** Version of `experiment.json` and of the journal; readers refuse another major. */
export const experimentSchema = "tracegate.experiment/1";

/** How many failures a case keeps in full a dimension. */
export const maxSamples = 2;

/** How many kinds of reasons a case keeps an outcome and evaluator; agents write them, so there may be any number. */
export const maxReasons = 16;

/** Digests of all that was tested; runs of one key pool. Every digest is `sha256:` and 64 hex digits. */
export type ExperimentSubject = {
  readonly key: string;
  readonly agent: { readonly runner: string; readonly digest: string };
  readonly dataset: { readonly name: string; readonly digest: string };
  readonly evaluators: readonly { readonly ref: string; readonly digest: string }[];
  /** The model that judges ask; absent where none is configured. */
  readonly judge?: { readonly model: string; readonly digest: string };
  /** The commit of the tested tree; absent outside git. */
  readonly commit?: string;
};

/** All runs of one dataset against one agent, folded case by case. Every surface is a rendering of it. */
export type Experiment = {
  readonly schema: typeof experimentSchema;
  readonly subject: ExperimentSubject;
  /** ISO 8601; of the first start, where the experiment was interrupted and resumed. */
  readonly startedAt: string;
  /** Wall time from the first start to the end, pauses included. */
  readonly durationMs: number;
  readonly planned: number;
  readonly recorded: number;
  /** False where runs are missing, after an interruption. */
  readonly isComplete: boolean;
  readonly cases: readonly CaseResult[];
  readonly usage: UsageTotal;
};

/** Sums over all runs. `callsWithout…` count the model calls whose provider did not say: the sum is then a lower bound. */
export type UsageTotal = {
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly callsWithoutTokens: number;
  readonly costUsd: number;
  readonly callsWithoutCost: number;
};

export type CaseResult = {
  readonly id: string;
  readonly title: string;
  readonly status: CaseStatus;
  readonly file: string;
  readonly planned: number;
  /** Where its tools and its model answered from; absent where that was not noted. */
  readonly hermeticity?: Hermeticity;
  readonly outcomes: Readonly<Partial<Record<RunOutcome, number>>>;
  readonly dimensions: Readonly<Record<string, DimensionResult>>;
  /** Runs that passed every dimension by checks alone; what pass^k is made of. All zero where the case has no check. */
  readonly whole: Tally;
  /**
   * For each dimension the failures of at most `maxSamples` evaluators, each of the lowest run index that has it: the
   * check and the judge that fail most runs, and the next one where only checks or only judges fail. Checks first,
   * then by run index.
   */
  readonly failures: readonly FailureSample[];
  /**
   * Why runs ended in an error, and, under `completed`, why a check left one unscored (judges keep their own
   * reason). Reasons that differ in numbers and ids alone are one, told by the text that sorts first. The most frequent
   * come first, those beyond `maxReasons` are one entry at the end; where there are many more kinds than that, some
   * are in that entry however frequent they are (`ReasonCounts`).
   */
  readonly errors: readonly {
    readonly outcome: RunOutcome;
    readonly reason: string;
    readonly runs: number;
  }[];
};

/** A dimension of one case: with its judges' word, without it, and each judge alone. */
export type DimensionResult = {
  /** False where only judges measure the dimension in this case: `checks` is then zero in every count. */
  readonly hasChecks: boolean;
  /** By checks alone. */
  readonly checks: Tally;
  /** By checks and judges: any failure fails, else any unscored is unscored. */
  readonly all: Tally;
  readonly judges: Readonly<Record<string, JudgeTally>>;
};

/** Counts of runs. An `agent-error` is a failure; other unfinished runs are `missing`. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly unscored: number;
  readonly missing: number;
};

export type JudgeTally = Tally & {
  /** The most frequent reason for `unscored`, as far as `ReasonCounts` tells reasons apart. */
  readonly unscoredReason?: string;
};

export type FailureSample = {
  readonly runIndex: number;
  readonly dimension: string;
  readonly evaluator: string;
  readonly explanation: string;
  /** How many runs of the case failed this evaluator. */
  readonly runs: number;
  /** The earliest step in the evidence; absent where the evidence names none. */
  readonly firstBadStep?: StepRef;
  readonly evidence: readonly Evidence[];
};
