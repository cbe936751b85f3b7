/** Something that one person said of a change. */
export type Word = {
  readonly login: string;
  /** ISO 8601 in UTC, as GitHub writes it, so that times sort as texts do. */
  readonly at: string;
  readonly says: /** A review that approves, or whatever was approved at that commit. */
    | { readonly kind: "approves"; readonly commit: string }
    /** Signed with a command; the receipt names what was seen, by case. */
    | { readonly kind: "signs"; readonly digests: ReadonlyMap<string, string> }
    /** Asked for changes, or had the approval dismissed. */
    | { readonly kind: "objects" };
};

/**
 * The words that count: of each person the latest review where it approves, and what they signed with commands. Who
 * objects takes back all that they said before. Sorted by time; empty where nobody said anything.
 */
export function lastWords(words: readonly Word[]): readonly Word[] {
  const sorted = words.toSorted(byTime);
  const people = Map.groupBy(sorted, ({ login }) => login.toLowerCase());
  return [...people.values()]
    .flatMap((said) => {
      const kept = said.slice(said.findLastIndex(({ says }) => says.kind === "objects") + 1);
      const approval = kept.findLast(({ says }) => says.kind === "approves");
      return kept.filter((word) => word === approval || word.says.kind === "signs");
    })
    .toSorted(byTime);
}

function byTime(a: Word, b: Word): number {
  return a.at === b.at ? 0 : a.at < b.at ? -1 : 1;
}
