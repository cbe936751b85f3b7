import { describe, expect, test } from "vitest";
import { caseFile, scenarioFile } from "../../../src/core/dataset/case-file.ts";
import { caseFromFile } from "../../../src/core/dataset/case-from-file.ts";
import { digestCases } from "../../../src/core/dataset/content-digest.ts";
import type { Case } from "../../../src/core/dataset/dataset.ts";
import { parseYaml } from "../../../src/core/yaml/parse-yaml.ts";

function aCase(text: string): Case {
  const parsed = parseYaml("late-fee.yaml", text);
  if (parsed.kind === "problems") throw new Error("the text of this test is no YAML");
  return caseFromFile(caseFile.parse(parsed.document.value), "late-fee.yaml", { runsPerCase: 20 });
}

const lateFee = `id: late-fee
title: A late fee
conversation:
  - user: Is there a late fee in Norway?
expectations:
  - dimension: abstention
    evaluator: says-it-does-not-know@1
    with: { any: [sorry], none: [fee] }
`;

describe("the digest of a case", () => {
  test("does not depend on formatting or on the order of keys", () => {
    const reordered = `# the same, otherwise written
expectations: [{ with: { none: ["fee"], "any": ['sorry'] }, evaluator: says-it-does-not-know@1, dimension: abstention }]
conversation: [{ user: "Is there a late fee in Norway?" }]
title: A late fee
id: "late-fee"
`;
    expect(aCase(reordered)).toEqual(aCase(lateFee));
  });

  test.each([
    "status: open",
    "failureMode: tool-use",
    "runs: 200",
    "provenance: { issue: 128 }",
    "dimensions: [abstention]",
    `signOff: { by: maria-policy, at: 2026-11-20, digest: "sha256:${"0".repeat(64)}" }`,
  ])("stays the same with %s", (line) => {
    expect(aCase(`${lateFee}${line}\n`).digest).toBe(aCase(lateFee).digest);
  });

  test.each([
    ["what the user says", "in Norway?", "in Sweden?"],
    ["an evaluator's version", "know@1", "know@2"],
    ["the dimension", "abstention", "tone"],
    ["a parameter", "sorry", "Sorry"],
    ["one turn more", "expectations:", "  - user: Please?\nexpectations:"],
    ["the truth", "    with:", "    truth: There is none.\n    with:"],
  ])("changes with %s", (_, from, to) => {
    expect(aCase(lateFee.replace(from, to)).digest).not.toBe(aCase(lateFee).digest);
  });

  test("is pinned, because sign-offs hold it", () => {
    expect(aCase(lateFee).digest).toBe(
      "sha256:f1463f0c6a0d0c3786f6047b77fe05e5ad198cacc097432872f76f987518e5fd",
    );
  });

  test("tells a scripted user from a conversation with the same words", () => {
    const scenario = scenarioFile.parse({
      id: "late-fee",
      goal: "Learn of late fees.",
      user: { kind: "scripted", turns: ["Is there a late fee in Norway?"] },
      expectations: aCase(lateFee).expectations,
    });
    expect(caseFromFile(scenario, "late-fee.yaml", { runsPerCase: 20 }).digest).not.toBe(
      aCase(lateFee).digest,
    );
  });
});

describe("the digest of a dataset", () => {
  const giftCard = aCase(lateFee.replaceAll("late-fee", "gift-card").replace("Norway", "Sweden"));

  test("does not depend on the order of the files", () => {
    expect(digestCases([aCase(lateFee), giftCard])).toBe(digestCases([giftCard, aCase(lateFee)]));
  });

  test("changes with a case that is added, renamed or edited", () => {
    const before = digestCases([aCase(lateFee)]);
    expect(digestCases([aCase(lateFee), giftCard])).not.toBe(before);
    expect(digestCases([aCase(lateFee.replace("id: late-fee", "id: fee"))])).not.toBe(before);
    expect(digestCases([aCase(lateFee.replace("Norway", "Sweden"))])).not.toBe(before);
  });

  test("leaves out what is not run", () => {
    const retired = { ...giftCard, status: "retired" } as const;
    expect(digestCases([aCase(lateFee), retired])).toBe(digestCases([aCase(lateFee)]));
    expect(digestCases([aCase(lateFee), { ...giftCard, status: "open" }])).toBe(
      digestCases([aCase(lateFee), giftCard]),
    );
  });
});

test("a case file is one shape, with the plan's runs and the id for a title", () => {
  expect(aCase(lateFee.replace("title: A late fee\n", ""))).toMatchObject({
    id: "late-fee",
    title: "late-fee",
    status: "guarding",
    runs: 20,
    dimensions: ["abstention"],
    user: { kind: "conversation", turns: ["Is there a late fee in Norway?"] },
    file: "late-fee.yaml",
  });
});
