import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  renderTimeline,
  type TimelineOptions,
} from "../../../../src/core/report/terminal/session-timeline.ts";
import { foldText } from "../../../../src/core/report/terminal/terminal-fold.ts";
import type { Session } from "../../../../src/core/trace/session.ts";
import { aSession, aTurn, called, failedCall, thought } from "../../../support/sessions.ts";

const plain = (text: string): string => text;
const look: TimelineOptions = {
  bold: plain,
  dim: plain,
  red: plain,
  green: plain,
  yellow: plain,
  width: 80,
};

const began = Date.UTC(2026, 9, 2, 9, 0, 0);

const giftCard: Session = aSession(
  [
    {
      ...aTurn(
        "What is the refund policy for partly used gift cards?",
        [
          thought("", {
            model: "gpt-5-mini",
            reasoning: "I should look the policy up before I say anything about refunds.",
            toolCalls: [{ name: "search_policies" }, { name: "lookup_order" }],
            usage: { inputTokens: 1200, outputTokens: 42, cachedInputTokens: 1000, costUsd: 0.012 },
            durationMs: 820,
          }),
          {
            ...called("search_policies", { query: "gift card refund" }, { documents: [] }),
            durationMs: 31,
          },
          {
            ...called("search_policies", { query: "refund" }, []),
            attempt: 2,
            replay: "approximate",
          },
          {
            ...failedCall("lookup_order", { order: "4471" }, "timed out after 30 s"),
            fault: "timeout",
          },
          { kind: "tool", name: "waive_fee", arguments: { card: "4471" }, status: "pending" },
          { kind: "tool", name: "get_card", status: "ok", agent: "cards" },
          called(
            "get_order",
            { id: 4471 },
            {
              order: {
                lines: Array.from({ length: 40 }, (_, i) => ({ line: i, what: "gift card" })),
              },
            },
          ),
          thought("You have 30 days.", { finishReason: "length" }),
        ],
        "You have 30 days.",
      ),
      startedAtMs: began,
      durationMs: 4200,
    },
    {
      ...aTurn("Are you sure?", [
        thought("", { purpose: "plan", error: { type: "rate_limit", message: "slow down" } }),
      ]),
      error: { type: "agent-error", message: "no answer" },
    },
  ],
  {
    id: "refund-policy-unknown-area.3",
    agent: { name: "support", version: "3f2c1ab", model: "gpt-5-mini" },
    policy: "You work for a gift shop.\nBe kind.",
    reward: 0,
    task: { id: "refund-policy-unknown-area", runIndex: 3 },
    annotations: [
      {
        name: "faithfulness",
        by: "human",
        annotator: "maria",
        value: "made up",
        at: { turn: 1, step: 8 },
        explanation: "No policy says so.",
      },
    ],
  },
);

describe("a session as a timeline", () => {
  test("is as in the golden file", async () => {
    await expect(renderTimeline(giftCard, look)).toMatchFileSnapshot(
      "../../../golden/session-timeline.txt",
    );
  });

  test("fits a narrow terminal, but for names", () => {
    const lines = renderTimeline(giftCard, { ...look, width: 60 }).split("\n");
    const long = lines.filter((line) => line.length > 60 && !/^ {2}\d|·|made up/.test(line));
    expect(long).toEqual([]);
  });

  test("without anything captured says so", () => {
    expect(renderTimeline(aSession([]), look)).toContain("No turn was captured.");
    expect(renderTimeline(aSession([aTurn("Hello?", [thought("")])]), look)).toContain(
      "no reply was captured",
    );
  });

  test("text of a session moves no cursor and is no command to a CI runner", () => {
    const evil = "\u001b[2J\u001b]0;owned\u0007\r\n::error::x\n##[error]y\u202e";
    const text = renderTimeline(
      aSession(
        [
          {
            ...aTurn(
              evil,
              [called(evil, { evil }, evil), thought(evil, { model: evil, reasoning: evil })],
              evil,
            ),
            error: { type: evil, message: evil },
          },
        ],
        {
          id: evil,
          policy: evil,
          annotations: [{ name: evil, by: "code", value: evil, explanation: evil }],
        },
      ),
      look,
    );
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toContain("##[");
  });
});

describe("folded text", () => {
  test("keeps lines that fit as they are", () => {
    expect(foldText("a  b\n\tc", { width: 40, most: 9 })).toEqual(["a  b", "  c"]);
  });

  test("breaks at blanks, inside a word where it must, and counts what it leaves out", () => {
    const folded = foldText(`late fee of the library ${"x".repeat(30)} and more`, {
      width: 20,
      most: 3,
    });
    expect(folded).toEqual([
      "late fee of the",
      "library",
      "xxxxxxxxxxxxxxxxxxxx",
      "… 19 more characters",
    ]);
  });

  test("never exceeds the width, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.integer({ min: 20, max: 90 }),
        (text, width) => {
          for (const line of foldText(text, { width, most: 5 })) {
            expect(Array.from(line).length).toBeLessThanOrEqual(Math.max(width, 30));
          }
        },
      ),
    );
  });

  test("wide characters take two columns", () => {
    expect(foldText("延滞料金はいくらですか", { width: 20, most: 3 })).toEqual([
      "延滞料金はいくらです",
      "か",
    ]);
  });
});
