/** A run of digits in a text. */
export type DigitGroup = { readonly start: number; readonly end: number };

const none: readonly DigitGroup[] = [];

/** Every run of ASCII digits, in order. */
export function digitGroups(text: string): readonly DigitGroup[] {
  let groups: DigitGroup[] | undefined;
  let start = -1;
  for (let index = 0; index <= text.length; index += 1) {
    // Behind the end there is no code, which is no digit's.
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      if (start === -1) start = index;
    } else if (start !== -1) {
      (groups ??= []).push({ start, end: index });
      start = -1;
    }
  }
  return groups ?? none;
}

/**
 * Whether a stretch that begins at the group `first` may have so many digits, where no separator is longer than
 * `longestGap` or begins with a Latin letter. Cheaper than to look for the stretches.
 */
export function mayReach(
  text: string,
  groups: readonly DigitGroup[],
  { first, digits, longestGap }: ReachRule,
): boolean {
  let sum = 0;
  for (let index = first; index < first + mostGroups; index += 1) {
    const group = groups[index];
    if (group === undefined) return false;
    sum += group.end - group.start;
    if (sum >= digits) return true;
    const gap = (groups[index + 1]?.start ?? text.length) - group.end;
    if (gap > longestGap || isLatinLetter(text.charCodeAt(group.end))) return false;
  }
  return false;
}

/** Whether a code is that of a letter of ASCII. */
export function isLatinLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

type ReachRule = {
  readonly first: number;
  readonly digits: number;
  readonly longestGap: number;
};

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
