import { canonicalJson } from "../canonical-json.ts";
import type { ToolRequest } from "../session.ts";
import type { Message } from "../span.ts";
import type { Draft, ModelDraft } from "./draft.ts";

/** Places in ascending order; most words stand in one place only. */
type Places = number | number[];

/** Finds the next draft that says the same as a message, from a place on. */
export class DraftIndex {
  readonly #users = new Map<string, Places>();
  readonly #texts = new Map<string, Places>();
  readonly #callIds = new Map<string, Places>();
  /** Model drafts by the tools that they called. */
  readonly #callers = new Map<string, Places>();
  readonly #userPlaces: number[] = [];
  readonly #drafts: readonly Draft[];

  /** @param drafts the list whose drafts are added; it may grow. */
  constructor(drafts: readonly Draft[]) {
    this.#drafts = drafts;
  }

  add(draft: Draft, place: number): void {
    if (draft.kind === "user") {
      this.#userPlaces.push(place);
      note(this.#users, draft.text?.trim() ?? untold, place);
    } else if (draft.kind === "model") {
      if (draft.text !== undefined && draft.text !== "") this.addText(draft.text, place);
      for (const { request } of draft.calls ?? []) this.addCall(request, place);
    }
  }

  /** Words of the model draft at a place that were not known when it was added. */
  addText(text: string, place: number): void {
    note(this.#texts, text.trim(), place);
  }

  /** A call of the model draft at a place that was not known when it was added. */
  addCall({ callId, name }: ToolRequest, place: number): void {
    if (callId !== undefined) note(this.#callIds, callId, place);
    note(this.#callers, name, place);
  }

  /** The first place from `from` on, and before `end`, of a user's or an agent's message. */
  find(message: Message, from: number, end = Number.POSITIVE_INFINITY): number | undefined {
    if (message.role === "user") {
      return placeIn(this.#users.get(message.text?.trim() ?? untold), from, end);
    }
    return message.role === "assistant" ? this.#findAgent(message, from, end) : undefined;
  }

  /** The place of the next user message from `from` on. */
  nextUser(from: number): number | undefined {
    return this.#userPlaces[firstFrom(this.#userPlaces, from)];
  }

  /** By an id of a call, else by a tool and its arguments, else by what was said. */
  #findAgent(message: Message, from: number, end: number): number | undefined {
    const calls = message.toolCalls ?? [];
    for (const { callId, name } of calls) {
      if (callId === undefined) continue;
      const place = placeIn(this.#callIds.get(callId), from, end);
      if (place !== undefined && this.#calls(place).some((call) => call.name === name))
        return place;
    }
    for (const call of calls) {
      const place = this.#findCall(call, from, end);
      if (place !== undefined) return place;
    }
    if (calls.length > 0 || message.text === undefined) return undefined;
    return placeIn(this.#texts.get(message.text.trim()), from, end);
  }

  #findCall(call: ToolRequest, from: number, end: number): number | undefined {
    const callers = this.#callers.get(call.name);
    let place = placeIn(callers, from, end);
    if (place === undefined) return undefined;
    const wanted = argumentsOf(call);
    while (place !== undefined) {
      const isSame = (other: ToolRequest) =>
        other.name === call.name && argumentsOf(other) === wanted;
      if (this.#calls(place).some(isSame)) return place;
      place = placeIn(callers, place + 1, end);
    }
    return undefined;
  }

  #calls(place: number): readonly ToolRequest[] {
    const draft = this.#drafts[place];
    return draft?.kind === "model" ? requestsOf(draft) : [];
  }
}

/** Stands for the text of messages that were not captured: no text that is trimmed ends with a space. */
const untold = " ";

function requestsOf({ calls = [] }: ModelDraft): readonly ToolRequest[] {
  return calls.map(({ request }) => request);
}

function argumentsOf({ arguments: values }: ToolRequest): string {
  return values === undefined ? "" : canonicalJson([values]);
}

/** Most places come in ascending order. */
function note(index: Map<string, Places>, word: string, place: number): void {
  const known = index.get(word);
  if (known === undefined) index.set(word, place);
  else if (typeof known === "number") {
    if (known !== place) index.set(word, known < place ? [known, place] : [place, known]);
  } else if ((known.at(-1) ?? -1) < place) known.push(place);
  else if (!known.includes(place)) known.splice(firstFrom(known, place), 0, place);
}

function placeIn(places: Places | undefined, from: number, end: number): number | undefined {
  const place = typeof places === "object" ? places[firstFrom(places, from)] : places;
  return place !== undefined && place >= from && place < end ? place : undefined;
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
