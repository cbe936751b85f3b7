import { describe, expect, test } from "vitest";
import { caseFile } from "../../../src/core/dataset/case-file.ts";
import {
  labelledEvent,
  labelledReport,
  refundSession,
  shopFiles,
} from "../../support/bot/labelled-report.ts";
import { answerOn, endState, filesOf, onlyPull, pullsOn, textAt } from "../../support/bot/look.ts";
import { type Told, telling } from "../../support/bot/signed-shop.ts";
import { startBot } from "../../support/bot/start-bot.ts";
import { aGitHub, commentsOn } from "../../support/github/hosts.ts";
import type { GitHub } from "../../support/github/start-github.ts";
import { parseYaml } from "../../support/parse-yaml.ts";
import { aReport, reportBody } from "../../support/reports.ts";

const id = "refund-policy-that-the-knowledge-base-does-not-cover";
const caseAt = `datasets/shop/cases/${id}.yaml`;
const sessionAt = `datasets/shop/sessions/${id}.json`;

test("a labelled report becomes a pull request with a case, and one comment", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const number = await labelledReport(github);
  expect(await bot.deliver("issues", labelledEvent(bot.about("lee"), number))).toBe(200);

  const pull = await onlyPull(github);
  expect(pull).toMatchObject({
    title: `Add case ${id} (from #${number})`,
    head: { ref: `tracegate/issue-${number}` },
    user: { login: "tracegate[bot]" },
  });
  expect(
    (await filesOf(github, pull.number)).map(({ filename, status }) => [filename, status]),
  ).toEqual([
    [caseAt, "added"],
    [sessionAt, "added"],
  ]);
  const written = caseFile.parse(parseYaml(await textAt(github, caseAt, pull.head.ref)));
  expect(written).toMatchObject({
    id,
    status: "proposed",
    dimensions: ["faithfulness", "abstention"],
    failureMode: "tool-use",
    tools: { mode: "recorded", session: `${id}.json` },
    expectations: [
      {
        dimension: "faithfulness",
        evaluator: "faithfulness@1",
        truth: "No policy covers partly used gift cards; the agent must say so.",
      },
      { dimension: "abstention", evaluator: "abstains-on-empty-retrieval@1" },
    ],
    provenance: { issue: number, reportedBy: "mal", severity: "high" },
  });
  const answer = await answerOn(github, number);
  expect(answer).toContain(`Opened #${pull.number} with the case \`${id}\``);
  expect(answer).toContain("(format session: 2 turns, 1 step, 1 tool)");
  expect(answer).toContain("Redacted 1 e-mail address before storing anything.");
  expect(answer).toContain("turn 2, step 1");
});

test("no personal data of the trace is in anything that was written", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
  const session = refundSession();
  const number = await labelledReport(github, {
    session: { ...session, policy: `Use the key ${secret}.` },
    fields: { wrong: `It told erika.muster@post-haus.de the key ${secret}.` },
  });
  await bot.deliver("issues", labelledEvent(bot.about("lee"), number));
  const all = JSON.stringify(await endState(github, number));
  expect(all).not.toContain("erika.muster");
  expect(all).not.toContain(secret);
  expect(await answerOn(github, number)).toContain("change every secret");
});

test("a secret in every place of a report and its trace is in none of what was written", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
  const mail = "erika.muster@post-haus.de";
  const both = `Key ${secret} of ${mail}`;
  const everywhere = {
    id: both,
    agent: { name: both },
    turns: [
      {
        user: `What is the refund policy? ${both}`,
        steps: [
          {
            kind: "tool" as const,
            name: "search_policies",
            arguments: { [secret]: both, [mail]: [both] },
            status: "ok" as const,
            result: [],
          },
        ],
        reply: `You have 30 days. ${both}`,
      },
    ],
  };
  const fields = { asked: both, wrong: both, expected: both, dimension: both, severity: both };
  const number = await labelledReport(github, { session: everywhere, fields });
  await github.seed.editIssue(number, { title: `[agent] Refund ${both}` });
  await bot.deliver("issues", labelledEvent(bot.about("lee"), number));
  await telling(github, bot).commented(number, "lee", `/tracegate truth Never name ${both}.`);
  const end = JSON.stringify(await endState(github, number));
  expect(await pullsOn(github)).toHaveLength(1);
  expect(end).not.toContain("16C7e42F");
  expect(end).not.toContain("erika");
});

test("the same event again changes nothing, whoever sends it again", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const number = await labelledReport(github);
  const event = labelledEvent(bot.about("lee"), number);
  await bot.deliver("issues", event);
  const before = await endState(github, number);
  const { sha } = (await onlyPull(github)).head;
  await bot.deliver("issues", event);
  await bot.deliver("issues", event);
  expect(await endState(github, number)).toEqual(before);
  expect((await onlyPull(github)).head.sha).toBe(sha);
});

test("replicas that are told at once open one pull request and write one comment", async () => {
  const github = await aGitHub();
  const bots = [await startBot(github), await startBot(github), await startBot(github)];
  const number = await labelledReport(github);
  const statuses = await Promise.all(
    bots.flatMap((bot) => [
      bot.deliver("issues", labelledEvent(bot.about("lee"), number)),
      bot.deliver("issues", labelledEvent(bot.about("lee"), number)),
    ]),
  );
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
  expect(await pullsOn(github)).toHaveLength(1);
  expect(await answerOn(github, number)).toContain("with the case");
});

test("an edited report is brought up to date in place", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const number = await labelledReport(github);
  await bot.deliver("issues", labelledEvent(bot.about("lee"), number));
  const trace = `\`\`\`json\n${JSON.stringify(refundSession())}\n\`\`\``;
  const body = reportBody(aReport({ trace, expected: "It must offer a hand-over." }));
  await github.seed.editIssue(number, { title: "[agent] Quite another title", body });
  await bot.deliver("issues", { ...bot.about("mal"), action: "edited", issue: { number } });
  const pull = await onlyPull(github);
  const text = await textAt(github, caseAt, pull.head.ref);
  expect(text).toContain("It must offer a hand-over.");
  expect(pull.body).toContain("hand&#45;over");
  expect(await filesOf(github, pull.number)).toHaveLength(2);
  expect(await answerOn(github, number)).toContain("Brought up to date");
});

test("what people changed on the branch is not written over", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const number = await labelledReport(github);
  await bot.deliver("issues", labelledEvent(bot.about("lee"), number));
  const pull = await onlyPull(github);
  const mine = (await textAt(github, caseAt, pull.head.ref)).replace(
    "status: proposed",
    "runs: 50\nstatus: proposed",
  );
  await github.seed.push({ branch: pull.head.ref, files: { [caseAt]: mine }, login: "dana" });
  const body = reportBody(aReport({ trace: JSON.stringify(refundSession()), expected: "Other." }));
  await github.seed.editIssue(number, { body });
  await bot.deliver("issues", { ...bot.about("mal"), action: "edited", issue: { number } });
  expect(await textAt(github, caseAt, pull.head.ref)).toBe(mine);
  expect(await answerOn(github, number)).toContain("was changed by hand");
});

test("of the commands only `/tracegate retry` writes over what people changed", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const number = await labelledReport(github);
  await bot.deliver("issues", labelledEvent(bot.about("lee"), number));
  const { head } = await onlyPull(github);
  const drafted = await textAt(github, caseAt, head.ref);
  const mine = drafted.replace("status: proposed", "runs: 50\nstatus: proposed");
  await github.seed.push({ branch: head.ref, files: { [caseAt]: mine }, login: "dana" });
  const told = telling(github, bot);
  await told.commented(number, "lee", "/tracegate add");
  await told.commented(number, "lee", "/tracegate truth Nobody may name a window.");
  expect(await textAt(github, caseAt, head.ref)).toBe(mine);
  await told.commented(number, "lee", "/tracegate retry");
  const again = await textAt(github, caseAt, head.ref);
  expect(again).not.toContain("runs: 50");
  expect(again).toContain("truth: Nobody may name a window.");
});

test("a crash between branch and pull request is made good by the next event", async () => {
  const github = await aGitHub();
  const bot = await startBot(github, { patience: { ...onceOnly } });
  const number = await labelledReport(github);
  github.fault({ operation: "pulls/create", kind: "status", status: 503, times: 1 });
  const event = labelledEvent(bot.about("lee"), number);
  expect(await bot.deliver("issues", event)).toBe(500);
  expect(await pullsOn(github)).toEqual([]);
  expect(await bot.deliver("issues", event)).toBe(200);
  const pull = await onlyPull(github);
  expect(await filesOf(github, pull.number)).toHaveLength(2);
  expect(await answerOn(github, number)).toContain(`### Opened #${pull.number}`);
});

test("a pull request that was opened before a crash is told as opened, since nobody was told of it", async () => {
  const github = await aGitHub();
  const bot = await startBot(github, { patience: { ...onceOnly } });
  const number = await labelledReport(github);
  github.fault({ operation: "issues/create-comment", kind: "status", status: 503, times: 1 });
  const event = labelledEvent(bot.about("lee"), number);
  expect(await bot.deliver("issues", event)).toBe(500);
  expect(await bot.deliver("issues", event)).toBe(200);
  expect(await answerOn(github, number)).toContain(
    `### Opened #${(await onlyPull(github)).number}`,
  );
});

test("the pull request says what is checked, where that is read, and by whom it is signed", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const number = await labelledReport(github);
  await bot.deliver("issues", labelledEvent(bot.about("lee"), number));
  const { body } = await onlyPull(github);
  expect(body).toContain("**What is checked here, and where you read it**");
  expect(body).toContain("runs it against the base branch's agent");
  expect(body).toContain("`faithfulness@1` is a judge: it is measured again");
  expect(body).toContain("`tracegate/sign-off` is red until it is");
  expect(body).toContain("**To sign** rae: approve this pull request");
});

const onceOnly = {
  answerMs: 5_000,
  retries: 0,
  pauseMs: 1,
  longestMs: 1,
  sleep: () => Promise.resolve(),
};

test("the same session in another report is linked and not added twice", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const first = await labelledReport(github);
  await bot.deliver("issues", labelledEvent(bot.about("lee"), first));
  const second = await labelledReport(github);
  await bot.deliver("issues", labelledEvent(bot.about("lee"), second));
  const pull = await onlyPull(github);
  expect(await answerOn(github, second)).toContain(`known already: #${pull.number}`);
});

test("of two reports of one session that replicas are told of at once one is proposed, and the other linked", async () => {
  const github = await aGitHub();
  const bots = [await startBot(github), await startBot(github)];
  const issues = [await labelledReport(github), await labelledReport(github)];
  const told = bots.map((bot, index) =>
    bot.deliver("issues", labelledEvent(bot.about("lee"), issues[index] ?? 0)),
  );
  expect(await Promise.all(told)).toEqual([200, 200]);
  const open = (await pullsOn(github)).filter(({ state }) => state === "open");
  expect(open).toHaveLength(1);
  const answers = await Promise.all(issues.map((number) => answerOn(github, number)));
  expect(answers.filter((text) => text.includes(`### Opened #${open[0]?.number}`))).toHaveLength(1);
  expect(
    answers.filter((text) => text.includes(`known already: #${open[0]?.number}`)),
  ).toHaveLength(1);
});

/** As two replicas leave it that were cut off before they looked again. */
async function twoPulls(edit: (text: string) => string): Promise<{
  readonly github: GitHub;
  readonly second: number;
  readonly earlier: number;
  readonly later: number;
  readonly say: Told["commented"];
}> {
  const github = await aGitHub();
  const bot = await startBot(github);
  const first = await labelledReport(github);
  await bot.deliver("issues", labelledEvent(bot.about("lee"), first));
  const pull = await onlyPull(github);
  const second = await labelledReport(github, { files: {} });
  const { number: later } = await github.seed.openPullRequest({
    author: bot.login,
    branch: `tracegate/issue-${second}`,
    title: `Add case ${id} (from #${second})`,
    body: pull.body,
    files: {
      [caseAt]: edit(await textAt(github, caseAt, pull.head.ref)),
      [sessionAt]: await textAt(github, sessionAt, pull.head.ref),
    },
  });
  await bot.deliver("issues", labelledEvent(bot.about("lee"), second));
  const say = telling(github, bot).commented;
  return { github, second, earlier: pull.number, later, say };
}

describe("a pull request that holds what an earlier one holds", () => {
  test("is closed, and the report says why", async () => {
    const { github, second, earlier, later, say } = await twoPulls((text) => text);
    const answer = await answerOn(github, second);
    expect(answer).toContain(`known already: #${earlier}`);
    expect(answer).toContain(`so I closed #${later}`);
    const states = async (): Promise<readonly string[]> =>
      (await pullsOn(github)).map(({ number, state }) => `${number} ${state}`);
    expect(await states()).toEqual([`${earlier} open`, `${later} closed`]);
    // The earlier one is nobody's duplicate.
    await say(1, "lee", "/tracegate retry");
    expect(await states()).toEqual([`${earlier} open`, `${later} closed`]);
  });

  test("stays where somebody changed it, and that is said", async () => {
    const { github, second, earlier, later, say } = await twoPulls((text) => `${text}runs: 50\n`);
    const answer = await answerOn(github, second);
    expect(answer).toContain(`known already: #${earlier}`);
    expect(answer).toContain(`#${later} holds it too, but was changed by hand`);
    await say(1, "lee", "/tracegate retry");
    expect(await answerOn(github, 1)).toContain(`Brought up to date: #${earlier}`);
    expect((await pullsOn(github)).map(({ state }) => state)).toEqual(["open", "open"]);
  });
});

test("a session in which the user says what a case says already is linked to that case", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const session = {
    ...refundSession(),
    turns: [{ user: "how high is the late fee, for an invoice", steps: [], reply: "30 %." }],
  };
  const number = await labelledReport(github, { session });
  await bot.deliver("issues", labelledEvent(bot.about("lee"), number));
  expect(await pullsOn(github)).toEqual([]);
  expect(await answerOn(github, number)).toContain("known already: case `late-fee`");
});

test("a closed pull request is not opened again by an edit, and a merged one is linked", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const number = await labelledReport(github);
  await bot.deliver("issues", labelledEvent(bot.about("lee"), number));
  const pull = await onlyPull(github);
  await github.seed.closePullRequest(pull.number);
  await github.seed.editIssue(number, { title: "[agent] Edited once more" });
  await bot.deliver("issues", { ...bot.about("mal"), action: "edited", issue: { number } });
  expect(await pullsOn(github)).toHaveLength(1);
  expect(await answerOn(github, number)).toContain(`#${pull.number} was closed`);
});

test("from the label to the opened pull request take at most 15 requests", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  const session = refundSession();
  const long = "The late fee is named in no policy. ".repeat(28_000);
  const [first, last] = session.turns;
  if (first === undefined || last === undefined) throw new Error("two turns");
  const steps = [
    ...last.steps,
    { kind: "tool" as const, name: "search_policies", status: "ok" as const, result: long },
  ];
  const path = "traces/late-fee.json";
  const large = JSON.stringify({ ...session, turns: [first, { ...last, steps }] });
  expect(large.length).toBeGreaterThan(1_000_000);
  const number = await labelledReport(github, {
    trace: "",
    fields: { place: path },
    files: { ...shopFiles, [path]: large },
  });
  const start = github.requests.length;
  await bot.deliver("issues", labelledEvent(bot.about("lee"), number));
  const requests = github.requests.slice(start);
  const opened = requests.findIndex(({ operation }) => operation === "pulls/create");
  expect(opened + 1).toBeGreaterThan(0);
  // With the App's name and its token, which the next report does without.
  const counted = requests.slice(0, opened + 1);
  expect(counted.map(({ method, path: asked }) => `${method} ${asked}`).length).toBeLessThanOrEqual(
    15,
  );
  expect(await commentsOn(github, number)).toHaveLength(1);
  // What was not looked for is said, and is proposed all the same.
  expect(await answerOn(github, number)).toContain("**First bad step** not looked for");
});
