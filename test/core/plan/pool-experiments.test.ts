import fc from "fast-check";
import { expect, test } from "vitest";
import { checkExperiment } from "../../../src/core/gate/check-experiment.ts";
import { experimentFile } from "../../../src/core/plan/experiment-schema.ts";
import { poolExperiments } from "../../../src/core/plan/pool-experiments.ts";
import { aBaseline } from "../../support/compared-sides.ts";
import { aCaseResult, checked, judged } from "../../support/gated-experiment.ts";

test("none is no experiment", () => {
  expect(poolExperiments([])).toBeUndefined();
});

const lateFees = (passed: number, startedAt: string) =>
  aBaseline(
    [
      aCaseResult({
        id: "late-fee",
        dimensions: {
          abstention: checked({ passed, failed: 20 - passed }),
          tone: judged("kind-words@1", { passed: 20 }),
        },
      }),
    ],
    { startedAt },
  );
test("runs of one key are added, case by case, and the newest tells what cannot be added", () => {
  const pooled = poolExperiments([
    lateFees(18, "2026-11-18T09:00:00.000Z"),
    lateFees(20, "2026-11-19T09:00:00.000Z"),
  ]);
  expect(pooled).toMatchObject({
    startedAt: "2026-11-19T09:00:00.000Z",
    planned: 40,
    recorded: 40,
    isComplete: true,
    cases: [
      {
        planned: 40,
        outcomes: { completed: 40 },
        dimensions: {
          abstention: { all: { passed: 38, failed: 2 } },
          tone: { judges: { "kind-words@1": { passed: 40 } } },
        },
      },
    ],
  });
});

test("what is pooled keeps every rule of an experiment", () => {
  const aTally = fc.record({
    passed: fc.nat(5),
    failed: fc.nat(5),
    unscored: fc.nat(5),
    missing: fc.nat(5),
  });
  const aSide = fc
    .uniqueArray(fc.record({ id: fc.constantFrom("late-fee", "lost-parcel"), tally: aTally }), {
      selector: ({ id }) => id,
    })
    .map((cases) =>
      aBaseline(
        cases.map(({ id, tally }) =>
          aCaseResult({ id, dimensions: { abstention: checked(tally) } }),
        ),
      ),
    );
  fc.assert(
    fc.property(fc.array(aSide, { minLength: 1, maxLength: 4 }), (sides) => {
      const pooled = poolExperiments(sides);
      if (pooled === undefined) throw new Error("several are one");
      checkExperiment(pooled);
      expect(experimentFile.safeParse(pooled).error).toBeUndefined();
      expect(pooled.recorded).toBe(sides.reduce((sum, { recorded }) => sum + recorded, 0));
    }),
  );
});
