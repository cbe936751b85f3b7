import type { KeyedDraw } from "../keyed-draw.ts";
import { luhnDigit } from "../luhn.ts";
import { pourDigits } from "./pour-digits.ts";

/**
 * Prefixes that payment services give out for tests, by the first digits of the cards that they stand for. `99` after
 * them is in no published test number, and tells our own apart.
 */
const testPrefixes: readonly (readonly [cards: RegExp, prefix: string])[] = [
  [/^4/, "40000099"],
  [/^5[1-5]/, "55555599"],
  [/^2/, "22230099"],
  [/^3[47]/, "37828299"],
  [/^3(?:0|6|8|9)/, "30569399"],
  [/^35/, "35301199"],
  [/^6[0245]/, "60111199"],
  [/^/, "67596499"],
];

/** A number of the same length that passes the Luhn test, with a test prefix of the same brand. */
export function cardSurrogate(draw: KeyedDraw, digits: string, written: string): string {
  const [, prefix = ""] = testPrefixes.find(([cards]) => cards.test(digits)) ?? [];
  const count = digits.length - prefix.length - 1;
  const body = prefix + draw.digits("card", digits, { count });
  return pourDigits(written, body + luhnDigit(body));
}

/** Whether the digits of a card are a surrogate's. */
export function isCardSurrogate(digits: string): boolean {
  return testPrefixes.some(([, prefix]) => digits.startsWith(prefix));
}
