import { describe, expect, onTestFinished, test } from "vitest";
import { moduleRunner } from "../../../src/adapters/agent/module-runner.ts";
import type { CaseTools } from "../../../src/core/dataset/dataset.ts";
import { openSessionTools } from "../../../src/core/replay/open-session-tools.ts";
import type { AgentSession, TurnAnswer } from "../../../src/ports/agent-runner.ts";
import { anAgentProject, noAbort } from "../../support/agent-project.ts";
import { outcomeOf } from "../../support/protocol-agent.ts";
import { aFault, caseTools, liveTools } from "../../support/replay.ts";
import { called, failedCall, oneTurn } from "../../support/sessions.ts";

const search = ["search_policies", { query: "late fee" }] as const;
const session = oneTurn("Is there a late fee?", [
  called(...search, { documents: [{ fee: 6.5 }] }),
  failedCall("lookup_order", { order_id: "1" }, "There is no order 1."),
]);

async function open(body: string, tools: CaseTools): Promise<AgentSession> {
  const code = `let lives = 0;
    const live = (value) => () => { lives += 1; return value; };
    export const agent = async (message, ctx) => {${body}};`;
  const runner = moduleRunner({
    root: await anAgentProject({ "agent.mjs": code }),
    module: "agent.mjs",
    env: [],
    environment: {},
    onWarning: () => {},
  });
  onTestFinished(() => runner.close());
  await runner.start();
  return runner.open({
    sessionId: "late-fee.0",
    seed: "late-fee#0",
    tools: openSessionTools(tools, { caseId: "late-fee", runIndex: 0 }),
  });
}

/** What an agent with this body does in one turn; `live(value)` is a tool that counts its calls in `lives`. */
async function ask(body: string, tools: CaseTools): Promise<TurnAnswer> {
  const opened = await open(body, tools);
  const answer = await opened.send("Is there a late fee?", noAbort);
  await opened.close();
  return answer;
}

function stepsIn(answer: TurnAnswer): readonly unknown[] {
  const steps = answer.kind === "replied" ? answer.turn.steps : answer.steps;
  return steps.map((step) => {
    const { startedAtMs: _, durationMs: __, ...rest } = step;
    return rest;
  });
}

const searching = `ctx.callTool("search_policies", { query: "late fee" }, live("live"))`;

describe("ctx.callTool with recorded tools", () => {
  test("gives the recorded result, and the live tool does not run", async () => {
    const answer = await ask(
      `const { documents } = await ${searching}; return documents[0].fee + " after " + lives;`,
      caseTools(session),
    );
    expect(outcomeOf(answer)).toBe("6.5 after 0");
    expect(stepsIn(answer)).toEqual([
      { ...called(...search, { documents: [{ fee: 6.5 }] }), replay: "exact" },
    ]);
  });

  test("throws a recorded failure as an error of its kind", async () => {
    const answer = await ask(
      `try { await ctx.callTool("lookup_order", { order_id: "1" }, live(1)); }
       catch (error) { return [error instanceof Error, error.name, error.message, lives].join(); }`,
      caseTools(session),
    );
    expect(outcomeOf(answer)).toBe("true,Error,There is no order 1.,0");
  });

  test("ends the turn at a call without an answer, whatever the agent makes of it", async () => {
    const answer = await ask(
      `try { await ctx.callTool("issue_refund", { amount: 5 }, live(1)); } catch {}
       return "Refunded.";`,
      caseTools(session),
    );
    expect(answer).toMatchObject({
      kind: "replay-gap",
      reason: expect.stringMatching(/^`issue_refund` was called and is not in the recorded/),
    });
    expect(stepsIn(answer)).toMatchObject([
      { name: "issue_refund", status: "error", error: { type: "replay-gap" } },
    ]);
  });

  test("does not wait for an agent that waits for ever after a gap", async () => {
    const answer = await ask(
      `await ctx.callTool("issue_refund", {}, live(1)).catch(() => new Promise(() => {}));`,
      caseTools(session),
    );
    expect(answer.kind).toBe("replay-gap");
  });

  test("what an agent does with a result reaches no other session", async () => {
    const body = `const found = await ${searching}; found.documents.push(1); return String(found.documents.length);`;
    const tools = caseTools(session);
    expect([outcomeOf(await ask(body, tools)), outcomeOf(await ask(body, tools))]).toEqual([
      "2",
      "2",
    ]);
  });

  test("takes arguments with a cycle in them", async () => {
    const circular = oneTurn("Hello", [called("store", { self: "[lost: cycle]" }, "stored")]);
    const answer = await ask(
      `const value = {}; value.self = value; return ctx.callTool("store", value, live("live"));`,
      caseTools(circular),
    );
    expect(outcomeOf(answer)).toBe("stored");
  });
});

describe("ctx.callTool with tools that fail on purpose", () => {
  test("throws what its plan says, and the live tool does not run", async () => {
    const answer = await ask(
      `try { await ${searching}; } catch (error) { return error.name + " " + lives; }`,
      liveTools([aFault({ tool: "search_policies", fault: "timeout" })]),
    );
    expect(outcomeOf(answer)).toBe("TimeoutError 0");
    expect(stepsIn(answer)).toMatchObject([
      { status: "error", error: { type: "TimeoutError" }, fault: "timeout" },
    ]);
  });

  test("changes what the live tool gave", async () => {
    const answer = await ask(
      `return JSON.stringify(await ctx.callTool("search_policies", {}, live({ documents: [1, 2] }))) + lives;`,
      liveTools([aFault({ tool: "search_policies", fault: "truncated-page" })]),
    );
    expect(outcomeOf(answer)).toBe('{"documents":[1]}1');
    expect(stepsIn(answer)).toMatchObject([
      { result: { documents: [1] }, fault: "truncated-page" },
    ]);
  });

  test("leaves a result alone that no fault strikes, the very same value", async () => {
    const answer = await ask(
      `const mine = new Map([[1, 2]]); return String((await ctx.callTool("search_policies", {}, () => mine)) === mine);`,
      liveTools([aFault({ tool: "search_policies", fault: "stale" })]),
    );
    expect(outcomeOf(answer)).toBe("true");
  });

  test("takes the time that its plan gives it", async () => {
    const answer = await ask(
      `const started = performance.now(); await ${searching}; return String(performance.now() - started >= 29);`,
      caseTools(session, {
        faults: [aFault({ tool: "search_policies", fault: "slow", delayMs: 30 })],
      }),
    );
    expect(outcomeOf(answer)).toBe("true");
    expect(stepsIn(answer)).toMatchObject([{ replay: "exact", fault: "slow" }]);
  });

  test("stops waiting when the turn or the session is over", async () => {
    const slow = [aFault({ tool: "search_policies", fault: "slow", delayMs: 3_600_000 })];
    const byTurn = await open(`await ${searching}; return "late";`, liveTools(slow));
    const controller = new AbortController();
    const ended = byTurn.send("Is there a late fee?", controller.signal);
    controller.abort();
    expect((await ended).kind).toBe("agent-error");
    const bySession = await open(`await ${searching}; return "late";`, liveTools(slow));
    const closed = bySession.send("Is there a late fee?", noAbort);
    await bySession.close();
    expect((await closed).kind).toBe("agent-error");
  });
});

test("the tools that the model was offered are known, where its calls go through ctx.fetch", async () => {
  const answer = await ask(
    `const body = JSON.stringify({ messages: [], tools: [{ type: "function", function: { name: "search_policies" } }] });
     await ctx.fetch("http://127.0.0.1:1/v1/chat/completions", { method: "POST", body }).catch(() => {});
     return "Hello.";`,
    liveTools([]),
  );
  expect(answer).toMatchObject({ agent: { toolCatalog: [{ name: "search_policies" }] } });
});
