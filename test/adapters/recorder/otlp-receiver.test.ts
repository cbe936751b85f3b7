import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, gzipSync } from "node:zlib";
import protobuf from "protobufjs/light.js";
import { describe, expect, test } from "vitest";
import { otlpDescriptor } from "../../../src/adapters/recorder/otlp-descriptor.ts";
import type { Step } from "../../../src/core/trace/session.ts";
import { aCompletion, aProvider, aRecording, ask } from "../../support/recorder/providers.ts";

const nobody = "http://127.0.0.1:9";
const root = protobuf.Root.fromJSON(otlpDescriptor);

const traceId = "5b8efff798038103d269b633813fc60c";
const nanos = (ms: number): string => `${BigInt(ms) * 1_000_000n}`;
const texts = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));

/** The span of a model call, as an instrumentation that follows the conventions sends it. */
function aChatSpan(more: object = {}) {
  const now = Date.now();
  return {
    traceId,
    spanId: "eee19b7ec3c1b174",
    name: "chat gpt-5-mini",
    startTimeUnixNano: nanos(now),
    endTimeUnixNano: nanos(now + 20),
    attributes: texts({
      "gen_ai.operation.name": "chat",
      "gen_ai.response.model": "gpt-5-mini",
      "gen_ai.input.messages": JSON.stringify([
        { role: "user", parts: [{ type: "text", content: "Late fee?" }] },
      ]),
      "gen_ai.output.messages": JSON.stringify([
        { role: "assistant", parts: [{ type: "text", content: "3 EUR" }], finish_reason: "stop" },
      ]),
    }),
    ...more,
  };
}

const traces = (...spans: readonly object[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

/** The same export as protobuf. */
function encode(document: object, message = "ExportTraceServiceRequest"): Uint8Array {
  const type = root.lookupType(message);
  return type.encode(type.fromObject(withBase64Ids(document))).finish();
}

function withBase64Ids(document: object): Record<string, unknown> {
  const text = JSON.stringify(document, (_key, value: unknown) =>
    typeof value === "string" && /^(?:[\da-f]{16}|[\da-f]{32})$/.test(value)
      ? Buffer.from(value, "hex").toString("base64")
      : value,
  );
  return JSON.parse(text);
}

function send(
  url: string,
  body: Uint8Array | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const type = typeof body === "string" ? "application/json" : "application/x-protobuf";
  return fetch(url, {
    method: "POST",
    headers: { "content-type": type, ...headers },
    body: Buffer.from(body),
  });
}

const said = { kind: "model", model: "gpt-5-mini", text: "3 EUR", finishReason: "stop" };

describe("an export of traces becomes steps", () => {
  const json = { "content-type": "application/json" };

  test.each([
    ["JSON", JSON.stringify, {}],
    ["JSON, with a charset", JSON.stringify, { "content-type": "application/json; charset=utf-8" }],
    [
      "JSON, gzip",
      (document: object) => gzipSync(JSON.stringify(document)),
      { ...json, "content-encoding": "gzip" },
    ],
    ["protobuf", encode, {}],
    [
      "protobuf, gzip",
      (document: object) => gzipSync(encode(document)),
      { "content-encoding": "gzip" },
    ],
    [
      "protobuf, deflate",
      (document: object) => deflateSync(encode(document)),
      { "content-encoding": "deflate" },
    ],
  ])("%s", async (_title, write, headers) => {
    const { env, session } = await aRecording(nobody);
    const body = write(traces(aChatSpan()));
    const answer = await send(env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), body, headers);
    expect(answer.status).toBe(200);
    const isJson = answer.headers.get("content-type") === "application/json";
    expect(await answer.text()).toBe(isJson ? "{}" : "");
    expect((await session.endTurn([])).steps).toMatchObject([said]);
  });
});

test("content that comes as log records, before its span or after it, is the span's", async () => {
  const spanId = "00000000000000aa";
  const record = (name: string, body: object) => ({
    traceId,
    spanId,
    timeUnixNano: nanos(Date.now()),
    eventName: name,
    body: { stringValue: JSON.stringify(body) },
    attributes: [],
  });
  const { env, session } = await aRecording(nobody);
  const url = env("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT");
  const prompt = logs(record("gen_ai.user.message", { content: "Late fee?" }));
  await send(url, encode(prompt, "ExportLogsServiceRequest"));
  const attributes = texts({
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-5-mini",
  });
  await send(
    env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"),
    JSON.stringify(traces(aChatSpan({ spanId, attributes }))),
  );
  const choice = {
    index: 0,
    finish_reason: "stop",
    message: { role: "assistant", content: "3 EUR" },
  };
  await send(url, JSON.stringify(logs(record("gen_ai.choice", choice))));
  const { steps } = await session.endTurn([]);
  expect(steps).toMatchObject([{ kind: "model", model: "gpt-5-mini", text: "3 EUR" }]);
});

test("a call that the agent reports and the model recorder saw is one step", async () => {
  const provider = await aProvider((_request, response) => {
    setTimeout(() => response.end(JSON.stringify(aCompletion("3 EUR"))), 30);
  });
  const { env, session } = await aRecording(provider);
  const start = Date.now();
  await (await ask(env("OPENAI_BASE_URL"))).text();
  const times = { startTimeUnixNano: nanos(start), endTimeUnixNano: nanos(Date.now()) };
  await send(env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), JSON.stringify(traces(aChatSpan(times))));
  const { steps, traceId: trace } = await session.endTurn([]);
  expect(steps).toMatchObject([{ ...said, usage: { inputTokens: 12, outputTokens: 3 } }]);
  expect(trace).toBe(traceId);
});

test("with its repetition after a failure it is two, as the provider saw it", async () => {
  let calls = 0;
  const provider = await aProvider((_request, response) => {
    calls += 1;
    if (calls === 1) response.writeHead(429).end('{"error":{"message":"slow down"}}');
    else response.end(JSON.stringify(aCompletion("3 EUR")));
  });
  const { env, session } = await aRecording(provider);
  const start = Date.now();
  for (let attempt = 1; attempt <= 2; attempt++) await (await ask(env("OPENAI_BASE_URL"))).text();
  const times = { startTimeUnixNano: nanos(start), endTimeUnixNano: nanos(Date.now()) };
  await send(env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), JSON.stringify(traces(aChatSpan(times))));
  expect((await session.endTurn([])).steps).toMatchObject([
    { kind: "model", error: { type: "http-429", message: "slow down" } },
    { ...said, attempt: 2 },
  ]);
});

describe("whose spans they are", () => {
  test("a trace that no open session has is never guessed", async () => {
    const { endpoint, env, session } = await aRecording(nobody);
    const other = endpoint.openSession({ sessionId: "gift-card#1", seed: "s" });
    await send(env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), JSON.stringify(traces(aChatSpan())));
    for (const open of [session, other])
      expect((await open.endTurn([])).failure?.reason).toMatch(
        /^SESSION_AMBIGUOUS: a reported span/,
      );
  });

  test("the session's own trace or its id places them; a span that is no call harms nobody", async () => {
    const { endpoint, env, session } = await aRecording(nobody);
    const other = endpoint.openSession({ sessionId: "gift-card#1", seed: "s" });
    const [, own] = (session.headers["traceparent"] ?? "").split("-");
    const attributes = [
      ...aChatSpan().attributes,
      ...texts({ "gen_ai.conversation.id": "gift-card#1" }),
    ];
    await send(
      env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"),
      JSON.stringify(
        traces(
          aChatSpan({ traceId: own }),
          aChatSpan({ attributes, spanId: "00000000000000bb" }),
          aChatSpan({ traceId: "a".repeat(32), attributes: [], name: "GET /health" }),
        ),
      ),
    );
    for (const open of [session, other])
      expect(await open.endTurn([])).toMatchObject({ steps: [said] });
  });

  test("a late span of an earlier session is not the next one's", async () => {
    const { endpoint, env, session } = await aRecording(nobody);
    const url = env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    await send(url, JSON.stringify(traces(aChatSpan())));
    await session.endTurn([]);
    await session.close();
    const next = endpoint.openSession({ sessionId: "gift-card#1", seed: "s" });
    const early = Date.now() - 5000;
    const times = { startTimeUnixNano: nanos(early), endTimeUnixNano: nanos(early + 1) };
    await send(url, JSON.stringify(traces(aChatSpan({ spanId: "00000000000000cc" }))));
    await send(url, JSON.stringify(traces(aChatSpan({ traceId: "b".repeat(32), ...times }))));
    expect((await next.endTurn([])).steps).toEqual([]);
  });
});

describe("answers that exporters understand", () => {
  test("metrics are thanked for", async () => {
    const { env } = await aRecording(nobody);
    const answer = await send(env("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"), new Uint8Array([10, 0]));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/x-protobuf");
  });

  test("a span without ids is rejected, and the rest is taken", async () => {
    const { env, session } = await aRecording(nobody);
    const url = env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    const document = traces({ name: "chat" }, aChatSpan());
    const json = await send(url, JSON.stringify(document));
    const partialSuccess = {
      rejectedSpans: "1",
      errorMessage: "span without the ids of its trace and its own",
    };
    expect(await json.json()).toEqual({ partialSuccess });
    const bytes = await send(url, encode(document));
    const answer = root.lookupType("ExportServiceResponse").decode(await bytes.bytes());
    expect(answer.toJSON()).toEqual({
      partialSuccess: { rejected: "1", errorMessage: partialSuccess.errorMessage },
    });
    expect((await session.endTurn([])).steps).toHaveLength(1);
  });

  test.each([
    ["no protobuf", new Uint8Array([255, 255, 255]), {}, 400],
    ["no JSON", "{", {}, 400],
    ["JSON that is no export", "[1]", {}, 400],
    ["no gzip", "plain", { "content-encoding": "gzip" }, 400],
    ["an encoding that exporters do not use", "x", { "content-encoding": "br" }, 400],
    ["another type", "x", { "content-type": "text/plain" }, 415],
  ])("%s is refused for good", async (_title, body, headers, status) => {
    const { env } = await aRecording(nobody);
    const answer = await send(env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), body, headers);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ code: status, message: expect.any(String) });
  });

  test("a bomb is not unpacked", async () => {
    const { env } = await aRecording(nobody);
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    const headers = { "content-encoding": "gzip" };
    const answer = await send(env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), bomb, headers);
    expect(answer.status).toBe(413);
  });

  test("protobuf that nests without end is refused", async () => {
    let value: Buffer = Buffer.from([10, 1, 97]);
    for (let depth = 0; depth < 4000; depth++) {
      const list = lengthDelimited(1, value);
      value = lengthDelimited(5, list);
    }
    const attribute = Buffer.concat([
      lengthDelimited(1, Buffer.from("k")),
      lengthDelimited(2, value),
    ]);
    const body = lengthDelimited(
      1,
      lengthDelimited(2, lengthDelimited(2, lengthDelimited(9, attribute))),
    );
    const { env, session } = await aRecording(nobody);
    const answer = await send(env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), body);
    expect(answer.status).toBe(400);
    expect(await session.endTurn([])).toEqual({ steps: [] });
  });
});

function logs(...logRecords: readonly object[]): object {
  return { resourceLogs: [{ scopeLogs: [{ logRecords }] }] };
}

function lengthDelimited(field: number, content: Buffer): Buffer {
  const writer = protobuf.Writer.create()
    .uint32((field << 3) | 2)
    .bytes(content);
  return Buffer.from(writer.finish());
}

const emitted = join(import.meta.dirname, "../../../../shared/data/otlp-emitted");
/** A file as if its agent had run just now: what is older than a session is late, and no part of it. */
function emittedNow(name: string): object {
  const text = readFileSync(join(emitted, `${name}.otlp.json`), "utf8");
  const times = [...text.matchAll(/TimeUnixNano": ?"(\d+)"/g)].map(([, time = "0"]) =>
    BigInt(time),
  );
  const first = times.reduce((a, b) => (a < b ? a : b));
  const shift = BigInt(Date.now()) * 1_000_000n - first;
  const moved = text.replaceAll(
    /(?<=TimeUnixNano": ?")\d+(?=")/g,
    (time) => `${BigInt(time) + shift}`,
  );
  return JSON.parse(moved);
}

function withoutStart(step: Step): object {
  const { startedAtMs: _, ...rest } = step;
  return rest;
}

const real = ["ai-sdk-genai", "openai-openinference", "openai-traceloop", "otel-js-openai.traces"];

test.skipIf(!existsSync(emitted)).each(real)(
  "what %s really emitted is the same session as protobuf and as JSON (skipped without ../shared/data)",
  async (name) => {
    const read = async (write: (document: object) => Uint8Array | string) => {
      const { env, session } = await aRecording(nobody);
      await send(env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), write(emittedNow(name)));
      const { steps, policy, agent } = await session.endTurn([]);
      return { steps: steps.map(withoutStart), policy, agent };
    };
    const [plain, packed] = [await read(JSON.stringify), await read(encode)];
    expect(plain).toEqual(packed);
    expect(plain.steps.length).toBeGreaterThan(0);
  },
);
