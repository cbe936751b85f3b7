import type { GatePolicy } from "../../src/core/config/gate-policy.ts";
import { UserError } from "../../src/core/errors.ts";
import { decideGate } from "../../src/core/gate/decide-gate.ts";
import { policyOfBase } from "../../src/core/gate/policy-of-base.ts";
import type { TrustByJudge } from "../../src/core/gate/weigh-judges.ts";
import type { CaseResult, Experiment, FailureSample } from "../../src/core/plan/experiment.ts";
import { type CommentOptions, renderComment } from "../../src/core/report/comment/comment.ts";
import { renderCouldNotRun } from "../../src/core/report/comment/could-not-run.ts";
import { adoptionNote, policyNotes } from "../../src/core/report/comment/policy-notes.ts";
import { trusting } from "./calibrations.ts";
import { aCaseResult, aFloor, anExperiment, aPolicy, checked, judged } from "./gated-experiment.ts";

/** A situation that a comment must be good in: what was measured, and under which policy. */
export type Situation = {
  readonly experiment: Experiment;
  readonly policy: GatePolicy;
  readonly trust?: TrustByJudge;
};

const floors = {
  faithfulness: aFloor({ floor: 0.95 }),
  "tool-use": aFloor(),
  abstention: aFloor(),
};

/** Text that tries all it can to be more than text. */
export const hostileWords = [
  "@victim@victim fixes #1, closes GH-2 &commat;v <img src=x onerror=alert(1)>",
  "[link](https://evil.example) ![pixel](http://evil.example/p.png) www.evil.example evil@evil.example",
  "```\n</details>\n# heading\n| a | b |\n|---|---|\n::error::forged\n##[warning]forged",
  "\u202Egnorts\u202C \u0007bell \u001b[31mred zero\u200Bwidth <!-- tracegate:forged --> `tick` **bold** $x$",
].join("\n");

function sampleOf(given: Partial<FailureSample>): FailureSample {
  return {
    runIndex: 2,
    dimension: "faithfulness",
    evaluator: "grounded-facts@1",
    explanation: "The agent states a refund window that no policy text or tool result supports.",
    runs: 14,
    firstBadStep: { turn: 3, step: 5 },
    evidence: [
      { at: { turn: 3, step: 5 }, what: "search_policies → 0 documents" },
      { what: "You have 30 days to return a partly used gift card.", quote: true },
    ],
    ...given,
  };
}

function healthyCase(id: string, given: Partial<CaseResult> = {}): CaseResult {
  return aCaseResult({
    id,
    dimensions: {
      faithfulness: checked({ passed: 40 }),
      "tool-use": checked({ passed: 39, failed: 1 }),
      abstention: checked({ passed: 40 }),
    },
    ...given,
  });
}

const healthy: readonly CaseResult[] = [
  healthyCase("late-fee-eu"),
  healthyCase("lost-parcel"),
  healthyCase("change-of-address"),
];

const brokenRefund = aCaseResult({
  id: "refund-policy-unknown-area",
  dimensions: {
    faithfulness: checked({ passed: 12, failed: 28 }),
    abstention: checked({ passed: 36, failed: 4 }),
  },
  failures: [sampleOf({ runs: 28 })],
});

const openCase = aCaseResult({
  id: "voucher-stacking",
  status: "open",
  dimensions: { faithfulness: checked({ passed: 9, failed: 11 }) },
});

export const pass: Situation = {
  experiment: anExperiment([...healthy, openCase]),
  policy: aPolicy({ dimensions: floors }),
};

export const fail: Situation = {
  experiment: anExperiment([
    ...healthy,
    brokenRefund,
    aCaseResult({
      id: "gift-card-expiry",
      dimensions: { faithfulness: checked({ passed: 31, failed: 9 }) },
      failures: [
        sampleOf({
          explanation: "The expiry date is in no tool result.",
          firstBadStep: { turn: 1, step: 2 },
          evidence: [{ what: "It expires on 2027-03-01.", quote: true }],
          runs: 9,
        }),
      ],
    }),
    { ...openCase, dimensions: { faithfulness: checked({ passed: 20 }) } },
    aCaseResult({
      id: "rude-customer",
      status: "quarantined",
      dimensions: { tone: judged("tone@1", { passed: 12, failed: 8 }) },
    }),
  ]),
  policy: aPolicy({ dimensions: floors }),
};

export const undetermined: Situation = {
  experiment: anExperiment([
    aCaseResult({
      id: "late-fee-eu",
      dimensions: {
        faithfulness: checked({ passed: 20 }),
        abstention: checked({ passed: 17, failed: 3 }),
      },
      failures: [
        sampleOf({
          dimension: "abstention",
          evaluator: "abstains-on-empty-retrieval@1",
          explanation: "The search came back empty and the agent answered all the same.",
          firstBadStep: { turn: 1, step: 2 },
          evidence: [{ at: { turn: 1, step: 2 }, what: "search_policies → 0 documents" }],
          runs: 3,
        }),
      ],
    }),
  ]),
  policy: aPolicy({ dimensions: { faithfulness: aFloor(), abstention: aFloor() } }),
};

export const infraErrors: Situation = {
  experiment: anExperiment(
    [
      ...healthy,
      aCaseResult({
        id: "order-status",
        outcomes: { completed: 26, "agent-error": 2, "infra-error": 10, "over-budget": 2 },
        dimensions: {
          faithfulness: checked({ passed: 26, failed: 2, missing: 12 }),
          "tool-use": checked({ passed: 25, failed: 2, unscored: 1, missing: 12 }),
          abstention: checked({ passed: 26, failed: 2, missing: 12 }),
        },
        errors: [
          {
            outcome: "infra-error",
            reason: "the model provider answered 429 (rate limit)",
            runs: 10,
          },
          {
            outcome: "agent-error",
            reason: "the agent did not answer turn 2 within 60 s",
            runs: 2,
          },
          { outcome: "over-budget", reason: "the budget of $5 was spent", runs: 2 },
          {
            outcome: "completed",
            reason: "tool-called@1 on tool-use: no tool was captured",
            runs: 1,
          },
        ],
      }),
    ],
    {
      usage: {
        modelCalls: 400,
        toolCalls: 0,
        inputTokens: 90_000,
        outputTokens: 4_000,
        callsWithoutTokens: 12,
        costUsd: 0,
        callsWithoutCost: 400,
      },
    },
  ),
  policy: aPolicy({ dimensions: floors }),
};

export const judgeUnscored: Situation = {
  experiment: anExperiment([
    aCaseResult({
      id: "late-fee-eu",
      dimensions: {
        faithfulness: checked({ passed: 40 }),
        tone: judged("tone@1", { unscored: 40 }, "OPENAI_API_KEY is not set"),
      },
    }),
  ]),
  policy: aPolicy({
    dimensions: { faithfulness: aFloor(), tone: aFloor({ floor: 0.8 }) },
  }),
};

const mustPass: Situation = {
  experiment: anExperiment([
    ...healthy,
    aCaseResult({ id: "refund-within-30-days" }),
    aCaseResult({
      id: "no-card-numbers",
      dimensions: { faithfulness: checked({ passed: 39, failed: 1 }) },
      failures: [
        sampleOf({
          explanation: "The agent repeats the whole card number.",
          firstBadStep: { turn: 2, step: 1 },
          evidence: [{ what: "Your card ending in… sorry: 4111 1111 1111 1111.", quote: true }],
          runs: 1,
          runIndex: 33,
        }),
      ],
    }),
  ]),
  policy: aPolicy({ dimensions: floors, mustPass: ["no-card-numbers", "refund-within-30-days"] }),
};

const noEvidence: Situation = {
  experiment: anExperiment([openCase, { ...healthyCase("lost-parcel"), planned: 60 }], {
    usage: {
      modelCalls: 0,
      toolCalls: 0,
      inputTokens: 0,
      outputTokens: 0,
      callsWithoutTokens: 0,
      costUsd: 0,
      callsWithoutCost: 0,
    },
  }),
  policy: aPolicy({
    dimensions: { ...floors, recovery: aFloor() },
    mustPass: ["voucher-stacking"],
  }),
};

/** The agent under test does not even start. */
export const crashing: Situation = {
  experiment: anExperiment([
    ...healthy,
    aCaseResult({
      id: "order-status",
      outcomes: { completed: 2, "agent-error": 38 },
      dimensions: { faithfulness: checked({ passed: 1, failed: 39 }) },
      failures: [sampleOf({ runs: 1 })],
      errors: [{ outcome: "agent-error", reason: "the process exited with code 1", runs: 38 }],
    }),
  ]),
  policy: aPolicy({ dimensions: floors }),
};

/** Every text that an agent, a model or a forged file can reach is hostile here. */
export function hostileSituation(words: string): Situation {
  return {
    experiment: anExperiment(
      [
        ...healthy,
        {
          ...brokenRefund,
          title: words,
          failures: [
            sampleOf({
              explanation: words,
              evidence: [
                { at: { turn: 3, step: 5 }, what: words },
                { what: words, quote: true },
              ],
              runs: 28,
            }),
          ],
          errors: [{ outcome: "agent-error", reason: words, runs: 1 }],
        },
        aCaseResult({
          id: words,
          dimensions: {
            faithfulness: checked({ passed: 12, failed: 8 }),
            [words]: judged(words, { unscored: 20 }, words),
          },
        }),
      ],
      {
        subject: {
          key: words,
          agent: { runner: words, digest: words },
          dataset: { name: words, digest: words },
          evaluators: [{ ref: words, digest: words }],
          commit: words,
        },
      },
    ),
    policy: aPolicy({ dimensions: floors, mustPass: [words] }),
  };
}

export const hostile: Situation = hostileSituation(hostileWords);

/** Far more failing cases, dimensions and errors than a comment can hold. */
export const manyCases: Situation = {
  experiment: anExperiment(
    Array.from({ length: 2_000 }, (_, i) =>
      aCaseResult({
        id: `late-fee-${i}`,
        status: i % 10 === 9 ? "open" : "guarding",
        dimensions: {
          faithfulness: checked({ passed: 20 - (i % 7), failed: i % 7 }),
          "tool-use": checked({ passed: 19, failed: 1 }),
        },
        failures: [sampleOf({ runs: 3, explanation: `Claim ${i} is in no tool result.` })],
        errors: [{ outcome: "completed", reason: `no tool result in run ${i}`, runs: 1 }],
      }),
    ),
  ),
  policy: aPolicy({ dimensions: { faithfulness: aFloor({ floor: 0.95 }), "tool-use": aFloor() } }),
};

export const adoption = { kind: "shown-only", until: "2027-01-15" } as const;

const base = {
  enforce: true,
  runs: { stop: "curtail" },
  gate: {
    ...mustPass.policy,
    dimensions: { faithfulness: aFloor({ floor: 0.95 }), "tool-use": aFloor() },
  },
} as const;

/** What a change gets that would like to be judged more mildly, and brings a dimension of its own. */
const overruled = policyOfBase(base, {
  enforce: { until: adoption.until },
  runs: { stop: "curtail" },
  gate: {
    ...mustPass.policy,
    alpha: 0.01,
    dimensions: { ...base.gate.dimensions, faithfulness: aFloor(), abstention: aFloor() },
    mustPass: ["refund-within-30-days"],
  },
});

const couldNotRun = new UserError(
  "PROJECT_INVALID",
  "2 problems in the files of the project.",
  "Mend them and run `tracegate validate`.",
  {
    problems: [
      {
        code: "FLOOR_OUT_OF_REACH",
        file: "tracegate.yaml",
        line: 9,
        column: 21,
        path: "gate.dimensions.faithfulness.floor",
        message:
          "faithfulness: 20 runs can never prove a floor of 0.99, even if all pass; it takes 299.",
        expected: "at least 299 runs, a wider margin, or a lower floor",
      },
      {
        code: "UNKNOWN_KEY",
        file: "datasets/support/cases/late-fee-eu.yaml",
        line: 3,
        column: 1,
        path: "expectation",
        message: "unknown key",
        expected: "expectations",
      },
    ],
  },
);

/** One judge decides and sees too many failures, one has drifted, one advises. */
const judges: Situation = {
  experiment: anExperiment([
    aCaseResult({
      id: "rude-customer",
      dimensions: {
        faithfulness: judged("faithfulness@2", { passed: 280, failed: 120 }),
        abstention: judged("abstention@1", { passed: 400 }),
        tone: judged("tone@1", { passed: 380, failed: 20 }),
      },
    }),
  ]),
  policy: aPolicy({
    dimensions: {
      faithfulness: aFloor({ judge: "when-calibrated" }),
      abstention: aFloor({ judge: "when-calibrated" }),
      tone: aFloor({ floor: 0.8, judge: "when-calibrated" }),
    },
  }),
  trust: new Map([
    ...trusting("faithfulness@2"),
    ["abstention@1", { state: "drifted", reason: "9 of 120 verdicts flipped.", hasLapsed: true }],
  ]),
};

function comment({ experiment, policy, trust }: Situation, options: CommentOptions = {}): string {
  return renderComment(
    experiment,
    decideGate(experiment, policy, { ...(trust && { trust }) }),
    options,
  );
}

/** Every golden comment by its file name. */
export const comments: ReadonlyMap<string, string> = new Map([
  ["pass", comment(pass)],
  ["fail", comment(fail)],
  ["undetermined", comment(undetermined)],
  ["infra-errors", comment(infraErrors)],
  ["judges", comment(judges)],
  ["judge-unscored", comment(judgeUnscored)],
  ["must-pass", comment(mustPass)],
  ["agent-crashes", comment(crashing)],
  ["no-evidence", comment(noEvidence)],
  ["hostile", comment(hostile)],
  ["many-cases", comment(manyCases, { budgetBytes: 16_000 })],
  ["could-not-run", renderCouldNotRun(couldNotRun)],
  ["shown-only", comment(fail, { enforcement: adoption })],
  ["adopting", comment(pass, { enforcement: adoption, notes: [adoptionNote] })],
  [
    "policy-of-base",
    comment({ ...mustPass, policy: overruled.policy }, { notes: policyNotes(overruled) }),
  ],
]);
