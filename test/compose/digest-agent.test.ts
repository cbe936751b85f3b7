import { expect, test } from "vitest";
import { composeRepository } from "../../src/compose/compose-run.ts";
import { digestAgent } from "../../src/compose/digest-agent.ts";
import { configFile } from "../../src/core/config/config-file.ts";
import { aShop } from "../support/shop.ts";

const agent = configFile.shape.agent.parse({
  runner: "module",
  module: "agent.mjs",
  version: ["agent.mjs"],
  env: ["SHOP_MODEL", "SHOP_API_KEY"],
});

test("an agent with another model is another agent; a renewed key changes nothing", async () => {
  const root = aShop();
  const digestWith = (environment: Record<string, string>): Promise<string> =>
    digestAgent(agent, { root, environment }, composeRepository(root));
  const digest = await digestWith({ SHOP_MODEL: "small", SHOP_API_KEY: "first" });
  expect(await digestWith({ SHOP_MODEL: "small", SHOP_API_KEY: "second" })).toBe(digest);
  expect(await digestWith({ SHOP_MODEL: "large", SHOP_API_KEY: "first" })).not.toBe(digest);
  expect(await digestWith({ SHOP_API_KEY: "first" })).not.toBe(digest);
});
