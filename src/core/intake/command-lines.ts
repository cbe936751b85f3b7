/** Longer comments than GitHub takes are not read. */
const longestComment = 65_536;

/** A line that starts a paragraph, for sure: no list, quote, heading, fence, table, HTML, reference or number of a list. */
const plainStart = /^(?:[\p{L}@/"'(\p{Extended_Pictographic}]|\d+(?![\d.)]))/u;
/** What may reach over the end of a line: code, links, formulas. */
const mayReach = /[`[$\\]/;
const html = /<[a-z/!?]/i;
const call = /^\/tracegate(?=\s|$)/i;

/**
 * The texts behind `/tracegate` in a comment, without the word itself: the rest of the line, and the lines below it up to
 * an empty one or the next command.
 *
 * Nothing that a reader sees as quoted or as code may command: only lines at the margin count, in a paragraph of which
 * every line before is plain text. Where it is in doubt how the comment goes on, as after HTML or a fence inside of a
 * list, nothing below counts.
 */
export function commandLines(comment: string): readonly string[] {
  if (comment.length > longestComment) return [];
  const found: string[] = [];
  let paragraph: "plain" | "doubtful" = "plain";
  let isOpen = false;
  let fence: string | undefined;
  for (const line of comment.split(/\r\n|\n|\r/)) {
    if (fence !== undefined) {
      if (closes(line, fence)) fence = undefined;
      continue;
    }
    if (/^[ \t]*</.test(line) || /^[ \t]+(?:`{3}|~{3})/.test(line)) return found;
    fence = fenceOf(line);
    if (line.trim() === "" || fence !== undefined) {
      // What stands right below a fence begins a new paragraph.
      paragraph = "plain";
      isOpen = false;
      continue;
    }
    if (!plainStart.test(line)) paragraph = "doubtful";
    if (paragraph === "plain" && call.test(line)) {
      found.push(line.replace(call, "").trim());
      isOpen = true;
    } else if (isOpen) found.push(`${found.pop() ?? ""} ${line.trim()}`.trim());
    if (html.test(line)) return found;
    if (mayReach.test(line)) paragraph = "doubtful";
  }
  return found;
}

/** What has to close the fence that a line opens at the margin; a fence of backticks has none behind it. */
function fenceOf(line: string): string | undefined {
  return /^(`{3,})[^`]*$|^(~{3,})/
    .exec(line)
    ?.slice(1)
    .find((mark) => mark !== undefined);
}

function closes(line: string, fence: string): boolean {
  const [, mark = ""] = /^ {0,3}(`+|~+)[ \t]*$/.exec(line) ?? [];
  return mark.startsWith(fence);
}
