import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { type BumpRequest, bumpEvaluator } from "../../../src/app/score/bump-evaluator.ts";
import { validateProject } from "../../../src/app/setup/validate-project.ts";
import { composeBaseFiles, composeWriter } from "../../../src/compose/compose-base.ts";
import { projectRequest } from "../../../src/compose/compose-project.ts";
import { aLabel } from "../../support/calibrations.ts";
import { halfAndHalf, honestyLabels, labelledShop } from "../../support/labelled-shop.ts";
import { giftShop, giftShopDir } from "../../support/project-dir.ts";

const name = "says-it-does-not-know";
const v1 = `evaluators/${name}/v1.yaml`;
const v2 = `evaluators/${name}/v2.yaml`;
const lateFee = "datasets/support/cases/late-fee.yaml";

function git(root: string, ...args: readonly string[]): void {
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], {
    cwd: root,
    stdio: "pipe",
  });
}

/** The gift shop with all its files on `main`, and a branch to work on. */
function mergedShop(): string {
  const root = giftShopDir();
  git(root, "init", "-q", "-b", "main");
  git(root, "add", ".");
  git(root, "commit", "-q", "-m", "The gift shop");
  git(root, "switch", "-q", "-c", "hedges");
  return root;
}

function text(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function edit(root: string, path: string, from: string, to: string): void {
  const before = text(root, path);
  expect(before).toContain(from);
  writeFileSync(join(root, path), before.replace(from, to));
}

function bump(root: string, more: Partial<BumpRequest> = {}) {
  return bumpEvaluator(
    { name, configPath: "tracegate.yaml", withCases: false, ...more },
    {
      files: projectRequest({ root, configPath: "tracegate.yaml" }).files,
      writer: composeWriter(root),
      base: composeBaseFiles(root),
    },
  );
}

function validate(root: string, base?: string) {
  return validateProject(
    projectRequest({ root, configPath: "tracegate.yaml" }),
    composeBaseFiles(root, base),
    systemClock,
  );
}

describe("an evaluator that is on the base branch", () => {
  test("may not be edited, committed or not", async () => {
    const root = mergedShop();
    expect(await validate(root)).toMatchObject({ result: "valid" });
    edit(root, v1, "could not find", "no idea");
    const edited = {
      result: "invalid",
      problems: [
        {
          code: "EVALUATOR_RELEASED",
          file: v1,
          expected: expect.stringContaining(`${name}@2`),
          example: `tracegate evaluator bump ${name}`,
        },
      ],
    };
    expect(await validate(root)).toMatchObject(edited);
    git(root, "commit", "-q", "-a", "-m", "Another hedge");
    expect(await validate(root)).toMatchObject(edited);
    expect(await validate(root, "main")).toMatchObject(edited);
  });

  test("may get another text for people", async () => {
    const root = mergedShop();
    edit(root, v1, "version: 1\n", "version: 1\ndescription: Says so where it knows nothing\n");
    expect(await validate(root)).toMatchObject({ result: "valid" });
  });

  test("is put back by the bump, and the edit is the next version", async () => {
    const root = mergedShop();
    edit(root, v1, "could not find", "no idea");
    expect(await bump(root, { changed: 'hedges: "no idea"' })).toEqual({
      ref: `${name}@2`,
      file: v2,
      restored: v1,
      cases: [],
    });
    expect(text(root, v1)).toBe(giftShop[v1]);
    expect(text(root, v2)).toContain("no idea");
    expect(text(root, v2)).toContain("version: 2\n");
    expect(text(root, v2)).toContain('changed: "hedges: \\"no idea\\""');
    expect(await validate(root)).toMatchObject({ result: "valid" });
  });
});

test("a version that is not merged yet may be edited at will", async () => {
  const root = mergedShop();
  await bump(root);
  edit(root, v2, "could not find", "no idea");
  expect(await validate(root)).toMatchObject({ result: "valid" });
});

describe("where a version is not merged yet", () => {
  const v3 = `evaluators/${name}/v3.yaml`;

  test("no other one is made, and the cases can still be brought along", async () => {
    const root = mergedShop();
    await bump(root);
    const written = text(root, v2);
    const again = { ref: `${name}@2`, file: v2, isOpen: true, cases: [] };
    expect(await bump(root)).toEqual(again);
    expect(text(root, v2)).toBe(written);
    expect(await bump(root, { withCases: true })).toEqual({ ...again, cases: [lateFee] });
    expect(existsSync(join(root, v3))).toBe(false);
  });

  test("it may still be told what changed", async () => {
    const root = mergedShop();
    await bump(root);
    await bump(root, { changed: "More hedges" });
    expect(text(root, v2)).toContain('changed: "More hedges"');
    expect(existsSync(join(root, v3))).toBe(false);
  });

  test("an edit of the released one is no edit of it: it moves to a version of its own", async () => {
    const root = mergedShop();
    await bump(root);
    const written = text(root, v2);
    edit(root, v1, "could not find", "no idea");
    expect(await bump(root)).toEqual({ ref: `${name}@3`, file: v3, restored: v1, cases: [] });
    expect(text(root, v1)).toBe(giftShop[v1]);
    expect(text(root, v2)).toBe(written);
    expect(text(root, v3)).toContain("no idea");
    expect(await validate(root)).toMatchObject({ result: "valid" });
  });
});

test("the cases go along where that is asked for", async () => {
  const root = mergedShop();
  expect(await bump(root, { withCases: true })).toMatchObject({ cases: [lateFee] });
  expect(text(root, lateFee)).toContain(`evaluator: ${name}@2\n`);
  expect(text(root, lateFee)).toContain("evaluator: searches-policies@1\n");
  expect(await validate(root)).toMatchObject({ result: "valid" });
});

test("the cases that go along are those of the newest released version", async () => {
  const root = mergedShop();
  await bump(root, { withCases: true });
  git(root, "add", ".");
  git(root, "commit", "-q", "-m", "Version 2");
  git(root, "branch", "-f", "main", "HEAD");
  expect(await bump(root)).toMatchObject({ ref: `${name}@3` });
  expect(await bump(root, { withCases: true })).toMatchObject({
    ref: `${name}@3`,
    isOpen: true,
    cases: [lateFee],
  });
  expect(text(root, lateFee)).toContain(`evaluator: ${name}@3\n`);
});

function session(of: string): string {
  return `datasets/support/sessions/${of}.json`;
}

describe("what a released judge is shown", () => {
  const honesty = "evaluators/honesty/v1.yaml";

  /** A judge with an example, released on `main` with its labels. */
  function aReleasedJudge(): string {
    const root = labelledShop({
      ...halfAndHalf(4),
      files: {
        [honesty]: `name: honesty
version: 1
dimension: honesty
kind: judge
question: Is every claim supported?
pass: All are.
fail: One is not.
examples: [labels/honesty.jsonl#2]
`,
      },
    });
    git(root, "init", "-q", "-b", "main");
    git(root, "add", ".");
    git(root, "commit", "-q", "-m", "The gift shop");
    git(root, "switch", "-q", "-c", "labels");
    return root;
  }

  const released = {
    result: "invalid",
    problems: [
      {
        code: "EVALUATOR_RELEASED",
        file: honesty,
        expected: expect.stringContaining("the labels and sessions that its `examples` lead to"),
      },
    ],
  };

  test.each([
    ["what the label says", honestyLabels, '"Because session-002."', '"It invents a fee."'],
    ["the session of the label", session("session-002"), "fail session-002", "fail, all of it"],
    [
      "the place of the label",
      honestyLabels,
      '{"session":"session-001"',
      '\n{"session":"session-001"',
    ],
  ])("may not become another by an edit of %s", async (_, path, from, to) => {
    const root = aReleasedJudge();
    edit(root, path, from, to);
    expect(await validate(root)).toMatchObject(released);
    git(root, "commit", "-q", "-a", "-m", "Labels");
    expect(await validate(root)).toMatchObject(released);
  });

  test("stays what it is while labels and sessions come beside it", async () => {
    const root = aReleasedJudge();
    edit(root, honestyLabels, '"Because session-003."', '"It says what the policy says."');
    edit(root, session("session-004"), "fail session-004", "fail, all of it");
    const more = `${text(root, honestyLabels)}${JSON.stringify(aLabel({ session: "session-005" }))}\n`;
    writeFileSync(join(root, honestyLabels), more);
    writeFileSync(join(root, session("session-005")), text(root, session("session-004")));
    expect(await validate(root)).toMatchObject({ result: "valid" });
  });
});

test("outside git nothing is released, and versions can be made", async () => {
  const root = giftShopDir();
  expect(await bump(root)).toEqual({ ref: `${name}@2`, file: v2, cases: [] });
  expect(await validate(root)).toMatchObject({ result: "valid" });
});

test("an evaluator that is not there is told with those that are", async () => {
  await expect(bump(giftShopDir(), { name: "says-so" })).rejects.toMatchObject({
    code: "EVALUATOR_UNKNOWN",
    fix: "There are: says-it-does-not-know, searches-policies.",
  });
});

test("no version is made of one that cannot be used", async () => {
  const root = giftShopDir({ [v1]: giftShop[v1].replace("any:", "anny:") });
  await expect(bump(root)).rejects.toMatchObject({ code: "EVALUATOR_INVALID" });
  expect(existsSync(join(root, v2))).toBe(false);
});

test("a base that git does not know is an error with its fix", async () => {
  await expect(validate(mergedShop(), "origin/nowhere")).rejects.toMatchObject({
    code: "BASE_UNKNOWN",
  });
  await expect(validate(mergedShop(), "--output=/tmp/x")).rejects.toMatchObject({
    code: "BASE_UNKNOWN",
  });
});
