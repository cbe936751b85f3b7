import { describe, expect, test } from "vitest";
import type { OpenAiJudgeOptions } from "../../../src/adapters/llm/openai-judge.ts";
import { openAiJudge } from "../../../src/adapters/llm/openai-judge.ts";
import type { JudgeAnswer } from "../../../src/ports/judge-model.ts";
import type { ChatEndpoint, Way } from "../../support/chat-endpoint.ts";
import { chatEndpoint, json, refuses, says, text } from "../../support/chat-endpoint.ts";

const question = { system: "You judge.", user: "The session.", schema: { type: "object" } };
const verdict = { verdict: "pass", explanation: "Fine.", evidence: [] };
const fine = says(JSON.stringify(verdict));
const key = "sk-secret-0123456789";

async function ask(
  ways: readonly Way[],
  options: Partial<OpenAiJudgeOptions> = {},
): Promise<{ readonly answer: JudgeAnswer; readonly endpoint: ChatEndpoint }> {
  const endpoint = await chatEndpoint(...ways);
  const judge = openAiJudge({
    temperature: 0,
    model: "gpt-5-mini",
    baseUrl: endpoint.baseUrl,
    apiKey: key,
    apiKeyEnv: "JUDGE_KEY",
    timeoutMs: 10_000,
    ...options,
  });
  return { answer: await judge.ask(question, new AbortController().signal), endpoint };
}

test("the question goes out as instructions and data, with a schema and temperature 0", async () => {
  const { answer, endpoint } = await ask([fine]);
  expect(answer).toEqual({ kind: "answered", json: verdict, model: "judge-2026-01", usage: {} });
  expect(endpoint.requests).toMatchObject([
    {
      path: "/v1/chat/completions",
      authorization: `Bearer ${key}`,
      body: {
        model: "gpt-5-mini",
        temperature: 0,
        messages: [
          { role: "system", content: "You judge." },
          { role: "user", content: "The session." },
        ],
        response_format: {
          type: "json_schema",
          json_schema: { name: "verdict", strict: true, schema: { type: "object" } },
        },
      },
    },
  ]);
  expect(endpoint.requests[0]?.headers).not.toHaveProperty("openai-organization");
});

describe("what is said before anything is asked", () => {
  test.each([
    ["no key", { apiKey: "" }, "no API key: set JUDGE_KEY"],
    [
      "GitHub Models",
      { baseUrl: "https://models.github.ai/inference" },
      "GitHub Models was retired on 2026-07-30: set judge.baseUrl to another OpenAI-compatible endpoint (was models.github.ai)",
    ],
  ])("%s", async (_title, options, reason) => {
    const { answer, endpoint } = await ask([fine], options);
    expect(answer).toEqual({ kind: "unavailable", reason });
    expect(endpoint.requests).toEqual([]);
  });

  test("a key that is not there at all", async () => {
    const judge = openAiJudge({
      temperature: 0,
      model: "m",
      baseUrl: "http://127.0.0.1:1/v1",
      apiKeyEnv: "OPENAI_API_KEY",
      timeoutMs: 10,
    });
    expect(await judge.ask(question, new AbortController().signal)).toEqual({
      kind: "unavailable",
      reason: "no API key: set OPENAI_API_KEY",
    });
  });
});

describe("what cannot be mended by asking again is asked once", () => {
  test.each([
    [401, `Incorrect API key provided: ${key}`, /refused the key in JUDGE_KEY \(401\)/],
    [403, "no access", /refused the key in JUDGE_KEY \(403\)/],
    [
      404,
      "The model `gpt-5-mini` does not exist",
      /knows no model gpt-5-mini \(404\): check judge\.model/,
    ],
    [410, "Gone", /is gone \(410\): set judge\.baseUrl/],
    [400, `bad ${key}`, /answered 400: 400 bad \[key\]/],
  ])("%i", async (status, message, reason) => {
    const { answer, endpoint } = await ask([refuses(status, message)]);
    expect(answer).toEqual({ kind: "unavailable", reason: expect.stringMatching(reason) });
    expect(JSON.stringify(answer)).not.toContain(key);
    expect(endpoint.requests).toHaveLength(1);
  });
});

const cut: Way = (response) => response.destroy();

describe("what passes is asked again", () => {
  test("429 with retry-after, and the wait is kept", async () => {
    const { answer, endpoint } = await ask([
      refuses(429, "slow down", { "retry-after": "1" }),
      fine,
    ]);
    expect(answer).toMatchObject({ kind: "answered" });
    expect(answer).not.toHaveProperty("lostCalls");
    const [first, second] = endpoint.requests;
    const waited = (second?.atMs ?? 0) - (first?.atMs ?? 0);
    expect(waited).toBeGreaterThan(950);
  });

  test("500, 502 and a cut connection", async () => {
    const quick = { "retry-after-ms": "1" };
    const { answer, endpoint } = await ask([
      refuses(500, "x", quick),
      refuses(502, "x", quick),
      cut,
      fine,
    ]);
    // Who broke down may bill what it did; the end of a kept connection is met before a question is read.
    expect(answer).toMatchObject({ kind: "answered", json: verdict, lostCalls: 2 });
    expect(endpoint.requests).toHaveLength(4);
  });

  test("until the retries are used up", async () => {
    const slow = refuses(429, "slow down", { "retry-after-ms": "1" });
    const { answer, endpoint } = await ask([slow], { maxRetries: 2 });
    expect(answer).toMatchObject({
      reason: expect.stringContaining("still asked to slow down after all retries (429)"),
    });
    expect(endpoint.requests).toHaveLength(3);
    const broken = await ask([refuses(500, "oops", { "retry-after-ms": "1" })], { maxRetries: 1 });
    expect(broken.answer).toMatchObject({
      lostCalls: 2,
      reason: expect.stringContaining("answered 500: 500 oops"),
    });
  });

  test("nobody there at all", async () => {
    const { answer } = await ask([fine], { baseUrl: "http://127.0.0.1:1/v1", maxRetries: 0 });
    expect(answer).toMatchObject({
      kind: "unavailable",
      reason: expect.stringContaining("no connection to http://127.0.0.1:1/v1"),
    });
  });
});

/** A completion that ends for another reason than that all is said. */
function ends(finish_reason: string, content: string | null): Way {
  return json(200, { choices: [{ index: 0, finish_reason, message: { content } }] });
}

describe("answers that are none", () => {
  test.each<[string, Way, object]>([
    [
      "JSON in a block of code, which is as good",
      says(`\`\`\`json\n${JSON.stringify(verdict)}\n\`\`\`\n`),
      { kind: "answered", json: verdict },
    ],
    [
      "a block of code with prose beside it, which is none",
      says('It passes:\n```json\n{"verdict":"pass"}\n```'),
      { kind: "answered", json: 'It passes:\n```json\n{"verdict":"pass"}\n```' },
    ],
    [
      "two blocks of code, of which either could count",
      says("```\n{}\n```\n```\n[]\n```"),
      { kind: "answered", json: "```\n{}\n```\n```\n[]\n```" },
    ],
    [
      "half an answer, where the model may write no more",
      ends("length", '{"verdict":"pa'),
      { kind: "unavailable", reason: expect.stringContaining("cut off") },
    ],
    [
      "what a filter kept back",
      ends("content_filter", null),
      { kind: "unavailable", reason: expect.stringContaining("filter kept the answer back") },
    ],
    ["prose", says("It passes."), { kind: "answered", json: "It passes." }],
    [
      "a page instead of JSON",
      text(200, "<html>hi</html>", "text/html"),
      { kind: "answered", json: "<html>hi</html>" },
    ],
    ["an empty body", text(200, "", "application/json"), { kind: "unavailable" }],
    ["half a body", text(200, '{"choices":[', "application/json"), { kind: "unavailable" }],
    [
      "no choices",
      json(200, { choices: [] }),
      { kind: "unavailable", reason: "the endpoint answered without a message" },
    ],
    [
      "null",
      json(200, null),
      { kind: "unavailable", reason: "the endpoint answered without a message" },
    ],
    ["a message without words", says(null), { kind: "answered", json: "" }],
    [
      "a refusal",
      says(null, { refusal: "I will not." }),
      { kind: "unavailable", reason: "the model refused to answer" },
    ],
  ])("%s", async (_title, way, expected) => {
    const { answer } = await ask([way], { maxRetries: 0 });
    expect(answer).toMatchObject(expected);
  });
});

const drip: Way = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 10);
  response.on("close", () => clearInterval(timer));
};

const busy: Way = (response) => {
  response.writeHead(503, { "retry-after-ms": "1" });
  response.end();
};

const silent: Way = () => undefined;

const flood: Way = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.on("error", () => undefined);
  const chunk = " ".repeat(65_536);
  const more = (): void => {
    if (!response.destroyed) response.write(chunk, more);
  };
  more();
};

describe("bounds", () => {
  test("an endpoint that never answers", async () => {
    const { answer } = await ask([silent], { timeoutMs: 200 });
    expect(answer).toEqual({
      kind: "unavailable",
      reason: "no answer within 200 ms",
      lostCalls: 1,
    });
  });

  test("an endpoint that fails until there is no time left says what it answered last", async () => {
    const { answer } = await ask([busy, busy, silent], { timeoutMs: 2_000 });
    expect(answer).toMatchObject({
      kind: "unavailable",
      reason: "no answer within 2000 ms: it was asked 3 times, and the endpoint last answered 503",
    });
  });

  test("an endpoint that begins and never ends", async () => {
    const { answer } = await ask([drip], { timeoutMs: 300 });
    expect(answer).toEqual({
      kind: "unavailable",
      reason: "no answer within 300 ms",
      lostCalls: 1,
    });
  });

  test("an endpoint that floods", async () => {
    const { answer } = await ask([flood], { maxRetries: 0 });
    expect(answer).toMatchObject({
      kind: "unavailable",
      reason: "the answer is larger than 1000000 bytes",
    });
  });

  test("a redirect is not followed: the key stays where it was meant for", async () => {
    const elsewhere = await chatEndpoint(fine);
    const away: Way = (response) => {
      response.writeHead(307, { location: `${elsewhere.baseUrl}/chat/completions` });
      response.end();
    };
    const { answer, endpoint } = await ask([away]);
    expect(answer).toEqual({
      kind: "unavailable",
      reason: `${endpoint.baseUrl} redirects to ${elsewhere.baseUrl}/chat/completions, where no key is carried: set judge.baseUrl to the address itself`,
    });
    expect(endpoint.requests).toHaveLength(1);
    expect(elsewhere.requests).toEqual([]);
  });
});

test("a model that takes no temperature is asked without, once and from then on", async () => {
  const endpoint = await chatEndpoint(
    refuses(400, "Unsupported value: 'temperature' does not support 0 with this model."),
    fine,
  );
  const judge = openAiJudge({
    temperature: 0,
    model: "o9",
    baseUrl: endpoint.baseUrl,
    apiKey: key,
    apiKeyEnv: "JUDGE_KEY",
    timeoutMs: 5_000,
  });
  const never = new AbortController().signal;
  expect(await judge.ask(question, never)).toMatchObject({ kind: "answered" });
  expect(await judge.ask(question, never)).toMatchObject({ kind: "answered" });
  expect(endpoint.requests.map(({ body }) => "temperature" in body)).toEqual([true, false, false]);
});

const usage = { prompt_tokens: 900, completion_tokens: 100 };
const answered = (more: object): Way =>
  json(200, {
    model: "gpt-5-mini-2025-08-07",
    choices: [{ message: { content: JSON.stringify(verdict) } }],
    ...more,
  });

describe("what a question took", () => {
  test("is what the answer says, with the cost that the prices make of it", async () => {
    const asked: unknown[] = [];
    const prices = {
      load: async (address: string) => void asked.push(address),
      priceOf: (address: string, models: readonly string[]) => {
        asked.push(address, models);
        return { input: 1, output: 10 };
      },
    };
    const { answer, endpoint } = await ask([answered({ usage })], { prices });
    expect(answer).toMatchObject({
      usage: { inputTokens: 900, outputTokens: 100, costUsd: 0.0019 },
    });
    const { baseUrl } = endpoint;
    expect(asked).toEqual([baseUrl, baseUrl, ["gpt-5-mini-2025-08-07", "gpt-5-mini"]]);
  });

  test.each([
    ["no price", { usage }, { inputTokens: 900, outputTokens: 100 }],
    ["a cost of its own", { usage: { ...usage, cost: 0.5 } }, { costUsd: 0.5 }],
    ["no usage", {}, {}],
    ["usage that is none", { usage: { prompt_tokens: -3, completion_tokens: "many" } }, {}],
  ])("with %s is never made up", async (_, more, expected) => {
    const { answer } = await ask([answered(more)]);
    expect(answer).toMatchObject({ kind: "answered", usage: expected });
    expect(answer.usage).not.toHaveProperty("costUsd", 0);
  });

  test("is nothing where the endpoint refused it", async () => {
    const { answer } = await ask([refuses(401, "no such key")], { maxRetries: 0 });
    expect(answer).toEqual({ kind: "unavailable", reason: expect.any(String) });
  });

  test("is unknown where the endpoint broke down over it", async () => {
    const { answer } = await ask([refuses(500, "broken")], { maxRetries: 0 });
    expect(answer).toMatchObject({ kind: "unavailable", lostCalls: 1 });
  });
});
