import { expect, test } from "vitest";
import { scriptedSimulator } from "../../../src/adapters/scripted-model/scripted-simulator.ts";
import { simulatorQuestion } from "../../../src/core/simulation/simulator-question.ts";
import { aModelUser, talk } from "../../support/personas.ts";
import { aScript, says } from "../../support/scripted.ts";

const script = aScript(
  says('{ "action": "stop", "message": "" }', { user: { any: ["colleague"] } }),
  says('{ "action": "say", "message": "Order 4471." }', { call: 1 }),
  says("I am no JSON.", { call: 2 }),
);
/** A script costs nothing. */
const usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
const signal = new AbortController().signal;

function ask(...pairs: readonly (readonly [user: string, reply: string])[]) {
  const question = simulatorQuestion(aModelUser(), talk(...pairs), "gift-card#0");
  return scriptedSimulator(script).ask(question, signal);
}

test("a script reads the conversation, counts the questions, and answers as a model would", async () => {
  expect(await ask(["Hi.", "Which order?"])).toEqual({
    kind: "answered",
    json: { action: "say", message: "Order 4471." },
    usage,
  });
  expect(await ask(["Hi.", "I will ask a colleague."])).toMatchObject({ json: { action: "stop" } });
});

test("what is no JSON is handed on as it is, and what no rule answers is unavailable", async () => {
  const [hi, more] = [["Hi.", "Which?"] as const, ["4471.", "Hm."] as const];
  expect(await ask(hi, more)).toEqual({ kind: "answered", json: "I am no JSON.", usage });
  expect(await ask(hi, more, more)).toMatchObject({
    kind: "unavailable",
    reason: expect.stringContaining("No rule of the scripted model"),
  });
});
