import fc from "fast-check";
import { expect, test } from "vitest";
import { countRuns, orderSeed, planRuns } from "../../../src/core/plan/plan-runs.ts";
import { runId } from "../../../src/core/plan/run-record.ts";

const three = [
  { id: "late-fee", runs: 1 },
  { id: "lost-parcel", runs: 3 },
  { id: "gift-card", runs: 2 },
];

test("a plan goes round by round, and a case drops out after its last run", () => {
  const plan = [...planRuns(three, 7)].map(runId);
  expect(plan.slice(0, 3).toSorted()).toEqual(["gift-card.0", "late-fee.0", "lost-parcel.0"]);
  expect(plan.slice(3, 5).toSorted()).toEqual(["gift-card.1", "lost-parcel.1"]);
  expect(plan.slice(5)).toEqual(["lost-parcel.2"]);
});

test("within a round cases are shuffled, by the seed and not by the order of the files", () => {
  const cases = Array.from({ length: 20 }, (_, at) => ({ id: `case-${at}`, runs: 2 }));
  const plan = [...planRuns(cases, 1)].map(runId);
  expect([...planRuns(cases.toReversed(), 1)].map(runId)).toEqual(plan);
  expect([...planRuns(cases, 2)].map(runId)).not.toEqual(plan);
  const round = (index: number): string[] =>
    plan.filter((id) => id.endsWith(`.${index}`)).map((id) => id.split(".")[0] ?? "");
  expect(round(0)).not.toEqual(round(1));
});

test("the seed follows from what is tested", () => {
  expect(orderSeed(`sha256:0000002a${"0".repeat(56)}`)).toBe(42);
});

test("no cases make an empty plan", () => {
  expect([...planRuns([], 1)]).toEqual([]);
});

test("a plan of a hundred million runs costs nothing until it is asked for", () => {
  const cases = Array.from({ length: 1_000 }, (_, index) => ({
    id: `case-${index}`,
    runs: 100_000,
  }));
  expect(countRuns(cases)).toBe(100_000_000);
  expect(planRuns(cases, 1).next().value).toMatchObject({ runIndex: 0 });
});

test("every run of every case is planned once, and no case is ever two runs ahead of one that has runs left", () => {
  const plans = fc.uniqueArray(
    fc.record({ id: fc.stringMatching(/^[a-z]{1,5}$/), runs: fc.nat(9) }),
    {
      selector: ({ id }) => id,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(plans, (cases) => {
      const done = new Map(cases.map(({ id }) => [id, 0]));
      for (const { caseId, runIndex } of planRuns(cases, cases.length)) {
        expect(done.get(caseId)).toBe(runIndex);
        done.set(caseId, runIndex + 1);
        for (const { id, runs } of cases) {
          expect(done.get(id)).toBeGreaterThanOrEqual(Math.min(runIndex, runs));
        }
      }
      expect([...done]).toEqual(cases.map(({ id, runs }) => [id, runs]));
    }),
  );
});
