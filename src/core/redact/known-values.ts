import type { FoundValue } from "./found-value.ts";
import { endsApart, startsApart } from "./text-context.ts";

type Known = Pick<FoundValue, "kind" | "value"> & {
  readonly text: string;
  /** The longest other known text that this one begins with. */
  readonly shorter: Known | undefined;
};

const keyLength = 4;
/** Codes of characters are told apart up to here; with those of other scripts some share a place. */
const codes = 1024;

/**
 * Values that one text gave away by what stood beside them, looked for in all texts.
 *
 * Time is linear in a text times the logarithm of how many there are: at each place of a word's start the known texts
 * that begin like it are searched by halves.
 */
export class KnownValues {
  readonly #byStart = new Map<string, readonly Known[]>();
  /** Which first and third characters known texts have: where others stand, none begins. */
  readonly #firsts = new Uint8Array(codes);
  readonly #thirds = new Uint8Array(codes);

  constructor(values: ReadonlyMap<string, Pick<FoundValue, "kind" | "value">>) {
    const byStart = new Map<string, Known[]>();
    const entries = [...values].filter(([text]) => text.length >= keyLength);
    for (const [text, { kind, value }] of entries.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const start = text.slice(0, keyLength);
      const others = byStart.get(start) ?? [];
      others.push({ text, kind, value, shorter: longestStart(text, others.at(-1)) });
      byStart.set(start, others);
      this.#firsts[text.charCodeAt(0) % codes] = 1;
      this.#thirds[text.charCodeAt(2) % codes] = 1;
    }
    this.#byStart = byStart;
  }

  find(text: string): readonly FoundValue[] {
    if (this.#byStart.size === 0) return [];
    const found: FoundValue[] = [];
    for (let index = 0; index + keyLength <= text.length; index += 1) {
      if (!this.#mayBeginAt(text, index)) continue;
      const others = this.#byStart.get(text.slice(index, index + keyLength));
      const known = others === undefined ? undefined : longestAt(text, index, others);
      if (known === undefined) continue;
      const end = index + known.text.length;
      found.push({ start: index, end, kind: known.kind, value: known.value });
      index = end - 1;
    }
    return found;
  }

  #mayBeginAt(text: string, index: number): boolean {
    return (
      this.#firsts[text.charCodeAt(index) % codes] === 1 &&
      this.#thirds[text.charCodeAt(index + 2) % codes] === 1
    );
  }
}

function longestStart(text: string, previous: Known | undefined): Known | undefined {
  let candidate = previous;
  while (candidate !== undefined && !text.startsWith(candidate.text)) candidate = candidate.shorter;
  return candidate;
}

/** The longest known text that stands at `index` as a word of its own. */
function longestAt(text: string, index: number, sorted: readonly Known[]): Known | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const known = sorted[middle];
    if (known !== undefined && known.text <= text.slice(index, index + known.text.length))
      low = middle + 1;
    else high = middle;
  }
  let candidate = sorted[low - 1];
  while (candidate !== undefined && !standsAt(text, index, candidate.text))
    candidate = candidate.shorter;
  return candidate;
}

function standsAt(text: string, index: number, known: string): boolean {
  return (
    text.startsWith(known, index) &&
    (!/^[\p{L}\p{N}]/u.test(known) || startsApart(text, index)) &&
    (!/[\p{L}\p{N}]$/u.test(known) || endsApart(text, index + known.length))
  );
}
