import type { Message, Span } from "../../span.ts";
import type { Place } from "../imported.ts";
import { SpanCollector } from "../span-collector.ts";
import { idOfPlace } from "./chat-session.ts";
import { findModelCall, readModelCall } from "./model-call.ts";

/** How many answers are remembered for calls that go on from them. */
const mostRemembered = 10_000;

/**
 * Reads logs of model calls, each with what was sent and what came back, of OpenAI's chat completions and Responses
 * and of Anthropic's Messages. Calls that go on from one another are one session.
 *
 * Where the provider kept what was said before (`previous_response_id`), it is put back from the call before; a
 * previous answer that is not in the files, or not before the call, is reported.
 */
export class ModelCallReader extends SpanCollector {
  /** All messages up to an answer, by its id. */
  readonly #said = new Map<string, readonly Message[]>();

  protected take(value: unknown, place: Place): readonly Span[] {
    const call = findModelCall(value, place);
    if (call === undefined) {
      this.drops.add(place, "no model call: neither an answer nor what was sent");
      return [];
    }
    const id = idOfPlace(place.file ?? "", place);
    const { span, previousId } = readModelCall(call, id, this.drops);
    const whole = previousId === undefined ? span : this.#goOn(span, previousId);
    if (call.api === "openai-responses") this.#remember(whole);
    return [whole];
  }

  #goOn(span: Span, previousId: string): Span {
    const before = this.#said.get(previousId);
    if (before === undefined) {
      const reason = "previous response that is not among those before: what was said is unknown";
      this.drops.add(span.place ?? { path: "" }, reason);
      return { ...span, sessionId: span.sessionId ?? previousId };
    }
    return { ...span, input: [...before, ...(span.input ?? [])] };
  }

  #remember({ spanId, input = [], output = [] }: Span): void {
    this.#said.set(spanId, [...input, ...output]);
    const [oldest] = this.#said.keys();
    if (this.#said.size > mostRemembered && oldest !== undefined) this.#said.delete(oldest);
  }
}
