import { plainText } from "./plain-text.ts";

/** One reply in which words can be found as a reader finds them. */
export type Words = {
  /** Whether words that went through `foldWords` stand in it. */
  readonly has: (folded: string) => boolean;
  /** Where words that stand in it do so, in UTF-16 units. */
  readonly placeOf: (folded: string) => { readonly start: number; readonly end: number };
};

/** Words on one line, in plain signs: as they are looked for. */
export function foldWords(text: string, ignoreCase: boolean): string {
  const plain = plainText(text);
  return (ignoreCase ? plain.toLowerCase() : plain).replaceAll(/\s+/g, " ");
}

/**
 * Reads one reply for words, whatever stands between and inside them that a reader does not see: line breaks and
 * other white space, typographic signs, invisible characters, Markdown's emphasis (`calm **down**`).
 */
export function wordsOf(reply: string, ignoreCase: boolean): Words {
  const holds = (text: string) => {
    const folded = foldWords(text, ignoreCase);
    const bare = withoutEmphasis(folded);
    return (words: string): boolean => folded.includes(words) || bare.includes(words);
  };
  return {
    has: holds(reply),
    placeOf: (words) => {
      const end = least(reply.length, (length) => holds(reply.slice(0, length))(words));
      const back = least(end, (length) => holds(reply.slice(end - length, end))(words));
      return { start: end - back, end };
    },
  };
}

/** What joins words, as in `order_id`, is no emphasis. */
function withoutEmphasis(text: string): string {
  if (!/[*_~`]/.test(text)) return text;
  return text
    .replaceAll(/[*`]+|~~|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "")
    .replaceAll(/\s+/g, " ");
}

/** The least length up to `most` that will do; `most` itself always does. */
function least(most: number, isEnough: (length: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
