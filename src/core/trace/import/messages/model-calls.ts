import { createHash } from "node:crypto";
import { canonicalJson } from "../../canonical-json.ts";
import type { Session } from "../../session.ts";
import type { Message, Span } from "../../span.ts";
import type { Place } from "../imported.ts";
import { SpanCollector } from "../span-collector.ts";
import { findModelCall, readModelCall } from "./model-call.ts";
import { idOfPlace, nameOfPlace, placeAt, type SessionPlace } from "./place-id.ts";

/** How many answers are remembered for calls that go on from them. */
const mostRemembered = 10_000;

/**
 * Begins the id of a call without one, and parts its file from its position: two files of the same name in two folders
 * are two. Sessions never show it.
 */
const unnamed = "\0";

/** An answer that a later call may go on from. */
type Answer = {
  readonly traceId: string;
  readonly sessionId: string;
  /** All messages up to it; kept where the provider keeps them too and they are not sent again. */
  readonly said?: readonly Message[];
};

/**
 * Reads logs of model calls, each with what was sent and what came back, of OpenAI's chat completions and Responses
 * and of Anthropic's Messages.
 *
 * A call goes on from an earlier one where it repeats its messages and its answer, or names it
 * (`previous_response_id`); what the provider kept is then put back. Both are one session, and one trace as long as no
 * user speaks in between. A call that failed goes on with the one that sends the same again. A previous answer that is not among the calls before is reported.
 */
export class ModelCallReader extends SpanCollector {
  readonly #answers = new Map<string, Answer>();

  protected take(value: unknown, place: Place): readonly Span[] {
    const call = findModelCall(value, place);
    if (call === undefined) {
      this.drops.add(place, "no model call: neither an answer nor what was sent");
      return [];
    }
    const { file, position } = placeAt(place.file ?? "", place);
    const id = `${unnamed}${file}${unnamed}${position}`;
    const { span, previousId } = readModelCall(call, id, this.drops);
    const answer = this.#answerBefore(span, previousId);
    const sent = span.input ?? [];
    const input = previousId === undefined ? sent : [...(answer?.said ?? []), ...sent];
    // What follows the latest answer says whether the user spoke.
    const news = sent.slice(sent.findLastIndex(({ role }) => role === "assistant") + 1);
    const isSameTrace = answer !== undefined && news.every(({ role }) => role === "tool");
    const sessionId = span.sessionId ?? answer?.sessionId ?? previousId ?? span.spanId;
    const whole: Span = {
      ...span,
      sessionId,
      traceId: isSameTrace ? answer.traceId : span.traceId,
      ...((span.input !== undefined || input.length > 0) && { input }),
    };
    this.#remember(whole, { isKept: call.api === "openai-responses" });
    return [whole];
  }

  protected override complete(session: Session): Session {
    const turns = session.turns.map(({ steps, ...turn }) => ({
      ...withShownId(turn, "traceId"),
      steps: steps.map((step) => withShownId(step, "spanId")),
    }));
    const at = placeIn(session.id);
    return { ...session, turns, ...(at !== undefined && { id: idOfPlace(at, turns) }) };
  }

  #answerBefore(span: Span, previousId: string | undefined): Answer | undefined {
    if (previousId !== undefined) {
      const named = this.#answers.get(`id ${previousId}`);
      if (named === undefined) {
        const reason =
          "previous response that is not among the calls before: what was said is unknown";
        this.drops.add(span.place ?? { path: "" }, reason);
      }
      return named;
    }
    const input = span.input ?? [];
    const failed = this.#answers.get(`failed ${digestOf(input)}`);
    if (failed !== undefined) return failed;
    const last = input.findLastIndex(({ role }) => role === "assistant");
    return last === -1 ? undefined : this.#answers.get(digestOf(input.slice(0, last + 1)));
  }

  #remember(span: Span, { isKept }: { readonly isKept: boolean }): void {
    const { traceId, spanId, sessionId = traceId } = span;
    const said = [...(span.input ?? []), ...(span.output ?? [])];
    // Nothing was answered: who sends the same again goes on from here.
    if (span.error !== undefined && span.output === undefined) {
      if (said.length > 0) this.#set(`failed ${digestOf(said)}`, { traceId, sessionId });
      return;
    }
    this.#answers.delete(`failed ${digestOf(span.input ?? [])}`);
    this.#set(digestOf(said), { traceId, sessionId });
    if (isKept) this.#set(`id ${spanId}`, { traceId, sessionId, said });
  }

  #set(key: string, answer: Answer): void {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > mostRemembered && oldest !== undefined) this.#answers.delete(oldest);
  }
}

/** The place that an id is made of; `undefined` for any other id. */
function placeIn(id: string): SessionPlace | undefined {
  const end = id.indexOf(unnamed, 1);
  if (!id.startsWith(unnamed) || end === -1) return undefined;
  return { file: id.slice(1, end), position: id.slice(end + 1) };
}

/** The same with an id as people see it, without folders. */
function withShownId<K extends string, T extends { readonly [key in K]?: string }>(
  from: T,
  key: K,
): T {
  const id = from[key];
  const at = id === undefined ? undefined : placeIn(id);
  return at === undefined ? from : { ...from, [key]: nameOfPlace(at.file, at.position) };
}

/** Of all that was said but system prompts and thoughts: clients leave those out when they send the rest again. */
function digestOf(messages: readonly Message[]): string {
  const hash = createHash("sha256");
  for (const { role, text = "", toolCalls = [], toolResults = [] } of messages) {
    if (role === "system") continue;
    const calls = toolCalls.map((call) => call.callId ?? `${call.name} ${canonicalJson(call)}`);
    const answered = toolResults.map(({ callId = "" }) => callId);
    hash.update(JSON.stringify([role, text.trim(), calls, answered]));
  }
  return hash.digest("hex");
}
