import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resultsPath, resultsWorkspace } from "../../support/action/results.ts";
import { shopRepository, usualPermissions } from "../../support/action/shop-repository.ts";
import { aCaseResult, anExperiment, checked } from "../../support/gated-experiment.ts";
import { shaped } from "../../support/github/shaped.ts";
import { nodesNamed, parseJunit } from "../../support/junit.ts";
import { pullRequestEvent } from "../../support/runner/events.ts";
import { agentModule } from "../../support/shop.ts";

const worse = { "agent.mjs": agentModule("inventive") };
const failing = anExperiment([
  aCaseResult({
    id: "late-fee",
    dimensions: { abstention: checked({ failed: 30 }), "tool-use": checked({ passed: 30 }) },
  }),
]);

type CheckRuns = {
  readonly check_runs: readonly {
    readonly name: string;
    readonly conclusion: string;
    readonly output: { readonly annotations_count: number };
  }[];
};

test("a check run is written on the head where it is asked for, and carries the annotations of files", async () => {
  const shop = await shopRepository();
  const pull = await shop.pull(worse);
  const { annotations, outputs, exitCode } = await shop.step({
    event: await pullRequestEvent(shop.github, pull),
    cwd: resultsWorkspace({ headSha: pull.head.sha }, failing),
    inputs: { mode: "gate", "check-run": "true" },
    permissions: { ...usualPermissions, checks: "write" },
  });
  expect(exitCode).toBe(1);
  expect(annotations.map(({ title }) => title)).toEqual(["Tracegate"]);
  expect(outputs["check-run-url"]).toMatch(/^http/);
  const token = shop.github.token({ checks: "read" });
  const answer = await fetch(
    `${shop.github.url}/repos/${shop.github.repository}/commits/${pull.head.sha}/check-runs`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const { check_runs: runs } = shaped<CheckRuns>(await answer.json());
  expect(runs).toMatchObject([{ name: "tracegate report", conclusion: "failure" }]);
  expect(runs[0]?.output.annotations_count).toBeGreaterThanOrEqual(2);
});

test("a token that may not write it changes nothing but a warning, which names the permission", async () => {
  const shop = await shopRepository();
  const pull = await shop.pull({ "agent.mjs": `${agentModule("honest")}// Reads better.\n` });
  const { annotations, exitCode } = await shop.step({
    event: await pullRequestEvent(shop.github, pull),
    cwd: resultsWorkspace(
      { headSha: pull.head.sha },
      anExperiment([
        aCaseResult({
          id: "late-fee",
          dimensions: { abstention: checked({ passed: 60 }), "tool-use": checked({ passed: 60 }) },
        }),
      ]),
    ),
    inputs: { mode: "gate", "check-run": "true" },
    permissions: usualPermissions,
  });
  expect(exitCode).toBe(0);
  expect(annotations).toMatchObject([{ level: "warning" }]);
  expect(annotations[0]?.message).toContain("`checks: write`");
});

test("results of strangers lead the reports nowhere else, and their journal takes only the sessions away", async () => {
  const shop = await shopRepository();
  const pull = await shop.pull(worse);
  const cwd = resultsWorkspace({ headSha: pull.head.sha }, failing);
  const folder = join(cwd, resultsPath);
  mkdirSync(join(cwd, "elsewhere"));
  writeFileSync(join(cwd, "elsewhere/victim.html"), "mine");
  rmSync(join(folder, "report.html"), { force: true });
  symlinkSync(join(cwd, "elsewhere/victim.html"), join(folder, "report.html"));
  rmSync(join(folder, "journal.jsonl"), { force: true });
  symlinkSync("/dev/zero", join(folder, "journal.jsonl"));
  const { exitCode, annotations } = await shop.step({
    event: await pullRequestEvent(shop.github, pull),
    cwd,
    inputs: { mode: "gate" },
  });
  expect(exitCode).toBe(1);
  expect(readFileSync(join(cwd, "elsewhere/victim.html"), "utf8")).toBe("mine");
  expect(lstatSync(join(folder, "report.html")).isFile()).toBe(true);
  const junit = parseJunit(readFileSync(join(folder, "junit.xml"), "utf8"));
  expect(nodesNamed(junit, "failure").length).toBeGreaterThan(0);
  expect(annotations.at(-1)).toMatchObject({
    level: "warning",
    message: expect.stringContaining("No sessions in the report"),
  });
});

test("where nothing is decided, no report of an older decision is left", async () => {
  const shop = await shopRepository();
  const pull = await shop.pull(worse);
  const cwd = shop.checkout({ "agent.mjs": "throw new Error('no agent');" });
  mkdirSync(join(cwd, resultsPath), { recursive: true });
  writeFileSync(join(cwd, resultsPath, "report.html"), "an older one");
  const { outputs, exitCode } = await shop.step({
    event: await pullRequestEvent(shop.github, pull),
    cwd,
  });
  expect(exitCode).toBe(1);
  expect(outputs["report"]).toBeUndefined();
  expect(existsSync(join(cwd, resultsPath, "report.html"))).toBe(false);
});
