import { PhoneFinder } from "./find/find-phones.ts";
import { findValues } from "./find-values.ts";
import type { FoundValue } from "./found-value.ts";
import type { PatternFinder } from "./user-pattern.ts";

type ScanRules = {
  readonly patterns: readonly PatternFinder[];
  readonly phoneCountries: readonly string[];
  readonly isAllowed: (value: string) => boolean;
};

/** What somebody else found in a text. */
type SecretsIn = (text: string) => readonly FoundValue[];

const nothing: readonly FoundValue[] = [];
/** Stands for what will be found in a text that is still to be searched. */
const pending: readonly FoundValue[] = [];

/** What is found in the texts of one tree; each is searched once for each key that it stands under. */
export class Scan {
  readonly #rules: ScanRules;
  readonly #phones: PhoneFinder;
  readonly #found = new Map<string | undefined, Map<string, readonly FoundValue[]>>();
  #unsearched: { readonly text: string; readonly key: string | undefined }[] = [];
  #holdsContext = false;

  constructor(rules: ScanRules) {
    this.#rules = rules;
    this.#phones = new PhoneFinder(rules.phoneCountries);
  }

  /** Asks for a text to be searched, unless it was and nothing was found in it. */
  add(text: string, key?: string): void {
    let ofKey = this.#found.get(key);
    if (ofKey === undefined) {
      ofKey = new Map();
      this.#found.set(key, ofKey);
    }
    const found = ofKey.get(text);
    if (found === pending || found === nothing) return;
    ofKey.set(text, pending);
    this.#unsearched.push({ text, key });
  }

  /** The texts that were added since the last search; one that stands under two keys comes twice. */
  unsearched(): readonly string[] {
    return this.#unsearched.map(({ text }) => text);
  }

  /** Searches what was added since the last search, and gives all that it holds. */
  search(secretsIn: SecretsIn): readonly FoundValue[] {
    const all: FoundValue[] = [];
    for (const { text, key } of this.#unsearched) {
      const found = this.#search(text, key, secretsIn);
      this.#found.get(key)?.set(text, found);
      for (const one of found) all.push(one);
    }
    this.#unsearched = [];
    this.#holdsContext = all.some(
      ({ isByContext, kind }) => isByContext === true || kind === "phone",
    );
    return all;
  }

  /** Whether the last search found a value that may stand elsewhere unseen: only its surroundings, or its form, gave it away. */
  get holdsContext(): boolean {
    return this.#holdsContext;
  }

  /** @throws Error for a text that was not searched: it must not pass for one that holds nothing. */
  foundIn(text: string, key?: string): readonly FoundValue[] {
    const found = this.#found.get(key)?.get(text);
    if (found === undefined || found === pending) throw new Error("a text that was not searched");
    return found;
  }

  #search(text: string, key: string | undefined, secretsIn: SecretsIn): readonly FoundValue[] {
    const { patterns, isAllowed } = this.#rules;
    const finders = { phones: this.#phones, patterns };
    const found = findValues(text, { key, secrets: secretsIn(text), finders });
    if (found.length === 0) return nothing;
    const kept = found.filter(
      ({ start, end, value }) => !isAllowed(value) && !isAllowed(text.slice(start, end)),
    );
    return kept.length === 0 ? nothing : kept;
  }
}
