import type { Span } from "../../span.ts";
import { readGenAiSpan } from "./gen-ai-span.ts";
import type { GenAiEvent } from "./legacy-events.ts";
import { readGenAiEvents } from "./legacy-events.ts";
import type { SpanReading } from "./raw-span.ts";

/** One event that carries all attributes of a call at once, as the current conventions have it. */
const details = "gen_ai.client.inference.operation.details";

/** A span with what its events tell; what the span says itself stays. */
export function withEvents(span: Span, events: readonly GenAiEvent[], reading: SpanReading): Span {
  const { name, sessionId, traceId } = span;
  const talk = sessionId ?? traceId;
  let whole = span;
  for (const { attributes, place, name: event } of events) {
    if (event !== details) continue;
    const facts = readGenAiSpan({ name, talk, attributes, place }, reading);
    whole = { ...facts, ...whole };
  }
  const { annotations, ...told } = readGenAiEvents(
    events.filter((event) => event.name !== details),
    reading.drops,
  );
  // To whom messages were sent, and who answered, is a model: whatever else the span says of itself.
  const isCall = told.input !== undefined || told.output !== undefined;
  const judged = [...(whole.annotations ?? []), ...(annotations ?? [])];
  const input = told.input === undefined ? undefined : reading.lists.share(told.input, talk);
  return {
    ...told,
    ...(input !== undefined && { input }),
    ...whole,
    ...(isCall && whole.kind === "other" && { kind: "model" as const }),
    ...(judged.length > 0 && { annotations: judged }),
  };
}
