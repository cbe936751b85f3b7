import type { DropList } from "../import/imported.ts";
import type { Message, Span, ToolAnswer } from "../span.ts";
import type { AnswerReading } from "./call-book.ts";
import { CallBook } from "./call-book.ts";
import type { CallDraft, Draft, ModelDraft, UserDraft } from "./draft.ts";
import { DraftIndex } from "./draft-index.ts";
import { hasContent } from "./message-content.ts";
import { MessagePlaces } from "./message-places.ts";
import { answerOf } from "./model-answer.ts";
import { OpenCalls } from "./open-calls.ts";

/** How far the messages of one model call have been read, for the next call that repeats them. */
type Reading = {
  readonly messages: readonly Message[];
  /** The place after the last draft that was recognised. */
  readonly next: number;
  readonly calls: OpenCalls<CallDraft>;
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
  readonly #calls: CallBook;
  readonly #around: Talk | undefined;

  /** @param around the talk that this one branches from: what that one knows is not told again. */
  constructor(drops: DropList, around?: Talk) {
    this.#drops = drops;
    this.#calls = new CallBook(drops);
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
    if (message?.toolCalls !== undefined) draft.calls = this.#calls.draft(message.toolCalls, span);
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
    const among = new MessagePlaces(this.#drafts, this.#index, this.#drops);
    const places = among.recognise(input, { from, start, span });
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
      const known = places[index - from] ?? among.findRewritten(message, { next, until, span });
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
      if (same === undefined) calls.push(this.#calls.add(request, draft.span));
      else {
        free.delete(same);
        this.#calls.complete(same, request);
      }
      if (same === undefined || sameId === undefined) this.#index.addCall(request, place);
    }
  }

  #rebuild(message: Message): ModelDraft {
    const calls = message.toolCalls && this.#calls.draft(message.toolCalls);
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

  #answer(answer: ToolAnswer, reading: AnswerReading): void {
    const loose = this.#calls.answer(answer, reading, () => this.pendingCalls());
    if (loose !== undefined) this.#push(loose);
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

/** A user message that only carries tool results back, as Anthropic's do, opens no turn. */
function isTurn(message: Message): boolean {
  return message.text !== undefined || (message.toolResults ?? []).length === 0;
}

function textOf({ text }: Message): { readonly text?: string } {
  return text === undefined ? {} : { text };
}
