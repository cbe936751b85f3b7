import { describe, expect, test } from "vitest";
import { commandRows } from "../../src/core/intake/commands.ts";
import { labelledEvent, labelledReport } from "../support/bot/labelled-report.ts";
import { pullsOn } from "../support/bot/look.ts";
import {
  aGiftCard,
  expertFiles,
  giftCard,
  headOf,
  shopPeople,
  signOffOn,
  type Told,
  telling,
  textAt,
} from "../support/bot/signed-shop.ts";
import { type Bot, botPermissions, startBot } from "../support/bot/start-bot.ts";
import { aGitHub, commentsOn } from "../support/github/hosts.ts";
import type { SeededPull } from "../support/github/seed.ts";
import type { GitHub } from "../support/github/start-github.ts";

type Shop = {
  readonly github: GitHub;
  readonly bot: Bot;
  readonly told: Told;
  readonly pull: SeededPull;
};

const session = "datasets/shop/sessions/gift-card.json";
const sessionText = '{ "id": "gift-card", "turns": [] }\n';

async function aPull(files: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const github = await aGitHub({ people: shopPeople });
  await github.seed.push({ files: expertFiles });
  const bot = await startBot(github);
  const pull = await github.seed.openPullRequest({
    files: { [giftCard]: aGiftCard, [session]: sessionText, ...files },
  });
  return { github, bot, pull, told: telling(github, bot) };
}

async function reactionsTo(github: GitHub, id: number): Promise<readonly string[]> {
  const path = `/repos/${github.repository}/issues/comments/${id}/reactions`;
  const listed = await github.look<readonly { readonly content: string }[]>(path);
  return listed.map(({ content }) => content);
}

async function answersOn(github: GitHub, number: number): Promise<string> {
  const ours = (await commentsOn(github, number)).filter(
    ({ user }) => user.login === "tracegate[bot]",
  );
  return ours.map(({ body }) => body).join("\n");
}

describe("a command on a pull request", () => {
  test("writes the failure mode, and reacts", async () => {
    const { github, told, pull } = await aPull();
    const id = await told.commented(pull.number, "lee", "/tracegate failure-mode tool-use", "pull");
    expect(await textAt(github, giftCard, await headOf(github, pull.number))).toBe(
      `${aGiftCard}failureMode: tool-use\n`,
    );
    expect(await reactionsTo(github, id)).toEqual(["+1"]);
    // The commit starts no job with the job's own token: its status is published at once.
    expect((await signOffOn(github, await headOf(github, pull.number)))?.state).toBe("failure");
  });

  test("quarantines", async () => {
    const { github, told, pull } = await aPull();
    await told.commented(pull.number, "lee", "/tracegate quarantine The sandbox is slow", "pull");
    const text = await textAt(github, giftCard, await headOf(github, pull.number));
    expect(text).toContain("status: quarantined\n");
    expect(text).toMatch(
      /quarantine:\s+owner: lee\s+since: "?\d{4}-\d\d-\d\d"?\s+reason: The sandbox is slow/,
    );
  });

  test("writes no secret of a reason into a file", async () => {
    const { github, told, pull } = await aPull();
    const why = "It shows ghp_16C7e42F292c6912E7710c838347Ae178B4a of erika.muster@post-haus.de";
    const body = `/tracegate quarantine ${why}\n\n/tracegate label abstention fail ${why}`;
    const id = await told.commented(pull.number, "lee", body, "pull");
    expect(await reactionsTo(github, id)).toEqual(["+1"]);
    const head = await headOf(github, pull.number);
    for (const path of [giftCard, "datasets/shop/labels/abstention.jsonl"]) {
      const text = await textAt(github, path, head);
      expect(text).toContain("It shows");
      expect(text).not.toContain("16C7e42F");
      expect(text).not.toContain("erika");
    }
  });

  test("adds a person's label, and replaces it where they say something else", async () => {
    const { github, told, pull } = await aPull();
    await told.commented(pull.number, "lee", "/tracegate label abstention pass", "pull");
    await told.commented(
      pull.number,
      "maria",
      "/tracegate label abstention fail It claims a window",
      "pull",
    );
    await told.commented(pull.number, "lee", "/tracegate label abstention fail", "pull");
    const path = "datasets/shop/labels/abstention.jsonl";
    const text = await textAt(github, path, await headOf(github, pull.number));
    const lines = text
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(lines).toMatchObject([
      { session: "gift-card", label: "fail", by: "maria", why: "It claims a window" },
      { session: "gift-card", label: "fail", by: "lee" },
    ]);
  });

  test.each([
    ["a dimension that is not there", "/tracegate label tone fail", "has no dimension"],
    ["a dimension that can be none", "/tracegate label Tone fail", "names of dimensions have"],
    ["a label that is none", "/tracegate label tone", "stands neither `pass` nor `fail`"],
    ["a mode that is none", "/tracegate failure-mode bad-luck", "the modes are"],
    ["a word too many", "/tracegate split now", "Not done: nothing may follow it"],
    ["a command that is none", "/tracegate approve", "there is no command"],
    ["what belongs on a report", "/tracegate add", "belongs on the report"],
    ["a pull request of one case", "/tracegate split", "no pull request that I opened"],
    ["a pull request of somebody else", "/tracegate close", "no pull request that I opened"],
  ])("is told what is wrong with %s", async (_, body, answer) => {
    const { github, told, pull } = await aPull();
    const before = await headOf(github, pull.number);
    const id = await told.commented(pull.number, "lee", body, "pull");
    expect(await answersOn(github, pull.number)).toContain(answer);
    expect(await reactionsTo(github, id)).toEqual(["confused"]);
    expect(await headOf(github, pull.number)).toBe(before);
  });

  test("of several is told by its name", async () => {
    const { github, told, pull } = await aPull();
    const body = "/tracegate split\n\n/tracegate failure-mode tool-use\n\n/tracegate approve";
    const id = await told.commented(pull.number, "lee", body, "pull");
    const answers = await answersOn(github, pull.number);
    expect(answers).toContain("- <code>/tracegate split</code> Not done: this is no pull request");
    expect(answers).toContain("Not done: there is no command `approve`");
    expect(answers).not.toContain("failure-mode");
    expect(await reactionsTo(github, id)).toEqual(["confused"]);
  });

  test("that GitHub does not let us do is told, and fails its delivery", async () => {
    const github = await aGitHub({ people: shopPeople });
    await github.seed.push({ files: expertFiles });
    const bot = await startBot(github, { permissions: { ...botPermissions, contents: "read" } });
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    const body = "/tracegate failure-mode tool-use";
    const id = await github.seed.comment(pull.number, "lee", body);
    const status = await bot.deliver("issue_comment", {
      ...bot.about("lee"),
      action: "created",
      issue: { number: pull.number, pull_request: {} },
      comment: { id, body, user: { login: "lee", type: "User" } },
    });
    expect(status).toBe(500);
    expect(await reactionsTo(github, id)).toEqual(["confused"]);
    const answers = await answersOn(github, pull.number);
    expect(answers).toContain("Not done: ");
    expect(answers).toContain("the token may not do this");
    expect(answers).toContain("`contents: write`");
    github.takeViolations();
  });

  test("help lists every command", async () => {
    const { github, told, pull } = await aPull();
    await told.commented(pull.number, "lee", "/tracegate help", "pull");
    const help = await answersOn(github, pull.number);
    for (const { does } of commandRows) expect(help).toContain(does);
  });
});

describe("nobody else commands", () => {
  test.each(["rae", "mal"])("%s may not write: a thumb down, and nothing else", async (login) => {
    const { github, told, pull } = await aPull();
    const before = await headOf(github, pull.number);
    const id = await told.commented(pull.number, login, "/tracegate quarantine", "pull");
    expect(await headOf(github, pull.number)).toBe(before);
    expect(await reactionsTo(github, id)).toEqual(["-1"]);
    expect(await answersOn(github, pull.number)).toBe("");
  });

  test("an expert without write who signs beside something else signs, and is told that the other is not done", async () => {
    const { github, told, pull } = await aPull();
    await told.opened(pull);
    const body = "/tracegate sign\n\n/tracegate quarantine";
    const id = await told.commented(pull.number, "rae", body, "pull");
    const head = await headOf(github, pull.number);
    expect(await signOffOn(github, head)).toEqual({
      state: "success",
      description: "Signed by @rae: 1 case.",
    });
    expect(await textAt(github, giftCard, head)).toContain("status: proposed");
    const answers = await answersOn(github, pull.number);
    expect(answers).toContain(
      "- <code>/tracegate quarantine</code> Not done: only whoever may write",
    );
    expect(await reactionsTo(github, id)).toEqual(["confused"]);
  });

  test("an expert without write who signs in the wrong words is told the right ones", async () => {
    const { github, told, pull } = await aPull();
    const id = await told.commented(pull.number, "rae", "/tracegate sign all", "pull");
    expect(await answersOn(github, pull.number)).toContain("It is written so: <code>");
    expect(await reactionsTo(github, id)).toEqual(["confused"]);
  });

  test.each([
    [
      "a bot",
      "created",
      { login: "dependabot[bot]", type: "Bot" },
      { login: "dependabot[bot]", type: "Bot" },
    ],
    [
      "an edit by a stranger",
      "edited",
      { login: "mal", type: "User" },
      { login: "lee", type: "User" },
    ],
    [
      "an edit by a maintainer",
      "edited",
      { login: "dana", type: "User" },
      { login: "lee", type: "User" },
    ],
    [
      "a comment that is deleted",
      "deleted",
      { login: "lee", type: "User" },
      { login: "lee", type: "User" },
    ],
  ])("%s commands nothing", async (_, action, sender, user) => {
    const { github, bot, pull } = await aPull();
    const before = await headOf(github, pull.number);
    const body = "/tracegate quarantine";
    const id = await github.seed.comment(pull.number, "lee", body);
    const status = await bot.deliver("issue_comment", {
      ...bot.about(sender.login),
      sender,
      action,
      issue: { number: pull.number, pull_request: {} },
      comment: { id, body, user },
    });
    expect(status).toBe(200);
    expect(await headOf(github, pull.number)).toBe(before);
    expect(await reactionsTo(github, id)).toEqual([]);
  });

  test("a trace that asks to be approved does not", async () => {
    const { github, told, pull } = await aPull();
    await told.commented(
      pull.number,
      "rae",
      "The agent said:\n\n> /tracegate sign\n\n```\n/tracegate sign\n```",
      "pull",
    );
    await told.pushed(pull);
    expect((await signOffOn(github, pull.head.sha))?.state).toBe("failure");
  });

  test("an edit by the author does what is new in it, once", async () => {
    const { github, bot, pull } = await aPull();
    const body = "/tracegate quarantine\n\n/tracegate failure-mode tool-use";
    const id = await github.seed.comment(pull.number, "lee", body);
    await bot.deliver("issue_comment", {
      ...bot.about("lee"),
      action: "edited",
      issue: { number: pull.number, pull_request: {} },
      comment: { id, body, user: { login: "lee", type: "User" } },
      changes: { body: { from: "/tracegate quarantine" } },
    });
    const text = await textAt(github, giftCard, await headOf(github, pull.number));
    expect(text).toContain("failureMode: tool-use");
    expect(text).toContain("status: proposed");
  });
});

describe("a command on a report", () => {
  test("closes it, with its pull request and its branch", async () => {
    const { github, told, bot } = await aPull();
    const issue = await labelledReport(github, { files: expertFiles });
    expect(await bot.deliver("issues", labelledEvent(bot.about("dana"), issue))).toBe(200);
    const open = `/repos/${github.repository}/pulls?state=open`;
    expect(await github.look<readonly object[]>(open)).toHaveLength(2);
    await told.commented(issue, "lee", "/tracegate close");
    expect(await github.look<readonly object[]>(open)).toHaveLength(1);
    expect(await github.look(`/repos/${github.repository}/issues/${issue}`)).toMatchObject({
      state: "closed",
      state_reason: "not_planned",
    });
  });

  test("closes it again where it was cut off before the report was closed", async () => {
    const { github, told, bot } = await aPull();
    const issue = await labelledReport(github, { files: expertFiles });
    expect(await bot.deliver("issues", labelledEvent(bot.about("dana"), issue))).toBe(200);
    const number = issue + 1;
    await github.seed.closePullRequest(number);
    const id = await told.commented(number, "lee", "/tracegate close", "pull");
    expect(await reactionsTo(github, id)).toEqual(["+1"]);
    expect(await github.look(`/repos/${github.repository}/issues/${issue}`)).toMatchObject({
      state: "closed",
    });
  });

  test("closes nothing from a pull request that somebody else opened on a branch of that name", async () => {
    const { github, told } = await aPull();
    const issue = await github.seed.openIssue({});
    const branch = `tracegate/issue-${issue}`;
    const { number } = await github.seed.openPullRequest({ branch, author: "lee" });
    await told.commented(number, "lee", "/tracegate close", "pull");
    expect(await answersOn(github, number)).toContain("no pull request that I opened");
    expect(await github.look(`/repos/${github.repository}/issues/${issue}`)).toMatchObject({
      state: "open",
    });
  });

  test("takes no truth from who may not write", async () => {
    const { github, told } = await aPull();
    const issue = await labelledReport(github, { files: expertFiles });
    await told.commented(issue, "mal", "/tracegate truth Every card is refunded.");
    await told.commented(issue, "lee", "/tracegate retry");
    const [pull] = (await pullsOn(github)).filter(({ head }) => head.ref.startsWith("tracegate/"));
    expect(pull?.body).toContain("**What should happen** No policy covers");
    expect(pull?.body).not.toContain("Every card is refunded");
  });

  test("closes nothing of what is merged", async () => {
    const { github, told, bot } = await aPull();
    const issue = await labelledReport(github, { files: expertFiles });
    expect(await bot.deliver("issues", labelledEvent(bot.about("dana"), issue))).toBe(200);
    await github.seed.mergePullRequest(issue + 1);
    await told.commented(issue + 1, "lee", "/tracegate close", "pull");
    expect(await answersOn(github, issue + 1)).toContain("the pull request is merged");
    expect(await github.look(`/repos/${github.repository}/issues/${issue}`)).toMatchObject({
      state: "open",
    });
  });

  test("is no more done than its comment says: a report without a trace becomes no case", async () => {
    const { github, told } = await aPull();
    const issue = await github.seed.openIssue({ body: "It promised a refund." });
    const id = await told.commented(issue, "lee", "/tracegate add");
    const answers = await answersOn(github, issue);
    expect(answers).toContain("I cannot make a case of this report yet");
    expect(answers).toContain("Not done: my comment about this report says why");
    expect(await reactionsTo(github, id)).toEqual(["confused"]);
  });

  test("closes a duplicate with a link to the other", async () => {
    const { github, told } = await aPull();
    const other = await github.seed.openIssue({});
    const issue = await github.seed.openIssue({});
    await told.commented(issue, "lee", `/tracegate duplicate of #${other}`);
    expect(await answersOn(github, issue)).toContain(`Closed as a duplicate of #${other}`);
    const path = `/repos/${github.repository}/issues/${issue}`;
    expect(await github.look(path)).toMatchObject({ state: "closed" });
  });

  test.each([
    ["itself", (issue: number) => issue, "no duplicate of itself"],
    ["a report that is not there", () => 999, "no report of that number"],
    ["a pull request", () => 1, "no report of that number"],
  ])("is no duplicate of %s", async (_, of, answer) => {
    const { github, told } = await aPull();
    const issue = await github.seed.openIssue({});
    await told.commented(issue, "lee", `/tracegate duplicate of #${of(issue)}`);
    expect(await answersOn(github, issue)).toContain(answer);
    const path = `/repos/${github.repository}/issues/${issue}`;
    expect(await github.look(path)).toMatchObject({ state: "open" });
  });

  test("says what belongs on a pull request", async () => {
    const { github, told } = await aPull();
    const issue = await github.seed.openIssue({});
    await told.commented(issue, "lee", "/tracegate split");
    expect(await answersOn(github, issue)).toContain("belongs on a pull request");
  });
});
