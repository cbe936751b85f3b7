/**
 * Text as it is compared with words from a file: straight apostrophes and quotation marks, plain
 * spaces, one Unicode form. Models write `I couldn’t`, people who write evaluators `couldn't`.
 */
export function plainText(text: string): string {
  if (!hasOddCharacters.test(text)) return text;
  return text
    .normalize("NFC")
    .replaceAll(/[\u2018\u2019\u201B\u02BC\uFF07]/g, "'")
    .replaceAll(/[\u201C\u201D\uFF02]/g, '"')
    .replaceAll(/[\u00A0\u2007\u202F]/g, " ")
    .replaceAll(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, "");
}

/** Whether there is a letter, a digit or a sign in a text, and not only white space and what has no shape. */
export function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

const hasOddCharacters = /[\u0080-\uFFFF]/;
