import { expect, test } from "vitest";
import { judgeConfig } from "../../../src/core/config/judge-config.ts";
import { simulatorConfig, simulatorOf } from "../../../src/core/config/simulator-config.ts";

const judge = judgeConfig.parse({
  model: "judge-model",
  baseUrl: "https://judge.test/v1",
  apiKeyEnv: "JUDGE_KEY",
});

function played(simulator: object, by?: typeof judge) {
  return simulatorOf({ simulator: simulatorConfig.parse(simulator), judge: by });
}

test("a model of its own is asked at OpenAI's address with OpenAI's key, whatever the judge has", () => {
  expect(played({ model: "gpt-5-mini" }, judge)).toEqual({
    kind: "model",
    model: "gpt-5-mini",
    baseUrl: "https://api.openai.com/v1",
    apiKeyEnv: "OPENAI_API_KEY",
    temperature: 0.7,
    timeoutMs: 60_000,
  });
});

test("without a model it is the judge's, at the judge's address", () => {
  expect(played({ temperature: 0.2 }, judge)).toMatchObject({
    model: "judge-model",
    baseUrl: "https://judge.test/v1",
    apiKeyEnv: "JUDGE_KEY",
    temperature: 0.2,
  });
});

test("the judge's key goes to no other address", () => {
  expect(played({ baseUrl: "https://elsewhere.test/v1" }, judge)).toBeUndefined();
  expect(
    played({ baseUrl: "https://elsewhere.test/v1", apiKeyEnv: "USER_KEY" }, judge),
  ).toMatchObject({ baseUrl: "https://elsewhere.test/v1", apiKeyEnv: "USER_KEY" });
});

test("nobody plays where nothing is named, even beside a judge", () => {
  expect(simulatorOf({ judge })).toBeUndefined();
  expect(played({})).toBeUndefined();
});

test("a script stands alone", () => {
  expect(played({ scriptedModel: "user.yaml" }, judge)).toEqual({
    kind: "scripted",
    path: "user.yaml",
    timeoutMs: 60_000,
  });
  for (const beside of [{ model: "m" }, { baseUrl: "https://a.test/v1" }, { apiKeyEnv: "KEY" }]) {
    expect(simulatorConfig.safeParse({ scriptedModel: "user.yaml", ...beside }).success).toBe(
      false,
    );
  }
});

test.each([
  { baseUrl: "https://models.github.ai/inference" },
  { baseUrl: "ftp://models.test" },
  { apiKeyEnv: "sk-a-key-itself" },
  { scriptedModel: "../user.yaml" },
  { temperature: 3 },
])("%o is refused", (simulator) => {
  expect(simulatorConfig.safeParse(simulator).success).toBe(false);
});
