/** How far before a value its name or a telling word is looked for. */
const contextLength = 48;

/** A name and an assignment at the end of a text: `"phone": "`, `PHONE=`. */
const assignedName = /([A-Za-z][\w.-]{0,40})\\?["'`]?\s{0,3}(?:=>|:=|[:=])\s{0,3}\\?["'`]?$/;

/** What stands before `start`, as far as it can tell something. */
export function textBefore(text: string, start: number): string {
  return text.slice(Math.max(0, start - contextLength), start);
}

/**
 * The name that a value stands under: the key of the object that holds the text, where the value is all of the text,
 * else what is written before it.
 */
export function nameOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  key?: string,
): string | undefined {
  if (key !== undefined && start === 0 && end === text.length) return key;
  return assignedName.exec(textBefore(text, start))?.[1];
}

/** The words of a name, in lower case: `homePhone`, `home_phone` and `Home-Phone` are all `home`, `phone`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9\u00c0-\u024f]+/)
    .filter((word) => word !== "");
}

/** Whether a value that begins here is not the rest of a longer word. In text of text, `\n` ends a word too. */
export function startsApart(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  if (before === "" || !wordCharacter.test(before)) return true;
  return /[bfnrt]/.test(before) && isEscape(text, start - 2);
}

/** Whether a value that ends here is not the beginning of a longer word. */
export function endsApart(text: string, end: number): boolean {
  return end >= text.length || !wordCharacter.test(text.charAt(end));
}

const wordCharacter = /[\p{L}\p{N}]/u;

/** Whether the backslash at `index` begins an escape: an even number of others stands before it. */
function isEscape(text: string, index: number): boolean {
  let first = index;
  while (first >= 0 && text.charAt(first) === "\\") first -= 1;
  return (index - first) % 2 === 1 || index - first > 1;
}
