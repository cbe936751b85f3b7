import { canonicalJson } from "../canonical-json.ts";
import type { ToolRequest } from "../session.ts";
import type { Message } from "../span.ts";
import type { Draft } from "./draft.ts";

/** Finds the next draft that says the same as a message, from a place on. */
export class DraftIndex {
  readonly #places = new Map<string, number[]>();
  readonly #users: number[] = [];

  add(draft: Draft, place: number): void {
    if (draft.kind === "user") this.#users.push(place);
    for (const key of keysOf(draft)) this.addKey(key, place);
  }

  /** Another word for the draft at `place`; places may come in any order. */
  addKey(key: string, place: number): void {
    const places = this.#places.get(key);
    if (places === undefined) this.#places.set(key, [place]);
    else if ((places.at(-1) ?? -1) < place) places.push(place);
    else if (!places.includes(place)) places.splice(firstFrom(places, place), 0, place);
  }

  /** The first place from `from` on, and before `end`, under one of the keys; the first key that has one wins. */
  find(keys: Iterable<string>, from: number, end = Number.POSITIVE_INFINITY): number | undefined {
    for (const key of keys) {
      const places = this.#places.get(key) ?? [];
      const place = places[firstFrom(places, from)];
      if (place !== undefined && place < end) return place;
    }
    return undefined;
  }

  /** The place of the next user message from `from` on. */
  nextUser(from: number): number | undefined {
    return this.#users[firstFrom(this.#users, from)];
  }
}

export function userKey(text: string | undefined): string {
  return text === undefined ? "user" : `user ${text.trim()}`;
}

/** Under what an agent's message is found again, the surest first. */
export function* agentKeys(message: Pick<Message, "text" | "toolCalls">): Generator<string> {
  const calls = message.toolCalls ?? [];
  for (const call of calls) if (call.callId !== undefined) yield callIdKey(call.callId, call.name);
  for (const call of calls) yield callKey(call);
  if (calls.length === 0 && message.text !== undefined) yield textKey(message.text);
}

export function callIdKey(callId: string, name: string): string {
  return `id ${callId}\n${name}`;
}

export function textKey(text: string): string {
  return `text ${text.trim()}`;
}

function callKey({ name, arguments: values }: ToolRequest): string {
  return `call ${name}\n${values === undefined ? "" : canonicalJson(values)}`;
}

function* keysOf(draft: Draft): Generator<string> {
  if (draft.kind === "user") yield userKey(draft.text);
  if (draft.kind !== "model") return;
  if (draft.text !== undefined && draft.text !== "") yield textKey(draft.text);
  for (const { request } of draft.calls ?? []) {
    if (request.callId !== undefined) yield callIdKey(request.callId, request.name);
    yield callKey(request);
  }
}

/** The index of the first place that is not before `from`, in ascending places. */
function firstFrom(places: readonly number[], from: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
