import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderCalibration } from "../../../src/core/calibrate/calibration-file.ts";
import { eventRows } from "../../../src/core/event/event-plan.ts";
import { digestSession } from "../../../src/core/trace/session-digest.ts";
import { listFiles } from "../../support/action/listed-files.ts";
import {
  afterRunOf,
  branchPushEvent,
  issueEvent,
  pullRequestTargetEvent,
  scheduleEvent,
} from "../../support/action/other-events.ts";
import { resultsWorkspace, shopExperiment } from "../../support/action/results.ts";
import {
  type ShopRepository,
  shopFiles,
  shopRepository,
} from "../../support/action/shop-repository.ts";
import { aCalibration, aLabel } from "../../support/calibrations.ts";
import { chatEndpoint, says } from "../../support/chat-endpoint.ts";
import {
  dispatchEvent,
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
} from "../../support/runner/events.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { agentModule, shopConfig } from "../../support/shop.ts";

/** An agent that got worse, and leaves a file where it was started. */
const worse = {
  "agent.mjs": `import { writeFileSync } from "node:fs";
writeFileSync(new URL("ran", import.meta.url), "");
${agentModule("inventive")}`,
};

const readOnly = { contents: "read", "pull-requests": "read" } as const;

function hasRun(checkout: string): boolean {
  return existsSync(join(checkout, "ran"));
}

function operations({ github }: ShopRepository): readonly string[] {
  return github.requests.map(({ operation = "?" }) => operation);
}

const blocked = { exitCode: 1, conclusion: "failure", outputs: { decision: "fail" } };

function expectRefused(result: ActionResult, why: RegExp): void {
  expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
  expect(result.annotations).toMatchObject([
    { level: "error", message: expect.stringMatching(why) },
  ]);
  expect(result.summary).toMatch(/^### ⛔ Merge blocked: the gate could not run/);
}

type Row = keyof typeof eventRows;

const kindJudge = `name: kind
version: 1
dimension: abstention
kind: judge
question: Is the agent kind?
pass: It is.
fail: It is not.
`;

/** What is proved of each row of the table in the README. */
const facts: Readonly<Record<Row, () => Promise<void>>> = {
  pullRequest: async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const cwd = shop.checkout(worse);
    const result = await shop.step({ event: await pullRequestEvent(shop.github, pull), cwd });
    expect(result).toMatchObject(blocked);
    expect(hasRun(cwd)).toBe(true);
    expect(await shop.comments(pull.number)).toMatchObject([
      {
        author: "github-actions[bot]",
        body: expect.stringMatching(/^<!-- tracegate:gate:[0-9a-f]{16} -->\n### ⛔ Merge blocked/),
      },
    ]);
    // The job's own result is the check.
    expect(await shop.statuses(pull.head.sha)).toEqual([]);
  },
  draft: async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse, { isDraft: true });
    const event = await pullRequestEvent(shop.github, pull);
    expect(await shop.step({ event, cwd: shop.checkout(worse) })).toMatchObject(blocked);
    expect(await shop.comments(pull.number)).toHaveLength(1);
  },
  dependabot: async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse, { author: "dependabot[bot]", branch: "bump" });
    const event = await pullRequestEvent(shop.github, pull);
    const cwd = shop.checkout(worse);
    const result = await shop.step({ event, cwd, permissions: readOnly });
    expect(result).toMatchObject(blocked);
    expect(result.annotations.at(-1)).toMatchObject({
      level: "warning",
      message: expect.stringContaining("pull-requests: write"),
    });
    expect(await shop.comments(pull.number)).toEqual([]);
  },
  fork: async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse, { isFork: true, author: "mal" });
    const event = await pullRequestEvent(shop.github, pull);
    const cwd = shop.checkout(worse);
    const result = await shop.step({ event, cwd, permissions: readOnly });
    expect(result).toMatchObject(blocked);
    const message = result.annotations.at(-1)?.message;
    expect(message).toContain("pull-requests: write");
    expect(message).toContain("use the two workflows for forks");
    expect(result.summary).toMatch(/^### ⛔ Merge blocked/);
    expect(await shop.comments(pull.number)).toEqual([]);
    const better = await shop.step({ event, cwd: shop.checkout(), permissions: readOnly });
    expect(better).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
  },
  workflowRun: async () => {
    const shop = await shopRepository();
    const isOurs = await shop.pull(worse, { branch: "kinder" });
    const isFork = await shop.pull(worse, { isFork: true, author: "mal", branch: "kinder" });
    for (const pull of [isOurs, isFork]) {
      const event = await afterRunOf(shop.github, pull);
      const about = { headSha: pull.head.sha, pullRequest: pull.number };
      const cwd = resultsWorkspace(about, shopExperiment({ failed: 20 }));
      const permissions = {
        contents: "read",
        "pull-requests": "write",
        statuses: "write",
      } as const;
      const result = await shop.step({ event, cwd, permissions, inputs: { mode: "gate" } });
      expect(result).toMatchObject(blocked);
      expect(await shop.comments(pull.number)).toMatchObject([
        { body: expect.stringContaining("### ⛔ Merge blocked") },
      ]);
      expect(await shop.statuses(pull.head.sha)).toMatchObject([
        {
          context: "tracegate",
          state: "failure",
          description: "Merge blocked: abstention is below its floor",
        },
      ]);
    }
  },
  workflowRunRuns: async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse, { isFork: true, author: "mal" });
    const event = await afterRunOf(shop.github, pull);
    for (const mode of ["run", "run-and-gate"]) {
      const cwd = shop.checkout(worse);
      expectRefused(await shop.step({ event, cwd, inputs: { mode } }), /stranger's code/);
      expect(hasRun(cwd)).toBe(false);
    }
  },
  pullRequestTarget: async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse, { isFork: true, author: "mal" });
    const event = await pullRequestTargetEvent(shop.github, pull);
    for (const mode of ["run", "gate", "run-and-gate"]) {
      const cwd = shop.checkout(worse);
      expectRefused(await shop.step({ event, cwd, inputs: { mode } }), /Use `pull_request`/);
      expect(hasRun(cwd)).toBe(false);
    }
    expect(operations(shop)).toEqual([]);
  },
  mergeGroup: async () => {
    const shop = await shopRepository();
    const easier = {
      "tracegate.yaml": shopConfig.replace("floor: 0.9", "floor: 0.05, margin: 0.04"),
    };
    const pull = await shop.pull({ ...worse, ...easier });
    const event = await mergeGroupEvent(shop.github, pull);
    const cwd = shop.checkout({ ...worse, ...easier });
    const permissions = { contents: "read" } as const;
    const result = await shop.step({ event, cwd, permissions });
    // Judged by the policy of the group's base, which the pull request would have lowered.
    expect(result).toMatchObject(blocked);
    expect(result.summary).toContain(
      "changes the floor of **abstention**; the base branch's policy",
    );
    expect(operations(shop)).toEqual(["repos/get-content", "repos/get-content"]);
    expect(await shop.comments(pull.number)).toEqual([]);
  },
  pushDefault: async () => {
    const shop = await shopRepository({ files: { ...shopFiles(), ...worse } });
    const cwd = shop.checkout();
    const result = await shop.step({
      event: await pushEvent(shop.github),
      cwd,
      permissions: { contents: "read" },
    });
    expect(result).toMatchObject(blocked);
    expect(result.summary).toMatch(/^### ⛔ Merge blocked/);
    expect(operations(shop)).toEqual(["repos/get-content"]);
  },
  pushOther: async () => {
    const shop = await shopRepository();
    for (const ref of ["refs/heads/kinder-replies", "refs/tags/v1.0.0"]) {
      for (const mode of ["run", "gate", "run-and-gate"]) {
        const cwd = shop.checkout(worse);
        const event = await branchPushEvent(shop.github, ref);
        const result = await shop.step({ event, cwd, inputs: { mode } });
        expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "not-applicable" } });
        expect(result.summary).toMatch(/^### ➖ Not applicable/);
        expect(hasRun(cwd)).toBe(false);
      }
    }
    expect(operations(shop)).toEqual([]);
  },
  dispatch: async () => {
    const shop = await shopRepository({ files: { ...shopFiles(), ...worse } });
    for (const event of [await dispatchEvent(shop.github), await scheduleEvent(shop.github)]) {
      const result = await shop.step({
        event,
        cwd: shop.checkout(),
        permissions: { contents: "read" },
      });
      expect(result).toMatchObject(blocked);
      expect(result.summary).toContain("late-fee");
    }
  },
  drift: async () => {
    const judge = await chatEndpoint(says('{"verdict":"fail","explanation":"No.","evidence":[]}'));
    const config = `${shopConfig}judge: { model: gpt-5-mini, baseUrl: ${judge.baseUrl} }\n`;
    const names = Array.from({ length: 60 }, (_, place) => `session-${place}`);
    const session = { id: "shop", turns: [{ user: "A late fee?", steps: [], reply: "No." }] };
    const items = names.map((name) => {
      const said = { label: "pass", verdict: "pass" } as const;
      return { session: name, digest: digestSession(session), ...said };
    });
    const files = {
      "tracegate.yaml": config,
      "evaluators/kind/v1.yaml": kindJudge,
      "evaluators/kind/v1.calibration.json": renderCalibration(aCalibration({ items })),
      "datasets/support/labels/abstention.jsonl": `${JSON.stringify(aLabel({ session: "session-0", label: "pass" }))}\n`,
      ...Object.fromEntries(
        names.map((name) => [`datasets/support/sessions/${name}.json`, JSON.stringify(session)]),
      ),
    };
    const shop = await shopRepository({ files: { ...shopFiles(), ...files } });
    const watched = await shop.step({
      event: await scheduleEvent(shop.github),
      cwd: shop.checkout(worse),
      inputs: { mode: "drift" },
      env: { OPENAI_API_KEY: "sk-late-fee" },
      permissions: { contents: "read", issues: "write" },
    });
    expect(watched).toMatchObject({ exitCode: 1, outputs: { drift: "drifted" } });
    expect(watched.summary).toContain("⛔ `kind@1`: drifted");
    const issues = await shop.github.look<readonly { readonly title: string }[]>(
      `/repos/${shop.github.repository}/issues`,
    );
    expect(issues).toMatchObject([{ title: "Tracegate: 1 judge of support drifted" }]);
    expect(operations(shop)).not.toContain("issues/create-comment");
  },
  driftElsewhere: async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const result = await shop.step({
      event: await pullRequestEvent(shop.github, pull),
      cwd: shop.checkout(worse),
      inputs: { mode: "drift" },
    });
    expectRefused(result, /does not act on any other event, mode: drift/);
  },
  irrelevant: async () => {
    const shop = await shopRepository();
    const pull = await shop.pull({ "README.md": "Opening hours changed.\n" });
    const cwd = shop.checkout(worse);
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, cwd });
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "not-applicable" } });
    expect(hasRun(cwd)).toBe(false);
    expect(await shop.comments(pull.number)).toEqual([]);
  },
  other: async () => {
    const shop = await shopRepository();
    const cwd = shop.checkout(worse);
    const result = await shop.step({ event: await issueEvent(shop.github), cwd });
    expectRefused(result, /does not act on any other event/);
    expect(hasRun(cwd)).toBe(false);
  },
};

describe("each row of the table of events", () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant
  const rows = Object.keys(eventRows) as readonly Row[];

  test("is proved, and nothing else", () => {
    expect(Object.keys(facts)).toEqual(rows);
  });

  test.each(rows)("%s", { timeout: 60_000 }, async (row) => {
    expect.hasAssertions();
    await facts[row]();
  });
});

describe("a change that concerns nothing of the project", () => {
  test("is none where a file of the project was renamed away", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const previous_filename = "datasets/support/cases/late-fee.yaml";
    listFiles(shop.github, pull.number, [{ filename: "archive/late-fee.yaml", previous_filename }]);
    const event = await pullRequestEvent(shop.github, pull);
    expect(await shop.step({ event, cwd: shop.checkout(worse) })).toMatchObject(blocked);
  });

  test("is none where GitHub lists only the first 3,000 files", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const event = await pullRequestEvent(shop.github, pull);
    const photos = Array.from({ length: 3000 }, (_, i) => ({ filename: `photos/${i}.jpg` }));
    listFiles(shop.github, pull.number, photos);
    const cwd = shop.checkout(worse);
    expect(await shop.step({ event, cwd })).toMatchObject(blocked);
    expect(hasRun(cwd)).toBe(true);
  });

  test("is none where the head moved while the files were listed", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    const event = await pullRequestEvent(shop.github, pull);
    const files = { "agent.mjs": agentModule("honest"), "README.md": "Harmless.\n" };
    await shop.github.seed.forcePush(pull, files);
    const cwd = shop.checkout(worse);
    expect(await shop.step({ event, cwd })).toMatchObject(blocked);
    expect(hasRun(cwd)).toBe(true);
  });

  test("takes the place of an older comment, and makes none where there is none", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(worse);
    await shop.step({
      event: await pullRequestEvent(shop.github, pull),
      cwd: shop.checkout(worse),
    });
    expect((await shop.comments(pull.number))[0]?.body).toContain("### ⛔");
    const taken = await shop.github.seed.forcePush(pull, { "README.md": "Opening hours.\n" });
    const event = await pullRequestEvent(shop.github, taken, { action: "synchronize" });
    const result = await shop.step({ event, cwd: shop.checkout() });
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "not-applicable" } });
    expect(await shop.comments(pull.number)).toMatchObject([
      { body: expect.stringContaining("### ➖ Not applicable: nothing was run") },
    ]);
  });

  test("sets a green status after `workflow_run`, where the job is no check", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull({ "README.md": "Hi.\n" }, { isFork: true, author: "mal" });
    const result = await shop.step({
      event: await afterRunOf(shop.github, pull),
      inputs: { mode: "gate" },
      permissions: { contents: "read", "pull-requests": "write", statuses: "write" },
    });
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "not-applicable" } });
    expect(await shop.statuses(pull.head.sha)).toMatchObject([
      {
        context: "tracegate",
        state: "success",
        description: expect.stringMatching(/^Not applicable/),
      },
    ]);
  });
});

test("`workflow_run` about a commit that is no head any more is not applicable, and sets no status", async () => {
  const shop = await shopRepository();
  const pull = await shop.pull(worse, { isFork: true, author: "mal" });
  const event = await afterRunOf(shop.github, pull);
  await shop.github.seed.pushTo(pull, { "README.md": "One more.\n" });
  const result = await shop.step({ event, inputs: { mode: "gate" } });
  expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "not-applicable" } });
  expect(await shop.statuses(pull.head.sha)).toEqual([]);
});

test("`workflow_run` about a head that two pull requests have blocks the commit, not knowing whom to tell", async () => {
  const shop = await shopRepository();
  await shop.github.seed.push({ branch: "release", files: { "README.md": "Release.\n" } });
  const pull = await shop.pull(worse, { branch: "kinder" });
  await shop.github.seed.openPullRequest({ branch: "kinder", files: worse, base: "release" });
  const now = { ...pull, head: { ...pull.head, sha: await headOf(shop, pull.number) } };
  const result = await shop.step({
    event: await afterRunOf(shop.github, now),
    inputs: { mode: "gate" },
    permissions: { contents: "read", "pull-requests": "write", statuses: "write" },
  });
  expectRefused(result, /#1 and #2 have the same head/);
  expect(await shop.statuses(now.head.sha)).toMatchObject([{ state: "failure" }]);
});

async function headOf({ github }: ShopRepository, number: number): Promise<string> {
  const path = `/repos/${github.repository}/pulls/${number}`;
  return (await github.look<{ head: { sha: string } }>(path)).head.sha;
}
