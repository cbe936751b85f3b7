import type { BlamedPlace, BlameKind, BlameTier } from "../blame/blame.ts";
import type { EarlyWarning } from "../blame/early-warning.ts";
import type { StopMode } from "../config/runs-config.ts";
import type { CaseStatus } from "../dataset/case-file.ts";
import type { FailureMode } from "../dataset/failure-modes.ts";
import type { Hermeticity } from "../dataset/hermeticity.ts";
import type { Quarantine } from "../dataset/quarantine-field.ts";
import type { Evidence } from "../evaluator/verdict.ts";
import type { StepRef } from "../trace/session.ts";
import type { AskedTotal, CallTotal } from "./call-total.ts";
import type { CasePaths } from "./path-fold.ts";
import type { RunOutcome } from "./run-record.ts";

/** Version of `experiment.json` and of the journal; readers refuse another major. */
export const experimentSchema = "tracegate.experiment/1";

/** How many failures a case keeps in full a dimension. */
export const maxSamples = 2;

/** How many kinds of reasons a case keeps an outcome and evaluator; agents write them, so there may be any number. */
export const maxReasons = 16;

/** In how many parts a plan may be cut; GitHub's matrix has at most 256 jobs. */
export const mostShards = 256;

/** Digests of all that was tested; runs of one key pool. Every digest is `sha256:` and 64 hex digits. */
export type ExperimentSubject = {
  readonly key: string;
  readonly agent: { readonly runner: string; readonly digest: string };
  readonly dataset: { readonly name: string; readonly digest: string };
  readonly evaluators: readonly { readonly ref: string; readonly digest: string }[];
  /** The model that judges ask; absent where none is configured. */
  readonly judge?: { readonly model: string; readonly digest: string };
  /** The model that plays users; absent where no case has one. */
  readonly simulator?: { readonly model: string; readonly digest: string };
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
  /** Of the agent. */
  readonly usage: UsageTotal;
  /** Absent where neither judges nor a model that plays users were to be asked, and in results of older versions. */
  readonly asked?: AskedTotal;
  /** How its runs were ended before the plan was; absent where nothing was to end them. */
  readonly stop?: StopRecord;
  /** Absent where one execution was to make the whole plan. */
  readonly shards?: ShardRecord;
};

/**
 * What an execution says of how it stopped. It is there to be read: whoever decides works it out again from the runs, and
 * believes none of it but `mode`, as far as the policy allows that.
 */
export type StopRecord = {
  readonly mode: StopMode;
  /** Of the order of the plan. */
  readonly seed: number;
  /** `decided`: no run that is left counts. `budget`: they were not to be paid for. Absent where all were made. */
  readonly cause?: "decided" | "budget";
  /** Planned runs that were not made. */
  readonly saved: number;
  /** The gate tests that had an answer, in the policy's order, and after how many scored runs. */
  readonly tests: readonly StoppedTest[];
};

export type StoppedTest = {
  readonly dimension: string;
  readonly answer: "met" | "missed" | "undetermined";
  readonly scored: number;
  readonly failed: number;
  /** Of a sequential test: where it would have ended, and the errors that its boundary really makes. */
  readonly boundary?: {
    readonly mostRuns: number;
    readonly alpha: number;
    readonly beta: number;
  };
};

/** Which parts of a plan that was cut in `count` are in an experiment; `index` counts from 1. */
export type ShardRecord = {
  readonly count: number;
  /** Digest of the cut: parts of two cuts hold some runs twice and others never. */
  readonly cut: string;
  readonly seen: readonly number[];
};

/** Sums over all runs. */
export type UsageTotal = CallTotal & { readonly toolCalls: number };

export type CaseResult = {
  readonly id: string;
  readonly title: string;
  readonly status: CaseStatus;
  readonly file: string;
  readonly planned: number;
  /** What its runs were held to; absent in results of older versions, which compare with nothing. */
  readonly tested?: TestedCase;
  /** Where its tools and its model answered from; absent where that was not noted. */
  readonly hermeticity?: Hermeticity;
  /** Who looks after a quarantined case; absent elsewhere, and in results of older versions. */
  readonly quarantine?: Quarantine;
  /** By which tool calls its completed runs went; absent where none completed, and in results of older versions. */
  readonly paths?: CasePaths;
  readonly outcomes: Readonly<Partial<Record<RunOutcome, number>>>;
  /** How long its runs took together, in ms; absent in results of older versions. */
  readonly busyMs?: number;
  readonly dimensions: Readonly<Record<string, DimensionResult>>;
  /** Runs that passed every dimension by checks alone; what pass^k is made of. All zero where the case has no check. */
  readonly whole: Tally;
  /**
   * For each dimension the failures of at most `maxSamples` evaluators, each of the lowest run index that has it: the
   * check and the judge that fail most runs, and the next one where only checks or only judges fail. Checks first,
   * then by run index.
   */
  readonly failures: readonly FailureSample[];
  /** The failure modes that its failing runs show; absent where none is recognised, and where nothing failed. */
  readonly modes?: readonly CaseMode[];
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

/** What makes results of one case comparable with others of it. */
export type TestedCase = {
  /** Of its content: what the user says, what tools and model answer, what fails, what is expected. */
  readonly digest: string;
  /** By dimension the evaluators that it asks, `name@version`, sorted. */
  readonly evaluators: Readonly<Record<string, readonly string[]>>;
  /** Set where a model plays its user. */
  readonly isSimulated?: true;
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
  /** Run by run (`Course`), where a sequential test has to be followed; by checks alone, and with the judges' word. */
  readonly courses?: { readonly checks?: string; readonly all: string };
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
  /** Where it seems to begin, held against runs that passed; absent where it was not looked at, or nothing was found. */
  readonly blame?: SampleBlame;
  /** The first early tool call that no run that passed made; absent where there is none, or no run passed. */
  readonly earlyWarning?: EarlyWarning;
};

/** The step that is blamed for a failure; all texts are untrusted. */
export type SampleBlame = {
  readonly at: BlamedPlace;
  readonly kind: BlameKind;
  readonly tier: BlameTier;
  /** What stands there, in one line. */
  readonly what: string;
  readonly why: string;
  /** The agent's words that followed from it. */
  readonly quote?: string;
};

/** A failure mode of a case: how many of its failing runs that were looked at show it, and what was seen in the first. */
export type CaseMode = {
  readonly mode: FailureMode;
  readonly runs: number;
  readonly what: string;
};
