import type { CheckName } from "./checks/parameters.ts";

/**
 * Counted up when the same file on the same session may answer otherwise than before: our code is part
 * of the measurement, so it is part of every evaluator's digest.
 */
export const revisions: Readonly<Record<CheckName | "judge", number>> = {
  "answer-contains": 2,
  "answer-matches": 2,
  "answer-schema": 1,
  "answer-language": 2,
  "tool-called": 3,
  "tool-not-called": 3,
  "tool-arguments": 3,
  "tool-correctness": 2,
  trajectory: 3,
  "tool-result-not-empty": 3,
  "tool-result-schema": 3,
  "tool-result-value": 2,
  "tool-result-fresh": 3,
  "final-state": 1,
  "abstains-after-empty-result": 5,
  "grounded-facts": 5,
  "step-confidence": 3,
  "no-contradicted-fact": 2,
  "no-repeated-question": 2,
  "no-repeated-call": 3,
  "recovers-from-tool-failure": 4,
  "latency-budget": 1,
  "token-budget": 1,
  "cost-budget": 1,
  "turn-budget": 2,
  "plan-length": 2,
  judge: 4,
};
