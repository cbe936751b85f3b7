import { describe, expect, onTestFinished, test } from "vitest";
import type { AgentRunner, AgentSession, TurnAnswer } from "../../src/ports/agent-runner.ts";

/**
 * What an agent of the contract does when it is told so; every runner's suite brings one.
 *
 * | message | what the agent does |
 * |---|---|
 * | `late fee` | a model call, then the tool `lookup_fee`, then replies `The fee is 3.50 EUR` with the final state `{ asked: 1 }` |
 * | `count` | replies how many messages it has had in this session |
 * | `crash` | calls `lookup_fee`, then breaks |
 * | `hang` | calls `lookup_fee`, then never answers |
 * | `slow` | replies after 300 ms |
 * | `provider down` | its model call fails with 503, and so does the turn |
 * | `bad request` | its model call fails with 400, and so does the turn |
 */
export type ContractRunner = () => Promise<AgentRunner>;

let sessions = 0;

function open(runner: AgentRunner): Promise<AgentSession> {
  sessions += 1;
  return runner.open({ sessionId: `late-fee.${sessions}`, seed: "late-fee/0" });
}

async function count(session: AgentSession): Promise<string | undefined> {
  const answer = await session.send("count", new AbortController().signal);
  return answer.kind === "replied" ? answer.turn.reply : answer.reason;
}

/** What the run loop relies on, whoever implements it. */
export function agentRunnerContract(name: string, create: ContractRunner): void {
  const started = async (): Promise<AgentRunner> => {
    const runner = await create();
    onTestFinished(() => runner.close());
    await runner.start();
    return runner;
  };
  const ask = async (message: string, signal = new AbortController().signal): Promise<TurnAnswer> =>
    (await open(await started())).send(message, signal);

  describe(`agent runner: ${name}`, () => {
    test("a turn carries message, steps in order, reply and times", async () => {
      expect(await ask("late fee")).toEqual({
        kind: "replied",
        turn: {
          user: "late fee",
          steps: [
            expect.objectContaining({ kind: "model", model: "demo", text: "" }),
            expect.objectContaining({
              kind: "tool",
              name: "lookup_fee",
              status: "ok",
              arguments: { plan: "standard" },
              result: { fee: "3.50 EUR" },
            }),
          ],
          reply: "The fee is 3.50 EUR",
          startedAtMs: expect.any(Number),
          durationMs: expect.any(Number),
        },
        finalState: { asked: 1 },
        policy: "Fees are fixed.",
      });
    });

    test("a session remembers its turns, and the next session knows nothing of them", async () => {
      const runner = await started();
      const first = await open(runner);
      expect([await count(first), await count(first)]).toEqual(["1", "2"]);
      await first.close();
      const second = await open(runner);
      expect(await count(second)).toBe("1");
      await second.close();
    });

    test("sessions that are open at once do not mix", async () => {
      const runner = await started();
      if (runner.maxSessions < 2) return;
      const [first, second] = [await open(runner), await open(runner)];
      expect(await Promise.all([count(first), count(second)])).toEqual(["1", "1"]);
      expect(await Promise.all([count(second), count(first)])).toEqual(["2", "2"]);
      await Promise.all([first.close(), second.close()]);
    });

    test("an agent that breaks is an agent-error with the steps until then", async () => {
      expect(await ask("crash")).toEqual({
        kind: "agent-error",
        reason: expect.stringMatching(/./),
        steps: [expect.objectContaining({ kind: "tool", name: "lookup_fee" })],
      });
    });

    test("after an agent broke, the next session is served", async () => {
      const runner = await started();
      const broken = await open(runner);
      await broken.send("crash", new AbortController().signal);
      await broken.close();
      const next = await open(runner);
      expect(await count(next)).toBe("1");
    });

    test("an aborted turn ends at once, with its steps, and the next session is served", async () => {
      const runner = await started();
      const session = await open(runner);
      const abort = new AbortController();
      const answer = session.send("hang", abort.signal);
      setTimeout(() => abort.abort(), 1000);
      expect(await answer).toEqual({
        kind: "agent-error",
        reason: expect.stringMatching(/./),
        steps: [expect.objectContaining({ kind: "tool", name: "lookup_fee" })],
      });
      await session.close();
      const next = await open(runner);
      expect(await count(next)).toBe("1");
    });

    test("an answer that comes too late is never taken, nor is the session used again", async () => {
      const runner = await started();
      const session = await open(runner);
      const late = await session.send("slow", AbortSignal.timeout(50));
      expect(late.kind).toBe("agent-error");
      const after = await session.send("count", new AbortController().signal);
      expect(after.kind).toBe("agent-error");
      await session.close();
    });

    test("nothing is sent once the signal has aborted", async () => {
      expect(await ask("count", AbortSignal.abort())).toMatchObject({ kind: "agent-error" });
    });

    test("a turn that fails on a provider's failure is an infra-error", async () => {
      expect(await ask("provider down")).toMatchObject({
        kind: "infra-error",
        reason: expect.stringMatching(/^the model provider answered 503; .*no model/),
        steps: [{ kind: "model", error: { type: "http-503" } }],
      });
    });

    test("a request that the provider refused is the agent's own failure", async () => {
      expect(await ask("bad request")).toMatchObject({
        kind: "agent-error",
        reason: expect.not.stringContaining("provider"),
        steps: [{ kind: "model", error: { type: "http-400" } }],
      });
    });

    test("closing is safe twice, without a start, and with a session open", async () => {
      const unused = await create();
      await unused.close();
      const runner = await started();
      const session = await open(runner);
      const answer = session.send("hang", new AbortController().signal);
      await session.close();
      await session.close();
      expect((await answer).kind).toBe("agent-error");
      await open(runner);
      await runner.close();
      await runner.close();
    });
  });
}
