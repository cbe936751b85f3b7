import { forReplies } from "./answer.ts";
import type { CompileCheck } from "./check.ts";

/** Fewer letters than this say too little of a language. */
const minLetters = 20;

/** `answer-language`: the reply is in one of some languages, as a detector tells them apart. */
export const answerLanguage: CompileCheck<"answer-language"> = ({ languages, turn }, context) => {
  const detect = context.engines().detectLanguage;
  if (detect === undefined) throw new Error("The language detector was not loaded.");
  const names = new Intl.DisplayNames("en", { type: "language" });
  const nameOf = (code: string): string => names.of(code) ?? code;
  const wanted = languages.map(nameOf).join(" or ");
  return forReplies(turn, context, (reply) => {
    const prose = proseOf(reply);
    const letters = prose.match(/\p{L}/gu)?.length ?? 0;
    const isDense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(
      prose,
    );
    if (letters < (isDense ? minLetters / 4 : minLetters)) {
      return { isRight: "unknown", why: "is too short for its language to be told" };
    }
    const found = detect(prose);
    if (found === undefined) {
      return { isRight: "unknown", why: "is in a language that could not be told reliably" };
    }
    if (languages.some((one) => one === found)) return { isRight: true };
    return { isRight: false, why: `is in ${nameOf(found)}, not in ${wanted}`, quote: reply };
  });
};

/** Code, addresses and names of things are of no language. */
function proseOf(reply: string): string {
  return reply
    .slice(0, 20_000)
    .replaceAll(/```[\s\S]*?(?:```|$)/g, " ")
    .replaceAll(/`[^`\n]*`/g, " ")
    .replaceAll(/https?:\/\/\S+|\S+@\S+/g, " ")
    .replaceAll(/\S*\d\S*/g, " ");
}
