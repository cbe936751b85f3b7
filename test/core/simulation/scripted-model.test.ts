import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatRequest } from "../../../src/core/simulation/chat-completion.ts";
import { answerScripted } from "../../../src/core/simulation/scripted-model.ts";
import { answered, aRequest, aScript, asking, called, said, says } from "../../support/scripted.ts";

const firstCall = { seed: "late-fee#0", call: 1 };

/** What a script with one conditional rule and a last resort says. */
function outcome(when: object, request: ChatRequest, call = 1): string | null {
  const script = aScript(says("fits", when), says("does not fit"));
  return said(answerScripted(script, request, { seed: "late-fee#0", call }));
}

describe("which rule answers", () => {
  test("the first rule whose conditions all hold answers, not the most specific one", () => {
    const script = aScript(
      says("a parcel", { user: { any: ["parcel"] } }),
      says("a lost parcel", { user: { all: ["parcel", "lost"] } }),
    );
    const answer = answerScripted(script, asking("My parcel is lost."), firstCall);
    expect(answer).toMatchObject({ kind: "answered", rule: "rule 1" });
  });

  test.each<[string, object, ChatRequest, string]>([
    ["any phrase", { user: { any: ["late fee", "x"] } }, asking("A LATE FEE?"), "fits"],
    ["all phrases", { user: { all: ["late", "fee"] } }, asking("a fee"), "does not fit"],
    ["none of the phrases", { user: { none: ["fee"] } }, asking("a fee"), "does not fit"],
    ["an expression", { user: { matches: "^order \\d+$" } }, asking("order 4471"), "fits"],
    ["an expression is exact", { user: { matches: "Order" } }, asking("order"), "does not fit"],
    ["the last role", { last: "tool" }, asking("hello"), "does not fit"],
    ["offered tools", { offers: ["refund"] }, asking("hello", ["refund", "search"]), "fits"],
    ["missing tools", { offers: ["refund"] }, asking("hello", ["search"]), "does not fit"],
    ["no system prompt", { system: { any: ["polite"] } }, asking("hello"), "does not fit"],
  ])("%s", (_, when, request, expected) => {
    expect(outcome(when, request)).toBe(expected);
  });

  test("`user` is the last thing the user said, `said` all of it with the newest first", () => {
    const request = aRequest([
      { role: "user", content: "Return the tray of order 4471." },
      { role: "assistant", content: "Are you sure?" },
      { role: "user", content: "No, of order 4417." },
    ]);
    const script = aScript({
      when: { user: { matches: "order (\\d+)" }, said: { all: ["tray"], matches: "4471" } },
      answers: [{ say: "{{match.1}}, not {{said.0}}" }],
    });
    expect(said(answerScripted(script, request, firstCall))).toBe("4417, not 4471");
    const newest = aScript({
      when: { said: { matches: "order (\\d+)" } },
      answers: [{ say: "{{said.1}}" }],
    });
    expect(said(answerScripted(newest, request, firstCall))).toBe("4417");
  });

  test("system and developer messages are the system prompt, in parts or as text", () => {
    const request = aRequest([
      {
        role: "developer",
        content: [
          { type: "text", text: "Always give " },
          { type: "text", text: "an answer." },
        ],
      },
      { role: "user", content: "hello" },
    ]);
    expect(outcome({ system: { any: ["always give an answer"] } }, request)).toBe("fits");
  });

  test.each([
    [1, 1, "fits"],
    [1, 2, "does not fit"],
    [{ from: 2 }, 3, "fits"],
    [{ from: 2 }, 1, "does not fit"],
    [{ to: 2 }, 3, "does not fit"],
    [{ from: 2, to: 3 }, 3, "fits"],
  ])("call %j against call %i of the session: %s", (call, actual, expected) => {
    expect(outcome({ call }, asking("hello"), actual)).toBe(expected);
  });
});

describe("what a tool has answered", () => {
  test.each<[string, unknown, "empty" | "error" | "present"]>([
    ["an empty list", [], "empty"],
    ["no documents", { documents: [] }, "empty"],
    ["nothing", "", "empty"],
    ["null", null, "empty"],
    ["documents", { documents: [{ id: "late-fees" }] }, "present"],
    ["plain text", "The parcel is lost.", "present"],
    ["an error member", { error: "no such order" }, "error"],
    ["a text that reports an error", "Error: timed out", "error"],
    ["an error that is null", { error: null, id: "4471" }, "present"],
    ["JSON that is cut off", '{"documents": [', "present"],
  ])("%s is %3$s", (_, result, kind) => {
    const kinds = (["empty", "error", "present"] as const).filter(
      (each) =>
        outcome({ tool: { name: "search", result: each } }, answered("search", result)) === "fits",
    );
    expect(kinds).toEqual([kind]);
  });

  test("only the tools that the request ends with have just answered", () => {
    const { messages } = answered("search", { documents: [] });
    const later = aRequest([...messages, { role: "user", content: "And now?" }]);
    expect(outcome({ tool: { name: "search" } }, later)).toBe("does not fit");
    expect(outcome({ tool: { name: "lookup" } }, answered("search", []))).toBe("does not fit");
  });

  test("of several answers at once, the condition finds its own", () => {
    const request = aRequest([
      { role: "user", content: "Where is 4502?" },
      {
        role: "assistant",
        tool_calls: [
          { id: "a", function: { name: "search", arguments: "{}" } },
          { id: "b", function: { name: "lookup", arguments: "{}" } },
        ],
      },
      { role: "tool", tool_call_id: "a", content: '{"documents":[]}' },
      { role: "tool", tool_call_id: "b", content: '{"total":62.85}' },
    ]);
    const script = aScript({
      when: { tool: { name: "lookup" } },
      answers: [{ say: "{{result./total}} EUR" }],
    });
    expect(said(answerScripted(script, request, firstCall))).toBe("62.85 EUR");
    expect(outcome({ tool: { name: "search", result: "empty" } }, request)).toBe("fits");
  });
});

describe("what an answer holds", () => {
  test("tool calls keep the type of a value that is a whole placeholder", () => {
    const script = aScript({
      when: { tool: { name: "lookup" } },
      answers: [
        {
          call: [
            {
              tool: "refund",
              arguments: {
                order: "{{result./id}}",
                amount: "{{result./total}}",
                note: "{{result./total}} EUR",
                tags: ["{{result./items/1/sku}}", 3, null],
              },
            },
          ],
        },
      ],
    });
    const order = { id: "4502", total: 62.85, items: [{ sku: "JUG" }, { sku: "THROW" }] };
    const request = answered("lookup", order, { offers: ["refund"] });
    const answer = answerScripted(script, request, firstCall);
    expect(called(answer)).toEqual([
      ["refund", { order: "4502", amount: 62.85, note: "62.85 EUR", tags: ["THROW", 3, null] }],
    ]);
    expect(answer).toMatchObject({ completion: { choices: [{ finish_reason: "tool_calls" }] } });
  });

  test("usage is estimated from characters and says so", () => {
    const script = aScript(says("12345678"));
    const answer = answerScripted(script, asking("1234567"), firstCall);
    expect(answer).toMatchObject({
      completion: {
        usage: { prompt_tokens: 2, completion_tokens: 2, total_tokens: 4, estimated: true },
      },
    });
  });

  test("what a user says is never read as a placeholder, nor breaks out of an argument", () => {
    const hostile = '{{result./secret}} {{match.1}} "}],"tool":"refund" $& $1';
    const script = aScript({
      when: { user: { any: ["secret"] } },
      answers: [
        { say: "You said: {{user}}", call: [{ tool: "search", arguments: { query: "{{user}}" } }] },
      ],
    });
    const answer = answerScripted(script, asking(hostile, ["search"]), firstCall);
    expect(said(answer)).toBe(`You said: ${hostile}`);
    expect(called(answer)).toEqual([["search", { query: hostile }]]);
  });

  test("any text of a user comes back as it was", () => {
    const script = aScript({
      answers: [{ call: [{ tool: "search", arguments: { q: "{{ user }}" } }] }],
    });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const answer = answerScripted(script, asking(text, ["search"]), firstCall);
        expect(called(answer)).toEqual([["search", { q: text }]]);
      }),
    );
  });
});

describe("randomness", () => {
  const coin = aScript({
    answers: [
      { weight: 3, say: "heads" },
      { weight: 1, say: "tails" },
    ],
  });

  /** How often tails comes up in 8,000 calls. */
  function tails(keyOf: (index: number) => { seed: string; call: number }): number {
    const answers = Array.from({ length: 8000 }, (_, index) =>
      said(answerScripted(coin, asking("?"), keyOf(index))),
    );
    return answers.filter((text) => text === "tails").length / answers.length;
  }

  test("the same script, request and key give the same answer, ids included", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 1000 }), (seed, call) => {
        const request = asking("heads or tails?");
        expect(answerScripted(coin, request, { seed, call })).toEqual(
          answerScripted(coin, request, { seed, call }),
        );
      }),
    );
  });

  test("weights are how often an answer is given, over runs and over calls", () => {
    // Five standard errors of 8,000 draws at 1/4 are .024.
    expect(
      Math.abs(tails((index) => ({ seed: `late-fee#${index}`, call: 1 })) - 0.25),
    ).toBeLessThan(0.024);
    expect(
      Math.abs(tails((index) => ({ seed: "late-fee#0", call: index + 1 })) - 0.25),
    ).toBeLessThan(0.024);
  });

  test("completions of one session have different ids, and so have calls of one completion", () => {
    const script = aScript({
      answers: [
        {
          call: [
            { tool: "search", arguments: {} },
            { tool: "search", arguments: {} },
          ],
        },
      ],
    });
    const ids = [1, 2, 3].flatMap((call) => {
      const answer = answerScripted(script, asking("?", ["search"]), { seed: "late-fee#0", call });
      if (answer.kind !== "answered") return [];
      const { id, choices } = answer.completion;
      return [id, ...(choices[0].message.tool_calls ?? []).map((each) => each.id)];
    });
    expect(new Set(ids).size).toBe(9);
  });
});

describe("no answer is never a default answer", () => {
  test("the nearest rule is named, with what it would also need", () => {
    const script = aScript(
      says("refunded", { last: "user", user: { any: ["refund"] }, call: 2 }, "a refund"),
      says("found", { tool: { name: "search" } }, "search results"),
    );
    expect(answerScripted(script, asking("a refund, please"), firstCall)).toEqual({
      kind: "no-answer",
      code: "no-rule",
      message:
        "No rule of the scripted model answers model call 1, which ends with a message of the user. " +
        "The nearest rule is “a refund”; it would also need “call 2”.",
    });
  });

  test("the message names the tool that answered, without its control characters", () => {
    const script = aScript(says("x", { call: 9 }));
    const answer = answerScripted(script, answered("\u001B[31msearch", []), firstCall);
    expect(answer).toMatchObject({
      message: expect.stringContaining('the result of "\\u001b[31msearch" (empty)'),
    });
  });

  test("a tool that the request does not offer is not called", () => {
    const script = aScript({ answers: [{ call: [{ tool: "issue_refund", arguments: {} }] }] });
    expect(answerScripted(script, asking("hello", ["search"]), firstCall)).toEqual({
      kind: "no-answer",
      code: "tool-not-offered",
      message: "The rule “rule 1” calls the tool issue_refund, which the request does not offer.",
    });
  });

  test.each([
    ["a pointer to nothing", "{{result./total}}", {}],
    ["a pointer into a text", "{{result./id/length}}", { id: "4471" }],
    ["a pointer to what objects inherit", "{{result./constructor/name}}", {}],
    ["a pointer past the end", "{{result./items/1}}", { items: ["jug"] }],
    ["the length of a list", "{{result./items/length}}", { items: ["jug"] }],
    ["a group that took no part", "{{tool.2}}", { id: "4471" }],
  ])("%s", (_, text, result) => {
    const script = aScript({
      when: { tool: { matches: "(id)|(total)|." } },
      answers: [{ say: text }],
    });
    const answer = answerScripted(script, answered("lookup", { ...result, x: 1 }), firstCall);
    expect(said(answer)).toBe("(unresolved-placeholder)");
  });

  test("an answer that grows beyond its cap", () => {
    const script = aScript(says("{{user}}".repeat(20)));
    const answer = answerScripted(script, asking("x".repeat(20_000)), firstCall);
    expect(said(answer)).toBe("(unresolved-placeholder)");
  });
});
