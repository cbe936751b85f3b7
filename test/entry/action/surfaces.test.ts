import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sectionsOf } from "../../../src/core/report/comment/comment-sections.ts";
import { afterRunOf } from "../../support/action/other-events.ts";
import { resultsPath, resultsWorkspace } from "../../support/action/results.ts";
import { shopRepository, usualPermissions } from "../../support/action/shop-repository.ts";
import { aCaseResult, anExperiment, checked } from "../../support/gated-experiment.ts";
import { projectDir } from "../../support/project-dir.ts";
import { pullRequestEvent } from "../../support/runner/events.ts";
import { agentModule } from "../../support/shop.ts";

const worse = { "agent.mjs": agentModule("inventive") };

describe("outputs", () => {
  test("of one step: decision, dimensions and the comment's address", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const event = await pullRequestEvent(shop.github, pull);
    const cwd = shop.checkout(worse);
    const { outputs } = await shop.step({ event, cwd });
    const [comment] = await shop.comments(pull.number);
    expect(Object.keys(outputs).toSorted()).toEqual([
      "badge",
      "comment-url",
      "decision",
      "dimensions",
      "junit",
      "report",
    ]);
    for (const [output, name] of [
      ["report", "report.html"],
      ["junit", "junit.xml"],
      ["badge", "badge.json"],
    ] as const) {
      expect(outputs[output]).toBe(`${resultsPath}/${name}`);
      expect(existsSync(join(cwd, resultsPath, name))).toBe(true);
    }
    expect(outputs["decision"]).toBe("fail");
    expect(comment?.body).toContain(
      `[job and artifacts](${shop.github.url}/acme/shop-agent/actions/runs/1001)`,
    );
    expect(outputs["comment-url"]).toBe(
      `${shop.github.url}/acme/shop-agent/issues/${pull.number}#issuecomment-${comment?.id}`,
    );
    expect(JSON.parse(outputs["dimensions"] ?? "")).toEqual([
      {
        dimension: "abstention",
        kind: "gating",
        floor: 0.9,
        passRate: 0,
        passed: 0,
        failed: 20,
        unscored: 0,
        missing: 0,
        result: "missed",
      },
      {
        dimension: "tool-use",
        kind: "gating",
        floor: 0.8,
        passRate: 1,
        passed: 40,
        failed: 0,
        unscored: 0,
        missing: 0,
        result: "met",
      },
    ]);
    // The files beside the results say the same as the comment.
    const folder = join(cwd, resultsPath);
    expect(JSON.parse(readFileSync(join(folder, "decision.json"), "utf8"))).toMatchObject({
      kind: "fail",
    });
    const written = readFileSync(join(folder, "comment.md"), "utf8");
    expect(comment?.body.trimEnd()).toBe(`${comment?.body.split("\n")[0]}\n${written}`.trimEnd());
  });

  test("the step summary is the comment without its marker", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const event = await pullRequestEvent(shop.github, pull);
    const { summary } = await shop.step({ event, cwd: shop.checkout(worse) });
    const [comment] = await shop.comments(pull.number);
    const [marker, ...lines] = comment?.body.split("\n") ?? [];
    expect(marker).toMatch(/^<!-- tracegate:gate:/);
    expect(summary.trimEnd()).toBe(lines.join("\n").trimEnd());
    // The commit that people know, not the merge that the job runs on.
    expect(summary).toContain(`\`${pull.head.sha.slice(0, 7)}\``);
  });
});

test("at most ten annotations, on the files of the cases that fail most", async () => {
  const cases = Array.from({ length: 30 }, (_, i) =>
    aCaseResult({
      id: `late-fee-${i}`,
      dimensions: {
        abstention: checked({ passed: i, failed: 30 - i }),
        "tool-use": checked({ passed: 30 }),
      },
    }),
  );
  const shop = await shopRepository();
  const pull = await shop.pull(worse);
  const { annotations } = await shop.step({
    event: await pullRequestEvent(shop.github, pull),
    cwd: resultsWorkspace({ headSha: pull.head.sha }, anExperiment(cases)),
    inputs: { mode: "gate" },
    permissions: { contents: "read", "pull-requests": "read" },
  });
  const errors = annotations.filter(({ level }) => level === "error");
  expect(errors.length).toBeLessThanOrEqual(10);
  expect(errors[0]).toEqual({
    level: "error",
    title: "Tracegate",
    message: "Merge blocked: abstention is below its floor",
  });
  expect(errors.slice(1).map(({ file, line }) => [file, line])).toEqual(
    Array.from({ length: 7 }, (_, i) => [`datasets/support/cases/late-fee-${i}.yaml`, 1]),
  );
  // The warning that the comment could not be written is not crowded out.
  expect(annotations.at(-1)).toMatchObject({ level: "warning" });
});

test.each(["../../outside.yaml", "/etc/passwd", "a\\..\\b.yaml", "..", "cases/\u0007.yaml"])(
  "a case that names the file %o is annotated at no file",
  async (file) => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const dimensions = { abstention: checked({ failed: 20 }), "tool-use": checked({ failed: 20 }) };
    const { annotations } = await shop.step({
      event: await pullRequestEvent(shop.github, pull),
      cwd: resultsWorkspace(
        { headSha: pull.head.sha },
        anExperiment([aCaseResult({ id: "late-fee", file, dimensions })]),
      ),
      inputs: { mode: "gate" },
    });
    expect(annotations.length).toBeGreaterThan(1);
    const ofCases = annotations.filter(({ title }) => title === "Tracegate: late-fee");
    expect(ofCases.length).toBeGreaterThan(0);
    for (const annotation of ofCases) expect(annotation).not.toHaveProperty("file");
  },
);

describe("a project in a folder of its repository", () => {
  const folder = "agents/support";
  const inputs = { root: folder };
  const change = { [`${folder}/agent.mjs`]: agentModule("inventive") };

  test("is run there, and its files are named from the repository's root", async () => {
    const shop = await shopRepository({ folder });
    const pull = await shop.pull(change);
    const cwd = shop.checkout(change);
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, cwd, inputs });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expect(result.annotations[1]?.file).toBe("agents/support/datasets/support/cases/late-fee.yaml");
    // Results lie where the workflow looks for them: below the workspace, not the project.
    expect(existsSync(join(cwd, resultsPath, "experiment.json"))).toBe(true);
    expect(result.log).toContain("abstention");
  });

  test("is not concerned by a change beside it", async () => {
    const shop = await shopRepository({ folder });
    const pull = await shop.pull({
      "agent.mjs": "elsewhere\n",
      "agents/support-2/agent.mjs": "x\n",
    });
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, cwd: shop.checkout(), inputs });
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "not-applicable" } });
  });

  test("is told by its own path where something is wrong in it", async () => {
    const shop = await shopRepository({ folder });
    const broken = { [`${folder}/tracegate.yaml`]: "version: 2\n" };
    const pull = await shop.pull(broken);
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, cwd: shop.checkout(broken), inputs });
    expect(result.annotations[0]?.message).toContain("agents/support/tracegate.yaml in the change");
  });
});

describe("two projects of one repository", () => {
  test("share a comment, have a section and a status each, and neither turns the other's green", async () => {
    const shop = await shopRepository();
    const root = shop.checkout();
    const config = readFileSync(join(root, "tracegate.yaml"), "utf8");
    await shop.github.seed.push({ files: { "agents/b/tracegate.yaml": config } });
    const pull = await shop.pull({ ...worse, "agents/b/agent.mjs": "kinder\n" });
    const permissions = { ...usualPermissions, statuses: "write" } as const;
    const event = await afterRunOf(shop.github, pull);
    const gate = async (
      inputs: Readonly<Record<string, string>>,
      failed: number,
    ): Promise<number | null> => {
      const dimensions = {
        abstention: checked({ passed: 20 - failed, failed }),
        "tool-use": checked({ passed: 20 }),
      };
      const experiment = anExperiment([aCaseResult({ id: "late-fee", dimensions })]);
      const cwd = resultsWorkspace({ headSha: pull.head.sha }, experiment);
      return (await shop.step({ event, cwd, permissions, inputs: { mode: "gate", ...inputs } }))
        .exitCode;
    };
    expect(await gate({}, 20)).toBe(1);
    expect(await gate({ root: "agents/b" }, 0)).toBe(0);
    const [comment, ...others] = await shop.comments(pull.number);
    expect(others).toEqual([]);
    const sections = sectionsOf(comment?.body ?? "");
    expect(new Set(sections.map(({ marker }) => marker)).size).toBe(2);
    expect(sections.map(({ body }) => body.split("\n")[1])).toEqual([
      expect.stringMatching(/^### ⛔ Merge blocked/),
      expect.stringMatching(/^### ✅ `agents\/b`: Nothing to fix/),
    ]);
    const statuses = await shop.statuses(pull.head.sha);
    expect(statuses.map(({ context, state }) => `${context}: ${state}`).toSorted()).toEqual([
      "tracegate (agents/b): success",
      "tracegate: failure",
    ]);
  });
});

test("a runner without a place for summaries changes no decision", async () => {
  const shop = await shopRepository();
  const pull = await shop.pull(worse);
  const event = await pullRequestEvent(shop.github, pull);
  const env = { GITHUB_STEP_SUMMARY: join(projectDir({}), "nowhere", "summary.md") };
  const result = await shop.step({ event, env, cwd: shop.checkout(worse) });
  expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
  expect(await shop.comments(pull.number)).toHaveLength(1);
});
