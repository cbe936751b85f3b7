import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { afterRunOf } from "../support/action/other-events.ts";
import { resultsWorkspace } from "../support/action/results.ts";
import { shopRepository } from "../support/action/shop-repository.ts";
import type { Permissions } from "../support/github/world.ts";
import { projectDir } from "../support/project-dir.ts";
import { mergeGroupEvent, pullRequestEvent } from "../support/runner/events.ts";
import { agentModule } from "../support/shop.ts";
import { actionInputs, parseWorkflow, readText, stepsUsing } from "../support/workflows.ts";

const results = String(actionInputs["results"]?.default);
const worse = { "agent.mjs": agentModule("inventive") };
const fromFork = { isFork: true, author: "mal" } as const;
const blocked = { exitCode: 1, outputs: { decision: "fail" } };

/** Our step of a job as the file shows it, with the permissions that the job gives. */
function shownStep(file: string, job: string) {
  const shown = parseWorkflow(readText(`docs/workflows/${file}`)).jobs[job];
  const [ours] = shown === undefined ? [] : stepsUsing("ours", [shown]);
  if (shown === undefined || ours === undefined) throw new Error(`${file} has no such job: ${job}`);
  const inputs = Object.entries(ours.with).map(([name, value]) => [name, String(value)]);
  return {
    file,
    name: `${job} in ${file}`,
    inputs: Object.fromEntries(inputs),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- actionlint knows all permissions
    permissions: (shown.permissions ?? {}) as Permissions,
  };
}

/** What upload and download leave of a workspace. */
function handedOver(workspace: string): string {
  const next = projectDir({});
  cpSync(join(workspace, results), join(next, results), { recursive: true });
  return next;
}

const oneJob = shownStep("gate.yml", "run-and-gate");
const firstJob = shownStep("run-and-gate-in-two-jobs.yml", "run");
const secondJob = shownStep("run-and-gate-in-two-jobs.yml", "gate");
const forksRun = shownStep("forks-1-run.yml", "run");
const forksGate = shownStep("forks-2-gate.yml", "gate");
const forksQueue = shownStep("forks-3-merge-queue.yml", "tracegate");

describe("a worse agent is blocked, and its pull request told, by the workflow as it is shown", {
  timeout: 60_000,
}, () => {
  test("in one job", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, cwd: shop.checkout(worse), ...oneJob });
    expect(result).toMatchObject(blocked);
    expect(levels(result)).not.toContain("warning");
    expect(await shop.comments(pull.number)).toHaveLength(1);
  });

  test("in two jobs", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const event = await pullRequestEvent(shop.github, pull);
    const cwd = shop.checkout(worse);
    const ran = await shop.step({ event, cwd, ...firstJob });
    expect(ran).toMatchObject({ exitCode: 0, outputs: { results } });
    expect(shop.github.requests).toEqual([]);
    const gated = await shop.step({ event, cwd: handedOver(cwd), ...secondJob });
    expect(gated).toMatchObject(blocked);
    expect(levels(gated)).not.toContain("warning");
    expect(await shop.comments(pull.number)).toHaveLength(1);
  });

  test("in two jobs, where the first left nothing", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const event = await pullRequestEvent(shop.github, pull);
    const gated = await shop.step({ event, ...secondJob });
    expect(gated).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expect(await shop.comments(pull.number)).toMatchObject([
      { body: expect.stringContaining("`RESULTS_MISSING`") },
    ]);
  });

  test("from a fork, and in the merge queue after it", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse, fromFork);
    const cwd = shop.checkout(worse);
    const ran = await shop.step({
      event: await pullRequestEvent(shop.github, pull),
      cwd,
      ...forksRun,
    });
    expect(ran).toMatchObject({ exitCode: 0, outputs: { results } });
    const event = await afterRunOf(shop.github, pull);
    const gated = await shop.step({ event, cwd: handedOver(cwd), ...forksGate });
    expect(gated).toMatchObject(blocked);
    expect(levels(gated)).not.toContain("warning");
    expect(await shop.comments(pull.number)).toHaveLength(1);
    expect(await shop.statuses(pull.head.sha)).toMatchObject([
      { context: "tracegate", state: "failure" },
    ]);
    const queued = await mergeGroupEvent(shop.github, pull);
    expect(await shop.step({ event: queued, cwd, ...forksQueue })).toMatchObject(blocked);
  });
});

describe("no permission is too much: without it the job says that it is missing", {
  timeout: 60_000,
}, () => {
  const gating = [oneJob, secondJob, forksGate].flatMap((job) =>
    Object.keys(job.permissions)
      // Only `actions/download-artifact` uses it.
      .filter((permission) => permission !== "actions")
      .map((permission) => ({ ...job, permission })),
  );

  test.each(gating)("$permission, of $name", async ({ inputs, permissions, permission, file }) => {
    const shop = await shopRepository();
    const pull = await shop.pull({ "agent.mjs": `${agentModule("honest")}// kinder` });
    const about = { headSha: pull.head.sha, pullRequest: pull.number };
    const { annotations } = await shop.step({
      event: file.startsWith("forks")
        ? await afterRunOf(shop.github, pull)
        : await pullRequestEvent(shop.github, pull),
      cwd: inputs["mode"] === "gate" ? resultsWorkspace(about) : shop.checkout(),
      inputs,
      permissions: Object.fromEntries(
        Object.entries(permissions).filter(([one]) => one !== permission),
      ),
    });
    expect(annotations).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining(`\`${permission}: `) }),
    );
  });
});

function levels({ annotations }: { readonly annotations: readonly { readonly level: string }[] }) {
  return annotations.map(({ level }) => level);
}
