import { describe, expect, test } from "vitest";
import { CassetteRecording } from "../../../src/core/replay/cassette-recording.ts";
import { streamOfAnswer } from "../../../src/core/replay/cassette-stream.ts";
import type { WireCall } from "../../../src/core/trace/record/wire-call.ts";
import { aCassette, asks, callsSearch, saysLateFee } from "../../support/cassettes.ts";

const lateFee = asks("Is there a late fee?");

function anExchange(changes: Partial<WireCall> = {}): WireCall {
  return {
    api: "chat-completions",
    request: JSON.stringify(lateFee),
    response: {
      status: 200,
      body: { kind: "text", text: JSON.stringify(saysLateFee("None.")) },
    },
    startedAtMs: 10,
    endedAtMs: 20,
    ...changes,
  };
}

function recordingOf(...calls: readonly WireCall[]): CassetteRecording {
  const recording = new CassetteRecording();
  for (const call of calls) recording.add(call);
  return recording;
}

test("model calls are kept in the order in which they began", () => {
  const second = anExchange({ request: JSON.stringify(asks("And then?")), startedAtMs: 15 });
  expect(recordingOf(second, anExchange()).cassette()).toEqual(
    aCassette([lateFee, saysLateFee("None.")], [asks("And then?"), saysLateFee("None.")]),
  );
});

test("a streamed answer is kept as the whole, whether it was asked for as a stream or not", () => {
  const events = (streamOfAnswer("/chat/completions", callsSearch("late fee"), {}) ?? []).map(
    ({ data }) => (typeof data === "string" ? data : JSON.stringify(data)),
  );
  const streamed = anExchange({
    request: JSON.stringify({ ...lateFee, stream: true }),
    response: { status: 200, body: { kind: "events", events } },
  });
  expect(recordingOf(streamed).cassette()).toEqual(aCassette([lateFee, callsSearch("late fee")]));
});

test("a request that the provider refused is kept: the agent will meet the refusal again", () => {
  const response = { status: 400, body: { kind: "text", text: '{"error":{}}' } } as const;
  expect(recordingOf(anExchange({ response })).cassette().calls).toMatchObject([
    { answer: { status: 400, body: { error: {} } } },
  ]);
});

function answered(status: number, text = "{}"): Partial<WireCall> {
  return { response: { status, body: { kind: "text", text } } };
}

describe("what no cassette can hold is counted with its reason", () => {
  const { request: _, response: __, ...bare } = anExchange();
  test.each([
    ["a request too long to keep", { ...bare }, "the request was too long to keep"],
    ["no JSON", anExchange({ request: "--boundary" }), "the request is no JSON object"],
    ["a list", anExchange({ request: "[]" }), "the request is no JSON object"],
    ["no answer", { ...bare, request: "{}" }, "no answer came"],
    [
      "a provider that was not reached",
      { ...bare, request: "{}", failure: { type: "unreachable", message: "no route" } },
      "no route",
    ],
    [
      "an answer that broke off",
      anExchange({ failure: { type: "cut", message: "the provider hung up" } }),
      "the answer is not whole: the provider hung up",
    ],
    ["a busy provider", anExchange(answered(429)), "the answer was 429"],
    ["a broken provider", anExchange(answered(503)), "the answer was 503"],
    ["a wrong key", anExchange(answered(401)), "the answer was 401"],
    ["a redirect", anExchange(answered(302)), "the answer was 302"],
    ["an answer that is no JSON", anExchange(answered(200, "<html>")), "the answer is no JSON"],
    [
      "an answer nobody kept",
      anExchange({ response: { status: 200, body: { kind: "not-captured", reason: "100 MB" } } }),
      "the answer was not captured: 100 MB",
    ],
    [
      "a stream that broke off",
      anExchange({ response: { status: 200, body: { kind: "events", events: ["{"] } } }),
      "the answer's stream did not come to its end",
    ],
  ])("%s", (_title, call, reason) => {
    const recording = recordingOf(call, call, anExchange());
    expect(recording.leftOut()).toEqual([{ reason: expect.stringContaining(reason), calls: 2 }]);
    expect(recording.cassette().calls).toHaveLength(1);
  });
});
