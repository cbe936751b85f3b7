import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { MeteredCalls } from "../../../src/adapters/recorder/metered-calls.ts";
import { ModelCall } from "../../../src/adapters/recorder/model-call.ts";
import { ModelPrices } from "../../../src/adapters/recorder/model-prices.ts";
import { fakeMeter } from "../../support/fake-meter.ts";
import { aCompletion, aProvider, aRecording, ask } from "../../support/recorder/providers.ts";

test("each call is counted before the next may begin, and one too many reaches no provider", async () => {
  let reached = 0;
  const provider = await aProvider((_, response) => {
    reached += 1;
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(JSON.stringify(aCompletion("3 EUR"))));
  });
  const meter = fakeMeter(2);
  const { env, session } = await aRecording(provider, { meter });
  const url = env("OPENAI_BASE_URL");
  for (const status of [200, 200, 402]) {
    const answer = await ask(url);
    expect(answer.status).toBe(status);
    await answer.text();
  }
  expect(await (await ask(url)).json()).toMatchObject({
    error: {
      code: "BUDGET_EXCEEDED",
      message: "Tracegate lets no model call begin any more: the budget is used up.",
    },
  });
  expect(reached).toBe(2);
  expect(meter.counted).toEqual([
    { inputTokens: 12, outputTokens: 3 },
    { inputTokens: 12, outputTokens: 3 },
  ]);
  expect((await session.endTurn([])).steps).toHaveLength(2);
});

test("what a session's own model answers costs nothing, what its provider answers costs nobody knows what", async () => {
  const model = await aProvider((_, response) => {
    response.end(JSON.stringify(aCompletion("3 EUR")));
  });
  const { endpoint, env, session } = await aRecording(model, { meter: fakeMeter(9) });
  const url = env("OPENAI_BASE_URL");
  await (await ask(url)).text();
  expect((await session.endTurn([])).steps).toMatchObject([
    { usage: { inputTokens: 12, outputTokens: 3 } },
  ]);
  await session.close();
  const meter = fakeMeter(9);
  const own = { sessionId: "own#1", seed: "own#1", meter, modelBaseUrl: `${model}/v1` };
  const recorded = endpoint.openSession(own);
  await (await ask(url)).text();
  const usage = { inputTokens: 12, outputTokens: 3, costUsd: 0 };
  expect((await recorded.endTurn([])).steps).toMatchObject([{ provider: "tracegate", usage }]);
  await expect.poll(() => meter.counted, { timeout: 20_000 }).toEqual([usage]);
});

test("what is still being counted keeps the next call waiting", async () => {
  const listed = Promise.withResolvers<void>();
  const prices = new ModelPrices({});
  prices.load = () => listed.promise;
  const calls = new MeteredCalls(prices);
  const meter = fakeMeter(1);
  const call = new ModelCall("chat-completions", "openai");
  calls.watch(call, meter);
  call.end();
  await call.whenOver;
  await Promise.resolve();
  const refusal = calls.refusal(meter);
  listed.resolve();
  expect(await refusal).toBe("the budget is used up");
  expect(meter.counted).toHaveLength(1);
});

test("a call that comes when its session is over is refused too", async () => {
  let reached = 0;
  const provider = await aProvider((_, response) => {
    reached += 1;
    response.end(JSON.stringify(aCompletion("3 EUR")));
  });
  const { env, session } = await aRecording(provider, { meter: fakeMeter(0) });
  await session.close();
  expect((await ask(env("OPENAI_BASE_URL"))).status).toBe(402);
  expect(reached).toBe(0);
});

test("what a provider refused took nothing, and what broke off is told as cut off", async () => {
  let calls = 0;
  const provider = await aProvider((_, response) => {
    calls += 1;
    if (calls === 1) response.writeHead(429).end("{}");
    else {
      response.writeHead(200, { "content-length": 1000 });
      response.write("{");
      response.destroy();
    }
  });
  const meter = fakeMeter(9);
  const { env } = await aRecording(provider, { meter });
  const url = env("OPENAI_BASE_URL");
  expect((await ask(url)).status).toBe(429);
  await ask(url)
    .then((answer) => answer.text())
    .catch(() => {});
  await expect.poll(() => meter.counted, { timeout: 20_000 }).toEqual([undefined]);
});

test("nothing is read ahead where no cap asks for it", async () => {
  const provider = await aProvider((_, response) => {
    response.end(JSON.stringify(aCompletion("3 EUR")));
  });
  const meter = { ...fakeMeter(9), isCapped: false };
  const { env, session } = await aRecording(provider, { meter });
  await (await ask(env("OPENAI_BASE_URL"))).text();
  expect((await session.endTurn([])).steps).toHaveLength(1);
  expect(meter.counted).toEqual([]);
});
