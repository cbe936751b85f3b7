import type { DropList } from "../import/imported.ts";
import { childPlace } from "../import/imported.ts";
import type { Message, Span, ToolAnswer } from "../span.ts";
import type { CallDraft, Draft, ModelDraft, UserDraft } from "./draft.ts";
import { isUntold } from "./draft.ts";
import { DraftIndex } from "./draft-index.ts";
import { answerOf } from "./model-answer.ts";
import { OpenCalls } from "./open-calls.ts";
import { placeOf } from "./span-tree.ts";

/** How far the messages of one model call have been read, for the next call that repeats them. */
type Reading = {
  readonly messages: readonly Message[];
  /** The place after the last draft that was recognised. */
  readonly next: number;
  readonly calls: OpenCalls<CallDraft>;
};

type AnswerReading = {
  readonly calls: OpenCalls<CallDraft>;
  /** Whether only messages are read that follow what was read before, so that of calls with one id the last is meant. */
  readonly isLatest: boolean;
  readonly span: Span;
};

type Insertion = { readonly before: number; readonly draft: Draft };

/**
 * The story that the model calls of one agent tell together, each message once.
 *
 * Every call repeats the messages before it. They are recognised by call id, else by what they say, in their order;
 * what is new goes to the end, and what an earlier call did not capture is filled in.
 */
export class Talk {
  readonly #drops: DropList;
  readonly #drafts: Draft[] = [];
  #index = new DraftIndex(this.#drafts);
  #reading: Reading | undefined;
  #messages = 0;
  /** Calls by id; ids repeat, so the latest one. */
  readonly #callsById = new Map<string, CallDraft>();
  readonly #looseAnswers = new Set<string>();
  readonly #around: Talk | undefined;

  /** @param around the talk that this one branches from: what that one knows is not told again. */
  constructor(drops: DropList, around?: Talk) {
    this.#drops = drops;
    this.#around = around;
  }

  get drafts(): readonly Draft[] {
    return this.#drafts;
  }

  /** Begins a turn whose user message no model call carries; no text where it was not captured. */
  openTurn(text: string | undefined, from: Pick<UserDraft, "traceId" | "around">): void {
    this.#push({ kind: "user", ...from, ...(text !== undefined && { text }) });
  }

  /** Reads what a model call was sent and what it answered. */
  add(span: Span, agent?: string): ModelDraft {
    if (span.input !== undefined) this.#read(span.input, span);
    const { message, answers } = answerOf(span, this.#drops);
    const draft: ModelDraft = {
      kind: "model",
      span,
      ...(agent !== undefined && { agent }),
      ...(message?.text !== undefined && { text: message.text }),
      ...(message?.reasoning !== undefined && { reasoning: message.reasoning }),
    };
    const finishReason = message?.finishReason ?? span.finishReason;
    if (finishReason !== undefined) draft.finishReason = finishReason;
    if (message?.toolCalls !== undefined) draft.calls = this.#draftCalls(message, span);
    this.#push(draft);
    if (answers.length > 0) {
      const calls = new OpenCalls<CallDraft>();
      for (const call of draft.calls ?? []) calls.add(call);
      for (const answer of answers) this.#answer(answer, { calls, isLatest: false, span });
    }
    return draft;
  }

  /** Whether a call was sent the latest thing that the talk knows, so that it goes on from there. */
  isContinuedBy(input: readonly Message[]): boolean {
    const last = this.#drafts.length - 1;
    if (last < 0) return true;
    return input.some((message) => this.#index.find(message, last) !== undefined);
  }

  /** Whether the talk has the message, wherever. */
  knows(message: Message): boolean {
    return this.#index.find(message, 0) !== undefined;
  }

  /** The calls of the latest model answer that nobody answered yet. */
  pendingCalls(): readonly CallDraft[] {
    const last = this.#drafts.findLast((draft) => draft.kind === "model");
    return (last?.calls ?? []).filter((call) => call.answer === undefined);
  }

  #read(input: readonly Message[], span: Span): void {
    const earlier = this.#reading;
    const resumes = earlier !== undefined && startsWith(input, earlier.messages);
    const from = resumes ? earlier.messages.length : 0;
    const start = resumes ? earlier.next : 0;
    const calls = resumes ? earlier.calls : new OpenCalls<CallDraft>();
    const places = this.#recognise(input, { from, start, span });
    const following = knownAfter(places);
    const reading = { calls, isLatest: resumes, span };
    const insertions: Insertion[] = [];
    let next = start;
    for (let index = from; index < input.length; index += 1) {
      const message = input[index];
      if (message === undefined || message.role === "system") continue;
      for (const answer of message.toolResults ?? []) this.#answer(answer, reading);
      if (message.role === "tool") continue;
      const until = following[index - from];
      const known = places[index - from] ?? this.#findRewritten(message, { next, until, span });
      const found = known === undefined ? undefined : this.#drafts[known];
      if (known !== undefined) next = known + 1;
      if (message.role === "user") {
        if (found !== undefined || !isTurn(message) || this.#around?.knows(message)) continue;
        const draft: Draft = { kind: "user", traceId: span.traceId, ...textOf(message) };
        if (until !== undefined) insertions.push({ before: next, draft });
        else next = this.#push(draft) + 1;
      } else if (found?.kind === "model") {
        this.#complete(found, known ?? 0, message);
        expect(found.calls, reading);
      } else if (hasContent(message) && !this.#around?.knows(message)) {
        const draft = this.#rebuild(message);
        expect(draft.calls, reading);
        if (until !== undefined) insertions.push({ before: next, draft });
        else next = this.#push(draft) + 1;
      }
    }
    this.#insert(insertions);
    this.#reading = { messages: input, next: next + insertions.length, calls };
  }

  /** The place of each user and agent message from `from` on that the talk already has. */
  #recognise(
    input: readonly Message[],
    { from, start, span }: { readonly from: number; readonly start: number; readonly span: Span },
  ): readonly (number | undefined)[] {
    const places: (number | undefined)[] = [];
    let next = start;
    let before: Message | undefined;
    for (let index = from; index < input.length; index += 1) {
      const message = input[index];
      if (message === undefined) continue;
      let place: number | undefined;
      if (message.role === "user") {
        place = this.#index.find(message, next);
        const isLast = index === input.length - 1;
        if (place !== undefined && isLast && this.#isAskedAgain(place, span)) place = undefined;
      } else if (message.role === "assistant") {
        place = this.#findAgent(message, next, { before, isFirst: next === 0 });
      }
      if (place !== undefined) next = place + 1;
      places.push(place);
      if (message.role !== "system") before = message;
    }
    return places;
  }

  #findAgent(
    message: Message,
    next: number,
    { before, isFirst }: { readonly before: Message | undefined; readonly isFirst: boolean },
  ): number | undefined {
    // One answer may come back as two messages: its words and its calls.
    const isOtherHalf =
      before?.role === "assistant" && hasCalls(before) !== hasCalls(message) && next > 0;
    const start = isOtherHalf ? next - 1 : next;
    const end = this.#index.nextUser(next) ?? this.#drafts.length;
    const place = this.#index.find(message, start, end) ?? this.#nextUntold(next, end);
    if (place !== undefined || !(isFirst || hasCalls(message))) return place;
    return this.#index.find(message, start);
  }

  #nextUntold(from: number, end: number): number | undefined {
    for (let place = from; place < end; place += 1) {
      const draft = this.#drafts[place];
      if (draft?.kind === "model") return isUntold(draft) ? place : undefined;
    }
    return undefined;
  }

  /** The same words in a trace of their own, after they were answered: the user said them again. */
  #isAskedAgain(place: number, span: Span): boolean {
    const user = this.#drafts[place];
    if (user?.kind !== "user" || user.traceId === span.traceId) return false;
    const end = this.#index.nextUser(place + 1) ?? this.#drafts.length;
    return this.#drafts
      .slice(place + 1, end)
      .some((draft) => draft.kind === "model" && isSaying(draft) && draft.span !== undefined);
  }

  /** A message that stands where the talk has another one: histories are shortened and mended on their way. */
  #findRewritten(
    message: Message,
    {
      next,
      until,
      span,
    }: { readonly next: number; readonly until: number | undefined; readonly span: Span },
  ): number | undefined {
    if (message.role === "user" && until === undefined) return undefined;
    if (hasCalls(message) || !hasContent(message)) return undefined;
    const end = until ?? this.#index.nextUser(next) ?? this.#drafts.length;
    for (let place = next; place < end; place += 1) {
      const draft = this.#drafts[place];
      const isSameKind = message.role === "user" ? draft?.kind === "user" : isSaying(draft);
      if (!isSameKind) continue;
      const at = childPlace(placeOf(span), "input");
      this.#drops.add(at, "message of a history that differs from what was recorded before");
      return place;
    }
    return undefined;
  }

  /** Adds to a draft what a repetition of its message tells. */
  #complete(draft: ModelDraft, place: number, message: Message): void {
    if (draft.text === undefined && message.text !== undefined && draft.span?.error === undefined) {
      draft.text = message.text;
      if (message.text !== "") this.#index.addText(message.text, place);
    }
    if (draft.reasoning === undefined && message.reasoning !== undefined) {
      draft.reasoning = message.reasoning;
    }
    if (message.toolCalls === undefined || message.toolCalls.length === 0) return;
    const calls = draft.calls ?? [];
    draft.calls = calls;
    const free = new Set(calls);
    for (const request of message.toolCalls) {
      const sameId = calls.find(
        (call) => request.callId !== undefined && call.request.callId === request.callId,
      );
      const same = sameId ?? [...free].find((call) => call.request.name === request.name);
      if (same === undefined) calls.push(this.#draftCall(request, draft.span));
      else {
        free.delete(same);
        same.request = { ...request, ...same.request };
        this.#noteId(same);
      }
      if (same === undefined || sameId === undefined) this.#index.addCall(request, place);
    }
  }

  #rebuild(message: Message): ModelDraft {
    const calls = message.toolCalls === undefined ? undefined : this.#draftCalls(message);
    const isSilent = message.text === undefined && calls !== undefined && calls.length > 0;
    const text = isSilent ? "" : message.text;
    return {
      kind: "model",
      ...(text !== undefined && { text }),
      ...(message.reasoning !== undefined && { reasoning: message.reasoning }),
      ...(message.finishReason !== undefined && { finishReason: message.finishReason }),
      ...(calls !== undefined && { calls }),
    };
  }

  #draftCalls(message: Message, asked?: Span): CallDraft[] {
    this.#messages += 1;
    return (message.toolCalls ?? []).map((request) => this.#draftCall(request, asked));
  }

  #draftCall(request: CallDraft["request"], asked?: Span): CallDraft {
    const call = { request, message: this.#messages, ...(asked !== undefined && { asked }) };
    this.#noteId(call);
    return call;
  }

  #noteId(call: CallDraft): void {
    if (call.request.callId !== undefined) this.#callsById.set(call.request.callId, call);
  }

  #answer(answer: ToolAnswer, { calls, isLatest, span }: AnswerReading): void {
    const byId = answer.callId === undefined ? undefined : this.#callsById.get(answer.callId);
    const call =
      (isLatest ? byId : undefined) ??
      calls.take(answer.callId, answer.name) ??
      byId ??
      this.#pendingCall(answer);
    if (call === undefined) this.#keepLoose(answer, span);
    else {
      call.answer ??= answer;
      if (call.request.callId === undefined && answer.callId !== undefined) {
        call.request = { ...call.request, callId: answer.callId };
        this.#noteId(call);
      }
    }
  }

  /** The call that an answer without an id belongs to, where only the answer was sent. */
  #pendingCall({ callId, name }: ToolAnswer): CallDraft | undefined {
    return this.pendingCalls().find(
      ({ request }) =>
        (callId === undefined || request.callId === undefined) &&
        (name === undefined || request.name === name),
    );
  }

  #keepLoose(answer: ToolAnswer, span: Span): void {
    const { callId, name = "unknown" } = answer;
    const key = callId === undefined ? `${name}\n${JSON.stringify(answer.result)}` : `id ${callId}`;
    if (this.#looseAnswers.has(key)) return;
    this.#looseAnswers.add(key);
    if (answer.name === undefined) {
      const reason = "tool result without its call: the tool's name and arguments are unknown";
      this.#drops.add(childPlace(placeOf(span), "input"), reason);
    }
    const call = this.#draftCall({ name, ...(callId !== undefined && { callId }) });
    call.answer = answer;
    this.#push({ kind: "answer", call });
  }

  #push(draft: Draft): number {
    const place = this.#drafts.push(draft) - 1;
    this.#index.add(draft, place);
    return place;
  }

  #insert(insertions: readonly Insertion[]): void {
    if (insertions.length === 0) return;
    for (const { before, draft } of insertions.toReversed()) {
      this.#drafts.splice(before, 0, draft);
    }
    this.#index = new DraftIndex(this.#drafts);
    for (const [place, draft] of this.#drafts.entries()) this.#index.add(draft, place);
  }
}

function startsWith(input: readonly Message[], beginning: readonly Message[]): boolean {
  return (
    beginning.length > 0 &&
    input.length >= beginning.length &&
    beginning.every((message, index) => input[index] === message)
  );
}

/** For each place the next known one behind it. */
function knownAfter(places: readonly (number | undefined)[]): readonly (number | undefined)[] {
  let known: number | undefined;
  const after: (number | undefined)[] = [];
  for (let index = places.length - 1; index >= 0; index -= 1) {
    after[index] = known;
    known = places[index] ?? known;
  }
  return after;
}

/** Keeps the calls that a reading may still answer; in the latest messages an id tells which one is meant. */
function expect(drafts: readonly CallDraft[] = [], { calls, isLatest }: AnswerReading): void {
  for (const draft of drafts) {
    if (!isLatest || draft.request.callId === undefined) calls.add(draft);
  }
}

function hasCalls(message: Message): boolean {
  return message.toolCalls !== undefined && message.toolCalls.length > 0;
}

function hasContent(message: Message): boolean {
  return message.text !== undefined || message.reasoning !== undefined || hasCalls(message);
}

/** A user message that only carries tool results back, as Anthropic's do, opens no turn. */
function isTurn(message: Message): boolean {
  return message.text !== undefined || (message.toolResults ?? []).length === 0;
}

function textOf({ text }: Message): { readonly text?: string } {
  return text === undefined ? {} : { text };
}

function isSaying(draft: Draft | undefined): boolean {
  return draft?.kind === "model" && draft.text !== undefined && (draft.calls ?? []).length === 0;
}
