import { describe, expect, test } from "vitest";
import type { GatePolicy } from "../../../src/core/config/gate-policy.ts";
import { type AaReport, measureAa } from "../../../src/core/gate/measure-aa.ts";
import { poolRecords } from "../../../src/core/gate/recorded-pool.ts";
import { seededRandom } from "../../../src/core/stats/seeded-random.ts";
import { aFloor, aPolicy } from "../../support/gated-experiment.ts";
import { aPlannedCase, aRecord, foldedExperiment } from "../../support/recorded-shop.ts";

const dimensions = ["abstention", "faithfulness", "policy", "tool-use"];
const floors = Object.fromEntries(dimensions.map((name) => [name, aFloor({ floor: 0.9 })]));

/** 20 cases of 20 runs each that pass so often in each of four dimensions, measured under a policy. */
function measured(
  passRate: (dimension: string, caseId: string, run: number) => number,
  policy: GatePolicy = aPolicy({ dimensions: floors }),
  resamples = 1000,
): AaReport {
  const random = seededRandom(11);
  const plan = Array.from({ length: 20 }, (_, n) => aPlannedCase(`case-${n}`, dimensions, 20));
  const records = plan.flatMap((one) =>
    Array.from({ length: 20 }, (_, run) =>
      aRecord(one, run, (dimension) => random() < passRate(dimension, one.id, run)),
    ),
  );
  const experiment = foldedExperiment(plan, records);
  const pool = poolRecords(experiment, plan, records);
  if (pool === "foreign") throw new Error("the records are of another plan");
  return measureAa({ experiment, pool, policy, trust: new Map(), resamples, seed: 3 });
}

describe("an unchanged agent of rate .95 under the default policy", () => {
  const report = measured(() => 0.95);

  test("is blocked at most as often as alpha says, and it is told how sure that is", () => {
    expect(report.promise).toBe("kept");
    expect(report.isCompared).toBe(true);
    expect(report.red.rate).toBeLessThanOrEqual(0.05);
    expect(report.red.interval.low).toBeLessThan(report.red.rate + 1e-12);
    expect(report.red.interval.high).toBeLessThan(0.07);
    expect(report).toMatchObject({ resamples: 1000, cases: 20, runs: 400, alpha: 0.05 });
  });

  test("is the same report for the same seed", () => {
    expect(measured(() => 0.95)).toEqual(report);
  });
});

test("a gate that compares point estimates is found out", () => {
  const point = Object.fromEntries(
    dimensions.map((name) => [name, aFloor({ floor: 0.945, mode: "point" })]),
  );
  // Exactly .95, half a point above the floor: many a draw is below it.
  const report = measured((_, __, run) => (run === 0 ? 0 : 1), aPolicy({ dimensions: point }));
  expect(report.promise).toBe("broken");
  expect(report.red.interval.low).toBeGreaterThan(0.05);
  expect(report.causes[0]?.family).toBe("floors");
});

test("an agent below its floor is no measure of false alarms", () => {
  const report = measured((dimension) => (dimension === "policy" ? 0.7 : 0.97));
  expect(report.promise).toBe("deserved");
  expect(report.belowFloor.map(({ dimension }) => dimension)).toEqual(["policy"]);
});

test("dimensions that never failed are named, since no draw can fail there", () => {
  const report = measured((dimension) => (dimension === "tool-use" ? 1 : 0.96));
  expect(report.neverFailed).toEqual(["tool-use"]);
});

test("a must-pass case that fails now and then is told apart from the tests that share alpha", () => {
  const policy = aPolicy({ dimensions: floors, mustPass: ["case-7"] });
  const report = measured((_, id) => (id === "case-7" ? 0.9 : 0.97), policy);
  expect(report.families["must-pass"].rate).toBeGreaterThan(0.5);
  expect(report.red.rate).toBeLessThanOrEqual(0.05);
  expect(report.causes[0]).toMatchObject({ family: "must-pass" });
});

test("records of another plan are foreign, and a run that stands in the journal twice counts once", () => {
  const plan = [aPlannedCase("late-fee", ["policy"], 10)];
  const [one] = plan;
  if (one === undefined) throw new Error("there is no case");
  const records = Array.from({ length: 10 }, (_, run) => aRecord(one, run, () => true));
  const experiment = foldedExperiment(plan, records);
  const twice = poolRecords(experiment, plan, [...records, ...records]);
  expect(twice === "foreign" ? [] : twice.map(({ places }) => places.length)).toEqual([10]);
  const other = aPlannedCase("late-fee", ["tool-use"], 10);
  expect(poolRecords(experiment, [other], records)).toBe("foreign");
  expect(poolRecords(experiment, [], records)).toBe("foreign");
});
