import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { startGitHub } from "../github/start-github.ts";
import { pullRequestEvent } from "./events.ts";
import { runAction } from "./run-action.ts";
import { aPush, runCode, tinyAction } from "./tiny-action.ts";

const printEnvironment = "console.log(JSON.stringify(process.env))";

test("inputs arrive in upper case, spaces as _ and dashes kept, defaults where none is given", async () => {
  const actionDir = await tinyAction({
    code: printEnvironment,
    inputs: `
inputs:
  github-token: { description: t, default: "\${{ github.token }}" }
  pass rate: { description: p, default: 0.9 }
  mode: { description: m, default: run }
  where: { description: w, default: "\${{ github.repository }}@\${{ github.event.sender.id }}" }
  unset: { description: u, required: true }
`,
  });
  const { log } = await runAction({ actionDir, event: aPush, inputs: { mode: "gate" } });
  const environment: Record<string, string> = JSON.parse(log);
  expect(Object.entries(environment).filter(([name]) => name.startsWith("INPUT_"))).toEqual(
    expect.arrayContaining([
      ["INPUT_GITHUB-TOKEN", "***"],
      ["INPUT_PASS_RATE", "0.9"],
      ["INPUT_MODE", "gate"],
      ["INPUT_WHERE", "acme/shop-agent@5"],
      ["INPUT_UNSET", ""],
    ]),
  );
});

test("the environment is the runner's: no GITHUB_TOKEN, nothing of ours", async () => {
  process.env["SECRET_OF_OURS"] = "leaked";
  const { log } = await runCode(printEnvironment, { env: { FEE: "late" } });
  delete process.env["SECRET_OF_OURS"];
  const environment: Record<string, string> = JSON.parse(log);
  expect(environment).toMatchObject({
    ACTIONS_RUNTIME_TOKEN: "***",
    CI: "true",
    FEE: "late",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: "push",
    GITHUB_REF: "refs/heads/main",
    GITHUB_REPOSITORY_ID: "7",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_SHA: "a".repeat(40),
    RUNNER_OS: "Linux",
  });
  for (const name of ["GITHUB_TOKEN", "SECRET_OF_OURS", "NODE_OPTIONS", "VITEST"]) {
    expect(environment).not.toHaveProperty(name);
  }
});

test("an action is alone: no node_modules, and only its own folder beside it", async () => {
  const { log } = await runCode(`
    import { readdirSync } from "node:fs";
    import { dirname } from "node:path";
    console.log(readdirSync(dirname(import.meta.dirname)).join(), readdirSync(".").length);
    console.log(await import("zod").catch((error) => error.code));
  `);
  expect(log).toBe("action.yml,dist 0\nERR_MODULE_NOT_FOUND");
});

test("the event is in its file, the pull request in it is the seeded one", async () => {
  const github = await startGitHub();
  const pull = await github.seed.openPullRequest({ isDraft: true });
  const { log } = await runCode(
    `import { readFileSync } from "node:fs";
     const event = JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH));
     const { number, pull_request: { head, draft }, repository } = event;
     const { GITHUB_SHA: sha, GITHUB_HEAD_REF: headRef, GITHUB_BASE_REF: baseRef } = process.env;
     console.log(JSON.stringify([number, head.sha, draft, repository.full_name, sha, headRef, baseRef]))`,
    { github, event: await pullRequestEvent(github, pull) },
  );
  expect(JSON.parse(log)).toEqual([
    pull.number,
    pull.head.sha,
    true,
    "acme/shop-agent",
    pull.mergeSha,
    "kinder-replies",
    "main",
  ]);
  await github.close();
});

test("the token has the permissions of the job and no other", async () => {
  const github = await startGitHub();
  const { number } = await github.seed.openPullRequest();
  const actionDir = await tinyAction({
    inputs: 'inputs: { token: { description: t, default: "${{ github.token }}" } }',
    code: `
      const { GITHUB_API_URL: url, GITHUB_REPOSITORY: repository, INPUT_TOKEN: token } = process.env;
      const answer = await fetch(\`\${url}/repos/\${repository}/issues/${number}/comments\`, {
        method: "POST",
        headers: { authorization: \`Bearer \${token}\` },
        body: JSON.stringify({ body: "9 of 10" }),
      });
      console.log(answer.status, token)`,
  });
  const logOf = async (level: "read" | "write"): Promise<string> => {
    const permissions = { "pull-requests": level };
    return (await runAction({ actionDir, event: aPush, github, permissions })).log;
  };
  expect(await logOf("read")).toBe("403 ***");
  expect(await logOf("write")).toBe("201 ***");
  await github.close();
});

test("the exit code is the conclusion, and a crash is a failure", async () => {
  expect(await runCode("")).toMatchObject({ exitCode: 0, conclusion: "success" });
  expect(await runCode("process.exitCode = 3")).toMatchObject({
    exitCode: 3,
    conclusion: "failure",
  });
  const crashed = await runCode(`throw new Error("no journal")`);
  expect(crashed).toMatchObject({ exitCode: 1, conclusion: "failure" });
  expect(crashed.log).toContain("Error: no journal");
  expect(await runCode(`process.kill(process.pid, "SIGTERM")`)).toMatchObject({
    exitCode: null,
    conclusion: "failure",
  });
});

test("an input that the action does not have is a warning, as on GitHub", async () => {
  const { annotations } = await runCode("", { inputs: { floors: "0.9" } });
  expect(annotations).toMatchObject([
    { level: "warning", message: expect.stringContaining("Unexpected input(s) 'floors'") },
  ]);
});

test("an action that never ends is killed, with what it said", async () => {
  const endless = runCode(`console.log("still judging"); setInterval(() => {}, 1000)`, {
    timeoutMs: 1_000,
  });
  await expect(endless).rejects.toThrow(/longer than 1000 ms:\nstill judging/);
});

test("what this harness cannot run like the runner is refused", async () => {
  const docker = await tinyAction({ code: "" });
  const { writeFile } = await import("node:fs/promises");
  await writeFile(
    `${docker}/action.yml`,
    "name: a\ndescription: b\nruns: { using: node20, main: dist/main.mjs }\n",
  );
  await expect(runAction({ actionDir: docker, event: aPush })).rejects.toThrow("node24");
  const inputs = 'inputs: { x: { description: x, default: "${{ toJSON(github) }}" } }';
  const actionDir = await tinyAction({ code: "", inputs });
  await expect(runAction({ actionDir, event: aPush })).rejects.toThrow("does not understand");
  expect(await readFile(`${actionDir}/action.yml`, "utf8")).toContain("toJSON");
});
