import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { freePorts } from "../../../src/adapters/agent/http/free-ports.ts";
import { parseRunRecord } from "../../../src/core/plan/parse-result.ts";
import type { RunRecord } from "../../../src/core/plan/run-record.ts";
import { tracegate } from "../../support/command-line.ts";
import { giftShop, type ProjectTexts, projectDir } from "../../support/project-dir.ts";

const script = `version: 1
model: scripted-shop-model
rules:
  - name: look it up
    when: { last: user }
    answers: [{ call: [{ tool: search_policies, arguments: { query: late fee } }] }]
  - name: say that nothing was found
    when: { tool: { name: search_policies, result: empty } }
    answers: [{ say: I don't know. }]
`;

/** Asks the model at \`OPENAI_BASE_URL\` and searches; knows nothing of Tracegate. */
const loop = `
async function complete(messages, headers = {}) {
  const response = await fetch(process.env.OPENAI_BASE_URL + "/chat/completions", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer " + process.env.OPENAI_API_KEY, ...headers },
    body: JSON.stringify({ model: "shop", messages, tools: [{ type: "function", function: { name: "search_policies", parameters: { type: "object" } } }] }),
  });
  if (!response.ok) throw new Error("the model answered " + response.status);
  const { choices: [{ message }] } = await response.json();
  if (!message.tool_calls) return message.content;
  const results = message.tool_calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: "[]" }));
  return complete([...messages, message, ...results], headers);
}
const ask = (text, headers) => complete([{ role: "system", content: "Be honest." }, { role: "user", content: text }], headers);
`;

const overStdio = `${loop}
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const { type, session, message } = JSON.parse(line);
  if (type !== "turn") continue;
  const sent = await ask(message).then((text) => ({ type: "reply", text }), (error) => ({ type: "error", message: error.message }));
  process.stdout.write(JSON.stringify({ session, ...sent }) + "\\n");
}
`;

/** \`forwarded\` are the headers of a turn's request that go on with its model calls. */
const overHttp = (forwarded: readonly string[], before = ""): string => `${loop}
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
createServer(async (request, response) => {
  const { message } = await json(request);
  ${before}
  const headers = Object.fromEntries(${JSON.stringify(forwarded)}.map((name) => [name, request.headers[name]]));
  const sent = await ask(message, headers).then((reply) => ({ reply }), (error) => ({ error: error.message }));
  response.statusCode = sent.reply === undefined ? 500 : 200;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(sent));
}).listen(Number(process.env.PORT), "127.0.0.1");
`;

function aShopDriven(agent: string, code: string, changes: ProjectTexts = {}): string {
  return projectDir({
    ...giftShop,
    ...changes,
    "tracegate.yaml": giftShop["tracegate.yaml"].replace(
      "  runner: module\n  module: agent.ts\n",
      `  version: [agent.mjs]\n${agent}`,
    ),
    "agent.mjs": code,
    "model.yaml": script,
  });
}

const node = JSON.stringify(process.execPath);
const service = `  runner: http
  url: http://127.0.0.1:\${PORT}/chat
  start: { command: [${node}, agent.mjs] }
`;
const scripted = "  scriptedModel: model.yaml\n";

async function run(
  root: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ exitCode: number; stderr: string; runs: readonly RunRecord[] }> {
  const { exitCode, stderr } = await tracegate(
    root,
    ["run", "--out", "out", "--quiet", "--stop", "off"],
    {
      env: { PATH: process.env["PATH"] ?? "", ...env },
    },
  );
  const journal = join(root, "out", "journal.jsonl");
  if (!existsSync(journal)) return { exitCode, stderr, runs: [] };
  const [, ...lines] = readFileSync(journal, "utf8").trimEnd().split("\n");
  return { exitCode, stderr, runs: lines.map((line) => parseRunRecord(line, "journal")) };
}

describe("an agent that knows nothing of Tracegate is captured on the wire", () => {
  test.each([
    [
      "a process for each session",
      `  runner: process\n  command: [${node}, agent.mjs]\n`,
      overStdio,
    ],
    [
      "a process for many",
      `  runner: process\n  command: [${node}, agent.mjs]\n  sessions: many\n`,
      overStdio,
    ],
    ["a service, one session at a time", `${service}  instances: 2\n`, overHttp([])],
    [
      "a service that forwards the trace of several sessions",
      `${service}  sessionsAtOnce: 4\n`,
      overHttp(["traceparent"]),
    ],
  ])(
    "%s",
    async (_, agent, code) => {
      const { exitCode, runs } = await run(aShopDriven(agent + scripted, code));
      expect(new Set(runs.map(({ outcome, reason }) => reason ?? outcome))).toEqual(
        new Set(["completed"]),
      );
      expect(runs).toHaveLength(40);
      for (const { session } of runs) {
        expect(session.policy).toBe("Be honest.");
        expect(session.turns[0]?.steps).toMatchObject([
          { kind: "model", toolCalls: [{ name: "search_policies" }] },
          { kind: "tool", name: "search_policies", status: "ok", result: [] },
          { kind: "model", text: "I don't know." },
        ]);
      }
      expect(exitCode).toBe(0);
    },
    180_000,
  );
});

test("what a service that runs elsewhere did is not known, and meets no floor", async () => {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end('{"reply":"I don\'t know."}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  const root = aShopDriven(`  runner: http\n  url: http://127.0.0.1:${address.port}/chat\n`, "", {
    "evaluators/searches-policies/v1.yaml": giftShop[
      "evaluators/searches-policies/v1.yaml"
    ].replace("tool-called\ntool: search_policies", "tool-not-called\ntools: [issue_refund]"),
  });
  const { exitCode, runs } = await run(root);
  expect(exitCode).toBe(3);
  const verdicts = runs.flatMap((record) => record.verdicts);
  const of = (dimension: string) =>
    new Set(
      verdicts
        .filter((one) => one.dimension === dimension)
        .map((one) => (one.result === "unscored" ? one.reason : one.result)),
    );
  expect(of("abstention")).toEqual(new Set(["pass"]));
  expect(of("tool-use")).toEqual(new Set(["What the agent did in turn 1 was not captured."]));
}, 180_000);

test("calls of several sessions that nobody can tell apart fail them, and nothing is guessed", async () => {
  const slow = "await new Promise((next) => setTimeout(next, 50));";
  const root = aShopDriven(`${service}  sessionsAtOnce: 4\n${scripted}`, overHttp([], slow));
  const { exitCode, runs } = await run(root);
  expect(exitCode).toBe(3);
  expect(runs).toHaveLength(40);
  const ambiguous = runs.filter(({ outcome }) => outcome === "infra-error");
  expect(ambiguous.length).toBeGreaterThan(20);
  for (const { reason } of ambiguous) expect(reason).toMatch(/^SESSION_AMBIGUOUS: .*traceparent/);
}, 180_000);

test("a provider behind the recorder that is down is an infra-error, and the run goes on", async () => {
  const [port] = await freePorts(1);
  const root = aShopDriven(
    `  runner: process\n  command: [${node}, agent.mjs]\n  sessions: many\n  env: [OPENAI_BASE_URL]\n`,
    overStdio,
  );
  const { exitCode, runs } = await run(root, { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` });
  expect(exitCode).toBe(3);
  expect(runs).toHaveLength(40);
  for (const { outcome, reason } of runs) {
    expect(outcome).toBe("infra-error");
    expect(reason).toMatch(/^the model provider /);
  }
}, 180_000);

test("a service that dies in some sessions is started again, and these are agent-errors", async () => {
  const dying = `if (/\\.7-/.test(request.headers["x-tracegate-session"])) { console.error("out of paper"); process.exit(9); }`;
  const { runs } = await run(aShopDriven(service + scripted, overHttp([], dying)));
  expect(runs).toHaveLength(40);
  const broken = runs.filter(({ outcome }) => outcome !== "completed");
  expect(broken.map(({ runIndex, outcome, reason }) => [runIndex, outcome, reason])).toEqual([
    [7, "agent-error", "the agent's service exited with code 9: out of paper"],
    [7, "agent-error", "the agent's service exited with code 9: out of paper"],
  ]);
}, 180_000);

test("a service that never becomes ready stops the run before its first session", async () => {
  const root = aShopDriven(
    service.replace("agent.mjs] }", "agent.mjs], ready: /health, readyTimeoutMs: 500 }"),
    `console.log("loading the index"); setInterval(() => {}, 1000);`,
  );
  const { exitCode, stderr } = await run(root);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /^error AGENT_NOT_READY: The agent's service was not ready within 500 ms \(\/health: ECONNREFUSED\): loading the index\.\n {2}fix: /m,
  );
});

test("a model with a prompt is an agent", async () => {
  const root = aShopDriven(
    `  runner: openai
  model: shop
  tools:
    - { name: search_policies, description: Searches the policies. }
${scripted}`,
    "",
  );
  const { runs } = await run(root);
  expect(runs).toHaveLength(40);
  expect(new Set(runs.map(({ outcome, reason }) => `${outcome}: ${reason}`))).toEqual(
    new Set([
      "replay-gap: the tool search_policies has no url, and nothing recorded answers this call: add `url` to it in agent.tools, or `tools: recorded` to the case",
    ]),
  );
});

function replies(runs: readonly RunRecord[]): ReadonlySet<unknown> {
  return new Set(runs.map(({ session }) => session.turns[0]?.reply));
}

describe("an agent of which nothing is captured", () => {
  const uncaptured = `  runner: process
  command: [${node}, agent.mjs]
  sessions: many
  capture: { otlp: false, model: false }
`;
  const telling = `
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const { type, session } = JSON.parse(line);
  if (type !== "turn") continue;
  const text = Object.keys(process.env).filter((name) => /^(?:OPENAI|ANTHROPIC|OTEL|TRACEGATE)_(?!GUARD)/.test(name)).sort().join(" ") || "nothing";
  process.stdout.write(JSON.stringify({ session, type: "reply", text }) + "\\n");
}
`;

  test("is told nothing", async () => {
    const { runs } = await run(aShopDriven(uncaptured, telling));
    expect(replies(runs)).toEqual(new Set(["nothing"]));
  });

  test("is told where to call its tools, as soon as a case answers them or lets them fail", async () => {
    const faults = "faults:\n  - { tool: search_policies, fault: timeout }\n";
    const root = aShopDriven(uncaptured, telling, {
      "datasets/support/cases/late-fee.yaml": `${giftShop["datasets/support/cases/late-fee.yaml"]}${faults}`,
    });
    const { runs } = await run(root);
    expect(replies(runs)).toEqual(new Set(["TRACEGATE_MCP_URL TRACEGATE_TOOLS_URL"]));
  });
});
