import type { CheckName } from "./checks/parameters.ts";

const searching = { name: "searches-policies", version: 1, dimension: "tool-use", kind: "check" };
const answering = {
  name: "states-the-facts",
  version: 1,
  dimension: "faithfulness",
  kind: "check",
};
const abstaining = { name: "says-so", version: 1, dimension: "abstention", kind: "check" };
const recovering = { name: "recovers", version: 1, dimension: "recovery", kind: "check" };
const sparing = { name: "stays-brief", version: 1, dimension: "cost", kind: "check" };

/** One right file for each check: what editors offer, and what an error message quotes from. */
export const checkExamples: Readonly<Record<CheckName, object>> = {
  "answer-contains": {
    ...answering,
    check: "answer-contains",
    any: ["I don't know", "could not find"],
    turn: "last",
  },
  "answer-matches": {
    ...answering,
    check: "answer-matches",
    pattern: "(?i)30.day",
    expect: "no-match",
  },
  "answer-schema": {
    ...answering,
    check: "answer-schema",
    schema: { type: "object", required: ["refundable"] },
  },
  "answer-language": { ...answering, check: "answer-language", languages: ["en"], turn: "every" },
  "tool-called": { ...searching, check: "tool-called", tool: "search_policies", min: 1, max: 3 },
  "tool-not-called": { ...searching, check: "tool-not-called", tools: ["issue_refund"] },
  "tool-arguments": {
    ...searching,
    check: "tool-arguments",
    tool: "lookup_order",
    arguments: { order_id: "4471" },
    match: "superset",
    ignore: ["locale"],
    overrides: { order_id: "text" },
  },
  "tool-correctness": {
    ...searching,
    check: "tool-correctness",
    tools: ["lookup_order", "search_policies"],
    measure: "f1",
    min: 0.8,
    ignore: ["think"],
  },
  trajectory: {
    ...searching,
    check: "trajectory",
    tools: ["lookup_order", "search_policies"],
    match: "superset",
  },
  "tool-result-not-empty": {
    ...searching,
    check: "tool-result-not-empty",
    tools: ["search_policies"],
  },
  "tool-result-schema": {
    ...searching,
    check: "tool-result-schema",
    tool: "lookup_order",
    schema: { type: "object", required: ["status"] },
  },
  "tool-result-value": {
    ...searching,
    check: "tool-result-value",
    tool: "lookup_order",
    path: "items[*].price",
    min: 0,
    max: 500,
  },
  "tool-result-fresh": {
    ...searching,
    check: "tool-result-fresh",
    tool: "lookup_order",
    path: "updated_at",
    maxAgeMinutes: 60,
  },
  "final-state": {
    ...answering,
    check: "final-state",
    path: 'orders["4502"].status',
    equals: "refunded",
  },
  "abstains-after-empty-result": {
    ...abstaining,
    check: "abstains-after-empty-result",
    tools: ["search_policies"],
    hedges: ["I don't know", "could not find"],
  },
  "grounded-facts": {
    ...answering,
    check: "grounded-facts",
    kinds: ["amount", "date"],
    allow: ["24 hours"],
  },
  "step-confidence": { ...answering, check: "step-confidence", min: 0.5, kinds: ["id", "amount"] },
  "no-contradicted-fact": { ...answering, check: "no-contradicted-fact", tools: ["issue_refund"] },
  "no-repeated-question": { ...answering, check: "no-repeated-question", max: 0 },
  "no-repeated-call": {
    ...searching,
    check: "no-repeated-call",
    max: 1,
    tools: ["search_policies"],
  },
  "recovers-from-tool-failure": {
    ...recovering,
    check: "recovers-from-tool-failure",
    readOnly: ["search_policies", "lookup_order"],
    maxRetries: 2,
  },
  "latency-budget": { ...sparing, check: "latency-budget", turnMs: 5000, sessionMs: 30_000 },
  "token-budget": { ...sparing, check: "token-budget", tokens: 20_000, turnTokens: 5000 },
  "cost-budget": { ...sparing, check: "cost-budget", usd: 0.05, turnUsd: 0.02 },
  "turn-budget": { ...sparing, check: "turn-budget", turns: 6, steps: 20, turnSteps: 8 },
  "plan-length": { ...sparing, check: "plan-length", max: 8 },
};

export const judgeExample = {
  name: "faithfulness",
  version: 2,
  dimension: "faithfulness",
  kind: "judge",
  question:
    "Is every factual claim that the agent makes supported by a tool result, the policy or the user?",
  pass: "Each claim is supported, or the agent says that it does not know.",
  fail: "At least one claim has no support in the session.",
  cannotTell: "The tool results were not captured.",
  sees: ["conversation", "tool-calls", "tool-results"],
};
