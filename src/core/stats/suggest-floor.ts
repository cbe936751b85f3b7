import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";

const level = 0.05;

/**
 * The highest floor that these runs prove: the exact one-sided lower 95 % bound of their pass rate, in [0, 1).
 *
 * "unknown" without a run. Source: Clopper and Pearson (1934), one-sided.
 *
 * @throws RangeError where the counts are none.
 */
export function suggestFloor(passed: number, runs: number): number | "unknown" {
  const isCount = Number.isSafeInteger(passed) && Number.isSafeInteger(runs);
  if (!isCount || passed < 0 || passed > runs) {
    throw new RangeError(`no floor for ${passed} of ${runs} runs`);
  }
  if (runs === 0) return "unknown";
  return passed === 0 ? 0 : betaQuantile(level, passed, runs - passed + 1);
}
