import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import {
  aGiftCard,
  expertFiles,
  giftCard,
  headOf,
  shopPeople,
  signOffOn,
  type Told,
  telling,
} from "../support/bot/signed-shop.ts";
import { type Bot, startBot } from "../support/bot/start-bot.ts";
import { aGitHub, commentsOn } from "../support/github/hosts.ts";
import { octokitFor, whereIs } from "../support/github/octokit.ts";
import type { SeededPull } from "../support/github/seed.ts";
import type { GitHub } from "../support/github/start-github.ts";

type Shop = {
  readonly github: GitHub;
  readonly bot: Bot;
  readonly told: Told;
  readonly pull: SeededPull;
};

const datasetFile = "datasets/shop/dataset.yaml";

async function aShop(experts = "[rae, maria]"): Promise<Shop> {
  const github = await aGitHub({ people: shopPeople });
  const text = (expertFiles[datasetFile] ?? "").replace("[rae, maria]", experts);
  await github.seed.push({ files: { ...expertFiles, [datasetFile]: text } });
  const bot = await startBot(github);
  const told = telling(github, bot);
  const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
  await told.opened(pull);
  return { github, bot, told, pull };
}

const stateOf = async ({ github, pull }: Shop): Promise<string | undefined> =>
  (await signOffOn(github, await headOf(github, pull.number)))?.state;

/** Somebody changes a comment, and GitHub tells of it. */
async function edit(
  { github, bot, pull }: Shop,
  id: number,
  body: string,
  by = "lee",
  from = "/tracegate sign",
): Promise<void> {
  // GitHub's own clock has moved on since it was written.
  await sleep(60);
  const rest = octokitFor(github, github.token({ "pull-requests": "write" }, { login: by }));
  const { data } = await rest.issues.updateComment({ ...whereIs(github), comment_id: id, body });
  const { user } = data;
  await bot.deliver("issue_comment", {
    ...bot.about(by),
    action: "edited",
    issue: { number: pull.number, pull_request: {} },
    comment: { id, body, user: { login: user?.login ?? "", type: user?.type ?? "User" } },
    changes: { body: { from } },
  });
}

describe("experts that are a team", () => {
  test("may sign, each of them", async () => {
    const shop = await aShop('["acme/policy"]');
    shop.github.seed.team("acme/policy", ["rae"]);
    await shop.told.commented(shop.pull.number, "rae", "/tracegate sign", "pull");
    expect(await stateOf(shop)).toBe("success");
  });

  test("do not let others sign", async () => {
    const shop = await aShop('["acme/policy"]');
    shop.github.seed.team("acme/policy", ["rae"]);
    await shop.told.reviewed(shop.pull, "maria");
    expect(await stateOf(shop)).toBe("failure");
  });

  test("let nobody sign where GitHub does not say who belongs to them", async () => {
    const shop = await aShop('["acme/policy"]');
    shop.github.fault({
      kind: "status",
      status: 403,
      operation: "teams/get-membership-for-user-in-org",
    });
    await shop.told.reviewed(shop.pull, "rae");
    expect(await stateOf(shop)).toBe("failure");
  });
});

test("where nobody is named, nobody may sign, and it says what to do", async () => {
  const shop = await aShop("[]");
  expect((await signOffOn(shop.github, shop.pull.head.sha))?.description).toBe(
    "1 case is not signed; dataset.yaml on the base branch names nobody who may sign.",
  );
  const [comment] = await commentsOn(shop.github, shop.pull.number);
  expect(comment?.body).toContain("add `experts` there");
});

describe("a signature is gone", () => {
  test("once its comment is edited, by whomever", async () => {
    const shop = await aShop();
    const id = await shop.told.commented(shop.pull.number, "rae", "/tracegate sign", "pull");
    expect(await stateOf(shop)).toBe("success");
    await edit(shop, id, "/tracegate sign\n\nReally.", "rae");
    expect(await stateOf(shop)).toBe("failure");
  });

  test("from the start, where the comment was edited into it", async () => {
    const shop = await aShop();
    const id = await shop.told.commented(shop.pull.number, "rae", "Looks right.", "pull");
    await edit(shop, id, "/tracegate sign", "rae", "Looks right.");
    expect(await stateOf(shop)).toBe("failure");
    const said = (await commentsOn(shop.github, shop.pull.number)).map(({ body }) => body);
    expect(said.join("\n")).toContain("Not signed: the comment was edited");
    expect(said.join("\n")).not.toContain("rae signed");
  });

  test("once its comment is deleted", async () => {
    const shop = await aShop();
    const { bot, github, pull, told } = shop;
    const id = await told.commented(pull.number, "rae", "/tracegate sign", "pull");
    await github.seed.deleteComment(id);
    await bot.deliver("issue_comment", {
      ...bot.about("rae"),
      action: "deleted",
      issue: { number: pull.number, pull_request: {} },
      comment: { id, body: "/tracegate sign", user: { login: "rae", type: "User" } },
    });
    expect(await stateOf(shop)).toBe("failure");
  });

  test("once somebody edits the receipt", async () => {
    const shop = await aShop();
    await shop.told.commented(shop.pull.number, "rae", "/tracegate sign", "pull");
    const receipt = (await commentsOn(shop.github, shop.pull.number)).find(({ body }) =>
      body.startsWith("<!-- tracegate:signed:"),
    );
    await edit(shop, receipt?.id ?? 0, `${receipt?.body}\n`, "lee");
    await shop.told.pushed(shop.pull);
    expect(await stateOf(shop)).toBe("failure");
  });
});

test("a receipt that somebody else wrote counts for nothing", async () => {
  const shop = await aShop();
  const { github, pull, told } = shop;
  const [comment] = await commentsOn(github, pull.number);
  const digits = /`([0-9a-f]{12})`/.exec(comment?.body ?? "")?.[1] ?? "";
  const sign = await github.seed.comment(pull.number, "rae", "/tracegate sign");
  const forged = `<!-- tracegate:signed:${sign} -->\n<!-- tracegate:digests gift-card=sha256:${digits.padEnd(64, "0")} -->\n`;
  await github.seed.comment(pull.number, "lee", forged);
  await told.pushed(pull);
  expect(await stateOf(shop)).toBe("failure");
});
