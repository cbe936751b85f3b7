import type { Expectation } from "../dataset/case-file.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";

/** The judges among the evaluators that cases are held to, such as `faithfulness@1`: each once, sorted. */
export function judgesNamed(
  expectations: readonly Expectation[],
  evaluators: Iterable<Evaluator>,
): readonly string[] {
  const judges = new Set<string>();
  for (const { kind, ref } of evaluators) if (kind === "judge") judges.add(ref);
  const named = new Set(expectations.map(({ evaluator }) => evaluator));
  return [...named.intersection(judges)].toSorted();
}
