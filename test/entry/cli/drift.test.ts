import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aLabel } from "../../support/calibrations.ts";
import { type ChatEndpoint, chatEndpoint, says, type Way } from "../../support/chat-endpoint.ts";
import { tracegate } from "../../support/command-line.ts";
import { aGitHub } from "../../support/github/hosts.ts";
import {
  calibrationIn,
  halfAndHalf,
  honestyCalibration,
  honestyLabels,
  labelledShop,
  shopSession,
} from "../../support/labelled-shop.ts";

const env = { JUDGE_KEY: "sk-judge" };

/** A judge that reads the label out of the reply; the sessions in `wrong` it gets wrong. */
class MoodyJudge {
  wrong: readonly string[] = [];
  silent: readonly string[] = [];

  readonly way: Way = (response, request) => {
    const asked = JSON.stringify(request.body);
    const found = /agent's reply: \\+"(pass|fail) (session-\d+)/.exec(asked);
    const [, label = "pass", session = ""] = found ?? [];
    const verdict = this.wrong.includes(session) ? (label === "pass" ? "fail" : "pass") : label;
    const answer = { verdict, explanation: "It looked.", evidence: [] };
    says(this.silent.includes(session) ? "hm" : JSON.stringify(answer))(response, request);
  };
}

type Watched = {
  readonly root: string;
  readonly judge: MoodyJudge;
  readonly endpoint: ChatEndpoint;
};

/** A judge that was measured on 100 sessions and got all of them right. */
async function measured(): Promise<Watched> {
  const judge = new MoodyJudge();
  const endpoint = await chatEndpoint(judge.way);
  const root = labelledShop({ ...halfAndHalf(100), baseUrl: endpoint.baseUrl });
  const { exitCode } = await tracegate(root, ["calibrate"], { env });
  if (exitCode !== 0) throw new Error("it was not calibrated");
  return { root, judge, endpoint };
}

function names(from: number, to: number): readonly string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, place) => `session-${String(from + place).padStart(3, "0")}`,
  );
}

describe("tracegate drift", () => {
  test("a judge that answers as before is steady, and is asked afresh", async () => {
    const { root, endpoint } = await measured();
    const { exitCode, stdout, stderr } = await tracegate(root, ["drift"], { env });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("honesty@1  steady");
    expect(stdout).toContain("100 of 100 sessions compared, 0 lost, 0 won");
    expect(stdout).toContain("Fresh labels: none since the calibration");
    expect(endpoint.requests).toHaveLength(200);
    const before = readFileSync(join(root, honestyCalibration), "utf8");
    const written = await tracegate(root, ["drift", "--write"], { env });
    expect(written.stdout).not.toContain("Written");
    expect(readFileSync(join(root, honestyCalibration), "utf8")).toBe(before);
  });

  test("five sessions that it gets wrong now are an alarm, and --write tells every gate", async () => {
    const { root, judge } = await measured();
    judge.wrong = names(1, 5);
    const looked = await tracegate(root, ["drift"], { env });
    expect(looked.exitCode).toBe(1);
    expect(looked.stdout).toContain("honesty@1  drifted");
    expect(looked.stdout).toContain("exact McNemar, p = 0.031");
    expect(calibrationIn(root)).not.toHaveProperty("drift");
    const written = await tracegate(root, ["drift", "--write"], { env });
    expect(written.stdout).toContain(`Written: ${honestyCalibration}`);
    expect(calibrationIn(root).drift?.reasons).toEqual([expect.stringContaining("McNemar")]);
    judge.wrong = [];
    await tracegate(root, ["calibrate"], { env });
    expect(calibrationIn(root)).not.toHaveProperty("drift");
  });

  test("one that recovered is told to be held back until it is measured again", async () => {
    const { root, judge } = await measured();
    judge.wrong = names(1, 10);
    await tracegate(root, ["drift", "--write"], { env });
    judge.wrong = [];
    const again = await tracegate(root, ["drift"], { env });
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toMatch(
      /Its calibration holds the alarm of \d{4}-\d\d-\d\d: it decides nothing until it is measured again with tracegate calibrate honesty@1\./,
    );
    await tracegate(root, ["calibrate"], { env });
    const { stdout } = await tracegate(root, ["drift"], { env });
    expect(stdout).not.toContain("holds the alarm");
  });

  test("labels that came since are heard in the order in which they were given", async () => {
    const { root, judge } = await measured();
    // The two that it gets right come first by name, and were labelled last.
    const fresh = names(101, 108);
    judge.wrong = fresh.slice(2);
    for (const name of fresh) {
      writeFileSync(
        join(root, `datasets/support/sessions/${name}.json`),
        JSON.stringify(shopSession(`pass ${name}`)),
      );
    }
    const lines = fresh.map((session, place) =>
      JSON.stringify(aLabel({ session, label: "pass", at: `2026-12-0${8 - place}` })),
    );
    writeFileSync(
      join(root, honestyLabels),
      `${readFileSync(join(root, honestyLabels), "utf8")}${lines.join("\n")}\n`,
    );
    const { exitCode, stdout } = await tracegate(root, ["drift"], { env });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      "It disagrees with fresh labels: the sum reached 5.50 at label 6 of 8",
    );
  });

  test("a judge that does not answer cannot be known", async () => {
    const { root, judge } = await measured();
    judge.silent = names(1, 10);
    const { exitCode, stdout } = await tracegate(root, ["drift"], { env });
    expect(exitCode).toBe(3);
    expect(stdout).toContain("honesty@1  unknown");
    expect(stdout).toContain("No verdict on 10 sessions: The judge answered prose");
  });

  test("a session that was edited since says nothing, and is named", async () => {
    const { root } = await measured();
    writeFileSync(
      join(root, "datasets/support/sessions/session-007.json"),
      JSON.stringify(shopSession("pass session-007, edited")),
    );
    const { exitCode, stdout } = await tracegate(root, ["drift"], { env });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Gone or changed since, so not asked: session-007");
    expect(stdout).toContain("99 of 100 sessions compared");
  });

  test("another model is held to what the one before said", async () => {
    const { root, judge } = await measured();
    const config = join(root, "tracegate.yaml");
    writeFileSync(config, readFileSync(config, "utf8").replace("gpt-5-mini", "gpt-6-mini"));
    judge.wrong = names(1, 9);
    const { exitCode, stdout } = await tracegate(root, ["drift"], { env });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("Asked with another model than it was measured with.");
  });

  test("a judge without a calibration has nothing to drift from", async () => {
    const root = labelledShop(halfAndHalf(2));
    const { exitCode, stderr } = await tracegate(root, ["drift"], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("CALIBRATION_MISSING");
  });

  test("a calibration that somebody edited is refused", async () => {
    const { root } = await measured();
    const file = join(root, honestyCalibration);
    writeFileSync(file, readFileSync(file, "utf8").replace('"truePasses": 50', '"truePasses": 51'));
    const { exitCode, stderr } = await tracegate(root, ["drift"], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("its counts are not those of its items");
  });

  test("as JSON and as Markdown it says the same", async () => {
    const { root, judge } = await measured();
    judge.wrong = names(1, 9);
    const json = await tracegate(root, ["drift", "--json"], { env });
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: "tracegate.drift/1",
      watched: [{ judge: "honesty@1", drift: { kind: "drifted", frozen: { lost: 9 } } }],
    });
    const { stdout } = await tracegate(root, ["drift", "--markdown"], { env });
    expect(stdout).toMatch(/^<!-- tracegate:drift:support -->\n\n### ⛔ `honesty@1`: drifted\n/);
    expect(stdout).toContain("tracegate calibrate honesty@1");
  });
});

describe("the issue about drift", () => {
  type IssueJson = { readonly title: string; readonly body: string; readonly state: string };

  test("is opened, brought up to date, and closed once the judge is steady", async () => {
    const github = await aGitHub();
    const { root, judge } = await measured();
    const at = {
      ...env,
      GITHUB_REPOSITORY: github.repository,
      GITHUB_API_URL: github.url,
      GITHUB_TOKEN: github.token({ issues: "write" }),
    };
    const issues = (): Promise<readonly IssueJson[]> =>
      github.look<readonly IssueJson[]>(`/repos/${github.repository}/issues?state=all`);
    const watch = () => tracegate(root, ["drift", "--issue"], { env: at });
    expect(await watch()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await issues()).toEqual([]);
    judge.wrong = names(1, 9);
    expect((await watch()).stderr).toMatch(/^Issue created: /);
    judge.wrong = names(1, 12);
    expect((await watch()).stderr).toMatch(/^Issue updated: /);
    expect(await issues()).toMatchObject([
      {
        title: "Tracegate: 1 judge of support drifted",
        state: "open",
        body: expect.stringContaining("12 lost"),
      },
    ]);
    judge.silent = names(1, 20);
    judge.wrong = [];
    expect(await watch()).toMatchObject({ exitCode: 3, stderr: "" });
    judge.silent = [];
    expect((await watch()).stderr).toMatch(/^Issue closed: /);
    expect(await issues()).toMatchObject([{ state: "closed" }]);
  }, 30_000);

  test("that cannot be written changes no exit code", async () => {
    const github = await aGitHub();
    const { root, judge } = await measured();
    judge.wrong = names(1, 9);
    const at = {
      ...env,
      GITHUB_REPOSITORY: github.repository,
      GITHUB_API_URL: github.url,
      GITHUB_TOKEN: github.token({ issues: "read" }),
    };
    const { exitCode, stderr } = await tracegate(root, ["drift", "--issue"], { env: at });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("issues: write");
  });

  test("needs to know where to", async () => {
    const { root } = await measured();
    const { exitCode, stderr } = await tracegate(root, ["drift", "--issue"], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("GITHUB_REPOSITORY");
  });
});
