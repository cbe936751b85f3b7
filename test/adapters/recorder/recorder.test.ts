import { once } from "node:events";
import { get } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { startRecorder } from "../../../src/adapters/recorder/recorder.ts";
import { aCompletion, aProvider, aRecording, ask } from "../../support/recorder/providers.ts";

async function anEcho(): Promise<string> {
  return aProvider((request, response) => {
    response.setHeader("x-path", request.url ?? "");
    response.end(JSON.stringify(aCompletion("3 EUR")));
  });
}

describe("clients differ in where `/v1` belongs; all reach the same address", () => {
  test.each([
    ["OPENAI_BASE_URL", "/chat/completions", "/v1/chat/completions"],
    ["OPENAI_BASE_URL", "/v1/chat/completions", "/v1/chat/completions"],
    ["OPENAI_API_BASE", "/responses?x=1", "/v1/responses?x=1"],
    ["ANTHROPIC_BASE_URL", "/v1/messages", "/v1/messages"],
    ["ANTHROPIC_BASE_URL", "/messages", "/v1/messages"],
  ])("$%s%s", async (variable, path, reached) => {
    const { env, session } = await aRecording(await anEcho());
    const answer = await fetch(`${env(variable)}${path}`, { method: "POST", body: "{}" });
    expect(answer.headers.get("x-path")).toBe(reached);
    await answer.text();
    expect((await session.endRecording()).modelCalls).toBe(1);
  });
});

test("a session's own model is asked in place of the provider, whatever the client speaks", async () => {
  const own = await anEcho();
  const { endpoint, env, session } = await aRecording("http://127.0.0.1:9");
  await session.close();
  endpoint.openSession({ sessionId: "a", seed: "a", modelBaseUrl: `${own}/token/v1` });
  for (const url of [
    `${env("OPENAI_BASE_URL")}/chat/completions`,
    `${env("ANTHROPIC_BASE_URL")}/v1/messages`,
  ]) {
    const answer = await fetch(url, { method: "POST", body: "{}" });
    expect(answer.headers.get("x-path")).toMatch(/^\/token\/v1\/(chat\/completions|messages)$/);
  }
});

async function two() {
  const { endpoint, env, session: lateFee } = await aRecording(await anEcho());
  const giftCard = endpoint.openSession({ sessionId: "gift-card#1", seed: "s" });
  return { url: env("OPENAI_BASE_URL"), env, lateFee, giftCard };
}

describe("several sessions on one endpoint", () => {
  test.each(["traceparent", "x-tracegate-session"])("%s places a call", async (name) => {
    const { url, lateFee, giftCard } = await two();
    const header = giftCard.headers[name] ?? "";
    await (await ask(url, { headers: { [name]: header } })).text();
    expect((await giftCard.endTurn([])).steps).toHaveLength(1);
    expect(await lateFee.endTurn([])).toEqual({ steps: [] });
  });

  test("a call that names none fails all that may have made it, and reaches no model", async () => {
    const { url, lateFee, giftCard } = await two();
    const answer = await ask(url);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "SESSION_AMBIGUOUS" } });
    for (const session of [lateFee, giftCard]) {
      expect((await session.endTurn([])).failure).toEqual({
        kind: "infra-error",
        reason: expect.stringMatching(/^SESSION_AMBIGUOUS: a model call named none/),
      });
    }
  });

  test("so does a tool call", async () => {
    const { env, lateFee } = await two();
    const body = JSON.stringify({ name: "lookup_order" });
    const answer = await fetch(`${env("TRACEGATE_TOOLS_URL")}/call`, { method: "POST", body });
    expect(answer.status).toBe(400);
    expect((await lateFee.endTurn([])).failure?.kind).toBe("infra-error");
  });

  test("a call that names a session which never was fails those that are open", async () => {
    const { url, lateFee } = await two();
    const answer = await ask(url, { headers: { "x-tracegate-session": "lost-parcel#1" } });
    expect(answer.status).toBe(400);
    expect((await lateFee.endTurn([])).failure?.reason).toMatch(/^SESSION_AMBIGUOUS/);
  });

  test("where a session has a model of its own, a late call reaches no live one", async () => {
    const { endpoint, env } = await aRecording(await anEcho());
    const modelBaseUrl = "http://127.0.0.1:1/cassette/v1";
    const own = endpoint.openSession({ sessionId: "gift-card#1", seed: "s", modelBaseUrl });
    await own.close();
    const answer = await ask(env("OPENAI_BASE_URL"), { headers: own.headers });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ error: { type: "no-session" } });
  });

  test("once one is closed the other has what comes", async () => {
    const { url, lateFee, giftCard } = await two();
    await giftCard.close();
    await (await ask(url)).text();
    expect((await lateFee.endTurn([])).steps).toHaveLength(1);
  });

  test("a late call of a closed session goes to no other", async () => {
    const { url, lateFee, giftCard } = await two();
    await giftCard.close();
    for (const headers of [
      giftCard.headers,
      { traceparent: giftCard.headers["traceparent"] ?? "" },
    ])
      await (await ask(url, { headers })).text();
    expect(await lateFee.endTurn([])).toEqual({ steps: [] });
  });
});

test("each turn has its own steps, and what the agent told is not told twice", async () => {
  const { env, session } = await aRecording(await anEcho());
  const turn = async (told: Parameters<typeof session.endTurn>[0]) => {
    await (await ask(env("OPENAI_BASE_URL"))).text();
    return (await session.endTurn(told)).steps;
  };
  const [first] = await turn([{ kind: "model", text: "3 EUR", reasoning: "a late fee" }]);
  expect(first).toMatchObject({ kind: "model", text: "3 EUR", reasoning: "a late fee" });
  expect(first).toMatchObject({ usage: { inputTokens: 12, outputTokens: 3 } });
  expect(await turn([])).toHaveLength(1);
});

test("what is known of the agent comes with the turn", async () => {
  const { env, session } = await aRecording(await anEcho());
  const messages = [
    { role: "system", content: "You are a shop's support agent." },
    { role: "user", content: "Late fee?" },
  ];
  const tools = [{ type: "function", function: { name: "search_policies" } }];
  await (await ask(env("OPENAI_BASE_URL"), { body: JSON.stringify({ messages, tools }) })).text();
  expect(await session.endTurn([])).toMatchObject({
    policy: "You are a shop's support agent.",
    agent: {
      model: "gpt-5-mini",
      systemPromptDigest: expect.stringMatching(/^sha256:/),
      toolCatalogDigest: expect.stringMatching(/^sha256:/),
    },
  });
});

async function costOf(upstream: string, prices = {}): Promise<number | undefined> {
  const recorder = await startRecorder({
    upstreams: { openai: upstream, anthropic: upstream },
    environment: {},
    prices,
  });
  onTestFinished(() => recorder.close());
  const endpoint = await recorder.openEndpoint();
  const session = endpoint.openSession({ sessionId: "a", seed: "a" });
  await (await ask(endpoint.environment["OPENAI_BASE_URL"] ?? "")).text();
  const [step] = (await session.endTurn([])).steps;
  return step?.kind === "model" ? step.usage?.costUsd : undefined;
}

describe("prices", () => {
  const usage = { prompt_tokens: 1_000_000, completion_tokens: 0 };
  const provider = async (model: string) =>
    aProvider((_request, response) => {
      response.end(JSON.stringify({ ...aCompletion("hi"), model, usage }));
    });
  test("of the user's own table hold wherever the model is asked", async () => {
    const prices = { "shop-model": { input: 1.5, output: 6 } };
    expect(await costOf(`${await provider("shop-model")}/v1`, prices)).toBe(1.5);
    expect(await costOf(`${await provider("shop-model-2026-01-31")}/v1`, prices)).toBe(1.5);
  });

  test("of a provider's list hold at its own address only, so a local namesake costs nobody knows what", async () => {
    expect(await costOf(`${await provider("gpt-4.1")}/v1`)).toBeUndefined();
  });
});

describe("who does not know the token", () => {
  test.each(["/", "/openai/v1/models", `/${"A".repeat(22)}/openai/v1/models`])(
    "gets nothing at %s",
    async (path) => {
      const { env } = await aRecording(await anEcho());
      const { origin } = new URL(env("OPENAI_BASE_URL"));
      expect((await fetch(`${origin}${path}`)).status).toBe(404);
    },
  );

  test("and no one does who is not on this machine", async () => {
    const { env } = await aRecording(await anEcho());
    expect(new URL(env("OPENAI_BASE_URL")).hostname).toBe("127.0.0.1");
    const tokens = new Set<string>();
    for (let index = 0; index < 3; index++) {
      const recording = await aRecording("http://127.0.0.1:9");
      tokens.add(new URL(recording.env("OPENAI_BASE_URL")).pathname.split("/")[1] ?? "");
    }
    expect([...tokens].every((token) => /^[\w-]{22}$/.test(token))).toBe(true);
    expect(tokens.size).toBe(3);
  });
});

test("a closed endpoint answers no more, and the recorder closes twice without harm", async () => {
  const { recorder, endpoint, env } = await aRecording(await anEcho());
  await endpoint.close();
  expect((await ask(env("OPENAI_BASE_URL"))).status).toBe(404);
  const open = get(env("OPENAI_BASE_URL"));
  await once(open, "response");
  await Promise.all([recorder.close(), recorder.close()]);
  await expect(ask(env("OPENAI_BASE_URL"))).rejects.toThrow("fetch failed");
});

test("the agent's own word on how much is captured stands", async () => {
  const { endpoint } = await aRecording("http://127.0.0.1:9", {
    environment: { TRACELOOP_TRACE_CONTENT: "false" },
  });
  expect(endpoint.environment).not.toHaveProperty("TRACELOOP_TRACE_CONTENT");
  expect(endpoint.environment["OPENINFERENCE_HIDE_INPUTS"]).toBe("false");
});

test("an agent is led to the recorder by every name that clients and exporters know", async () => {
  const { endpoint } = await aRecording("http://127.0.0.1:9", {
    environment: { OTEL_SDK_DISABLED: "true", OTEL_EXPORTER_OTLP_ENDPOINT: "https://otlp.example" },
  });
  const token =
    /:\d+\/([\w-]{22})\//.exec(endpoint.environment["OPENAI_BASE_URL"] ?? "")?.[1] ?? "";
  const places = Object.entries(endpoint.environment).map(([name, value]) => [
    name,
    value.replace(/^http:\/\/127\.0\.0\.1:\d+/, "at").replace(token, "token"),
  ]);
  expect(Object.fromEntries(places)).toEqual({
    OPENAI_BASE_URL: "at/token/openai/v1",
    OPENAI_API_BASE: "at/token/openai/v1",
    ANTHROPIC_BASE_URL: "at/token/anthropic",
    OTEL_EXPORTER_OTLP_ENDPOINT: "at/token/otlp",
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "at/token/otlp/v1/traces",
    OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: "at/token/otlp/v1/logs",
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: "at/token/otlp/v1/metrics",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
    OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: "http/protobuf",
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_LOGS_EXPORTER: "otlp",
    OTEL_METRICS_EXPORTER: "none",
    OTEL_SDK_DISABLED: "false",
    OTEL_TRACES_SAMPLER: "parentbased_always_on",
    OTEL_BSP_SCHEDULE_DELAY: "100",
    OTEL_BLRP_SCHEDULE_DELAY: "100",
    OTEL_SEMCONV_STABILITY_OPT_IN: "gen_ai_latest_experimental",
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: "SPAN_AND_EVENT",
    TRACELOOP_BASE_URL: "at/token/otlp",
    TRACELOOP_TRACE_CONTENT: "true",
    OPENINFERENCE_HIDE_INPUTS: "false",
    OPENINFERENCE_HIDE_OUTPUTS: "false",
    OPENINFERENCE_HIDE_INPUT_MESSAGES: "false",
    OPENINFERENCE_HIDE_OUTPUT_MESSAGES: "false",
    OPENINFERENCE_HIDE_INPUT_TEXT: "false",
    OPENINFERENCE_HIDE_OUTPUT_TEXT: "false",
    AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED: "true",
    TRACEGATE_TOOLS_URL: "at/token/tools",
  });
});

describe("an agent that asks a proxy for the network", () => {
  test.each([
    [{ HTTP_PROXY: "http://proxy.shop.example:3128" }, "127.0.0.1,localhost"],
    [
      { all_proxy: "socks5://proxy", NO_PROXY: "shop.example, 127.0.0.1", no_proxy: "10.0.0.0/8" },
      "shop.example,127.0.0.1,10.0.0.0/8,localhost",
    ],
    [{ http_proxy: "http://proxy", no_proxy: "*" }, "*"],
  ])("asks the recorder directly: %j", async (environment, list) => {
    const { endpoint } = await aRecording("http://127.0.0.1:9", { environment });
    expect(endpoint.environment).toMatchObject({ NO_PROXY: list, no_proxy: list });
  });

  test("without one nothing is said of proxies", async () => {
    const environment = { NO_PROXY: "shop.example", HTTP_PROXY: "" };
    const { endpoint } = await aRecording("http://127.0.0.1:9", { environment });
    expect(Object.keys(endpoint.environment).join()).not.toMatch(/proxy/i);
  });
});
