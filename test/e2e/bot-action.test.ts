import { beforeAll, describe, expect, test } from "vitest";
import { builtBot } from "../support/bot/built-bot.ts";
import { label, labelledReport } from "../support/bot/labelled-report.ts";
import { answerOn, onlyPull, pullsOn } from "../support/bot/look.ts";
import { botPermissions } from "../support/bot/start-bot.ts";
import { aGitHub } from "../support/github/hosts.ts";
import { issueEvent } from "../support/runner/events.ts";
import { runAction } from "../support/runner/run-action.ts";

let actionDir = "";

beforeAll(async () => {
  actionDir = await builtBot();
}, 300_000);

describe("bot/action.yml, built, alone in a folder", () => {
  test("answers a labelled report with the job's own token", async () => {
    const github = await aGitHub();
    const number = await labelledReport(github);
    const event = await issueEvent(github, number, { action: "labeled", label, actor: "lee" });
    const options = { actionDir, actionPath: "bot", event, github, permissions: botPermissions };
    const result = await runAction(options);
    expect(result).toMatchObject({ exitCode: 0, conclusion: "success", annotations: [] });
    const pull = await onlyPull(github);
    expect(pull.user.login).toBe("github-actions[bot]");
    expect(await answerOn(github, number)).toContain(`Opened #${pull.number}`);
    expect(result.log).not.toContain("erika.muster");
  });

  test("fails where the job may not write, and says which permission is missing", async () => {
    const github = await aGitHub();
    const number = await labelledReport(github);
    const event = await issueEvent(github, number, { action: "labeled", label, actor: "lee" });
    const permissions = { ...botPermissions, contents: "read" } as const;
    const options = { actionDir, actionPath: "bot", event, github, permissions };
    const result = await runAction(options);
    expect(result).toMatchObject({ exitCode: 1, conclusion: "failure" });
    expect(JSON.stringify(result.annotations)).toContain("contents: write");
    expect(await pullsOn(github)).toEqual([]);
  });

  test("does nothing for an event that is none of its business", async () => {
    const github = await aGitHub();
    const number = await labelledReport(github);
    const event = await issueEvent(github, number, {
      action: "labeled",
      label: "bug",
      actor: "lee",
    });
    const options = { actionDir, actionPath: "bot", event, github, permissions: botPermissions };
    expect(await runAction(options)).toMatchObject({ exitCode: 0, conclusion: "success" });
    expect(await answerOn(github, number)).toBe("");
  });
});
