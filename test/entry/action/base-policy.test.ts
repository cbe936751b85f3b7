import { describe, expect, test } from "vitest";
import { afterRunOf } from "../../support/action/other-events.ts";
import { resultsWorkspace, shopExperiment } from "../../support/action/results.ts";
import {
  type ShopRepository,
  shopFiles,
  shopRepository,
  usualPermissions,
} from "../../support/action/shop-repository.ts";
import { calibrationFor } from "../../support/calibrations.ts";
import { chatEndpoint, says } from "../../support/chat-endpoint.ts";
import type { SeededPull } from "../../support/github/seed.ts";
import { giftShop } from "../../support/project-dir.ts";
import { pullRequestEvent } from "../../support/runner/events.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { agentModule, shopConfig } from "../../support/shop.ts";

const fullPermissions = { ...usualPermissions, statuses: "write" } as const;

const strict = shopConfig.replace("floor: 0.8 }\n", "floor: 0.8 }\n  mustPass: [late-fee]\n");
const judged = `${strict}judge: { model: gpt-5-mini, baseUrl: "https://judge.example/v1" }\n`;

const kindJudge = `name: kind
version: 1
dimension: tone
kind: judge
question: Is the agent kind?
pass: It is.
fail: It is not.
sees: [conversation]
`;

/** The first comment on the pull request that a run of both modes leaves behind, each in a repository of its own. */
async function judgeChange(given: {
  readonly base?: string;
  readonly head: string;
  readonly failed: number;
}): Promise<readonly (ActionResult & { readonly comment: string })[]> {
  const { base = strict, head, failed } = given;
  const kind = failed === 0 ? "honest" : "inventive";
  const change = { "tracegate.yaml": head, "agent.mjs": `${agentModule(kind)}\n` };
  const atOnce = async (shop: ShopRepository, pull: SeededPull): Promise<ActionResult> =>
    shop.step({ event: await pullRequestEvent(shop.github, pull), cwd: shop.checkout(change) });
  const fromResults = async (shop: ShopRepository, pull: SeededPull): Promise<ActionResult> =>
    shop.step({
      event: await afterRunOf(shop.github, pull),
      cwd: resultsWorkspace({ headSha: pull.head.sha }, shopExperiment({ failed })),
      inputs: { mode: "gate" },
      permissions: fullPermissions,
    });
  const results = [];
  for (const act of [atOnce, fromResults]) {
    const shop = await shopRepository({ files: { ...shopFiles(), "tracegate.yaml": base } });
    const pull = await shop.pull(change);
    const result = await act(shop, pull);
    const [comment] = await shop.comments(pull.number);
    results.push({ ...result, comment: comment?.body ?? "" });
  }
  return results;
}

describe("a pull request that would have another policy is judged by the base branch's, and told", () => {
  test.each([
    [
      "lowers a floor",
      strict.replace("floor: 0.9 }", "floor: 0.05, margin: 0.04 }"),
      "the floor of **abstention**",
    ],
    ["deletes a must-pass case", shopConfig, "whether `late-fee` must pass"],
    [
      "puts blocking off",
      `${strict}enforce: { until: 2099-01-01 }\n`,
      "the day from which the gate blocks (`enforce`)",
    ],
    [
      "accepts more lost runs",
      strict.replace("gate:\n", "gate:\n  missing: 0.4\n"),
      "`gate.missing`",
    ],
    ["wants other levels", strict.replace("gate:\n", "gate:\n  alpha: 0.001\n"), "`gate.alpha`"],
  ])("%s", async (_what, head, told) => {
    for (const result of await judgeChange({ head, failed: 20 })) {
      expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
      expect(result.comment).toContain(
        `This pull request changes ${told}; the base branch's policy is what counts`,
      );
      expect(result.summary).toContain(`changes ${told};`);
    }
  });

  test("a change that meets the base branch's policy needs an expert all the same to weaken it", async () => {
    for (const result of await judgeChange({ head: shopConfig, failed: 0 })) {
      expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
      expect(result.comment).toContain("whether `late-fee` must pass");
    }
  });
});

const kindCalibration = "evaluators/kind/v1.calibration.json";

/** A shop whose judge of kindness is asked at `baseUrl`, under a policy that lets it block. */
function kindShop(baseUrl: string): {
  readonly files: Readonly<Record<string, string>>;
  readonly judgedAt: (place: string) => string;
  readonly calibration: string;
} {
  const judgedAt = (place: string): string =>
    `${strict.replace("0.8 }\n", "0.8 }\n    tone: { floor: 0.8, judge: block }\n")}judge: { model: gpt-5-mini, baseUrl: ${baseUrl}/${place} }\n`;
  const lateFee = "datasets/support/cases/late-fee.yaml";
  const dataset = "datasets/support/dataset.yaml";
  const files = {
    ...shopFiles(),
    "tracegate.yaml": judgedAt("base"),
    [dataset]: `${giftShop[dataset]}  tone: Is the agent kind?\nexperts: [dana]\n`,
    [lateFee]: `${giftShop[lateFee]}  - dimension: tone\n    evaluator: kind@1\n`,
    "evaluators/kind/v1.yaml": kindJudge,
  };
  const at = { model: "gpt-5-mini", baseUrl: `${baseUrl}/base` };
  return { files, judgedAt, calibration: calibrationFor(kindJudge, at) };
}

const kind = says('{"verdict":"pass","explanation":"It is.","evidence":[]}');

test("a calibration counts once it is on the base branch, and not before", async () => {
  const { baseUrl } = await chatEndpoint(kind);
  const { files, calibration } = kindShop(baseUrl);
  const shop = await shopRepository({ files });
  const change = { [kindCalibration]: calibration };
  const pull = await shop.pull(change);
  const event = await pullRequestEvent(shop.github, pull);
  const env = { OPENAI_API_KEY: "sk-late-fee" };
  const result = await shop.step({ event, env, cwd: shop.checkout(change) });
  expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
  const [comment] = await shop.comments(pull.number);
  expect(comment?.body).toContain("its judge `kind@1` is not calibrated");
});

test("the judge that the base branch names is asked, not the one of the pull request", async () => {
  const { baseUrl, requests } = await chatEndpoint(kind);
  const { files, judgedAt, calibration } = kindShop(baseUrl);
  const shop = await shopRepository({ files: { ...files, [kindCalibration]: calibration } });
  const change = { "tracegate.yaml": judgedAt("head") };
  const pull = await shop.pull(change);
  await shop.github.seed.review(pull, "dana");
  const event = await pullRequestEvent(shop.github, pull);
  const env = { OPENAI_API_KEY: "sk-late-fee" };
  const result = await shop.step({ event, env, cwd: shop.checkout(change) });
  expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
  // Sessions that are the same are one question.
  expect(requests.length).toBeGreaterThan(0);
  expect(new Set(requests.map(({ path }) => path))).toEqual(new Set(["/v1/base/chat/completions"]));
  const [comment] = await shop.comments(pull.number);
  expect(comment?.body).toContain("This pull request changes the judge;");
});

test("a pull request that asks more of judges says which of them would decide no more", async () => {
  const { baseUrl } = await chatEndpoint(kind);
  const { files, judgedAt, calibration } = kindShop(baseUrl);
  const shop = await shopRepository({ files: { ...files, [kindCalibration]: calibration } });
  const asks = judgedAt("base").replace("gate:\n", "gate:\n  trust: { tnr: 0.9 }\n");
  const change = { "tracegate.yaml": asks };
  const pull = await shop.pull(change);
  const event = await pullRequestEvent(shop.github, pull);
  const env = { OPENAI_API_KEY: "sk-late-fee" };
  const result = await shop.step({ event, env, cwd: shop.checkout(change) });
  expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
  const [comment] = await shop.comments(pull.number);
  expect(comment?.body).toContain("This change weakens the gate in 2 places");
  expect(comment?.body).toContain(
    "- keeps the judge `kind@1` from deciding, as the `gate.trust` that it asks takes more: TNR 0&#46;90&#44; lower bound 0&#46;81",
  );
  // Until that is merged the base branch's rule counts.
  expect(comment?.body).not.toContain("its judge `kind@1` is not calibrated");
});

describe("results that another judge has judged", () => {
  const digest = `sha256:${"1".repeat(64)}`;
  const judgedElsewhere = {
    subject: { ...shopExperiment().subject, judge: { model: "kind-model", digest } },
  };

  test("are refused where judges may block", async () => {
    const base = judged.replace("floor: 0.8 }", "floor: 0.8, judge: block }");
    const shop = await shopRepository({ files: { ...shopFiles(), "tracegate.yaml": base } });
    const pull = await shop.pull({ "agent.mjs": agentModule("inventive") });
    const result = await shop.step({
      event: await afterRunOf(shop.github, pull),
      cwd: resultsWorkspace({ headSha: pull.head.sha }, shopExperiment(judgedElsewhere)),
      inputs: { mode: "gate" },
      permissions: fullPermissions,
    });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expect(result.annotations[0]?.message).toContain("another judge (kind-model)");
  });

  test("decide where judges only advise, since their word does not count", async () => {
    const shop = await shopRepository({ files: { ...shopFiles(), "tracegate.yaml": judged } });
    const pull = await shop.pull({ "agent.mjs": agentModule("inventive") });
    const result = await shop.step({
      event: await afterRunOf(shop.github, pull),
      cwd: resultsWorkspace({ headSha: pull.head.sha }, shopExperiment(judgedElsewhere)),
      inputs: { mode: "gate" },
      permissions: fullPermissions,
    });
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
  });
});

test("a pull request adds a dimension, and its floor counts", async () => {
  const base = shopConfig.replace(/ {4}tool-use: .*\n/, "");
  const before = {
    ...shopFiles(),
    "tracegate.yaml": base,
  };
  const shop = await shopRepository({ files: before });
  const change = { "tracegate.yaml": shopConfig };
  const pull = await shop.pull(change);
  const result = await shop.step({
    event: await pullRequestEvent(shop.github, pull),
    cwd: shop.checkout(change),
  });
  expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
  expect(JSON.parse(result.outputs["dimensions"] ?? "")).toMatchObject([
    { dimension: "abstention", floor: 0.9, result: "met" },
    { dimension: "tool-use", floor: 0.8, result: "met" },
  ]);
  expect((await shop.comments(pull.number))[0]?.body).toContain(
    "New with this pull request, and counted already: a floor for **tool-use**.",
  );
});

describe("the pull request that brings the gate in", () => {
  test.each([
    ["", 1, "### ⛔ Merge blocked: **abstention** is below its floor"],
    [
      "enforce: { until: 2099-01-01 }\n",
      0,
      "### ⚠️ Not enforced until 2099-01-01, this would block the merge: **abstention** is below its floor",
    ],
  ])("is judged by its own policy, with %o", async (enforce, exitCode, first) => {
    const { "tracegate.yaml": _none, ...before } = shopFiles();
    const shop = await shopRepository({ files: before });
    const change = {
      "tracegate.yaml": `${shopConfig}${enforce}`,
      "agent.mjs": agentModule("inventive"),
    };
    const pull = await shop.pull(change);
    const result = await shop.step({
      event: await pullRequestEvent(shop.github, pull),
      cwd: shop.checkout(change),
    });
    expect(result).toMatchObject({ exitCode, outputs: { decision: "fail" } });
    const [comment] = await shop.comments(pull.number);
    expect(comment?.body.split("\n")[1]).toBe(first);
    expect(comment?.body).toContain("The base branch has no configuration yet");
  });
});

describe("a configuration that cannot be used", () => {
  const broken = "version: 1\nagent: { runner: ftp }\n";

  test("on the base branch blocks, and the comment lists its problems", async () => {
    const shop = await shopRepository({ files: { ...shopFiles(), "tracegate.yaml": broken } });
    const pull = await shop.pull({ "tracegate.yaml": shopConfig });
    const cwd = shop.checkout({ "tracegate.yaml": shopConfig });
    const event = await pullRequestEvent(shop.github, pull);
    expectCouldNotRun(await shop.step({ event, cwd }), "tracegate.yaml in the base branch");
    const [comment] = await shop.comments(pull.number);
    expect(comment?.body).toMatch(/the gate could not run: tracegate&#46;yaml in the base branch/);
    expect(comment?.body).toMatch(/- `tracegate\.yaml` 2:\d+/);
  });

  test("of the change blocks too, in both modes", async () => {
    for (const mode of ["gate", "run-and-gate"]) {
      const shop = await shopRepository();
      const pull = await shop.pull({ "tracegate.yaml": broken });
      const cwd = shop.checkout({ "tracegate.yaml": broken });
      const event = await pullRequestEvent(shop.github, pull);
      const result = await shop.step({ event, cwd, inputs: { mode } });
      expectCouldNotRun(result, "tracegate.yaml in the change");
      expect((await shop.comments(pull.number))[0]?.body).toContain("CONFIG_INVALID");
    }
  });

  test("or is nowhere at all, blocks", async () => {
    const shop = await shopRepository({ files: { "README.md": "A shop.\n" } });
    const pull = await shop.pull({ "agent.mjs": agentModule("honest") });
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event });
    expectCouldNotRun(result, "There is no tracegate.yaml");
    expect(result.summary).toContain("CONFIG_MISSING");
  });

  test("after `workflow_run` an older green comment and status are not left standing", async () => {
    const shop = await shopRepository({ files: { ...shopFiles(), "tracegate.yaml": broken } });
    const pull = await shop.pull({ "agent.mjs": agentModule("inventive") });
    const result = await shop.step({
      event: await afterRunOf(shop.github, pull),
      cwd: resultsWorkspace({ headSha: pull.head.sha }),
      inputs: { mode: "gate" },
      permissions: fullPermissions,
    });
    expectCouldNotRun(result, "in the base branch cannot be used");
    expect(await shop.comments(pull.number)).toHaveLength(1);
    expect(await shop.statuses(pull.head.sha)).toMatchObject([{ state: "failure" }]);
  });
});

function expectCouldNotRun(result: ActionResult, why: string): void {
  expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
  expect(result.annotations[0]?.message).toContain(why);
}

describe("while a team adopts the gate", () => {
  const dayMs = 86_400_000;
  const day = (offset: number): string =>
    new Date(Date.now() + offset * dayMs).toISOString().slice(0, 10);

  test.each([
    ["tomorrow", 1, 0],
    ["today", 0, 1],
  ])("a fail until %s ends with exit code as it should", async (_when, offset, exitCode) => {
    const until = day(offset);
    const files = {
      ...shopFiles("inventive"),
      "tracegate.yaml": `${shopConfig}enforce: { until: ${until} }\n`,
    };
    const shop = await shopRepository({ files });
    const change = { "agent.mjs": `${agentModule("inventive")}// kinder\n` };
    const pull = await shop.pull(change);
    const result = await shop.step({
      event: await pullRequestEvent(shop.github, pull),
      cwd: shop.checkout(change),
    });
    expect(result).toMatchObject({ exitCode, outputs: { decision: "fail" } });
    const first =
      exitCode === 0 ? `Not enforced until ${until}, this would block the merge` : "Merge blocked";
    const [comment] = await shop.comments(pull.number);
    expect(comment?.body.split("\n")[1]).toContain(first);
    expect(result.summary.split("\n")[0]).toContain(first);
    expect(result.log.split("\n").find((line) => line.startsWith("FAIL"))).toContain(first);
    expect(result.annotations[0]).toMatchObject({
      level: exitCode === 0 ? "warning" : "error",
      message: expect.stringContaining(first),
    });
  });

  test("also a gate that could not run does not block, and the first line says both", async () => {
    const files = {
      ...shopFiles(),
      "tracegate.yaml": `${shopConfig}enforce: { until: 2099-01-01 }\n`,
    };
    const shop = await shopRepository({ files });
    const pull = await shop.pull({ "agent.mjs": agentModule("inventive") });
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, inputs: { mode: "gate" } });
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "undetermined" } });
    expect(result.summary.split("\n")[0]).toMatch(
      /^### ⚠️ Not enforced until 2099-01-01, this would block the merge: the gate could not run/,
    );
  });
});
