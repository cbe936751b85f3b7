import { stripVTControlCharacters } from "node:util";
import { cutText } from "./cut-text.ts";
import { oneLine } from "./visible-text.ts";

/**
 * One line of outside text that is safe to print, at most `maxChars` long: terminal sequences and what cannot be seen
 * are gone, white space is one blank, and what was cut ends in `…`. A long text is looked at only as far as needed.
 */
export function printable(text: string, maxChars = 300): string {
  const start = text.slice(0, maxChars * 4 + 1024);
  const line = oneLine(stripVTControlCharacters(start));
  return cutText(start.length === text.length ? line : `${line}…`, maxChars);
}
