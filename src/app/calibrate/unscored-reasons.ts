import type { VerdictAnswer } from "../../core/evaluator/verdict.ts";

/** Why sessions got no verdict, the most frequent reason first. */
export function reasonsOf(
  answers: ReadonlyMap<string, VerdictAnswer>,
): readonly { readonly reason: string; readonly sessions: number }[] {
  const counts = new Map<string, number>();
  for (const answer of answers.values()) {
    if (answer.result !== "unscored") continue;
    counts.set(answer.reason, (counts.get(answer.reason) ?? 0) + 1);
  }
  return [...counts]
    .map(([reason, sessions]) => ({ reason, sessions }))
    .toSorted((a, b) => b.sessions - a.sessions);
}
