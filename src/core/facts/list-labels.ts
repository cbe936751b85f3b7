import { decimal } from "./read-number.ts";
import type { Token } from "./tokens.ts";
import { tokensOf } from "./tokens.ts";

/**
 * The places of the tokens that number the items of a text's lists: `1.`, `2)`, `**3.**`.
 *
 * A list counts from 1, each item one more than an earlier one. `30.` at the start of a line is an
 * answer where no 29 stood there before.
 */
export function listLabels(tokens: readonly Token[]): ReadonlySet<number> {
  const labels = new Set<number>();
  const seen = new Set<number>([0]);
  for (const [at, token] of tokens.entries()) {
    if (!token.leadsLine || !hasLabelForm(tokens, at) || !seen.has(Number(token.text) - 1))
      continue;
    labels.add(at);
    seen.add(Number(token.text));
  }
  return labels;
}

/** The numbers of the items of a text's lists, which say how many items there are. */
export function listNumbers(text: string): ReadonlySet<string> {
  const tokens = tokensOf(text);
  return new Set([...listLabels(tokens)].map((at) => decimal(tokens[at]?.text ?? "")));
}

function hasLabelForm(tokens: readonly Token[], at: number): boolean {
  const [token, mark, after] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token?.kind !== "digits" || token.text.length > 3 || mark?.start !== token.end) return false;
  // `1.5` is a number, `1.` and `**1.**` are labels.
  return (
    mark.text === ")" || (mark.text === "." && (after?.start !== mark.end || after.text === "*"))
  );
}
