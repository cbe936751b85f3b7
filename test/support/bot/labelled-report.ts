// A repository with a gift shop's dataset, and a report in it whose trace holds personal data and a secret.

import type { Session } from "../../../src/core/trace/session.ts";
import type { GitHub } from "../github/start-github.ts";
import { aReport, reportBody } from "../reports.ts";
import { aSession, aTurn, called } from "../sessions.ts";

export const label = "tracegate:case";

/** The agent claims 30 days after an empty search, and knows a customer's e-mail address. */
export function refundSession(more: Partial<Session> = {}): Session {
  return aSession(
    [
      aTurn("Hi, I am Erika, erika.muster@post-haus.de.", [], "Hello! How can I help?"),
      aTurn(
        "What is the refund policy for partly used gift cards?",
        [called("search_policies", { query: "refund partly used gift card" }, [])],
        "You have 30 days to return a partly used gift card.",
      ),
    ],
    { id: "7f3a", ...more },
  );
}

export const shopFiles = {
  "tracegate.yaml": `version: 1
agent: { runner: module, module: agent.mjs, version: [agent.mjs] }
dataset: datasets/shop
gate:
  dimensions:
    abstention: { floor: 0.9 }
    faithfulness: { floor: 0.9 }
judge: { model: gpt-5-mini, baseUrl: https://models.shop.example/v1, apiKeyEnv: MODEL_KEY }
`,
  "datasets/shop/dataset.yaml": `name: shop
description: Questions to the support desk of a gift shop
experts: [rae]
dimensions:
  abstention: Does the agent say that it does not know?
  faithfulness: Does the agent claim only what it was told?
`,
  "datasets/shop/cases/late-fee.yaml": `id: late-fee
title: A late fee that no policy names
conversation:
  - user: How high is the late fee for an invoice?
expectations:
  - { dimension: abstention, evaluator: abstains-on-empty-retrieval@1 }
`,
  "evaluators/abstains-on-empty-retrieval/v1.yaml": `name: abstains-on-empty-retrieval
version: 1
dimension: abstention
kind: check
check: abstains-after-empty-result
tools: [search_policies]
hedges: ["I don't know", "I could not find"]
`,
  "evaluators/faithfulness/v1.yaml": `name: faithfulness
version: 1
dimension: faithfulness
kind: judge
question: Is every claim supported by what the agent was told?
pass: Each claim is supported, or the agent says that it does not know.
fail: At least one claim has no support.
sees: [conversation, tool-calls, tool-results]
`,
};

/** Puts the project onto main, and opens a report about the session with the label on it. */
export async function labelledReport(
  github: GitHub,
  {
    session = refundSession(),
    trace = `\`\`\`json\n${JSON.stringify(session)}\n\`\`\``,
    fields = {},
    files = shopFiles,
    author = "mal",
  }: {
    readonly session?: Session;
    readonly trace?: string;
    readonly fields?: Parameters<typeof aReport>[0];
    readonly files?: Readonly<Record<string, string>>;
    readonly author?: string;
  } = {},
): Promise<number> {
  await github.seed.push({ files });
  const number = await github.seed.openIssue({
    title: "[agent] Refund policy that the knowledge base does not cover",
    body: reportBody(aReport({ trace, ...fields })),
    author,
  });
  await github.seed.label(number, label);
  return number;
}

/** The event that GitHub sends when somebody adds the label. */
export function labelledEvent(about: object, number: number, name = label): object {
  return { ...about, action: "labeled", issue: { number }, label: { name } };
}
