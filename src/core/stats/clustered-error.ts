import type { CaseRuns } from "./pass-k.ts";

/**
 * The standard error of a pass rate over all runs, as an estimate for other cases of the same kind: runs of one case are
 * alike, so what counts is how far the cases differ. √(Σ_c (x_c − n_c·p)²) / Σ n_c, where case c passed x_c of n_c runs.
 *
 * Source: Miller, arXiv 2411.00640. "unknown" for fewer than two cases that were run, and where all cases stand alike:
 * no spread between them was seen, which does not mean that there is none.
 */
export function clusteredError(cases: readonly CaseRuns[]): number | "unknown" {
  const run = cases.filter(({ runs }) => runs > 0);
  const runs = run.reduce((sum, one) => sum + one.runs, 0);
  const rate = run.reduce((sum, one) => sum + one.passed, 0) / runs;
  const spread = run.reduce((sum, one) => sum + (one.passed - one.runs * rate) ** 2, 0);
  // A case of 100,000 runs leaves no rounding error as large as that.
  return run.length < 2 || spread < 1e-9 ? "unknown" : Math.sqrt(spread) / runs;
}
