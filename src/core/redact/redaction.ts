import { allowList } from "./allow-list.ts";
import type { FoundValue } from "./found-value.ts";
import { KnownValues } from "./known-values.ts";
import { Scan } from "./scan.ts";
import { looksSecret } from "./secret-name.ts";
import type { TextMapper } from "./session-texts.ts";
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

  /** A scan for one tree: what `search` finds in its texts is what `replace` replaces. */
  scan(): Scan {
    const { phoneCountries } = this.#rules;
    return new Scan({ patterns: this.#patterns, phoneCountries, isAllowed: this.#isAllowed });
  }

  /**
   * Replaces every found value, and every other occurrence of those that only their surroundings gave away.
   *
   * What came of a text in which something was found is added to the scan, to be searched as well.
   *
   * @param scan has searched every text of the tree.
   */
  replace<T>(tree: T, mapTexts: MapTexts<T>, scan: Scan): Replaced<T> {
    const known = knownValues(tree, mapTexts, scan);
    const counts = new Map<string, number>();
    const replacements: { readonly text: string; readonly key: string | undefined }[] = [];
    const replace = (text: string, key?: string): string => {
      const inText = scan.foundIn(text, key);
      const alsoKnown = known.find(text);
      if (inText.length === 0 && alsoKnown.length === 0) return text;
      const found = settleOverlaps(text, [...inText, ...alsoKnown]);
      for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const replaced = this.#replaced(text, found);
      replacements.push({ text: replaced, key });
      return replaced;
    };
    const value = mapTexts(tree, {
      text: replace,
      number: (number, key) => asNumber(number, replace(String(number), key)),
    });
    // What stands under another key than before may be something else there.
    if (replacements.some(({ key }) => key === undefined)) addTexts(value, mapTexts, scan);
    else for (const { text, key } of replacements) scan.add(text, key);
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

/** Asks for every text of a tree to be searched, and says how many characters they have. */
export function addTexts<T>(tree: T, mapTexts: MapTexts<T>, scan: Scan): number {
  let characters = 0;
  mapTexts(tree, {
    text: (text, key) => {
      characters += text.length;
      scan.add(text, key);
      return text;
    },
    number: (number, key) => {
      scan.add(String(number), key);
      return number;
    },
  });
  return characters;
}

/** In the order of the tree: of two meanings of one text the last counts. */
function knownValues<T>(tree: T, mapTexts: MapTexts<T>, scan: Scan): KnownValues {
  const contextual = new Map<string, FoundValue>();
  if (scan.holdsContext) {
    const look = (text: string, key?: string): void => {
      for (const one of scan.foundIn(text, key)) remember(contextual, text, one);
    };
    mapTexts(tree, {
      text: (text, key) => {
        look(text, key);
        return text;
      },
      number: (number, key) => {
        look(String(number), key);
        return number;
      },
    });
  }
  return new KnownValues(contextual);
}

/** A short word that happens to be a password stands for other things elsewhere. */
const shortestKnown = 8;

function remember(known: Map<string, FoundValue>, text: string, one: FoundValue): void {
  const written = text.slice(one.start, one.end);
  if (one.kind === "phone") {
    // Ids of messengers are the digits of a number, with its country.
    for (const spelling of [one.value, written]) known.set(spelling.replaceAll(/\D/g, ""), one);
  }
  if (one.isByContext !== true) return;
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
