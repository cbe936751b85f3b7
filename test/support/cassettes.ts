import { type Cassette, parseCassette } from "../../src/core/replay/cassette.ts";
import { comparableRequest } from "../../src/core/replay/cassette-request.ts";
import type { JsonObject } from "../../src/core/trace/json.ts";

/** A chat completion with one text. */
export function saysLateFee(text: string): JsonObject {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model: "gpt-5-mini",
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
    usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
  };
}

/** A chat completion that calls one tool. */
export function callsSearch(query: string): JsonObject {
  return {
    id: "chatcmpl-2",
    object: "chat.completion",
    created: 1,
    model: "gpt-5-mini",
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: null,
          tool_calls: [
            {
              id: "call_9",
              type: "function",
              function: { name: "search_policies", arguments: JSON.stringify({ query }) },
            },
          ],
        },
        finish_reason: "tool_calls",
      },
    ],
  };
}

/** A request for a chat completion that ends in this message of the user. */
export function asks(text: string, more: JsonObject = {}): JsonObject {
  return {
    model: "gpt-5-mini",
    messages: [
      { role: "system", content: "You are the desk of a gift shop." },
      { role: "user", content: text },
    ],
    ...more,
  };
}

/** A cassette of chat completions. */
export function aCassette(
  ...calls: readonly (readonly [request: JsonObject, answer: JsonObject])[]
): Cassette {
  return {
    calls: calls.map(([request, body]) => ({
      request: comparableRequest("/v1/chat/completions", request),
      answer: { status: 200, body },
    })),
  };
}

/** What a cassette's text reads as; throws where it has a problem. */
export function readBack(text: string): Cassette {
  const reading = parseCassette(text, "late-fee.json");
  if (reading.kind === "problem") throw new Error(reading.problem.message);
  return reading.cassette;
}
