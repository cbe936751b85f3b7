import type { Token } from "./tokens.ts";

const small = new Map(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
    "sixteen seventeen eighteen nineteen"
  )
    .split(" ")
    .map((word, value) => [word, value]),
);
const tens = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety"
    .split(" ")
    .map((word, index) => [word, (index + 2) * 10]),
);
const scales = new Map([
  ["hundred", 100],
  ["thousand", 1000],
  ["million", 1_000_000],
]);

/** Longest written-out number, in tokens; more than that is not one number. */
const maxTokens = 16;

/**
 * Reads a written-out number: `thirty`, `twenty-five`, `one hundred and fifty`.
 *
 * `one` alone is mostly a pronoun: the caller decides whether it counts anything.
 */
export function readNumberWords(
  tokens: readonly Token[],
  from: number,
): { readonly value: number; readonly next: number; readonly isOne: boolean } | undefined {
  let total = 0;
  let group: number | undefined;
  let last: "small" | "tens" | "scale" | undefined;
  let next = from;
  for (let at = from; at < tokens.length && at < from + maxTokens; at++) {
    const word = tokens[at]?.text.toLowerCase() ?? "";
    const ones = small.get(word);
    const ten = tens.get(word);
    const scale = scales.get(word);
    if (
      ones !== undefined &&
      (last === undefined || last === "scale" || (last === "tens" && ones < 10))
    ) {
      group = (group ?? 0) + ones;
      last = "small";
    } else if (ten !== undefined && (last === undefined || last === "scale")) {
      group = (group ?? 0) + ten;
      last = "tens";
    } else if (scale !== undefined && group !== undefined) {
      if (scale === 100) group *= 100;
      else {
        total += group * scale;
        group = 0;
      }
      last = "scale";
    } else if (!((word === "-" && last === "tens") || (word === "and" && last === "scale"))) {
      break;
    } else continue;
    next = at + 1;
  }
  if (group === undefined) return undefined;
  const value = total + group;
  return { value, next, isOne: value === 1 && next === from + 1 };
}
