import type { JsonValue } from "../json.ts";
import type { StepError, ToolRequest } from "../session.ts";
import type { Message } from "../span.ts";

/** What the body of a model call's request says. */
export type ReadRequest = {
  readonly model?: string;
  readonly systemInstructions?: string;
  readonly toolDefinitions?: JsonValue;
  readonly input: readonly Message[];
  /** Names what the provider remembers of earlier calls: the input comes on top of it. */
  readonly follows?: string;
};

/** What the body of a model call's answer says, whole or as far as it came. */
export type ReadAnswer = {
  readonly model?: string;
  /** Absent where the answer holds no message. */
  readonly output?: Message;
  readonly finishReason?: string;
  readonly tokens?: BilledTokens;
  readonly error?: StepError;
  /** The provider's id of the answer. */
  readonly responseId?: string;
  /** The tools that the provider itself ran while it answered. */
  readonly providerTools?: readonly ProviderToolCall[];
  /** Names what the provider remembers of this call and those before it, beside the answer's id. */
  readonly conversation?: string;
};

export type ProviderToolCall = {
  readonly request: ToolRequest;
  readonly result?: JsonValue;
  readonly error?: StepError;
};

/** Tokens by what they cost. Each is absent where the provider did not report it, never 0. */
export type BilledTokens = {
  /** All tokens of the input, those from and into the cache included. */
  readonly input?: number;
  readonly output?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  /** Of the output, those that were thought and not said. */
  readonly reasoning?: number;
  /** What the provider itself says that the call cost. */
  readonly costUsd?: number;
  /** Billed in another way than the list says, such as `flex`, or for more than tokens: no list price holds. */
  readonly tier?: string;
};
