import { describe, expect, test } from "vitest";
import { httpSink } from "../../../src/adapters/otlp/http-sink.ts";
import type { Destination } from "../../../src/adapters/otlp/send-spans.ts";
import { UserError } from "../../../src/core/errors.ts";
import { exportSession } from "../../../src/core/trace/export/export-session.ts";
import type { OtlpTraces } from "../../../src/core/trace/export/otlp-json.ts";
import type { SinkReport } from "../../../src/ports/trace-sink.ts";
import { fallbackMs } from "../../support/export/exported.ts";
import { otlpBackend } from "../../support/export/otlp-backend.ts";
import { oneTurn, thought } from "../../support/sessions.ts";

function tracesOf(text: string): OtlpTraces {
  return exportSession(oneTurn("Is my loan late?", [thought(text)], text), { fallbackMs });
}

type Sent = { readonly report: SinkReport; readonly pauses: readonly number[] };

async function send(
  url: string,
  documents: readonly OtlpTraces[],
  more: Partial<Destination> = {},
): Promise<Sent> {
  const pauses: number[] = [];
  const sink = httpSink({
    url: `${url}/v1/traces`,
    headers: {},
    signal: new AbortController().signal,
    sleep: async (ms) => pauses.push(ms),
    ...more,
  });
  for (const traces of documents) await sink.write(traces);
  const report = await sink.end();
  sink.discard();
  return { report, pauses };
}

async function failure(sending: Promise<unknown>): Promise<UserError> {
  const error: unknown = await sending.catch((thrown: unknown) => thrown);
  if (error instanceof UserError) return error;
  throw new Error("it did not fail as a user error", { cause: error });
}

describe("what is sent", () => {
  test("is JSON, gzipped, with the headers that were given, several sessions at once", async () => {
    const backend = await otlpBackend({ status: 200, body: "{}" });
    const documents = [tracesOf("Yes."), tracesOf("No.")];
    const { report } = await send(backend.url, documents, { headers: { "x-team": "desk" } });
    expect(report).toEqual({ rejected: 0, reasons: [] });
    expect(backend.batches).toHaveLength(1);
    const [batch] = backend.batches;
    expect(batch?.path).toBe("/v1/traces");
    expect(batch?.headers).toMatchObject({ "content-type": "application/json", "x-team": "desk" });
    expect(batch?.body.resourceSpans).toEqual(documents.flatMap((one) => one.resourceSpans));
  });

  test("leaves in several requests once it is large, in order", async () => {
    const backend = await otlpBackend({ status: 200 });
    const documents = ["a", "b", "c", "d", "e"].map((letter) => tracesOf(letter.repeat(900_000)));
    await send(backend.url, documents);
    expect(backend.batches.map(({ body }) => body.resourceSpans.length)).toEqual([1, 1, 1, 1, 1]);
    expect(backend.batches.map(({ body }) => body)).toEqual(documents);
  });

  test("is nothing where there is nothing", async () => {
    const backend = await otlpBackend({ status: 200 });
    await send(backend.url, []);
    expect(backend.batches).toEqual([]);
  });
});

describe("patience", () => {
  test("what the backend asks to be sent later is sent later, and once more is enough", async () => {
    const backend = await otlpBackend(
      { status: 503 },
      { status: 429, headers: { "retry-after": "7" } },
      { status: 200 },
    );
    const { pauses } = await send(backend.url, [tracesOf("Yes.")]);
    expect(pauses).toEqual([1000, 7000]);
    expect(backend.batches).toHaveLength(3);
    expect(backend.batches[2]?.body).toEqual(backend.batches[0]?.body);
  });

  test("no pause is longer than a minute, and there are five", async () => {
    const backend = await otlpBackend({ status: 503, headers: { "retry-after": "9999" } });
    const pauses: number[] = [];
    const sleep = async (ms: number): Promise<number> => pauses.push(ms);
    const error = await failure(send(backend.url, [tracesOf("Yes.")], { sleep }));
    expect(error.code).toBe("EXPORT_REFUSED");
    expect(pauses).toEqual([60_000, 60_000, 60_000, 60_000, 60_000]);
  });

  test("a backend that is not there is tried again, too", async () => {
    const pauses: number[] = [];
    const sleep = async (ms: number): Promise<number> => pauses.push(ms);
    const error = await failure(send("http://127.0.0.1:1", [tracesOf("Yes.")], { sleep }));
    expect(error).toMatchObject({ code: "EXPORT_UNREACHABLE" });
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000]);
  });

  test("ends with an interruption", async () => {
    const backend = await otlpBackend({ status: 503 });
    const controller = new AbortController();
    const sending = send(backend.url, [tracesOf("Yes.")], {
      signal: controller.signal,
      sleep: async () => controller.abort(),
    });
    await expect(sending).rejects.toThrow(/abort/i);
    expect(backend.batches).toHaveLength(1);
  });
});

describe("refusals", () => {
  test.each([
    [400, /log/],
    [401, /--header/],
    [403, /--header/],
    [404, /address/],
    [413, /file/],
    [415, /Collector/],
    [302, /redirects/],
  ])("%i is not tried again, and says what to do", async (status, fix) => {
    const backend = await otlpBackend({
      status,
      headers: { location: "http://127.0.0.1:1/" },
      body: "no such desk",
    });
    const headers = { authorization: "Bearer very-secret" };
    const error = await failure(send(backend.url, [tracesOf("Yes.")], { headers }));
    expect(error).toMatchObject({ code: "EXPORT_REFUSED" });
    expect(error.message).toContain(`answered ${status}: no such desk`);
    expect(error.fix).toMatch(fix);
    expect(error.message + error.fix).not.toContain("very-secret");
    expect(backend.batches).toHaveLength(1);
  });

  test("what is refused in part is counted, with the reason", async () => {
    const body = JSON.stringify({
      partialSuccess: { rejectedSpans: "2", errorMessage: "too old" },
    });
    const backend = await otlpBackend({ status: 200, body });
    const { report } = await send(backend.url, [tracesOf("Yes.")]);
    expect(report).toEqual({ rejected: 2, reasons: ["too old"] });
  });

  test.each(["", "\u0000\u0001", "<html>", "null", '{"partialSuccess": 7}'])(
    "an answer %j to what was taken says nothing",
    async (body) => {
      const backend = await otlpBackend({ status: 200, body });
      expect((await send(backend.url, [tracesOf("Yes.")])).report).toEqual({
        rejected: 0,
        reasons: [],
      });
    },
  );
});
