import { describe, expect, test } from "vitest";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import type { CaseResult } from "../../../src/core/plan/experiment.ts";
import { seededRandom } from "../../../src/core/stats/seeded-random.ts";
import { aBaseline, aComparedCase, foundBaseline } from "../../support/compared-sides.ts";
import { aFloor, anExperiment, aPolicy } from "../../support/gated-experiment.ts";

const dimensions = ["abstention", "faithfulness", "tone", "tool-use"] as const;
const cases = 20;
const runs = 20;
/** The default policy with four floors of 90 %. */
const policy = aPolicy({
  dimensions: Object.fromEntries(dimensions.map((name) => [name, aFloor()])),
});

/** Pass rates of cases, 95 % on average: all the same, spread evenly, or half of them certain. */
const spreads = {
  equal: () => 0.95,
  spread: (place: number) => 0.9 + (0.1 * place) / (cases - 1),
  "of two kinds": (place: number) => (place % 2 === 0 ? 1 : 0.9),
} as const;

const spreadNames = ["equal", "spread", "of two kinds"] as const;

type RateOf = (dimension: string, place: number) => number;

/** How often the gate does not pass, over many pull requests that are drawn and decided from end to end. */
function redRate(seed: number, times: number, [base, head]: readonly [RateOf, RateOf]): number {
  const random = seededRandom(seed);
  const side = (rateOf: RateOf): CaseResult[] =>
    Array.from({ length: cases }, (_, place) =>
      aComparedCase(
        `case-${place}`,
        Object.fromEntries(
          dimensions.map((name) => {
            const rate = rateOf(name, place);
            let passed = 0;
            for (let run = 0; run < runs; run += 1) if (random() < rate) passed += 1;
            return [name, [passed, runs] as const];
          }),
        ),
      ),
    );
  let red = 0;
  for (let time = 0; time < times; time += 1) {
    const baseline = foundBaseline([aBaseline(side(base))]);
    if (decideGate(anExperiment(side(head)), policy, { baseline }).kind !== "pass") red += 1;
  }
  return red / times;
}

describe("what the default policy promises, four floors of 90 %, four dimensions at 95 %, 20 cases of 20 runs", () => {
  test.each(spreadNames)(
    "cases that are %s: an unchanged agent is red at most one time in twenty",
    (name) => {
      const spread = spreads[name];
      const rateOf: RateOf = (_dimension, place) => spread(place);
      expect(redRate(11, 400, [rateOf, rateOf])).toBeLessThanOrEqual(0.05);
    },
  );

  test.each(spreadNames)(
    "cases that are %s: one of twenty that collapses in one dimension is caught 85 times in 100",
    (name) => {
      const spread = spreads[name];
      const before: RateOf = (_dimension, place) => spread(place);
      const after: RateOf = (dimension, place) =>
        dimension === "tone" && place === 7 ? 0.3 : spread(place);
      expect(redRate(12, 200, [before, after])).toBeGreaterThanOrEqual(0.85);
    },
  );

  test.each(spreadNames)(
    "cases that are %s: a fall of ten points in one dimension is caught 99 times in 100",
    (name) => {
      const spread = spreads[name];
      const before: RateOf = (_dimension, place) => spread(place);
      const after: RateOf = (dimension, place) => spread(place) - (dimension === "tone" ? 0.1 : 0);
      expect(redRate(14, 500, [before, after])).toBeGreaterThanOrEqual(0.99);
    },
  );
});
