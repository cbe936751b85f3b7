import type { Turn } from "../../trace/session.ts";
import { plainWords } from "./plain-words.ts";

/** People say "yes" and "thank you" more than once. */
const fewWords = 4;
/** So often may a few words be said, one turn after another. */
const mostInARow = 3;
/** From here on two messages are one, said again. */
const alike = 0.85;
/** Fewer words than this are the same only where all are. */
const wordsToCompare = 6;

/** An agent that asks to hear it again gets it again, but not without end. */
const asksAgain =
  /\b(?:repeat|rephrase|say (?:that|it) again|once more|did(?:n['’]t| not) (?:catch|understand|get))\b/i;
const mostOnRequest = 3;

/**
 * The earlier turn, counted from 1, that a message only says again; `undefined` where it says something else.
 *
 * Who is asked the same again, or gets the same reply again, may say the same again: then it is the agent that goes
 * round in circles. A few words are a repetition only the fourth time in a row.
 */
export function repeatsItself(message: string, turns: readonly Turn[]): number | undefined {
  const words = plainWords(message);
  const said = turns.map(({ user }) => plainWords(user));
  const replies = turns.map(({ reply = "" }) => plainWords(reply));
  const last = turns.length - 1;
  if (words.length < fewWords) {
    const isStuck =
      turns.length >= mostInARow &&
      said.slice(-mostInARow).every((one) => isSame(one, words)) &&
      new Set(replies.slice(-mostInARow).map((reply) => reply.join(" "))).size > 1;
    return isStuck ? last + 1 : undefined;
  }
  const before = said.flatMap((one, place) => (isSame(one, words) ? [place] : []));
  const [first] = before;
  if (first === undefined) return undefined;
  if (before.length < mostOnRequest && asksAgain.test(turns[last]?.reply ?? "")) return undefined;
  const now = replies[last] ?? [];
  const isBackThere = before.some((place) => {
    const asked = replies[place - 1];
    return (
      (asked !== undefined && isSame(asked, now)) ||
      (place < last && isSame(replies[place] ?? [], now))
    );
  });
  return isBackThere ? undefined : first + 1;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === b.length && a.every((word, place) => word === b[place])) return true;
  if (Math.min(a.length, b.length) < wordsToCompare) return false;
  const [pairsA, pairsB] = [pairsOf(a), pairsOf(b)];
  const shared = [...pairsA].filter((pair) => pairsB.has(pair)).length;
  return shared / (pairsA.size + pairsB.size - shared) >= alike;
}

/** Each two words that follow one another. */
function pairsOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.slice(1).map((word, place) => `${words[place] ?? ""} ${word}`));
}
