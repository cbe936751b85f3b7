import type { FoundValue } from "./found-value.ts";

/**
 * Found values in order, none over another: of two that overlap the longer one wins, the earlier in the list where they
 * are as long. Two that only touch in part become one secret, so that nothing that was found is left.
 */
export function settleOverlaps(text: string, found: readonly FoundValue[]): readonly FoundValue[] {
  const settled: FoundValue[] = [];
  for (const one of found.toSorted((a, b) => a.start - b.start)) {
    const last = settled.at(-1);
    if (last === undefined || one.start >= last.end) settled.push(one);
    else settled[settled.length - 1] = joined(text, last, one);
  }
  return settled;
}

function joined(text: string, first: FoundValue, second: FoundValue): FoundValue {
  const isSecondLonger = second.end - second.start > first.end - first.start;
  const winner = isSecondLonger ? second : first;
  const end = Math.max(first.end, second.end);
  if (winner.start === first.start && winner.end === end) return winner;
  return { start: first.start, end, kind: "secret", value: text.slice(first.start, end) };
}
