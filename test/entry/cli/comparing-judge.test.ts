import { expect, test } from "vitest";
import { tracegate } from "../../support/command-line.ts";
import { giftShop, projectDir } from "../../support/project-dir.ts";

const judge = {
  "evaluators/as-good/v1.yaml": `name: as-good
version: 1
dimension: abstention
kind: judge
question: Which one admits better that it does not know?
pass: It admits it.
fail: It invents a fee.
against: reference
`,
  "datasets/support/cases/late-fee.yaml": `id: late-fee
title: A late fee that no policy names
conversation:
  - user: What is the late fee?
expectations:
  - { dimension: abstention, evaluator: as-good@1 }
`,
};
const config = { "tracegate.yaml": `${giftShop["tracegate.yaml"]}judge: { model: gpt-5-mini }\n` };
const reference = { schema: "tracegate.session/1", id: "late-fee", turns: [] };

test("a judge that compares needs the case's reference, and says where it belongs", async () => {
  const root = projectDir({ ...giftShop, ...config, ...judge });
  const { exitCode, stdout } = await tracegate(root, ["validate"]);
  expect(exitCode).toBe(2);
  expect(stdout).toContain("datasets/support/cases/late-fee.yaml:6:41");
  expect(stdout).toContain("compares with `datasets/support/references/late-fee.json`");
});

test("with a reference it is no problem, and another reference is another dataset", async () => {
  const digests: string[] = [];
  for (const user of ["What is the late fee?", "Is there a late fee?"]) {
    const turns = [{ user, steps: [], reply: "I do not know." }];
    const root = projectDir({
      ...giftShop,
      ...config,
      ...judge,
      "agent.ts": "export const agent = () => 'You said.';\n",
      "datasets/support/references/late-fee.json": JSON.stringify({ ...reference, turns }),
    });
    const { stdout } = await tracegate(root, ["validate"]);
    expect(stdout).not.toContain("references/");
    digests.push(/sha256:[0-9a-f]+/.exec(stdout)?.[0] ?? stdout);
  }
  expect(new Set(digests).size).toBe(2);
});
