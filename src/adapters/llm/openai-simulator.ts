import type { SimulatorModel } from "../../ports/simulator-model.ts";
import { type OpenAiJudgeOptions, openAiJudge } from "./openai-judge.ts";

/** Plays users behind any OpenAI-compatible endpoint, asked in the same way and at the same pace as a judge. */
export function openAiSimulator(options: Omit<OpenAiJudgeOptions, "section">): SimulatorModel {
  const model = openAiJudge({ ...options, section: "simulator" });
  model.prepare?.();
  return {
    ask: ({ system, user, schema, seed }, signal) =>
      model.ask({ system, user, schema, seed, name: "message" }, signal),
  };
}
