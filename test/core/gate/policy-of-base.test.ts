import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { policyOfBase, policyOfItsOwn } from "../../../src/core/gate/policy-of-base.ts";
import { aFloor, aPolicy } from "../../support/gated-experiment.ts";

type Ruling = Parameters<typeof policyOfBase>[0];

function aRuling(gate: Parameters<typeof aPolicy>[0] = {}, given: Partial<Ruling> = {}): Ruling {
  return { gate: aPolicy(gate), enforce: true, runs: { stop: "curtail" }, ...given };
}

const judge = (baseUrl: string): NonNullable<Ruling["judge"]> => ({
  model: "gpt-5-mini",
  baseUrl,
  apiKeyEnv: "OPENAI_API_KEY",
  timeoutMs: 60_000,
  temperature: 0,
  votes: 1,
  concurrency: 16,
});
const none = { dimensions: [], mustPass: [], settings: [] };

test("the same policy on both sides is that policy", () => {
  const ruling = aRuling({ mustPass: ["late-fee"] }, { judge: judge("https://a.example/v1") });
  expect(policyOfBase(ruling, ruling)).toEqual(policyOfItsOwn(ruling));
  expect(policyOfItsOwn(ruling)).toMatchObject({ added: [], overruled: none });
});

describe("what the change would have otherwise", () => {
  test("is kept from it: a floor that it lowers, raises or removes", () => {
    const base = aRuling({
      dimensions: { faithfulness: aFloor(), tone: aFloor(), abstention: aFloor() },
    });
    const head = aRuling({
      dimensions: { faithfulness: aFloor({ floor: 0.1 }), tone: aFloor({ mode: "point" }) },
    });
    const { policy, overruled, added } = policyOfBase(base, head);
    expect(policy.dimensions).toEqual(base.gate.dimensions);
    expect(overruled).toEqual({ ...none, dimensions: ["faithfulness", "tone", "abstention"] });
    expect(added).toEqual([]);
  });

  test("is kept from it: must-pass cases that it takes away; those it adds count", () => {
    const base = aRuling({ mustPass: ["late-fee", "lost-parcel"] });
    const head = aRuling({ mustPass: ["gift-card", "late-fee"] });
    const { policy, overruled } = policyOfBase(base, head);
    expect(policy.mustPass).toEqual(["late-fee", "lost-parcel", "gift-card"]);
    expect(overruled).toEqual({ ...none, mustPass: ["lost-parcel"] });
  });

  test("is kept from it: levels, the missing share, enforcement and the judge", () => {
    const base = aRuling({}, { judge: judge("https://a.example/v1") });
    const head = aRuling(
      { alpha: 0.001, beta: 0.5, missing: 1 },
      { enforce: { until: "2099-01-01" }, judge: judge("https://b.example/v1") },
    );
    const ruled = policyOfBase(base, head);
    expect(ruled.policy).toEqual(base.gate);
    expect(ruled.enforce).toBe(true);
    expect(ruled.judge).toEqual(base.judge);
    expect(ruled.overruled.settings).toEqual(["alpha", "beta", "missing", "enforce", "judge"]);
  });

  test("is kept from it: what plays users; the first of it counts", () => {
    const simulator = { model: "gpt-5-mini", temperature: 0.7, timeoutMs: 60_000 };
    const tame = { ...simulator, baseUrl: "https://tame.example/v1" };
    const ruled = policyOfBase(aRuling({}, { simulator }), aRuling({}, { simulator: tame }));
    expect(ruled.simulator).toEqual(simulator);
    expect(ruled.overruled.settings).toEqual(["simulator"]);
    const first = policyOfBase(aRuling(), aRuling({}, { simulator: tame }));
    expect(first).toMatchObject({ simulator: tame, overruled: none });
  });

  test("counts where it adds: a dimension with its floor, and the first judge", () => {
    const tone = aFloor({ floor: 0.5 });
    const head = aRuling(
      { dimensions: { faithfulness: aFloor(), tone } },
      { judge: judge("https://b.example/v1") },
    );
    const ruled = policyOfBase(aRuling(), head);
    expect(ruled.policy.dimensions).toEqual({ faithfulness: aFloor(), tone });
    expect(ruled).toMatchObject({ added: ["tone"], overruled: none, judge: head.judge });
  });

  test("is told of a dimension that is called like a member of every object", () => {
    const dimensions = { constructor: aFloor() };
    const { added } = policyOfBase(aRuling(), aRuling({ dimensions }));
    expect(added).toEqual(["constructor"]);
  });
});

test("no change weakens anything that the base branch demands", () => {
  const names = fc.constantFrom("tone", "abstention", "tool-use");
  const floors = fc.dictionary(
    names,
    fc.constantFrom(0.1, 0.5, 0.9).map((floor) => aFloor({ floor })),
  );
  const policies = fc
    .record({
      dimensions: floors,
      mustPass: fc.uniqueArray(fc.constantFrom("late-fee", "lost-parcel", "gift-card")),
      missing: fc.constantFrom(0, 0.5, 1),
    })
    .map((gate) => aRuling(gate));
  fc.assert(
    fc.property(policies, policies, (base, head) => {
      const { policy } = policyOfBase(base, head);
      expect(policy.dimensions).toMatchObject(base.gate.dimensions);
      expect(policy.mustPass).toEqual(expect.arrayContaining([...base.gate.mustPass]));
      expect(policy.missing).toBe(base.gate.missing);
      expect(Object.keys(policy.dimensions)).toEqual(
        expect.arrayContaining(Object.keys(head.gate.dimensions)),
      );
    }),
  );
});
