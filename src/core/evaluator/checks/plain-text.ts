import { visibleText } from "../../text/visible-text.ts";

/**
 * Text as it is compared with words from a file: straight apostrophes and quotation marks, plain hyphens and spaces,
 * compatibility forms (NFKC: `ﬁ`, full-width letters) as what they stand for, and nothing that cannot be seen. Line
 * breaks stay. Models write `I couldn’t`, people who write evaluators `couldn't`.
 */
export function plainText(text: string): string {
  if (!hasOddCharacters.test(text)) return text;
  return visibleText(text)
    .replaceAll(/[\u00B4\u2018\u2019\u201B\u02BC\u2032\uFF07]/g, "'")
    .replaceAll(/[\u201C-\u201F\u2033\uFF02]/g, '"')
    .normalize("NFKC")
    .replaceAll(/[\u2010-\u2015\u2212]/g, "-")
    .replaceAll(/[^\S\n\t]/g, " ");
}

/** Whether there is a letter, a digit or a sign in a text, and not only white space and what has no shape. */
export function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

const hasOddCharacters = /[^\t\n -~]/;
