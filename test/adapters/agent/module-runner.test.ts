import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type ModuleRunnerOptions,
  moduleRunner,
} from "../../../src/adapters/agent/module-runner.ts";
import type { AgentRunner, TurnAnswer } from "../../../src/ports/agent-runner.ts";
import { anAgentProject, noAbort } from "../../support/agent-project.ts";
import { outcomeOf } from "../../support/protocol-agent.ts";

async function aModuleRunner(
  code: string,
  options: Partial<ModuleRunnerOptions> & { readonly file?: string } = {},
): Promise<AgentRunner> {
  const { file = "agent.mjs", ...changes } = options;
  const runner = moduleRunner({
    root: await anAgentProject({ [file]: code }),
    module: file,
    env: [],
    environment: {},
    onWarning: () => {},
    ...changes,
  });
  onTestFinished(() => runner.close());
  await runner.start();
  return runner;
}

/** Sends one message to an agent whose body is this code, with `message` and `ctx`. */
async function ask(body: string, options: Partial<ModuleRunnerOptions> = {}): Promise<TurnAnswer> {
  const runner = await aModuleRunner(
    `export const agent = async (message, ctx) => {${body}};`,
    options,
  );
  const session = await runner.open({ sessionId: "late-fee.0", seed: "late-fee/0" });
  const answer = await session.send("What is the late fee?", noAbort);
  await session.close();
  return answer;
}

describe("loading the module", () => {
  test.each([
    [
      "TypeScript with types",
      "agent.ts",
      "export const agent = (message: string): string => `typed ${message}`;",
    ],
    ["a default export", "agent.mjs", "export default (message) => `typed ${message}`;"],
    ["CommonJS", "agent.cjs", "exports.agent = (message) => `typed ${message}`;"],
  ])("%s is taken", async (_, file, code) => {
    const runner = await aModuleRunner(code, { file });
    const session = await runner.open({ sessionId: "s", seed: "1" });
    expect(outcomeOf(await session.send("hello", noAbort))).toBe("typed hello");
  });

  test.each([
    [
      "a wrong export",
      "agent.mjs",
      "export const bot = () => 'hi'; export const agent = 'hi';",
      "AGENT_MODULE_EXPORT",
      "agent.mjs: it exports no function named `agent`; it exports agent (string), bot (function).",
    ],
    [
      "no export",
      "agent.mjs",
      "const agent = () => 'hi';",
      "AGENT_MODULE_EXPORT",
      "agent.mjs: it exports no function named `agent`; it exports nothing.",
    ],
    [
      "a throw on import",
      "agent.mjs",
      "throw new Error('no \\u001b[31mkey');",
      "AGENT_MODULE_BROKEN",
      "agent.mjs: it threw when it was imported: Error: no key",
    ],
    [
      "process.exit on import",
      "agent.mjs",
      "process.exit(0);",
      "AGENT_MODULE_BROKEN",
      "agent.mjs: it threw when it was imported: Error: the agent called process.exit(0)",
    ],
    [
      "a missing import",
      "agent.mjs",
      "import './prompts.mjs'; export const agent = () => 'hi';",
      "AGENT_MODULE_BROKEN",
      "agent.mjs: it imports something that is not there",
    ],
    [
      "a top-level await for ever",
      "agent.mjs",
      "await new Promise(() => {}); export const agent = () => 'hi';",
      "AGENT_MODULE_HANGS",
      "agent.mjs: importing it takes longer than 0.3 s.",
    ],
  ])("%s: one error with file and fix", async (_, file, code, errorCode, message) => {
    await expect(aModuleRunner(code, { file, importTimeoutMs: 300 })).rejects.toMatchObject({
      name: "UserError",
      code: errorCode,
      message: expect.stringContaining(message),
      fix: expect.stringMatching(/./),
    });
  });

  test.each([
    ["missing.ts", "AGENT_MODULE_MISSING"],
    [".", "AGENT_MODULE_OUTSIDE"],
    ["../agent.mjs", "AGENT_MODULE_OUTSIDE"],
    ["/etc/hostname", "AGENT_MODULE_OUTSIDE"],
  ])("%s is not a file in the project", async (module, code) => {
    await expect(aModuleRunner("", { module })).rejects.toMatchObject({ name: "UserError", code });
  });

  test("a symbolic link may not lead out of the project", async () => {
    const elsewhere = await anAgentProject({ "agent.mjs": "export const agent = () => 'hi';" });
    const root = await anAgentProject({});
    await symlink(join(elsewhere, "agent.mjs"), join(root, "linked.mjs"));
    await expect(aModuleRunner("", { root, module: "linked.mjs" })).rejects.toMatchObject({
      code: "AGENT_MODULE_OUTSIDE",
    });
  });
});

describe("what an agent returns", () => {
  test.each([
    ["nothing", "return;", "the agent returned nothing; it must return a string or { text }"],
    ["null", "return null;", "the agent returned null; it must return a string or { text }"],
    ["a number", "return 5;", "the agent returned a number; it must return a string or { text }"],
    [
      "an object without text",
      "return { content: '5' };",
      "the agent returned an object without a `text`; it must return a string or { text }",
    ],
    [
      "an object that cannot be read",
      "return { get text() { throw new Error('no') } };",
      "the agent's reply cannot be read: Error: no",
    ],
    [
      "more than 1 MB",
      "return 'é'.repeat(1_000_000);",
      "the agent's reply is 1.9 MB long; 1 MB is the most",
    ],
  ])("%s is an agent-error that names it", async (_, body, reason) => {
    expect(await ask(body)).toEqual({ kind: "agent-error", reason, steps: [] });
  });

  test.each([
    ["an error", "throw new TypeError('no plan');", "the agent threw: TypeError: no plan"],
    ["a text", "throw 'no plan';", 'the agent threw: the text "no plan"'],
    ["undefined", "throw undefined;", "the agent threw: undefined"],
    ["an object", "throw { status: 1 };", "the agent threw: an object without a message"],
    [
      "an error that cannot be read",
      "throw new Proxy({}, { getPrototypeOf() { throw 1 }, get() { throw 1 } });",
      "the agent threw: a value that cannot be read",
    ],
  ])("throwing %s is an agent-error", async (_, body, reason) => {
    expect(await ask(body)).toEqual({ kind: "agent-error", reason, steps: [] });
  });

  test("a synchronous agent may throw, and may return at once", async () => {
    const runner = await aModuleRunner(
      "export const agent = (message) => { if (message === 'crash') throw new Error('no'); return 'ok'; };",
    );
    const session = await runner.open({ sessionId: "s", seed: "1" });
    expect(outcomeOf(await session.send("crash", noAbort))).toBe(
      "agent-error: the agent threw: Error: no",
    );
    expect(outcomeOf(await session.send("go on", noAbort))).toBe("ok");
  });

  test("a final state that JSON cannot carry is named, and the rest of it kept", async () => {
    const warnings: string[] = [];
    const answer = await ask(
      "const state = { total: 12n, at: new Date(0) }; state.self = state; return { text: 'ok', finalState: state };",
      { onWarning: (warning) => warnings.push(warning) },
    );
    expect(answer).toMatchObject({
      finalState: { total: "12", at: "1970-01-01T00:00:00.000Z", self: "[lost: cycle]" },
    });
    expect(warnings).toEqual([
      "JSON cannot carry finalState whole: total: bigint as text; self: cycle.",
    ]);
  });
});

describe("what is recorded", () => {
  test("tool calls in the order in which they began, failures and unfinished ones among them", async () => {
    const answer = await ask(`
      const slow = ctx.callTool("search_policies", { query: "late fee" }, () => new Promise((r) => setTimeout(r, 20, [])));
      await ctx.callTool("lookup_order", { id: 7 }, () => { throw new RangeError("no such order"); }).catch(() => {});
      void ctx.callTool("log", null, () => new Promise(() => {}));
      return String((await slow).length);
    `);
    const times = { startedAtMs: expect.any(Number), durationMs: expect.any(Number) };
    expect(answer).toMatchObject({ kind: "replied", turn: { reply: "0" } });
    expect(answer.kind === "replied" && answer.turn.steps).toEqual([
      {
        kind: "tool",
        name: "search_policies",
        arguments: { query: "late fee" },
        status: "ok",
        result: [],
        ...times,
      },
      {
        kind: "tool",
        name: "lookup_order",
        arguments: { id: 7 },
        status: "error",
        error: { type: "RangeError", message: "no such order" },
        ...times,
      },
      {
        kind: "tool",
        name: "log",
        arguments: null,
        status: "pending",
        startedAtMs: expect.any(Number),
      },
    ]);
  });

  test("results as they were when the tool returned them, errors as the agent threw them", async () => {
    const answer = await ask(`
      const order = await ctx.callTool("lookup_order", {}, () => ({ total: 5 }));
      order.total = 500;
      const thrown = { code: 1 };
      const caught = await ctx.callTool("fail", {}, () => { throw thrown; }).catch((e) => e);
      return String(caught === thrown);
    `);
    expect(answer).toMatchObject({
      turn: { reply: "true", steps: [{ result: { total: 5 } }, { error: { type: "thrown" } }] },
    });
  });

  test("a client that is kept in memory records in the turn that is open", async () => {
    const runner = await aModuleRunner(`
      export const agent = async (message, ctx) => {
        if (ctx.turn === 1) ctx.memory.set("tool", ctx.callTool);
        return ctx.memory.get("tool")("count", { turn: ctx.turn }, () => String(ctx.turn));
      };`);
    const session = await runner.open({ sessionId: "s", seed: "1" });
    await session.send("one", noAbort);
    expect(await session.send("two", noAbort)).toMatchObject({
      turn: { reply: "2", steps: [{ arguments: { turn: 2 } }] },
    });
  });

  test("a context that is used when its turn is over records nothing and runs no tool", async () => {
    const runner = await aModuleRunner(`
      let kept;
      let isRun = false;
      export const agent = async (message, ctx) => {
        if (message === "keep") { kept = ctx; return "kept"; }
        const error = await kept.callTool("refund", {}, () => { isRun = true; }).catch((e) => e);
        return isRun + ": " + error.message;
      };`);
    const first = await runner.open({ sessionId: "first", seed: "1" });
    await first.send("keep", noAbort);
    const second = await runner.open({ sessionId: "second", seed: "1" });
    const answer = await second.send("use it", noAbort);
    expect(outcomeOf(answer)).toMatch(/^false: ctx was used while no turn of its session was open/);
    expect(answer).toMatchObject({ turn: { steps: [] } });
  });

  test("a model call that an agent reports itself; a wrong one is the agent's error", async () => {
    const reported = await ask(
      "ctx.recordModelCall({ model: 'own', text: 'hi', usage: { inputTokens: 3 } }); return 'ok';",
    );
    expect(reported).toMatchObject({
      turn: { steps: [{ kind: "model", model: "own", text: "hi", usage: { inputTokens: 3 } }] },
    });
    expect(outcomeOf(await ask("ctx.recordModelCall({ text: 5 }); return 'ok';"))).toBe(
      'agent-error: the agent threw: WrongShape: a model call needs "text", a text',
    );
  });

  test("an agent cannot fill our memory with steps", async () => {
    expect(
      outcomeOf(
        await ask("for (let i = 0; i < 10_001; i += 1) ctx.recordModelCall({}); return 'ok';"),
      ),
    ).toBe("agent-error: the agent took more than 10000 steps in one turn");
    expect(
      outcomeOf(
        await ask(
          "for (let i = 0; i < 40; i += 1) await ctx.callTool('x', i, () => 'y'.repeat(500_000)); return 'ok';",
        ),
      ),
    ).toBe("agent-error: the steps of one turn hold more than 16 MB");
  });

  test("the agent sees the named variables and the session, no more", async () => {
    const answer = await ask(
      "return JSON.stringify({ env: ctx.env, session: ctx.session, turn: ctx.turn, url: ctx.modelBaseUrl });",
      {
        env: ["SHOP_KEY", "UNSET"],
        environment: { SHOP_KEY: "k", GITHUB_TOKEN: "secret" },
      },
    );
    expect(JSON.parse(outcomeOf(answer))).toEqual({
      env: { SHOP_KEY: "k" },
      session: { id: "late-fee.0", seed: "late-fee/0" },
      turn: 1,
    });
  });
});
