import { describe, expect, test } from "vitest";
import type { JudgeTrust } from "../../../src/core/calibrate/judge-trust.ts";
import type { FloorPolicy } from "../../../src/core/config/gate-policy.ts";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import type { Decision } from "../../../src/core/gate/decision.ts";
import type { DimensionResult } from "../../../src/core/plan/experiment.ts";
import { trusting } from "../../support/calibrations.ts";
import {
  aCaseResult,
  aFloor,
  anExperiment,
  aPolicy,
  aTally,
  checked,
  judged,
} from "../../support/gated-experiment.ts";

type Weight = FloorPolicy["judge"];

const never = { state: "uncalibrated", reason: "it was never measured", hasLapsed: false } as const;
const lapsed = { state: "uncalibrated", reason: "another model", hasLapsed: true } as const;
const drifted = { state: "drifted", reason: "It flipped.", hasLapsed: true } as const;
const calibrated = trusting("tone@1").get("tone@1") ?? never;

/** A faithful agent whose tone one judge measures, under one policy and one state of that judge. */
function decideTone(
  judge: Weight,
  trust: JudgeTrust,
  tone: DimensionResult = judged("tone@1", { passed: 200 }),
): Decision {
  const faithfulness = checked({ passed: 200 });
  return decideGate(
    anExperiment([aCaseResult({ id: "rude-customer", dimensions: { faithfulness, tone } })]),
    aPolicy({ dimensions: { faithfulness: aFloor(), tone: aFloor({ judge }) } }),
    { trust: new Map([["tone@1", trust]]) },
  );
}

const bad = judged("tone@1", { failed: 200 });

describe("what a judge's word is worth", () => {
  test.each<{ judge: Weight; trust: JudgeTrust; good: string; failed: string }>([
    { judge: "advisory", trust: calibrated, good: "pass", failed: "pass" },
    { judge: "advisory", trust: drifted, good: "pass", failed: "pass" },
    { judge: "when-calibrated", trust: calibrated, good: "pass", failed: "fail" },
    { judge: "when-calibrated", trust: never, good: "pass", failed: "pass" },
    { judge: "when-calibrated", trust: lapsed, good: "undetermined", failed: "undetermined" },
    { judge: "when-calibrated", trust: drifted, good: "undetermined", failed: "undetermined" },
    { judge: "block", trust: calibrated, good: "pass", failed: "fail" },
    { judge: "block", trust: never, good: "undetermined", failed: "undetermined" },
    { judge: "block", trust: lapsed, good: "undetermined", failed: "undetermined" },
    { judge: "block", trust: drifted, good: "undetermined", failed: "undetermined" },
  ])("$judge, $trust.state ($trust.reason)", ({ judge, trust, good, failed }) => {
    expect(decideTone(judge, trust).kind).toBe(good);
    expect(decideTone(judge, trust, bad).kind).toBe(failed);
  });

  test("a floor that a calibrated judge holds missed never turns green by the judge's drift", () => {
    expect(decideTone("when-calibrated", calibrated, bad).kind).toBe("fail");
    for (const trust of [drifted, lapsed]) {
      for (const tone of [bad, judged("tone@1", { passed: 200 })]) {
        expect(decideTone("when-calibrated", trust, tone).kind).not.toBe("pass");
      }
    }
  });

  test("the reason names the judge, its state and why", () => {
    expect(decideTone("block", drifted).reasons).toEqual([
      {
        kind: "judge-untrusted",
        dimension: "tone",
        judge: "tone@1",
        state: "drifted",
        why: "It flipped.",
      },
    ]);
  });

  test("a judge that nobody knows of was never measured", () => {
    const decision = decideGate(
      anExperiment([aCaseResult({ id: "rude-customer", dimensions: { tone: bad } })]),
      aPolicy({ dimensions: { tone: aFloor({ judge: "block" }) } }),
    );
    expect(decision.reasons).toMatchObject([
      { kind: "judge-untrusted", state: "uncalibrated", why: expect.stringContaining("never") },
    ]);
  });

  test("checks beside an untrusted judge still block", () => {
    const mixed: DimensionResult = {
      hasChecks: true,
      checks: aTally({ passed: 100, failed: 100 }),
      all: aTally({ passed: 100, failed: 100 }),
      judges: { "tone@1": aTally({ passed: 200 }) },
    };
    expect(decideTone("block", drifted, mixed)).toMatchObject({
      kind: "fail",
      reasons: [{ kind: "floor-missed" }, { kind: "judge-untrusted" }],
    });
  });

  test("one doubtful judge of two is enough to doubt the dimension that the other holds", () => {
    const two: DimensionResult = {
      ...judged("tone@1", { passed: 200 }),
      judges: { "tone@1": aTally({ passed: 200 }), "kindness@1": aTally({ passed: 200 }) },
    };
    expect(decideTone("when-calibrated", calibrated, two)).toMatchObject({
      kind: "undetermined",
      reasons: [{ kind: "judge-untrusted", judge: "kindness@1" }],
    });
    expect(decideTone("when-calibrated", never, two).kind).toBe("pass");
  });

  test("an advisory row says whether its judge could decide, and corrects it where it could", () => {
    const doubted = decideTone("advisory", never).dimensions[1];
    expect(doubted).toMatchObject({ kind: "advisory", trust: "uncalibrated" });
    expect(doubted).not.toHaveProperty("corrected");
    const trusted = decideTone("advisory", calibrated).dimensions[1];
    expect(trusted).toMatchObject({ trust: "calibrated", corrected: { rate: 1 } });
  });
});
