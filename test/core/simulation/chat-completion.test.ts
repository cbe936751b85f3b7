import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { ChatCompletion } from "../../../src/core/simulation/chat-completion.ts";
import {
  chatCompletion,
  chatCompletionChunks,
  chatRequest,
} from "../../../src/core/simulation/chat-completion.ts";
import { asking } from "../../support/scripted.ts";

const streamChunk = z.object({
  choices: z.array(
    z.object({
      delta: z.object({
        content: z.string().nullish(),
        tool_calls: z
          .array(
            z.object({
              index: z.number(),
              function: z.object({ name: z.string().optional(), arguments: z.string() }),
            }),
          )
          .default([]),
      }),
    }),
  ),
});

/** The message that a client has after joining all chunks. */
function joined(completion: ChatCompletion): { content: string; calls: string[] } {
  const message = { content: "", calls: [] as string[] };
  for (const chunk of chatCompletionChunks(completion, { includeUsage: false })) {
    for (const { delta } of streamChunk.parse(chunk).choices) {
      message.content += delta.content ?? "";
      for (const { index, function: part } of delta.tool_calls) {
        message.calls[index] = `${message.calls[index] ?? ""}${part.name ?? ""}${part.arguments}`;
      }
    }
  }
  return message;
}

test("joined chunks are the whole message, whatever its text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.array(fc.string({ unit: "binary" })),
      (text, args) => {
        const calls = args.map((value) => ({ tool: "search", arguments: { value } }));
        const completion = chatCompletion({ id: "1", model: "m", text, calls }, asking("?"));
        expect(joined(completion)).toEqual({
          content: text,
          calls: args.map((value) => `search${JSON.stringify({ value })}`),
        });
      },
    ),
  );
});

test("a stream ends with the finish reason, then with the usage where it is asked for", () => {
  const completion = chatCompletion({ id: "1", model: "m", text: "Hello", calls: [] }, asking("?"));
  const without = chatCompletionChunks(completion, { includeUsage: false });
  const withUsage = chatCompletionChunks(completion, { includeUsage: true });
  expect(without.at(-1)).toMatchObject({ choices: [{ finish_reason: "stop", delta: {} }] });
  expect(withUsage.at(-1)).toMatchObject({ choices: [], usage: completion.usage });
  expect(withUsage).toHaveLength(without.length + 1);
});

describe("a request that cannot be answered", () => {
  test.each([
    ["not an object", 42],
    ["no messages", { messages: [] }],
    ["an unknown role", { messages: [{ role: "robot", content: "hello" }] }],
    ["two choices", { messages: [{ role: "user", content: "hello" }], n: 2 }],
    ["content of another type", { messages: [{ role: "user", content: 42 }] }],
  ])("%s", (_, request) => {
    expect(chatRequest.safeParse(request).success).toBe(false);
  });
});
