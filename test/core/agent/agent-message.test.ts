import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAgentLine } from "../../../src/core/agent/agent-message.ts";

test("a model call keeps what the protocol names and drops the rest", () => {
  const call = {
    model: "gpt-demo",
    text: "",
    toolCalls: [{ callId: "t1", name: "lookup_fee", arguments: { plan: "standard" } }],
    usage: { inputTokens: 3, outputTokens: 4, costUsd: 0.01 },
    startedAtMs: 1,
    durationMs: 2.5,
    error: { type: "http-503", message: "gone" },
  };
  const line = JSON.stringify({ type: "model_call", session: "s", ...call, extra: 1 });
  expect(parseAgentLine(line)).toEqual({
    kind: "message",
    message: { type: "step", session: "s", step: { kind: "model", ...call } },
  });
});

test("a model call may say what it was asked for, by whom it was answered, and how it ended", () => {
  const call = { purpose: "plan", provider: "acme", reasoning: "First …", finishReason: "stop" };
  const line = JSON.stringify({ type: "model_call", session: "s", ...call });
  expect(parseAgentLine(line)).toMatchObject({ message: { step: { kind: "model", ...call } } });
  const odd = JSON.stringify({ type: "model_call", session: "s", purpose: "planning" });
  expect(parseAgentLine(odd)).toEqual({
    kind: "refused",
    reason:
      'the agent sent a wrong message: "purpose" of a model call must be "plan", or be left out',
  });
});

test("null is a result, and absent elsewhere", () => {
  const line = JSON.stringify({
    type: "tool_call",
    session: "s",
    name: "log",
    arguments: null,
    result: null,
    callId: null,
  });
  expect(parseAgentLine(line)).toMatchObject({
    message: { step: { kind: "tool", name: "log", status: "ok", result: null } },
  });
  expect(line).toContain("callId");
});

test("a tool's error may be a text", () => {
  const line = JSON.stringify({ type: "tool_call", session: "s", name: "log", error: "disk full" });
  expect(parseAgentLine(line)).toMatchObject({
    message: { step: { status: "error", error: { type: "error", message: "disk full" } } },
  });
});

test("no line, whatever it holds, does anything but parse or be refused in one printable line", () => {
  const lines = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        type: fc.constantFrom("reply", "error", "tool_call", "model_call", "turn"),
        session: fc.oneof(fc.string(), fc.jsonValue()),
        text: fc.jsonValue(),
        name: fc.jsonValue(),
        result: fc.jsonValue(),
        error: fc.jsonValue(),
        usage: fc.jsonValue(),
        toolCalls: fc.jsonValue(),
        durationMs: fc.jsonValue(),
      })
      .map((message) => JSON.stringify(message)),
  );
  fc.assert(
    fc.property(lines, (line) => {
      const parsed = parseAgentLine(line);
      const told = parsed.kind === "refused" ? parsed.reason : `the agent ${parsed.message.type}`;
      expect(told).toMatch(/^the agent [^\p{Cc}\p{Cf}]+$/u);
    }),
    { numRuns: 500 },
  );
});
