import type { TimeUnit, Unit } from "./fact.ts";

const currencyOf = new Map<string, string>([
  ["$", "$"],
  ["€", "eur"],
  ["£", "gbp"],
  ["¥", "jpy"],
  ["₹", "inr"],
  ["dollar", "$"],
  ["dollars", "$"],
  ["euro", "eur"],
  ["euros", "eur"],
  ["yen", "jpy"],
  ["rupees", "inr"],
  ...[
    "usd",
    "eur",
    "gbp",
    "jpy",
    "inr",
    "cad",
    "aud",
    "nzd",
    "chf",
    "cny",
    "sek",
    "nok",
    "dkk",
  ].map((code): [string, string] => [code, code]),
]);

const dollars = new Set(["$", "usd", "cad", "aud", "nzd"]);

const timeUnits: readonly (readonly [TimeUnit, string])[] = [
  ["second", "second seconds sec secs s"],
  ["minute", "minute minutes min mins"],
  ["hour", "hour hours hr hrs h"],
  ["day", "day days"],
  ["week", "week weeks"],
  ["month", "month months"],
  ["year", "year years yr yrs"],
];
const timeUnitOf = new Map(
  timeUnits.flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit] as const)),
);

const secondsIn: Readonly<Partial<Record<TimeUnit, number>>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

/** The unit that a word or a sign names; `undefined` for any other word. */
export function unitNamed(word: string): Unit | undefined {
  const lower = word.toLowerCase();
  if (lower === "%" || lower === "percent") return { kind: "percent" };
  const code = currencyOf.get(lower);
  if (code !== undefined) return { kind: "currency", code };
  const name = timeUnitOf.get(lower);
  return name === undefined ? undefined : { kind: "time", name };
}

/** The currency that a word or a sign names. */
export function currencyNamed(word: string): string | undefined {
  return currencyOf.get(word.toLowerCase());
}

/** Whether two units can mean the same; `$` is any dollar. */
export function isSameUnit(a: Unit, b: Unit): boolean {
  switch (a.kind) {
    case "percent":
      return b.kind === "percent";
    case "time":
      return b.kind === "time" && a.name === b.name;
    case "currency":
      if (b.kind !== "currency") return false;
      if (a.code === b.code) return true;
      return (a.code === "$" || b.code === "$") && dollars.has(a.code) && dollars.has(b.code);
  }
}

/** A span of time in seconds; `undefined` for months, years and what is no span of time. */
export function durationSeconds(value: string, unit: Unit | undefined): number | undefined {
  if (unit?.kind !== "time") return undefined;
  const seconds = secondsIn[unit.name];
  return seconds === undefined ? undefined : Math.round(Number(value) * seconds);
}
