import { type FoundValue, redactedKinds } from "./found-value.ts";
import { isPrefixOnly } from "./surrogate/secret-surrogate.ts";

const personal: ReadonlySet<string> = new Set(redactedKinds.filter((kind) => kind !== "secret"));

/**
 * What was found, without surrogates and without what was only seen in them: an address that begins in a surrogate, a
 * phone number inside of another kind's. A secret or a project's own value stays if it holds more than surrogates.
 */
export function keepSurrogates(text: string, found: readonly FoundValue[]): readonly FoundValue[] {
  const surrogates = found
    .filter(({ isSurrogate }) => isSurrogate)
    .toSorted((a, b) => a.start - b.start);
  const others = found.filter(({ isSurrogate }) => isSurrogate !== true);
  if (surrogates.length === 0) return others;
  return others.filter((one) => {
    const inside = overlapping(surrogates, one);
    if (inside.length === 0) return true;
    return !personal.has(one.kind) && !isNothing(outside(text, one, inside));
  });
}

/** The surrogates that overlap a value; both ends of a surrogate grow with its place. */
function overlapping(
  surrogates: readonly FoundValue[],
  { start, end }: FoundValue,
): readonly FoundValue[] {
  let low = 0;
  let high = surrogates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((surrogates[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < surrogates.length && (surrogates[last]?.start ?? end) < end) last += 1;
  return surrogates.slice(low, last);
}

function outside(text: string, { start, end }: FoundValue, inside: readonly FoundValue[]): string {
  let rest = "";
  let from = start;
  for (const surrogate of inside) {
    rest += text.slice(from, Math.max(from, surrogate.start));
    from = Math.max(from, surrogate.end);
  }
  return rest + text.slice(from, end);
}

function isNothing(rest: string): boolean {
  return !/[\p{L}\p{N}]/u.test(rest) || isPrefixOnly(rest);
}
