/** A text as its words in lower case, without accents, punctuation and forms of letters: what two writings share. */
export function plainWords(text: string): readonly string[] {
  return text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f\u200b-\u200f\u2060\ufeff\u00ad]/g, "")
    .replaceAll(/['‘’ʼ`]/g, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Sentences and lines of a text, roughly: a decimal point or a dot inside of a name ends none. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?;])\s+|\n+/).filter((sentence) => sentence.trim() !== "");
}
