import { describe, expect, test } from "vitest";
import { alertPath } from "../../../src/bot/alert-endpoint.ts";
import { refundSession, shopFiles } from "../../support/bot/labelled-report.ts";
import { answerOn, filesOf, onlyPull, pullsOn } from "../../support/bot/look.ts";
import { type Bot, startBot } from "../../support/bot/start-bot.ts";
import { aGitHub } from "../../support/github/hosts.ts";
import { shaped } from "../../support/github/shaped.ts";
import type { GitHub } from "../../support/github/start-github.ts";

const secret = "a secret that only the monitor knows";

async function aShopWithBot(): Promise<{ github: GitHub; bot: Bot }> {
  const github = await aGitHub();
  const bot = await startBot(github, { alertSecret: secret });
  await github.seed.push({ files: shopFiles });
  return { github, bot };
}

function alert(more: object = {}): object {
  return {
    title: "Refund policy that nobody published",
    wrong: "It claimed a refund window; @acme/oncall please look.",
    expected: "It must say that it does not know.",
    dimension: "faithfulness",
    trace: refundSession(),
    ...more,
  };
}

type SeenIssue = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly { readonly name: string }[];
};

async function issuesOn(github: GitHub): Promise<readonly SeenIssue[]> {
  const all = await github.look<readonly (SeenIssue & { readonly pull_request?: object })[]>(
    `/repos/${github.repository}/issues?state=all&per_page=100`,
  );
  return all.filter(({ pull_request: pull }) => pull === undefined);
}

describe("a dispatch of the type `tracegate-report`", () => {
  test("is filed as a report with the label, redacted, and becomes a case", async () => {
    const { github, bot } = await aShopWithBot();
    const event = { ...bot.about("lee"), action: "tracegate-report", client_payload: alert() };
    expect(await bot.deliver("repository_dispatch", event)).toBe(200);
    const [issue] = await issuesOn(github);
    expect(issue).toMatchObject({
      title: "[agent] Refund policy that nobody published",
      labels: [{ name: "tracegate:case" }],
    });
    expect(issue?.body).not.toContain("erika.muster");
    expect(issue?.body.replaceAll(/```[\s\S]*?```/g, "")).not.toContain("@acme");
    const pull = await onlyPull(github);
    expect(pull.title).toContain("refund-policy-that-nobody-published");
    expect(await answerOn(github, issue?.number ?? 0)).toContain(`Opened #${pull.number}`);
  });

  test("that is sent again is the same report", async () => {
    const { github, bot } = await aShopWithBot();
    const event = { ...bot.about("lee"), action: "tracegate-report", client_payload: alert() };
    await bot.deliver("repository_dispatch", event);
    await bot.deliver("repository_dispatch", event);
    expect(await issuesOn(github)).toHaveLength(1);
    expect(await pullsOn(github)).toHaveLength(1);
  });

  test("of another type is none of our business, and one that is no alert fails", async () => {
    const { github, bot } = await aShopWithBot();
    const other = { ...bot.about("lee"), action: "deploy", client_payload: {} };
    expect(await bot.deliver("repository_dispatch", other)).toBe(200);
    const wrong = {
      ...bot.about("lee"),
      action: "tracegate-report",
      client_payload: { titel: "x" },
    };
    expect(await bot.deliver("repository_dispatch", wrong)).toBe(500);
    expect(await issuesOn(github)).toEqual([]);
  });
});

test("a cluster with a dozen sessions becomes a dozen cases in one pull request", async () => {
  const { github, bot } = await aShopWithBot();
  const trace = Array.from({ length: 12 }, (_, index) => {
    const session = refundSession({ id: `session-${index}` });
    const long = "No policy names this. ".repeat(400);
    const turns = session.turns.map((turn) => ({
      ...turn,
      user: `${turn.user} It is order ${"abcdefghijkl".charAt(index).repeat(4)}.`,
      reply: `${turn.reply} ${long}`,
    }));
    return { ...session, turns };
  });
  const event = {
    ...bot.about("lee"),
    action: "tracegate-report",
    client_payload: alert({ cluster: "empty search then policy claim", trace }),
  };
  expect(await bot.deliver("repository_dispatch", event)).toBe(200);
  const pull = await onlyPull(github);
  expect(pull.title).toMatch(/^Add 12 cases/);
  const files = await filesOf(github, pull.number);
  expect(files.filter(({ filename }) => filename.includes("/cases/"))).toHaveLength(12);
  expect(files.filter(({ filename }) => filename.includes("/sessions/"))).toHaveLength(12);
  expect(pull.body.length).toBeLessThan(65_536);
  const [issue] = await issuesOn(github);
  expect(await answerOn(github, issue?.number ?? 0)).toContain("empty search then policy claim");
});

async function post(
  bot: Bot,
  body: unknown,
  sent = secret,
): Promise<{ status: number; json: object }> {
  const response = await fetch(bot.url + alertPath, {
    method: "POST",
    headers: { authorization: `Bearer ${sent}` },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, json: shaped<object>(await response.json()) };
}

describe("a request to the server's endpoint", () => {
  test("with the secret is filed, and answers with the issue", async () => {
    const { github, bot } = await aShopWithBot();
    const answer = await post(bot, { ...alert(), repository: github.repository });
    expect(answer.status).toBe(200);
    const [issue] = await issuesOn(github);
    expect(answer.json).toMatchObject({ issue: issue?.number });
    expect(await pullsOn(github)).toHaveLength(1);
  });

  test("without it, or with another one, is refused and nothing is done", async () => {
    const { github, bot } = await aShopWithBot();
    const body = { ...alert(), repository: github.repository };
    for (const sent of ["", "another secret", `${secret}x`])
      expect((await post(bot, body, sent)).status).toBe(401);
    expect(await issuesOn(github)).toEqual([]);
  });

  test("that is no alert says what is wrong with it", async () => {
    const { github, bot } = await aShopWithBot();
    const { title: _title, ...untitled } = shaped<{ title: string }>(alert());
    const answer = await post(bot, { ...untitled, repository: github.repository });
    expect(answer).toMatchObject({
      status: 400,
      json: { problems: [expect.stringContaining("title")] },
    });
    expect((await post(bot, "{")).status).toBe(400);
    expect((await post(bot, { ...alert(), repository: "../../x" })).status).toBe(400);
  });

  test("for a trace without sessions files nothing", async () => {
    const { github, bot } = await aShopWithBot();
    const answer = await post(bot, {
      ...alert({ trace: "no json" }),
      repository: github.repository,
    });
    expect(answer).toMatchObject({ status: 422, json: { fix: expect.stringContaining("import") } });
    expect(await issuesOn(github)).toEqual([]);
  });
});

test("a server without an alert secret has no such endpoint, and says that it is well", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  expect((await fetch(bot.url + alertPath, { method: "POST" })).status).toBe(404);
  expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
});
