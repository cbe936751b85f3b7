import type { Suspicion } from "./blame.ts";
import type { StatedFact } from "./stated-facts.ts";

/** A suspicion with how much speaks for it, and the fact that it is about. */
export type WeighedSuspicion = Suspicion & {
  /** Compared within a tier; in [0, 1]. */
  readonly weight: number;
  /** The fact whose way is shown. */
  readonly fact?: StatedFact;
};
