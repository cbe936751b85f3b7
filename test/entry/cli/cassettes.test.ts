import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Cassette, renderCassette } from "../../../src/core/replay/cassette.ts";
import { aCassette, asks, callsSearch, saysLateFee } from "../../support/cassettes.ts";
import { tracegate } from "../../support/command-line.ts";
import { giftShop } from "../../support/project-dir.ts";
import { aShop } from "../../support/shop.ts";

/** Asks its model until it has an answer, and runs the tools that it asks for. */
const modelAgent = `export const agent = async (message, ctx) => {
  const messages = [
    { role: "system", content: "You are the desk of a gift shop." },
    { role: "user", content: message },
  ];
  for (;;) {
    const response = await ctx.fetch(ctx.modelBaseUrl + "/chat/completions", {
      method: "POST",
      body: JSON.stringify({ model: "gpt-5-mini", messages, user: ctx.session.id, stream: false }),
    });
    if (!response.ok) return "Something went wrong.";
    const [{ message: answer }] = (await response.json()).choices;
    messages.push(answer);
    if (!answer.tool_calls) return answer.content;
    for (const { id, function: called } of answer.tool_calls) {
      const found = await ctx.callTool(called.name, JSON.parse(called.arguments), () => []);
      messages.push({ role: "tool", tool_call_id: id, content: JSON.stringify(found) });
    }
  }
};
`;

const question = asks("Is there a late fee in Norway?");
const call = callsSearch("late fee Norway");

function continued(): typeof question {
  const { messages } = question;
  const said = Array.isArray(messages) ? messages : [];
  const [choice] = Array.isArray(call["choices"]) ? call["choices"] : [];
  const result = { role: "tool", tool_call_id: "call_9", content: "[]" };
  return { ...question, messages: [...said, choice.message, result] };
}

const session = aCassette([question, call], [continued(), saysLateFee("I don't know.")]);

const caseFile = "datasets/support/cases/late-fee.yaml";
const cassetteFile = "datasets/support/cassettes/late-fee.json";

/** The shop with one case whose model a cassette plays. */
function aRecordedShop(cassette: Cassette | undefined = session, model = "recorded"): string {
  return aShop("honest", {
    "agent.mjs": modelAgent,
    "datasets/support/scenarios/lost-parcel.yaml": undefined,
    [caseFile]: `${giftShop[caseFile]}model: ${model}\n`,
    [cassetteFile]: cassette && renderCassette(cassette),
  });
}

function resultOf(root: string, name: string): string {
  const base = join(root, ".tracegate/runs");
  const [run = ""] = readdirSync(base).filter((folder) => folder !== ".gitignore");
  return readFileSync(join(base, run, name), "utf8");
}

describe("a case whose model a cassette plays", () => {
  test("is run with no key and no model, and is the same session a hundred times", async () => {
    const root = aRecordedShop();
    const { exitCode, stdout } = await tracegate(root, [
      "run",
      "--runs",
      "100",
      "--quiet",
      "--stop",
      "off",
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("A cassette played the model in late-fee");
    const sessions = resultOf(root, "journal.jsonl")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.replaceAll(/"(?:startedAtMs|durationMs)":[\d.]+,?/g, ""))
      .map((line) => line.replaceAll(/"late-fee\.\d+"/g, "").replaceAll(/"runIndex":\d+/g, ""));
    expect(sessions).toHaveLength(100);
    expect(new Set(sessions).size).toBe(1);
    expect(JSON.parse(resultOf(root, "experiment.json"))).toMatchObject({
      cases: [{ id: "late-fee", hermeticity: { tools: "live", model: "recorded" } }],
    });
  });

  test("is run whole within any budget: its answers cost nothing", async () => {
    const root = aRecordedShop();
    const args = ["run", "--runs", "20", "--quiet", "--stop", "off", "--budget-usd", "0.01"];
    expect((await tracegate(root, args)).exitCode).toBe(0);
    expect(JSON.parse(resultOf(root, "experiment.json"))).toMatchObject({
      recorded: 20,
      usage: { modelCalls: 40, costUsd: 0, callsWithoutCost: 0 },
    });
  });

  test("is another dataset once the cassette says something else", async () => {
    const root = aRecordedShop();
    await tracegate(root, ["run", "--quiet"]);
    const other = aCassette([question, call], [continued(), saysLateFee("I could not find it.")]);
    writeFileSync(join(root, cassetteFile), renderCassette(other));
    const { exitCode, stderr } = await tracegate(root, ["gate"]);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("the dataset changed"),
    });
  });

  test("lets a changed prompt say that it was never recorded, instead of passing or failing it", async () => {
    const root = aRecordedShop();
    const changed = modelAgent.replace("the desk of a gift shop", "the desk of a toy shop");
    writeFileSync(join(root, "agent.mjs"), changed);
    const { exitCode } = await tracegate(root, ["run", "--quiet"]);
    expect(exitCode).toBe(3);
    const experiment = JSON.parse(resultOf(root, "experiment.json"));
    expect(experiment.cases[0]).toMatchObject({
      outcomes: { "replay-gap": 20 },
      errors: [
        {
          reason: expect.stringContaining(
            "messages[0] (system) content: recorded “You are the desk of a gift shop.”, now “You are the desk of a toy shop.”",
          ),
        },
      ],
    });
  });

  test("is not passed by an agent that asks another model", async () => {
    const root = aRecordedShop();
    const elsewhere = `export const agent = async (message, ctx) => {
      await ctx.callTool("search_policies", {}, () => []);
      return "I don't know.";
    };`;
    writeFileSync(join(root, "agent.mjs"), elsewhere);
    expect((await tracegate(root, ["run", "--quiet"])).exitCode).toBe(3);
    expect(resultOf(root, "experiment.json")).toContain("the agent made no model call");
  });
});

describe("validate", () => {
  test("a cassette by another name", async () => {
    const root = aShop("honest", {
      [caseFile]: `${giftShop[caseFile]}model: { mode: recorded, cassette: fees.json }\n`,
      "datasets/support/cassettes/fees.json": renderCassette(session),
    });
    expect((await tracegate(root, ["validate"])).exitCode).toBe(0);
  });

  test("`model: live` is as good as nothing", async () => {
    const live = aShop("honest", { [caseFile]: `${giftShop[caseFile]}model: live\n` });
    const plain = aShop();
    const facts = await Promise.all(
      [live, plain].map(async (root) => (await tracegate(root, ["validate", "--json"])).stdout),
    );
    expect(facts[0]).toBe(facts[1]);
  });

  test.each([
    ["is not there", undefined, /late-fee\.yaml:10:8 .*there is no such cassette/],
    ["is none", "{}", /cassettes\/late-fee\.json {2}`schema`: .*"tracegate.cassette\/1"/],
    ["is cut off", renderCassette(session).slice(0, 99), /the file is no JSON/],
    ["is no text", new Uint8Array([0xff, 0xfe]), /late-fee\.yaml:10:8 .*not valid UTF-8/],
    ["is too large", " ".repeat(33 * 1024 * 1024), /late-fee\.yaml:10:8 .*larger than 32 MB/],
  ])("a cassette that %s", async (_, text, expected) => {
    const root = aShop("honest", {
      [caseFile]: `${giftShop[caseFile]}model: recorded\n`,
      [cassetteFile]: text,
    });
    const { exitCode, stdout } = await tracegate(root, ["validate"]);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(expected);
  });

  test("a name that leads out of the folder, or a mode that is none", async () => {
    for (const model of ["{ mode: recorded, cassette: ../x.json }", "scripted", "{ mode: live }"]) {
      const root = aShop("honest", { [caseFile]: `${giftShop[caseFile]}model: ${model}\n` });
      const { exitCode, stdout } = await tracegate(root, ["validate"]);
      expect({ exitCode, stdout }).toMatchObject({
        exitCode: 2,
        stdout: expect.stringContaining("late-fee.yaml:10"),
      });
    }
  });
});
