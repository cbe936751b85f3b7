import { ordinalDigits } from "./read-date.ts";
import type { Token } from "./tokens.ts";

/** An id as written, and where the text goes on. */
export type WrittenId = { readonly value: string; readonly next: number };

/** A row of digits this long is a telephone, order or card number: nobody counts that far. */
export const minIdDigits = 7;

/** Most parts between dashes that are read as one id. */
const maxParts = 12;

/**
 * Reads an id: `HAT136`, `mia_li_3668`, `#W2575533`, `ORD-2024-17`, `800-555-0199`, `12345678`.
 *
 * An id mixes letters and digits, or is a row of digits that is too long for a count. Ordinals
 * (`20th`), units (`30km`) and short everyday words (`B2B`, `4x4`) are none: two digits are the least.
 */
export function readId(tokens: readonly Token[], from: number): WrittenId | undefined {
  const first = tokens[from];
  if (first?.text === "#") {
    const next = tokens[from + 1];
    const isTag = next !== undefined && next.start === first.end && /\d/.test(next.text);
    // `#1` is a rank, `#4471` an order.
    if (!isTag || (next.kind === "digits" && next.text.length < 3)) return undefined;
    const id = readId(tokens, from + 1);
    return id ?? { value: next.text.toLowerCase(), next: from + 2 };
  }
  if (first === undefined || first.kind === "symbol") return undefined;
  const parts = partsAt(tokens, from);
  if (parts.length > 1) {
    const next = from + 2 * parts.length - 1;
    const texts = parts.map((part) => part.text);
    const digits = parts.every((part) => part.kind === "digits");
    const isLong = texts.join("").length >= minIdDigits;
    const isMixed =
      parts.some((part) => isIdLike(part)) ||
      (!digits && parts.some((part) => part.kind === "digits"));
    if (digits ? isLong : isMixed) return { value: texts.join("-").toLowerCase(), next };
  }
  const isLong = first.kind === "digits" && first.text.length >= minIdDigits;
  return isLong || isIdLike(first)
    ? { value: first.text.toLowerCase(), next: from + 1 }
    : undefined;
}

/** The dashed parts from here on that can belong to one id: with a digit, or in capitals. */
function partsAt(tokens: readonly Token[], from: number): readonly Token[] {
  const parts: Token[] = [];
  for (let at = from; parts.length < maxParts; at += 2) {
    const part = tokens[at];
    if (part === undefined || !canBePart(part, parts.length > 0)) break;
    parts.push(part);
    const dash = tokens[at + 1];
    const after = tokens[at + 2];
    if (dash?.text !== "-" || dash.start !== part.end || after?.start !== dash.end) break;
  }
  return parts;
}

/** `7h` starts no id, yet may stand inside one: ids of hexadecimal digits look like anything. */
function canBePart(token: Token, isInside: boolean): boolean {
  if (token.kind === "digits") return true;
  if (token.kind === "mixed") {
    return isInside || (ordinalDigits(token.text) === undefined && !isMeasure(token.text));
  }
  return token.kind === "word" && token.text === token.text.toUpperCase();
}

function isIdLike(token: Token): boolean {
  if (token.kind !== "mixed" || ordinalDigits(token.text) !== undefined || isMeasure(token.text)) {
    return false;
  }
  let digits = 0;
  let letters = 0;
  for (const character of token.text) {
    if (character >= "0" && character <= "9") digits++;
    else if (character !== "_") letters++;
  }
  return letters > 0 && digits >= 2;
}

/** What is written behind digits without a space and counts, measures or marks a time of day. */
const endings = new Set(
  (
    "s sec secs min mins h hr hrs d x k m b bn mn am pm km cm mm kg g mg lb lbs oz ft in ml l px p pcs " +
    "kb mb gb tb hz khz mhz ghz w kw kwh v mph kph fps c f usd eur gbp"
  ).split(" "),
);

function isMeasure(text: string): boolean {
  const digits = /^\d{1,12}/.exec(text)?.[0] ?? "";
  return digits !== "" && endings.has(text.slice(digits.length).toLowerCase());
}

/** Number and ending of `30km`, `24h`, `10k`; `undefined` for other tokens. */
export function splitMeasure(
  token: Token,
): { readonly digits: string; readonly ending: string } | undefined {
  if (token.kind !== "mixed" || !isMeasure(token.text)) return undefined;
  const digits = /^\d+/.exec(token.text)?.[0] ?? "";
  return { digits, ending: token.text.slice(digits.length) };
}
