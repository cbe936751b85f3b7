import { governDecision } from "../../src/core/gate/approval.ts";
import type { Sides } from "../../src/core/gate/compare-sides.ts";
import { decideGate } from "../../src/core/gate/decide-gate.ts";
import type { Approval, Decision } from "../../src/core/gate/decision.ts";
import { applyWaivers } from "../../src/core/gate/waiver.ts";
import type { Experiment } from "../../src/core/plan/experiment.ts";
import type { CommentOptions } from "../../src/core/report/comment/comment.ts";
import { adoption, fail, pass } from "./comment-situations.ts";
import { aBaseline, aComparedCase, foundBaseline } from "./compared-sides.ts";
import { aCaseResult, aFloor, anExperiment, aPolicy, checked } from "./gated-experiment.ts";
import { aPlannedCase } from "./run-loop/planned-cases.ts";
import { simulate } from "./stopped-runs.ts";

/** A decision as people or circumstances left it, and how it is told. */
type Settled = {
  readonly experiment: Experiment;
  readonly decision: Decision;
  readonly options?: CommentOptions;
};

const threeDimensions = aPolicy({
  dimensions: { faithfulness: aFloor(), "tool-use": aFloor(), abstention: aFloor() },
});
const whole = { faithfulness: [40, 40], "tool-use": [40, 40], abstention: [40, 40] } as const;
const cases = ["late-fee-eu", "lost-parcel", "gift-card-expiry", "change-of-address"];

function against(sides: Sides, experiment: Experiment): Settled {
  return { experiment, decision: decideGate(experiment, threeDimensions, sides) };
}

/** What main did wrong in one case is right again. */
const repaired = against(
  {
    baseline: foundBaseline([
      aBaseline([
        aComparedCase("late-fee-eu", { ...whole, abstention: [6, 40] }),
        ...cases.slice(1).map((id) => aComparedCase(id, whole)),
      ]),
    ]),
  },
  anExperiment(cases.map((id) => aComparedCase(id, whole))),
);

/** The same agent on both sides, as `tracegate aa` runs it. */
const sameAgent = against(
  { baseline: foundBaseline([aBaseline(cases.map((id) => aComparedCase(id, whole)))]) },
  anExperiment(cases.map((id) => aComparedCase(id, whole))),
);

const failed = decideGate(fail.experiment, fail.policy);
const passed = decideGate(pass.experiment, pass.policy);
const waiver = {
  kind: "file",
  dimension: "faithfulness",
  owner: "maria-policy",
  reason: "The refund policy is rewritten this week.",
  expires: "2026-12-04",
} as const;
const old = { ...waiver, dimension: "abstention", expires: "2026-10-01" } as const;

function governed(decision: Decision, approval: Approval): Decision {
  return governDecision(decision, {
    changes: [
      { kind: "case-deleted", caseId: "lost-parcel", status: "guarding" },
      { kind: "floor-lowered", dimension: "abstention", from: 0.9, to: 0.6 },
    ],
    digest: `sha256:${"1".repeat(64)}`,
    changesAgent: true,
    approval,
  });
}

const quarantined = anExperiment([
  ...pass.experiment.cases,
  aCaseResult({
    id: "rude-customer",
    status: "quarantined",
    quarantine: {
      owner: "tom-support",
      since: "2026-11-02",
      reason: "Passes or fails by the hour of the day.",
    },
    dimensions: { faithfulness: checked({ passed: 12, failed: 8 }) },
  }),
]);

/** Ten of the forty runs of each case were in the third of four parts. */
const partial = anExperiment(
  cases.map((id) => ({ ...aComparedCase(id, { faithfulness: [30, 30] }), planned: 40 })),
  {
    isComplete: false,
    shards: { count: 4, cut: `sha256:${"2".repeat(64)}`, seen: [1, 2, 4] },
  },
);

const planned = cases.map((id) =>
  aPlannedCase({
    id,
    runs: 40,
    expects: [{ evaluator: "grounded-facts@1", kind: "check", dimension: "faithfulness" }],
  }),
);
const stopped = simulate({
  cases: planned,
  policy: aPolicy(),
  mode: "curtail",
  outcome: ({ caseId }) => (caseId === "late-fee-eu" ? "fail" : "pass"),
});
const unpaid = simulate({
  cases: planned,
  policy: aPolicy(),
  mode: "curtail",
  outcome: () => "pass",
  most: 30,
});

function decided(experiment: Experiment): Settled {
  return { experiment, decision: decideGate(experiment, aPolicy()) };
}

/** By the name of its golden. */
export const settled: ReadonlyMap<string, Settled> = new Map<string, Settled>([
  ["repaired", repaired],
  ["same-agent", sameAgent],
  [
    "waived",
    {
      experiment: fail.experiment,
      decision: applyWaivers(failed, {
        standing: [waiver],
        void: [{ waiver: old, why: "expired" }],
      }),
    },
  ],
  [
    "governance-unapproved",
    {
      experiment: pass.experiment,
      decision: governed(passed, {
        kind: "missing",
        experts: ["maria-policy", "acme/policy"],
        found: ["rae approved, and is no expert on the base branch"],
      }),
    },
  ],
  [
    "governance-approved",
    {
      experiment: pass.experiment,
      decision: governed(passed, { kind: "approved", by: ["maria-policy"] }),
    },
  ],
  ["quarantined", { experiment: quarantined, decision: decideGate(quarantined, pass.policy) }],
  ["lost-shard", decided(partial)],
  ["stopped-early", decided(stopped)],
  ["over-budget", decided(unpaid)],
  ["regressed-while-adopting", { ...regressedBack(), options: { enforcement: adoption } }],
]);

function regressedBack(): Settled {
  return against(
    { baseline: foundBaseline([aBaseline(cases.map((id) => aComparedCase(id, whole)))]) },
    anExperiment([
      aComparedCase("late-fee-eu", { ...whole, abstention: [6, 40] }),
      ...cases.slice(1).map((id) => aComparedCase(id, whole)),
    ]),
  );
}
