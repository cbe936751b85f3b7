import { describe, expect, test } from "vitest";
import { renderComment } from "../../../../src/core/report/comment/comment.ts";
import { renderDecisionJson } from "../../../../src/core/report/decision/decision-json.ts";
import { describeSides } from "../../../../src/core/report/decision/describe-sides.ts";
import { renderTerminalSummary } from "../../../../src/core/report/terminal/terminal-summary.ts";
import { aBaseline, aComparedCase, foundBaseline } from "../../../support/compared-sides.ts";
import { compared } from "../../../support/compared-situations.ts";
import { markdownNodes, proseOf, referencesIn } from "../../../support/gfm.ts";

const plain = (text: string): string => text;
const painter = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };

describe.each([...compared])("a comparison, %s", (name, { experiment, decision }) => {
  test("reads as agreed in the comment, and nothing in it is live", async () => {
    const comment = renderComment(experiment, decision);
    expect(proseOf(markdownNodes(comment)).flatMap(referencesIn)).toEqual([]);
    await expect(comment).toMatchFileSnapshot(`../../../golden/comment/${name}.md`);
  });

  test("reads as agreed in a terminal, and commands nobody there", async () => {
    const summary = renderTerminalSummary(experiment, decision, painter);
    expect(summary).not.toMatch(/^\s*::|##\[|\p{Cc}(?<!\n)/mu);
    await expect(summary).toMatchFileSnapshot(`../../../golden/terminal-summary/${name}.txt`);
  });

  test("stands in the JSON as it was decided", () => {
    const json = JSON.parse(renderDecisionJson(experiment, decision));
    expect(json.comparison).toEqual(JSON.parse(JSON.stringify(decision.comparison)));
    expect(json.rule.levels).toEqual(decision.rule.levels);
  });
});

test("what there is to compare with is said in a line each", () => {
  const found = foundBaseline([aBaseline([aComparedCase("late-fee", { tone: [20, 20] })])]);
  expect(describeSides({ baseline: found, release: { kind: "none", why: "no-release" } })).toBe(
    "merge base: 9a77e02, 20 runs of 1 execution, from the branch of baselines\nlast release: nothing, the dataset has no release yet\n",
  );
  expect(describeSides({})).toBe("merge base: the configuration has no `baseline`\n");
});
