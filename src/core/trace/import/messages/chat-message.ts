import type { JsonValue } from "../../json.ts";
import type { StepError, ToolRequest, Usage } from "../../session.ts";

/** One message once its many spellings have been read; an absent field was not captured. */
export type ChatMessage = PolicyMessage | UserMessage | AgentMessage | ToolMessage;

export type PolicyMessage = { readonly kind: "policy"; readonly text?: string };

export type UserMessage = {
  readonly kind: "user";
  readonly text?: string;
  readonly startedAtMs?: number;
};

export type AgentMessage = {
  readonly kind: "agent";
  readonly text?: string;
  readonly reasoning?: string;
  /** Absent where the message does not speak of calls. */
  readonly toolCalls?: readonly ToolRequest[];
  readonly model?: string;
  readonly finishReason?: string;
  readonly usage?: Usage;
  readonly startedAtMs?: number;
  readonly durationMs?: number;
  readonly error?: StepError;
  /** The sub-agent that spoke. */
  readonly agent?: string;
  /** One item of an answer that is written item by item: with its neighbours it is one model call. */
  readonly isPart?: true;
};

export type ToolMessage = {
  readonly kind: "tool";
  readonly callId?: string;
  readonly name?: string;
  readonly result?: JsonValue;
  readonly error?: StepError;
  readonly isRetrieval?: boolean;
  readonly startedAtMs?: number;
  readonly durationMs?: number;
  /** The provider ran the tool itself, in the middle of the model call that asked for it. */
  readonly isPart?: true;
};
