import { stemmer } from "stemmer";
import type { ModelUser } from "../../dataset/dataset.ts";
import type { Secret } from "../../dataset/persona-field.ts";
import { extractFacts } from "../../facts/extract-facts.ts";
import { supportIndex } from "../../facts/support-index.ts";
import type { Turn } from "../../trace/session.ts";
import { plainWords, sentencesOf } from "./plain-words.ts";

/** Words that say nothing of what is hidden. */
const emptyWords = new Set(
  `a an the that this it its is was are were be been being i my me mine we our us you your he she his her they their of
  to for in on at by with from and or but not no do does did have has had will would as about actually really just
  fact secret user customer person own`.split(/\s+/),
);

/** What `it was a present` may begin with in other words: `that was a present`, `the card was a present`. */
const standIns = new Set(["it", "this", "that", "he", "she", "they"]);

/** Fewer words than this are looked for as they stand, never scattered over a sentence. */
const wordsToScatter = 2;

/**
 * What of its secrets a message tells, as the persona names it; `undefined` where it tells none.
 *
 * A secret is told by its own words in their order, by all of its words in one sentence in any form and order, by one
 * of its numbers, dates, ids or amounts, or by one of the words that its file adds. What the agent said before is no
 * secret any more, and `whether it was a present` tells nothing.
 */
export function revealsHidden(
  message: string,
  { user, turns }: { readonly user: ModelUser; readonly turns: readonly Turn[] },
): string | undefined {
  const { hides, knows } = user.persona;
  if (hides.length === 0) return undefined;
  // What stands among the open facts, or was said by the agent, may be repeated.
  const replies = turns.map(({ reply = "" }) => reply);
  const texts = [user.goal, user.opening ?? "", ...knows, ...replies];
  const open = supportIndex(texts.map((text) => ({ kind: "user", text })));
  const agentSaid = replies.map((reply) => ` ${plainWords(reply).join(" ")} `).join("|");
  const found = hides.find(
    (secret) =>
      tellsWords(message, secret, agentSaid) ||
      tellsFact(message, secret.what, (fact) => open.find(fact) !== undefined) ||
      tellsDigits(message, secret.what, texts),
  );
  return found === undefined ? undefined : `“${found.what.slice(0, 80)}”`;
}

function tellsWords(message: string, { what, words }: Secret, agentSaid: string): boolean {
  const sentences = sentencesOf(message).map(plainWords);
  const all = ` ${plainWords(message).join(" ")} `;
  const own = plainWords(what.replace(/^(?:the fact )?that\s+/i, ""));
  const isToldByAgent = (phrase: readonly string[]): boolean =>
    agentSaid.includes(` ${phrase.join(" ")} `);
  const telling = words.map(plainWords).filter((phrase) => phrase.length > 0);
  if (telling.some((phrase) => !isToldByAgent(phrase) && isStated(all, phrase))) return true;
  if (own.length > 0 && !isToldByAgent(own) && isStated(all, own)) return true;
  const [pronoun = "", ...rest] = own;
  if (standIns.has(pronoun) && !isToldByAgent(rest) && isSaidOfAnother(sentences, rest))
    return true;
  const stems = new Set(own.filter((word) => !emptyWords.has(word)).map(stemmer));
  if (stems.size < wordsToScatter || isToldByAgent(own)) return false;
  return sentences.some((sentence) => {
    const said = new Set(sentence.map(stemmer));
    return !isLeftOpen(sentence) && [...stems].every((stem) => said.has(stem));
  });
}

/** Whether a sentence says, of whatever it is, what a secret says of `it`: two words or more, and one that tells something. */
function isSaidOfAnother(
  sentences: readonly (readonly string[])[],
  said: readonly string[],
): boolean {
  if (said.length < 2 || said.every((word) => emptyWords.has(word))) return false;
  const phrase = ` ${said.join(" ")} `;
  return sentences.some((sentence) => {
    const text = ` ${sentence.join(" ")} `;
    const at = text.indexOf(phrase);
    return at !== -1 && !/ (?:whether|if) /.test(text.slice(0, at + 1));
  });
}

/** Whether a text says the phrase, other than after `whether` or `if`. */
function isStated(text: string, phrase: readonly string[]): boolean {
  const wanted = ` ${phrase.join(" ")} `;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    if (!/ (?:whether|if)$/.test(text.slice(0, at))) return true;
  }
  return false;
}

/** A sentence that does not say whether it is so. */
function isLeftOpen(sentence: readonly string[]): boolean {
  return sentence.includes("whether") || sentence[0] === "why";
}

type FactTest = (fact: ReturnType<typeof extractFacts>[number]) => boolean;

function tellsFact(message: string, secret: string, isOpen: FactTest): boolean {
  // A lone digit, as in `two reasons`, gives nothing away.
  const hidden = extractFacts(secret).filter(
    (fact) => !isOpen(fact) && fact.text.replaceAll(/[^\p{L}\p{N}]/gu, "").length > 2,
  );
  const values = new Set(hidden.flatMap((fact) => fact.values.map(valueKey)));
  return extractFacts(message).some((fact) =>
    fact.values.some((value) => values.has(valueKey(value))),
  );
}

/** `4111 1111` and `4111-1111` are one number, whatever facts are read in it. */
function tellsDigits(message: string, secret: string, open: readonly string[]): boolean {
  const known = new Set(open.flatMap(digitRuns));
  const hidden = new Set(digitRuns(secret).filter((run) => !known.has(run)));
  return digitRuns(message).some((run) => hidden.has(run));
}

/** Rows of four digits or more, over spaces, dots and dashes. */
function digitRuns(text: string): readonly string[] {
  return text.replaceAll(/(?<=\d)[ .-]+(?=\d)/g, "").match(/\d{4,}/g) ?? [];
}

function valueKey(value: string): string {
  return value.replaceAll(/[\s-]/g, "");
}
