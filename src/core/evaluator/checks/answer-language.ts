import { forReplies } from "./answer.ts";
import type { CompileCheck } from "./check.ts";
import { wrong } from "./check.ts";

/** Fewer letters than this say too little of a language; those of scripts that write whole syllables count more. */
const minLetters = 20;
const lettersInSyllable = 4;

/** `answer-language`: the reply is in one of some languages, as a detector tells them apart. */
export const answerLanguage: CompileCheck<"answer-language"> = ({ languages, turn }, context) => {
  const detector = context.engines().languages;
  if (detector === undefined) throw new Error("The language detector was not loaded.");
  const unknown = languages.find((code) => !detector.codes.includes(code));
  if (unknown !== undefined) {
    return wrong({
      parameter: "languages",
      message: `\`${unknown}\` is no language that can be told, so that no reply is ever found to be in it`,
      expected: `of ${detector.codes.join(", ")}`,
      example: "languages: [en, de]",
    });
  }
  const names = new Intl.DisplayNames("en", { type: "language" });
  const nameOf = (code: string): string => names.of(code) ?? code;
  const wanted = languages.map(nameOf).join(" or ");
  return forReplies(turn, context, (reply) => {
    const prose = proseOf(reply);
    if (lettersIn(prose) < minLetters) {
      return { isRight: "unknown", why: "is too short for its language to be told" };
    }
    const found = detector.detect(prose);
    if (found === undefined) {
      return { isRight: "unknown", why: "is in a language that could not be told reliably" };
    }
    if (languages.some((one) => one === found)) return { isRight: true };
    return { isRight: false, why: `is in ${nameOf(found)}, not in ${wanted}`, quote: reply };
  });
};

function lettersIn(prose: string): number {
  const letters = prose.match(/\p{L}/gu)?.length ?? 0;
  const syllables =
    prose.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)
      ?.length ?? 0;
  return letters + syllables * (lettersInSyllable - 1);
}

/** Code, addresses and names of things are of no language. */
function proseOf(reply: string): string {
  return reply
    .slice(0, 20_000)
    .replaceAll(/```[\s\S]*?(?:```|$)/g, " ")
    .replaceAll(/`[^`\n]*`/g, " ")
    .replaceAll(/https?:\/\/\S+|\S+@\S+/g, " ")
    .replaceAll(/\S*\d\S*/g, " ");
}
