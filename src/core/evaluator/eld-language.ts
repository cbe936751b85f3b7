import { eld } from "eld/extrasmall";
import type { DetectLanguage } from "./pattern-engines.ts";

/** Tells 60 languages apart by their n-grams. Loading its tables takes a sixth of a second. */
export const eldLanguage: DetectLanguage = (text) => {
  const result = eld.detect(text);
  return result.isReliable() ? result.language : undefined;
};
