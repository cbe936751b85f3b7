import type { Token } from "./tokens.ts";

/** One date as written, and where the text goes on. */
export type WrittenDate = { readonly values: readonly string[]; readonly next: number };

const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const monthOf = new Map<string, number>([
  ...months.map((name, index): [string, number] => [name, index + 1]),
  ...months.map((name, index): [string, number] => [name.slice(0, 3), index + 1]),
  ["sept", 9],
]);

/**
 * Reads a date that starts at a token: `2024-05-20[T…]`, `2024/05/20`, `5/20/2024`, `20.5.2024`,
 * `May 20th, 2024`, `20 May`, `the 20th of May`.
 *
 * `3/4/2024` is read both ways. `5/20` is a date, `3/4` and `24/7` are not.
 */
export function readDate(tokens: readonly Token[], from: number): WrittenDate | undefined {
  const first = tokens[from];
  if (first === undefined) return undefined;
  if (first.kind === "word") return monthFirst(tokens, from);
  if (first.kind === "symbol") return undefined;
  return numeric(tokens, from) ?? dayFirst(tokens, from);
}

/** `May 20`, `May 20th, 2024`. */
function monthFirst(tokens: readonly Token[], from: number): WrittenDate | undefined {
  const month = monthAt(tokens, from);
  if (month === undefined) return undefined;
  const dayAt = tokens[from + 1]?.text === "." ? from + 2 : from + 1;
  const day = dayNumber(tokens[dayAt]);
  if (day === undefined) return undefined;
  // `May 5:30` is no day.
  if (isClock(tokens, dayAt)) return undefined;
  return withYear(tokens, dayAt + 1, month, day);
}

/** `11:30` and not `11:`. */
function isClock(tokens: readonly Token[], at: number): boolean {
  const [hour, colon, minutes] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const isAdjacent = colon?.start === hour?.end && minutes?.start === colon?.end;
  return colon?.text === ":" && isAdjacent && minutes?.kind === "digits";
}

/** `20 May 2024`, `20th of May`. */
function dayFirst(tokens: readonly Token[], from: number): WrittenDate | undefined {
  const day = dayNumber(tokens[from]);
  if (day === undefined) return undefined;
  const monthIndex = tokens[from + 1]?.text.toLowerCase() === "of" ? from + 2 : from + 1;
  const month = monthAt(tokens, monthIndex);
  return month === undefined ? undefined : withYear(tokens, monthIndex + 1, month, day);
}

function withYear(
  tokens: readonly Token[],
  from: number,
  month: number,
  day: number,
): WrittenDate | undefined {
  const yearAt = tokens[from]?.text === "," || tokens[from]?.text === "." ? from + 1 : from;
  const year = yearOf(tokens[yearAt]);
  const value = isoDate(year, month, day);
  if (value === undefined) return undefined;
  return { values: [value], next: year === undefined ? from : yearAt + 1 };
}

/** Three numbers with one mark between them, or `5/20`. */
function numeric(tokens: readonly Token[], from: number): WrittenDate | undefined {
  const [a, mark, b, mark2, c] = tokens.slice(from, from + 5);
  if (a?.kind !== "digits" || mark === undefined || b?.kind !== "digits") return undefined;
  const separator = mark.text;
  if (!["-", "/", "."].includes(separator) || mark.start !== a.end || b.start !== mark.end) {
    return undefined;
  }
  const hasThird = mark2?.text === separator && mark2.start === b.end && c?.start === mark2.end;
  if (!hasThird) {
    const isDate = separator === "/" && a.text.length <= 2 && b.text.length <= 2;
    const values =
      isDate && Number(b.text) > 12
        ? present([isoDate(undefined, Number(a.text), Number(b.text))])
        : [];
    return values.length === 0 ? undefined : { values, next: from + 3 };
  }
  const next = from + 5;
  if (a.text.length === 4) {
    const day = c === undefined ? undefined : leadingDay(c);
    const values = present([
      day === undefined ? undefined : isoDate(Number(a.text), Number(b.text), day),
    ]);
    return values.length === 0 ? undefined : { values, next };
  }
  if (c?.kind !== "digits" || a.text.length > 2 || b.text.length > 2) return undefined;
  const year =
    c.text.length === 4 ? Number(c.text) : c.text.length === 2 ? 2000 + Number(c.text) : undefined;
  if (year === undefined) return undefined;
  const dayMonth = isoDate(year, Number(b.text), Number(a.text));
  const monthDay = separator === "." ? undefined : isoDate(year, Number(a.text), Number(b.text));
  const values = [...new Set(present([monthDay, dayMonth]))];
  return values.length === 0 ? undefined : { values, next };
}

/** The day in `20` and in `20T15`, as ISO time stamps are cut into tokens. */
function leadingDay(token: Token): number | undefined {
  if (token.kind === "digits") return token.text.length <= 2 ? Number(token.text) : undefined;
  const isStamp = token.text.length >= 3 && (token.text[2] === "T" || token.text[2] === "t");
  const day = Number(token.text.slice(0, 2));
  return isStamp && Number.isInteger(day) ? day : undefined;
}

function monthAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  if (token?.kind !== "word") return undefined;
  // `may` and `march` are verbs too: a month has a capital, or is all that it can be.
  const isVerb = token.text === "may" || token.text === "march" || token.text === "mar";
  const next = tokens[at + 1];
  if (isVerb && next?.kind !== "mixed") return undefined;
  return monthOf.get(token.text.toLowerCase());
}

/** 1 to 31, as `20` or `20th`. */
function dayNumber(token: Token | undefined): number | undefined {
  if (token === undefined || token.kind === "symbol" || token.kind === "word") return undefined;
  const digits = token.kind === "digits" ? token.text : ordinalDigits(token.text);
  if (digits === undefined || digits.length > 2) return undefined;
  const day = Number(digits);
  return day >= 1 && day <= 31 ? day : undefined;
}

/** The digits of `1st`, `2nd`, `23rd`, `20th`. */
export function ordinalDigits(text: string): string | undefined {
  const suffix = text.slice(-2).toLowerCase();
  const digits = text.slice(0, -2);
  const isOrdinal = ["st", "nd", "rd", "th"].includes(suffix);
  return isOrdinal && /^\d{1,9}$/.test(digits) ? digits : undefined;
}

function yearOf(token: Token | undefined): number | undefined {
  if (token?.kind !== "digits" || token.text.length !== 4) return undefined;
  const year = Number(token.text);
  return year >= 1900 && year <= 2199 ? year : undefined;
}

function isoDate(year: number | undefined, month: number, day: number): string | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined;
  const monthDay = `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return year === undefined ? monthDay : `${String(year).padStart(4, "0")}-${monthDay}`;
}

function present(values: readonly (string | undefined)[]): readonly string[] {
  return values.filter((value) => value !== undefined);
}
