import type { CheckName } from "./checks/parameters.ts";

/**
 * Counted up when the same file on the same session may answer otherwise than before: our code is part
 * of the measurement, so it is part of every evaluator's digest.
 */
export const revisions: Readonly<Record<CheckName | "judge", number>> = {
  "answer-contains": 1,
  "answer-matches": 1,
  "answer-schema": 1,
  "tool-called": 2,
  "tool-not-called": 2,
  "tool-arguments": 2,
  trajectory: 2,
  "tool-result-not-empty": 2,
  "tool-result-schema": 2,
  "abstains-after-empty-result": 3,
  "grounded-facts": 3,
  "no-repeated-call": 2,
  "recovers-from-tool-failure": 1,
  "latency-budget": 1,
  "token-budget": 1,
  "cost-budget": 1,
  "turn-budget": 1,
  judge: 2,
};
