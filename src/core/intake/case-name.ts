import { slugOf } from "../text/slug-of.ts";

const longest = 60;

/**
 * A name for a case that is made of a sentence: lower-case letters, digits and dashes, never a path, whatever the sentence holds.
 *
 * Of a sentence in a script without such letters, or of none, nothing is left: then the fallback stands alone.
 *
 * @param taken names that other cases have; a number is put behind the name until it is free.
 */
export function caseName(sentence: string, fallback: string, taken: ReadonlySet<string>): string {
  const slug = slugOf(sentence.replace(/^\s*\[[^\]]*\]\s*/, "").replaceAll(/['’]/g, ""), fallback);
  // A word that was cut in two says nothing.
  const stem = slug.length < longest ? slug : slug.replace(/-[^-]*$/, "");
  for (let n = 1; ; n += 1) {
    const end = n === 1 ? "" : `-${n}`;
    const name = `${stem.slice(0, longest - end.length).replace(/-+$/, "")}${end}`;
    if (!taken.has(name)) return name;
  }
}
