import { termsOf } from "../cluster/terms.ts";
import { type SupportIndex, supportIndex } from "../facts/support-index.ts";
import { unsupportedFacts } from "../facts/unsupported-facts.ts";
import { printable } from "../text/printable.ts";
import type { JsonValue } from "../trace/json.ts";
import type { Session } from "../trace/session.ts";
import { uncapturedCalls } from "../trace/tool-calls.ts";
import type { FactPath, FactRole, FactStop } from "./blame.ts";
import { type FactSpan, isOfAgent, spansOf } from "./spans.ts";
import { factsOfText, factsOfValue, type StatedFact } from "./stated-facts.ts";

/** What stands behind a fact: who stated it before, arithmetic, or nobody. */
export type Support = "user" | "policy" | "tool-result" | "derived" | "unsupported";

/** A fact that the agent states, and where it has it from. */
export type ProvenFact = StatedFact & {
  readonly support: Support;
  /** The number of the piece that first stated it, among all pieces of the session; absent where none did. */
  readonly from?: number;
};

/** One piece of a session and what it states. Only the agent's pieces carry facts with their support. */
export type FactRow = FactSpan & { readonly number: number; readonly facts: readonly ProvenFact[] };

/** Each fact is looked up in every piece: no honest agent states more than these. */
const mostFacts = 1000;
/** So many pieces are asked for a fact at once before each is asked alone: a session of thousands is looked up as quickly. */
const blockSize = 64;
/** So much of a piece is searched for words; numbers, dates and ids are found in all of it. */
const mostSearched = 200_000;

/** Which facts the agent states, where each came from, and where it went; of a session of any size the first 1,000. */
export class FactTable {
  readonly rows: readonly FactRow[];
  /** A tool whose answer was not captured, and may hold what is missing. */
  readonly uncaptured: string | undefined;
  readonly #indexes: (SupportIndex | undefined)[] = [];
  readonly #blocks: (SupportIndex | undefined)[] = [];
  readonly #folded: (string | undefined)[] = [];
  readonly #places = new Map<string, readonly number[]>();
  readonly #spans: readonly FactSpan[];

  constructor(session: Session) {
    this.#spans = spansOf(session);
    this.uncaptured =
      uncapturedCalls(session)[0]?.step.name ??
      session.turns
        .flatMap(({ steps }) => steps)
        .flatMap((step) =>
          step.kind === "tool" &&
          (step.status === "pending" || (step.status === "ok" && step.result === undefined))
            ? [step.name]
            : [],
        )[0];
    const known = supportIndex();
    let left = mostFacts;
    this.rows = this.#spans.map((span, number): FactRow => {
      const facts = isOfAgent(span) && left > 0 ? this.#prove(span, number, known) : [];
      left -= facts.length;
      addSource(known, span);
      return { ...span, number, facts };
    });
  }

  /** The numbers of the pieces that state a fact, in their order. */
  placesOf(fact: StatedFact): readonly number[] {
    const unit = fact.fact?.unit;
    const key = `${fact.kind} ${fact.text.toLowerCase()} ${unit === undefined ? "" : JSON.stringify(unit)}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const places: number[] = [];
    for (let first = 0; first < this.#spans.length; first += blockSize) {
      if (!this.#mayState(first, fact)) continue;
      const end = Math.min(first + blockSize, this.#spans.length);
      for (let number = first; number < end; number++)
        if (this.states(number, fact)) places.push(number);
    }
    this.#places.set(key, places);
    return places;
  }

  /** Whether one piece states a fact. */
  states(number: number, { fact, text }: StatedFact): boolean {
    if (fact !== undefined) return this.#indexOf(number).find(fact) !== undefined;
    return this.#foldedText(number).includes(fold(text));
  }

  /** Whether any piece at all states it. */
  holds(fact: StatedFact): boolean {
    return this.placesOf(fact).length > 0;
  }

  /** The way of a fact through the session, up to `most` stops. */
  pathOf(fact: StatedFact, most = 12): FactPath {
    const stops = this.placesOf(fact)
      .slice(0, most)
      .flatMap((number): readonly FactStop[] => {
        const span = this.#spans[number];
        return span === undefined
          ? []
          : [{ at: span.at, role: span.role, what: aroundFact(span, fact) }];
      });
    return { fact: printable(fact.text, 120), stops };
  }

  #prove(span: FactSpan, number: number, known: SupportIndex): readonly ProvenFact[] {
    const isText = typeof span.value === "string" && span.role !== "argument";
    const facts =
      isText && typeof span.value === "string" ? factsOfText(span.value) : factsOfValue(span.value);
    const missing =
      typeof span.value === "string" && isText
        ? new Set(unsupportedFacts(span.value, known).map(({ start }) => start))
        : undefined;
    return facts.map((fact): ProvenFact => {
      const from = this.placesOf(fact).find((place) => this.#isSource(place, number));
      const source = from === undefined ? undefined : this.#spans[from];
      if (source !== undefined && from !== undefined)
        return { ...fact, support: supportOf(source.role), from };
      if (fact.fact === undefined) return { ...fact, support: "unsupported" };
      const isMissing = missing?.has(fact.start) ?? known.find(fact.fact) === undefined;
      return { ...fact, support: isMissing ? "unsupported" : "derived" };
    });
  }

  #isSource(place: number, before: number): boolean {
    const span = this.#spans[place];
    return span !== undefined && place < before && !isOfAgent(span);
  }

  /** False where no piece of a block states a fact: what holds all of them finds whatever one of them would. */
  #mayState(first: number, { fact }: StatedFact): boolean {
    if (fact === undefined || this.#spans.length <= blockSize) return true;
    const block = first / blockSize;
    const index = this.#blocks[block] ?? supportIndex();
    if (this.#blocks[block] === undefined) {
      for (const span of this.#spans.slice(first, first + blockSize)) addAlone(index, span);
      this.#blocks[block] = index;
    }
    return index.find(fact) !== undefined;
  }

  #indexOf(number: number): SupportIndex {
    const known = this.#indexes[number];
    if (known !== undefined) return known;
    const index = supportIndex();
    const span = this.#spans[number];
    if (span !== undefined) addAlone(index, span);
    this.#indexes[number] = index;
    return index;
  }

  #foldedText(number: number): string {
    const known = this.#folded[number];
    if (known !== undefined) return known;
    const text = fold(textOf(this.#spans[number]?.value ?? "").slice(0, mostSearched));
    this.#folded[number] = text;
    return text;
  }
}

function addAlone(index: SupportIndex, span: FactSpan): void {
  addSource(index, { ...span, role: asSource(span.role) });
}

/** What the agent says is no source of the table; looked at alone, it is read as what holds it would be. */
function asSource(role: FactRole): FactRole {
  if (role === "argument") return "tool-result";
  return role === "said" || role === "reply" ? "user" : role;
}

function addSource(index: SupportIndex, { role, value }: FactSpan): void {
  if (role === "tool-result") index.add({ kind: "tool-result", value });
  else if ((role === "user" || role === "policy") && typeof value === "string")
    index.add({ kind: role, text: value });
}

function supportOf(role: FactRole): Support {
  return role === "user" || role === "policy" ? role : "tool-result";
}

/** A value as one text. */
export function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]+/g, " ");
}

const halfWindow = 70;

/** The words around a fact, on one line. */
function aroundFact({ value }: FactSpan, { text }: StatedFact): string {
  const whole = textOf(value);
  const at = whole.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return printable(whole, 2 * halfWindow);
  const from = Math.max(0, at - halfWindow);
  const to = Math.min(whole.length, at + text.length + halfWindow);
  return printable(
    `${from > 0 ? "…" : ""}${whole.slice(from, to)}${to < whole.length ? "…" : ""}`,
    240,
  );
}

/** The stems of the words around a place in a text, by which two statements are known to be about the same. */
export function stemsAround(text: string, start: number, width = 120): ReadonlySet<string> {
  const from = Math.max(0, start - width);
  return new Set(termsOf(text.slice(from, start + width)).map(({ stem }) => stem));
}
