import { describe, expect, test } from "vitest";
import {
  answerOf,
  called,
  oneTurn,
  resultOf,
  thought,
  uncaptured,
} from "../../../support/sessions.ts";

const order = called("lookup_order", { order_id: "4502" }, { order_id: "4502", total: 62.85 });

describe("step-confidence", () => {
  test("keeps the curve, and begins at the first step below", () => {
    const session = oneTurn(
      "Where is order W4502?",
      [order, thought("Order W4502 costs $99."), thought("It costs $98.")],
      "It costs $98.",
    );
    expect(answerOf("step-confidence", { min: 0.6 }, session)).toMatchObject({
      result: "fail",
      score: 0,
      explanation:
        "Step 1.2 states more than what came before supports: 50 %, below 60 %. Confidence by step: 1.1 100 %, 1.2 50 %, 1.3 0 %.",
      evidence: [{ at: { turn: 1, step: 2 } }, { at: { turn: 1, step: 3 } }],
    });
    expect(
      resultOf(
        "step-confidence",
        { min: 0.5 },
        oneTurn("Order W4502?", [order, thought("Order W4502 costs $99.")], "!"),
      ),
    ).toBe("pass");
    expect(answerOf("step-confidence", { kinds: ["id"] }, session)).toMatchObject({
      result: "pass",
      score: 1,
    });
  });

  test.each([1, 3, 6, 7, 9])("%i supported facts of 10 are exactly as many tenths", (known) => {
    const amounts = Array.from({ length: 10 }, (_, place) => `$${500 + place ** 3}.77`);
    const session = oneTurn(
      amounts.slice(0, known).join(", "),
      [thought(amounts.toReversed().join(", "))],
      "!",
    );
    const answer = answerOf("step-confidence", { min: known / 10, kinds: ["amount"] }, session);
    expect(answer).toMatchObject({ result: "pass", score: known / 10 });
  });

  test("says what nothing supports, and leaves out steps of which nothing is known", () => {
    const bare = called("track", {}, "ok");
    const { arguments: _, ...unknown } = bare;
    const session = oneTurn(
      "Where is order W4502?",
      [unknown, thought("Order W4502 costs $99 and $98."), thought("Order W4502.")],
      "!",
    );
    expect(answerOf("step-confidence", { min: 0.6 }, session)).toMatchObject({
      score: 1 / 3,
      evidence: [
        {
          at: { turn: 1, step: 2 },
          what: expect.stringMatching(/: nothing supports “\$99”, “\$98”$/),
        },
      ],
    });
    expect(answerOf("step-confidence", { min: 0.3 }, session)).toMatchObject({
      explanation: "Confidence by step: 1.2 33 %, 1.3 100 %.",
    });
  });

  test("without a fact, or with an answer that was not captured, it says nothing", () => {
    expect(resultOf("step-confidence", {}, oneTurn("Hi", [thought("Hello")], "Hello"))).toBe(
      "unscored",
    );
    const unseen = oneTurn("Hi", [uncaptured("lookup_order"), thought("It costs $98.")], "!");
    expect(resultOf("step-confidence", {}, unseen)).toBe("unscored");
  });
});
