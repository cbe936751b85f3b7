import fc from "fast-check";
import { expect, test } from "vitest";
import {
  readCompletion,
  readCompletionStream,
  readSystemPrompt,
} from "../../../src/core/agent/chat-completion.ts";

test("arguments that are no JSON stay what the model wrote", () => {
  const calls = [{ function: { name: "look", arguments: "{plan:" } }];
  const body = JSON.stringify({ choices: [{ message: { content: "hm", tool_calls: calls } }] });
  expect(readCompletion(body)).toEqual({
    text: "hm",
    toolCalls: [{ name: "look", arguments: "{plan:" }],
  });
});

test("tokens that the provider did not count are absent, not 0", () => {
  const body = JSON.stringify({
    choices: [{ message: { content: "hm" } }],
    usage: { prompt_tokens: 3, completion_tokens: null },
  });
  expect(readCompletion(body)).toEqual({ text: "hm", usage: { inputTokens: 3 } });
});

test("an error in the middle of a stream is the call's, with the text until then", () => {
  const stream = [
    { choices: [{ delta: { content: "It is" } }] },
    { error: { message: "overloaded", code: 503 } },
  ]
    .map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
    .join("");
  expect(readCompletionStream(stream)).toEqual({
    text: "It is",
    error: { type: "http-503", message: "overloaded" },
  });
});

test("whatever a provider sends, reading it ends in a call", () => {
  const bodies = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record(
        {
          choices: fc.array(fc.record({ message: fc.jsonValue(), delta: fc.jsonValue() })),
          usage: fc.jsonValue(),
          error: fc.jsonValue(),
        },
        { requiredKeys: ["choices"] },
      )
      .map((body) => JSON.stringify(body)),
  );
  fc.assert(
    fc.property(bodies, (body) => {
      expect(readCompletion(body)).toEqual(expect.any(Object));
      expect(readCompletionStream(`data: ${body}\n\n`)).toEqual(expect.any(Object));
    }),
  );
});

test("a system prompt is what the system and developer messages of a request say", () => {
  const messages = [
    { role: "system", content: "Be brief." },
    { role: "developer", content: [{ type: "text", text: "Fees are fixed." }] },
    { role: "user", content: "Late fee?" },
  ];
  expect(readSystemPrompt(JSON.stringify({ messages }))).toBe("Be brief.\n\nFees are fixed.");
  expect(readSystemPrompt(JSON.stringify({ messages: messages.slice(2) }))).toBeUndefined();
  expect(readSystemPrompt("no request")).toBeUndefined();
});
