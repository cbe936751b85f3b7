import { plainText } from "./plain-text.ts";

const cannot = ["could not", "can not", "did not", "do not", "unable to", "not able to"];
const learn =
  "find locate confirm verify retrieve access reach look see determine tell say answer".split(" ");
const lacking = [
  "do not have",
  "did not get",
  "have no",
  "there is no",
  "found no",
  "could not get",
];
const knowledge =
  "information,details,documentation,documents,documented,records,results,answer,data,access,guidance,published policy,matching"
    .split(",")
    .flatMap((word) => [word, `any ${word}`, `enough ${word}`, `specific ${word}`]);

/**
 * Phrases that admit not knowing, where an evaluator names none of its own: English, and about what was
 * looked for. `Unable to` alone is none, because agents are unable to do many things that they know.
 */
export const defaultHedges: readonly string[] = [
  "do not know",
  "not sure",
  "not certain",
  "no idea",
  "found nothing",
  "nothing was found",
  "nothing came up",
  "came up empty",
  "returned nothing",
  "no results",
  "no information",
  "not documented",
  "is not available to me",
  ...cannot.flatMap((stem) => learn.map((verb) => `${stem} ${verb}`)),
  ...lacking.flatMap((stem) => knowledge.map((word) => `${stem} ${word}`)),
];

/** Phrases that admit that a tool failed, where an evaluator names none of its own: English. */
export const failureHedges: readonly string[] = [
  ...defaultHedges,
  "could not",
  "i can not",
  "we can not",
  "did not work",
  "does not work",
  "not working",
  "was not able",
  "am not able",
  "are not able",
  "i am unable",
  "we are unable",
  "was unable",
  "not available right now",
  "not available at the moment",
  "currently unavailable",
  "currently not available",
  "temporarily unavailable",
  "went wrong",
  "has failed",
  "have failed",
  "failed to",
  "timed out",
  "did not respond",
  "does not respond",
  "not responding",
  "not reachable",
  "having trouble",
  "having problems",
  "technical problem",
  "technical issue",
  "an error",
  "try again later",
  "do not have permission",
];

/** Compiles phrases into a test of a reply; case, apostrophes, contractions and white space do not matter. */
export function hedgeTest(phrases: readonly string[]): (reply: string) => boolean {
  const folded = phrases.map(foldHedge);
  return (reply) => {
    const text = foldHedge(reply);
    return folded.some((phrase) => text.includes(phrase));
  };
}

/** One way of writing: `I couldn’t`, `I **could not**` and `i could not` are the same. */
export function foldHedge(text: string): string {
  return plainText(text)
    .toLowerCase()
    .replaceAll(/[*_`]/g, "")
    .replaceAll(/\bcan(?:not\b|'t\b)/g, "can not")
    .replaceAll(/\bwon't\b/g, "will not")
    .replaceAll(/n't\b/g, " not")
    .replaceAll(/\s+/g, " ")
    .trim();
}
