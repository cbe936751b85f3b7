const longest = 60;

/**
 * A name for a case that is made of a sentence: lower-case letters, digits and dashes, never a path, whatever the sentence holds.
 *
 * Of a sentence in a script without such letters, or of none, nothing is left: then the fallback stands alone.
 *
 * @param taken names that other cases have; a number is put behind the name until it is free.
 */
export function caseName(sentence: string, fallback: string, taken: ReadonlySet<string>): string {
  const words = sentence
    .replace(/^\s*\[[^\]]*\]\s*/, "")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/['’]/g, "")
    .replaceAll(/\p{M}/gu, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const stem = joined(words, longest) || fallback;
  for (let n = 1; ; n += 1) {
    const end = n === 1 ? "" : `-${n}`;
    const name = `${stem.slice(0, longest - end.length).replace(/-+$/, "")}${end}`;
    if (!taken.has(name)) return name;
  }
}

/** As many whole words as fit. */
function joined(words: readonly string[], most: number): string {
  let name = "";
  for (const word of words) {
    const longer = name === "" ? word.slice(0, most) : `${name}-${word}`;
    if (longer.length > most) break;
    name = longer;
  }
  return name;
}
