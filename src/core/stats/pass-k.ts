/** How many of one case's scored runs passed. */
export type CaseRuns = { readonly passed: number; readonly runs: number };

/**
 * pass^k: the chance that k runs of a case all pass, averaged over the cases; the mean of
 * C(passed, k) / C(runs, k).
 *
 * Source: τ-bench (arXiv 2406.12045). "unknown" where a case has fewer than k runs, or there is no
 * case: never extrapolated.
 */
export function passHatK(cases: readonly CaseRuns[], k: number): number | "unknown" {
  return meanOverCases(cases, k, ({ passed, runs }) => shareOfDraws(passed, runs, k));
}

/**
 * pass@k: the chance that at least one of k runs of a case passes, averaged over the cases.
 *
 * Source: Chen et al. (arXiv 2107.03374). "unknown" as for {@link passHatK}.
 */
export function passAtK(cases: readonly CaseRuns[], k: number): number | "unknown" {
  return meanOverCases(cases, k, ({ passed, runs }) => 1 - shareOfDraws(runs - passed, runs, k));
}

function meanOverCases(
  cases: readonly CaseRuns[],
  k: number,
  ofCase: (one: CaseRuns) => number,
): number | "unknown" {
  if (cases.length === 0 || !Number.isSafeInteger(k) || k < 1) return "unknown";
  if (cases.some(({ runs }) => runs < k)) return "unknown";
  return cases.reduce((sum, one) => sum + ofCase(one), 0) / cases.length;
}

/** C(hits, k) / C(runs, k) as a product, so that no binomial coefficient overflows. */
function shareOfDraws(hits: number, runs: number, k: number): number {
  let share = 1;
  for (let i = 0; i < k && share > 0; i += 1) share *= Math.max(0, hits - i) / (runs - i);
  return share;
}
