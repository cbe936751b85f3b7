import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commentMarker } from "../../../src/core/event/project-marks.ts";
import { afterRunOf } from "../../support/action/other-events.ts";
import { resultsPath, resultsWorkspace, shopExperiment } from "../../support/action/results.ts";
import {
  type ShopRepository,
  shopFiles,
  shopRepository,
  usualPermissions,
} from "../../support/action/shop-repository.ts";
import { aCaseResult, anExperiment, checked } from "../../support/gated-experiment.ts";
import type { SeededPull } from "../../support/github/seed.ts";
import { projectDir } from "../../support/project-dir.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { agentModule, shopConfig } from "../../support/shop.ts";

const permissions = { ...usualPermissions, statuses: "write" } as const;

type Gated = {
  readonly result: ActionResult;
  readonly shop: ShopRepository;
  readonly pull: SeededPull;
  readonly ms: number;
};

/** Gates a fork's pull request, which has a green comment of an earlier head, on a workspace. */
async function gateFork(
  workspaceFor: (pull: SeededPull) => string,
  given: { readonly config?: string; readonly inputs?: Readonly<Record<string, string>> } = {},
): Promise<Gated> {
  const { config = shopConfig, inputs = {} } = given;
  const shop = await shopRepository({ files: { ...shopFiles(), "tracegate.yaml": config } });
  const change = { "agent.mjs": agentModule("inventive") };
  const opened = await shop.pull(change, { isFork: true, author: "mal" });
  const marker = commentMarker({ folder: "", configPath: "tracegate.yaml" });
  const older = `${marker}\n### ✅ Nothing to fix`;
  await shop.github.seed.comment(opened.number, "github-actions[bot]", older);
  const pull = await shop.github.seed.pushTo(opened, { "agent.mjs": agentModule("wavering") });
  const event = await afterRunOf(shop.github, pull);
  const startMs = performance.now();
  const result = await shop.step({
    event,
    cwd: workspaceFor(pull),
    inputs: { mode: "gate", ...inputs },
    permissions,
  });
  return { result, shop, pull, ms: performance.now() - startMs };
}

/** Red everywhere, in one comment that says why and what to do. */
async function expectCouldNotRun(
  { result, shop, pull }: Gated,
  { code, why }: { readonly code: string; readonly why: RegExp },
): Promise<void> {
  expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
  expect(result.annotations).toMatchObject([
    { level: "error", title: "Tracegate: Merge blocked", message: expect.stringMatching(why) },
  ]);
  expect(result.annotations[0]?.message).toMatch(/\nFix: \S/);
  expect(result.log).not.toMatch(/\n {4}at /);
  const comments = await shop.comments(pull.number);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toContain("### ⛔ Merge blocked: the gate could not run");
  expect(comments[0]?.body).toContain(`(\`${code}\`)`);
  expect(result.summary).toContain(`(\`${code}\`)`);
  expect(await shop.statuses(pull.head.sha)).toMatchObject([
    {
      context: "tracegate",
      state: "failure",
      description: expect.stringContaining("could not run"),
    },
  ]);
}

function filesOf(workspace: string): { readonly experiment: string; readonly context: string } {
  const folder = join(workspace, resultsPath);
  return { experiment: join(folder, "experiment.json"), context: join(folder, "context.json") };
}

const complete = shopExperiment();
const [lateFee, lostParcel] = complete.cases;
const text = JSON.stringify(complete);

describe("results that cannot be read are no results", () => {
  test.each<[string, string, RegExp, (workspace: string) => void]>([
    [
      "a folder that is not there",
      "RESULTS_MISSING",
      /There is no experiment\.json/,
      (workspace) => rmSync(join(workspace, ".tracegate"), { recursive: true }),
    ],
    [
      "no experiment",
      "RESULTS_MISSING",
      /There is no experiment\.json/,
      (workspace) => rmSync(filesOf(workspace).experiment),
    ],
    [
      "no word of what they are about",
      "RESULTS_INVALID",
      /context\.json is missing/,
      (workspace) => rmSync(filesOf(workspace).context),
    ],
    [
      "2 GB",
      "RESULT_TOO_LARGE",
      /has 2147483648 bytes; at most 67108864 are read/,
      (workspace) => truncateSync(filesOf(workspace).experiment, 2 ** 31),
    ],
    [
      "2 GB of claims",
      "RESULT_TOO_LARGE",
      /context\.json has 2147483648 bytes/,
      (workspace) => truncateSync(filesOf(workspace).context, 2 ** 31),
    ],
    [
      "a link to a file outside",
      "RESULT_UNREADABLE",
      /it is a link/,
      (workspace) => {
        const outside = join(projectDir({ "experiment.json": text }), "experiment.json");
        rmSync(filesOf(workspace).experiment);
        symlinkSync(outside, filesOf(workspace).experiment);
      },
    ],
    [
      "a folder that is a link to one outside",
      "RESULTS_OUTSIDE",
      /leads out of the workspace/,
      (workspace) => {
        const outside = projectDir({ "experiment.json": text });
        rmSync(join(workspace, resultsPath), { recursive: true });
        symlinkSync(outside, join(workspace, resultsPath));
      },
    ],
    [
      "a folder in place of the file",
      "RESULT_UNREADABLE",
      /it is no file/,
      (workspace) => {
        rmSync(filesOf(workspace).experiment);
        mkdirSync(filesOf(workspace).experiment);
      },
    ],
    [
      "a file in place of the folder",
      "RESULT_UNREADABLE",
      /ENOTDIR/,
      (workspace) => {
        rmSync(join(workspace, resultsPath), { recursive: true });
        writeFileSync(join(workspace, resultsPath), text);
      },
    ],
    [
      "a named pipe that nobody writes to",
      "RESULT_UNREADABLE",
      /it is no file/,
      (workspace) => {
        rmSync(filesOf(workspace).experiment);
        execFileSync("mkfifo", [filesOf(workspace).experiment]);
      },
    ],
  ])("%s", { timeout: 60_000 }, async (_what, code, why, spoil) => {
    const gated = await gateFork((pull) => {
      const workspace = resultsWorkspace({ headSha: pull.head.sha });
      spoil(workspace);
      return workspace;
    });
    await expectCouldNotRun(gated, { code, why });
    expect(gated.ms).toBeLessThan(10_000);
  });
});

describe("results that cannot be true are no results", () => {
  test.each<[string, string, RegExp, string]>([
    ["cut off", "RESULT_UNREADABLE", /is not JSON; it was cut off/, text.slice(0, -100)],
    ["empty", "RESULT_UNREADABLE", /is not JSON/, ""],
    ["of bytes", "RESULT_UNREADABLE", /is not JSON/, "\u0000\u0001\ufffd"],
    [
      "of another major version",
      "RESULT_OTHER_SCHEMA",
      /"tracegate\.experiment\/2"/,
      JSON.stringify({ ...complete, schema: "tracegate.experiment/2" }),
    ],
    ["of no version", "RESULT_OTHER_SCHEMA", /has the schema none/, "[]"],
    [
      "with a count that is no number",
      "RESULT_UNREADABLE",
      /is not JSON/,
      text.replace('"passed":20', '"passed":NaN'),
    ],
    [
      "with a count without end",
      "RESULT_INVALID",
      /Infinity|number/,
      text.replaceAll('"passed":20', '"passed":1e999'),
    ],
    [
      "with fewer runs than were planned, called complete",
      "RESULT_INVALID",
      /isComplete|not the sum/,
      JSON.stringify({ ...complete, planned: 400 }),
    ],
    [
      "with more passes than runs",
      "RESULT_INVALID",
      /does not add up/,
      text.replace('"passed":20', '"passed":200'),
    ],
    [
      "with a case twice",
      "RESULT_INVALID",
      /twice/,
      JSON.stringify(anExperiment([lateFee!, lateFee!, lostParcel!])),
    ],
    [
      "with a case that is called __proto__",
      "RESULT_INVALID",
      /id/,
      text.replaceAll('"late-fee"', '"__proto__"'),
    ],
    [
      "nested a hundred thousand deep",
      "RESULT_OTHER_SCHEMA",
      /has the schema none/,
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
    ],
  ])("%s", { timeout: 60_000 }, async (_what, code, why, experiment) => {
    expect.hasAssertions();
    const gated = await gateFork((pull) =>
      resultsWorkspace({ headSha: pull.head.sha }, experiment),
    );
    await expectCouldNotRun(gated, { code, why });
  });
});

describe("results about something else are refused", () => {
  const elsewhere = "a".repeat(40);

  test.each<[string, RegExp, (pull: SeededPull) => string]>([
    [
      "another commit",
      /about commit a{40}; this job is about commit [0-9a-f]{40}/,
      () => resultsWorkspace({ headSha: elsewhere }),
    ],
    ["no commit", /about commit \(none\)/, () => resultsWorkspace({})],
    [
      "another pull request",
      /about pull request #4711; this job is about pull request #1/,
      ({ head }) => resultsWorkspace({ headSha: head.sha, pullRequest: 4711 }),
    ],
  ])("%s", { timeout: 60_000 }, async (_what, why, workspaceFor) => {
    expect.hasAssertions();
    await expectCouldNotRun(await gateFork(workspaceFor), { code: "RESULTS_FOREIGN", why });
  });

  test.each([
    ["no object", "null"],
    ["of another major version", '{"schema":"tracegate.context/2"}'],
    ["a number that is none", '{"schema":"tracegate.context/1","pullRequest":-1}'],
    ["a path in place of a commit", '{"schema":"tracegate.context/1","headSha":"../../main"}'],
  ])("claims that are %s", { timeout: 60_000 }, async (_what, claims) => {
    expect.hasAssertions();
    const gated = await gateFork((pull) => {
      const workspace = resultsWorkspace({ headSha: pull.head.sha });
      writeFileSync(filesOf(workspace).context, claims);
      return workspace;
    });
    await expectCouldNotRun(gated, { code: "RESULTS_INVALID", why: /do not say which commit/ });
  });
});

describe("a complete pass of too little is none", () => {
  test.each<[string, RegExp, ReturnType<typeof anExperiment>, string]>([
    [
      "a dimension that the base branch demands is not measured",
      /no guarding case measures \*\*abstention\*\*/,
      anExperiment([lostParcel!]),
      shopConfig,
    ],
    [
      "a must-pass case was not run",
      /must-pass case `late-fee` was not run/,
      anExperiment([
        aCaseResult({
          id: "lost-parcel",
          dimensions: { abstention: checked({ passed: 20 }), "tool-use": checked({ passed: 20 }) },
        }),
      ]),
      shopConfig.replace("floor: 0.8 }\n", "floor: 0.8 }\n  mustPass: [late-fee]\n"),
    ],
    [
      "a must-pass case is quarantined",
      /must-pass case `late-fee` is quarantined/,
      anExperiment([
        { ...lateFee!, status: "quarantined" },
        aCaseResult({
          id: "lost-parcel",
          dimensions: { abstention: checked({ passed: 20 }), "tool-use": checked({ passed: 20 }) },
        }),
      ]),
      shopConfig.replace("floor: 0.8 }\n", "floor: 0.8 }\n  mustPass: [late-fee]\n"),
    ],
    [
      "too few runs were made to prove a floor",
      /too few runs to decide on \*\*abstention\*\*/,
      anExperiment([
        aCaseResult({
          id: "late-fee",
          dimensions: { abstention: checked({ passed: 2 }), "tool-use": checked({ passed: 2 }) },
        }),
        lostParcel!,
      ]),
      shopConfig,
    ],
    ["there are no cases", /the dataset has no cases/, anExperiment([]), shopConfig],
    [
      "runs are missing",
      /only 40 of 60 planned runs were made/,
      anExperiment([{ ...lateFee!, planned: 40 }, lostParcel!]),
      shopConfig,
    ],
  ])("%s", { timeout: 60_000 }, async (_what, why, experiment, config) => {
    const { result, shop, pull } = await gateFork(
      ({ head }) => resultsWorkspace({ headSha: head.sha }, experiment),
      { config },
    );
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    const [comment] = await shop.comments(pull.number);
    expect(comment?.body).toMatch(why);
    expect(await shop.statuses(pull.head.sha)).toMatchObject([{ state: "failure" }]);
  });
});

test("a number of cases that nobody has is gated in bounded time and told in a comment that fits", {
  timeout: 60_000,
}, async () => {
  const many = Array.from({ length: 20_000 }, (_, i) =>
    aCaseResult({
      id: `late-fee-${i}`,
      title: "A late fee ".repeat(20),
      dimensions: {
        abstention: checked({ passed: 19, failed: 1 }),
        "tool-use": checked({ passed: 20 }),
      },
    }),
  );
  const { result, shop, pull, ms } = await gateFork(({ head }) =>
    resultsWorkspace({ headSha: head.sha }, anExperiment(many)),
  );
  expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
  expect(ms).toBeLessThan(20_000);
  const [comment] = await shop.comments(pull.number);
  expect(Buffer.byteLength(comment?.body ?? "")).toBeLessThanOrEqual(60_000);
});
