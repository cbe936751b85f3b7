import type { Sides } from "../../src/core/gate/compare-sides.ts";
import { decideGate } from "../../src/core/gate/decide-gate.ts";
import type { Decision } from "../../src/core/gate/decision.ts";
import type { Experiment } from "../../src/core/plan/experiment.ts";
import { hostileWords } from "./comment-situations.ts";
import { aBaseline, aComparedCase, foundBaseline, testedCase } from "./compared-sides.ts";
import { aFloor, anExperiment, aPolicy } from "./gated-experiment.ts";

/** A decision that was made against something, and the experiment that it is about. */
export type Compared = { readonly experiment: Experiment; readonly decision: Decision };

const policy = aPolicy({
  dimensions: { faithfulness: aFloor(), "tool-use": aFloor(), abstention: aFloor() },
});
const healthy = { faithfulness: [40, 40], "tool-use": [39, 40], abstention: [40, 40] } as const;
const others = ["late-fee-us", "lost-parcel", "change-of-address", "opening-hours", "order-status"];
const before = aBaseline([
  aComparedCase("refund-policy-unknown-area", { faithfulness: [40, 40], abstention: [39, 40] }),
  aComparedCase("late-fee-eu", { "tool-use": [24, 40] }),
  aComparedCase("gift-card-expiry", { faithfulness: [40, 40] }),
  aComparedCase("voucher-stacking", { abstention: [40, 40] }),
  ...others.map((id) => aComparedCase(id, healthy)),
]);
const now = anExperiment([
  aComparedCase("refund-policy-unknown-area", { faithfulness: [12, 40], abstention: [38, 40] }),
  aComparedCase("late-fee-eu", { "tool-use": [40, 40] }),
  aComparedCase(
    "gift-card-expiry",
    { faithfulness: [40, 40] },
    { tested: testedCase(["faithfulness"], "b") },
  ),
  aComparedCase("partial-refund", { abstention: [40, 40] }),
  ...others.map((id) => aComparedCase(id, healthy)),
]);

function decided(sides: Sides, experiment = now): Compared {
  return { experiment, decision: decideGate(experiment, policy, sides) };
}

const release = foundBaseline([before], {
  side: "release",
  source: "branch",
  tag: "support-v1.14.0",
  commit: "1b2c3d4e59a77e02c4d0e7c55b1f0a6c2d8e9f7a",
});

/** Everything that a comparison can say. */
export const compared: ReadonlyMap<string, Compared> = new Map([
  ["regressed", decided({ baseline: foundBaseline([before]), release })],
  [
    "steady",
    decided(
      { baseline: foundBaseline([before]) },
      { ...before, startedAt: "2026-11-20T09:00:00.000Z" },
    ),
  ],
  ["no-baseline", decided({ baseline: { kind: "none", why: "not-stored" } })],
  [
    "refused-baseline",
    decided({ baseline: { kind: "refused", why: "other-repository", detail: hostileWords } }),
  ],
  [
    "hostile-baseline",
    decided({
      baseline: foundBaseline([before], {
        side: "merge-base",
        source: "cache",
        branch: hostileWords,
        commit: hostileWords,
      }),
      release: { kind: "none", why: "unavailable", detail: hostileWords },
    }),
  ],
]);
