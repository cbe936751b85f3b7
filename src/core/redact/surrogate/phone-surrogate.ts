import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { KeyedDraw } from "../keyed-draw.ts";
import { pourDigits } from "./pour-digits.ts";
import { SpareNumbers } from "./spare-numbers.ts";

/** Area codes of North America that are seldom written about; 555-0100 to 555-0199 is fictional in each. */
const areas =
  "257 263 354 367 368 382 428 468 474 548 584 639 672 683 742 753 782 825 867 873 879 942".split(
    " ",
  );

/**
 * National numbers that no line will ever have, by calling code: a start, and how many digits follow it. Kept for
 * fiction by the regulators (NANPA; Ofcom: Cardiff, Northern Ireland; BNetzA: Frankfurt, Hamburg, Munich; ARCEP; ACMA).
 */
const fictional: Readonly<Record<string, readonly (readonly [start: string, more: number])[]>> = {
  1: areas.map((area) => [`${area}55501`, 2]),
  33: [
    ["35301", 4],
    ["53649", 4],
  ],
  44: [
    ["2896496", 3],
    ["2920180", 3],
  ],
  49: [
    ["4066969", 3],
    ["6990009", 3],
    ["8999998", 3],
  ],
  61: [
    ["77010", 4],
    ["87010", 4],
  ],
};

const internationally = new RegExp(
  `^(?:${Object.entries(fictional)
    .flatMap(([code, ranges]) => ranges.map(([start, more]) => `\\+${code}${start}\\d{${more}}`))
    .join("|")})$`,
);
const inNorthAmerica = new RegExp(`^1?(?:${areas.join("|")})55501\\d\\d$`);

/** Whether a number in E.164, or its digits alone, are a surrogate's. */
export function isPhoneSurrogate(number: string): boolean {
  return internationally.test(number) || inNorthAmerica.test(number);
}

/** Fictional numbers, each for one number as long as there are some left. */
export class PhoneSurrogates {
  readonly #spare: Readonly<Record<string, SpareNumbers>>;

  constructor(draw: KeyedDraw) {
    this.#spare = Object.fromEntries(
      Object.entries(fictional).map(([code, ranges]) => {
        const size = ranges.reduce((sum, [, more]) => sum + 10 ** more, 0);
        return [code, new SpareNumbers(draw, `phone ${code}`, size)];
      }),
    );
  }

  /**
   * A fictional number, written as the original was where its country has such numbers, else a North American one.
   *
   * @param value the number in E.164, or its digits where its country is unknown.
   */
  surrogateOf(value: string, written: string): string {
    const parsed = value.startsWith("+") ? parsePhoneNumberFromString(value) : undefined;
    const code = parsed?.countryCallingCode ?? "";
    const digits = written.replaceAll(/\D/g, "");
    const own = this.#nationalNumber(code, value);
    if (parsed !== undefined && own !== undefined && digits.endsWith(parsed.nationalNumber)) {
      const before = digits.slice(0, digits.length - parsed.nationalNumber.length);
      return pourDigits(written, before + own);
    }
    return asNorthAmerican(this.#nationalNumber("1", value) ?? "", written, parsed !== undefined);
  }

  #nationalNumber(code: string, value: string): string | undefined {
    const ranges = Object.hasOwn(fictional, code) ? fictional[code] : undefined;
    let number = this.#spare[code]?.numberOf(value) ?? 0;
    for (const [start, more] of ranges ?? []) {
      if (number < 10 ** more) return start + String(number).padStart(more, "0");
      number -= 10 ** more;
    }
    return undefined;
  }
}

function asNorthAmerican(national: string, written: string, isCountryKnown: boolean): string {
  const isGrouped = /\d\D+\d/.test(written);
  const isInternational = isCountryKnown && /^\W*(?:\+|00)/.test(written);
  const grouped = national.replace(/^(...)(...)/, "$1-$2-");
  const bracket = written.startsWith("(") ? "(" : "";
  if (isInternational) return isGrouped ? `${bracket}+1 ${grouped}` : `${bracket}+1${national}`;
  return bracket + (isGrouped ? grouped : national);
}
