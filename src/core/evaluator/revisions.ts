import type { CheckName } from "./checks/parameters.ts";

/**
 * Counted up when the same file on the same session may answer otherwise than before: our code is part
 * of the measurement, so it is part of every evaluator's digest.
 */
export const revisions: Readonly<Record<CheckName | "judge", number>> = {
  "answer-contains": 1,
  "answer-matches": 1,
  "answer-schema": 1,
  "answer-language": 1,
  "tool-called": 2,
  "tool-not-called": 2,
  "tool-arguments": 2,
  "tool-correctness": 1,
  trajectory: 2,
  "tool-result-not-empty": 2,
  "tool-result-schema": 2,
  "tool-result-value": 1,
  "tool-result-fresh": 1,
  "final-state": 1,
  "abstains-after-empty-result": 3,
  "grounded-facts": 3,
  "step-confidence": 1,
  "no-contradicted-fact": 1,
  "no-repeated-question": 1,
  "no-repeated-call": 2,
  "recovers-from-tool-failure": 1,
  "latency-budget": 1,
  "token-budget": 1,
  "cost-budget": 1,
  "turn-budget": 1,
  "plan-length": 1,
  judge: 3,
};
