import type { CaseStatus } from "../dataset/case-file.ts";
import type { CaseResult, Experiment, Tally } from "../plan/experiment.ts";
import type { CasePaths } from "../plan/path-fold.ts";
import { clopperPearsonInterval } from "../stats/clopper-pearson-interval.ts";
import { passHatK } from "../stats/pass-k.ts";
import type { Interval } from "../stats/wilson-interval.ts";
import { compareText } from "../text/compare-text.ts";
import { scoredRuns } from "./decision.ts";

/** A case of which some runs pass and others fail, on one side. */
export type FlakyCase = {
  readonly caseId: string;
  readonly status: CaseStatus;
  readonly failed: number;
  readonly scored: number;
  /** The chance that `k` runs of it all pass, with its exact 95 % interval. */
  readonly passK: { readonly k: number; readonly rate: number; readonly interval: Interval };
  /** By which tool calls its runs went; absent where that was not noted. */
  readonly paths?: CasePaths;
};

/** How many runs in a row are asked about. */
const mostInARow = 5;

/**
 * The flaky cases of an experiment, those that are nearest to a coin first.
 *
 * A run passes where it passes every dimension by checks alone; in a case without a check, the dimension that fails most
 * counts.
 */
export function flakyCases({ cases }: Pick<Experiment, "cases">): readonly FlakyCase[] {
  return cases
    .flatMap((one): readonly FlakyCase[] => {
      const tally = tallyOf(one);
      const scored = scoredRuns(tally);
      if (tally.passed === 0 || tally.failed === 0) return [];
      const k = Math.min(mostInARow, scored);
      const rate = passHatK([{ passed: tally.passed, runs: scored }], k);
      if (rate === "unknown") return [];
      const { low, high } = clopperPearsonInterval(tally.passed, scored);
      return [
        {
          caseId: one.id,
          status: one.status,
          failed: tally.failed,
          scored,
          // The k-th power of the pass rate, at the bounds of that rate.
          passK: { k, rate, interval: { low: low ** k, high: high ** k } },
          ...(one.paths !== undefined && { paths: one.paths }),
        },
      ];
    })
    .toSorted((a, b) => distance(a) - distance(b) || compareText(a.caseId, b.caseId));
}

function tallyOf({ whole, dimensions }: CaseResult): Tally {
  const all = Object.values(dimensions);
  if (all.some(({ hasChecks }) => hasChecks)) return whole;
  const [worst] = all.map((one) => one.all).toSorted((a, b) => b.failed - a.failed);
  return worst ?? whole;
}

function distance({ failed, scored }: FlakyCase): number {
  return Math.abs(failed / scored - 0.5);
}
