import type { JsonValue } from "../trace/json.ts";
import { dayNumberOf, isoDateOf } from "./calendar.ts";
import { extractFacts } from "./extract-facts.ts";
import type { Fact, Unit } from "./fact.ts";
import { leavesOf } from "./json-leaves.ts";
import { minIdDigits } from "./read-id.ts";
import { decimal } from "./read-number.ts";
import { durationSeconds, isSameUnit } from "./units.ts";

/** Where facts can be looked up; the agent's own words and arguments are no source. */
export type Source =
  | { readonly kind: "user" | "policy"; readonly text: string }
  | { readonly kind: "tool-result"; readonly value: JsonValue }
  /** What was calculated from supported facts before. */
  | { readonly kind: "arithmetic"; readonly facts: readonly Fact[] };

/** Everything that a session's sources state, ready to be asked. */
export type SupportIndex = {
  /** Adds what one more source states; the cost grows with its length alone. */
  readonly add: (source: Source) => void;
  /** What kind of source states the fact; `undefined` where none does. */
  readonly find: (fact: Fact) => Source["kind"] | undefined;
};

/**
 * An index of what some sources state.
 *
 * Values are compared normalised. Units are compared where both sides have one: a source's
 * `30 dollars` does not support `30 days`, a bare `30` supports both. A list supports its length.
 */
export function supportIndex(sources: readonly Source[] = []): SupportIndex {
  const index = new StatedFacts();
  for (const source of sources) index.add(source);
  return index;
}

class StatedFacts implements SupportIndex {
  readonly #numbers = new Map<string, Entry[]>();
  readonly #durations = new Map<number, Source["kind"]>();
  readonly #dates = new Map<string, Source["kind"]>();
  readonly #ids = new Map<string, Source["kind"]>();
  readonly #spans = new Set<number>();

  add(source: Source): void {
    switch (source.kind) {
      case "user":
      case "policy":
        this.#addText(source.text, source.kind);
        return;
      case "arithmetic":
        for (const fact of source.facts) this.#addFact(fact, source.kind);
        return;
      case "tool-result":
        for (const leaf of leavesOf(source.value)) {
          if (typeof leaf === "string") this.#addText(leaf, source.kind);
          else this.#addPlainNumber(leaf, source.kind);
        }
    }
  }

  find(fact: Fact): Source["kind"] | undefined {
    for (const value of fact.values) {
      const found = this.#findValue(value, fact);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #addText(text: string, from: Source["kind"]): void {
    for (const fact of extractFacts(text, { isSource: true })) this.#addFact(fact, from);
  }

  #addFact(fact: Fact, from: Source["kind"]): void {
    for (const value of fact.values) {
      switch (fact.kind) {
        case "number":
        case "amount": {
          this.#addNumber(value, fact.unit, from);
          const seconds = durationSeconds(value, fact.unit);
          if (seconds !== undefined) this.#durations.set(seconds, from);
          const days = (seconds ?? 0) / secondsInDay;
          if (isUsualSpan(days)) this.#spans.add(days);
          break;
        }
        case "date":
          for (const key of dateKeys(value)) this.#dates.set(key, from);
          if (value.length > 5) this.#addNumber(value.slice(0, 4), undefined, from);
          break;
        case "id":
          for (const key of idKeys(value)) this.#ids.set(key, from);
          break;
      }
    }
  }

  #addPlainNumber(leaf: number, from: Source["kind"]): void {
    const value = plainDecimal(leaf);
    if (value !== undefined) this.#addNumber(value, undefined, from);
  }

  #addNumber(value: string, unit: Unit | undefined, from: Source["kind"]): void {
    const entries = this.#numbers.get(value);
    if (entries === undefined) this.#numbers.set(value, [{ unit, from }]);
    else if (!entries.some((entry) => hasEqualUnit(entry.unit, unit))) entries.push({ unit, from });
  }

  #findValue(value: string, { kind, unit }: Fact): Source["kind"] | undefined {
    switch (kind) {
      case "amount":
        return this.#findNumber(value, unit);
      case "number": {
        const found = this.#findNumber(value, unit);
        if (found !== undefined) return found;
        if (unit?.kind === "percent") return this.#findNumber(hundredth(value), undefined);
        return unit === undefined ? this.#ids.get(value) : undefined;
      }
      case "date":
        return this.#findDate(value) ?? this.#findMovedDate(value);
      case "id":
        return this.#findId(value) ?? this.#findId(longDigitsIn(value));
    }
  }

  #findNumber(value: string, unit: Unit | undefined): Source["kind"] | undefined {
    const entry = this.#numbers
      .get(value)
      ?.find(
        (known) => known.unit === undefined || unit === undefined || isSameUnit(known.unit, unit),
      );
    if (entry !== undefined) return entry.from;
    const seconds = durationSeconds(value, unit);
    return seconds === undefined ? undefined : this.#durations.get(seconds);
  }

  #findDate(value: string): Source["kind"] | undefined {
    const known = this.#dates.get(value);
    if (known !== undefined || value.length <= 5) return known;
    return this.#dates.get(`*-${value.slice(5)}`);
  }

  /** A stated date plus or minus a stated number of days, as in `a day later`. */
  #findMovedDate(value: string): Source["kind"] | undefined {
    const isDated = value.length > 5;
    const day = dayNumberOf(isDated ? value : `${anyLeapYear}-${value}`);
    for (const span of this.#spans) {
      for (const moved of [isoDateOf(day - span), isoDateOf(day + span)]) {
        if (this.#findDate(isDated ? moved : moved.slice(5)) !== undefined) return "arithmetic";
      }
    }
    return undefined;
  }

  #findId(value: string): Source["kind"] | undefined {
    return this.#ids.get(value) ?? this.#numbers.get(value)?.[0]?.from;
  }
}

const secondsInDay = 86_400;

/** Any year that has a 29 February, for dates that are written without one. */
const anyLeapYear = 2024;

/** Few spans are compared with each date, whatever number of them hostile sources state. */
const longSpans = new Set([42, 45, 60, 90, 100, 120, 180, 365]);
function isUsualSpan(days: number): boolean {
  return (Number.isInteger(days) && days >= 1 && days <= 31) || longSpans.has(days);
}

type Entry = { readonly unit: Unit | undefined; readonly from: Source["kind"] };

function hasEqualUnit(a: Unit | undefined, b: Unit | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && isSameUnit(a, b));
}

/** A date is found by its day and month too; one without a year supports every year. */
function dateKeys(value: string): readonly string[] {
  return value.length > 5 ? [value, value.slice(5)] : [value, `*-${value}`];
}

/** Fewest digits inside an id that are understood when they stand alone, as in `flight 136`. */
const minDigitsAlone = 3;

/** How many digits at the end of a long number are shown instead of it, as in `card ending in 7447`. */
const shownDigits = 4;

/** An id, its parts, and the longer rows of digits in it: people shorten ids. */
function idKeys(value: string): readonly string[] {
  const parts = value.split(/[-_.]/).filter((part) => /\d/.test(part));
  const digits = value.split(/\D/).filter((part) => part.length >= minDigitsAlone);
  const endings = digits
    .filter((part) => part.length >= minIdDigits)
    .map((part) => part.slice(-shownDigits));
  return [value, ...parts, ...digits, ...endings];
}

/** `20` as `0.2`: sources hold shares, people say per cent. */
function hundredth(value: string): string {
  const [whole = "", fraction = ""] = value.split(".");
  const padded = whole.padStart(3, "0");
  return decimal(padded.slice(0, -2), padded.slice(-2) + fraction);
}

/** The one row of digits in an id that is long enough to be an id alone: people leave `#W` out. */
function longDigitsIn(value: string): string {
  const [only = "", ...more] = value.split(/\D+/).filter((part) => part !== "");
  return more.length === 0 && only.length >= minIdDigits - 1 ? only : "";
}

function plainDecimal(value: number): string | undefined {
  const text = String(Math.abs(value));
  // Exponents and non-numbers: nobody quotes them.
  return /^\d+(?:\.\d+)?$/.test(text) ? text : undefined;
}
