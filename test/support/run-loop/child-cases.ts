import { aPlannedCase } from "./planned-cases.ts";

/** What `run-in-child.ts` runs. */
export const childCases = ["late-fee", "lost-parcel", "gift-card"].map((id, index) =>
  aPlannedCase({ id, runs: 30 + index }),
);
export const childConcurrency = 4;
