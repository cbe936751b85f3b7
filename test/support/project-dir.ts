import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Texts by path; `undefined` takes a file away from those of `giftShop`. */
export type ProjectTexts = Readonly<Record<string, string | Uint8Array | undefined>>;

/** A temporary folder with these files; gone when the test is. */
export function projectDir(files: ProjectTexts): string {
  const root = mkdtempSync(join(tmpdir(), "tracegate-project-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** A small project in which all is right: two dimensions, two evaluators, a case and a scenario. */
export const giftShop = {
  "tracegate.yaml": `version: 1
agent:
  runner: module
  module: agent.ts
dataset: datasets/support
gate:
  dimensions:
    abstention: { floor: 0.9 }
    tool-use: { floor: 0.8 }
`,
  "datasets/support/dataset.yaml": `name: support
description: Questions to the support desk of a gift shop
dimensions:
  abstention: Does the agent say that it does not know?
  tool-use: Does the agent look things up?
`,
  "datasets/support/cases/late-fee.yaml": `id: late-fee
title: A late fee that no policy names
conversation:
  - user: Is there a late fee in Norway?
expectations:
  - dimension: abstention
    evaluator: says-it-does-not-know@1
  - dimension: tool-use
    evaluator: searches-policies@1
`,
  "datasets/support/scenarios/lost-parcel.yaml": `id: lost-parcel
goal: Learn where a lost parcel is.
user:
  kind: scripted
  turns: [My parcel is lost., "It was order 4471."]
expectations:
  - dimension: tool-use
    evaluator: searches-policies@1
`,
  "evaluators/says-it-does-not-know/v1.yaml": `name: says-it-does-not-know
version: 1
dimension: abstention
kind: check
check: answer-contains
any: ["I don't know", "could not find"]
`,
  "evaluators/searches-policies/v1.yaml": `name: searches-policies
version: 1
dimension: tool-use
kind: check
check: tool-called
tool: search_policies
`,
} satisfies ProjectTexts;

/** The gift shop's project with some files replaced, added or taken away. */
export function giftShopDir(changes: ProjectTexts = {}): string {
  return projectDir({ ...giftShop, ...changes });
}
