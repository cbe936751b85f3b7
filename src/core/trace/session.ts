import type { JsonValue } from "./json.ts";

/**
 * One whole conversation between a user (real or simulated) and the agent.
 *
 * Throughout the model an absent field means *not captured*; an empty string, list or object means
 * that it was captured and was empty. The two are never mixed up.
 */
export type Session = {
  readonly id: string;
  readonly agent?: AgentFacts;
  /** The system prompt or policy text that the agent worked under. */
  readonly policy?: string;
  readonly turns: readonly Turn[];
  /** Score in [0, 1] that the exporting system gave the whole session, such as a benchmark's reward. */
  readonly reward?: number;
  /** Which task of a benchmark or case of a dataset this session is one run of, and which run. */
  readonly task?: { readonly id: string; readonly runIndex: number };
  /** Values of the agent's world at the end, where it reports them. */
  readonly finalState?: JsonValue;
};

/** What is known about the agent that held a session. */
export type AgentFacts = {
  readonly version?: string;
  readonly model?: string;
  readonly systemPromptDigest?: string;
  readonly toolCatalogDigest?: string;
};

/** A user message and all the agent does until it yields. Empty `user` text is an agent that opens. */
export type Turn = {
  readonly user: string;
  readonly steps: readonly Step[];
  /** What the user was told; absent where the agent failed or never answered. */
  readonly reply?: string;
  readonly traceId?: string;
  /** Epoch milliseconds. */
  readonly startedAtMs?: number;
  readonly durationMs?: number;
  readonly error?: StepError;
};

/** One model call or tool call inside a turn: the unit of blame. Addressed as `stepId(turn, step)`. */
export type Step = ModelStep | ToolStep;

export type ModelStep = {
  readonly kind: "model";
  readonly model?: string;
  /** The text that the model produced; "" where it only called tools. */
  readonly text?: string;
  /** The calls that the model asked for, by name; their results stand in the tool steps. */
  readonly toolCalls?: readonly ToolRequest[];
  readonly usage?: Usage;
  readonly startedAtMs?: number;
  readonly durationMs?: number;
  readonly error?: StepError;
};

export type ToolRequest = {
  readonly callId?: string;
  readonly name: string;
  readonly arguments?: JsonValue;
};

/** Request and result of one tool call. */
export type ToolStep = {
  readonly kind: "tool";
  readonly callId?: string;
  readonly name: string;
  readonly arguments?: JsonValue;
  /** `pending`: the call was made and no answer was seen. */
  readonly status: "ok" | "error" | "pending";
  /** Structured where the tool gave structure; text that is JSON has been parsed. */
  readonly result?: JsonValue;
  readonly error?: StepError;
  readonly startedAtMs?: number;
  readonly durationMs?: number;
};

export type StepError = { readonly type: string; readonly message: string };

/** Tokens and money of one model call; a field that the provider did not report is absent, never 0. */
export type Usage = {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly costUsd?: number;
};

/** Where a step stands; both parts are 1-based, as people read them. */
export type StepRef = { readonly turn: number; readonly step: number };

/** The address of a step in prose, verdict evidence and links: `turn 2, step 3` is `2.3`. */
export function stepId(ref: StepRef): string {
  return `${ref.turn}.${ref.step}`;
}
