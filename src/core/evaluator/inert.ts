/**
 * A value as JSON on one line, without the characters that marks are made of.
 *
 * It is still the same JSON: `<` is written as its escape, so no text inside can open or close a block.
 */
export function inert(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
