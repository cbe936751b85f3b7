import { setTimeout as delay } from "node:timers/promises";
import { capturedSession } from "../../src/adapters/agent/captured-session.ts";
import { moduleRunner } from "../../src/adapters/agent/module-runner.ts";
import { processRunner } from "../../src/adapters/agent/process-runner.ts";
import { describeTurnFailure } from "../../src/core/agent/provider-failure.ts";
import type { Step } from "../../src/core/trace/session.ts";
import type { AgentRunner, TurnAnswer } from "../../src/ports/agent-runner.ts";
import { anAgentProject } from "../support/agent-project.ts";
import { fakeRecorder } from "../support/fake-recorder.ts";
import { fakeRunner } from "../support/fake-runner.ts";
import { anHttpRunner, aService } from "../support/http-agent.ts";
import { agentRunnerContract } from "./agent-runner.ts";

const moduleAgent = `
export const agent = async (message, ctx) => {
  const asked = (ctx.memory.get("asked") ?? 0) + 1;
  ctx.memory.set("asked", asked);
  const look = () => ctx.callTool("lookup_fee", { plan: "standard" }, () => ({ fee: "3.50 EUR" }));
  const fail = (type) => {
    ctx.recordModelCall({ model: "demo", error: { type, message: "no" } });
    throw new Error("no model");
  };
  switch (message) {
    case "late fee":
      ctx.recordModelCall({ model: "demo", text: "", toolCalls: [{ name: "lookup_fee" }] });
      return { text: "The fee is " + (await look()).fee, finalState: { asked }, policy: "Fees are fixed." };
    case "count": return String(asked);
    case "crash": await look(); throw new Error("out of paper");
    case "hang": await look(); return new Promise(() => {});
    case "slow": return new Promise((resolve) => setTimeout(() => resolve("at last"), 300));
    case "provider down": return fail("http-503");
    case "bad request": return fail("http-400");
  }
};
`;

const processAgent = `
import { createInterface } from "node:readline";
let asked = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { type, session, message } = JSON.parse(line);
  const send = (sent) => process.stdout.write(JSON.stringify({ session, ...sent }) + "\\n");
  if (type === "session") asked = 0;
  if (type !== "turn") continue;
  asked += 1;
  const look = () => send({ type: "tool_call", name: "lookup_fee", arguments: { plan: "standard" }, result: { fee: "3.50 EUR" } });
  const fail = (error) => {
    send({ type: "model_call", model: "demo", error: { type: error, message: "no" } });
    send({ type: "error", message: "no model" });
  };
  switch (message) {
    case "late fee":
      send({ type: "model_call", model: "demo", text: "", toolCalls: [{ name: "lookup_fee" }] });
      look();
      send({ type: "reply", text: "The fee is 3.50 EUR", finalState: { asked }, policy: "Fees are fixed." });
      break;
    case "count": send({ type: "reply", text: String(asked) }); break;
    case "crash": look(); process.exitCode = 3; process.stdin.destroy(); break;
    case "hang": look(); break;
    case "slow": setTimeout(() => send({ type: "reply", text: "at last" }), 300); break;
    case "provider down": fail("http-503"); break;
    case "bad request": fail("http-400"); break;
  }
}
`;

agentRunnerContract("module", async () =>
  moduleRunner({
    root: await anAgentProject({ "agent.mjs": moduleAgent }),
    module: "agent.mjs",
    env: [],
    environment: {},
    onWarning: () => {},
  }),
);

for (const kind of ["one", "many"] as const) {
  agentRunnerContract(`process, ${kind} session(s) each`, async () =>
    processRunner({
      root: await anAgentProject({ "agent.mjs": processAgent }),
      command: [process.execPath, "agent.mjs"],
      sessions: kind,
      instances: 2,
      env: [],
      environment: process.env,
      onWarning: () => {},
    }),
  );
}

/** Says in its answers what it did; what a turn without an answer did is seen by a recorder alone. */
const httpService = aService(`
const asked = new Map();
const answer = async ({ session, message }, { response }) => {
  asked.set(session, (asked.get(session) ?? 0) + 1);
  const fail = (status) => { response.statusCode = 500; response.end("no model, " + status); };
  switch (message) {
    case "late fee":
      return {
        reply: "The fee is 3.50 EUR", state: { asked: asked.get(session) }, policy: "Fees are fixed.",
        calls: [{ name: "lookup_fee", arguments: { plan: "standard" }, result: { fee: "3.50 EUR" } }],
      };
    case "count": return { reply: String(asked.get(session)) };
    case "crash": process.exit(3);
    case "hang": return new Promise(() => {});
    case "slow": return new Promise((resolve) => setTimeout(() => resolve({ reply: "at last" }), 300));
    case "provider down": return fail(503);
    case "bad request": return fail(400);
  }
};`);

const look: Step = {
  kind: "tool",
  name: "lookup_fee",
  arguments: { plan: "standard" },
  status: "ok",
  result: { fee: "3.50 EUR" },
};

/** What a recorder sees of the contract's agent beside what its answers say. */
function seenOf(message: string): readonly Step[] {
  if (message === "provider down") return [failedCall("http-503")];
  if (message === "bad request") return [failedCall("http-400")];
  if (message === "late fee") return [{ kind: "model", model: "demo", text: "" }];
  return message === "crash" || message === "hang" ? [look] : [];
}

agentRunnerContract("http", async () => {
  const runner = await anHttpRunner(httpService, {
    sessionsAtOnce: 2,
    response: {
      reply: "/reply",
      finalState: "/state",
      policy: "/policy",
      toolCalls: "/calls",
    },
  });
  return captured(runner);
});

function captured(runner: AgentRunner): AgentRunner {
  return {
    maxSessions: runner.maxSessions,
    start: () => runner.start(),
    open: async (start) => {
      let asked = "";
      const seen = (_: unknown, steps: readonly Step[]) => ({
        steps: [...seenOf(asked), ...steps],
      });
      const endpoint = await fakeRecorder(seen).openEndpoint();
      const session = capturedSession(await runner.open(start), endpoint.openSession(start));
      return {
        send: (message, signal) => {
          asked = message;
          return session.send(message, signal);
        },
        close: () => session.close(),
      };
    },
    close: () => runner.close(),
  };
}

function failAt(type: string): TurnAnswer {
  const steps = [failedCall(type)];
  return { ...describeTurnFailure("no model", steps), steps };
}

function failedCall(type: string): Step {
  return { kind: "model", model: "demo", error: { type, message: "no" } };
}

agentRunnerContract("fake", async () => {
  const asked = new Map<string, number>();
  return fakeRunner(async ({ start, message, addStep }) => {
    const count = (asked.get(start.sessionId) ?? 0) + 1;
    asked.set(start.sessionId, count);
    switch (message) {
      case "late fee":
        addStep({ kind: "model", model: "demo", text: "" });
        addStep(look);
        return {
          text: "The fee is 3.50 EUR",
          finalState: { asked: count },
          policy: "Fees are fixed.",
        };
      case "crash":
        addStep(look);
        throw new Error("out of paper");
      case "hang":
        addStep(look);
        return new Promise<never>(() => {});
      case "slow":
        return delay(300, "at last");
      case "provider down":
        return failAt("http-503");
      case "bad request":
        return failAt("http-400");
      default:
        return String(count);
    }
  });
});
