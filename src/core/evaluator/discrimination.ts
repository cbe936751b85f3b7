import type { Verdict } from "./verdict.ts";

/** What one evaluator said of a case's recorded failure and of its reference, where the agent did right. */
export type Discrimination = {
  readonly caseId: string;
  /** `name@version`. */
  readonly evaluator: string;
  readonly dimension: string;
  readonly onFailure: Verdict["result"];
  readonly onReference: Verdict["result"];
  readonly standing: DiscriminationStanding;
  /** Why one of the two was not scored, on the failure first. */
  readonly reason?: string;
};

/**
 * Whether an evaluator tells the failure from the reference. `inverted` passes the failure and fails the reference;
 * `unscored` could not answer on one of them, which says nothing.
 */
export type DiscriminationStanding =
  | "discriminates"
  | "passes-both"
  | "fails-both"
  | "inverted"
  | "unscored";

/**
 * Lays the verdicts on a case's failing session beside those on its reference, expectation by expectation.
 *
 * A case's evaluators guard different dimensions, and a session that fails in one is right in others: an evaluator
 * that passes both is a question to the author, not an error, unless no evaluator of the case tells the two apart.
 *
 * @throws RangeError where the two lists are not of the same expectations.
 */
export function compareDiscrimination(
  caseId: string,
  failure: readonly Verdict[],
  reference: readonly Verdict[],
): readonly Discrimination[] {
  if (failure.length !== reference.length)
    throw new RangeError(`${failure.length} and ${reference.length} verdicts are not of one case`);
  return failure.map((verdict, place) => {
    const { evaluator, dimension, result: onFailure } = verdict;
    const other = reference[place];
    const onReference = other?.result ?? "unscored";
    const unscored = [verdict, other].find((one) => one?.result === "unscored");
    return {
      caseId,
      evaluator,
      dimension,
      onFailure,
      onReference,
      standing: standingOf(onFailure, onReference),
      ...(unscored?.result === "unscored" && { reason: unscored.reason }),
    };
  });
}

function standingOf(
  onFailure: Verdict["result"],
  onReference: Verdict["result"],
): DiscriminationStanding {
  if (onFailure === "unscored" || onReference === "unscored") return "unscored";
  if (onFailure === onReference) return onFailure === "pass" ? "passes-both" : "fails-both";
  return onFailure === "fail" ? "discriminates" : "inverted";
}
