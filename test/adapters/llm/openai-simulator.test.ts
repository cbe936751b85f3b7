import { expect, test } from "vitest";
import { openAiSimulator } from "../../../src/adapters/llm/openai-simulator.ts";
import type { SimulatorAnswer } from "../../../src/core/simulation/simulator-question.ts";
import { simulatorQuestion } from "../../../src/core/simulation/simulator-question.ts";
import { chatEndpoint, refuses, says, type Way } from "../../support/chat-endpoint.ts";
import { aModelUser, talk } from "../../support/personas.ts";

const question = simulatorQuestion(aModelUser(), talk(["Hi.", "Which order?"]), "gift-card#0");
const signal = new AbortController().signal;

async function ask(way: Way, apiKey = "sk-user-0123456789", ...more: readonly Way[]) {
  const endpoint = await chatEndpoint(way, ...more);
  const simulator = openAiSimulator({
    model: "gpt-5-mini",
    baseUrl: endpoint.baseUrl,
    apiKey,
    apiKeyEnv: "USER_KEY",
    temperature: 0.7,
    timeoutMs: 10_000,
    maxRetries: 0,
  });
  const answer: SimulatorAnswer = await simulator.ask(question, signal);
  return { answer, endpoint };
}

test("the same question goes out word for word, with its seed and a schema", async () => {
  const said = { action: "say", message: "It is order 4471." };
  const first = await ask(says(JSON.stringify(said)));
  const second = await ask(says(JSON.stringify(said)));
  expect(first.answer).toMatchObject({ kind: "answered", json: said });
  expect(first.endpoint.requests[0]?.body).toEqual(second.endpoint.requests[0]?.body);
  expect(first.endpoint.requests[0]?.body).toMatchObject({
    model: "gpt-5-mini",
    temperature: 0.7,
    seed: question.seed,
    messages: [
      { role: "system", content: question.system },
      { role: "user", content: question.user },
    ],
    response_format: { json_schema: { name: "message", strict: true } },
  });
});

test("what the endpoint refuses is told with the setting to mend, and without the key", async () => {
  const { answer } = await ask(refuses(404, "no such model sk-user-0123456789"));
  expect(answer).toMatchObject({
    kind: "unavailable",
    reason: expect.stringContaining("check simulator.model and simulator.baseUrl"),
  });
  expect(JSON.stringify(answer)).not.toContain("sk-user");
});

test("without a key nothing is asked", async () => {
  const { answer, endpoint } = await ask(says("{}"), "");
  expect(answer).toEqual({ kind: "unavailable", reason: "no API key: set USER_KEY" });
  expect(endpoint.requests).toEqual([]);
});

test("a model that takes neither temperature nor seed is asked without", async () => {
  const { answer, endpoint } = await ask(
    refuses(400, "Unsupported parameter: 'temperature'."),
    "sk-user-0123456789",
    refuses(400, "Unknown name seed."),
    says('{ "action": "stop", "message": "" }'),
  );
  expect(answer).toMatchObject({ kind: "answered", json: { action: "stop" } });
  expect(endpoint.requests.map(({ body }) => ["temperature" in body, "seed" in body])).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ]);
});

test("a refusal of anything else is told, and nothing is asked a second time", async () => {
  const { answer, endpoint } = await ask(refuses(400, "The prompt is too long."));
  expect(answer).toMatchObject({ kind: "unavailable" });
  expect(endpoint.requests).toHaveLength(1);
});
