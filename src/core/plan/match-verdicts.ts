import type { Verdict, VerdictOrigin } from "../evaluator/verdict.ts";

/**
 * The verdict that answers each expectation, by its place; an expectation that nobody answered has none.
 *
 * `undefined` where a verdict answers nothing that was asked: the list is then not one of this case.
 */
export function matchVerdicts(
  expects: readonly VerdictOrigin[],
  verdicts: readonly Verdict[],
): readonly (Verdict | undefined)[] | undefined {
  // Nearly always the answers stand in the order of the questions.
  const isInPlace = (verdict: Verdict, place: number): boolean => {
    const expected = expects[place];
    return expected !== undefined && isSameOrigin(expected, verdict);
  };
  if (verdicts.every(isInPlace)) return verdicts;

  const answers: (Verdict | undefined)[] = expects.map(() => undefined);
  for (const verdict of verdicts) {
    const place = expects.findIndex(
      (expected, at) => answers[at] === undefined && isSameOrigin(expected, verdict),
    );
    if (place === -1) return undefined;
    answers[place] = verdict;
  }
  return answers;
}

/** Whether two verdicts are answers of one evaluator on one dimension. */
export function isSameOrigin(a: VerdictOrigin, b: VerdictOrigin): boolean {
  return a.evaluator === b.evaluator && a.dimension === b.dimension && a.kind === b.kind;
}
