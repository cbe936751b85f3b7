import { decideGate } from "../../src/core/gate/decide-gate.ts";
import type { Experiment } from "../../src/core/plan/experiment.ts";
import type { RunRecord } from "../../src/core/plan/run-record.ts";
import type { ExperimentReport } from "../../src/core/report/html/experiment-head.ts";
import { RunViews } from "../../src/core/report/html/run-views.ts";
import type { Session } from "../../src/core/trace/session.ts";
import { aCaseResult, aFloor, anExperiment, aPolicy, checked } from "./gated-experiment.ts";
import { called, thought } from "./sessions.ts";

const policy = aPolicy({
  dimensions: { faithfulness: aFloor({ floor: 0.95 }), "tool-use": aFloor() },
});

export type ShopWords = {
  readonly user: string;
  readonly reply: string;
  readonly document: string;
};

const usual: ShopWords = {
  user: "How long do I have to return a partly used gift card?",
  reply: "You have 30 days to return a partly used gift card.",
  document: "Parcels that are lost are refunded with their shipping.",
};

/** A run about a refund: it invents a policy where it failed, and says that it does not know where it passed. */
export function aRefundRun(
  caseId: string,
  runIndex: number,
  given: { readonly hasFailed: boolean; readonly words?: Partial<ShopWords> },
): RunRecord {
  const { user, reply, document } = { ...usual, ...given.words };
  const answer = given.hasFailed ? reply : "I could not find that, so I do not know.";
  const session: Session = {
    id: `${caseId}.${runIndex}`,
    policy: "Say only what the knowledge base says.",
    turns: [
      {
        user: "Hello",
        steps: [
          called("search_policies", { query: "lost parcel" }, { documents: [{ text: document }] }),
        ],
        reply: "Hello, how can I help?",
      },
      {
        user,
        steps: [
          thought("", { toolCalls: [{ name: "search_policies" }], model: "shop-model" }),
          called("search_policies", { query: "gift card" }, { documents: [] }),
          thought(answer, { model: "shop-model", usage: { inputTokens: 900, outputTokens: 30 } }),
        ],
        reply: answer,
      },
    ],
  };
  const origin = {
    evaluator: "grounded-facts@1",
    kind: "check",
    dimension: "faithfulness",
  } as const;
  return {
    caseId,
    runIndex,
    outcome: "completed",
    durationMs: 1_200,
    session,
    verdicts: [
      given.hasFailed
        ? {
            ...origin,
            result: "fail",
            explanation: "The agent states a refund window that nothing supports.",
            evidence: [
              { at: { turn: 2, step: 2 }, what: "search_policies → 0 documents" },
              { at: { turn: 2, step: 3 }, what: reply, quote: true },
            ],
          }
        : { ...origin, result: "pass" },
    ],
  };
}

/** An experiment of a failing, a flaky and a passing case. */
function aShopExperiment(): Experiment {
  return anExperiment([
    aCaseResult({
      id: "refund-policy-unknown-area",
      dimensions: { faithfulness: checked({ passed: 2, failed: 18 }) },
      failures: [
        {
          runIndex: 0,
          dimension: "faithfulness",
          evaluator: "grounded-facts@1",
          explanation: "The agent states a refund window that nothing supports.",
          runs: 18,
          firstBadStep: { turn: 2, step: 2 },
          evidence: [
            { at: { turn: 2, step: 2 }, what: "search_policies → 0 documents" },
            { at: { turn: 2, step: 3 }, what: usual.reply, quote: true },
          ],
        },
      ],
    }),
    aCaseResult({
      id: "gift-card-expiry",
      dimensions: {
        faithfulness: checked({ passed: 20 }),
        "tool-use": checked({ passed: 19, failed: 1 }),
      },
    }),
    aCaseResult({
      id: "late-fee-eu",
      dimensions: { faithfulness: checked({ passed: 20 }), "tool-use": checked({ passed: 20 }) },
    }),
  ]);
}

/** What was before: the refund case passed. */
function aShopBaseline(): Experiment {
  const now = aShopExperiment();
  const cases = now.cases.map((one) =>
    one.id === "refund-policy-unknown-area"
      ? aCaseResult({ id: one.id, dimensions: { faithfulness: checked({ passed: 20 }) } })
      : one,
  );
  return anExperiment(cases, { startedAt: "2026-11-19T09:00:00.000Z" });
}

/** A report with the runs of the refund case, beside a baseline and a history. */
export function aShopReport(words?: Partial<ShopWords>): ExperimentReport {
  const experiment = aShopExperiment();
  const before = aShopBaseline();
  const side = (of: Experiment, hasFailed: (index: number) => boolean): ExperimentReport => {
    const runs = new RunViews(of);
    for (let index = 0; index < 20; index += 1)
      runs.add(
        aRefundRun("refund-policy-unknown-area", index, {
          hasFailed: hasFailed(index),
          ...(words !== undefined && { words }),
        }),
      );
    const decision = decideGate(of, policy);
    return { experiment: of, decision, runs, enforcement: { kind: "enforced" } };
  };
  const beside = side(before, () => false);
  return {
    ...side(experiment, (index) => index < 18),
    baseline: { ...beside, label: "main 9a77e02" },
    history: [
      { label: "9a77e01", decision: beside.decision },
      { label: "9a77e02", decision: beside.decision },
    ],
  };
}
