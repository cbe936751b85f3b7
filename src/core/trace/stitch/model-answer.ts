import type { DropList } from "../import/imported.ts";
import type { Message, Span, ToolAnswer } from "../span.ts";
import { placeOf } from "./span-tree.ts";

/** What a model call answered, as one message, and the results of tools that the provider ran itself. */
export type ModelAnswer = {
  /** Absent where the answer was not captured. */
  readonly message?: Message;
  readonly answers: readonly ToolAnswer[];
};

/**
 * Puts the messages of an output together: some instrumentations write words, thoughts and calls as one each.
 *
 * Of several choices the first is the answer; the others were never said, and stand in `drops`.
 */
export function answerOf(span: Span, drops: DropList): ModelAnswer {
  const { output } = span;
  if (output === undefined) return { answers: [] };
  const [only, ...others] = output;
  // The usual way: one message of the agent, with all of it.
  if (only?.role === "assistant" && others.length === 0 && only.toolResults === undefined) {
    const isSilent = only.text === undefined && (only.toolCalls ?? []).length > 0;
    return { message: isSilent ? { ...only, text: "" } : only, answers: [] };
  }
  const spoken = output.filter(({ role }) => role === "assistant");
  const isChoice =
    spoken.length > 1 &&
    spoken.every(({ finishReason, text }) => finishReason !== undefined && text !== undefined);
  if (isChoice) {
    drops.add(placeOf(span), "further choice of a model's answer", spoken.length - 1);
  }
  const parts = isChoice ? spoken.slice(0, 1) : spoken;
  const texts = parts.flatMap(({ text }) => (text === undefined ? [] : [text]));
  const reasoning = parts.flatMap((part) => (part.reasoning === undefined ? [] : [part.reasoning]));
  const toolCalls = parts.flatMap((part) => part.toolCalls ?? []);
  const finishReason = parts.findLast((part) => part.finishReason !== undefined)?.finishReason;
  const answers = output.flatMap(({ toolResults }) => toolResults ?? []);
  const isSilent = texts.length === 0 && (toolCalls.length > 0 || output.length === 0);
  return {
    message: {
      role: "assistant",
      ...(isSilent && { text: "" }),
      ...(texts.length > 0 && { text: texts.join("\n") }),
      ...(reasoning.length > 0 && { reasoning: reasoning.join("\n") }),
      ...(toolCalls.length > 0 && { toolCalls }),
      ...(finishReason !== undefined && { finishReason }),
    },
    answers,
  };
}

/** What a model call said to whom it answered; `undefined` where it called tools or was not captured. */
export function answerText({ output }: Span): string | undefined {
  const isCalling = output?.some(
    ({ toolCalls }) => toolCalls !== undefined && toolCalls.length > 0,
  );
  if (output === undefined || isCalling) return undefined;
  return output.find(({ role, text }) => role === "assistant" && text !== undefined)?.text;
}
