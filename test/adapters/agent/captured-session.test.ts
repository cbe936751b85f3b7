import { describe, expect, onTestFinished, test } from "vitest";
import { capturedSession } from "../../../src/adapters/agent/captured-session.ts";
import { processRunner } from "../../../src/adapters/agent/process-runner.ts";
import type { Step } from "../../../src/core/trace/session.ts";
import type { AgentRunner, TurnAnswer } from "../../../src/ports/agent-runner.ts";
import type { CapturedTurn, Recorder } from "../../../src/ports/recorder.ts";
import { anAgentProject, noAbort } from "../../support/agent-project.ts";
import { fakeRecorder } from "../../support/fake-recorder.ts";
import { aService, aStartedHttpRunner } from "../../support/http-agent.ts";
import { aNodeAgent, converse, outcomeOf } from "../../support/protocol-agent.ts";

const lookup: Step = { kind: "tool", name: "lookup_fee", status: "ok", result: 5 };
const replied: TurnAnswer = {
  kind: "replied",
  turn: { user: "fee?", steps: [lookup], reply: "5 EUR" },
};

/** What an answer becomes where the recorder saw this. */
async function merged(answer: TurnAnswer, seen: CapturedTurn): Promise<TurnAnswer> {
  const endpoint = await fakeRecorder(() => seen).openEndpoint();
  const session = capturedSession(
    { send: () => Promise.resolve(answer), close: () => Promise.resolve() },
    endpoint.openSession({ sessionId: "late-fee.0", seed: "1" }),
  );
  return session.send("fee?", noAbort);
}

describe("a turn that was captured", () => {
  const model: Step = { kind: "model", model: "demo", text: "" };

  test("holds the steps, the policy, the agent and the trace that were seen", async () => {
    const agent = { model: "demo" };
    expect(
      await merged(replied, { steps: [model, lookup], policy: "Be kind.", agent, traceId: "t1" }),
    ).toEqual({
      kind: "replied",
      turn: { user: "fee?", steps: [model, lookup], reply: "5 EUR", traceId: "t1" },
      policy: "Be kind.",
      agent,
    });
  });

  test("keeps the policy that the agent told itself", async () => {
    expect(
      await merged({ ...replied, policy: "Fees are fixed." }, { steps: [], policy: "Be kind." }),
    ).toMatchObject({ policy: "Fees are fixed." });
  });

  test.each([
    ["infra-error", "SESSION_AMBIGUOUS: a model call names no session"],
    ["replay-gap", "refund was not recorded"],
  ] as const)(
    "is a %s where the recorder says so, whatever the agent said",
    async (kind, reason) => {
      const failure = { kind, reason };
      for (const answer of [
        replied,
        { kind: "agent-error", reason: "it crashed", steps: [] } as const,
      ]) {
        expect(await merged(answer, { steps: [lookup], failure })).toEqual({
          kind,
          reason,
          steps: [lookup],
        });
      }
    },
  );

  test("and failed on a provider that only the recorder saw is an infra-error", async () => {
    const down: Step = { kind: "model", error: { type: "http-503", message: "busy" } };
    expect(
      await merged(
        { kind: "agent-error", reason: "the agent's process exited with code 1", steps: [] },
        { steps: [down] },
      ),
    ).toEqual({
      kind: "infra-error",
      reason: "the model provider answered 503; the agent's process exited with code 1",
      steps: [down],
    });
  });
});

const telling = aNodeAgent(
  `onTurn(() => reply([process.env.TRACEGATE_TOOLS_URL, process.env.TRACEGATE_SESSION ?? "", process.env.OPENAI_BASE_URL ?? ""].join(" ").trim()));`,
);

async function aRunner(
  recorder: Recorder,
  sessions: "one" | "many",
  instances = 1,
): Promise<AgentRunner> {
  const runner = processRunner({
    root: await anAgentProject({ "agent.mjs": telling }),
    command: [process.execPath, "agent.mjs"],
    sessions,
    instances,
    env: [],
    environment: process.env,
    onWarning: () => {},
    recorder,
  });
  onTestFinished(() => runner.close());
  await runner.start();
  return runner;
}

describe("the addresses that an agent is given", () => {
  test("are a process's own where each session has one, and gone with it", async () => {
    const recorder = fakeRecorder();
    const runner = await aRunner(recorder, "one");
    const session = await runner.open({ sessionId: "late-fee.0", seed: "1" });
    expect(outcomeOf(await session.send("who?", noAbort))).toBe("http://tools/1 late-fee.0");
    await session.close();
    expect(recorder.happened).toEqual([
      "open endpoint 1",
      "open late-fee.0 on 1",
      "turn of late-fee.0",
      "close late-fee.0",
      "close endpoint 1",
    ]);
  });

  test("stay those of the process that serves many, one session at a time", async () => {
    const recorder = fakeRecorder();
    const runner = await aRunner(recorder, "many");
    for (const sessionId of ["late-fee.0", "late-fee.1"]) {
      const session = await runner.open({ sessionId, seed: "1" });
      expect(outcomeOf(await session.send("who?", noAbort))).toBe("http://tools/1");
      await session.close();
    }
    expect(recorder.happened).toEqual([
      "open endpoint 1",
      "open late-fee.0 on 1",
      "turn of late-fee.0",
      "close late-fee.0",
      "open late-fee.1 on 1",
      "turn of late-fee.1",
      "close late-fee.1",
    ]);
  });

  test("lead a session's model calls through the recorder, which knows where they go", async () => {
    const starts: unknown[] = [];
    const environment = { OPENAI_BASE_URL: "http://recorder/v1" };
    const recorder = fakeRecorder((start, steps) => {
      starts.push(start.modelBaseUrl);
      return { steps };
    }, environment);
    const runner = await aRunner(recorder, "one");
    const start = { sessionId: "s", seed: "1", modelBaseUrl: "http://model/v1" };
    const session = await runner.open(start);
    expect(outcomeOf(await session.send("who?", noAbort))).toBe(
      "http://tools/1 s http://recorder/v1",
    );
    expect(starts).toEqual(["http://model/v1"]);
  });

  test("reach a service when it starts, and each request says whose it is", async () => {
    const recorder = fakeRecorder();
    const runner = await aStartedHttpRunner(
      aService(
        `const answer = (_, { request }) => ({ reply: [process.env.TRACEGATE_TOOLS_URL, request.headers["x-tracegate-session"], request.headers.traceparent].join(" ") });`,
      ),
      { recorder },
    );
    const [answer] = await converse(runner, ["who?"]);
    expect(outcomeOf(answer)).toMatch(/^http:\/\/tools\/1 (s\d+-[0-9a-f]{8}) 00-\1$/);
  });
});
