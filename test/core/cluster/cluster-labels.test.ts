import { expect, test } from "vitest";
import { labelClusters } from "../../../src/core/cluster/cluster-labels.ts";
import type { FailureSignature } from "../../../src/core/cluster/failure-signature.ts";

function failures(
  count: number,
  text: string,
  more: Partial<FailureSignature> = {},
): readonly FailureSignature[] {
  return Array.from({ length: count }, (_, n) => ({
    sessionId: `session-${n}`,
    text,
    input: "Hello",
    tools: [],
    events: [],
    dimensions: ["faithfulness"],
    marks: [],
    version: [],
    promptStructure: [],
    ...more,
  }));
}

const rude = failures(10, "The wording is curt and sarcastic.", { tools: ["find_customer"] });

test("a label is made of words as people write them", () => {
  const invented = failures(10, "Refund windows of thirty days were invented.");
  expect(labelClusters([invented, rude]).map(({ terms }) => terms)).toEqual([
    ["invented", "refund", "thirty", "windows"],
    ["sarcastic", "curt", "wording"],
  ]);
});

test("neither politeness, nor a check's own sentence, nor the quoted name of a tool is a label", () => {
  const lost = failures(
    10,
    "`lookup_order` was called twice with the same arguments.\nThe order is lost. Please feel free to ask for further help. Happy to assist!",
    { tools: ["lookup_order"] },
  );
  expect(labelClusters([lost, rude])[0]?.terms).toEqual(["order", "lost"]);
});

test("a word that other clusters have as often is none", () => {
  const [first, second] = [
    failures(10, "The courier is late and the parcel is damaged."),
    failures(10, "The courier is late and the invoice is missing."),
  ];
  expect(labelClusters([first, second]).map(({ terms }) => terms)).toEqual([
    ["parcel", "damaged"],
    ["invoice", "missing"],
  ]);
});

test("what one session of many says is none", () => {
  const mostly = [...failures(9, "The fee is invented."), ...failures(1, "The carafe leaks.")];
  expect(labelClusters([mostly, rude])[0]?.terms).toEqual(["invented", "fee"]);
});

test("one session alone is called by what it says first", () => {
  const [label] = labelClusters([failures(1, "Zebra parcels arrived broken on Monday.")]);
  expect(label?.terms).toEqual(["zebra", "parcels", "arrived", "broken"]);
});

test("the path is the one that a third took, else the tools that half called", () => {
  const same = failures(10, "", { tools: ["find_customer", "find_customer", "issue_refund"] });
  const each = Array.from({ length: 10 }, (_, n) =>
    failures(1, "", { tools: ["find_customer", `look_at_${n}`, "issue_refund"] }),
  ).flat();
  expect(labelClusters([same, each]).map(({ path }) => path)).toEqual([
    ["find_customer", "issue_refund"],
    ["find_customer", "issue_refund"],
  ]);
});
