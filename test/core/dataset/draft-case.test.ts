import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caseFile } from "../../../src/core/dataset/case-file.ts";
import {
  type CaseDraft,
  conversationOf,
  hasToolResults,
  writeCase,
} from "../../../src/core/dataset/draft-case.ts";
import { parseYaml } from "../../../src/core/yaml/parse-yaml.ts";

const draft: CaseDraft = {
  id: "gift-card-refund",
  title: "Refund of a partly used gift card",
  status: "proposed",
  failureMode: "tool-use",
  conversation: ["Hi, I bought a gift card.", "Can I get the rest: in cash?"],
  session: "gift-card-refund.json",
  expectations: [
    { dimension: "abstention", evaluator: "abstains@1" },
    { dimension: "faithfulness", evaluator: "faithful@2", truth: "No policy covers it." },
  ],
  provenance: { issue: 128, failedOn: "3f2c1ab" },
};

test("a case reads as people write one", () => {
  expect(
    writeCase(draft, "../../../schema/case.schema.json"),
  ).toBe(`# yaml-language-server: $schema=../../../schema/case.schema.json
id: gift-card-refund
title: Refund of a partly used gift card
status: proposed
failureMode: tool-use
conversation:
  - user: Hi, I bought a gift card.
  - user: "Can I get the rest: in cash?"
tools: { mode: recorded, session: gift-card-refund.json }
expectations:
  - { dimension: abstention, evaluator: abstains@1 }
  - dimension: faithfulness
    evaluator: faithful@2
    truth: No policy covers it.
provenance: { issue: 128, failedOn: 3f2c1ab }
`);
});

test("whatever a user said is read back as it was said", () => {
  const said = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 5 }), (conversation) => {
      const text = writeCase({ ...draft, conversation });
      const parsed = parseYaml("case.yaml", text);
      if (parsed.kind !== "document") throw new Error(JSON.stringify(parsed.problems));
      const read = caseFile.parse(parsed.document.value);
      expect(read.conversation.map(({ user }) => user)).toEqual(conversation);
    }),
  );
});

describe("what a session gives a case", () => {
  const turn = { user: "Where is my parcel?", steps: [], reply: "On its way." };

  test("the user's messages, without empty ones", () => {
    expect(conversationOf({ id: "s", turns: [{ ...turn, user: " " }, turn] })).toEqual([
      "Where is my parcel?",
    ]);
    expect(conversationOf({ id: "s", turns: [] })).toEqual([]);
  });

  test("no more and no longer messages than a case holds", () => {
    const long = conversationOf({
      id: "s",
      turns: Array.from({ length: 150 }, () => ({ ...turn, user: "x".repeat(30_000) })),
    });
    expect(long).toHaveLength(100);
    expect(long[0]).toHaveLength(20_000);
  });

  test("whether tools answered", () => {
    const step = { kind: "tool", name: "track_parcel", status: "ok" } as const;
    expect(hasToolResults({ id: "s", turns: [{ ...turn, steps: [step] }] })).toBe(false);
    const answered = { ...step, result: { at: "depot" } };
    expect(hasToolResults({ id: "s", turns: [{ ...turn, steps: [answered] }] })).toBe(true);
  });
});
