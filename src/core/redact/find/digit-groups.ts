/** A run of digits in a text. */
export type DigitGroup = { readonly start: number; readonly end: number };

/** Every run of ASCII digits, in order. */
export function digitGroups(text: string): readonly DigitGroup[] {
  return Array.from(text.matchAll(/\d+/g), ({ 0: digits, index }) => ({
    start: index,
    end: index + digits.length,
  }));
}

/**
 * The stretches of neighbouring groups that begin at the group `first`, longest first: at most eight groups and
 * `mostDigits` digits, with a separator that `between` allows from each to the next.
 */
export function stretches(
  text: string,
  groups: readonly DigitGroup[],
  { first, mostDigits, between }: StretchRule,
): readonly Stretch[] {
  const found: Stretch[] = [];
  let digits = "";
  let previous: DigitGroup | undefined;
  for (const [offset, group] of groups.slice(first, first + mostGroups).entries()) {
    if (group.end - group.start > mostDigits - digits.length) break;
    if (previous !== undefined && !between.test(text.slice(previous.end, group.start))) break;
    digits += text.slice(group.start, group.end);
    found.unshift({
      start: groups[first]?.start ?? 0,
      end: group.end,
      digits,
      last: first + offset,
    });
    previous = group;
  }
  return found;
}

const mostGroups = 8;

type StretchRule = {
  readonly first: number;
  readonly mostDigits: number;
  readonly between: RegExp;
};

export type Stretch = DigitGroup & {
  readonly digits: string;
  /** Index of its last group. */
  readonly last: number;
};
