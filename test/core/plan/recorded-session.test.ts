import { expect, test } from "vitest";
import { parseRunRecord } from "../../../src/core/plan/parse-result.ts";
import { recordSession } from "../../../src/core/plan/recorded-session.ts";
import { renderRunLine } from "../../../src/core/plan/run-record.ts";
import type { Session, Step } from "../../../src/core/trace/session.ts";
import { notJson } from "../../support/run-loop/not-json.ts";
import { aRecord } from "../../support/run-loop/planned-cases.ts";

function sessionWith(step: Step): Session {
  return { id: "late-fee.0", turns: [{ user: "Hi", steps: [step] }] };
}

test("times are rounded, and numbers that no clock or counter can show become absent", () => {
  const recorded = recordSession({
    id: "late-fee.0",
    turns: [
      {
        user: "Hi",
        startedAtMs: 1_763_844_192_000.123,
        durationMs: 1.2345,
        steps: [
          {
            kind: "model",
            startedAtMs: Number.NaN,
            durationMs: -1,
            usage: { inputTokens: 10.5, outputTokens: -3, costUsd: Number.POSITIVE_INFINITY },
          },
        ],
      },
    ],
  });
  expect(recorded).toEqual({
    kind: "recordable",
    session: {
      id: "late-fee.0",
      turns: [
        {
          user: "Hi",
          startedAtMs: 1_763_844_192_000,
          durationMs: 1.2,
          steps: [{ kind: "model", usage: {} }],
        },
      ],
    },
  });
});

test("what was recorded reads back the same", () => {
  const recorded = recordSession(
    sessionWith({
      kind: "tool",
      name: "lookup_order",
      status: "ok",
      result: { id: 4471 },
      durationMs: 0.04,
    }),
  );
  if (recorded.kind !== "recordable") throw new Error(recorded.reason);
  const { session } = recorded;
  expect(parseRunRecord(renderRunLine(aRecord({ session })), "here").session).toEqual(session);
});

const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;
const deep: unknown = JSON.parse(`${"[".repeat(65)}${"]".repeat(65)}`);

test.each([
  ["a cycle", cyclic],
  ["65 levels", deep],
  ["NaN", Number.NaN],
  ["a bigint", 1n],
])("a tool result that holds %s cannot be recorded, and the reason names the step", (_, value) => {
  const result = notJson(value);
  expect(
    recordSession(sessionWith({ kind: "tool", name: "lookup_order", status: "ok", result })),
  ).toEqual({
    kind: "unrecordable",
    reason: "step 1.1: the result is no JSON value, or nests deeper than 64 levels",
  });
});
