import type { Fact, Unit } from "./fact.ts";
import { listLabels } from "./list-labels.ts";
import { readNumberWords } from "./number-words.ts";
import { afterClock, afterMinutes } from "./read-clock.ts";
import { ordinalDigits, readDate } from "./read-date.ts";
import { readId, splitMeasure } from "./read-id.ts";
import { decimal, readNumber } from "./read-number.ts";
import type { Token } from "./tokens.ts";
import { tokensOf } from "./tokens.ts";
import { currencyNamed, unitNamed } from "./units.ts";

/**
 * The numbers, dates, ids and amounts in a text, in the order in which they stand there.
 *
 * Clock times, ordinals that are no date, the numbers of a list's items and `one` as a pronoun are
 * not facts. Signs are dropped: a fall of $50 and a rise of $50 are the same amount. Linear in the
 * text's length, whatever stands in it.
 *
 * `isSource` reads a text that facts are looked up in, where more is better: ordinals and `one` are
 * numbers then.
 */
export function extractFacts(
  text: string,
  options: { readonly isSource?: boolean } = {},
): readonly Fact[] {
  const tokens = tokensOf(text);
  const from: From = { text, isSource: options.isSource ?? false, labels: listLabels(tokens) };
  const facts: Fact[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = readAt(tokens, at, from);
    if (found?.fact !== undefined) {
      const start = tokens[at]?.start ?? 0;
      const end = tokens[found.next - 1]?.end ?? start;
      facts.push({ ...found.fact, text: text.slice(start, end), start, end });
    }
    at = found?.next ?? at + 1;
  }
  return facts;
}

type Reading = {
  /** Absent where the tokens belong together and state no fact, such as a clock time. */
  readonly fact?: Pick<Fact, "kind" | "values" | "unit">;
  readonly next: number;
};

type From = {
  readonly text: string;
  readonly isSource: boolean;
  /** Places of the tokens that number the items of a list. */
  readonly labels: ReadonlySet<number>;
};

/** The first reading that fits: what a longer form claims is not read again as a shorter one. */
function readAt(tokens: readonly Token[], at: number, from: From): Reading | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === "symbol") return signed(tokens, at, from) ?? idAt(tokens, at);
  const date = readDate(tokens, at);
  if (date !== undefined) {
    // The rest of an ISO time stamp: `20T15` was its day, `:00:00Z` is left.
    const next = tokens[date.next]?.text === ":" ? afterMinutes(tokens, date.next - 1) : date.next;
    return { fact: { kind: "date", values: date.values }, next };
  }
  switch (token.kind) {
    case "digits":
      return (
        listLabel(tokens, at, from) ??
        labelNumber(tokens, at) ??
        clock(tokens, at, from) ??
        idAt(tokens, at) ??
        numberAt(tokens, at, from)
      );
    case "mixed":
      return measure(tokens, at, from) ?? idAt(tokens, at) ?? { next: at + 1 };
    case "word":
      return codeFirst(tokens, at, from) ?? idAt(tokens, at) ?? wordsAt(tokens, at, from);
  }
}

/** `$200`, `€ 1.200,50`. */
function signed(tokens: readonly Token[], at: number, from: From): Reading | undefined {
  const code = currencyNamed(tokens[at]?.text ?? "");
  return code === undefined ? undefined : amountAfter(tokens, at + 1, code, from);
}

/** `USD 200`. */
function codeFirst(tokens: readonly Token[], at: number, from: From): Reading | undefined {
  const word = tokens[at]?.text ?? "";
  const code = word.length === 3 ? currencyNamed(word) : undefined;
  return code === undefined ? undefined : amountAfter(tokens, at + 1, code, from);
}

function amountAfter(
  tokens: readonly Token[],
  at: number,
  code: string,
  from: From,
): Reading | undefined {
  const token = tokens[at];
  const unit: Unit = { kind: "currency", code };
  if (token?.kind === "digits") {
    const { values, next } = decimalMeasure(tokens, at) ?? readNumber(tokens, at, from.text);
    return { fact: { kind: "amount", values, unit }, next };
  }
  const parts = token === undefined ? undefined : splitMeasure(token);
  if (parts === undefined) return undefined;
  return { fact: { kind: "amount", values: scaled(parts), unit }, next: at + 1 };
}

function numberAt(tokens: readonly Token[], at: number, from: From): Reading {
  const scaledNumber = decimalMeasure(tokens, at);
  if (scaledNumber !== undefined) {
    return { fact: factOf(scaledNumber.values, scaledNumber.unit), next: scaledNumber.next };
  }
  const { values, next, isDotted } = readNumber(tokens, at, from.text);
  return isDotted === true
    ? { fact: { kind: "id", values }, next }
    : withUnit(values, tokens, next);
}

/** `1.2k`, `3.5h`: the fraction and the ending are one token. */
function decimalMeasure(
  tokens: readonly Token[],
  at: number,
):
  | { readonly values: readonly string[]; readonly unit: Unit | undefined; readonly next: number }
  | undefined {
  const [whole, point, fraction] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (point?.text !== "." || point.start !== whole?.end || fraction?.start !== point.end)
    return undefined;
  const parts = splitMeasure(fraction);
  if (parts === undefined) return undefined;
  const values = scaled({ digits: `${whole.text}.${parts.digits}`, ending: parts.ending });
  return { values, unit: unitNamed(parts.ending), next: at + 3 };
}

/** `thirty`, `thirty-day`, `twenty-five percent`; `one` only where it counts a span of time or money. */
function wordsAt(tokens: readonly Token[], at: number, from: From): Reading | undefined {
  const words = readNumberWords(tokens, at);
  if (words === undefined) return from.isSource ? singleSpan(tokens, at) : undefined;
  const reading = withUnit([String(words.value)], tokens, words.next);
  const isPronoun = words.isOne && reading.fact?.unit === undefined && !from.isSource;
  return isPronoun ? { next: words.next } : reading;
}

const singular = new Set(["a", "an", "next", "following", "previous", "each", "per"]);

/** `a day`, `the next day`, `the day after`, `tomorrow`: one day, to those who look it up. */
function singleSpan(tokens: readonly Token[], at: number): Reading | undefined {
  const word = tokens[at]?.text.toLowerCase() ?? "";
  const next = tokens[at + 1]?.text.toLowerCase() ?? "";
  if (word === "tomorrow" || word === "yesterday") return oneSpan("day", at + 1);
  if (singular.has(word)) return oneSpan(next, at + 2);
  return next === "after" || next === "before" ? oneSpan(word, at + 2) : undefined;
}

function oneSpan(name: string, next: number): Reading | undefined {
  const unit = unitNamed(name);
  return unit?.kind === "time" ? { fact: factOf(["1"], unit), next } : undefined;
}

/** `30km`, `24h`, `10k`, `7pm`, `20th`. */
function measure(tokens: readonly Token[], at: number, from: From): Reading | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const ordinal = ordinalDigits(token.text);
  if (ordinal !== undefined) {
    const fact = { kind: "number", values: [decimal(ordinal)] } as const;
    return from.isSource ? { fact, next: at + 1 } : { next: at + 1 };
  }
  const parts = splitMeasure(token);
  if (parts === undefined) return undefined;
  const ending = parts.ending.toLowerCase();
  if (ending === "am" || ending === "pm") return { next: at + 1 };
  const unit = unitNamed(ending);
  return { fact: factOf(scaled(parts), unit), next: at + 1 };
}

/** `k` may be a thousand, `m` a million; both stay readable as what they are. */
function scaled(parts: { readonly digits: string; readonly ending: string }): readonly string[] {
  const [whole = "", fraction = ""] = parts.digits.split(".");
  const value = decimal(whole, fraction);
  const zeros = { k: 3, m: 6 }[parts.ending.toLowerCase()];
  if (zeros === undefined) return [value];
  const padded = fraction.padEnd(zeros, "0");
  return [decimal(whole + padded.slice(0, zeros), padded.slice(zeros)), value];
}

const unitAdjectives = new Set(["business", "working", "calendar", "full", "consecutive"]);

/** A number and the unit behind it: `30 days`, `30-day`, `5 business days`, `20 %`, `200 USD`. */
function withUnit(values: readonly string[], tokens: readonly Token[], next: number): Reading {
  const isDashed = tokens[next]?.text === "-" && tokens[next]?.start === tokens[next - 1]?.end;
  let at = isDashed ? next + 1 : next;
  if (unitAdjectives.has(tokens[at]?.text.toLowerCase() ?? "")) at += 1;
  if (at > next && tokens[at]?.text === "-") at += 1;
  const word = tokens[at]?.text ?? "";
  if (word.toLowerCase() === "per" && tokens[at + 1]?.text.toLowerCase() === "cent") {
    return { fact: factOf(values, { kind: "percent" }), next: at + 2 };
  }
  // `200 $50` is two amounts: a sign that a number follows belongs to that number.
  const isNextAmount =
    tokens[at]?.kind === "symbol" && word !== "%" && tokens[at + 1]?.kind === "digits";
  const unit = isNextAmount ? undefined : unitNamed(word);
  return unit === undefined
    ? { fact: factOf(values, undefined), next }
    : { fact: factOf(values, unit), next: at + 1 };
}

function factOf(values: readonly string[], unit: Unit | undefined): NonNullable<Reading["fact"]> {
  if (unit === undefined) return { kind: "number", values };
  return { kind: unit.kind === "currency" ? "amount" : "number", values, unit };
}

function idAt(tokens: readonly Token[], at: number): Reading | undefined {
  const id = readId(tokens, at);
  return id === undefined ? undefined : { fact: { kind: "id", values: [id.value] }, next: id.next };
}

/** The `1.` or `2)` of a list; a numbered list states how long it is, to those who look it up. */
function listLabel(tokens: readonly Token[], at: number, from: From): Reading | undefined {
  if (!from.labels.has(at)) return undefined;
  const fact = factOf([decimal(tokens[at]?.text ?? "")], undefined);
  return from.isSource ? { fact, next: at + 2 } : { next: at + 2 };
}

/** Words by which a reply numbers its own items. A section, a gate or a row has a number of its own: that is a fact. */
const labelled = new Set(
  (
    "option step line flight leg segment passenger item part question point card certificate choice " +
    "alternative"
  ).split(" "),
);

/** The small number behind such a word: `Option 2`, `address line 1`. */
function labelNumber(tokens: readonly Token[], at: number): Reading | undefined {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (before === undefined || token === undefined || token.text.length > 2) return undefined;
  if (token.start !== before.end + 1 || !labelled.has(before.text.toLowerCase())) return undefined;
  // `item 1.5`, `card 1 200`, `item 30 days`: then it is a number after all.
  const isAdjacent = after?.start === token.end && tokens[at + 2]?.start === after?.end;
  const goesOn = after?.kind === "digits" || (isAdjacent && tokens[at + 2]?.kind === "digits");
  const hasUnit = withUnit([], tokens, at + 1).fact?.unit !== undefined;
  return goesOn || hasUnit ? undefined : { next: at + 1 };
}

/** `11:30`, `11:30:00`, `11:30 pm`, `11 am`, `7 p.m.`. */
function clock(tokens: readonly Token[], at: number, from: From): Reading | undefined {
  const next = afterClock(tokens, at);
  if (next === at) return undefined;
  // `03:00+1` is the day after.
  const [plus, days] = [tokens[next], tokens[next + 1]];
  if (plus?.text !== "+" || days?.kind !== "digits" || days.start !== plus.end) return { next };
  const fact = factOf([decimal(days.text)], { kind: "time", name: "day" });
  return from.isSource ? { fact, next: next + 2 } : { next: next + 2 };
}
