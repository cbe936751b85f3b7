import { stemsOf } from "../cluster/terms.ts";
import type { CaseSource } from "../dataset/dataset.ts";

/** A case of the dataset that resembles a session. */
export type SimilarCase = {
  readonly id: string;
  /** In (0, 1]: how alike what the user says is, by the stems of the words (Jaccard). */
  readonly likeness: number;
  /** The user says the same, word for word. */
  readonly isSame: boolean;
};

const leastLikeness = 0.4;
const mostShown = 5;

/** The cases in which the user says much the same, the most alike first. Retired ones count: they say that it was known. */
export function similarCases(
  conversation: readonly string[],
  cases: readonly CaseSource[],
): readonly SimilarCase[] {
  const key = keyOf(conversation);
  const stems = stemsOf(conversation.join("\n"));
  return cases
    .map((one) => {
      const turns = saidIn(one);
      const isSame = keyOf(turns) === key;
      const likeness = isSame ? 1 : jaccard(stems, stemsOf(turns.join("\n")));
      return { id: one.id, likeness, isSame };
    })
    .filter(({ likeness }) => likeness >= leastLikeness)
    .toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
    .slice(0, mostShown);
}

function saidIn(one: CaseSource): readonly string[] {
  if ("conversation" in one) return one.conversation.map(({ user }) => user);
  return "turns" in one.user ? one.user.turns : [one.goal];
}

/** What the user says without case, punctuation and white space. */
function keyOf(turns: readonly string[]): string {
  return JSON.stringify(
    turns.map((turn) =>
      turn
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .join(" ")
        .trim(),
    ),
  );
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((stem) => other.has(stem)).length;
  const all = one.size + other.size - both;
  return all === 0 ? 0 : both / all;
}
