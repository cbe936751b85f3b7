import fc from "fast-check";
import { expect, test } from "vitest";
import { countRuns, planRuns } from "../../../src/core/plan/plan-runs.ts";
import { runId } from "../../../src/core/plan/run-record.ts";

test("a plan goes round by round, and a case drops out after its last run", () => {
  const plan = planRuns([
    { id: "late-fee", runs: 1 },
    { id: "lost-parcel", runs: 3 },
    { id: "gift-card", runs: 2 },
  ]);
  expect([...plan].map(runId)).toEqual([
    "late-fee.0",
    "lost-parcel.0",
    "gift-card.0",
    "lost-parcel.1",
    "gift-card.1",
    "lost-parcel.2",
  ]);
});

test("no cases make an empty plan", () => {
  expect([...planRuns([])]).toEqual([]);
});

test("a plan of a hundred million runs costs nothing until it is asked for", () => {
  const cases = Array.from({ length: 1_000 }, (_, index) => ({
    id: `case-${index}`,
    runs: 100_000,
  }));
  expect(countRuns(cases)).toBe(100_000_000);
  expect(planRuns(cases).next().value).toEqual({ caseId: "case-0", runIndex: 0 });
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
      for (const { caseId, runIndex } of planRuns(cases)) {
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
