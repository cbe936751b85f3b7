import type { Token } from "./tokens.ts";

/** A number as written in digits, before its unit; `next` is the token after it. */
export type WrittenNumber = {
  readonly values: readonly string[];
  readonly next: number;
  /** True for `1.2.3` and `192.168.0.1`: a version or an address, and no number. */
  readonly isDotted?: true;
};

/** Most groups that one number is read from; hostile text must not make one look at all of it. */
const maxGroups = 12;

/**
 * Reads `1200`, `1,200.50`, `1.200,50`, `1 200` and `12.5` at a token of digits.
 *
 * `1.200` is read both ways. Groups that fit no way of writing end the number after its first digits,
 * and the rest are numbers of their own.
 */
export function readNumber(tokens: readonly Token[], from: number, text: string): WrittenNumber {
  const { groups, separators } = groupsAt(tokens, from, text);
  const first = groups[0] ?? "";
  const read = (count: number, values: readonly string[]): WrittenNumber => ({
    values,
    // A space is no token; a comma or a point is one.
    next: from + count + separators.slice(0, count - 1).filter((mark) => mark !== " ").length,
  });
  if (groups.length === 1) return read(1, [decimal(first)]);
  const kinds = new Set(separators);
  const isGrouped = (upTo: number): boolean =>
    first.length <= 3 && groups.slice(1, upTo).every((group) => group.length === 3);
  if (kinds.size === 1 && separators[0] !== "." && isGrouped(groups.length)) {
    return read(groups.length, [decimal(groups.join(""))]);
  }
  const last = separators.at(-1);
  if (
    kinds.size === 2 &&
    last !== " " &&
    separators.indexOf(last ?? "") === separators.length - 1
  ) {
    if (isGrouped(groups.length - 1)) {
      return read(groups.length, [decimal(groups.slice(0, -1).join(""), groups.at(-1))]);
    }
  }
  if (kinds.size === 1 && separators[0] === ".") {
    if (groups.length === 2) {
      const plain = decimal(first, groups[1]);
      const isThousands = isGrouped(2) && first !== "0";
      return read(2, isThousands ? [plain, decimal(groups.join(""))] : [plain]);
    }
    if (isGrouped(groups.length)) return read(groups.length, [decimal(groups.join(""))]);
    return { ...read(groups.length, [groups.join(".")]), isDotted: true };
  }
  if (groups.length === 2 && separators[0] === "," && groups[1]?.length === 2) {
    return read(2, [decimal(first, groups[1])]);
  }
  return read(1, [decimal(first)]);
}

function groupsAt(
  tokens: readonly Token[],
  from: number,
  text: string,
): { readonly groups: readonly string[]; readonly separators: readonly string[] } {
  const groups = [tokens[from]?.text ?? ""];
  const separators: string[] = [];
  let at = from;
  while (groups.length < maxGroups) {
    const here = tokens[at];
    const next = tokens[at + 1];
    const afterNext = tokens[at + 2];
    if (here === undefined || next === undefined) break;
    if (isSpaceGroup(here, next, text)) {
      separators.push(" ");
      groups.push(next.text);
      at += 1;
    } else if (
      (next.text === "," || next.text === ".") &&
      next.start === here.end &&
      afterNext?.kind === "digits" &&
      afterNext.start === next.end
    ) {
      separators.push(next.text);
      groups.push(afterNext.text);
      at += 2;
    } else break;
  }
  return { groups, separators };
}

/** `1 200`: one space, then exactly three digits, and no number that could stand on its own before. */
function isSpaceGroup(here: Token, next: Token, text: string): boolean {
  return (
    next.kind === "digits" &&
    next.text.length === 3 &&
    next.start === here.end + 1 &&
    text[here.end] !== "\n" &&
    here.text.length <= 3 &&
    !here.text.startsWith("0")
  );
}

/** A decimal without needless zeros: `007` is `7`, `50` and `50.00` are the same. */
export function decimal(whole: string, fraction = ""): string {
  let start = 0;
  while (start < whole.length - 1 && whole[start] === "0") start++;
  let end = fraction.length;
  while (end > 0 && fraction[end - 1] === "0") end--;
  const digits = whole.slice(start);
  return end === 0 ? digits : `${digits}.${fraction.slice(0, end)}`;
}
