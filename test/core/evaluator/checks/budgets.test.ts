import { describe, expect, test } from "vitest";
import {
  answerOf,
  aSession,
  aTurn,
  called,
  compileCheck,
  oneTurn,
  resultOf,
  thought,
} from "../../../support/sessions.ts";

const lasting = (...durations: readonly (number | undefined)[]) =>
  aSession(
    durations.map((ms) => ({
      ...aTurn("Hi", [], "Hm"),
      ...(ms !== undefined && { durationMs: ms }),
    })),
  );

describe("latency-budget", () => {
  test.each([
    [{ turnMs: 1000 }, [900, 1000], "pass"],
    [{ turnMs: 1000 }, [900, 1001], "fail"],
    [{ turnMs: 1000 }, [900, undefined], "unscored"],
    [{ turnMs: 1000 }, [undefined, 1001], "fail"],
    [{ sessionMs: 1500 }, [900, 600], "pass"],
    [{ sessionMs: 1500 }, [900, 601], "fail"],
    [{ sessionMs: 1500 }, [undefined, 1501], "fail"],
    [{ sessionMs: 1500 }, [undefined, 100], "unscored"],
    [{ sessionMs: 1500 }, [], "unscored"],
  ])("%j over %j ms: %s", (parameters, durations, expected) => {
    expect(resultOf("latency-budget", parameters, lasting(...durations))).toBe(expected);
  });

  test("the slowest step is the evidence", () => {
    const steps = [
      { ...thought("…"), durationMs: 40 },
      { ...called("search_policies", {}, []), durationMs: 1500 },
    ];
    const session = aSession([{ ...aTurn("Hi", steps, "Hm"), durationMs: 1600 }]);
    expect(answerOf("latency-budget", { turnMs: 1000 }, session)).toEqual({
      result: "fail",
      explanation: "Turn 1 took 1600 ms, more than 1000 ms.",
      evidence: [{ at: { turn: 1, step: 2 }, what: "search_policies took 1500 ms" }],
    });
  });

  test("the first of several slowest steps is named, and a model without a name is one", () => {
    const steps = [
      { ...thought("…"), durationMs: 0 },
      { ...called("search_policies", {}, []), durationMs: 0 },
    ];
    const slow = (given: typeof steps | readonly ReturnType<typeof thought>[]) =>
      answerOf(
        "latency-budget",
        { turnMs: 1000 },
        aSession([{ ...aTurn("Hi", given, "Hm"), durationMs: 1600 }]),
      );
    expect(slow(steps)).toMatchObject({
      evidence: [{ at: { turn: 1, step: 1 }, what: "model took 0 ms" }],
    });
    expect(slow([thought("…", { model: "gpt" })])).not.toHaveProperty("evidence");
  });

  test("the turn whose duration is not known is named", () => {
    expect(answerOf("latency-budget", { turnMs: 1000 }, lasting(900, undefined))).toEqual({
      result: "unscored",
      reason: "The duration of turn 2 was not captured.",
    });
    expect(resultOf("latency-budget", { turnMs: 1 }, lasting(1.5))).toBe("fail");
  });

  test("no limit at all is refused", () => {
    expect(compileCheck("latency-budget").kind).toBe("problems");
    expect(compileCheck("latency-budget", {}, { turnMs: 5 }).kind).toBe("compiled");
  });
});

const call = (usage: object) => thought("…", { usage });

describe("token-budget and cost-budget", () => {
  const session = oneTurn("Hi", [
    call({ inputTokens: 400, outputTokens: 100, costUsd: 0.02 }),
    call({ inputTokens: 500, outputTokens: 100, costUsd: 0.04 }),
  ]);

  test("the sum counts, and the call that went over is the evidence", () => {
    expect(resultOf("token-budget", { tokens: 1100 }, session)).toBe("pass");
    expect(answerOf("token-budget", { tokens: 1099 }, session)).toEqual({
      result: "fail",
      explanation: "The session used 1100 tokens, more than 1099.",
      evidence: [{ at: { turn: 1, step: 2 }, what: "1100 tokens after this call" }],
    });
    expect(resultOf("cost-budget", { usd: 0.07 }, session)).toBe("pass");
    expect(answerOf("cost-budget", { usd: 0.05 }, session)).toMatchObject({
      explanation: "The session used 0.06 US dollars, more than 0.05.",
    });
  });

  test("usage that was not reported is not zero", () => {
    const half = oneTurn("Hi", [call({ inputTokens: 400, outputTokens: 100 }), thought("…")]);
    expect(answerOf("token-budget", { tokens: 1000 }, half)).toEqual({
      result: "unscored",
      reason: "1 of 2 model calls did not report their token use.",
    });
    expect(resultOf("token-budget", { tokens: 499 }, half)).toBe("fail");
    expect(
      resultOf("token-budget", { tokens: 1000 }, oneTurn("Hi", [call({ inputTokens: 4 })])),
    ).toBe("unscored");
    expect(resultOf("cost-budget", { usd: 1 }, half)).toBe("unscored");
    expect(answerOf("cost-budget", { usd: 1 }, oneTurn("Hi", []))).toEqual({
      result: "unscored",
      reason: "No model call was captured, so the cost is unknown.",
    });
  });
});

const own = (costUsd: number) =>
  oneTurn("Hi", [thought("…", { provider: "tracegate", usage: { inputTokens: 4, costUsd } })]);

test("what a scripted model or a cassette answered for nothing says nothing of what the agent costs", () => {
  expect(answerOf("cost-budget", { usd: 1 }, own(0))).toEqual({
    result: "unscored",
    reason: "1 of 1 model calls did not report their cost.",
  });
  expect(resultOf("cost-budget", { usd: 1 }, own(0.5))).toBe("pass");
  expect(resultOf("cost-budget", { usd: 0.4 }, own(0.5))).toBe("fail");
});

describe("turn-budget", () => {
  const session = aSession([
    aTurn("a", [thought("1"), thought("2")], "x"),
    aTurn("b", [thought("3")], "y"),
  ]);
  test.each([
    [{ turns: 2 }, "pass"],
    [{ turns: 1 }, "fail"],
    [{ steps: 3 }, "pass"],
    [{ steps: 2 }, "fail"],
    [{ turns: 2, steps: 2 }, "fail"],
  ])("%j: %s", (parameters, expected) => {
    expect(resultOf("turn-budget", parameters, session)).toBe(expected);
  });

  test("the first step beyond the limit is the evidence; no limit is refused", () => {
    expect(answerOf("turn-budget", { steps: 2 }, session)).toMatchObject({
      evidence: [{ at: { turn: 2, step: 1 } }],
    });
    expect(compileCheck("turn-budget").kind).toBe("problems");
  });
});
