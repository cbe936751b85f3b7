import { expect, test } from "vitest";
import { ModelPrices } from "../../../src/adapters/recorder/model-prices.ts";

test("a provider's list has its models, also by their dated names", async () => {
  const prices = new ModelPrices({});
  await prices.load(["openai", "openai", "nobody"]);
  const price = prices.of("openai", ["gpt-4.1"]);
  expect(price).toEqual({
    input: expect.any(Number),
    output: expect.any(Number),
    cachedInput: expect.any(Number),
  });
  expect(prices.of("openai", ["gpt-4.1-2025-04-14"])).toEqual(price);
});

test.each(["anthropic", "deepseek", "groq", "mistral", "xai"])(
  "the list of %s can be loaded",
  async (provider) => {
    const prices = new ModelPrices({});
    await prices.load([provider]);
    expect(prices.of(provider, ["no-such-model"])).toBeUndefined();
  },
);

test("a price is asked of the provider that was called, and of nobody else", async () => {
  const prices = new ModelPrices({});
  await prices.load(["openai"]);
  expect(prices.of(undefined, ["gpt-4.1"])).toBeUndefined();
  expect(prices.of("anthropic", ["gpt-4.1"])).toBeUndefined();
  expect(prices.of("openai", ["constructor"])).toBeUndefined();
});

test("the user's own table is stronger than any list", async () => {
  const own = { input: 1, output: 2 };
  const prices = new ModelPrices({ "gpt-4.1": own });
  await prices.load(["openai"]);
  expect(prices.of("openai", ["gpt-4.1-2025-04-14"])).toEqual(own);
});
