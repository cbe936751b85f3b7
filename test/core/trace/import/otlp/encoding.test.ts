import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAnyValue } from "../../../../../src/core/trace/import/otlp/any-value.ts";
import { readSpanId, readTraceId } from "../../../../../src/core/trace/import/otlp/otlp-id.ts";
import { readNanos } from "../../../../../src/core/trace/import/otlp/otlp-time.ts";
import { importSpans, onlyStep, onlyTurn } from "../../../../support/imported-spans.ts";
import { anyValue, otlpSpan } from "../../../../support/otlp.ts";

describe("values", () => {
  test.each([
    ["text", { stringValue: "late fee" }, "late fee"],
    ["empty text", { stringValue: "" }, ""],
    ["truth", { boolValue: false }, false],
    ["a whole number as text", { intValue: "10" }, 10],
    ["a whole number as a number", { intValue: 10 }, 10],
    ["one that a double cannot hold", { intValue: "9223372036854775807" }, "9223372036854775807"],
    ["a fraction", { doubleValue: 637.5 }, 637.5],
    ["no number", { doubleValue: "NaN" }, "NaN"],
    ["infinity", { doubleValue: "Infinity" }, "Infinity"],
    ["bytes, which stay base64", { bytesValue: "aGk=" }, "aGk="],
    ["a list", { arrayValue: { values: [{ intValue: "1" }, { stringValue: "a" }] } }, [1, "a"]],
    ["an empty list", { arrayValue: {} }, []],
    [
      "a map",
      { kvlistValue: { values: [{ key: "id", value: { stringValue: "#7" } }] } },
      { id: "#7" },
    ],
    ["an empty map", { kvlistValue: {} }, {}],
    ["no value", {}, undefined],
    ["snake case", { int_value: "3" }, 3],
    ["a snake-case list", { array_value: { values: [{ string_value: "a" }] } }, ["a"]],
    ["plain text where a value should be", "late", "late"],
    ["a plain object", { id: 7 }, { id: 7 }],
  ])("%s", (_, value, expected) => {
    expect(readAnyValue(value)).toEqual(expected);
  });

  test("a map may have keys that objects know otherwise", () => {
    const value = { kvlistValue: { values: [{ key: "__proto__", value: { stringValue: "x" } }] } };
    const read = readAnyValue(value);
    expect(JSON.stringify(read)).toBe('{"__proto__":"x"}');
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  test("every JSON value that is written as OTLP writes it is read as it was", () => {
    const json = fc
      .jsonValue({ maxDepth: 4 })
      .filter((value) => !JSON.stringify(value).includes("null"));
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.stringify(readAnyValue(anyValue(value)))).toBe(JSON.stringify(value));
      }),
    );
  });

  test("what nests too deep is no value", () => {
    let deep: object = { stringValue: "deep" };
    for (let level = 0; level < 100; level += 1) deep = { arrayValue: { values: [deep] } };
    expect(JSON.stringify(readAnyValue(deep)).length).toBeLessThan(1_000);
  });
});

describe("ids", () => {
  test.each([
    ["hex in upper case", "5B8EFFF798038103D269B633813FC60C", "5b8efff798038103d269b633813fc60c"],
    [
      "base64, as protobuf's own JSON has it",
      "W47/95gDgQPSabYzgT/GDA==",
      "5b8efff798038103d269b633813fc60c",
    ],
    ["any other text", "trace-7", "trace-7"],
    ["zeros, which mean none", "0".repeat(32), undefined],
    ["nothing", "", undefined],
    ["a number", 7, "7"],
  ])("of a trace: %s", (_, id, expected) => {
    expect(readTraceId(id)).toBe(expected);
  });

  test("of a span: hex and base64 are the same id", () => {
    expect(readSpanId("7uGbfsPBsXQ=")).toBe("eee19b7ec3c1b174");
    expect(readSpanId("EEE19B7EC3C1B174")).toBe("eee19b7ec3c1b174");
  });
});

describe("times", () => {
  test.each([
    ["text", "1544712660300123456", 1544712660300.123],
    ["a number", 1544712660300000000, 1544712660300],
    ["0, which means unknown", "0", undefined],
    ["a date", "2026-11-22T14:14:35.500Z", 1795356875500],
    ["beyond all time", "99999999999999999999", undefined],
    ["negative", -5, undefined],
    ["no time", {}, undefined],
  ])("%s", (_, time, expected) => {
    expect(readNanos(time)).toBe(expected);
  });
});

const chat = {
  "gen_ai.operation.name": "chat",
  "gen_ai.request.model": "gpt-5-mini",
  "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"Late fee?"}]}]',
  "gen_ai.output.messages": '[{"role":"assistant","parts":[{"type":"text","content":"3 EUR"}]}]',
};

describe("documents", () => {
  const told = { user: "Late fee?", reply: "3 EUR" };

  test("camel case", () => {
    expect(onlyTurn(otlpSpan({ attributes: chat }))).toMatchObject(told);
  });

  test("snake case, all of it", () => {
    const snake = {
      resource_spans: [
        {
          scope_spans: [
            {
              spans: [
                {
                  trace_id: "5B8EFFF798038103D269B633813FC60C",
                  span_id: "EEE19B7EC3C1B174",
                  start_time_unix_nano: "1544712660000000000",
                  end_time_unix_nano: 1544712661000000000,
                  status: { code: "STATUS_CODE_OK" },
                  attributes: Object.entries(chat).map(([key, text]) => ({
                    key,
                    value: { string_value: text },
                  })),
                },
              ],
            },
          ],
        },
      ],
    };
    expect(onlyTurn(snake)).toMatchObject({
      ...told,
      startedAtMs: 1544712660000,
      durationMs: 1000,
    });
  });

  test("attributes as an object, a bare resource, and Tempo's batches", () => {
    const [resource] = otlpSpan({ attributes: {} }).resourceSpans;
    const bare = JSON.parse(
      JSON.stringify(resource).replace('"attributes":[]', `"attributes":${JSON.stringify(chat)}`),
    );
    expect(onlyTurn(bare)).toMatchObject(told);
    expect(onlyTurn({ batches: [bare] })).toMatchObject(told);
  });

  test.each([
    ["2", "error"],
    ["STATUS_CODE_ERROR", "error"],
    ["Error", "error"],
    ["STATUS_CODE_UNSET", undefined],
    ["Ok", undefined],
  ])("the status may be the word %s", (code, type) => {
    const step = onlyStep(otlpSpan({ attributes: chat, status: { code } }));
    expect(step.error?.type).toBe(type);
  });

  test("each bad piece is reported with its path, and the rest is read", () => {
    const good = otlpSpan({ attributes: chat }).resourceSpans[0];
    const spans = [7, { name: "no ids" }];
    const bad = {
      resourceSpans: [null, { scopeSpans: "none" }, { scopeSpans: [3, { spans }] }, good],
    };
    const { sessions, dropped } = importSpans(bad);
    expect(sessions).toHaveLength(1);
    expect(dropped.map(({ line, path, reason }) => [line, path, reason])).toEqual([
      [1, "/resourceSpans/0", "resource that is no object"],
      [1, "/resourceSpans/1/scopeSpans", "not a list"],
      [1, "/resourceSpans/2/scopeSpans/0", "scope that is no object"],
      [1, "/resourceSpans/2/scopeSpans/1/spans/0", "span that is no object"],
      [1, "/resourceSpans/2/scopeSpans/1/spans/1", "span without the ids of its trace and its own"],
    ]);
  });

  test("attributes without keys, or that are no attributes, are reported where they stand", () => {
    const { dropped, sessions } = importSpans(
      otlpSpan({ attributes: chat }),
      otlpSpan({ spanId: "a1", attributes: {} }),
    );
    expect(sessions).toHaveLength(1);
    expect(dropped).toEqual([]);
    const broken = JSON.parse(JSON.stringify(otlpSpan({ attributes: chat })));
    broken.resourceSpans[0].scopeSpans[0].spans[0].attributes.push({ value: {} });
    expect(importSpans(broken).dropped).toMatchObject([
      {
        path: "/resourceSpans/0/scopeSpans/0/spans/0/attributes/4",
        reason: "attribute without a key",
      },
    ]);
    broken.resourceSpans[0].scopeSpans[0].spans[0].attributes = "none";
    expect(importSpans(broken).reasons).toContain(
      "attributes that are neither a list nor an object",
    );
  });

  test("what is no document of spans is reported", () => {
    expect(importSpans({ hello: 1 }, 7, null, []).dropped).toMatchObject([
      { line: 1, reason: "neither an OTLP document nor spans of OpenInference", count: 4 },
    ]);
  });
});

const words = fc.constantFrom(
  "resourceSpans",
  "scopeSpans",
  "spans",
  "resourceLogs",
  "scopeLogs",
  "logRecords",
  "traceId",
  "spanId",
  "parentSpanId",
  "name",
  "attributes",
  "events",
  "status",
  "key",
  "value",
  "stringValue",
  "arrayValue",
  "values",
  "span_attributes",
  "child_spans",
  "context",
  "span_kind",
  "start_time",
  "trace_id",
  "span_id",
  "duration",
);
const attributeKeys = fc.constantFrom(
  ...Object.keys(chat),
  "gen_ai.tool.name",
  "gen_ai.tool.call.result",
  "gen_ai.tool.definitions",
  "gen_ai.system_instructions",
  "gen_ai.prompt.0.role",
  "gen_ai.completion.0.tool_calls.0.name",
  "gen_ai.conversation.id",
  "openinference.span.kind",
  "llm.input_messages.0.message.role",
  "input.value",
  "output.value",
  "evaluations.0.evaluation.name",
  "ai.operationId",
  "ai.prompt.messages",
  "ai.response.toolCalls",
  "ai.toolCall.args",
  "traceloop.span.kind",
  "traceloop.entity.input",
  "metadata",
  "mcp.method.name",
  "error.type",
);
const loose = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom<unknown>(
      null,
      true,
      -1,
      1e300,
      "",
      "1",
      "user",
      "tools/call",
      "LLM",
      "TOOL",
      "tool",
      "ai.toolCall",
      "chat",
      "execute_tool",
      "[",
      "{}",
      "[1]",
      '[{"role":"user","parts":[7]}]',
      '{"messages":[{"role":"x"}]}',
    ),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(words, tie("value"), { maxKeys: 6 }),
    fc
      .array(fc.tuple(attributeKeys, tie("value")), { maxLength: 6 })
      .map((pairs) => pairs.map(([key, value]) => ({ key, value: { stringValue: value } }))),
  ),
})).value;
const looseSpan = fc
  .dictionary(attributeKeys, loose, { maxKeys: 8 })
  .map((attributes) => otlpSpan({ attributes, events: [{ name: "gen_ai.choice", attributes }] }));

test("no value makes a reader throw, and every session can be written", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(loose, looseSpan, fc.jsonValue()), { maxLength: 4 }),
      (values) => {
        const { sessions } = importSpans(...values);
        expect(() => JSON.stringify(sessions)).not.toThrow();
      },
    ),
    { numRuns: 1_500 },
  );
});
