/** Goes through a Markdown text line by line and knows whether it is inside of a fenced code block (CommonMark 0.31, 4.5). */
export class FenceState {
  #open: { readonly mark: string; readonly length: number } | undefined;

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  pass(line: string): void {
    const [, run = "", rest = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (run === "") return;
    const mark = run.charAt(0);
    if (this.#open === undefined) {
      // Behind backticks, a backtick makes it a piece of inline code.
      if (mark === "~" || !rest.includes("`")) this.#open = { mark, length: run.length };
      return;
    }
    const isClosing = mark === this.#open.mark && run.length >= this.#open.length;
    if (isClosing && rest.trim() === "") this.#open = undefined;
  }
}

/**
 * The text inside of the one code block that a value is made of; the value itself where it is none.
 *
 * GitHub puts a fence of three around a field that it renders as code, whatever the field holds: so the first and the last line
 * are the fence, and what reads like a fence in between is text.
 */
export function withoutFence(value: string): string {
  const lines = value.split("\n");
  const [, run = ""] = /^ {0,3}(`{3,}|~{3,})[^`]*$/.exec(lines[0] ?? "") ?? [];
  if (run === "" || lines.length < 2) return value;
  const [, end = ""] = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(lines.at(-1) ?? "") ?? [];
  const isClosed = end.startsWith(run);
  return lines.slice(1, isClosed ? -1 : undefined).join("\n");
}
