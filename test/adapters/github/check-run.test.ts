import { describe, expect, test } from "vitest";
import { gitHubCheckRuns } from "../../../src/adapters/github/check-run-host.ts";
import type { CheckRun } from "../../../src/core/report/comment/check-run.ts";
import type { CheckRunHost } from "../../../src/ports/check-run-host.ts";
import { aGitHub, gatePermissions, hurried } from "../../support/github/hosts.ts";
import { shaped } from "../../support/github/shaped.ts";
import type { GitHub } from "../../support/github/start-github.ts";

function checkRunsOn(
  github: GitHub,
  permissions = { ...gatePermissions, checks: "write" as const },
): CheckRunHost {
  const address = {
    repository: github.repository,
    apiUrl: github.url,
    token: github.token(permissions),
  };
  return gitHubCheckRuns(address, hurried());
}

function aCheckRun(annotations: number): CheckRun {
  return {
    name: "tracegate report",
    conclusion: "failure",
    title: "Merge blocked: faithfulness is below its floor",
    summary: "### Merge blocked",
    annotations: Array.from({ length: annotations }, (_, place) => ({
      path: `datasets/support/cases/late-fee-${place}.yaml`,
      level: "failure" as const,
      title: `Tracegate: late-fee-${place}`,
      message: "6/20 passed",
    })),
  };
}

async function annotationsAt(github: GitHub, sha: string): Promise<readonly string[]> {
  const token = github.token({ checks: "read" });
  const get = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${github.url}/repos/${github.repository}/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return await answer.json();
  };
  const listed = await get(`commits/${sha}/check-runs`);
  const [{ id }] = shaped<{ check_runs: [{ id: number }] }>(listed).check_runs;
  const found = await get(`check-runs/${id}/annotations?per_page=100`);
  return shaped<{ path: string }[]>(found).map(({ path }) => path);
}

describe("a check run on GitHub", () => {
  test.each([
    [0, ["checks/create"]],
    [50, ["checks/create"]],
    [51, ["checks/create", "checks/update"]],
    [100, ["checks/create", "checks/update"]],
  ])("with %i annotations is written in batches of fifty", async (count, operations) => {
    const github = await aGitHub();
    const { head } = await github.seed.openPullRequest();
    const result = await checkRunsOn(github).publish(head.sha, aCheckRun(count));
    expect(result).toMatchObject({ kind: "created" });
    expect(github.requests.map(({ operation }) => operation)).toEqual(operations);
    expect(await annotationsAt(github, head.sha)).toHaveLength(count);
  });

  test("a token without the permission is told which one to add", async () => {
    const github = await aGitHub();
    const { head } = await github.seed.openPullRequest();
    const address = {
      repository: github.repository,
      apiUrl: github.url,
      token: github.token(gatePermissions),
    };
    const result = await gitHubCheckRuns(address, hurried()).publish(head.sha, aCheckRun(1));
    expect(result).toMatchObject({
      kind: "not-published",
      fix: expect.stringContaining("`checks: write`"),
    });
  });

  test("what cannot be placed at a file is left out", async () => {
    const github = await aGitHub();
    const { head } = await github.seed.openPullRequest();
    const checkRun = aCheckRun(1);
    const lost = { level: "failure" as const, title: "Tracegate: x", message: "nowhere" };
    const annotations = [...checkRun.annotations, lost];
    await checkRunsOn(github).publish(head.sha, { ...checkRun, annotations });
    expect(await annotationsAt(github, head.sha)).toHaveLength(1);
  });

  test("a failure of GitHub is told, and asks for no second check run", async () => {
    const github = await aGitHub();
    const { head } = await github.seed.openPullRequest();
    github.fault({ kind: "status", operation: "checks/create", status: 500, times: 9 });
    const result = await checkRunsOn(github).publish(head.sha, aCheckRun(1));
    expect(result).toMatchObject({ kind: "not-published" });
  });
});
