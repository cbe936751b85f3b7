import { expect, test } from "vitest";
import type { SampleBlame } from "../../../../src/core/plan/experiment.ts";
import { stepToLookAt } from "../../../../src/core/report/html/step-to-look-at.ts";

const seen = { turn: 3, step: 4 };
function blamed(tier: SampleBlame["tier"], at: SampleBlame["at"]): SampleBlame {
  return { tier, at, kind: "invented", what: "model said “30 days”", why: "Nothing holds it." };
}

test.each<[string, Parameters<typeof stepToLookAt>[0], object | undefined]>([
  ["nothing is known", {}, undefined],
  ["only the evaluator points at a step", { firstBadStep: seen }, seen],
  [
    "a fact was followed to an earlier step",
    { firstBadStep: seen, blame: blamed("exact-fact", { turn: 1, step: 2 }) },
    { turn: 1, step: 2 },
  ],
  [
    "an earlier step is no more than suspected",
    { firstBadStep: seen, blame: blamed("suspected", { turn: 1, step: 2 }) },
    seen,
  ],
  [
    "a step is suspected, and nothing else is known",
    { blame: blamed("suspected", { turn: 1, step: 2 }) },
    { turn: 1, step: 2 },
  ],
  [
    "a reply is blamed of which no step was captured",
    { blame: blamed("exact-fact", { turn: 1 }) },
    undefined,
  ],
])("where %s", (_, sample, expected) => {
  expect(stepToLookAt(sample)).toEqual(expected);
});
