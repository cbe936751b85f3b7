import type { RunOutcome } from "../../plan/run-record.ts";

/**
 * What stands in a report's page, as the browser reads it. Every text in it may be anybody's: it is shown as text and
 * never read as HTML.
 */
export type PageData = ExperimentPage | SessionsPage | TriagePage;

/** A label and what stands beside it. */
export type Fact = { readonly label: string; readonly text: string };

export type ExperimentPage = {
  readonly kind: "experiment";
  readonly title: string;
  readonly decision: {
    readonly kind: "pass" | "fail" | "undetermined";
    readonly isEnforced: boolean;
    readonly headline: string;
    readonly story?: string;
    /** The run to read first, such as `late-fee.3`. */
    readonly firstRun?: string;
    readonly gaps: readonly string[];
  };
  readonly facts: readonly Fact[];
  readonly notes: readonly string[];
  readonly dimensions: readonly DimensionView[];
  readonly cases: readonly CaseRow[];
  /** Rows that found no room. */
  readonly casesLeftOut: number;
  readonly runsLeftOut: number;
  readonly baseline?: { readonly label: string };
};

/** Bounds in [0, 1]. */
export type Span = { readonly low: number; readonly high: number };

export type Rate = {
  /** In [0, 1]; absent where nothing was scored. */
  readonly rate?: number;
  readonly span?: Span;
  readonly scored: number;
};

export type DimensionView = Rate & {
  readonly name: string;
  readonly label: string;
  readonly kind: "gating" | "advisory";
  /** In [0, 1]. */
  readonly floor: number;
  readonly standing: "met" | "missed" | "open" | "advisory";
  /** As the comment's table says it. */
  readonly cells: {
    readonly floor: string;
    readonly rate: string;
    readonly interval: string;
    readonly runs: string;
    readonly decision: string;
  };
  readonly baseline?: Rate & { readonly text: string; readonly change?: string };
  /** Earlier experiments, the oldest first. */
  readonly history: readonly (Rate & { readonly label: string })[];
};

/** Passed, failed, unscored, missing. */
export type Counts = readonly [number, number, number, number];

export type CaseStanding = "failing" | "flaky" | "passing" | "unscored";
export type CaseChange = "newly-failing" | "worse" | "fixed" | "better" | "new";

/** A line of the list of cases. */
export type CaseRow = {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly standing: CaseStanding;
  readonly change?: CaseChange;
  /** By place in `dimensions` of the page; `null` where the case does not measure it. */
  readonly counts: readonly (Counts | null)[];
  readonly before?: readonly (Counts | null)[];
  /** The block with its details; it is not in the page where there was no room. */
  readonly block: string;
};

/** A block: the details of a few cases. */
export type CaseBlock = { readonly cases: readonly CaseDetail[] };

export type CaseDetail = {
  readonly id: string;
  readonly file: string;
  readonly failures: readonly FailureView[];
  readonly errors: readonly string[];
  readonly runs: readonly RunRow[];
  /** Runs of the baseline. */
  readonly baseline: readonly RunRow[];
  readonly baselineFailures: readonly FailureView[];
};

export type FailureView = {
  readonly run: string;
  readonly dimension: string;
  readonly evaluator: string;
  readonly explanation: string;
  readonly runs: number;
  /** Such as `3.5`. */
  readonly at?: string;
  readonly evidence: readonly EvidenceView[];
};

export type EvidenceView = {
  readonly at?: string;
  readonly what: string;
  readonly isQuote?: true;
};

/** Where a session stands: a block, which is not in the page where there was no room, and the place there. */
export type SessionPlace = { readonly block: string; readonly place: number };

export type RunRow = {
  /** Such as `late-fee.3`. */
  readonly id: string;
  readonly index: number;
  readonly outcome: RunOutcome;
  readonly standing: "passed" | "failed" | "unscored" | "error";
  readonly reason?: string;
  /** Dimensions that failed. */
  readonly failed: readonly string[];
} & SessionPlace;

/** A text of a session: its place in the session's own `texts`. */
export type TextRef = number;

/** A block: a few sessions. */
export type SessionBlock = {
  /** Each text once; a number `n` stands for the text of the block `s<n>`, which several blocks share. */
  readonly texts: readonly (string | number)[];
  readonly sessions: readonly {
    readonly view: SessionView;
    /** Where the session's texts stand in the block's. */
    readonly texts: readonly number[];
  }[];
};

export type SharedBlock = { readonly text: string };

export type SessionView = {
  readonly id: string;
  readonly facts: readonly string[];
  readonly outcome?: RunOutcome;
  readonly reason?: string;
  readonly policy?: TextRef;
  readonly tools?: TextRef;
  readonly finalState?: TextRef;
  readonly turns: readonly TurnView[];
  /** Steps behind the last one that is shown; absent for none. */
  readonly stepsLeftOut?: number;
  readonly verdicts: readonly VerdictView[];
  /** Such as `3.5`: where the failure first shows. */
  readonly firstBad?: string;
  readonly annotations: readonly string[];
};

export type TurnView = {
  readonly user: TextRef;
  readonly reply?: TextRef;
  readonly error?: string;
  readonly when: string;
  readonly steps: readonly StepView[];
};

export type StepView = {
  readonly kind: "model" | "tool";
  readonly name: string;
  /** What it did in a few words, such as `0 documents`. */
  readonly line: string;
  readonly status: "ok" | "error" | "pending";
  readonly marks: readonly string[];
  readonly about: string;
  /** Texts; the arguments and the result are JSON. */
  readonly arguments?: TextRef;
  readonly result?: TextRef;
  readonly said?: TextRef;
  readonly thought?: TextRef;
  readonly error?: string;
  readonly isEmptySearch?: true;
};

export type VerdictView = {
  readonly evaluator: string;
  readonly kind: "check" | "judge";
  readonly dimension: string;
  readonly result: "pass" | "fail" | "unscored";
  readonly explanation: string;
  readonly score?: number;
  readonly evidence: readonly EvidenceView[];
};

/** A session of a list. */
export type SessionRow = {
  readonly id: string;
  readonly about: string;
  readonly standing: "passed" | "failed" | "unknown";
} & SessionPlace;

export type SessionsPage = {
  readonly kind: "sessions";
  readonly title: string;
  readonly sessions: readonly SessionRow[];
  readonly leftOut: number;
};

export type TriagePage = {
  readonly kind: "triage";
  readonly title: string;
  readonly headline: string;
  readonly clusters: readonly ClusterView[];
  readonly unclustered: readonly string[];
  /** Labels of clusters that are gone. */
  readonly resolved: readonly string[];
  /** Every failing session: its id, the place of its cluster in `clusters` (−1 for none), and where it lies, in [0, 1]. */
  readonly points: readonly (readonly [string, number, number, number])[];
  readonly pointsLeftOut: number;
  /** The representatives that are kept whole. */
  readonly sessions: readonly SessionRow[];
};

export type ClusterView = {
  readonly id: string;
  readonly label: string;
  readonly change: "new" | "grown" | "same" | "shrunk";
  readonly before?: number;
  /** How many sessions it has. */
  readonly size: number;
  /** Of the failing sessions, in (0, 1]. */
  readonly share: number;
  /** In (0, 1]. */
  readonly severity: number;
  readonly urgency: number;
  readonly dimension?: string;
  readonly path: readonly string[];
  readonly representative: string;
  /** The first of its sessions. */
  readonly sessions: readonly string[];
  readonly lifts: readonly string[];
  readonly modes: readonly string[];
  readonly blame?: { readonly at: string; readonly lines: readonly string[] };
  readonly nearestCase?: string;
};
