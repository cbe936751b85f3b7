import { expect, test } from "vitest";
import { importSpans, onlyTurn } from "../../../../support/imported-spans.ts";
import { keyValues, otlpLog, otlpSpan } from "../../../../support/otlp.ts";

const silent = { "gen_ai.system": "openai", "gen_ai.request.model": "gpt-5-mini" };
const ask = otlpLog("gen_ai.user.message", { content: "Late fee?" });
const choice = otlpLog("gen_ai.choice", {
  index: 0,
  finish_reason: "stop",
  message: { content: "3 EUR" },
});

test("log records tell what the span that they name was sent and answered, in any order", () => {
  const span = otlpSpan({ attributes: silent });
  const told = { user: "Late fee?", reply: "3 EUR", steps: [{ finishReason: "stop" }] };
  for (const order of [
    [span, ask, choice],
    [ask, choice, span],
    [ask, span, choice],
  ]) {
    const { sessions, dropped } = importSpans(...order);
    expect(sessions.flatMap(({ turns }) => turns)).toMatchObject([told]);
    expect(dropped).toEqual([]);
  }
});

test("ids of records and spans meet in either case", () => {
  const upper = otlpLog(
    "gen_ai.user.message",
    { content: "Late fee?" },
    {
      traceId: "5B8EFFF798038103D269B633813FC60C",
      spanId: "EEE19B7EC3C1B174",
    },
  );
  expect(onlyTurn(otlpSpan({ attributes: silent }), upper)).toMatchObject({ user: "Late fee?" });
});

test("they are read in the order of their times", () => {
  const later = otlpLog(
    "gen_ai.user.message",
    { content: "second" },
    { timeUnixNano: "1544712660900000000" },
  );
  const { sessions } = importSpans(otlpSpan({ attributes: silent }), later, ask);
  expect(sessions[0]?.turns.map(({ user }) => user)).toEqual(["Late fee?", "second"]);
});

test("a call and its result in records are a tool step", () => {
  const call = { id: "c1", type: "function", function: { name: "fee", arguments: '{"id":7}' } };
  const turn = onlyTurn(
    otlpSpan({ attributes: silent }),
    ask,
    otlpLog("gen_ai.assistant.message", { tool_calls: [call] }),
    otlpLog("gen_ai.tool.message", { id: "c1", content: '{"eur":3}' }),
    choice,
  );
  expect(turn.steps).toMatchObject([
    { kind: "model", text: "", toolCalls: [{ callId: "c1", name: "fee", arguments: { id: 7 } }] },
    { kind: "tool", name: "fee", result: { eur: 3 } },
    { kind: "model", text: "3 EUR" },
  ]);
});

test("the name of an event may stand in the record itself, and its body be JSON text", () => {
  const record = otlpLog("", '{"content":"Late fee?"}', {
    eventName: "gen_ai.user.message",
    attributes: [],
  });
  expect(onlyTurn(otlpSpan({ attributes: silent }), record)).toMatchObject({ user: "Late fee?" });
});

test("events inside a span tell the same, with their content in attributes", () => {
  const events = [
    { name: "gen_ai.user.message", attributes: keyValues({ content: "Late fee?" }) },
    {
      name: "gen_ai.choice",
      attributes: keyValues({ "gen_ai.event.content": '{"message":{"content":"3 EUR"}}' }),
    },
  ];
  expect(onlyTurn(otlpSpan({ attributes: silent, events }))).toMatchObject({
    user: "Late fee?",
    reply: "3 EUR",
  });
});

test("so do the two events of the first conventions", () => {
  const events = [
    {
      name: "gen_ai.content.prompt",
      attributes: keyValues({ "gen_ai.prompt": '[{"role":"user","content":"Late fee?"}]' }),
    },
    {
      name: "gen_ai.content.completion",
      attributes: keyValues({ "gen_ai.completion": '[{"role":"assistant","content":"3 EUR"}]' }),
    },
  ];
  expect(onlyTurn(otlpSpan({ attributes: silent, events }))).toMatchObject({
    user: "Late fee?",
    reply: "3 EUR",
  });
});

test("one record may carry all that a call was sent and answered", () => {
  const attributes = keyValues({
    "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"Late fee?"}]}]',
    "gen_ai.output.messages": '[{"role":"assistant","parts":[{"type":"text","content":"3 EUR"}]}]',
  });
  const record = otlpLog(
    "",
    {},
    { eventName: "gen_ai.client.inference.operation.details", attributes },
  );
  expect(onlyTurn(otlpSpan({ attributes: silent }), record)).toMatchObject({
    user: "Late fee?",
    reply: "3 EUR",
  });
});

test("what a span says itself is not told again by events", () => {
  const attributes = {
    ...silent,
    "gen_ai.input.messages":
      '[{"role":"user","parts":[{"type":"text","content":"Fee for late?"}]}]',
  };
  expect(importSpans(otlpSpan({ attributes }), ask).sessions[0]?.turns).toMatchObject([
    { user: "Fee for late?" },
  ]);
});

test("an evaluation is an annotation of the step, and no label: nobody says that a person gave it", () => {
  const attributes = keyValues({
    "gen_ai.evaluation.name": "polite",
    "gen_ai.evaluation.score.value": 0.5,
    "gen_ai.evaluation.score.label": "pass",
    "gen_ai.evaluation.explanation": "No please.",
  });
  const record = otlpLog("", {}, { eventName: "gen_ai.evaluation.result", attributes });
  expect(
    importSpans(otlpSpan({ attributes: silent }), ask, record).sessions[0]?.annotations,
  ).toEqual([
    {
      name: "polite",
      by: "model",
      value: { label: "pass", score: 0.5 },
      explanation: "No please.",
      at: { turn: 1, step: 1 },
    },
  ]);
});

test("records that name no span, no event or an unknown one are reported", () => {
  const { reasons } = importSpans(
    otlpSpan({ attributes: silent }),
    otlpLog("gen_ai.user.message", { content: "?" }, { spanId: "" }),
    otlpLog("browser.page_view", {}),
    otlpLog("gen_ai.memory.update", {}),
  );
  expect(reasons).toEqual(
    expect.arrayContaining([
      "event of a model call that names no span",
      "log record that is about no call of a model",
      "event that a session has no place for",
    ]),
  );
});
