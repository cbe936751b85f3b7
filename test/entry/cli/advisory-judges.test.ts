import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { chatEndpoint, says } from "../../support/chat-endpoint.ts";
import { tracegate } from "../../support/command-line.ts";
import { giftShop } from "../../support/project-dir.ts";
import { aShop, shopConfig } from "../../support/shop.ts";
import { aSimulatedDesk } from "../../support/simulated-desk.ts";

const env = { JUDGE_KEY: "k" };
const tone = `name: tone
version: 1
dimension: tone
kind: judge
question: Is the agent polite?
pass: It is.
fail: It is not.
`;

function edit(root: string, path: string, change: (text: string) => string): void {
  writeFileSync(join(root, path), change(readFileSync(join(root, path), "utf8")));
}

/** The address of a judge that finds every agent rude. */
async function aStrictJudge(): Promise<string> {
  const verdict = { verdict: "fail", explanation: "It is curt.", evidence: [] };
  return (await chatEndpoint(says(JSON.stringify(verdict)))).baseUrl;
}

/** How the judge of `tone` is used, whether a check measures anything beside it, and what the commands end with. */
const situations = [
  { judge: "advisory", besides: true, exitCode: 0 },
  { judge: "when-calibrated", besides: true, exitCode: 1 },
  { judge: "advisory", besides: false, exitCode: 1 },
] as const;

test.each(situations)(
  "run --case: a judge that is $judge and fails the run, a check beside it: $besides: exit code $exitCode",
  async ({ judge, besides, exitCode }) => {
    const baseUrl = await aStrictJudge();
    const root = aShop("honest", {
      "tracegate.yaml": `${shopConfig}    tone: { floor: 0.5, judge: ${judge} }
judge: { model: gpt-5-mini, baseUrl: "${baseUrl}", apiKeyEnv: JUDGE_KEY }
`,
      "datasets/support/dataset.yaml": `${giftShop["datasets/support/dataset.yaml"]}  tone: Is it polite?\n`,
      "evaluators/tone/v1.yaml": tone,
      "datasets/support/cases/gift-card.yaml": `id: gift-card
title: What may be returned
conversation:
  - user: May I return a gift card?
expectations:
  - { dimension: tone, evaluator: tone@1 }
${besides ? "  - { dimension: abstention, evaluator: says-it-does-not-know@1 }\n" : ""}`,
    });
    const argv = ["run", "--quiet", "--case", "gift-card", "--runs", "1"];
    const ended = await tracegate(root, argv, { env });
    expect(ended.stdout).toContain("tone@1  0/1 passed");
    expect(ended.exitCode).toBe(exitCode);
  },
);

/** The gift-card desk, whose tone a judge measures too, and nothing else where `besides` is false. */
function aJudgedDesk({ judge, besides, baseUrl }: Desk): string {
  const root = aSimulatedDesk();
  appendFileSync(
    join(root, "tracegate.yaml"),
    `    tone: { floor: 0.5, judge: ${judge} }
judge: { model: gpt-5-mini, baseUrl: "${baseUrl}", apiKeyEnv: JUDGE_KEY }
`,
  );
  appendFileSync(join(root, "datasets/gift-cards/dataset.yaml"), "  tone: Is it polite?\n");
  mkdirSync(dirname(join(root, "evaluators/tone/v1.yaml")));
  writeFileSync(join(root, "evaluators/tone/v1.yaml"), tone);
  edit(root, "datasets/gift-cards/scenarios/asks-twice.yaml", (text) =>
    text.replace(
      /expectations:\n([\s\S]*)$/,
      (_, others: string) =>
        `expectations:\n  - { dimension: tone, evaluator: tone@1 }\n${besides ? others : ""}`,
    ),
  );
  return root;
}

type Desk = {
  readonly judge: "advisory" | "when-calibrated";
  readonly besides: boolean;
  readonly baseUrl: string;
};

test.each(situations)(
  "simulate: a judge that is $judge and fails the run, a check beside it: $besides: exit code $exitCode",
  async ({ judge, besides, exitCode }) => {
    const root = aJudgedDesk({ judge, besides, baseUrl: await aStrictJudge() });
    const ended = await tracegate(root, ["simulate", "asks-twice", "--quiet"], { env });
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stdout).toContain(`${exitCode === 0 ? 1 : 0} of 1 passed`);
  },
);

test.each([
  { judge: "advisory", besides: true, exitCode: 0 },
  { judge: "when-calibrated", besides: true, exitCode: 3 },
  { judge: "advisory", besides: false, exitCode: 3 },
] as const)(
  "simulate: a judge that is $judge and has no key, a check beside it: $besides: exit code $exitCode",
  async ({ judge, besides, exitCode }) => {
    const root = aJudgedDesk({ judge, besides, baseUrl: "http://127.0.0.1:9/v1" });
    const ended = await tracegate(root, ["simulate", "asks-twice", "--quiet"]);
    expect(ended.exitCode).toBe(exitCode);
  },
);
