import { isValidIBAN } from "ibantools";
import type { KeyedDraw } from "../keyed-draw.ts";
import { ibanCheckDigits } from "../mod-97.ts";

/** A national check digit is met by about one draw in a hundred. */
const mostDraws = 500;

/**
 * An IBAN of the same country and length with right check digits, at a bank that there is not: its code begins with
 * four zeros, or `X` where the country has letters there. Blanks and case stay as they were.
 */
export function ibanSurrogate(draw: KeyedDraw, iban: string, written: string): string {
  const country = iban.slice(0, 2);
  const account = iban.slice(4);
  let surrogate = "";
  for (let turn = 0; turn < mostDraws; turn += 1) {
    const digits = draw.digits("iban", iban, { count: account.length, turn });
    const other = account.replaceAll(/./g, (character: string, index: number) =>
      standIn(character, digits, index),
    );
    surrogate = country + ibanCheckDigits(country, other) + other;
    if (isValidIBAN(surrogate)) break;
  }
  return asWritten(surrogate, written);
}

/** Whether an IBAN, in capitals without blanks, is a surrogate already. */
export function isIbanSurrogate(iban: string): boolean {
  return /^[0X]{4}$/.test(iban.slice(4, 8));
}

/** The bank's first four characters say that there is none; the rest is drawn, digit for digit and letter for letter. */
function standIn(character: string, digits: string, index: number): string {
  const isDigit = /\d/.test(character);
  if (index < 4) return isDigit ? "0" : "X";
  const digit = digits.charAt(index);
  return isDigit ? digit : String.fromCharCode("A".charCodeAt(0) + Number(digit));
}

function asWritten(iban: string, written: string): string {
  let next = 0;
  const shaped = written.replaceAll(/[\p{L}\p{N}]/gu, () => iban.charAt(next++));
  return written === written.toLowerCase() ? shaped.toLowerCase() : shaped;
}
