import { describe, expect, test } from "vitest";
import type { Verdict } from "../../../src/core/evaluator/verdict.ts";
import { nonDeterminism } from "../../../src/core/modes/run-modes.ts";
import { sessionModes } from "../../../src/core/modes/session-modes.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import { aSession, aTurn, called, failedCall, oneTurn, thought } from "../../support/sessions.ts";

function modesOf(session: Session, verdicts: readonly Verdict[] = []): readonly string[] {
  return sessionModes(session, verdicts).map(({ mode }) => mode);
}

test.each<[string, Session]>([
  [
    "an id that the user corrected",
    aSession([
      aTurn("My order is 4502117.", [], "Thanks."),
      aTurn(
        "Sorry, I meant 4503118.",
        [called("get_order", { order_id: "4502117" }, { total: 3 })],
        "It is there.",
      ),
    ]),
  ],
  [
    "a question that was answered",
    aSession([aTurn("My order number is 4502117.", [], "What is your order number?")]),
  ],
])("state-corruption is recognised by %s", (_, session) => {
  expect(modesOf(session)).toEqual(["state-corruption"]);
});

test.each<[string, Session]>([
  [
    "a claim after an empty search",
    oneTurn("Fee?", [called("search_policies", {}, [])], "There is a fee for it."),
  ],
  [
    "a failure that is passed over",
    oneTurn("Refund!", [failedCall("issue_refund", {}, "no")], "It is refunded."),
  ],
  [
    "data that is cut off",
    oneTurn("Total?", [called("get_order", {}, '{"total": 4')], "It is paid."),
  ],
  [
    "a price below zero",
    oneTurn("Price?", [called("get_lamp", {}, { price: -4 })], "It is cheap."),
  ],
])("tool-use is recognised by %s", (_, session) => {
  const [finding, ...others] = sessionModes(session);
  expect(finding?.mode).toBe("tool-use");
  expect(finding?.evidence.length).toBeGreaterThan(0);
  expect(others).toEqual([]);
});

test("error-propagation is recognised by what rests on an invented fact, and says where it first drops", () => {
  const session = aSession([
    aTurn(
      "Where is my parcel?",
      [called("track", { parcel: "P-990017" }, { day: "2026-11-03" })],
      "I looked.",
    ),
    aTurn("When?", [thought("On 2026-11-03.")], "On 2026-11-03."),
  ]);
  expect(sessionModes(session)).toEqual([
    {
      mode: "error-propagation",
      what: "Support falls from 100 % to 0 % at step 1.1, and a later step rests on it.",
      evidence: [
        { at: { turn: 1, step: 1 }, what: 'track {"parcel":"P-990017"}' },
        { at: { turn: 2, step: 1 }, what: "rests on it: step 2.1" },
      ],
    },
  ]);
});

const labelled = (value: string): Session => ({
  ...oneTurn("Hi", [], "Go away."),
  annotations: [{ name: "Tone", by: "human", value }],
});

describe("evaluation-misalignment is recognised", () => {
  const passed: Verdict = { evaluator: "kind@1", kind: "judge", dimension: "tone", result: "pass" };
  test("by a person who says otherwise than a judge", () => {
    expect(sessionModes(labelled("bad"), [passed])).toMatchObject([
      {
        mode: "evaluation-misalignment",
        what: "A person called `Tone` bad, and `kind@1` the reverse.",
      },
    ]);
  });
  test("and not by one who agrees, or of whom nothing is known", () => {
    expect(modesOf(labelled("good"), [passed])).toEqual([]);
    expect(modesOf(labelled("purple"), [passed])).toEqual([]);
    expect(modesOf(labelled("bad"), [])).toEqual([]);
  });
});

test("a session in which all went well shows none", () => {
  const session = oneTurn(
    "What does order 4502117 come to?",
    [called("get_order", { order_id: "4502117" }, { total: 48.5 })],
    "It comes to $48.50.",
  );
  expect(modesOf(session)).toEqual([]);
});

const run = (
  hasPassed: boolean,
  ...tools: readonly string[]
): { session: Session; hasPassed: boolean } => ({
  session: oneTurn(
    "Hi",
    tools.map((name) => called(name, {}, {})),
    "Done.",
  ),
  hasPassed,
});

describe("non-determinism", () => {
  test("is recognised by runs that pass and fail, and says where their calls part", () => {
    const runs = [run(true, "get_order", "get_lamp"), run(false, "get_order", "issue_refund")];
    expect(nonDeterminism(runs)).toEqual({
      mode: "non-determinism",
      what: "1 of 2 runs pass, in 2 ways through the tools; they first part at tool call 2.",
      evidence: [{ at: { turn: 1, step: 2 }, what: "issue_refund {}" }],
    });
  });

  test("says so where a failing run stops early, and where all did the same", () => {
    const early = nonDeterminism([run(true, "get_order", "get_lamp"), run(false, "get_order")]);
    expect(early?.what).toMatch(/a failing run stops before tool call 2\.$/);
    const same = nonDeterminism([run(true, "get_order"), run(false, "get_order")]);
    expect(same?.what).toBe("1 of 2 runs pass, all with the same tool calls.");
  });

  test("needs both a pass and a failure", () => {
    expect(nonDeterminism([])).toBeUndefined();
    expect(nonDeterminism([run(true), run(true)])).toBeUndefined();
    expect(nonDeterminism([run(false), run(false)])).toBeUndefined();
  });
});
