import { createServer, type RequestListener } from "node:http";
import { createServer as createNetServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import type { AgentRunner } from "../../../../src/ports/agent-runner.ts";
import { noAbort } from "../../../support/agent-project.ts";
import {
  anHttpRunner,
  aReachedRunner,
  aService,
  aStartedHttpRunner,
} from "../../../support/http-agent.ts";
import { converse, isGone, outcomeOf } from "../../../support/protocol-agent.ts";

/** What messages to a service of this code come to, in one session. */
async function ask(
  code: string,
  messages: readonly string[] = ["What is the late fee?"],
  changes: Parameters<typeof anHttpRunner>[1] = {},
): Promise<string[]> {
  const runner = await aStartedHttpRunner(aService(code), changes);
  return (await converse(runner, messages)).map(outcomeOf);
}

/** A service that somebody else runs, in this process. */
async function elsewhere(serve: RequestListener): Promise<string> {
  const server = createServer(serve).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return `http://127.0.0.1:${address.port}/chat`;
}

async function askElsewhere(serve: RequestListener): Promise<string> {
  const runner = aReachedRunner(await elsewhere(serve));
  await runner.start();
  const [answer] = await converse(runner, ["What is the late fee?"]);
  return outcomeOf(answer);
}

test.each([
  ["is not seen where nothing tells of it", { reply: "/reply" }, true],
  ["is what its answers list, where they do", { reply: "/reply", toolCalls: "/calls" }, undefined],
])("what an agent elsewhere did %s", async (_, response, isUnseen) => {
  const url = await elsewhere((_request, answer) => {
    answer.setHeader("content-type", "application/json");
    answer.end('{"reply":"It is $15."}');
  });
  const runner = aReachedRunner(url, { response });
  await runner.start();
  const [answer] = await converse(runner, ["What is the late fee?"]);
  if (answer?.kind !== "replied") throw new Error("no reply");
  expect(answer.turn.steps).toEqual([]);
  expect(answer.turn.isUnseen).toBe(isUnseen);
});

describe("requests and answers", () => {
  test("a turn is a request with message, session and number; the next one knows of it", async () => {
    const echo = `const answer = (body) => ({ reply: JSON.stringify(body) });`;
    const body = {
      text: "{{message}}",
      n: "{{turn}}",
      history: "{{history}}",
      all: "{{messages}}",
      who: "case {{session}}",
      seed: "{{seed}}",
    };
    const [first = "", second = ""] = await ask(echo, ["Hi", "And?"], {
      request: { method: "POST", headers: {}, body },
    });
    expect(JSON.parse(first)).toEqual({
      text: "Hi",
      n: 1,
      history: [],
      all: [{ role: "user", content: "Hi" }],
      who: expect.stringMatching(/^case s\d+-[0-9a-f]{8}$/),
      seed: "seed",
    });
    const history = [
      { role: "user", content: "Hi" },
      { role: "assistant", content: first },
    ];
    expect(JSON.parse(second)).toMatchObject({
      n: 2,
      history,
      all: [...history, { role: "user", content: "And?" }],
    });
  });

  test("reply, final state, policy and tool calls stand where the pointers lead", async () => {
    const runner = await aStartedHttpRunner(
      aService(`const answer = () => ({
  choices: [{ message: { content: "3.50 EUR" } }],
  "a/b": { stock: 2 },
  rules: "Fees are fixed.",
  calls: [{ name: "lookup_fee", arguments: { plan: "standard" }, result: { fee: "3.50 EUR" } }, { name: "notify" }, { name: "charge", error: "declined" }],
});`),
      {
        response: {
          reply: "/choices/0/message/content",
          finalState: "/a~1b",
          policy: "/rules",
          toolCalls: "/calls",
        },
      },
    );
    expect(await converse(runner, ["fee?"])).toEqual([
      {
        kind: "replied",
        turn: {
          user: "fee?",
          steps: [
            {
              kind: "tool",
              name: "lookup_fee",
              arguments: { plan: "standard" },
              status: "ok",
              result: { fee: "3.50 EUR" },
            },
            { kind: "tool", name: "notify", status: "pending" },
            {
              kind: "tool",
              name: "charge",
              status: "error",
              error: { type: "error", message: "declined" },
            },
          ],
          reply: "3.50 EUR",
          startedAtMs: expect.any(Number),
          durationMs: expect.any(Number),
        },
        finalState: { stock: 2 },
        policy: "Fees are fixed.",
      },
    ]);
  });

  test("an address may carry the message; a plain text is the reply", async () => {
    expect(
      await ask(
        `const answer = (_, { request, response }) => { response.setHeader("content-type", "text/plain"); response.end(request.method + " " + new URL(request.url, "http://h").searchParams.get("q")); };`,
        ["Fee for A & B?"],
        {
          url: "http://127.0.0.1:${PORT}/ask?q={{message}}",
          request: { method: "GET", headers: {}, body: null },
        },
      ),
    ).toEqual(["GET Fee for A & B?"]);
  });

  test("headers come from named variables and values of the session; nothing else is in the agent's environment", async () => {
    const [reply = ""] = await ask(
      `const answer = (_, { request }) => ({ reply: JSON.stringify([request.headers, Object.keys(process.env).sort()]) });`,
      ["Hi"],
      {
        request: {
          method: "POST",
          headers: { Authorization: "Bearer ${SHOP_TOKEN}", "X-Chat": "{{session}}/{{turn}}" },
          body: {},
        },
        env: ["SHOP_PLAN"],
        environment: {
          PATH: process.env["PATH"] ?? "",
          SHOP_TOKEN: "t-1",
          SHOP_PLAN: "express",
          SHOP_SECRET: "s",
        },
      },
    );
    expect(JSON.parse(reply)).toEqual([
      expect.objectContaining({
        authorization: "Bearer t-1",
        "x-chat": expect.stringMatching(/^s\d+-[0-9a-f]{8}\/1$/),
      }),
      ["PATH", "PORT", "PYTHONUNBUFFERED", "PYTHONUTF8", "SHOP_PLAN", "TRACEGATE_GUARD"],
    ]);
  });

  test.each([
    [{}, "AGENT_HEADER_UNSET"],
    [{ SHOP_TOKEN: "t-1\n" }, "AGENT_HEADER_INVALID"],
  ])("a header without its variable stops before the first run: %o", async (environment, code) => {
    const runner = await anHttpRunner(aService("const answer = () => ({});"), {
      request: { method: "POST", headers: { authorization: "Bearer ${SHOP_TOKEN}" }, body: {} },
      environment: { PATH: process.env["PATH"] ?? "", ...environment },
    });
    await expect(runner.start()).rejects.toMatchObject({ code });
  });

  test.each([
    [
      "no JSON",
      `const answer = (_, { response }) => response.end("<b>late</b>") && undefined;`,
      `agent-error: the agent answered with no JSON: "<b>late</b>"`,
    ],
    [
      "no text where the reply should be",
      `const answer = () => ({ text: "5 EUR" });`,
      `agent-error: the agent answered without a text at "/reply" (agent.response.reply)`,
    ],
    [
      "a number as its reply",
      `const answer = () => ({ reply: 5 });`,
      `agent-error: the agent answered with something that is no text at "/reply" (agent.response.reply)`,
    ],
    [
      "JSON that nobody can walk",
      `const answer = (_, { response }) => response.end('{"reply":"x","y":' + "[".repeat(5000) + "]".repeat(5000) + "}") && undefined;`,
      "agent-error: the agent answered with JSON that is nested deeper than 64",
    ],
    [
      "bytes that are not UTF-8",
      `const answer = (_, { response }) => response.end(Buffer.from([0x22, 0xff, 0x22])) && undefined;`,
      "agent-error: the agent answered with bytes that are not UTF-8",
    ],
    [
      "a reply of more than 1 MB",
      `const answer = () => ({ reply: "x".repeat(1_100_000) });`,
      "agent-error: the agent's reply is 1.0 MB long; 1 MB is the most",
    ],
    [
      "more than anybody reads",
      `const answer = (_, { response }) => { const more = () => { while (response.write("x".repeat(65536))); response.once("drain", more); }; more(); };`,
      "agent-error: the agent answered with more than 16 MB",
    ],
    [
      "half an answer",
      `const answer = (_, { response }) => { response.writeHead(200, { "content-length": 100 }); response.write("{"); setTimeout(() => response.destroy(), 50); };`,
      "agent-error: the agent broke the connection off or took none (ECONNRESET)",
    ],
    [
      "an error of its own",
      `const answer = (_, { response }) => { response.statusCode = 500; response.end("no such plan\\n\\u001b[31m"); };`,
      "agent-error: the agent answered 500: no such plan",
    ],
    [
      "a redirect",
      `const answer = (_, { response }) => { response.writeHead(302, { location: "/other" }); response.end(); };`,
      "agent-error: the agent answered 302 (redirects are not followed: set agent.url to where it leads)",
    ],
  ])("%s", async (_, code, outcome) => {
    expect(await ask(code)).toEqual([outcome]);
  });

  test("wrong tool calls are named with their place", async () => {
    expect(
      await ask(`const answer = () => ({ reply: "x", calls: [{ tool: "late_fee" }] });`, ["Hi"], {
        response: { reply: "/reply", toolCalls: "/calls" },
      }),
    ).toEqual([
      `agent-error: the agent answered with wrong tool calls at "/calls" (agent.response.toolCalls): a tool call needs "name", a text`,
    ]);
  });
});

const stream = (events: string): string =>
  `const answer = async (_, { response }) => { response.setHeader("content-type", "text/event-stream; charset=utf-8"); for (const part of ${events}) { response.write(part); await new Promise((next) => setTimeout(next, 5)); } response.end(); };`;

describe("an event stream", () => {
  const response = { reply: "/reply", delta: "/delta", done: "[DONE]", toolCalls: "/call" };

  test("is read piece by piece, wherever it is cut, up to its end mark", async () => {
    const runner = await aStartedHttpRunner(
      aService(
        stream(
          `[': hello\\n\\ndata: {"delta":"3.5', '0"}\\n\\nevent: tool\\ndata: {"call":{"name":"lookup_fee","result":1}}\\n', '\\ndata: {"delta":" €"}\\r\\n\\r\\ndata: [DONE]\\n\\n', 'data: {"delta":" and more"}\\n\\n']`,
        ),
      ),
      { response },
    );
    expect(await converse(runner, ["fee?"])).toMatchObject([
      {
        kind: "replied",
        turn: { reply: "3.50 €", steps: [{ name: "lookup_fee", status: "ok", result: 1 }] },
      },
    ]);
  });

  test("a whole reply at its end stands for all pieces", async () => {
    expect(
      await ask(
        stream(
          `['data: {"delta":"dra"}\\n\\n', 'data: {"reply":"Done."}\\n\\ndata: [DONE]\\n\\n']`,
        ),
        ["Hi"],
        { response },
      ),
    ).toEqual(["Done."]);
  });

  test.each([
    [
      "that ends early",
      `['data: {"delta":"3.5"}\\n\\n']`,
      /before "\[DONE\]" \(agent.response.done\)/,
    ],
    [
      "of something else",
      `['data: late fee\\n\\n']`,
      /streamed an event that is no JSON: "late fee"/,
    ],
    [
      "without a text",
      `['data: {}\\n\\ndata: [DONE]\\n\\n']`,
      /answered without a text at "\/reply"/,
    ],
  ])("%s is an agent-error", async (_, events, reason) => {
    const [outcome] = await ask(stream(events), ["Hi"], { response });
    expect(outcome).toMatch(/^agent-error: /);
    expect(outcome).toMatch(reason);
  });
});

describe("sessions", () => {
  test("an answer for another session is refused, in the body or a header", async () => {
    const other = "agent-error: the agent answered for another session than the open one";
    expect(
      await ask(`const answer = () => ({ reply: "5 EUR", chat: "late-fee.7" });`, ["Hi"], {
        response: { reply: "/reply", session: "/chat" },
      }),
    ).toEqual([other]);
    expect(
      await ask(
        `const answer = (_, { response }) => { response.setHeader("x-chat", "late-fee.7"); return { reply: "5 EUR" }; };`,
        ["Hi"],
        { response: { reply: "/reply", sessionHeader: "X-Chat" } },
      ),
    ).toEqual([other]);
  });

  test("an answer that names the right one is taken, one that names none is not", async () => {
    const response = { reply: "/reply", session: "/chat" };
    const named = `const answer = ({ session }) => ({ reply: "5 EUR", chat: session });`;
    expect(await ask(named, ["Hi"], { response })).toEqual(["5 EUR"]);
    const unnamed = `const answer = () => ({ reply: "5 EUR" });`;
    expect(await ask(unnamed, ["Hi"], { response })).toEqual([
      `agent-error: the agent answered without its session at "/chat" (agent.response.session)`,
    ]);
  });

  test("ids may be the agent's: the first answer gives it, and no two open sessions have the same", async () => {
    const service = aService(
      `let next = 0; const answer = ({ chat, message }) => ({ reply: chat + ":" + message, chat: message === "same" ? "c1" : chat || "c" + (next += 1) });`,
    );
    const runner = await aStartedHttpRunner(service, {
      sessionsAtOnce: 2,
      request: {
        method: "POST",
        headers: {},
        body: { chat: "{{agentSession}}", message: "{{message}}" },
      },
      response: { reply: "/reply", session: "/chat" },
    });
    const first = await runner.open({ sessionId: "a", seed: "1" });
    expect(outcomeOf(await first.send("Hi", noAbort))).toBe(":Hi");
    expect(outcomeOf(await first.send("And?", noAbort))).toBe("c1:And?");
    const second = await runner.open({ sessionId: "b", seed: "1" });
    expect(outcomeOf(await second.send("same", noAbort))).toBe(
      "agent-error: the agent gave a session the id of another one that is open",
    );
    await Promise.all([first.close(), second.close()]);
  });

  test("go to the instance with the fewest, and no further than the instances hold", async () => {
    const runner = await aStartedHttpRunner(
      aService(`const answer = () => ({ reply: String(process.pid) });`),
      { start: { instances: 2 } },
    );
    expect(runner.maxSessions).toBe(2);
    const sessions = [
      await runner.open({ sessionId: "a", seed: "1" }),
      await runner.open({ sessionId: "b", seed: "1" }),
    ];
    const pids = await Promise.all(sessions.map((session) => session.send("who?", noAbort)));
    expect(new Set(pids.map(outcomeOf)).size).toBe(2);
    await expect(runner.open({ sessionId: "c", seed: "1" })).rejects.toThrow("more sessions");
  });
});

async function say(runner: AgentRunner, message: string, signal = noAbort): Promise<string> {
  const [answer] = await converse(runner, [message], signal);
  return outcomeOf(answer);
}

describe("a service that we start", () => {
  const pidService = aService(`const answer = ({ message }) => {
  if (message === "crash") { console.error("out of paper"); process.exit(3); }
  if (message === "hang") return new Promise(() => {});
  return { reply: String(process.pid) };
};`);

  test("that opens its port late is waited for, with a path or without", async () => {
    const late = `await new Promise((next) => setTimeout(next, 700));\n${pidService}`;
    for (const ready of ["/health", undefined]) {
      const runner = await aStartedHttpRunner(late, { start: { ready } });
      expect(Number(await say(runner, "who?"))).toBeGreaterThan(0);
    }
  });

  test("that is never ready is one error, with its last words, and leaves nothing", async () => {
    const runner = await anHttpRunner(
      `console.log("pid " + process.pid); setInterval(() => {}, 1000);`,
      { start: { readyTimeoutMs: 1500 } },
    );
    const error: unknown = await runner.start().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "AGENT_NOT_READY",
      message: expect.stringMatching(
        /^The agent's service was not ready within 1500 ms \(\/health: ECONNREFUSED\): pid \d+\.$/,
      ),
      fix: expect.stringContaining("`${PORT}`"),
    });
    await runner.close();
    const pid = Number(/pid (\d+)/.exec(String(error))?.[1]);
    expect(await isGone(pid)).toBe(true);
  });

  test("that answers its readiness with an error is not ready", async () => {
    const runner = await anHttpRunner(
      aService("const answer = () => ({});").replace(
        `return response.end("ok")`,
        `{ response.statusCode = 503; return response.end(); }`,
      ),
      { start: { readyTimeoutMs: 1000 } },
    );
    await expect(runner.start()).rejects.toThrow("(/health: /health answers 503)");
  });

  test("that exits before it is ready is one error with its last lines", async () => {
    const runner = await anHttpRunner(`console.error("no such module: shop"); process.exit(4);`);
    await expect(runner.start()).rejects.toThrow(
      "The agent's service exited with code 4: no such module: shop before it was ready.",
    );
  });

  test("that crashes in a turn fails that session, and the next one gets a new process", async () => {
    const runner = await aStartedHttpRunner(pidService);
    const first = await say(runner, "who?");
    expect(await say(runner, "crash")).toBe(
      "agent-error: the agent's service exited with code 3: out of paper",
    );
    const second = await say(runner, "who?");
    expect(Number(second)).toBeGreaterThan(0);
    expect(second).not.toBe(first);
  });

  test("that crashes between two turns fails the session: what it knew is lost", async () => {
    const runner = await aStartedHttpRunner(
      aService(
        `const answer = ({ turn }) => { if (turn === 1) setTimeout(() => process.exit(5), 50); return { reply: "5 EUR" }; };`,
      ),
    );
    const session = await runner.open({ sessionId: "late-fee", seed: "1" });
    expect(outcomeOf(await session.send("fee?", noAbort))).toBe("5 EUR");
    await delay(500);
    expect(outcomeOf(await session.send("and?", noAbort))).toBe(
      "agent-error: the agent's service exited with code 5",
    );
    await session.close();
    expect(await say(runner, "again?")).toBe("5 EUR");
  });

  test("that crashes again and again is given up, and the run goes on", async () => {
    const runner = await aStartedHttpRunner(pidService);
    const outcomes: string[] = [];
    for (let tries = 0; tries < 6; tries += 1) outcomes.push(await say(runner, "crash"));
    expect(outcomes.slice(0, 5)).toEqual(
      Array.from(
        { length: 5 },
        () => "agent-error: the agent's service exited with code 3: out of paper",
      ),
    );
    expect(outcomes[5]).toBe(
      "agent-error: the agent's service ended 5 times in a row and is not started again; at last it exited with code 3: out of paper",
    );
  }, 30_000);

  test("that hangs is replaced, so that nothing late reaches the next session", async () => {
    const runner = await aStartedHttpRunner(pidService);
    const first = await say(runner, "who?");
    expect(await say(runner, "hang", AbortSignal.timeout(300))).toBe(
      "agent-error: the agent had not answered when the turn was ended",
    );
    expect(await isGone(Number(first))).toBe(true);
    expect(Number(await say(runner, "who?"))).toBeGreaterThan(0);
  });

  test("and holds several sessions is not replaced for one of them", async () => {
    const runner = await aStartedHttpRunner(pidService, { sessionsAtOnce: 2 });
    const first = await say(runner, "who?");
    await say(runner, "hang", AbortSignal.timeout(300));
    expect(await say(runner, "who?")).toBe(first);
  });

  test("goes with all that it started, even where it ignores SIGTERM", async () => {
    const runner = await aStartedHttpRunner(
      aService(`
import { spawn } from "node:child_process";
process.on("SIGTERM", () => {});
const grandchild = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "inherit" });
const answer = () => ({ reply: process.pid + "," + grandchild.pid });`),
    );
    const pids = (await say(runner, "who?")).split(",").map(Number);
    await runner.close();
    expect(await Promise.all(pids.map(isGone))).toEqual([true, true]);
  });

  test("may print 100 MB, and their end is kept", async () => {
    expect(
      await ask(`
const x = Buffer.alloc(1_048_576, "log line ");
const answer = async () => {
  for (let i = 0; i < 50; i += 1) {
    await new Promise((done) => process.stderr.write(x, done));
    await new Promise((done) => process.stdout.write(x, done));
  }
  await new Promise((done) => process.stderr.write("\\nthe very end\\n", done));
  process.exit(1);
};`),
    ).toEqual([expect.stringMatching(/^agent-error: .* exited with code 1: .*the very end$/)]);
  });

  test("whose fixed port is taken is not started: another program would be tested", async () => {
    const url = await elsewhere((_, response) => response.end("{}"));
    const runner = await anHttpRunner(pidService, { url });
    await expect(runner.start()).rejects.toMatchObject({ code: "AGENT_PORT_TAKEN" });
  });

  test("whose command is not there stops before the first run", async () => {
    const runner = await anHttpRunner("", { start: { command: ["./no-such-server"] } });
    await expect(runner.start()).rejects.toMatchObject({ code: "AGENT_COMMAND_NOT_FOUND" });
  });

  test("and was prepared is up when it is started, and gone when it was not needed", async () => {
    const runner = await anHttpRunner(pidService);
    await runner.prepare?.();
    await runner.start();
    const pid = Number(await say(runner, "who?"));
    await runner.close();
    expect(await isGone(pid)).toBe(true);
  });
});

/** Answers the first request of each connection; what the second one meets, it says itself. */
async function oneAnswerEach(
  onSecond: (socket: Socket) => void,
): Promise<{ runner: AgentRunner; requests: () => number }> {
  let requests = 0;
  const body = `{"reply":"5 EUR"}`;
  const server = createNetServer((socket) => {
    let own = 0;
    socket.on("error", () => {});
    socket.on("data", () => {
      requests += 1;
      own += 1;
      if (own > 1) return onSecond(socket);
      return socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const runner = aReachedRunner(`http://127.0.0.1:${port}/chat`);
  await runner.start();
  return { runner, requests: () => requests };
}

describe("a connection that was kept open", () => {
  test("and is closed just as it is used again is no failure", async () => {
    const { runner, requests } = await oneAnswerEach((socket) => socket.resetAndDestroy());
    expect((await converse(runner, ["fee?", "sure?"])).map(outcomeOf)).toEqual(["5 EUR", "5 EUR"]);
    expect(requests()).toBe(3);
  });

  test("and breaks later is not tried again: the agent may have been at work", async () => {
    const { runner, requests } = await oneAnswerEach((socket) => {
      setTimeout(() => socket.resetAndDestroy(), 400);
    });
    expect((await converse(runner, ["fee?", "sure?"])).map(outcomeOf)).toEqual([
      "5 EUR",
      "infra-error: the agent broke the connection off or took none (ECONNRESET)",
    ]);
    expect(requests()).toBe(2);
  });
});

describe("a service that runs elsewhere", () => {
  test.each([
    [429, "infra-error: the agent answered 429: slow down"],
    [503, "infra-error: the agent answered 503: slow down"],
    [
      401,
      "infra-error: the agent answered 401: slow down (see the credentials in agent.request.headers)",
    ],
    [
      404,
      "infra-error: the agent answered 404: slow down (see agent.url and agent.request.method)",
    ],
    [400, "agent-error: the agent answered 400: slow down"],
    [422, "agent-error: the agent answered 422: slow down"],
  ])("and answers %i", async (status, outcome) => {
    expect(
      await askElsewhere((_, response) => {
        response.statusCode = status;
        response.end("slow down");
      }),
    ).toBe(outcome);
  });

  test("and breaks the connection off is the infrastructure's failure", async () => {
    expect(await askElsewhere((_, response) => response.destroy())).toBe(
      "infra-error: the agent broke the connection off or took none (ECONNRESET)",
    );
  });

  test("and is not there is one error, and not one a run", async () => {
    const runner = aReachedRunner("http://127.0.0.1:9/chat");
    await expect(runner.start()).rejects.toMatchObject({
      code: "AGENT_UNREACHABLE",
      message: "The agent at http://127.0.0.1:9 takes no connections (ECONNREFUSED).",
    });
  });
});
