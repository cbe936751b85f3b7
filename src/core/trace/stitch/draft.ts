import type { ToolRequest } from "../session.ts";
import type { Span, ToolAnswer } from "../span.ts";

/** What a talk of messages is made of while it is read. */
export type Draft = UserDraft | ModelDraft | LooseAnswer;

export type UserDraft = {
  readonly kind: "user";
  /** Absent where the text was not captured. */
  readonly text?: string;
  /** The trace in which it was first seen. */
  readonly traceId: string;
  /** The span that times the whole turn, where that alone tells of it. */
  readonly around?: Span;
};

/** A model call: seen as a span, or only known from a later call's messages. */
export type ModelDraft = {
  readonly kind: "model";
  readonly span?: Span;
  /** The sub-agent that made it. */
  readonly agent?: string;
  text?: string;
  reasoning?: string;
  finishReason?: string;
  /** Absent where no calls were spoken of. */
  calls?: CallDraft[];
};

/** A tool call that a model asked for; the answer and the span are found later. */
export type CallDraft = {
  request: ToolRequest;
  /** Which message of its talk asked for it, counted upwards. */
  readonly message: number;
  /** The span of the model call that asked. */
  readonly asked?: Span;
  answer?: ToolAnswer;
  span?: Span;
};

/** The answer to a call that nobody was seen to make. */
export type LooseAnswer = { readonly kind: "answer"; readonly call: CallDraft };

/** Whether nothing of what the model said was captured: a later call's messages may tell it. */
export function isUntold(draft: ModelDraft): boolean {
  return (
    draft.text === undefined &&
    draft.calls === undefined &&
    draft.span !== undefined &&
    draft.span.output === undefined &&
    draft.span.error === undefined
  );
}
