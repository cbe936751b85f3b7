import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ChatEndpoint, chatEndpoint, says, type Way } from "../../support/chat-endpoint.ts";
import { type CommandLineOptions, tracegate } from "../../support/command-line.ts";
import { commitAll, git } from "../../support/git.ts";
import {
  halfAndHalf,
  honestyCalibration,
  honestyLabels,
  labelledShop,
} from "../../support/labelled-shop.ts";
import { datasetFile, edit, remove, sign, write } from "../../support/promoted-shop.ts";

const env = { JUDGE_KEY: "sk-judge" };
const trust = "{ labels: 10, tpr: 0.6, tnr: 0.6 }";

/** The judge reads the label out of the reply, except in the sessions that it gets wrong. */
class ShopJudge {
  /** Grows while a test goes on. */
  wrong: readonly string[] = [];

  readonly way: Way = (response, request) => {
    const found = /agent's reply: \\+"(pass|fail) (session-\d+)/.exec(JSON.stringify(request.body));
    const [, label = "pass", session = ""] = found ?? [];
    const verdict = this.wrong.includes(session) ? (label === "pass" ? "fail" : "pass") : label;
    says(JSON.stringify({ verdict, explanation: "It looked.", evidence: [] }))(response, request);
  };
}

type JudgedShop = {
  readonly root: string;
  readonly judge: ShopJudge;
  readonly endpoint: ChatEndpoint;
};

/** The gift shop with a judge, labels of both classes, signed cases, and as many sessions as are asked for. */
async function aJudgedShop(sessions = 60): Promise<JudgedShop> {
  const judge = new ShopJudge();
  const endpoint = await chatEndpoint(judge.way);
  const root = labelledShop({
    ...halfAndHalf(sessions),
    trust,
    baseUrl: endpoint.baseUrl,
    files: { ".gitignore": ".tracegate\n" },
  });
  edit(root, datasetFile, "dimensions:", "experts: [maria-policy]\ndimensions:");
  git(root, "init", "--quiet", "-b", "main");
  git(root, "config", "user.name", "Dana");
  git(root, "config", "user.email", "dana@example.com");
  for (const id of ["late-fee", "lost-parcel", "gift-card"]) await sign(root, id);
  commitAll(root, "The gift shop");
  return { root, judge, endpoint };
}

/** The same with the calibration of its judge merged. */
async function aCalibratedShop(sessions?: number): Promise<JudgedShop> {
  const shop = await aJudgedShop(sessions);
  expect(await tracegate(shop.root, ["calibrate"], { env })).toMatchObject({ exitCode: 0 });
  commitAll(shop.root, "A calibration");
  return shop;
}

function promote(root: string, options: CommandLineOptions = { env }, ...more: readonly string[]) {
  return tracegate(root, ["dataset", "promote", ...more], options);
}

function isTagged(root: string): boolean {
  return git(root, "tag", "--list") !== "";
}

const blocked = "promotion: blocked (calibration)\n1 thing keeps support-v1.0.0 from being made";
const subject = "honesty@1  evaluators/honesty/v1.yaml\n";

describe("a version with a judge", () => {
  test("is made where the judge is measured again and is as good as its calibration", async () => {
    const { root, endpoint } = await aCalibratedShop();
    const before = readFileSync(join(root, honestyCalibration), "utf8");
    const { exitCode, stdout, stderr } = await promote(root);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    // Once by `calibrate`, and once more: an answer of before says nothing about today's model.
    expect(endpoint.requests).toHaveLength(120);
    expect(stdout).toMatch(
      /Judges, measured on the labels of this version:\n- honesty@1: TPR 1\.00 \(at least 0\.92\), TNR 1\.00 \(at least 0\.92\), κ 1\.00, 60 sessions/,
    );
    expect(isTagged(root)).toBe(true);
    expect(readFileSync(join(root, honestyCalibration), "utf8")).toBe(before);
    expect(git(root, "status", "--porcelain")).toBe("");
    await promote(root);
    expect(endpoint.requests).toHaveLength(120);
  });

  test("takes the answers of before where it is told to", async () => {
    const { root, endpoint } = await aCalibratedShop();
    expect(await promote(root, { env }, "--cached")).toMatchObject({ exitCode: 0 });
    expect(endpoint.requests).toHaveLength(60);
  });

  test("asks no judge where a sign-off is missing", async () => {
    const { root, endpoint } = await aCalibratedShop();
    const asked = endpoint.requests.length;
    edit(root, "datasets/support/cases/gift-card.yaml", "gift cards?", "old gift cards?");
    commitAll(root, "Old ones");
    const { exitCode, stdout } = await promote(root);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("promotion: blocked (sign-off)");
    expect(stdout).toContain("No judge was asked yet.");
    expect(endpoint.requests).toHaveLength(asked);
  });

  test("asks no judge that only a retired case names", async () => {
    const { root, endpoint } = await aJudgedShop();
    edit(root, "tracegate.yaml", "    honesty: { floor: 0.8 }\n", "");
    edit(
      root,
      "datasets/support/cases/gift-card.yaml",
      "id: gift-card",
      "id: gift-card\nstatus: retired",
    );
    commitAll(root, "No gift cards");
    expect(await promote(root, { env: {} })).toMatchObject({ exitCode: 0 });
    expect(endpoint.requests).toEqual([]);
  });
});

describe("what blocks it", () => {
  test("no key: the reason is said, and nothing is skipped", async () => {
    const { root } = await aCalibratedShop();
    const { exitCode, stdout } = await promote(root, { env: {} });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(blocked);
    expect(stdout).toContain(
      `${subject}  honesty@1 gave no verdict on any session: The judge is unavailable: no API key: set JUDGE_KEY.\n  fix: Mend that, see \`judge\` in tracegate.yaml`,
    );
    expect(isTagged(root)).toBe(false);
    expect(await promote(root, { env: {} }, "--dry-run")).toMatchObject({ exitCode: 1 });
  });

  test("a judge that was never measured", async () => {
    const { root } = await aJudgedShop();
    const { exitCode, stdout } = await promote(root);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `${subject}  it has no calibration in the repository\n  fix: Measure it with \`tracegate calibrate honesty@1\`, and merge`,
    );
  });

  test("a judge that is worse than its calibration, above its floors as it is", async () => {
    const { root, judge } = await aCalibratedShop();
    judge.wrong = ["session-001", "session-002", "session-003", "session-004"];
    expect(await promote(root, { env }, "--dry-run")).toMatchObject({ exitCode: 0 });
    judge.wrong = [...judge.wrong, "session-005"];
    const { exitCode, stdout } = await promote(root);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `${subject}  it judges worse than when it was measured: wrong on 5 sessions that it was right on, right on 0 that it was wrong on (exact McNemar, p = 0.031)`,
    );
    expect(isTagged(root)).toBe(false);
  });

  test("a judge below its floor", async () => {
    const { root, judge } = await aCalibratedShop();
    judge.wrong = Array.from(
      { length: 30 },
      (_, i) => `session-${String(2 * i + 2).padStart(3, "0")}`,
    );
    expect((await promote(root)).stdout).toContain(
      `${subject}  TNR 0.00, lower bound 0.00, which is below 0.60\n  fix: Read what it gets wrong`,
    );
  });

  test("labels that went: too few of them, or other sessions than it was measured on", async () => {
    const { root } = await aCalibratedShop();
    const lines = readFileSync(join(root, honestyLabels), "utf8").trim().split("\n");
    write(root, honestyLabels, `${lines.slice(0, 18).join("\n")}\n`);
    commitAll(root, "Few labels");
    expect((await promote(root)).stdout).toContain(
      `${subject}  9 of 10 pass labels\n  fix: Label more sessions with \`tracegate label honesty\``,
    );
    write(root, honestyLabels, `${lines.slice(0, 50).join("\n")}\n`);
    commitAll(root, "Some labels");
    expect((await promote(root)).stdout).toContain(
      `${subject}  10 of the 60 sessions of its calibration are no longer there, labelled and as they were`,
    );
    remove(root, honestyLabels);
    commitAll(root, "No labels");
    expect((await promote(root)).stdout).toContain(
      `${subject}  There are no labels on honesty: ${honestyLabels} is not there.`,
    );
    expect(isTagged(root)).toBe(false);
  });

  test("a calibration that nobody can read, or on which the drift watch raised an alarm", async () => {
    const { root } = await aCalibratedShop();
    const good = readFileSync(join(root, honestyCalibration), "utf8");
    write(
      root,
      honestyCalibration,
      good.replace(
        '"items"',
        '"drift": { "at": "2026-11-22", "reasons": ["It flips."] },\n  "items"',
      ),
    );
    commitAll(root, "Drift");
    expect((await promote(root)).stdout).toContain(
      `${subject}  the drift watch raised an alarm: It flips.\n`,
    );
    write(root, honestyCalibration, good.replace('"verdict":"pass"', '"verdict":"fail"'));
    commitAll(root, "By hand");
    expect((await promote(root)).stdout).toContain(
      `${subject}  ${honestyCalibration} is no calibration: its counts are not those of its items.`,
    );
    expect(isTagged(root)).toBe(false);
  });

  test("a line of labels that cannot be read ends it as a mistake in a file", async () => {
    const { root } = await aCalibratedShop();
    write(
      root,
      honestyLabels,
      `${readFileSync(join(root, honestyLabels), "utf8")}{"session": "session-001"}\n`,
    );
    commitAll(root, "Half a label");
    const { exitCode, stderr } = await promote(root);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${honestyLabels}:61`);
    expect(isTagged(root)).toBe(false);
  });
});

test("an interrupted promotion tags nothing, and says how it goes on", async () => {
  const { root } = await aCalibratedShop();
  const interrupted = await promote(root, { env, terminalColumns: 80, interruptAt: /answered/ });
  expect(interrupted.exitCode).toBe(130);
  expect(interrupted.stderr).toContain(
    "Interrupted: nothing was tagged. Go on with `tracegate dataset promote --cached`.",
  );
  expect(isTagged(root)).toBe(false);
  expect(existsSync(join(root, ".git/worktrees"))).toBe(false);
});
