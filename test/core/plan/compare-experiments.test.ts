import { expect, test } from "vitest";
import { compareIdentities, type Identity } from "../../../src/core/plan/compare-experiments.ts";
import { digestPlan, experimentSubject } from "../../../src/core/plan/experiment-subject.ts";
import { aSubject } from "../../support/run-loop/planned-cases.ts";

const digest = `sha256:${"9".repeat(64)}`;
const plan = digestPlan([{ id: "late-fee", runs: 20 }]);

function anIdentity(changes: Partial<Identity> = {}): Identity {
  return { subject: aSubject(), planned: 20, plan, ...changes };
}

test("the same subject under the same plan is the same experiment, whatever the commit", () => {
  expect(
    compareIdentities(anIdentity(), anIdentity({ subject: aSubject({ commit: "3f2c1ab" }) })),
  ).toEqual([]);
});

test.each([
  [{ agent: { runner: "module", digest } }, ["the agent changed"]],
  [{ agent: { runner: "process", digest: `sha256:${"a".repeat(64)}` } }, ["the agent changed"]],
  [{ dataset: { name: "support", digest } }, ["the dataset changed"]],
  [{ judge: { model: "gpt-5-mini", digest } }, ["the judge's model changed"]],
  [
    {
      evaluators: [
        { ref: "answer-contains@1", digest },
        { ref: "grounded-facts@1", digest },
      ],
    },
    [
      "the evaluator answer-contains@1 changed",
      "the evaluator tone@2 was removed",
      "the evaluator grounded-facts@1 was added",
    ],
  ],
])("a change of %o is named", (changes, named) => {
  const now = anIdentity({ subject: aSubject(changes) });
  expect(compareIdentities(anIdentity(), now)).toEqual(named);
});

test("another plan is named, even where it has as many runs", () => {
  const more = digestPlan([{ id: "late-fee", runs: 40 }]);
  const other = digestPlan([{ id: "lost-parcel", runs: 20 }]);
  expect(compareIdentities(anIdentity(), anIdentity({ planned: 40, plan: more }))).toEqual([
    "20 runs were planned, now 40",
  ]);
  expect(compareIdentities(anIdentity(), anIdentity({ plan: other }))).toEqual([
    "other cases are run",
  ]);
});

test("a key that was edited by hand is noticed", () => {
  const recorded = anIdentity({ subject: { ...aSubject(), key: digest } });
  expect(compareIdentities(recorded, anIdentity())).toEqual(["its experiment key is another"]);
});

test("the key does not depend on the order of evaluators, nor on the commit", () => {
  const { key: _, ...tested } = aSubject();
  const turned = { ...tested, evaluators: tested.evaluators.toReversed(), commit: "3f2c1ab" };
  expect(experimentSubject(turned).key).toBe(aSubject().key);
});

test("the plan's digest does not depend on the order of cases", () => {
  const cases = [
    { id: "late-fee", runs: 20 },
    { id: "lost-parcel", runs: 5 },
  ];
  expect(digestPlan(cases)).toBe(digestPlan(cases.toReversed()));
});
