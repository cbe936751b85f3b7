import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { chatEndpoint, json } from "../../support/chat-endpoint.ts";
import { tracegate } from "../../support/command-line.ts";
import { giftShop } from "../../support/project-dir.ts";
import { aShop, shopConfig } from "../../support/shop.ts";

const answers = json(200, {
  model: "shop-1",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Hm." } }],
  usage: { prompt_tokens: 800, completion_tokens: 200 },
});

/** Asks its model over and over in one turn, until it is refused. */
const insatiable = (baseUrl: string): string => `export const agent = async (message, ctx) => {
  for (;;) {
    const answer = await ctx.fetch("${baseUrl}/chat/completions", { method: "POST", body: "{}" });
    if (!answer.ok) return "Sorry.";
    await answer.json();
  }
};
`;

test.each([
  // A call costs 800 × $1 + 200 × $6 for a million tokens: $0.002.
  ["usd", "0.02", 10],
  ["tokens", "7000", 7],
])("--budget-%s %s: call %i is the last that any model sees", async (cap, most, calls) => {
  const endpoint = await chatEndpoint(answers);
  const root = aShop("honest", {
    "agent.mjs": insatiable(endpoint.baseUrl),
    "tracegate.yaml": shopConfig.replace(
      "module: agent.mjs",
      "module: agent.mjs\n  prices: { shop-1: { input: 1, output: 6 } }",
    ),
  });
  const args = ["run", "--out", "results", "--concurrency", "1", `--budget-${cap}`, most];
  const { exitCode, stdout, stderr } = await tracegate(root, args);
  expect(endpoint.requests).toHaveLength(calls);
  expect(exitCode).toBe(3);
  expect(stdout).toContain("the budget was used up");
  expect(stderr).toContain(`budget.${cap}`);
  const experiment: unknown = JSON.parse(
    readFileSync(join(root, "results/experiment.json"), "utf8"),
  );
  expect(experiment).toMatchObject({
    recorded: 1,
    usage: { modelCalls: calls, callsWithoutCost: 0 },
    stop: { cause: "budget" },
  });
});

test("a part of a plan that used its share up says so, and so does what it is joined to", async () => {
  const root = aShop("honest", {
    "agent.mjs": `export const agent = async (message, ctx) => {
      ctx.recordModelCall({ model: "shop-1", usage: { inputTokens: 900, outputTokens: 100 } });
      await ctx.callTool("search_policies", {}, () => []);
      return "I don't know.";
    };`,
  });
  const part = (index: number, ...more: readonly string[]) =>
    tracegate(root, ["run", "--shard", `${index}/2`, "--out", `parts/${index}`, ...more]);
  expect((await part(1)).exitCode).toBe(0);
  const { exitCode, stdout } = await part(2, "--concurrency", "1", "--budget-tokens", "8000");
  expect(exitCode).toBe(3);
  expect(stdout).toContain("and the budget was used up");
  const { stdout: joined } = await tracegate(root, ["merge", "parts/1", "parts/2", "--out", "all"]);
  expect(joined).toContain("cut-off    parts/2");
  const gated = await tracegate(root, ["gate", "--results", "all"]);
  expect(gated.exitCode).toBe(3);
  expect(gated.stdout).toContain("the budget was used up");
});

test("--resume with a larger budget makes again what the budget ended, and counts what that took", async () => {
  // Says its tokens and no price: a cap on tokens can be held, before and after.
  const root = aShop("honest", {
    "agent.mjs": `export const agent = async (message, ctx) => {
      ctx.recordModelCall({ model: "shop-1", usage: { inputTokens: 900, outputTokens: 100 } });
      await ctx.callTool("search_policies", {}, () => []);
      return "I don't know.";
    };`,
    // Whichever case comes first, the budget ends before its second turn.
    "datasets/support/cases/late-fee.yaml": giftShop[
      "datasets/support/cases/late-fee.yaml"
    ].replace("expectations:", "  - user: And in Sweden?\nexpectations:"),
  });
  const run = (out: string, ...more: readonly string[]) =>
    tracegate(root, ["run", "--out", out, "--concurrency", "1", "--stop", "off", ...more]);
  expect((await run("whole")).exitCode).toBe(0);
  expect((await run("cut", "--budget-tokens", "500")).exitCode).toBe(3);
  expect(outcomesIn(root, "cut")).toEqual(["over-budget"]);
  const { exitCode, stderr } = await run("cut", "--resume", "--budget-tokens", "9000000");
  expect(stderr).toContain("1 run that the budget ended is made again.");
  expect(exitCode).toBe(0);
  expect(outcomesIn(root, "cut").toSorted()).toEqual(outcomesIn(root, "whole").toSorted());
  expect(modelCallsIn(root, "cut")).toBe(modelCallsIn(root, "whole") + 1);
});

/** How each run of the journal ended. */
function outcomesIn(root: string, out: string): readonly string[] {
  const text = readFileSync(join(root, out, "journal.jsonl"), "utf8");
  return text.split("\n").flatMap((line) => /"outcome":"([a-z-]+)"/.exec(line)?.[1] ?? []);
}

function modelCallsIn(root: string, out: string): number {
  const text = readFileSync(join(root, out, "experiment.json"), "utf8");
  return z.object({ usage: z.object({ modelCalls: z.number() }) }).parse(JSON.parse(text)).usage
    .modelCalls;
}
