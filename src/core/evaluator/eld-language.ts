import { eld } from "eld/extrasmall";
import { compareText } from "../text/compare-text.ts";
import type { LanguageDetector } from "./pattern-engines.ts";

/** Tells 60 languages apart by their n-grams. Loading its tables takes a sixth of a second. */
export const eldLanguage: LanguageDetector = {
  codes: Object.values(eld.info().Languages).toSorted(compareText),
  detect: (text) => {
    const result = eld.detect(text);
    return result.isReliable() ? result.language : undefined;
  },
};
