import { RE2JS } from "re2js";

/** Whether a pattern in RE2 syntax finds something in a text. Linear in the text's length. */
export type MatchPattern = (pattern: string, text: string) => boolean;

/** Patterns on re2js, each compiled once. Import it only where a machine has a pattern: it costs about 20 ms. */
export function replyPatterns(): MatchPattern {
  const compiled = new Map<string, RE2JS>();
  return (pattern, text) => {
    let regex = compiled.get(pattern);
    if (regex === undefined) {
      regex = RE2JS.compile(pattern);
      compiled.set(pattern, regex);
    }
    return regex.matcher(text).find();
  };
}

/** Why a pattern is no regular expression; `undefined` where it is one. */
export function patternProblem(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
