import type { Message, Span } from "../../span.ts";
import type { Place } from "../imported.ts";
import { SpanCollector } from "../span-collector.ts";
import { idOfPlace } from "./chat-session.ts";
import { type CallSpan, findModelCall, readModelCall } from "./model-call.ts";

/**
 * Reads logs of model calls, each with what was sent and what came back, of OpenAI's chat completions and Responses
 * and of Anthropic's Messages. Calls that go on from one another are one session.
 *
 * Where the provider kept what was said before (`previous_response_id`, `conversation`), it is put back from the calls
 * before; a previous answer that is not in the files is reported.
 */
export class ModelCallReader extends SpanCollector {
  readonly #calls: CallSpan[] = [];

  protected take(value: unknown, place: Place): void {
    const call = findModelCall(value, place);
    if (call === undefined) {
      this.drops.add(place, "no model call: neither an answer nor what was sent");
      return;
    }
    this.#calls.push(readModelCall(call, idOfPlace(place.file ?? "", place), this.drops));
  }

  protected finish(): readonly Span[] {
    const byId = new Map(this.#calls.map((call) => [call.span.spanId, call]));
    const whole = new Map<string, Span>();
    const spans = this.#calls.map((call) => this.#complete(call, byId, whole));
    const sessionIds = new Set(spans.map(({ sessionId }) => sessionId));
    // The first call of a chain names the session and does not know it.
    return spans.map((span) =>
      span.sessionId === undefined && sessionIds.has(span.spanId)
        ? { ...span, sessionId: span.spanId }
        : span,
    );
  }

  /** The call with all that was said before it, from the first call of its chain on. */
  #complete(call: CallSpan, byId: ReadonlyMap<string, CallSpan>, whole: Map<string, Span>): Span {
    const chain: CallSpan[] = [];
    const seen = new Set<CallSpan>();
    for (let at: CallSpan | undefined = call; at !== undefined && !seen.has(at); ) {
      chain.push(at);
      seen.add(at);
      if (whole.has(at.span.spanId) || at.previousId === undefined) break;
      const previous: CallSpan | undefined = byId.get(at.previousId);
      if (previous === undefined) {
        const reason =
          "previous response that is not in the files: what was said before is unknown";
        this.drops.add(at.span.place ?? { path: "" }, reason);
      }
      at = previous;
    }
    let before: Span | undefined;
    for (const { span, previousId } of chain.toReversed()) {
      const known = whole.get(span.spanId);
      before = known ?? goOn(span, before, previousId);
      whole.set(span.spanId, before);
    }
    return before ?? call.span;
  }
}

function goOn(span: Span, before: Span | undefined, previousId: string | undefined): Span {
  if (before === undefined) {
    return previousId === undefined ? span : { ...span, sessionId: span.sessionId ?? previousId };
  }
  const input: readonly Message[] = [
    ...(before.input ?? []),
    ...(before.output ?? []),
    ...(span.input ?? []),
  ];
  const sessionId = span.sessionId ?? before.sessionId ?? before.spanId;
  return { ...span, sessionId, input };
}
