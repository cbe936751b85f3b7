import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { decideGate } from "../../src/core/gate/decide-gate.ts";
import { renderComment } from "../../src/core/report/comment/comment.ts";
import { fail, pass } from "../support/comment-situations.ts";
import { repository } from "../support/cruise.ts";
import { codeIn, tableBelow } from "../support/markdown-table.ts";

const page = readFileSync(join(repository, "docs/github-action.md"), "utf8");

/** Thrown by what the action and the command line share, for options that only the command line has. */
const onlyOnTheCommandLine = [
  "BASE_UNKNOWN", // --base
  "BROWSER_MISSING", // view
  "CASE_UNKNOWN", // --case
  "CONFIG_OUTSIDE", // --config; the input `config` may not leave `root`
  "EXPERIMENT_MISSING", // render
  "JOURNAL_OTHER_EXPERIMENT", // --resume
  "JUDGE_UNKNOWN", // drift <judges>
  "OUT_IN_USE", // --case with --out
  "PLAN_SHORTENED", // --runs
  "TRIAGE_UNREADABLE", // triage --since, view
];

/** Every `UserError` code in a module that the action imports, directly or not. */
function codesOfTheAction(): ReadonlySet<string> {
  const modules = new Set<string>();
  const codes = new Set<string>();
  const visit = (file: string): void => {
    if (modules.has(file)) return;
    modules.add(file);
    const text = readFileSync(file, "utf8");
    for (const [, code = ""] of text.matchAll(/new UserError\(\s*("?\w+"?)/g)) codes.add(code);
    for (const [, path = ""] of text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g))
      visit(join(dirname(file), path));
  };
  visit(join(repository, "src/action/main.ts"));
  expect(modules.size).toBeGreaterThan(100);
  return new Set([...codes].map((code) => code.replaceAll('"', "")));
}

describe("the page about the action", () => {
  test.each([pass, fail])("shows the first line as the comment has it", (situation) => {
    const { experiment, policy } = situation;
    const enforcement = { kind: "shown-only", until: "2027-01-15" } as const;
    const comment = renderComment(experiment, decideGate(experiment, policy), { enforcement });
    expect(page).toContain(`> ${comment.split("\n")[0]}\n`);
  });

  test("explains each code that can stop it, once, in order, and no other", () => {
    const explained = tableBelow(page, "When something is wrong").flatMap(([code]) =>
      codeIn(code).filter((text) => /^[A-Z_]+$/.test(text)),
    );
    const thrown = [...codesOfTheAction()].filter((code) => !onlyOnTheCommandLine.includes(code));
    expect(explained).toEqual(thrown.toSorted());
  });

  test("leaves out only codes that there are", () => {
    expect([...codesOfTheAction()]).toEqual(expect.arrayContaining(onlyOnTheCommandLine));
  });
});
