import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkFloor,
  type FloorResult,
  type FloorRule,
  runsToSettle,
} from "../../../src/core/gate/check-floor.ts";
import { aFloor } from "../../support/gated-experiment.ts";
import { known } from "../../support/known.ts";

const floor90: FloorRule = { ...aFloor({ floor: 0.9 }), alpha: 0.05, beta: 0.1 };
const point90: FloorRule = { ...floor90, mode: "point" };
const prove90: FloorRule = { ...floor90, mode: "prove" };

function kindOf(passed: number, scored: number, rule: FloorRule): FloorResult["kind"] {
  return checkFloor({ passed, scored }, rule).kind;
}

describe("a floor of 90 % and 20 runs", () => {
  test.each([
    [0, "missed"],
    [15, "missed"],
    [16, "undetermined"],
    [17, "undetermined"],
    [18, "undetermined"],
    [19, "met"],
    [20, "met"],
  ])("%i passes: %s", (passed, kind) => {
    expect(kindOf(passed, 20, floor90)).toBe(kind);
  });
});

test.each([floor90, point90, prove90])("no scored run is unmeasured in mode $mode", (rule) => {
  expect(checkFloor({ passed: 0, scored: 0 }, rule)).toEqual({ kind: "unmeasured" });
});

test.each([
  [29, 100, 0.29, "met"],
  [28, 100, 0.29, "missed"],
  [7, 10, 0.7, "met"],
])("by point estimate %i of %i at %f is %s", (passed, scored, floor, kind) => {
  expect(kindOf(passed, scored, { ...point90, floor })).toBe(kind);
});

test.each([
  [28, 28, "undetermined"],
  [29, 29, "met"],
  [95, 100, "undetermined"],
  [96, 100, "met"],
  [84, 100, "missed"],
])("a proof of 90 % out of %i of %i: %s", (passed, scored, kind) => {
  expect(kindOf(passed, scored, prove90)).toBe(kind);
});

test("a corrected p-value above the level no longer blocks", () => {
  expect(checkFloor({ passed: 15, scored: 20 }, floor90, 0.0864).kind).toBe("undetermined");
});

test("a floor within one margin of zero is met by any pass, never by none", () => {
  const rule = { ...floor90, floor: 0.05 };
  expect(kindOf(1, 20, rule)).toBe("met");
  expect(kindOf(0, 20, rule)).toBe("undetermined");
});

test("one more pass never makes the answer worse", () => {
  const rank = { unmeasured: -1, missed: 0, undetermined: 1, met: 2 };
  const modes = fc.constantFrom(floor90, point90, prove90);
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), modes, (passed, failed, rule) => {
      fc.pre(failed > 0);
      const before = kindOf(passed, passed + failed, rule);
      const after = kindOf(passed + 1, passed + failed, rule);
      expect(rank[after]).toBeGreaterThanOrEqual(rank[before]);
    }),
  );
});

describe("how many more runs settle it", () => {
  test("17 of 20 takes some more, and with them it is settled", () => {
    const more = known(runsToSettle({ passed: 17, scored: 20 }, floor90, 1));
    const scored = 20 + more;
    expect(more).toBeGreaterThan(0);
    expect(kindOf(Math.round(0.85 * scored), scored, floor90)).not.toBe("undetermined");
  });

  test("more floors need no fewer runs", () => {
    const alone = known(runsToSettle({ passed: 170, scored: 200 }, floor90, 1));
    const amongEight = known(runsToSettle({ passed: 170, scored: 200 }, floor90, 8));
    expect(amongEight).toBeGreaterThanOrEqual(alone);
  });

  test("a rate exactly at a floor that must be proved is never settled", () => {
    expect(runsToSettle({ passed: 18, scored: 20 }, prove90, 1)).toBe("unknown");
    expect(runsToSettle({ passed: 0, scored: 0 }, prove90, 1)).toBe("unknown");
  });
});
