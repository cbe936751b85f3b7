/** Lists whose items stand for themselves: what is whole of them means the same without the rest. */
const recordLists = new Set(
  [
    "messages traj history trajectory turns steps items input output resourceSpans",
    "resource_spans scopeSpans scope_spans spans resourceLogs resource_logs scopeLogs",
    "scope_logs logRecords log_records data sessions traces observations scores simulations",
    "runs post patch child_runs",
  ].flatMap((words) => words.split(" ")),
);

/** A bracket that is open. */
type Open = {
  readonly closer: "]" | "}";
  /** Whether it is a list of records. */
  readonly isRecords: boolean;
  /** Where its last whole item ended; 0 before the first. */
  safeEnd: number;
};

/**
 * The part of a cut JSON text that is whole: up to the last whole record of the innermost list of records that has
 * one, with the brackets closed that are open there. A record that the cut goes through is left out, since half a
 * message says something else than it did.
 *
 * `undefined` where no record is whole.
 */
export function closeCutJson(text: string): string | undefined {
  const open = openAtEnd(text);
  if (open === undefined) return undefined;
  const at = open.findLastIndex(({ isRecords, safeEnd }) => isRecords && safeEnd > 0);
  const closers = open.slice(0, at + 1).map(({ closer }) => closer);
  return at === -1 ? undefined : text.slice(0, open[at]?.safeEnd) + closers.toReversed().join("");
}

/** The brackets that a text leaves open; `undefined` where it is no list and no object. */
function openAtEnd(text: string): readonly Open[] | undefined {
  const open: Open[] = [];
  let stringStart = 0;
  let key = "";
  let lastString = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    switch (sign) {
      case '"':
        stringStart = at + 1;
        at = endOfString(text, stringStart);
        // Keys are short; what is longer is none of ours.
        lastString = at - stringStart > 20 ? "" : text.slice(stringStart, at);
        break;
      case ":":
        key = lastString;
        break;
      case "{":
        open.push({ closer: "}", isRecords: false, safeEnd: 0 });
        break;
      case "[": {
        const isRecords =
          open.length === 0 || (open.at(-1)?.closer === "}" && recordLists.has(key));
        open.push({ closer: "]", isRecords, safeEnd: 0 });
        break;
      }
      case "}":
      case "]": {
        if (open.pop()?.closer !== sign) return undefined;
        const around = open.at(-1);
        if (around?.closer === "]") around.safeEnd = at + 1;
        break;
      }
      case ",": {
        const around = open.at(-1);
        if (around?.closer === "]") around.safeEnd = at;
        break;
      }
      default:
        if (open.length === 0 && sign.trim() !== "") return undefined;
    }
  }
  return open;
}

/** The place of the quote that ends a string; the end of the text where none does. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
