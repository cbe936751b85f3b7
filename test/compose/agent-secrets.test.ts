import { expect, test } from "vitest";
import { secretsOf } from "../../src/compose/agent-secrets.ts";
import { agentConfig } from "../../src/core/config/agent-config.ts";

const environment = {
  OPENAI_API_KEY: "sk-late-fee",
  OPENAI_MODEL: "gpt-5-mini",
  SHOP_TOKEN: "shop-1234",
  DEPLOY_TOKEN: "of somebody else",
  EMPTY_SECRET: "",
};

test.each([
  [
    "a module's keys, by their names",
    {
      runner: "module",
      module: "agent.mjs",
      env: ["OPENAI_API_KEY", "OPENAI_MODEL", "EMPTY_SECRET"],
    },
    [["OPENAI_API_KEY", "sk-late-fee"]],
  ],
  [
    "what a service's headers hold",
    {
      runner: "http",
      url: "http://127.0.0.1:8080/chat",
      request: {
        headers: { authorization: "Bearer ${SHOP_TOKEN}" },
        body: { message: "{{message}}" },
      },
    },
    [["SHOP_TOKEN", "shop-1234"]],
  ],
  [
    "a model's key, and what its tools' headers hold",
    {
      runner: "openai",
      model: "gpt-5-mini",
      tools: [
        {
          name: "search_policies",
          description: "Searches.",
          url: "http://127.0.0.1:8080/search",
          headers: { authorization: "Bearer ${SHOP_TOKEN}" },
        },
      ],
    },
    [
      ["SHOP_TOKEN", "shop-1234"],
      ["OPENAI_API_KEY", "sk-late-fee"],
    ],
  ],
])("%s", (_, config, secrets) => {
  expect(secretsOf(agentConfig.parse(config), environment)).toEqual(secrets);
});
