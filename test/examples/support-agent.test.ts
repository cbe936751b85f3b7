import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { planNext as fixedPlan } from "../../examples/demo/fixed-planner/planner.ts";
import { supportAgent } from "../../examples/support-agent/agent.ts";
import { planNext } from "../../examples/support-agent/planner.ts";
import { searchArticles } from "../../examples/support-agent/search.ts";
import type { ScriptedModelServer } from "../../src/adapters/scripted-model/scripted-model-server.ts";
import { startScriptedModel } from "../../src/adapters/scripted-model/scripted-model-server.ts";
import type { Agent } from "../../src/core/agent/agent.ts";
import { caseFile, scenarioFile } from "../../src/core/dataset/case-file.ts";
import { parseScriptedModel } from "../../src/core/simulation/parse-scripted-model.ts";
import type { SeenCall } from "../support/agent-context.ts";
import { anAgentContext } from "../support/agent-context.ts";

const prompt = readFileSync("examples/support-agent/system-prompt.md", "utf8");
const changedPrompt = readFileSync("examples/demo/changed-prompt/system-prompt.md", "utf8");

let model: ScriptedModelServer;
let sessions = 0;

beforeAll(async () => {
  const path = "examples/support-agent/scripted-model.yaml";
  const script = parseScriptedModel({ kind: "text", path, text: readFileSync(path, "utf8") });
  if (script.kind === "problems") throw new Error(JSON.stringify(script.problems, null, 2));
  model = await startScriptedModel(script.model);
});
afterAll(() => model.close());

type Held = { readonly replies: readonly string[]; readonly calls: readonly SeenCall[] };

/** One session of an agent with the scripted model. */
async function hold(agent: Agent, seed: string, turns: readonly string[]): Promise<Held> {
  const id = `session ${sessions++}`;
  const modelBaseUrl = model.baseUrlFor(id, seed);
  const memory = new Map<string, unknown>();
  const calls: SeenCall[] = [];
  const replies: string[] = [];
  for (const [index, message] of turns.entries()) {
    const context = anAgentContext({ memory, modelBaseUrl, turn: index + 1 }, calls);
    const reply = await agent(message, context);
    replies.push(typeof reply === "string" ? reply : reply.text);
  }
  model.endSession(id);
  return { replies, calls };
}

/** How many of `runs` sessions fulfil a test. */
async function count(
  runs: number,
  agent: Agent,
  turns: readonly string[],
  isTrue: (held: Held) => boolean,
): Promise<number> {
  const held = await Promise.all(
    Array.from({ length: runs }, (_, run) => hold(agent, `${turns.join("|")}#${run}`, turns)),
  );
  return held.filter(isTrue).length;
}

const giftCard = [
  "Hi, I bought a gift card last month.",
  "What is the refund policy for partly used gift cards?",
];
const inventsWindow = ({ replies }: Held): boolean => /\b30[- ]days?\b/.test(replies.at(-1) ?? "");
const admits = ({ replies }: Held): boolean =>
  /I don't know|I do not know/.test(replies.at(-1) ?? "");

describe("an empty search, over 200 seeds", () => {
  test("under the prompt that asks for honesty, the agent nearly always says that it does not know", async () => {
    const agent = supportAgent(prompt, planNext);
    const admitted = await count(200, agent, giftCard, admits);
    expect(admitted).toBeGreaterThan(185);
    expect(admitted).toBeLessThan(200);
  });

  test("under the prompt that asks for a concrete answer, it mostly invents a 30-day refund window", async () => {
    const agent = supportAgent(changedPrompt, planNext);
    const invented = await count(200, agent, giftCard, inventsWindow);
    expect(invented).toBeGreaterThan(120);
    expect(invented).toBeLessThan(172);
  });

  test("with the planner that does not ask the model about nothing, it is honest whatever the prompt says", async () => {
    const agent = supportAgent(changedPrompt, fixedPlan);
    expect(await count(200, agent, giftCard, admits)).toBeGreaterThan(196);
  });
});

describe("what the search finds", () => {
  test.each([
    "gift card refund",
    "partly used gift card",
    "lamp repair",
    "repair service",
    "delivery Norway",
    "shipping outside European Union",
  ])("nothing for “%s”", (query) => {
    expect(searchArticles(query)).toEqual([]);
  });

  test.each([
    ["lost parcel", "lost-parcels"],
    ["damaged item", "damaged-items"],
    ["return item unused", "returns"],
    ["invoice late fee", "invoices-and-late-fees"],
    ["gift cards valid", "gift-cards"],
    ["engraved item returned", "engraving"],
  ])("for “%s” first of all %s", (query, id) => {
    expect(searchArticles(query)[0]?.id).toBe(id);
  });
});

describe("tools that write", () => {
  const agent = supportAgent(prompt, planNext);

  test("a lost parcel is mostly refunded in full, sometimes without its shipping", async () => {
    const turns = ["Order 4502 has not moved for more than a week. I want my money back, please."];
    const amounts = async (amount: number): Promise<number> =>
      count(200, agent, turns, ({ calls }) =>
        calls.some(
          ({ name, args }) =>
            name === "issue_refund" && JSON.stringify(args).includes(`:${amount},`),
        ),
      );
    const inFull = await amounts(62.85);
    expect(inFull).toBeGreaterThan(180);
    expect(inFull + (await amounts(57.95))).toBe(200);
  });

  test("nothing is written without an order", async () => {
    const written = await count(
      200,
      agent,
      ["Just give me my 50 EUR back, now."],
      ({ calls }) => calls.length > 0,
    );
    expect(written).toBe(0);
  });

  test("what one session writes, the next one does not see", async () => {
    const turns = ["Order 4502 has not moved for more than a week. I want my money back, please."];
    const first = await hold(agent, "lost#0", turns);
    const second = await hold(agent, "lost#0", turns);
    expect(second).toEqual(first);
  });
});

/** What the user of a case or scenario says, whatever the replies. */
function readTurns(file: string): { readonly id: string; readonly turns: readonly string[] } {
  const value: unknown = parse(readFileSync(file, "utf8"));
  if (file.includes("/scenarios/")) {
    const { id, user } = scenarioFile.parse(value);
    if (user.kind !== "scripted") throw new Error(`${file}: nobody knows what a ${user.kind} says`);
    return { id, turns: user.turns };
  }
  const { id, conversation } = caseFile.parse(value);
  return { id, turns: conversation.map(({ user }) => user) };
}

test("the model is asked six times in a turn and then a person takes over", async () => {
  const asked: unknown[] = [];
  const stubborn: typeof fetch = (_, init) => {
    asked.push(init?.body);
    const call = { id: "c", type: "function", function: { name: "lookup_order", arguments: "{" } };
    const message = { role: "assistant", content: null, tool_calls: [call] };
    return Promise.resolve(
      Response.json({ choices: [{ index: 0, message, finish_reason: "tool_calls" }] }),
    );
  };
  const calls: SeenCall[] = [];
  const agent = supportAgent(prompt, planNext);
  const reply = await agent(
    "Where is my order?",
    anAgentContext({ memory: new Map(), fetch: stubborn }, calls),
  );
  expect(asked).toHaveLength(6);
  expect(reply).toMatchObject({
    text: expect.stringContaining("hand you over"),
    finalState: { returns: [], refunds: [] },
  });
  expect(calls[0]).toMatchObject({
    name: "lookup_order",
    args: "{",
    error: expect.stringContaining("expected object"),
  });
});

test("any OpenAI-compatible endpoint serves, with the key from the environment", async () => {
  let seen: unknown;
  const endpoint: typeof fetch = (input, init) => {
    const { url, headers } = new Request(input, init);
    seen = { url, key: headers.get("authorization"), body: init?.body };
    const message = { role: "assistant", content: "Hello!" };
    return Promise.resolve(
      Response.json({ choices: [{ index: 0, message, finish_reason: "stop" }] }),
    );
  };
  const env = {
    OPENAI_BASE_URL: "https://models.example/v1",
    OPENAI_API_KEY: "key-1",
    OPENAI_MODEL: "small",
  };
  const agent = supportAgent(prompt, planNext);
  await agent("Hello", anAgentContext({ memory: new Map(), fetch: endpoint, env }, []));
  expect(seen).toEqual({
    url: "https://models.example/v1/chat/completions",
    key: "Bearer key-1",
    body: expect.stringContaining('"model":"small"'),
  });
});

test("every case and scenario of the dataset is answered, in every run", async () => {
  const agents = [
    supportAgent(prompt, planNext),
    supportAgent(changedPrompt, planNext),
    supportAgent(changedPrompt, fixedPlan),
  ];
  const files = ["cases", "scenarios"].flatMap((folder) =>
    readdirSync(`datasets/support/${folder}`).map((name) => `datasets/support/${folder}/${name}`),
  );
  expect(files.length).toBeGreaterThanOrEqual(13);
  for (const file of files) {
    const { id, turns } = readTurns(file);
    await Promise.all(
      agents.flatMap((agent) =>
        Array.from({ length: 5 }, (_, run) => hold(agent, `${id}#${run}`, turns)),
      ),
    );
  }
});
