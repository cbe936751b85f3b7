import type { GatePolicy } from "../config/gate-policy.ts";
import type { CaseResult, FailureSample } from "../plan/experiment.ts";
import { compareText } from "../text/compare-text.ts";
import { type FailingCase, scoredRuns } from "./decision.ts";
import { floorsByName, gatingTally } from "./pool-tallies.ts";

/** Every case that failed in a dimension that decides, those that fail most often first. */
export function failingCases(
  guarding: readonly CaseResult[],
  policy: GatePolicy,
): readonly FailingCase[] {
  const floors = floorsByName(policy);
  return guarding
    .flatMap((one) =>
      Object.entries(one.dimensions).flatMap(([dimension, result]): FailingCase[] => {
        const floor = floors.get(dimension);
        const tally = gatingTally(result, floor);
        if (tally === undefined || tally.failed === 0) return [];
        const advisory = floor?.judge === "block" ? [] : Object.keys(result.judges);
        const sample = mostFrequentFailure(one.failures, dimension, new Set(advisory));
        const agentErrors = agentErrorsOf(one);
        return [
          {
            caseId: one.id,
            title: one.title,
            file: one.file,
            dimension,
            failed: tally.failed,
            scored: scoredRuns(tally),
            ...(sample && { sample }),
            ...(agentErrors && { agentErrors }),
            ...(one.modes && { modes: one.modes.map(({ mode }) => mode) }),
          },
        ];
      }),
    )
    .toSorted(byFailures);
}

/** A failure that only an advisory judge saw explains nothing about a decision that it had no part in. */
function mostFrequentFailure(
  failures: readonly FailureSample[],
  dimension: string,
  advisory: ReadonlySet<string>,
): FailureSample | undefined {
  return failures
    .filter((failure) => failure.dimension === dimension && !advisory.has(failure.evaluator))
    .toSorted((a, b) => b.runs - a.runs || a.runIndex - b.runIndex)[0];
}

function agentErrorsOf({ outcomes, errors }: CaseResult): FailingCase["agentErrors"] {
  const runs = outcomes["agent-error"] ?? 0;
  const [first] = errors.filter(({ outcome }) => outcome === "agent-error");
  return runs === 0 ? undefined : { runs, reason: first?.reason ?? "no reason was given" };
}

function byFailures(a: FailingCase, b: FailingCase): number {
  return (
    b.failed / b.scored - a.failed / a.scored ||
    b.failed - a.failed ||
    compareText(a.caseId, b.caseId) ||
    compareText(a.dimension, b.dimension)
  );
}
