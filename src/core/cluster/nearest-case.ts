import type { Case } from "../dataset/dataset.ts";
import type { Session } from "../trace/session.ts";
import { termsOf } from "./terms.ts";
import { cosineDistance, TermVectors } from "./tf-idf.ts";
import type { NearestCase } from "./triage-file.ts";

/** From here on what the user asks is about the same. */
const leastLikeness = 0.5;

/** What a user says, in words: of a session, or of a case as far as its file says it. */
export function askedIn({ turns }: Session): string {
  return turns.map(({ user }) => user).join("\n");
}

/** What the user of a case says, whoever plays the user. */
function askedBy({ user, title }: Case): string {
  switch (user.kind) {
    case "conversation":
      return user.turns.join("\n");
    case "scripted":
      return [user.goal, ...user.turns].join("\n");
    case "machine":
      return [user.goal, ...Object.values(user.states).flatMap(({ say }) => say)].join("\n");
    case "model":
      return [title, user.goal, user.opening ?? ""].join("\n");
  }
}

/** Measures how like the cases of a dataset sessions are, by the words that the user says. */
export class CaseSpace {
  readonly #cases: readonly Case[];
  readonly #vectors: TermVectors;

  /** @param cases those that are run; retired ones guard nothing and must not be among them. */
  constructor(cases: readonly Case[]) {
    this.#cases = cases;
    this.#vectors = new TermVectors(cases.map((one) => stems(askedBy(one))));
  }

  /** How like each case a text is, in [0, 1], in the order of the cases. */
  likenessTo(text: string): readonly number[] {
    const terms = stems(text);
    const row = this.#vectors.rowOf(terms);
    if (row.size === 0) return this.#cases.map(() => 0);
    // Words that no case has make it less like all of them.
    const known = this.#vectors.knownPart(terms);
    return this.#vectors.rows.map((other) => known * (1 - cosineDistance(row, other)));
  }

  /** The case that is most like a text; `undefined` without cases, or where the text shares no word with any. */
  nearest(text: string): NearestCase | undefined {
    let best: { readonly one: Case; readonly likeness: number } | undefined;
    for (const [index, likeness] of this.likenessTo(text).entries()) {
      const one = this.#cases[index];
      if (one !== undefined && likeness > (best?.likeness ?? 0)) best = { one, likeness };
    }
    if (best === undefined) return undefined;
    const { one, likeness } = best;
    return {
      id: one.id,
      file: one.file,
      likeness: Math.round(likeness * 1000) / 1000,
      isGuarding: one.status === "guarding" && likeness >= leastLikeness,
    };
  }
}

function stems(text: string): readonly string[] {
  return termsOf(text).map(({ stem }) => stem);
}
