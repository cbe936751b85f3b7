/**
 * A value as JSON for people and programs, with a line break at its end.
 *
 * GitHub's runner obeys `##[…]` anywhere in what a job prints, so that the second `#` is written as an escape:
 * the same value to whoever parses it.
 */
export function renderJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2).replaceAll("##[", "#\\u0023[")}\n`;
}
