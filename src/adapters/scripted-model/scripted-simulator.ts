import { chatRequest } from "../../core/simulation/chat-completion.ts";
import { answerScripted, type ScriptedModel } from "../../core/simulation/scripted-model.ts";
import type { SimulatorModel } from "../../ports/simulator-model.ts";

/**
 * A script that plays users: it answers the same question that a model is asked, and its `say` is the JSON that one
 * would write. `call` counts the questions of the session.
 */
export function scriptedSimulator(script: ScriptedModel): SimulatorModel {
  return {
    ask: async ({ system, user, seed, number }) => {
      const request = chatRequest.parse({
        messages: [
          { role: "system", content: system },
          { role: "user", content: user },
        ],
      });
      const answer = answerScripted(script, request, { seed: String(seed), call: number });
      if (answer.kind === "no-answer") return { kind: "unavailable", reason: answer.message };
      const text = answer.completion.choices[0].message.content ?? "";
      return { kind: "answered", json: jsonOf(text), usage: nothing };
    },
  };
}

/** No model is asked. */
const nothing = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

/** As the text that it is where it is no JSON: who reads it says what is wrong with it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
