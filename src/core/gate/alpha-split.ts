/** What each family of tests may spend of the gate's α; they add up to it. */
export type AlphaSplit = {
  readonly floors: number;
  /** Regressions of whole dimensions; 0 where nothing is compared. */
  readonly dimensions: number;
  /** Regressions of single cases; 0 where nothing is compared. */
  readonly cases: number;
};

/** In fifths: most of it goes to the comparison, which sees a fall of a whole dimension best. */
const shares = { floors: 1, dimensions: 3, cases: 1 } as const;

/**
 * Splits α between the floors and the comparison with a baseline. Without one the floors have all of it.
 *
 * The shares are those with which the default policy keeps its promise (docs/decisions/0012-comparing-with-a-baseline.md).
 */
export function splitAlpha(alpha: number, isCompared: boolean): AlphaSplit {
  if (!isCompared) return { floors: alpha, dimensions: 0, cases: 0 };
  const fifth = alpha / (shares.floors + shares.dimensions + shares.cases);
  return {
    floors: shares.floors * fifth,
    dimensions: shares.dimensions * fifth,
    cases: shares.cases * fifth,
  };
}
