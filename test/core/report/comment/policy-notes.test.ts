import { describe, expect, test } from "vitest";
import { policyOfBase, policyOfItsOwn } from "../../../../src/core/gate/policy-of-base.ts";
import { policyNotes } from "../../../../src/core/report/comment/policy-notes.ts";
import { hostileWords } from "../../../support/comment-situations.ts";
import { aFloor, aPolicy } from "../../../support/gated-experiment.ts";
import { markdownNodes, proseOf, referencesIn } from "../../../support/gfm.ts";

type Ruling = Parameters<typeof policyOfBase>[0];

function aRuling(given: Partial<Ruling> = {}): Ruling {
  return { enforce: true, gate: aPolicy(), runs: { stop: "curtail" }, ...given };
}

function notesOn(base: Ruling, head: Ruling): readonly string[] {
  return policyNotes(policyOfBase(base, head));
}

describe("the notes about the policy", () => {
  test("are none where the change leaves it alone, or stands alone", () => {
    expect(notesOn(aRuling(), aRuling())).toEqual([]);
    expect(policyNotes(policyOfItsOwn(aRuling()))).toEqual([]);
  });

  test.each<[string, Ruling]>([
    [
      "the floor of **faithfulness**",
      aRuling({ gate: aPolicy({ dimensions: { faithfulness: aFloor({ floor: 0.5 }) } }) }),
    ],
    ["the floor of **faithfulness**", aRuling({ gate: aPolicy({ dimensions: {} }) })],
    ["`gate.alpha`", aRuling({ gate: aPolicy({ alpha: 0.01 }) })],
    ["`gate.beta`", aRuling({ gate: aPolicy({ beta: 0.2 }) })],
    ["`gate.missing`", aRuling({ gate: aPolicy({ missing: 1 }) })],
    [
      "the day from which the gate blocks (`enforce`)",
      aRuling({ enforce: { until: "2099-01-01" } }),
    ],
  ])("name %s", (what, head) => {
    expect(notesOn(aRuling(), head)).toEqual([
      `This pull request changes ${what}; the base branch's policy is what counts until that is merged.`,
    ]);
  });

  test("name each must-pass case that is taken off the list, and none that is added", () => {
    const base = aRuling({ gate: aPolicy({ mustPass: ["no-card-numbers", "late-fee-eu"] }) });
    const head = aRuling({ gate: aPolicy({ mustPass: ["late-fee-eu", "lost-parcel"] }) });
    expect(notesOn(base, head)).toEqual([
      "This pull request changes whether `no-card-numbers` must pass; the base branch's policy is what counts until that is merged.",
    ]);
  });

  test("name a dimension that the change brings", () => {
    const { faithfulness } = aPolicy().dimensions;
    const head = aRuling({
      gate: aPolicy({ dimensions: { ...(faithfulness && { faithfulness }), tone: aFloor() } }),
    });
    expect(notesOn(aRuling(), head)).toEqual([
      "New with this pull request, and counted already: a floor for **tone**.",
    ]);
  });

  test("stay short, and say how much they leave out", () => {
    const ids = Array.from({ length: 500 }, (_, i) => `late-fee-${i}`);
    const [note = ""] = notesOn(aRuling({ gate: aPolicy({ mustPass: ids }) }), aRuling());
    expect(note).toContain("`late-fee-10` and 489 more must pass;");
  });

  test("show names that somebody forged as harmless text", () => {
    const base = aRuling({
      gate: aPolicy({ dimensions: { [hostileWords]: aFloor() }, mustPass: [hostileWords] }),
    });
    const head = aRuling({ gate: aPolicy({ dimensions: { "gh-12": aFloor() } }) });
    const nodes = markdownNodes(notesOn(base, head).join("\n\n"));
    expect(nodes.filter(({ type }) => ["link", "image", "html", "heading"].includes(type))).toEqual(
      [],
    );
    expect(proseOf(nodes).flatMap(referencesIn)).toEqual([]);
  });
});
