import type { DropList } from "../import/imported.ts";
import type { Message, Span } from "../span.ts";
import type { Draft } from "./draft.ts";
import { isUntold } from "./draft.ts";
import type { DraftIndex } from "./draft-index.ts";
import { hasCalls, hasContent } from "./message-content.ts";
import { placeOf } from "./span-tree.ts";

/** Finds the places of messages among the drafts of a talk. */
export class MessagePlaces {
  readonly #drafts: readonly Draft[];
  readonly #index: DraftIndex;
  readonly #drops: DropList;

  constructor(drafts: readonly Draft[], index: DraftIndex, drops: DropList) {
    this.#drafts = drafts;
    this.#index = index;
    this.#drops = drops;
  }

  /** The place of each user and agent message from `from` on that the talk already has. */
  recognise(
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
  findRewritten(
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
      this.#drops.add(
        placeOf(span),
        "message of a history that differs from what was recorded before",
      );
      return place;
    }
    return undefined;
  }
}

function isSaying(draft: Draft | undefined): boolean {
  return draft?.kind === "model" && draft.text !== undefined && (draft.calls ?? []).length === 0;
}
