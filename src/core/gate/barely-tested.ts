import type { GatePolicy } from "../config/gate-policy.ts";
import type { CaseResult } from "../plan/experiment.ts";
import { type BarelyTestedCase, lostRuns, scoredRuns } from "./decision.ts";
import { floorsByName, gatingTally } from "./pool-tallies.ts";

/**
 * Guarding cases of which more runs were lost than scored, those that lost most first.
 *
 * Those without any scored run, and must-pass cases, are left to the reasons against a pass.
 */
export function barelyTestedCases(
  guarding: readonly CaseResult[],
  policy: GatePolicy,
): readonly BarelyTestedCase[] {
  const floors = floorsByName(policy);
  const required = new Set(policy.mustPass);
  return guarding
    .filter(({ id }) => !required.has(id))
    .flatMap(({ id, dimensions }): readonly BarelyTestedCase[] =>
      Object.entries(dimensions)
        .flatMap(([dimension, result]) => {
          const tally = gatingTally(result, floors.get(dimension));
          if (tally === undefined) return [];
          const [lost, scored] = [lostRuns(tally), scoredRuns(tally)];
          if (scored === 0 || lost <= scored) return [];
          return [{ caseId: id, dimension, lost, runs: lost + scored }];
        })
        .toSorted((a, b) => b.lost - a.lost)
        .slice(0, 1),
    )
    .toSorted((a, b) => b.lost - a.lost);
}
