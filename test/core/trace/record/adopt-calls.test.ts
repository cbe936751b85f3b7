import { expect, test } from "vitest";
import { adoptCalls } from "../../../../src/core/trace/record/adopt-calls.ts";
import type { Span } from "../../../../src/core/trace/span.ts";

function aSpan(
  spanId: string,
  [startedAtMs, endedAtMs]: readonly [number, number],
  more: Partial<Span> = {},
): Span {
  return {
    kind: "model",
    name: "chat",
    traceId: "recorder",
    spanId,
    startedAtMs,
    endedAtMs,
    ...more,
  };
}

const said = (text: string) => [{ role: "assistant" as const, text }];
const asked = (name: string) => [{ role: "assistant" as const, toolCalls: [{ name }] }];
const reported = { traceId: "agent" };

test("a recorded call goes below the agent's own span of it, into its trace and session", () => {
  const chat = aSpan("chat", [100, 200], { ...reported, sessionId: "late-fee" });
  const [adopted] = adoptCalls([aSpan("wire", [110, 190])], [chat]);
  expect(adopted).toMatchObject({
    traceId: "agent",
    parentSpanId: "chat",
    sessionId: "late-fee",
    spanId: "wire",
  });
});

test("a call and its repetition after a failure are both in the span around them", () => {
  const failed = aSpan("first", [110, 120], { error: { type: "http-429", message: "slow down" } });
  const chat = aSpan("chat", [100, 200], { ...reported, output: said("3 EUR") });
  const adopted = adoptCalls(
    [failed, aSpan("second", [130, 190], { output: said("3 EUR") })],
    [chat],
  );
  expect(adopted.map(({ parentSpanId }) => parentSpanId)).toEqual(["chat", "chat"]);
});

test("of calls at the same time each goes to the one that says the same", () => {
  const fee = aSpan("fee", [100, 200], { ...reported, output: said("3 EUR") });
  const lost = aSpan("lost", [100, 201], { ...reported, output: said("It is lost.") });
  const adopted = adoptCalls(
    [
      aSpan("a", [101, 199], { output: said("It is lost.") }),
      aSpan("b", [102, 198], { output: said("3 EUR ") }),
    ],
    [fee, lost],
  );
  expect(adopted.map(({ parentSpanId }) => parentSpanId)).toEqual(["lost", "fee"]);
});

test("another id of the answer is another call", () => {
  const chat = aSpan("chat", [100, 200], { ...reported, responseId: "resp_2" });
  const call = aSpan("wire", [110, 190], { responseId: "resp_1" });
  expect(adoptCalls([call], [chat])).toEqual([call]);
});

test("a call that nobody reported, or that says itself where it belongs, stays where it is", () => {
  const http = aSpan("http", [105, 195], { ...reported, kind: "other" });
  const known = aSpan("wire", [110, 190], { ...reported, parentSpanId: "http" });
  const apart = aSpan("apart", [500, 600]);
  expect(adoptCalls([known, apart], [http, aSpan("chat", [100, 200], reported)])).toEqual([
    known,
    apart,
  ]);
});

test("a tool call goes to the trace of the model call that asked for it", () => {
  const tool = aSpan("tool", [300, 310], {
    kind: "tool",
    traceId: "tools",
    toolCall: { name: "refund" },
  });
  const models = [
    aSpan("m1", [100, 200], { traceId: "one", output: asked("refund") }),
    aSpan("m2", [210, 290], { traceId: "two", output: asked("lookup_order") }),
  ];
  expect(adoptCalls([...models, tool], []).at(-1)?.traceId).toBe("one");
});

test("a tool that ran at the provider follows its call", () => {
  const call = aSpan("wire", [110, 190]);
  const search = aSpan("wire.1", [110, 190], { kind: "tool", parentSpanId: "wire" });
  const adopted = adoptCalls([call, search], [aSpan("chat", [100, 200], reported)]);
  expect(adopted.map(({ traceId }) => traceId)).toEqual(["agent", "agent"]);
});
