import type { DimensionResult, Tally } from "./experiment.ts";

/** The counts that tell how a case does in a dimension: by checks, and by judges' word where only they measure it. */
export function decisiveTally({
  hasChecks,
  checks,
  all,
}: Pick<DimensionResult, "hasChecks" | "checks" | "all">): Tally {
  return hasChecks ? checks : all;
}
