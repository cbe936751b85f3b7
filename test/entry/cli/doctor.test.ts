import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { examineWorkflows } from "../../../src/core/adopt/examine-workflows.ts";
import type { Finding } from "../../../src/core/adopt/finding.ts";
import { tracegate } from "../../support/command-line.ts";
import { projectDir } from "../../support/project-dir.ts";
import { readText } from "../../support/workflows.ts";

const thinking = `export const agent = async (message) => "I know parcels and fees: " + message;\n`;

type Answers = Readonly<Record<string, { readonly status: number; readonly body?: unknown }>>;

/** GitHub and an endpoint of models, as far as the doctor asks them. */
async function aServer(answers: Answers): Promise<string> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const { status, body = { message: "Not Found" } } = answers[path] ?? { status: 404 };
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

async function aShop(options: readonly string[] = []): Promise<string> {
  const root = projectDir({ "agent.mjs": thinking });
  git(root, "init", "--quiet", "--initial-branch", "main");
  await tracegate(root, ["init", "--agent", "module", "--module", "agent.mjs", ...options]);
  git(root, "add", ".");
  git(root, "commit", "--quiet", "-m", "Tracegate");
  return root;
}

function git(cwd: string, ...args: readonly string[]): void {
  const name = ["-c", "user.name=Maria", "-c", "user.email=maria@shop.example"];
  expect(spawnSync("git", [...name, ...args], { cwd }).status).toBe(0);
}

async function findings(
  root: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly exitCode: number; readonly bySubject: Readonly<Record<string, Finding>> }> {
  const { exitCode, stdout } = await tracegate(root, ["doctor", "--json", ...argv], { env });
  const found: readonly Finding[] = JSON.parse(stdout).findings;
  return { exitCode, bySubject: Object.fromEntries(found.map((one) => [one.subject, one])) };
}

describe("one real run", () => {
  test("without a single model call is a failure that says how calls are seen", async () => {
    const { exitCode, bySubject } = await findings(await aShop(), []);
    expect(exitCode).toBe(2);
    expect(bySubject["one run"]).toMatchObject({
      state: "failed",
      said: "first-contact was answered, and not a single model call was seen.",
      fix: expect.stringContaining("OPENAI_BASE_URL"),
    });
  });

  test("of an agent that breaks tells its reason", async () => {
    const root = await aShop();
    writeFileSync(
      `${root}/agent.mjs`,
      'export const agent = () => { throw new Error("no till"); };',
    );
    const { bySubject } = await findings(root, []);
    expect(bySubject["one run"]?.said).toContain("no till");
  });

  test("can be left out", async () => {
    const { exitCode, bySubject } = await findings(await aShop(), ["--no-run"]);
    expect(exitCode).toBe(0);
    expect(bySubject["one run"]?.state).toBe("unknown");
  });
});

describe("GitHub", () => {
  const repository = "/repos/shop/agent";
  const good: Answers = {
    [repository]: { status: 200, body: { permissions: { push: true } } },
    [`${repository}/labels/tracegate:case`]: { status: 200, body: {} },
    [`${repository}/labels/tracegate:waive`]: { status: 200, body: {} },
    [`${repository}/rules/branches/main`]: {
      status: 200,
      body: [
        {
          type: "required_status_checks",
          parameters: { required_status_checks: [{ context: "run-and-gate" }] },
        },
      ],
    },
    [`${repository}/branches/main`]: { status: 200, body: {} },
  };
  const ask = async (answers: Answers): ReturnType<typeof findings> =>
    findings(await aShop(), ["--no-run", "--repository", "shop/agent"], {
      GITHUB_TOKEN: "ghp_x",
      GITHUB_API_URL: await aServer(answers),
    });

  test("all is there", async () => {
    const { exitCode, bySubject } = await ask(good);
    expect(exitCode).toBe(0);
    expect(bySubject["labels"]).toMatchObject({ state: "ok" });
    expect(bySubject["protection"]).toMatchObject({
      state: "ok",
      said: "main requires run-and-gate",
    });
  });

  test("a label is missing, and the branch requires something else", async () => {
    const { exitCode, bySubject } = await ask({
      ...good,
      [`${repository}/labels/tracegate:case`]: { status: 404 },
      [`${repository}/rules/branches/main`]: { status: 200, body: [] },
    });
    expect(exitCode).toBe(0);
    expect(bySubject["labels"]).toMatchObject({
      state: "warning",
      said: "tracegate:case is not there.",
      fix: "Run `sh .github/tracegate-labels.sh`.",
    });
    expect(bySubject["protection"]).toMatchObject({
      state: "warning",
      fix: "Require `run-and-gate` on main, in the repository's settings.",
    });
  });

  test("classic protection counts, too", async () => {
    const { bySubject } = await ask({
      ...good,
      [`${repository}/rules/branches/main`]: { status: 404 },
      [`${repository}/branches/main`]: {
        status: 200,
        body: { protection: { required_status_checks: { contexts: ["run-and-gate"] } } },
      },
    });
    expect(bySubject["protection"]?.state).toBe("ok");
  });

  test("a token that sees nothing fails, and what it may not ask is said to be unknown", async () => {
    const { exitCode, bySubject } = await ask({});
    expect(exitCode).toBe(2);
    expect(bySubject["GitHub"]).toMatchObject({ state: "failed", fix: expect.any(String) });
    const { bySubject: partly } = await ask({ [repository]: { status: 200, body: {} } });
    expect(partly["protection"]?.state).toBe("unknown");
  });

  test("without a token nothing is asked, and that is said", async () => {
    const { bySubject } = await findings(await aShop(), ["--no-run", "--repository", "shop/agent"]);
    expect(bySubject["GitHub"]).toMatchObject({
      state: "unknown",
      fix: "Set GITHUB_TOKEN, such as to the output of `gh auth token`.",
    });
  });
});

describe("files, keys and endpoint", () => {
  test("a folder without a project: the first line says how one begins", async () => {
    const { exitCode, stdout } = await tracegate(projectDir({}), ["doctor"]);
    expect(exitCode).toBe(2);
    const [first, fix] = stdout.split("\n");
    expect(first).toMatch(/^failed +project +There is no tracegate\.yaml here\.$/);
    expect(fix).toContain("Run `tracegate init`");
  });

  test("answers of models that would get into a commit, or are in one, are warned of", async () => {
    const root = await aShop();
    const cacheOf = async (): Promise<Finding | undefined> =>
      (await findings(root, ["--no-run"])).bySubject["cache"];
    expect(await cacheOf()).toMatchObject({ state: "ok" });
    mkdirSync(`${root}/.tracegate/cache`, { recursive: true });
    writeFileSync(`${root}/.tracegate/cache/embeddings.jsonl`, "");
    expect(await cacheOf()).toMatchObject({
      state: "warning",
      said: ".tracegate/cache would be committed with the next `git add`.",
      fix: "Add `.tracegate/cache/` to .gitignore.",
    });
    git(root, "add", ".tracegate/cache");
    expect(await cacheOf()).toMatchObject({
      state: "warning",
      fix: expect.stringContaining("git rm -r --cached .tracegate/cache"),
    });
    git(root, "rm", "-r", "--quiet", "--cached", ".tracegate/cache");
    writeFileSync(`${root}/.gitignore`, ".tracegate/cache/\n");
    expect(await cacheOf()).toMatchObject({ state: "ok" });
  });

  test("a broken project: its run is not tried", async () => {
    const root = await aShop();
    writeFileSync(`${root}/tracegate.yaml`, "version: 2\n");
    const { exitCode, bySubject } = await findings(root, []);
    expect(exitCode).toBe(2);
    expect(bySubject["project"]).toMatchObject({
      state: "failed",
      fix: "Run `tracegate validate`, which names each place.",
    });
    expect(bySubject["one run"]).toBeUndefined();
  });

  test("a key that is not set is a warning with its name", async () => {
    const root = await aShop(["--key", "SHOP_KEY"]);
    const { bySubject } = await findings(root, ["--no-run"]);
    expect(bySubject["keys"]).toMatchObject({
      state: "warning",
      said: "SHOP_KEY is not set here.",
    });
    const { bySubject: set } = await findings(root, ["--no-run"], { SHOP_KEY: "x" });
    expect(set["keys"]?.state).toBe("ok");
  });

  test.each([
    [200, "ok", "answers"],
    [401, "failed", "refuses the key"],
    [410, "failed", "was retired"],
    [503, "warning", "answers 503"],
  ])("an endpoint that answers %i: %s", async (status, state, said) => {
    const url = await aServer({ "/v1/models": { status, body: {} } });
    const root = projectDir({});
    git(root, "init", "--quiet");
    await tracegate(root, [
      "init",
      "--agent",
      "openai",
      "--model",
      "gpt-5-mini",
      "--base-url",
      `${url}/v1`,
    ]);
    const { bySubject } = await findings(root, ["--no-run"], { OPENAI_API_KEY: "x" });
    expect(bySubject["endpoint"]).toMatchObject({ state, said: expect.stringContaining(said) });
  });

  test("an address that nobody listens at", async () => {
    const root = projectDir({});
    git(root, "init", "--quiet");
    const options = ["--model", "m", "--base-url", "http://127.0.0.1:9/v1"];
    await tracegate(root, ["init", "--agent", "openai", ...options]);
    const { bySubject } = await findings(root, ["--no-run"], { OPENAI_API_KEY: "x" });
    expect(bySubject["endpoint"]).toMatchObject({ state: "failed" });
    const { bySubject: without } = await findings(root, ["--no-run"]);
    expect(without["endpoint"]).toMatchObject({ state: "unknown" });
  });
});

function of(text: string): readonly Finding[] {
  return examineWorkflows([{ path: "gate.yml", text }]);
}

describe("workflows", () => {
  const gate = readText("docs/workflows/gate.yml");
  test.each(["gate", "run-and-gate-in-two-jobs", "forks-2-gate"])("%s is in order", (name) => {
    const found = of(readText(`docs/workflows/${name}.yml`));
    expect(found.map(({ state }) => state)).toEqual(["ok"]);
  });

  test.each([
    [
      "paths",
      gate.replace("    types: [opened", "    paths: [src/**]\n    types: [opened"),
      "failed",
    ],
    ["no merge queue", gate.replace("  merge_group:\n", ""), "warning"],
    ["no right to comment", gate.replace("pull-requests: write", "pull-requests: read"), "warning"],
    [
      "only run",
      gate.replace("        env:", "        with: { mode: run }\n        env:"),
      "failed",
    ],
    ["no YAML", "on: [", "failed"],
  ])("%s: %s", (_, text, state) => {
    expect(text).not.toBe(gate);
    expect(of(text).map((one) => one.state)).toEqual([state]);
  });
});
