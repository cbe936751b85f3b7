import { stemmer } from "stemmer";

/** A text as it is compared with another: nothing of how it was typed, and of words their stems. */
export type FoldedText = {
  /** Lower case, one blank between words, no punctuation. */
  readonly plain: string;
  /** The stems of its words; words that hold a digit are not among them. */
  readonly stems: ReadonlySet<string>;
  /** The words that hold a digit: numbers, dates, ids. */
  readonly figures: ReadonlySet<string>;
};

/** Scripts that are written without blanks between words: each letter counts as one. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** Folds a text for comparison. Stems are English ones (Porter 1980); words of other languages come through it alike. */
export function foldText(text: string): FoldedText {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(unspaced, " $& ")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
  const figures = new Set<string>();
  const stems = new Set<string>();
  for (const word of words) {
    if (/\p{N}/u.test(word)) figures.add(word);
    else stems.add(stemmer(word));
  }
  return { plain: words.join(" "), stems, figures };
}

/**
 * How alike two texts are, from 0 to 1: the Sørensen–Dice coefficient of their sets of word stems.
 *
 * 1 where only case, punctuation and white space differ. 0 where their figures differ, whatever the words say: another
 * number, date or id is another question.
 */
export function textSimilarity(a: FoldedText, b: FoldedText): number {
  if (a.plain === b.plain) return 1;
  if (a.figures.size !== b.figures.size || !a.figures.isSubsetOf(b.figures)) return 0;
  const words = a.stems.size + b.stems.size;
  if (words === 0) return 1;
  let common = 0;
  for (const stem of a.stems) if (b.stems.has(stem)) common += 1;
  return (2 * common) / words;
}

/** Whether a text is more than one word, so that people and models put the same thing in several ways. */
export function isFreeText(text: string): boolean {
  return /\S\s+\S/.test(text) || text.search(unspaced) >= 0;
}
