import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadProject } from "../../src/app/project/load-project.ts";
import { projectRequest } from "../../src/compose/compose-project.ts";
import { signOffDigest } from "../../src/core/dataset/sign-off.ts";
import { commitAll, git } from "./git.ts";
import { giftShop, type ProjectTexts, projectDir } from "./project-dir.ts";

export const lateFee = "datasets/support/cases/late-fee.yaml";
export const lostParcel = "datasets/support/scenarios/lost-parcel.yaml";
export const giftCard = "datasets/support/cases/gift-card.yaml";
export const datasetFile = "datasets/support/dataset.yaml";

/** A case without a sign-off. */
export const aGiftCard = `id: gift-card
title: A gift card that no policy names
failureMode: tool-use
conversation:
  - user: What is the refund policy for gift cards?
expectations:
  - { dimension: abstention, evaluator: says-it-does-not-know@1 }
`;

/** The gift shop in git, with `maria-policy` as its expert and every case signed by her; gone when the test is. */
export async function aSignedShop(changes: ProjectTexts = {}): Promise<string> {
  const root = projectDir({
    ...giftShop,
    [datasetFile]: `${giftShop[datasetFile]}experts: [maria-policy]\n`,
    ".gitignore": ".tracegate\n",
    ...changes,
  });
  git(root, "init", "--quiet", "-b", "main");
  git(root, "config", "user.name", "Dana");
  git(root, "config", "user.email", "dana@example.com");
  for (const id of await caseIds(root)) await sign(root, id);
  commitAll(root, "The gift shop");
  return root;
}

export function write(root: string, path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

export function edit(root: string, path: string, from: string, to: string): void {
  const before = readFileSync(join(root, path), "utf8");
  if (!before.includes(from)) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(join(root, path), before.replace(from, to));
}

export function remove(root: string, path: string): void {
  rmSync(join(root, path));
}

/** Signs a case as it stands, in place of the sign-off that it has. */
export async function sign(root: string, id: string, by = "maria-policy"): Promise<void> {
  const request = projectRequest({ root, configPath: "tracegate.yaml" });
  const { dataset, evaluators } = await loadProject(request);
  const one = dataset.cases.find((other) => other.id === id);
  if (one === undefined) throw new Error(`no case ${id}`);
  const text = readFileSync(join(root, one.file), "utf8").replace(/^signOff: .*\n/m, "");
  const line = `signOff: { by: ${by}, at: 2026-11-20, digest: "${signOffDigest(one, evaluators)}" }\n`;
  writeFileSync(join(root, one.file), text + line);
}

async function caseIds(root: string): Promise<readonly string[]> {
  const { dataset } = await loadProject(projectRequest({ root, configPath: "tracegate.yaml" }));
  return dataset.cases.map(({ id }) => id);
}
