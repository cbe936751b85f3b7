import { describe, expect, test } from "vitest";
import { importSpans } from "../../../../support/imported-spans.ts";
import { keyValues, otlpLog, otlpSpan } from "../../../../support/otlp.ts";

const span = "/resourceSpans/0/scopeSpans/0/spans/0";
const chat = {
  "gen_ai.operation.name": "chat",
  "gen_ai.request.model": "gpt-5-mini",
  "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"Late fee?"}]}]',
  "gen_ai.output.messages": '[{"role":"assistant","parts":[{"type":"text","content":"3 EUR."}]}]',
};

/** What was told of one span, as `path: reason (count)`. */
function told(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const { dropped } = importSpans(otlpSpan({ attributes: chat, ...fields }));
  return dropped.map(({ path, reason, count }) => `${path}: ${reason} (${count})`);
}

describe("what was lost before the file was written", () => {
  test("is told with how much it was", () => {
    expect(
      told({
        droppedAttributesCount: 3,
        dropped_events_count: "2",
        droppedLinksCount: 1,
        events: [{ name: "exception", attributes: [], droppedAttributesCount: 4 }],
      }),
    ).toEqual([
      `${span}/droppedAttributesCount: attribute that its exporter left out (3)`,
      `${span}/dropped_events_count: event that its exporter left out (2)`,
      `${span}/droppedLinksCount: link that its exporter left out (1)`,
      `${span}/events/0/droppedAttributesCount: attribute that its exporter left out (4)`,
    ]);
  });

  test("adds up over spans", () => {
    const { dropped } = importSpans(
      otlpSpan({ attributes: chat, droppedAttributesCount: 3 }),
      otlpSpan({ attributes: chat, spanId: "eee19b7ec3c1b175", droppedAttributesCount: 5 }),
    );
    expect(dropped).toMatchObject([{ line: 1, count: 8 }]);
  });

  test("is told of resources, scopes and log records", () => {
    const log = otlpLog(
      "gen_ai.user.message",
      { content: "Late fee?" },
      { droppedAttributesCount: 2 },
    );
    const { resourceSpans } = otlpSpan({ attributes: chat });
    const [resource] = resourceSpans;
    const { dropped } = importSpans(
      {
        resourceSpans: [
          {
            resource: { droppedAttributesCount: 6 },
            scopeSpans: [{ scope: { name: "shop", droppedAttributesCount: 7 }, spans: [] }],
          },
          resource,
        ],
      },
      log,
    );
    expect(dropped.map(({ path, count }) => [path, count])).toEqual([
      ["/resourceSpans/0/resource/droppedAttributesCount", 6],
      ["/resourceSpans/0/scopeSpans/0/scope/droppedAttributesCount", 7],
      ["/resourceLogs/0/scopeLogs/0/logRecords/0/droppedAttributesCount", 2],
    ]);
  });

  test.each([0, "0", -1, "many", null, {}])("%j is nothing lost", (droppedAttributesCount) => {
    expect(told({ droppedAttributesCount })).toEqual([]);
  });

  test("links to other spans are no part of a session", () => {
    expect(told({ links: [{ spanId: "a" }, { spanId: "b" }] })).toEqual([
      `${span}/links: link to another span: no part of a session (2)`,
    ]);
  });
});

describe("times", () => {
  const unreadable = "time that cannot be read: neither ISO 8601 nor a number since 1970";

  test.each([
    ["startTimeUnixNano", "yesterday"],
    ["startTimeUnixNano", "99999999999999999999999999"],
    ["start_time_unix_nano", -5],
    ["endTimeUnixNano", "1544712661e9"],
    ["endTimeUnixNano", { low: 1, high: 2 }],
    ["endTimeUnixNano", true],
  ])("%s %j is told", (key, value) => {
    const other = { startTimeUnixNano: undefined, endTimeUnixNano: undefined };
    expect(told({ ...other, [key]: value })).toEqual([`${span}/${key}: ${unreadable} (1)`]);
  });

  test.each([0, "0", "", null])("%j is a time that nobody knew", (startTimeUnixNano) => {
    expect(told({ startTimeUnixNano })).toEqual([]);
  });

  test("of an event are told", () => {
    expect(told({ events: [{ name: "exception", timeUnixNano: "soon" }] })).toEqual([
      `${span}/events/0/timeUnixNano: ${unreadable} (1)`,
    ]);
  });

  test("of a log record are told, and when it was seen stands in", () => {
    const event = otlpLog(
      "gen_ai.user.message",
      { content: "Late fee?" },
      { timeUnixNano: "soon", observedTimeUnixNano: "1544712660500000000" },
    );
    const { dropped } = importSpans(otlpSpan({ attributes: chat }), event);
    expect(dropped).toMatchObject([
      { path: "/resourceLogs/0/scopeLogs/0/logRecords/0/timeUnixNano" },
    ]);
  });
});

describe("counts of tokens", () => {
  const none = "number of tokens that is no whole number from 0";

  test.each([-3, 2.5, "many", true, 1e300])("%j is told", (count) => {
    const attributes = { ...chat, "gen_ai.usage.input_tokens": count };
    const { sessions, dropped } = importSpans(otlpSpan({ attributes }));
    expect(dropped).toMatchObject([{ path: `${span}/attributes/4`, reason: none, count: 1 }]);
    expect(sessions[0]?.turns[0]?.steps[0]).not.toHaveProperty("usage");
  });

  test("that a library does not know it writes as no number", () => {
    const attributes = {
      "ai.operationId": "ai.generateText.doGenerate",
      "ai.prompt.messages": '[{"role":"user","content":"Late fee?"}]',
      "ai.response.text": "3 EUR.",
      "ai.usage.promptTokens": "NaN",
      "ai.usage.completionTokens": {},
    };
    expect(told({ attributes })).toEqual([]);
  });

  test("the older key stands in for one that is none, which is told", () => {
    const attributes = {
      ...chat,
      "gen_ai.usage.input_tokens": "many",
      "gen_ai.usage.prompt_tokens": 12,
    };
    const { sessions, dropped } = importSpans(otlpSpan({ attributes }));
    expect(sessions[0]?.turns[0]?.steps[0]).toMatchObject({ usage: { inputTokens: 12 } });
    expect(dropped).toMatchObject([{ reason: none }]);
  });

  test.each(["gen_ai.usage.cost", "llm.cost.total"])(
    "a cost under %s that is none is told",
    (key) => {
      const attributes = { ...chat, "openinference.span.kind": "LLM", [key]: -0.5 };
      expect(told({ attributes })).toEqual([
        `${span}/attributes/5: cost that is no amount of dollars (1)`,
      ]);
    },
  );
});

/** The same of a span with one evaluation. */
function evaluation(attributes: Readonly<Record<string, unknown>>): readonly string[] {
  return told({
    events: [{ name: "gen_ai.evaluation.result", attributes: keyValues(attributes) }],
  });
}

describe("evaluations", () => {
  test.each([
    [{ "gen_ai.evaluation.score.value": 1 }],
    [{ "gen_ai.evaluation.name": "polite" }],
    [{ "gen_ai.evaluation.name": "polite", "gen_ai.evaluation.score.value": "high" }],
  ])("%j says nothing of anything", (attributes) => {
    expect(evaluation(attributes)).toEqual([
      `${span}/events/0: evaluation without a name or a value (1)`,
    ]);
  });

  test("a score that is no number is told, beside its label", () => {
    const attributes = {
      "gen_ai.evaluation.name": "polite",
      "gen_ai.evaluation.score.label": "yes",
      "gen_ai.evaluation.score.value": "high",
    };
    expect(evaluation(attributes)).toEqual([
      `${span}/events/0/attributes/2: score of an evaluation that is no number (1)`,
    ]);
  });

  test("of OpenInference are told likewise", () => {
    const attributes = {
      ...chat,
      "openinference.span.kind": "LLM",
      "evaluations.0.evaluation.name": "polite",
      "evaluations.1.evaluation.score": 1,
      "evaluations.2.evaluation.name": "polite",
      "evaluations.2.evaluation.label": "yes",
      "evaluations.2.evaluation.score": "high",
    };
    expect(told({ attributes })).toEqual([
      `${span}: evaluation without a name or a value (2)`,
      `${span}: score of an evaluation that is no number (1)`,
    ]);
  });
});

test("each span of a circle of parents is told of once", () => {
  const ids = ["1", "2", "3"].map((digit) => digit.repeat(16));
  const spans = ids.map((spanId, at) =>
    otlpSpan({
      attributes: chat,
      spanId,
      parentSpanId: ids[(at + 1) % 3],
      startTimeUnixNano: `${1_544_712_660 + 10 * at}000000000`,
      endTimeUnixNano: `${1_544_712_665 + 10 * at}000000000`,
    }),
  );
  const { dropped } = importSpans(...spans);
  expect(dropped.map(({ reason, count }) => [reason, count])).toEqual([
    ["parent of a span: the parents stand in a circle", 1],
    ["start of a span before its parent's: taken for the parent's", 2],
  ]);
});

/** What a model answered, as the text of an attribute. */
function answered(text: string): string {
  return JSON.stringify([{ role: "assistant", parts: [{ type: "text", content: text }] }]);
}

test("a call below one that was over is a call of its own, one inside it is the same", () => {
  const outer = otlpSpan({ attributes: chat });
  const below = (at: number, text: string) =>
    otlpSpan({
      attributes: { ...chat, "gen_ai.output.messages": answered(text) },
      spanId: "eee19b7ec3c1b175",
      parentSpanId: "eee19b7ec3c1b174",
      startTimeUnixNano: `${at}00000000`,
      endTimeUnixNano: `${at + 1}00000000`,
    });
  const late = importSpans(outer, below(15_447_126_700, "Another answer."));
  expect(late.sessions[0]?.turns.flatMap(({ steps }) => steps)).toHaveLength(2);
  expect(late.dropped).toEqual([]);
  const inside = importSpans(outer, below(15_447_126_605, "Another answer."));
  expect(inside.sessions[0]?.turns.flatMap(({ steps }) => steps)).toHaveLength(1);
  expect(inside.reasons).toEqual(["answer that differs from that of the model call inside"]);
  expect(importSpans(outer, below(15_447_126_605, "3 EUR.")).dropped).toEqual([]);
});

test("two answers to one call that differ are told, one after an empty one is the answer", () => {
  const asked = { role: "user", content: "Late fee?" };
  const call = {
    role: "assistant",
    tool_calls: [{ id: "c1", type: "function", function: { name: "get_fee" } }],
  };
  const results = (...contents: readonly unknown[]) =>
    importSpans(
      otlpSpan({
        attributes: {
          ...chat,
          "gen_ai.input.messages": JSON.stringify([
            asked,
            call,
            ...contents.map((content) => ({ role: "tool", tool_call_id: "c1", content })),
          ]),
        },
      }),
    );
  const tools = (read: ReturnType<typeof results>) =>
    read.sessions[0]?.turns[0]?.steps.filter(({ kind }) => kind === "tool");
  expect(tools(results(null, '{"fee":3}'))).toMatchObject([{ result: { fee: 3 } }]);
  expect(results(null, '{"fee":3}', '{"fee":3}').dropped).toEqual([]);
  const both = results('{"fee":3}', '{"fee":4}');
  expect(tools(both)?.[0]).toMatchObject({ result: { fee: 3 } });
  expect(both.dropped).not.toEqual([]);
});

test("a span that says nothing of its kind is the call that its messages say it is", () => {
  const inference = {
    "llm.input_messages.0.message.role": "user",
    "llm.input_messages.0.message.content": "Late fee?",
    "llm.output_messages.0.message.role": "assistant",
    "llm.output_messages.0.message.content": "3 EUR.",
  };
  const sdk = {
    "ai.prompt.messages": '[{"role":"user","content":"Late fee?"}]',
    "ai.response.text": "3 EUR.",
  };
  for (const attributes of [inference, sdk])
    expect(importSpans(otlpSpan({ attributes }))).toMatchObject({
      sessions: [{ turns: [{ user: "Late fee?", reply: "3 EUR." }] }],
      dropped: [],
    });
});

test.each([
  { stringValue: ["3 EUR."] },
  { kvlistValue: { values: [[]] } },
  { arrayValue: { values: [{ intValue: "many" }] } },
])("a value that cannot be read is told: %j", (value) => {
  const document = otlpSpan({ attributes: chat });
  const text = JSON.stringify(document).replace(
    '{"stringValue":"gpt-5-mini"}',
    JSON.stringify(value),
  );
  expect(importSpans(JSON.parse(text)).dropped).toMatchObject([
    { path: `${span}/attributes/1`, reason: "value that cannot be read" },
  ]);
});
