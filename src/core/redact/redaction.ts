import { allowList } from "./allow-list.ts";
import { PhoneFinder } from "./find/find-phones.ts";
import { findValues } from "./find-values.ts";
import type { FoundValue } from "./found-value.ts";
import { KnownValues } from "./known-values.ts";
import { looksSecret } from "./secret-name.ts";
import type { TextMapper, TextPlace } from "./session-texts.ts";
import { settleOverlaps } from "./settle-overlaps.ts";
import { Surrogates } from "./surrogate/surrogates.ts";
import { PatternFinder, type UserPattern } from "./user-pattern.ts";

export type RedactionRules = {
  /** Secret: whoever has it can try out which value became a surrogate. */
  readonly key: Uint8Array;
  readonly patterns: readonly UserPattern[];
  readonly allow: readonly string[];
  /** Two letters of ISO 3166 each. */
  readonly phoneCountries: readonly string[];
};

/** What somebody else found in a text. */
export type SecretsIn = (text: string) => readonly FoundValue[];

/** Passes every text of a tree through a mapper and gives the new tree. */
export type MapTexts<T> = (tree: T, mapper: TextMapper) => T;

export type Replaced<T> = {
  readonly value: T;
  /** How many values of each kind were replaced. */
  readonly counts: ReadonlyMap<string, number>;
};

/** Redacts trees of texts, with the same surrogate for the same value in all of them. */
export class Redaction {
  readonly #rules: RedactionRules;
  readonly #patterns: readonly PatternFinder[];
  readonly #isAllowed: (value: string) => boolean;
  readonly #surrogates: Surrogates;

  /** Throws what RE2 says of a pattern that it cannot compile. */
  constructor(rules: RedactionRules) {
    this.#rules = rules;
    this.#patterns = rules.patterns.map((pattern) => new PatternFinder(pattern));
    this.#isAllowed = allowList(rules.allow);
    this.#surrogates = new Surrogates(rules.key, this.#patterns);
  }

  /** A scan for one tree, which looks at each of its texts once, however often it stands there. */
  scan(secretsIn: SecretsIn): Scan {
    const phones = new PhoneFinder(this.#rules.phoneCountries);
    const finders = { phones, patterns: this.#patterns };
    const scanned = new Map<string | undefined, Map<string, readonly FoundValue[]>>();
    return (text, key) => {
      const ofKey = scanned.get(key) ?? new Map<string, readonly FoundValue[]>();
      scanned.set(key, ofKey);
      const before = ofKey.get(text);
      if (before !== undefined) return before;
      const found = findValues(text, { key, secrets: secretsIn(text), finders }).filter(
        ({ start, end, value }) =>
          !this.#isAllowed(value) && !this.#isAllowed(text.slice(start, end)),
      );
      ofKey.set(text, found);
      return found;
    };
  }

  /** Replaces every found value, and every other occurrence of those that only their surroundings gave away. */
  replace<T>(tree: T, mapTexts: MapTexts<T>, scan: Scan): Replaced<T> {
    const known = knownValues(tree, mapTexts, scan);
    const counts = new Map<string, number>();
    const replace = (text: string, { key }: TextPlace): string => {
      const found = settleOverlaps(text, [...scan(text, key), ...known.find(text)]);
      for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return this.#replaced(text, found);
    };
    const value = mapTexts(tree, {
      text: replace,
      number: (number, place) => asNumber(number, replace(String(number), place)),
    });
    return { value, counts };
  }

  #replaced(text: string, found: readonly FoundValue[]): string {
    let replaced = "";
    let last = 0;
    for (const one of found) {
      replaced += text.slice(last, one.start);
      replaced += this.#surrogates.of(one, text.slice(one.start, one.end));
      last = one.end;
    }
    return replaced + text.slice(last);
  }
}

export type Scan = (text: string, key: string | undefined) => readonly FoundValue[];

function knownValues<T>(tree: T, mapTexts: MapTexts<T>, scan: Scan): KnownValues {
  const contextual = new Map<string, FoundValue>();
  const look = (text: string, { key }: TextPlace): void => {
    for (const one of scan(text, key)) remember(contextual, text, one);
  };
  mapTexts(tree, {
    text: (text, place) => {
      look(text, place);
      return text;
    },
    number: (number, place) => {
      look(String(number), place);
      return number;
    },
  });
  return new KnownValues(contextual);
}

/** A short word that happens to be a password stands for other things elsewhere. */
const shortestKnown = 8;

function remember(known: Map<string, FoundValue>, text: string, one: FoundValue): void {
  if (one.isByContext !== true) return;
  const written = text.slice(one.start, one.end);
  const digits = written.replaceAll(/\D/g, "");
  if (one.kind === "phone") known.set(digits, one);
  if (written.length >= shortestKnown || one.kind === "phone" || looksSecret(written)) {
    known.set(written, one);
  }
}

/** A number stays one where its surrogate has only digits. */
function asNumber(number: number, text: string): number | string {
  if (text === String(number)) return number;
  const other = Number(text);
  return /^-?[1-9]\d*$/.test(text) && Number.isSafeInteger(other) ? other : text;
}
