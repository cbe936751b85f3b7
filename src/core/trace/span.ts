import type { Place } from "./import/imported.ts";
import type { JsonValue } from "./json.ts";
import type { Annotation, StepError, ToolRequest, Usage } from "./session.ts";

/** What a span timed. */
export const spanKinds = [
  "agent",
  "model",
  "tool",
  "retriever",
  "plan",
  "guardrail",
  "other",
] as const;
export type SpanKind = (typeof spanKinds)[number];

/**
 * One timed operation of a trace, in our own words whatever instrumentation emitted it. Sessions are stitched
 * from these.
 *
 * As in a session an absent field means *not captured*; empty text, lists and objects were captured and empty.
 */
export type Span = {
  readonly kind: SpanKind;
  readonly name: string;
  /** Lower-case hex, or whatever the exporting system uses; unique with `spanId`. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  /** Where it stood in the file that it came from, for what is said about it. */
  readonly place?: Place;
  /** The instrumentation that emitted it: two of them may time the same call. */
  readonly scope?: string;
  /** Epoch milliseconds, with fractions. */
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  /** Whoever wrote it down had no such time and says so: it orders the spans and is no measurement. */
  readonly isStartMadeUp?: true;
  readonly isLengthMadeUp?: true;
  readonly error?: StepError;
  /** The strongest id that says which session the span belongs to; see docs/capture.md for their order. */
  readonly sessionId?: string;
  readonly agentName?: string;
  readonly agentVersion?: string;
  /** Of model spans. */
  readonly provider?: string;
  readonly model?: string;
  readonly usage?: Usage;
  readonly finishReason?: string;
  /** The provider's id of the answer: two spans with the same one timed the same call. */
  readonly responseId?: string;
  /** The system prompt, where it stands apart from the messages. */
  readonly systemInstructions?: string;
  /** The tools that the model was offered, as they were sent. */
  readonly toolDefinitions?: JsonValue;
  /**
   * What the model was sent: usually the whole session so far. A reader may give two spans the same message objects;
   * what is the same object is then not compared again.
   */
  readonly input?: readonly Message[];
  readonly output?: readonly Message[];
  /** Of tool and retriever spans; a retriever's arguments are what it was asked. Of others: what may have been a tool. */
  readonly toolCall?: ToolRequest;
  readonly toolResult?: JsonValue;
  /** What the user asked and was told, where an agent span says so itself. */
  readonly userText?: string;
  readonly replyText?: string;
  readonly annotations?: readonly Annotation[];
};

/** One message of a model's input or output. */
export type Message = {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly text?: string;
  readonly reasoning?: string;
  readonly toolCalls?: readonly ToolRequest[];
  /** Results that a `tool` message carries back. */
  readonly toolResults?: readonly ToolAnswer[];
  readonly finishReason?: string;
};

export type ToolAnswer = {
  readonly callId?: string;
  readonly name?: string;
  readonly result?: JsonValue;
  readonly isError?: boolean;
};
