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
  const answers: (Verdict | undefined)[] = expects.map(() => undefined);
  for (const [index, verdict] of verdicts.entries()) {
    const isOpen = (place: number): boolean => {
      const expected = expects[place];
      return (
        expected !== undefined && answers[place] === undefined && isSameOrigin(expected, verdict)
      );
    };
    const place = isOpen(index) ? index : answers.findIndex((_, other) => isOpen(other));
    if (place === -1) return undefined;
    answers[place] = verdict;
  }
  return answers;
}

/** Whether two verdicts are answers of one evaluator on one dimension. */
export function isSameOrigin(a: VerdictOrigin, b: VerdictOrigin): boolean {
  return a.evaluator === b.evaluator && a.dimension === b.dimension && a.kind === b.kind;
}
