import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import type { FoundValue } from "../found-value.ts";
import { rememberNames } from "../remember-names.ts";
import { isPhoneSurrogate } from "../surrogate/phone-surrogate.ts";
import { endsApart, nameOf, startsApart, textBefore, wordsOf } from "../text-context.ts";
import { type DigitGroup, digitGroups, mayReach, type Stretch, stretches } from "./digit-groups.ts";

/** Whether a country, by its two letters of ISO 3166, has phone numbers of its own. */
export function isPhoneCountry(country: string): country is CountryCode {
  return isSupportedCountry(country);
}

const between =
  /^(?:[ \u00a0./\u2010-\u2015-]|[ \u00a0]?\(|\)[ \u00a0./-]?|[ \u00a0]?\(0\)[ \u00a0]?|[ \u00a0][-/][ \u00a0])$/;
const longestGap = 5;
const fewestDigits = 7;
const international = /^\(?(?:\+|00)[1-9]/;
const fromAmerica = /^011[ .-]?[1-9]/;
const american = /^(?:1[ .-]?)?(?:\([2-9]\d\d\)[ .-]?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{4}$/;
/** Messengers write numbers with their country and without a plus; national ones have fewer digits. */
const withoutPlus = /^[1-9]\d{11,14}$/;
const withTrunkZero = /^\(?0[1-9]\d{0,4}\)?[ ./-]/;
const local = /^\d{3}[ .-]\d{4}$/;
const date = /^(?:\d{2}([./ -])\d{2}\1(?:\d{4}|\d{2})|\d{4}([./-])\d{2}\2\d{2}(?: \d{2})?)$/;

const phoneNames = new Set(
  "phone phones mobile cell cellphone cellular fax tel telephone msisdn whatsapp sms handy telefon telefono téléphone".split(
    " ",
  ),
);
const besidePhone = new Set([
  ...phoneNames,
  ..."number no num nr home work primary secondary e164 raw".split(" "),
]);

/** Words that announce a phone number, with few others before it. */
const phoneWord =
  /(?:^|[^\p{L}])(?:phones?|mobile|cell|fax|tel|telephone|whatsapp|sms|call(?:ed|ing)?|text(?:ed)?|dial(?:ed|ing)?|ring|reach(?:ed)?|my number|handy|rufnummer|telefon(?:nummer)?|téléphone|teléfono|móvil|celular|telefono|cellulare|telefone)(?![\p{L}])[^\d\n]{0,20}$/iu;
const otherWord =
  /(?:^|[^\p{L}])(?:orders?|invoices?|ref(?:erence)?|tracking|tickets?|case|sku|isbn|ean|gtin|upc|part|items?|articles?|model|serial|account|acct|policy|claim|booking|reservation|confirmation|product|ids?)(?![\p{L}])[^\d\n]{0,16}$/iu;

/** After so many attempts to read a number, a text is no honest one: what looks like a number is taken for one. */
const mostAttempts = 50_000;

/** Finds phone numbers; one finder serves one session. */
export class PhoneFinder {
  readonly #countries: readonly CountryCode[];
  #attempts = 0;

  /** @param countries whose national forms count without a telling word beside them; unknown ones count for none. */
  constructor(countries: readonly string[]) {
    this.#countries = countries.filter(isPhoneCountry);
  }

  /**
   * Phone numbers: international ones that exist in their country's plan, national ones that are written like some,
   * and digits that are called a phone by their name or the words before them.
   */
  find(text: string, key?: string, groups = digitGroups(text)): readonly FoundValue[] {
    const found: FoundValue[] = [];
    for (let first = 0; first < groups.length; first += 1) {
      const number = this.#at(text, groups, { first, key });
      if (number === undefined) continue;
      first = number.last;
      found.push(number.value);
    }
    return found;
  }

  /**
   * The number that begins at a group: the longest that there can be, unless it would take in the beginning of another
   * number that follows a shorter one.
   */
  #at(text: string, groups: readonly DigitGroup[], place: GroupPlace): PlacedNumber | undefined {
    const numbers = this.#from(text, groups, place);
    const [longest] = numbers;
    if (longest === undefined || longest.value.isSurrogate === true) return longest;
    const shorter = numbers.slice(1).find(({ last }) => {
      const [next] = this.#from(text, groups, { ...place, first: last + 1 });
      return next !== undefined && next.last > longest.last;
    });
    return shorter ?? longest;
  }

  /** All numbers that can begin at a group, longest first. */
  #from(text: string, groups: readonly DigitGroup[], place: GroupPlace): readonly PlacedNumber[] {
    const { first, key } = place;
    const firstDigit = groups[first]?.start;
    const reach = { first, digits: fewestDigits, longestGap };
    if (firstDigit === undefined || !mayReach(text, groups, reach)) return [];
    const start = startOf(text, firstDigit);
    if (!startsApart(text, start) || /\d[./-]$/.test(text.slice(Math.max(0, start - 2), start)))
      return [];
    return stretches(text, groups, { first, mostDigits: 17, between }).flatMap((stretch) => {
      const { digits, end, last } = stretch;
      const written = text.slice(start, end);
      if (digits.length < fewestDigits || !endsApart(text, end) || date.test(written)) return [];
      const number = isPhoneSurrogate(digits)
        ? { value: digits }
        : this.#read(text, { ...stretch, start }, key);
      if (number === undefined) return [];
      const isSurrogate = isPhoneSurrogate(number.value);
      return [{ last, value: { start, end, kind: "phone", isSurrogate, ...number } }];
    });
  }

  #read(text: string, stretch: Stretch, key: string | undefined): PhoneNumber | undefined {
    const { start, end, digits } = stretch;
    const written = text.slice(start, end);
    const name = nameOf(text, stretch, key);
    if (name !== undefined && isPhoneName(name)) {
      if (digits.length > 15) return undefined;
      return { value: this.#parse(written, true) ?? digits, isByContext: true };
    }
    if (/^[./-]\d/.test(text.slice(end, end + 2)) && !written.startsWith("+")) return undefined;
    const before = textBefore(text, start);
    const isAnnounced = phoneWord.test(before) && !otherWord.test(before);
    if (isAnnounced && local.test(written)) return { value: digits, isByContext: true };
    const isForeign = international.test(written) || fromAmerica.test(written);
    const isNational =
      american.test(written) || (withTrunkZero.test(written) && digits.length >= 10);
    if (!isForeign && !isAnnounced && (!isNational || otherWord.test(before))) return undefined;
    const value = this.#parse(written, !isForeign);
    if (value === undefined) return undefined;
    return isForeign || isNational ? { value } : { value, isByContext: true };
  }

  /** The number in E.164. */
  #parse(written: string, isNational: boolean): string | undefined {
    const text = written.replace(/^(\(?)00/, "$1+");
    if (text.includes("+")) return this.#valid(text);
    if (fromAmerica.test(text) && !isNational) return this.#valid(text, "US");
    const foreign = withoutPlus.test(text) ? this.#valid(`+${text}`) : undefined;
    if (foreign !== undefined) return foreign;
    for (const country of this.#countries) {
      const number = this.#valid(text, country);
      if (number !== undefined) return number;
    }
    return undefined;
  }

  #valid(text: string, country?: CountryCode): string | undefined {
    this.#attempts += 1;
    if (this.#attempts > mostAttempts) return text.replaceAll(/\D/g, "");
    const parsed = parsePhoneNumberFromString(text, {
      ...(country !== undefined && { defaultCountry: country }),
      extract: false,
    });
    return parsed?.isValid() === true ? parsed.number : undefined;
  }
}

type GroupPlace = { readonly first: number; readonly key: string | undefined };

/** A number and the index of its last group. */
type PlacedNumber = { readonly last: number; readonly value: FoundValue };

type PhoneNumber = Pick<FoundValue, "value" | "isByContext">;

/** A plus sign and a bracket belong to the number. */
function startOf(text: string, firstDigit: number): number {
  const before = /\(?\+?\(?$/.exec(text.slice(Math.max(0, firstDigit - 3), firstDigit))?.[0] ?? "";
  return firstDigit - before.length;
}

const isPhoneName = rememberNames((name) => {
  const words = wordsOf(name).filter((word) => !/^\d+$/.test(word));
  return words.some((word) => phoneNames.has(word)) && besidePhone.has(words.at(-1) ?? "");
});
