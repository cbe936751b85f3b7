import { agreement, type Coefficient } from "../stats/agreement.ts";
import { jeffreysInterval } from "../stats/jeffreys-interval.ts";
import type { CalibrationFigures, Figure, JudgeCounts } from "./calibration.ts";
import { ratesOf } from "./calibration.ts";

/**
 * What the counts say, each figure with its 95 % interval: Jeffreys' for TPR and TNR, those of `agreement` for the rest.
 *
 * Unscored sessions are in none. A figure that is not defined is left out.
 */
export function calibrationFigures(counts: JudgeCounts): CalibrationFigures {
  const { truePasses, falseFails, falsePasses, trueFails } = counts;
  const { ofPasses, ofFails } = ratesOf(counts);
  const { agreed, kappa, ac1, alpha } = agreement([
    [truePasses, falseFails],
    [falsePasses, trueFails],
  ]);
  return {
    ...(ofPasses > 0 && { tpr: share(truePasses, ofPasses) }),
    ...(ofFails > 0 && { tnr: share(trueFails, ofFails) }),
    ...(agreed !== "unknown" && { agreed: figureOf(agreed) }),
    ...(kappa !== "unknown" && { kappa: figureOf(kappa) }),
    ...(ac1 !== "unknown" && { ac1: figureOf(ac1) }),
    ...(alpha !== "unknown" && { alpha: figureOf(alpha) }),
  };
}

function share(hits: number, of: number): Figure {
  return { value: hits / of, ...jeffreysInterval(hits, of) };
}

function figureOf({ value, interval }: Exclude<Coefficient, "unknown">): Figure {
  return { value, ...interval };
}
