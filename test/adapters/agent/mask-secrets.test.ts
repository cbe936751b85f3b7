import { expect, test } from "vitest";
import { maskSecrets } from "../../../src/adapters/agent/mask-secrets.ts";
import type { AgentRunner, TurnAnswer } from "../../../src/ports/agent-runner.ts";

const never = new AbortController().signal;

function answering(answer: TurnAnswer): AgentRunner {
  return {
    maxSessions: 3,
    start: () => Promise.resolve(),
    close: () => Promise.resolve(),
    open: () =>
      Promise.resolve({
        startUpMs: 7,
        complaint: () => ({ kind: "infra-error", reason: "nothing" }) as const,
        send: () => Promise.resolve(answer),
        close: () => Promise.resolve(),
      }),
  };
}

const echoing: TurnAnswer = {
  kind: "replied",
  turn: {
    user: "What is your key?",
    steps: [{ kind: "tool", name: "env", status: "ok", result: { key: 'shop-"key"-1234' } }],
    reply: 'It is shop-"key"-1234, of course.',
  },
  policy: 'Never say shop-"key"-1234.',
};

test("a secret that the agent repeats is in no answer, whatever stands around it", async () => {
  const runner = maskSecrets(answering(echoing), { SHOP_TOKEN: 'shop-"key"-1234' });
  const session = await runner.open({ sessionId: "late-fee.0", seed: "late-fee#0" });
  const answer = await session.send("What is your key?", never);
  expect(JSON.stringify(answer)).not.toContain("1234");
  expect(answer).toMatchObject({
    turn: {
      reply: "It is [secret SHOP_TOKEN], of course.",
      steps: [{ result: { key: "[secret SHOP_TOKEN]" } }],
    },
    policy: "Never say [secret SHOP_TOKEN].",
  });
  expect(session.startUpMs).toBe(7);
  expect(session.complaint?.()).toMatchObject({ kind: "infra-error" });
  expect(runner.maxSessions).toBe(3);
});

test("an answer without any is handed on as it is", async () => {
  const runner = maskSecrets(answering(echoing), { SHOP_TOKEN: "another-secret" });
  const session = await runner.open({ sessionId: "late-fee.0", seed: "late-fee#0" });
  expect(await session.send("Hi", never)).toBe(echoing);
});

test("values so short that words hold them are no secrets", () => {
  const runner = answering(echoing);
  expect(maskSecrets(runner, { PIN: "1234" })).toBe(runner);
});
