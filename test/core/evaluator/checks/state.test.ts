import { existsSync, globSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sessionFiles } from "../../../../src/adapters/fs/read-sessions.ts";
import type { JsonValue } from "../../../../src/core/trace/json.ts";
import {
  answerOf,
  aSession,
  aTurn,
  called,
  failedCall,
  oneTurn,
  resultOf,
  thought,
  uncaptured,
} from "../../../support/sessions.ts";

const order = called("lookup_order", { order_id: "4502" }, { order_id: "4502", total: 62.85 });
const refund = (id: string) => called("issue_refund", { order_id: id }, { ok: true });

const contradicted = (turns: Parameters<typeof aSession>[0]) =>
  answerOf("no-contradicted-fact", {}, aSession(turns));

const paid = (given: JsonValue, result: JsonValue = { order_id: "4502", id: "1" }) =>
  contradicted([
    aTurn("My order is late.", [called("look", {}, result), called("pay", given, 1)], "Done."),
  ]);

describe("no-contradicted-fact", () => {
  test("an id that nobody named, where another is known for its key, fails", () => {
    expect(
      contradicted([aTurn("Refund order 4502", [order, refund("4520")], "Done.")]),
    ).toMatchObject({
      result: "fail",
      explanation:
        "`issue_refund` was called with order id “4520”, but the user in turn 1 gave “4502”.",
      evidence: [{ at: { turn: 1, step: 2 } }],
    });
    expect(contradicted([aTurn("Refund it", [order, refund("4520")], "Done.")])).toMatchObject({
      explanation:
        "`issue_refund` was called with order id “4520”, but `lookup_order` gave “4502” in step 1.1.",
    });
  });

  test("so does an id that the user has taken back, and one that only a reply names", () => {
    const turns = [
      aTurn("My order is 4503.", [], "Thanks."),
      aTurn("Sorry, I meant 4502.", [refund("4503")], "Done."),
    ];
    expect(contradicted(turns)).toMatchObject({
      result: "fail",
      explanation:
        "`issue_refund` was called with order id “4503”, but the user in turn 2 corrected it to “4502”.",
    });
    expect(contradicted([aTurn("Where is it?", [order], "Order 4520 is lost.")]).result).toBe(
      "fail",
    );
  });

  const taken = aTurn("My order is 4503.", [], "Thanks.");
  const lastTurn = (user: string, ...steps: Parameters<typeof aTurn>[1]) => [
    taken,
    aTurn("Sorry, I meant 4502.", [], "Thanks."),
    aTurn(user, steps, "Done."),
  ];

  test("what the user took back may be used again once the user names it again", () => {
    expect(contradicted(lastTurn("Go on", refund("4503"))).result).toBe("fail");
    expect(contradicted(lastTurn("And 4503 too", refund("4503"))).result).toBe("pass");
  });

  test("without words that take back, or with two ids in place of one, nothing is taken back", () => {
    const use = aTurn("Go on", [refund("4503")], "Done.");
    expect(contradicted([taken, aTurn("And 4502.", [], "Thanks."), use]).result).toBe("pass");
    expect(contradicted([taken, aTurn("Sorry, 4502 and 4504.", [], "!"), use]).result).toBe("pass");
    expect(contradicted([taken, aTurn("Sorry, I meant A45-02.", [], "!"), use]).result).toBe(
      "pass",
    );
  });

  test("a reply may name the id that was taken back", () => {
    const changed = aTurn("So?", [order, refund("4502")], "Order 4502, and not order 4503.");
    const turns = [taken, aTurn("Sorry, I meant 4502.", [], "Thanks."), changed];
    expect(contradicted(turns).result).toBe("pass");
  });

  test.each([
    ["in a text", called("search", {}, "See order 4520.")],
    ["under another key", called("search", {}, { note: "as 4520" })],
    ["in an error", failedCall("search", {}, "did you mean 4520?")],
  ])("an id that a tool named %s may be used", (_title, source) => {
    const turn = aTurn("Refund order 4502", [order, source, refund("4520")], "Done.");
    expect(contradicted([turn]).result).toBe("pass");
    const early = aTurn("Refund order 4502", [order, refund("4520"), source], "Done.");
    expect(contradicted([early]).result).toBe("fail");
  });

  test("only ids are watched: no bare key, no word without a digit, no text with blanks", () => {
    expect(paid({ order_id: "4520" })).toMatchObject({
      explanation: "`pay` was called with order id “4520”, but `look` gave “4502” in step 1.1.",
    });
    expect(paid({ id: "4520" }).result).toBe("pass");
    expect(paid({ order_id: "latest" }).result).toBe("pass");
    expect(paid({ order_id: "45 20" }).result).toBe("pass");
    expect(paid({ order_status: "4520" }).result).toBe("pass");
    expect(paid({ deep: [{ order_id: ["4502", 4520] }] }).result).toBe("fail");
    expect(paid({ orderId: "4520" }).result).toBe("fail");
    expect(paid({ order_id: "4520" }, { list: { order_id: ["4502"] } }).result).toBe("fail");
  });

  test("what the user said last counts", () => {
    const turns = [
      aTurn("Order 4502", [], "?"),
      aTurn("And order 4505", [], "?"),
      aTurn("Go on", [refund("4520")], "Done."),
    ];
    expect(contradicted(turns)).toMatchObject({
      explanation:
        "`issue_refund` was called with order id “4520”, but the user in turn 2 gave “4505”.",
    });
  });

  test.each([
    ["W2575533", {}, "pass"],
    ["2575533", {}, "pass"],
    ["W2575534", {}, "fail"],
    ["W2575534", { tools: ["lookup_order"] }, "pass"],
  ])("order #W2575533 refunded as %s, watched as %j: %s", (id, parameters, expected) => {
    const session = oneTurn("Order #W2575533", [refund(id)], "Done.");
    expect(resultOf("no-contradicted-fact", parameters, session)).toBe(expected);
  });

  test.each([
    ["#W2575533", "pass"],
    ["w2575533", "pass"],
    ["W2575534", "fail"],
    ["ORD2575533", "fail"],
  ])("order 2575533 refunded as %s: %s", (id, expected) => {
    const session = oneTurn("Order 2575533", [refund(id)], "Done.");
    expect(resultOf("no-contradicted-fact", {}, session)).toBe(expected);
  });

  test("an id that the policy names may be used", () => {
    const turns = [aTurn("Refund order 4502", [order, refund("4520")], "Done.")];
    const policy = aSession(turns, { policy: "The test order is 4520." });
    expect(resultOf("no-contradicted-fact", {}, policy)).toBe("pass");
  });

  test("a second id that somebody named is none, and what was not captured leaves it open", () => {
    expect(
      contradicted([aTurn("Refund 4502 and 4520", [order, refund("4520")], "Done.")]).result,
    ).toBe("pass");
    const unseen = [aTurn("Refund 4502", [order, uncaptured("list_orders"), refund("4520")], "!")];
    expect(contradicted(unseen)).toMatchObject({ result: "unscored" });
    expect(contradicted([]).result).toBe("unscored");
  });

  test("who uses only what the user named never fails", () => {
    const id = fc.integer({ min: 1000, max: 9999 }).map(String);
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 5 }), (ids) => {
        const turns = [aTurn(`Refund ${ids.join(" and ")}`, ids.map(refund), "Done.")];
        expect(contradicted(turns).result).toBe("pass");
      }),
    );
  });
});

const asked = (...turns: ReturnType<typeof aTurn>[]) =>
  answerOf("no-repeated-question", {}, aSession(turns));

describe("no-repeated-question", () => {
  const ask = "Could you please provide your order number?";

  test("asking for what was answered or told fails", () => {
    expect(asked(aTurn("Refund", [], ask), aTurn("4502", [], ask))).toMatchObject({
      result: "fail",
      explanation: "The reply of turn 2 asks for the order number, which the user gave in turn 2.",
      evidence: [{ what: ask, quote: true }],
    });
    expect(asked(aTurn("My order number is 4502.", [], ask)).result).toBe("fail");
  });

  test.each([
    ["after a tool failed", aTurn("4502", [failedCall("lookup_order", {}, "unknown")], ask)],
    ["for another one", aTurn("4502, and another order too", [], ask)],
    ["what was not answered", aTurn("I don't have it", [], ask)],
    ["whether it is right", aTurn("4502", [], "Can you confirm your order number?")],
  ])("asking %s passes", (_title, turn) => {
    expect(asked(aTurn("Refund", [], ask), turn).result).toBe("pass");
  });

  test("what the agent does with its model in between changes nothing, and the turn is named", () => {
    const busy = aTurn("4502", [thought("…"), order], ask);
    const told = aTurn("My order number is 4502.", [], "Thanks.");
    expect(asked(aTurn("Refund", [], ask), busy).result).toBe("fail");
    expect(asked(told, aTurn("So?", [], ask))).toMatchObject({
      explanation: "The reply of turn 2 asks for the order number, which the user gave in turn 1.",
    });
  });

  test.each([
    [0, 1, "fail"],
    [1, 1, "pass"],
    [1, 2, "fail"],
    [2, 2, "pass"],
  ])("at most %i of %i: %s", (max, times, expected) => {
    const repeats = Array.from({ length: times }, () => aTurn("Please", [], ask));
    const session = aSession([aTurn("My order number is 4502.", [], "Thanks."), ...repeats]);
    expect(resultOf("no-repeated-question", { max }, session)).toBe(expected);
  });

  test("several are counted", () => {
    const turns = [aTurn("My order number is 4502.", [], ask), aTurn("Please", [], ask)];
    expect(asked(...turns)).toMatchObject({
      explanation:
        "The reply of turn 1 asks for the order number, which the user gave in turn 1, one of 2 such questions.",
      evidence: [{ what: ask }, { what: ask }],
    });
  });

  test("an answer is void after another thing was spoken of, or nothing was found", () => {
    const [first, again] = [aTurn("Refund", [], ask), aTurn("Hm", [], ask)];
    const answered = aTurn("4502", [], "Thanks.");
    expect(asked(first, answered, again).result).toBe("fail");
    expect(asked(first, answered, aTurn("And another one", [], "Yes?"), again).result).toBe("pass");
    const nothing = called("search_orders", {}, []);
    expect(asked(first, answered, aTurn("Go on", [nothing], "Hm."), again).result).toBe("pass");
  });

  test.each([
    ["it is me@shop.example", "fail"],
    ["I have 2 of them", "pass"],
  ])("an e-mail address is one: %s: %s", (answer, expected) => {
    const mail = "What is your e-mail address, please?";
    expect(asked(aTurn("Refund", [], mail), aTurn(answer, [], mail)).result).toBe(expected);
    expect(asked(aTurn("Refund", [], mail), aTurn(answer, [], ask)).result).toBe("pass");
  });

  test("an id without a name answers only where one thing was asked for", () => {
    const both = "Could you please provide your order number and your zip code?";
    expect(asked(aTurn("Refund", [], both), aTurn("4502", [], ask)).result).toBe("pass");
    expect(asked(aTurn("Refund", [], both), aTurn("order 4502", [], ask)).result).toBe("fail");
    expect(asked(aTurn("Refund", [], ask), aTurn("4502 4503", [], ask)).result).toBe("pass");
  });

  test("a session without a turn is unscored", () => expect(asked().result).toBe("unscored"));
});

const airline = "../shared/data/tau-airline-gpt4o";

test.skipIf(!existsSync(airline))(
  `real sessions that succeeded are hardly ever flagged (needs ${airline})`,
  async () => {
    const flagged: string[] = [];
    for (const file of globSync(`${airline}/*.json`)) {
      for await (const item of sessionFiles(".", { format: "auto" }).read(file)) {
        if (item.kind !== "session" || item.session.reward !== 1) continue;
        for (const check of ["no-contradicted-fact", "no-repeated-question", "step-confidence"]) {
          if (resultOf(check, {}, item.session) !== "fail") continue;
          flagged.push(`${check} ${item.session.task?.id}/${item.session.task?.runIndex}`);
        }
      }
    }
    // Both had called a tool with the id of a card that nobody has.
    expect(flagged).toEqual(["no-contradicted-fact 20/1", "no-contradicted-fact 20/3"]);
  },
);
