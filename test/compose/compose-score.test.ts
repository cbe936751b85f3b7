import { mkdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { askJudge } from "../../src/app/score/ask-judge.ts";
import { composeJudging } from "../../src/compose/compose-score.ts";
import { judgeConfig } from "../../src/core/config/judge-config.ts";
import { chatEndpoint, says } from "../support/chat-endpoint.ts";
import { commitAll, git } from "../support/git.ts";
import { projectDir } from "../support/project-dir.ts";
import { oneTurn, scorerOf, thought } from "../support/sessions.ts";

const session = oneTurn("What is the late fee?", [thought("$15.")], "$15.");
const [task] = scorerOf({
  name: "faithful",
  kind: "judge",
  question: "Is every claim supported?",
  pass: "Yes.",
  fail: "No.",
}).judges;

const saying = (verdict: "pass" | "fail") =>
  says(JSON.stringify({ verdict, explanation: "So it is.", evidence: [] }));

/** A project in which a judge has passed the session, and now would fail it. */
async function aProject() {
  const root = projectDir({ "README.md": "Late fees" });
  const endpoint = await chatEndpoint(saying("pass"), saying("fail"));
  const config = judgeConfig.parse({ model: "gpt-5-mini", baseUrl: endpoint.baseUrl });
  const warnings: string[] = [];
  const ask = async (environment: Readonly<Record<string, string>> = {}) => {
    if (task === undefined) throw new Error("no judge");
    const judging = await composeJudging(config, {
      environment: { OPENAI_API_KEY: "sk-shop", ...environment },
      cacheFolder: join(root, ".tracegate/cache"),
      onWarning: (text) => warnings.push(text),
    });
    const { signal } = new AbortController();
    return (await askJudge(task, session, { judging, signal })).result;
  };
  expect(await ask()).toBe("pass");
  return { root, ask, warnings, endpoint };
}

test("what a judge said is believed where it was said here, and nobody is asked again", async () => {
  const { root, ask, warnings, endpoint } = await aProject();
  git(root, "init", "--quiet");
  commitAll(root, "The first policies");
  expect(await ask({ GITHUB_ACTIONS: "true" })).toBe("pass");
  expect(endpoint.requests).toHaveLength(1);
  expect(warnings).toEqual([]);
});

test("verdicts that a pull request brings along are not believed", async () => {
  const { root, ask, warnings } = await aProject();
  git(root, "init", "--quiet");
  git(root, "add", "--force", ".tracegate/cache/verdicts.jsonl");
  commitAll(root, "Verdicts of my own");
  expect(await ask()).toBe("fail");
  expect(warnings).toEqual([expect.stringContaining("git rm -r --cached .tracegate/cache")]);
  // Nor those that would now lie beside them.
  expect(await ask()).toBe("fail");
});

test.each([".tracegate", ".tracegate/cache"])(
  "nor those that a committed link %s leads to",
  async (link) => {
    const { root, ask } = await aProject();
    git(root, "init", "--quiet");
    mkdirSync(join(root, "docs"));
    renameSync(join(root, link), join(root, "docs/late-fees"));
    symlinkSync(join(root, "docs/late-fees"), join(root, link));
    git(root, "add", "--force", link);
    commitAll(root, "A link");
    expect(await ask()).toBe("fail");
  },
);

test("other files below .tracegate are no reason to ask", async () => {
  const { root, ask } = await aProject();
  git(root, "init", "--quiet");
  mkdirSync(join(root, ".tracegate/cached"));
  renameSync(join(root, "README.md"), join(root, ".tracegate/cached/README.md"));
  git(root, "add", "--force", ".tracegate/cached");
  commitAll(root, "A note");
  expect(await ask()).toBe("pass");
});

test("outside of git a folder is its owner's, but a runner's is an archive of the commit", async () => {
  const { ask } = await aProject();
  expect(await ask()).toBe("pass");
  expect(await ask({ GITHUB_ACTIONS: "true" })).toBe("fail");
});
