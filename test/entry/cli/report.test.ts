import { expect, test } from "vitest";
import { findTraces } from "../../../src/core/intake/find-traces.ts";
import { parseIssueForm } from "../../../src/core/intake/parse-issue-form.ts";
import { refundSession } from "../../support/bot/labelled-report.ts";
import { tracegate } from "../../support/command-line.ts";
import { aGitHub } from "../../support/github/hosts.ts";
import { shaped } from "../../support/github/shaped.ts";
import { projectDir } from "../../support/project-dir.ts";

const wrong = "It told @victim that the late fee is 30 %.";

function aFolder(): string {
  return projectDir({ "session.json": JSON.stringify(refundSession()) });
}

test("a dry run prints the issue that the bot would read, redacted, and sends nothing", async () => {
  const github = await aGitHub();
  const { exitCode, stdout } = await tracegate(
    aFolder(),
    [
      "report",
      "session.json",
      "--wrong",
      wrong,
      "--dimension",
      "faithfulness",
      "--dry-run",
      "--json",
    ],
    { env: { GITHUB_API_URL: github.url } },
  );
  expect(exitCode).toBe(0);
  expect(github.requests).toEqual([]);
  expect(stdout).not.toContain("erika.muster");
  const { title, body } = shaped<{ title: string; body: string }>(JSON.parse(stdout));
  expect(title).toContain("[agent] It told");
  const form = parseIssueForm(body);
  expect(form).toMatchObject({
    kind: "whole",
    isAmbiguous: false,
    fields: { dimension: "faithfulness" },
  });
  expect(form.fields.asked).toContain("What is the refund policy");
  expect(body.replaceAll(/```[\s\S]*?```/g, "")).not.toContain("@victim");
  const [trace] = findTraces(form, body);
  expect(trace).toMatchObject({ kind: "inline", text: expect.stringContaining("search_policies") });
});

test("files the issue, and adds the label where it is asked to", async () => {
  const github = await aGitHub();
  const env = {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_TOKEN: github.token({ issues: "write" }, { login: "lee" }),
  };
  const { exitCode, stdout } = await tracegate(
    aFolder(),
    ["report", "session.json", "--wrong", wrong, "--expected", "It must not.", "--label"],
    { env },
  );
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Filed ");
  const issue = await github.look(`/repos/${github.repository}/issues/1`);
  expect(issue).toMatchObject({ user: { login: "lee" }, labels: [{ name: "tracegate:case" }] });
});

test("where the answer to a filed issue is lost, it is found again and not filed twice", async () => {
  const github = await aGitHub();
  github.fault({ operation: "issues/create", kind: "cut", at: "answer", times: 1 });
  const env = {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_TOKEN: github.token({ issues: "write" }, { login: "lee" }),
  };
  const { exitCode } = await tracegate(aFolder(), ["report", "session.json", "--wrong", wrong], {
    env,
  });
  expect(exitCode).toBe(0);
  expect(await github.look(`/repos/${github.repository}/issues?state=all`)).toHaveLength(1);
});

test("says what is missing: a repository, a token, a session, room", async () => {
  const root = aFolder();
  const report = (...more: string[]): ReturnType<typeof tracegate> =>
    tracegate(root, ["report", "session.json", "--wrong", wrong, ...more]);
  expect((await report()).stderr).toContain("--repo owner/name");
  expect((await report("--repo", "acme/shop-agent")).stderr).toContain("GITHUB_TOKEN is not set");
  const missing = await tracegate(root, ["report", "gone.json", "--wrong", wrong, "--dry-run"]);
  expect(missing).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("gone.json") });
  const reply = "No policy names this. ".repeat(4_000);
  const long = { ...refundSession(), turns: [{ user: "Why?", steps: [], reply }] };
  const large = projectDir({ "session.json": JSON.stringify(long) });
  const { exitCode, stderr } = await tracegate(large, [
    "report",
    "session.json",
    "--wrong",
    wrong,
    "--dry-run",
  ]);
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("name the file's path"),
  });
});
