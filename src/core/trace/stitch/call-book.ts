import { canonicalJson } from "../canonical-json.ts";
import type { DropList } from "../import/imported.ts";
import type { JsonValue } from "../json.ts";
import type { ToolRequest } from "../session.ts";
import type { Span, ToolAnswer } from "../span.ts";
import type { CallDraft, LooseAnswer } from "./draft.ts";
import type { OpenCalls } from "./open-calls.ts";
import { placeOf } from "./span-tree.ts";

/** In what an answer is looked for. */
export type AnswerReading = {
  /** The calls of the messages that were read before it. */
  readonly calls: OpenCalls<CallDraft>;
  /** Whether only messages are read that follow what was read before, so that of calls with one id the last is meant. */
  readonly isLatest: boolean;
  readonly span: Span;
};

/** The calls of a talk, and which answer belongs to which. */
export class CallBook {
  readonly #drops: DropList;
  #messages = 0;
  /** Calls by id; ids repeat, so the latest one. */
  readonly #byId = new Map<string, CallDraft>();
  /** Answers without a call that are known already. */
  readonly #loose = new Set<string>();

  constructor(drops: DropList) {
    this.#drops = drops;
  }

  /** The calls of one message. */
  draft(requests: readonly ToolRequest[], asked?: Span): CallDraft[] {
    this.#messages += 1;
    return requests.map((request) => this.add(request, asked));
  }

  /** One more call of the message that was drafted last. */
  add(request: ToolRequest, asked?: Span): CallDraft {
    const call = { request, message: this.#messages, ...(asked !== undefined && { asked }) };
    this.#note(request.callId, call);
    return call;
  }

  /** Adds what a repetition of a call tells. Clients may give it another id there: its answer then comes under that. */
  complete(call: CallDraft, request: ToolRequest): void {
    call.request = { ...request, ...call.request };
    this.#note(call.request.callId, call);
    this.#note(request.callId, call);
  }

  /**
   * Gives an answer to its call, and returns it as a draft of its own where no call is its: once, however often it is
   * repeated.
   *
   * @param pending the calls of the latest message that have no answer yet.
   */
  answer(
    answer: ToolAnswer,
    { calls, isLatest, span }: AnswerReading,
    pending: () => readonly CallDraft[],
  ): LooseAnswer | undefined {
    const byId = answer.callId === undefined ? undefined : this.#byId.get(answer.callId);
    const call =
      (isLatest ? byId : undefined) ??
      calls.take(answer.callId, answer.name) ??
      byId ??
      pending().find((open) => mayAnswer(open, answer));
    if (call === undefined) return this.#looseAnswer(answer, span);
    if (call.answer?.result === undefined) call.answer = { ...call.answer, ...answer };
    else if (answer.result !== undefined && !isSame(call.answer.result, answer.result)) {
      this.#drops.add(placeOf(span), "result that differs from what the call was answered before");
    }
    if (call.request.callId === undefined && answer.callId !== undefined) {
      call.request = { ...call.request, callId: answer.callId };
      this.#note(answer.callId, call);
    }
    return undefined;
  }

  #looseAnswer(answer: ToolAnswer, span: Span): LooseAnswer | undefined {
    const { callId, name = "unknown" } = answer;
    const key = callId === undefined ? `${name}\n${JSON.stringify(answer.result)}` : `id ${callId}`;
    if (this.#loose.has(key)) return undefined;
    this.#loose.add(key);
    if (answer.name === undefined) {
      const reason = "tool result without its call: the tool's name and arguments are unknown";
      this.#drops.add(placeOf(span), reason);
    }
    const call = this.add({ name, ...(callId !== undefined && { callId }) });
    call.answer = answer;
    return { kind: "answer", call };
  }

  #note(callId: string | undefined, call: CallDraft): void {
    if (callId !== undefined) this.#byId.set(callId, call);
  }
}

/** Whether an answer without an id, or to a call without one, may belong to a call, where only the answer was sent. */
function mayAnswer({ request }: CallDraft, { callId, name }: ToolAnswer): boolean {
  return (
    (callId === undefined || request.callId === undefined) &&
    (name === undefined || request.name === name)
  );
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}
