import type { FoundValue } from "../found-value.ts";
import { passesLuhn } from "../luhn.ts";
import { isCardSurrogate } from "../surrogate/card-surrogate.ts";
import { endsApart, startsApart, textBefore } from "../text-context.ts";
import { type DigitGroup, digitGroups, mayReach, type Stretch, stretches } from "./digit-groups.ts";

/** First digits and lengths that issuers use (ISO/IEC 7812 and their own documents). */
const brands: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:30[0-5]|3095|36|3[89])/, [14, 16]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 19]],
  [/^(?:62|81)/, [16, 17, 18, 19]],
  [/^(?:50(?:18|20|38)|5893|6304|6759|676[1-3])/, [16, 17, 18, 19]],
  [/^220[0-4]/, [16]],
];

/** Visa gave out 13 digits once. So do shops, to everything that they sell. */
const oldVisa = /^4\d{12}$/;
const fewestDigits = 13;
const cardWord = /(?:card|visa|credit|debit|payment)\W*(?:\w+\W+){0,2}$/i;
const hexBefore = /[0-9a-f]{4}-$/i;
const hexAfter = /^-[0-9a-f]{4}/i;

/** Payment card numbers: a prefix that is given out, its length, and the Luhn test; blanks or dashes may stand between. */
export function findCards(
  text: string,
  name?: string,
  groups = digitGroups(text),
): readonly FoundValue[] {
  const found: FoundValue[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    const card = cardAt(text, groups, { first, name });
    if (card === undefined) continue;
    first = card.last;
    const { start, end, digits } = card;
    const isSurrogate = isCardSurrogate(digits);
    found.push({ start, end, kind: "card", value: digits, isSurrogate });
  }
  return found;
}

function cardAt(
  text: string,
  groups: readonly DigitGroup[],
  { first, name = "" }: { readonly first: number; readonly name: string | undefined },
): Stretch | undefined {
  if (!mayReach(text, groups, { first, digits: fewestDigits, longestGap: 1 })) return undefined;
  const start = groups[first]?.start ?? 0;
  const isApart = startsApart(text, start) && !/[\d.,]\.$|\d,$/.test(text.slice(start - 2, start));
  if (!isApart || hexBefore.test(text.slice(Math.max(0, start - 5), start))) return undefined;
  return stretches(text, groups, { first, mostDigits: 19, between: /^[ \u00a0-]$/ }).find(
    ({ end, digits }) =>
      endsApart(text, end) &&
      !/^[.,]\d/.test(text.slice(end, end + 2)) &&
      !hexAfter.test(text.slice(end, end + 5)) &&
      (isOfBrand(digits) ||
        (oldVisa.test(digits) && cardWord.test(`${textBefore(text, start)}${name}`))) &&
      passesLuhn(digits),
  );
}

function isOfBrand(digits: string): boolean {
  if (/^0+$/.test(digits.slice(1))) return false;
  return brands.some(([prefix, lengths]) => prefix.test(digits) && lengths.includes(digits.length));
}
