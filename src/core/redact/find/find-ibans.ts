import { countrySpecs } from "ibantools";
import type { FoundValue } from "../found-value.ts";
import { passesMod97 } from "../mod-97.ts";
import { isIbanSurrogate } from "../surrogate/iban-surrogate.ts";
import { endsApart, startsApart } from "../text-context.ts";
import { digitGroups, isLatinLetter } from "./digit-groups.ts";

/** IBANs: the country's length and the check digits (ISO 13616); blanks or dashes may stand between, one at a time. */
export function findIbans(text: string, groups = digitGroups(text)): readonly FoundValue[] {
  const found: FoundValue[] = [];
  for (const { start, end } of groups) {
    const index = start - 2;
    const isBehindLetters =
      isLatinLetter(text.charCodeAt(start - 1)) && isLatinLetter(text.charCodeAt(index));
    if (!isBehindLetters || end - start < 2) continue;
    const length = countrySpecs[text.slice(index, start).toUpperCase()]?.chars ?? 0;
    if (length === 0 || !startsApart(text, index)) continue;
    const endOfIban = endOf(text, index, length);
    if (endOfIban === undefined || !endsApart(text, endOfIban)) continue;
    const iban = text
      .slice(index, endOfIban)
      .replaceAll(/[^A-Za-z0-9]/g, "")
      .toUpperCase();
    if (!passesMod97(iban)) continue;
    const isSurrogate = isIbanSurrogate(iban);
    found.push({ start: index, end: endOfIban, kind: "iban", value: iban, isSurrogate });
  }
  return found;
}

/** Where the last of `length` letters and digits ends. */
function endOf(text: string, start: number, length: number): number | undefined {
  let end = start;
  for (let count = 0; count < length; count += 1) {
    if (count > 0 && /[ \u00a0-]/.test(text.charAt(end))) end += 1;
    if (!/[A-Za-z0-9]/.test(text.charAt(end))) return undefined;
    end += 1;
  }
  return end;
}
