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
  /** What people, models or code said of this session where it was recorded, such as a reviewer's label. */
  readonly annotations?: readonly Annotation[];
};

/** A judgement that came with a recorded session. Only those of people are labels. */
export type Annotation = {
  /** What was judged, in the exporting system's words. */
  readonly name: string;
  readonly by: "human" | "model" | "code";
  readonly annotator?: string;
  /** The label, the score or the text, as it stood there. */
  readonly value: JsonValue;
  readonly explanation?: string;
  /** Absent where the whole session was judged. */
  readonly at?: StepRef;
};

/** What is known about the agent that held a session. */
export type AgentFacts = {
  readonly name?: string;
  readonly version?: string;
  readonly model?: string;
  readonly systemPromptDigest?: string;
  readonly toolCatalogDigest?: string;
  /** The tools that the agent offered its model, in the order in which they were sent. */
  readonly toolCatalog?: readonly ToolDefinition[];
};

/** A tool as a catalog describes it. */
export type ToolDefinition = {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the arguments. */
  readonly parameters?: JsonValue;
};

/** A user message and all the agent does until it yields. Empty `user` text is an agent that opens. */
export type Turn = {
  readonly user: string;
  readonly steps: readonly Step[];
  /** Nothing but the reply could be seen: what the agent did is not captured, and `steps` is empty for want of it. */
  readonly isUnseen?: true;
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

/** What both kinds of step may carry about where they were seen. */
type StepOrigin = {
  /** The span that it was read from. */
  readonly spanId?: string;
  /** The sub-agent that took it; absent for the agent itself. */
  readonly agent?: string;
  /** 2 for the first repetition of the same call after it failed, and so on; absent for a first attempt. */
  readonly attempt?: number;
};

export type ModelStep = StepOrigin & {
  readonly kind: "model";
  /** `plan`: the model was asked for a plan and for nothing else. */
  readonly purpose?: "plan";
  readonly provider?: string;
  readonly model?: string;
  /** The text that the model produced; "" where it only called tools. */
  readonly text?: string;
  /** What the model thought before it answered, where that was captured. */
  readonly reasoning?: string;
  readonly finishReason?: string;
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
export type ToolStep = StepOrigin & {
  readonly kind: "tool";
  /** Whether the recording system called it a retrieval; absent where it did not say. */
  readonly isRetrieval?: boolean;
  readonly callId?: string;
  readonly name: string;
  readonly arguments?: JsonValue;
  /** `pending`: the call was made and no answer was seen. */
  readonly status: "ok" | "error" | "pending";
  /** Structured where the tool gave structure; text that is JSON has been parsed. */
  readonly result?: JsonValue;
  readonly error?: StepError;
  /** The result is a recorded one: of the same call, or only of one that is near. Absent where the tool was live. */
  readonly replay?: "exact" | "approximate";
  /** The planned fault that this call met, such as `timeout`. */
  readonly fault?: string;
  readonly startedAtMs?: number;
  readonly durationMs?: number;
};

export type StepError = { readonly type: string; readonly message: string };

/** Tokens and money of one model call; a field that the provider did not report is absent, never 0. */
export type Usage = {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Of the input tokens, those that the provider had cached. */
  readonly cachedInputTokens?: number;
  /** Of the output tokens, those that were thought and not said. */
  readonly reasoningTokens?: number;
  readonly costUsd?: number;
};

/** Where a step stands; both parts are 1-based, as people read them. */
export type StepRef = { readonly turn: number; readonly step: number };

/** The address of a step in prose, verdict evidence and links: `turn 2, step 3` is `2.3`. */
export function stepId(ref: StepRef): string {
  return `${ref.turn}.${ref.step}`;
}

/** The same for a whole turn, which is told by its number, or for a step of it. */
export function placeId({ turn, step }: { readonly turn: number; readonly step?: number }): string {
  return step === undefined ? `${turn}` : stepId({ turn, step });
}
