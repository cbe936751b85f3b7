import { openAiJudge } from "../../src/adapters/llm/openai-judge.ts";
import type { JudgeAnswer } from "../../src/ports/judge-model.ts";
import type { Way } from "../support/chat-endpoint.ts";
import { chatEndpoint, refuses, says } from "../support/chat-endpoint.ts";
import type { Judgement } from "../support/fake-judge.ts";
import { answering, FakeJudge } from "../support/fake-judge.ts";
import type { Situation } from "./judge-model.ts";
import { judgeModelContract } from "./judge-model.ts";

judgeModelContract("a fake", (situation) => Promise.resolve(new FakeJudge(judgementOf(situation))));

judgeModelContract("an OpenAI-compatible endpoint", async (situation) => {
  const { baseUrl } = await chatEndpoint(wayOf(situation));
  return openAiJudge({
    temperature: 0,
    model: "judge",
    baseUrl,
    apiKey: "sk-test",
    apiKeyEnv: "JUDGE_KEY",
    timeoutMs: 10_000,
    maxRetries: 0,
  });
});

function judgementOf(situation: Situation): Judgement {
  switch (situation.kind) {
    case "says":
      return () => answering(parsed(situation.text));
    case "echoes":
      return ({ user }) => answering({ heard: user });
    case "down":
      return () => ({ kind: "unavailable", reason: "down" });
    case "hangs":
      return () => new Promise<JudgeAnswer>(() => undefined);
  }
}

function wayOf(situation: Situation): Way {
  switch (situation.kind) {
    case "says":
      return says(situation.text);
    case "echoes":
      return (response, request) => {
        const { messages } = request.body;
        const user: unknown = Array.isArray(messages) ? messages[1]?.content : undefined;
        setTimeout(() => says(JSON.stringify({ heard: user }))(response, request), 20);
      };
    case "down":
      return refuses(503, "overloaded");
    case "hangs":
      return () => undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
