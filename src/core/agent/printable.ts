import { stripVTControlCharacters } from "node:util";

/**
 * One line of outside text that is safe to print: terminal sequences, control, format and bidi
 * characters are gone, white space is one blank, and what is longer than `maxChars` ends in `…`.
 */
export function printable(text: string, maxChars = 300): string {
  const line = stripVTControlCharacters(text.slice(0, maxChars * 4 + 1024))
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  const isWhole = line.length <= maxChars && text.length <= maxChars * 4 + 1024;
  return isWhole ? line : `${line.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/**
 * What was thrown, as one printable line. Never throws itself, whatever the value's getters do.
 *
 * Agents throw strings, plain objects and `undefined` too; those are named as such.
 */
export function describeThrown(thrown: unknown): string {
  try {
    if (thrown instanceof Error) return printable(`${thrown.name}: ${thrown.message}`);
    if (typeof thrown === "string") return printable(`the text "${thrown}"`);
    if (typeof thrown === "object" && thrown !== null) {
      const message: unknown = Reflect.get(thrown, "message");
      return typeof message === "string" ? printable(message) : "an object without a message";
    }
    return printable(String(thrown));
  } catch {
    return "a value that cannot be read";
  }
}
