import { canonicalJson } from "../canonical-json.ts";
import type { Message, Span } from "../span.ts";

/** A conversation as far as it has come: what the next call of it is sent begins with this. */
type Conversation = { readonly traceId: string; continuations: number };

/**
 * Gives all model calls of one conversation one trace, where nothing but the calls themselves is known.
 *
 * A call goes on with a conversation where it is sent what the model answered there: the same call ids, else the same
 * words to the same words. Where several conversations said the same, the one that fewest calls went on with, and of
 * these the latest, is taken. A call that goes on with none begins one.
 *
 * @param spans in the order in which they began, each in a trace of its own.
 */
export function tellSessionsApart(spans: readonly Span[]): readonly Span[] {
  const byAnswer = new Map<string, Conversation[]>();
  const traces = new Map<string, string>();
  return spans.map((span) => {
    if (span.kind !== "model") {
      const traceId = traces.get(span.parentSpanId ?? "");
      return traceId === undefined ? span : { ...span, traceId };
    }
    const known = conversationOf(span.input ?? [], byAnswer);
    const traceId = known?.traceId ?? span.traceId;
    if (known !== undefined) known.continuations += 1;
    const reached = { traceId, continuations: 0 };
    for (const key of keysOf(span.output?.[0], lastAsked(span.input ?? []))) {
      const others = byAnswer.get(key);
      if (others === undefined) byAnswer.set(key, [reached]);
      else others.push(reached);
    }
    traces.set(span.spanId, traceId);
    return { ...span, traceId };
  });
}

/** The conversation whose latest known answer stands last in what a call is sent. */
function conversationOf(
  input: readonly Message[],
  byAnswer: ReadonlyMap<string, readonly Conversation[]>,
): Conversation | undefined {
  for (let index = input.length - 1; index >= 0; index -= 1) {
    const message = input[index];
    if (message?.role !== "assistant") continue;
    for (const key of keysOf(message, lastAsked(input.slice(0, index)))) {
      const candidates = byAnswer.get(key) ?? [];
      const fewest = Math.min(...candidates.map(({ continuations }) => continuations));
      const latest = candidates.findLast(({ continuations }) => continuations === fewest);
      if (latest !== undefined) return latest;
    }
  }
  return undefined;
}

/** Under what an answer of the model is known again; ids are enough by themselves. */
function* keysOf(message: Message | undefined, asked: string): Generator<string> {
  if (message === undefined) return;
  const { toolCalls = [], text } = message;
  for (const { callId } of toolCalls) if (callId !== undefined) yield `id ${callId}`;
  const calls = toolCalls.map((call) => [call.name, call.arguments ?? null]);
  if (calls.length > 0) yield `calls ${canonicalJson([asked, calls])}`;
  else if (text !== undefined) yield `text ${canonicalJson([asked, text.trim()])}`;
}

/** What the user said last. */
function lastAsked(input: readonly Message[]): string {
  return input.findLast(({ role }) => role === "user")?.text ?? "";
}
