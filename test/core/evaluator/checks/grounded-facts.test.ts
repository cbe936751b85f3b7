import { existsSync, globSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sessionFiles } from "../../../../src/adapters/fs/read-sessions.ts";
import type { Session } from "../../../../src/core/trace/session.ts";
import {
  answerOf,
  aSession,
  aTurn,
  called,
  oneTurn,
  resultOf,
  thought,
  uncaptured,
} from "../../../support/sessions.ts";

const order = called(
  "lookup_order",
  { order_id: "4388" },
  { id: "4388", total: 39.9, shipped: "2026-10-02" },
);

function of(session: Session, parameters: Readonly<Record<string, unknown>> = {}) {
  return answerOf("grounded-facts", parameters, session);
}

describe("what supports a fact", () => {
  test.each([
    [
      "a tool's result",
      oneTurn("Where is it?", [order], "Order 4388 over $39.90 left on October 2nd."),
    ],
    ["the user", oneTurn("I paid $12 on May 3rd.", [], "You paid $12 on May 3.")],
    [
      "the policy",
      aSession([aTurn("Late fee?", [], "$15 a day.")], { policy: "The late fee is $15 a day." }),
    ],
    ["an earlier turn", aSession([aTurn("I am 40.", [], "Hi"), aTurn("So?", [], "You are 40.")])],
    [
      "a tool's error",
      oneTurn(
        "Hi",
        [
          {
            kind: "tool",
            name: "pay",
            status: "error",
            error: { type: "E", message: "limit is 500 EUR" },
          },
        ],
        "The limit is €500.",
      ),
    ],
    ["nothing, where nothing is stated", oneTurn("Hi", [], "Hello!")],
  ])("%s", (_title, session) => {
    expect(of(session)).toEqual({ result: "pass" });
  });

  test.each([
    [
      "the agent's own arguments",
      oneTurn(
        "Where is it?",
        [called("track", { parcel: "ZX9912" }, "ok")],
        "Parcel ZX9912 is on its way.",
      ),
    ],
    [
      "its own earlier reply",
      aSession([aTurn("a", [], "It is $7."), aTurn("b", [], "As I said, $7.")]),
    ],
    ["a later result", aSession([aTurn("a", [], "Order 4388."), aTurn("b", [order], "Yes.")])],
  ])("not %s", (_title, session) => {
    expect(of(session).result).toBe("fail");
  });
});

test("a failure names the facts and quotes the sentence", () => {
  const session = oneTurn(
    "Refund?",
    [order, thought("…")],
    "Hello. You have thirty days and pay $15. Bye.",
  );
  expect(of(session)).toEqual({
    result: "fail",
    explanation:
      "The reply of turn 1 states “thirty days”, “$15”, which no tool result, user message or policy text holds.",
    evidence: [
      { at: { turn: 1, step: 2 }, what: "You have thirty days and pay $15.", quote: true },
    ],
  });
});

test("a value that the agent made up for a tool is where it began", () => {
  const session = oneTurn(
    "Where is it?",
    [thought(""), called("track", { parcel: "ZX9912" }, []), thought("…")],
    "ZX9912 is late.",
  );
  expect(of(session)).toMatchObject({
    evidence: [{ at: { turn: 1, step: 2 } }, { at: { turn: 1, step: 3 } }],
  });
});

test("kinds and allowances", () => {
  const session = oneTurn("Hi", [], "Call 800-555-0199 within 24 hours and pay $15.");
  expect(of(session, { kinds: ["date"] }).result).toBe("pass");
  expect(of(session, { kinds: ["amount"] })).toMatchObject({
    explanation: expect.stringContaining("“$15”, which"),
  });
  expect(of(session, { allow: ["800-555-0199", "24 hours", "$15"] }).result).toBe("pass");
  expect(of(session, { allow: ["800-555-0199", "15 hours", "$24"] }).result).toBe("fail");
});

describe("what cannot be known", () => {
  test("a tool's answer that was not captured may hold the fact", () => {
    expect(of(oneTurn("Hi", [uncaptured("lookup_order")], "It is $15."))).toEqual({
      result: "unscored",
      reason: "The result of `lookup_order` was not captured, and it may hold “$15”.",
    });
    expect(of(oneTurn("Hi $15", [uncaptured("lookup_order")], "It is $15.")).result).toBe("pass");
  });

  test("no reply", () => {
    expect(of(oneTurn("Hi", [order])).result).toBe("unscored");
    expect(of(aSession([])).result).toBe("unscored");
    expect(of(aSession([aTurn("a", []), aTurn("b", [], "It is $7.")])).result).toBe("fail");
  });

  test("a goodbye that nobody answers is no missing reply; a question that was worked on is", () => {
    expect(of(aSession([aTurn("a", [], "Yes."), aTurn("Bye!", [])])).result).toBe("pass");
    expect(of(aSession([aTurn("a", [], "Yes."), aTurn("And?", [order])])).result).toBe("unscored");
    expect(of(aSession([aTurn("Bye!", [])])).result).toBe("unscored");
    const silent = [aTurn("a", [], "Yes."), aTurn("And?", []), aTurn("b", [], "Yes.")];
    expect(of(aSession(silent))).toEqual({
      result: "unscored",
      reason: "There is no reply in turn 2.",
    });
    const broken = { ...aTurn("Bye!", []), error: { type: "Error", message: "exit 1" } };
    expect(of(aSession([aTurn("a", [], "Yes."), broken])).result).toBe("unscored");
  });
});

test("taking a tool result away never makes a session pass", () => {
  const result = fc.oneof(
    fc.record({
      price: fc.integer({ min: 1, max: 30 }),
      date: fc.constantFrom("2026-05-03", "2026-05-04"),
    }),
    fc.constantFrom("in 1 day", "in 2 weeks", "A12 costs $7", "[]"),
  );
  const words = fc.constantFrom(
    "$7",
    "$14",
    "14 days",
    "May 4th, 2026",
    "A12",
    "3",
    "and",
    "$21",
    "10%",
  );
  fc.assert(
    fc.property(
      fc.array(result, { minLength: 1, maxLength: 5 }),
      fc.nat(),
      fc.array(words, { maxLength: 6 }),
      (results, nth, reply) => {
        const steps = results.map((value) => called("lookup", {}, value));
        const fewer = steps.filter((_, index) => index !== nth % steps.length);
        const answer = (kept: typeof steps) =>
          resultOf("grounded-facts", {}, oneTurn("Hi", kept, reply.join(" ")));
        expect(answer(fewer) === "pass" && answer(steps) !== "pass").toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

const airline = "../shared/data/tau-airline-gpt4o";

test.skipIf(!existsSync(airline))(
  `in 100 real sessions few facts look unsupported, and those for a reason (needs ${airline})`,
  async () => {
    const flagged = new Map<string, string>();
    let sessions = 0;
    let unknown = 0;
    for (const file of globSync(`${airline}/*.json`)) {
      for await (const item of sessionFiles(".", { format: "auto" }).read(file)) {
        if (item.kind !== "session") continue;
        sessions += 1;
        const answer = of(item.session);
        const task = `${item.session.task?.id}/${item.session.task?.runIndex}`;
        if (answer.result === "fail") flagged.set(task, answer.explanation ?? "");
        else unknown += answer.result === "pass" ? 0 : 1;
      }
    }
    // The unknown ones end in a hand-over to a person, without a last word.
    expect([sessions, unknown]).toEqual([100, 20]);
    const states = [...flagged].map(([task, why]) => [task, /states (.*?), which/.exec(why)?.[1]]);
    // Each was read. 23/0: nobody named a month; 2/0: the agent's own sum is wrong; the others are
    // differences of which one part was stated a turn before.
    expect(Object.fromEntries(states)).toEqual({
      "2/0": "“$2,210”",
      "6/3": "“$2571”",
      "11/0": "“$201”",
      "11/3": "“$171”",
      "22/2": "“$38”",
      "23/0": "“May 6th”",
    });
  },
);

describe("what is said of unsupported facts", () => {
  test.each([
    ["$41, $42 and $43", "“$41”, “$42”, “$43”"],
    ["$41, $42, $43 and $44", "“$41”, “$42”, “$43” and 1 more"],
    ["$41, $41 and $42", "“$41”, “$42”"],
  ])("%s: %s", (said, named) => {
    expect(of(oneTurn("Hi", [], `It costs ${said}.`))).toMatchObject({
      explanation: `The reply of turn 1 states ${named}, which no tool result, user message or policy text holds.`,
    });
  });

  test("a tool call for which one of them was made up is the first evidence", () => {
    const call = called("track", { parcel: "ZX9912" }, "ok");
    expect(of(oneTurn("Where?", [order, call], "$41 for parcel ZX9912."))).toMatchObject({
      evidence: [{ at: { turn: 1, step: 2 } }, { quote: true }],
    });
  });

  test("a sum that the agent showed on its way may be repeated without its parts", () => {
    const sum = thought("39.90 $ and 12 $ are 51.90 $.");
    const paid = called("lookup_order", {}, { first: 39.9, second: 12 });
    expect(of(oneTurn("How much?", [paid, sum], "It costs $51.90.")).result).toBe("pass");
    expect(of(oneTurn("How much?", [paid], "It costs $51.90.")).result).toBe("fail");
  });
});
