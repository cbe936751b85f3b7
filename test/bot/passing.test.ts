import { expect, test } from "vitest";
import { gitHubHost } from "../../src/adapters/github/pull-request-host.ts";
import { gitHubFiles } from "../../src/adapters/github/repo-files.ts";
import { contentDigestsAt, datasetAt } from "../../src/app/project/dataset-at.ts";
import { passingEvent } from "../../src/core/plan/passing-cases.ts";
import {
  aGiftCard,
  expertFiles,
  giftCard,
  shopPeople,
  textAt,
} from "../support/bot/signed-shop.ts";
import { type Bot, startBot } from "../support/bot/start-bot.ts";
import { aGitHub, commentsOn, hurried } from "../support/github/hosts.ts";
import type { GitHub } from "../support/github/start-github.ts";

type Shop = { readonly github: GitHub; readonly bot: Bot; readonly issue: number };

/** A shop whose main branch holds an open case of a report that failed as often as is said. */
async function aShop(reproduced = "14/20"): Promise<Shop> {
  const github = await aGitHub({ people: shopPeople });
  await github.seed.push({ files: expertFiles });
  const issue = await github.seed.openIssue({ author: "mal" });
  const text = `${aGiftCard.replace("proposed", "open")}provenance: { issue: ${issue}, reproduced: ${reproduced} }\n`;
  await github.seed.push({ files: { [giftCard]: text } });
  return { github, issue, bot: await startBot(github) };
}

async function tell(
  { github, bot }: Shop,
  { passed = 20, digest, id = "gift-card" }: { passed?: number; digest?: string; id?: string } = {},
): Promise<void> {
  const address = {
    repository: github.repository,
    apiUrl: github.url,
    token: github.token({ contents: "read" }),
  };
  const source = {
    files: gitHubFiles(address, hurried()),
    pullRequests: gitHubHost(address, hurried()),
    place: { folder: "", configPath: "tracegate.yaml" },
  };
  const found = await contentDigestsAt(source, await datasetAt(source, "main"), new Set([id]));
  const client_payload = {
    commit: "1".repeat(40),
    cases: [{ id, digest: digest ?? found.get(id) ?? `sha256:${"0".repeat(64)}`, passed }],
  };
  const event = { ...bot.about("github-actions[bot]"), action: passingEvent, client_payload };
  expect(await bot.deliver("repository_dispatch", event)).toBe(200);
}

async function pullsOf({
  github,
}: Shop): Promise<readonly { number: number; state: string; title: string }[]> {
  return await github.look(`/repos/${github.repository}/pulls?state=all`);
}

const isOpen = async ({ github, issue }: Shop): Promise<boolean> =>
  (await github.look<{ state: string }>(`/repos/${github.repository}/issues/${issue}`)).state ===
  "open";

test("a case that passes is proposed to guard, once, and its report is closed", async () => {
  const shop = await aShop();
  await Promise.all([tell(shop), tell(shop)]);
  await tell(shop);
  const pulls = await pullsOf(shop);
  expect(pulls).toMatchObject([{ state: "open", title: "Let case gift-card guard" }]);
  expect(await isOpen(shop)).toBe(false);
  const comments = await commentsOn(shop.github, shop.issue);
  expect(comments.map(({ body }) => body)).toEqual([expect.stringContaining("passed all 20 runs")]);
  expect(await textAt(shop.github, giftCard, "main")).toContain("status: open");
});

test.each([
  ["too few runs for how rarely it fails", { reproduced: "1/20" }, {}],
  ["a case that was edited since", {}, { digest: `sha256:${"7".repeat(64)}` }],
  ["a case that is not there", {}, { id: "lost-parcel" }],
  ["a case that guards already", {}, { id: "late-fee" }],
])("%s changes nothing", async (_, made: { reproduced?: string }, told) => {
  const shop = await aShop(made.reproduced);
  await tell(shop, told);
  expect(await pullsOf(shop)).toEqual([]);
  expect(await isOpen(shop)).toBe(true);
});

test("what somebody closed is not proposed again", async () => {
  const shop = await aShop();
  await tell(shop);
  const [first] = await pullsOf(shop);
  await shop.github.seed.closePullRequest(first?.number ?? 0);
  await tell(shop);
  expect(await pullsOf(shop)).toMatchObject([{ state: "closed" }]);
});

test.each([
  ["another event", "deploy", { commit: "1".repeat(40), cases: [] }],
  ["a payload that is none", passingEvent, { commit: "main", cases: "all" }],
])("%s is not ours", async (_, action, client_payload) => {
  const shop = await aShop();
  const about = shop.bot.about("lee");
  expect(await shop.bot.deliver("repository_dispatch", { ...about, action, client_payload })).toBe(
    200,
  );
  expect(await pullsOf(shop)).toEqual([]);
});
