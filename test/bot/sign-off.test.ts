import { describe, expect, test } from "vitest";
import type { Told } from "../support/bot/signed-shop.ts";
import {
  aGiftCard,
  expertFiles,
  giftCard,
  headOf,
  lateFee,
  shopPeople,
  signOffOn,
  telling,
  textAt,
} from "../support/bot/signed-shop.ts";
import { startBot } from "../support/bot/start-bot.ts";
import { aGitHub, commentsOn } from "../support/github/hosts.ts";
import type { GitHub } from "../support/github/start-github.ts";

async function aSignedShop(): Promise<{ readonly github: GitHub; readonly told: Told }> {
  const github = await aGitHub({ people: shopPeople });
  await github.seed.push({ files: expertFiles });
  return { github, told: telling(github, await startBot(github)) };
}

const isGreen = async (github: GitHub, number: number): Promise<string | undefined> =>
  (await signOffOn(github, await headOf(github, number)))?.state;

describe("the commit status tracegate/sign-off", () => {
  test("is green where no case is touched", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest();
    const before = github.requests.length;
    expect(await told.opened(pull)).toBe(200);
    // With the token and the name of the App; what is looked at is no more than the configuration and the dataset.
    expect(github.requests.length - before).toBeLessThanOrEqual(11);
    expect(await signOffOn(github, pull.head.sha)).toEqual({
      state: "success",
      description: "No case is added, changed or withdrawn: nothing to sign.",
    });
    expect(await commentsOn(github, pull.number)).toEqual([]);
  });

  test("is red for a new case, and says who may sign", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    await told.opened(pull);
    expect(await signOffOn(github, pull.head.sha)).toEqual({
      state: "failure",
      description: "1 case is not signed; may sign: @rae and @maria.",
    });
    const [comment] = await commentsOn(github, pull.number);
    expect(comment?.body).toMatch(/\| `gift-card` \| added \| `[0-9a-f]{12}` \| ⛔ missing \|/);
  });

  test("is green once an expert approves, and the file says so", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    await told.opened(pull);
    await told.reviewed(pull, "rae");
    expect(await isGreen(github, pull.number)).toBe("success");
    const text = await textAt(github, giftCard, await headOf(github, pull.number));
    expect(text).toMatch(
      /^signOff: \{ by: rae, at: \d{4}-\d\d-\d\d, digest: sha256:[0-9a-f]{64} \}$/m,
    );
  });

  test("is green once an expert says /tracegate sign, who need not have write", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    await told.opened(pull);
    await told.commented(pull.number, "rae", "Right.\n/tracegate sign", "pull");
    expect(await isGreen(github, pull.number)).toBe("success");
  });

  test("stays green whatever else is pushed, and is red again once the case asks something else", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    await told.opened(pull);
    await told.reviewed(pull, "rae");
    const signed = await textAt(github, giftCard, await headOf(github, pull.number));
    await github.seed.pushTo(pull, { "agent/prompt.md": "Be brief.\n" });
    await told.pushed(pull);
    expect(await isGreen(github, pull.number)).toBe("success");
    await github.seed.pushTo(pull, { [giftCard]: signed.replace("gift cards", "vouchers") });
    await told.pushed(pull);
    expect(await signOffOn(github, await headOf(github, pull.number))).toEqual({
      state: "failure",
      description: "1 case is not signed any more; may sign: @rae and @maria.",
    });
  });

  test("is void once the evaluator that the case names is edited", async () => {
    const { github, told } = await aSignedShop();
    const own = "evaluators/knows-nothing/v1.yaml";
    const evaluator = `name: knows-nothing\nversion: 1\ndimension: abstention\nkind: check\ncheck: answer-contains\nany: ["do not know"]\n`;
    const named = aGiftCard.replace("abstains-on-empty-retrieval@1", "knows-nothing@1");
    const pull = await github.seed.openPullRequest({
      files: { [giftCard]: named, [own]: evaluator },
    });
    await told.opened(pull);
    await told.reviewed(pull, "rae");
    expect(await isGreen(github, pull.number)).toBe("success");
    await github.seed.pushTo(pull, { [own]: evaluator.replace("do not know", "refund") });
    await told.pushed(pull);
    expect(await isGreen(github, pull.number)).toBe("failure");
  });
});

describe("a sign-off does not count", () => {
  test.each([
    ["of somebody who is no expert", "dana"],
    ["of a stranger", "mal"],
  ])("%s", async (_, login) => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    await told.opened(pull);
    await told.commented(pull.number, login, "/tracegate sign", "pull");
    expect(await isGreen(github, pull.number)).toBe("failure");
    const answers = (await commentsOn(github, pull.number)).map(({ body }) => body).join("\n");
    expect(answers).toContain("not among the experts");
  });

  test("of the author of the change", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({
      files: { [giftCard]: aGiftCard },
      author: "maria",
    });
    await told.opened(pull);
    await told.commented(pull.number, "maria", "/tracegate sign", "pull");
    expect(await isGreen(github, pull.number)).toBe("failure");
    expect((await signOffOn(github, pull.head.sha))?.description).toContain("may sign: @rae.");
    const said = (await commentsOn(github, pull.number)).map(({ body }) => body).join("\n");
    expect(said).toContain("Not signed: you wrote part of this change");
    expect(said).not.toContain("maria signed");
  });

  test("of somebody whom the pull request's own branch makes an expert", async () => {
    const { github, told } = await aSignedShop();
    const mine = (expertFiles["datasets/shop/dataset.yaml"] ?? "").replace(
      "[rae, maria]",
      "[dana]",
    );
    const pull = await github.seed.openPullRequest({
      files: { [giftCard]: aGiftCard, "datasets/shop/dataset.yaml": mine },
    });
    await told.opened(pull);
    await told.reviewed(pull, "dana");
    expect(await isGreen(github, pull.number)).toBe("failure");
    await told.reviewed(pull, "rae");
    expect(await isGreen(github, pull.number)).toBe("success");
  });

  test.each([
    ["leaves one expert out", "experts: [maria]"],
    ["leaves all experts out", "experts: []"],
    ["says nothing of experts", ""],
  ])("a change that %s is signed by the base branch's, and by them alone", async (_, experts) => {
    const { github, told } = await aSignedShop();
    const file = "datasets/shop/dataset.yaml";
    const without = (expertFiles[file] ?? "").replace("experts: [rae, maria]", experts);
    expect(without).not.toContain("rae");
    const pull = await github.seed.openPullRequest({
      files: { [giftCard]: aGiftCard, [file]: without },
    });
    await told.opened(pull);
    const status = await signOffOn(github, pull.head.sha);
    expect(status?.state).toBe("failure");
    expect(status?.description).toContain("may sign: @rae and @maria.");
    await told.reviewed(pull, "dana");
    expect(await isGreen(github, pull.number)).toBe("failure");
    await told.reviewed(pull, "rae");
    expect(await isGreen(github, pull.number)).toBe("success");
  });

  test("of an expert whom the base branch no longer names", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    await told.opened(pull);
    await told.reviewed(pull, "rae");
    const without = (expertFiles["datasets/shop/dataset.yaml"] ?? "").replace(
      "[rae, maria]",
      "[maria]",
    );
    await github.seed.push({ files: { "datasets/shop/dataset.yaml": without } });
    await told.pushed(pull);
    expect(await isGreen(github, pull.number)).toBe("failure");
  });

  test("as a line that somebody wrote into the file", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    await told.opened(pull);
    await told.reviewed(pull, "rae");
    const signed = await textAt(github, giftCard, await headOf(github, pull.number));
    const forged = await github.seed.openPullRequest({
      branch: "forged",
      files: { [giftCard]: signed },
    });
    await told.opened(forged);
    expect(await isGreen(github, forged.number)).toBe("failure");
    const [comment] = await commentsOn(github, forged.number);
    expect(comment?.body).toContain(
      "is named in the file, and neither approved this nor signed it",
    );
  });

  test("after the expert asks for changes", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    await told.opened(pull);
    await told.commented(pull.number, "rae", "/tracegate sign", "pull");
    await told.reviewed(pull, "rae", "COMMENT");
    expect(await isGreen(github, pull.number)).toBe("success");
    await told.reviewed(pull, "rae", "REQUEST_CHANGES");
    expect(await isGreen(github, pull.number)).toBe("failure");
  });

  test("for what was pushed after the expert looked", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    await told.opened(pull);
    await github.seed.pushTo(pull, { [giftCard]: aGiftCard.replace("gift cards", "vouchers") });
    await told.commented(pull.number, "rae", "/tracegate sign", "pull");
    expect(await isGreen(github, pull.number)).toBe("failure");
    const answers = (await commentsOn(github, pull.number)).map(({ body }) => body).join("\n");
    expect(answers).toContain("something was pushed after I last looked");
  });

  test("for other digits than those of the case", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: aGiftCard } });
    await told.opened(pull);
    await told.commented(pull.number, "rae", "/tracegate sign 0000000", "pull");
    expect(await isGreen(github, pull.number)).toBe("failure");
    const [comment] = await commentsOn(github, pull.number);
    const digits = /`([0-9a-f]{12})`/.exec(comment?.body ?? "")?.[1] ?? "";
    await told.commented(pull.number, "rae", `/tracegate sign ${digits}`, "pull");
    expect(await isGreen(github, pull.number)).toBe("success");
  });
});

describe("cases that go, or get another name", () => {
  test("a case that is removed along with a change of the agent needs an expert", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({
      files: { [lateFee]: null, "agent.mjs": "export {};\n" },
    });
    await told.opened(pull);
    expect(await isGreen(github, pull.number)).toBe("failure");
    const [comment] = await commentsOn(github, pull.number);
    expect(comment?.body).toContain(
      "A case stops guarding in the same pull request that changes something else",
    );
    await told.reviewed(pull, "maria");
    expect(await isGreen(github, pull.number)).toBe("success");
  });

  test("a case that is quarantined to get a change through needs an expert", async () => {
    const { github, told } = await aSignedShop();
    const text = `${expertFiles[lateFee]}status: quarantined\n`;
    const pull = await github.seed.openPullRequest({ files: { [lateFee]: text } });
    await told.opened(pull);
    expect(await isGreen(github, pull.number)).toBe("failure");
  });

  test("a case that only got another name needs nobody", async () => {
    const { github, told } = await aSignedShop();
    const renamed = (expertFiles[lateFee] ?? "").replace("id: late-fee", "id: late-fee-norway");
    const pull = await github.seed.openPullRequest({
      files: { [lateFee]: null, [lateFee.replace("late-fee", "late-fee-norway")]: renamed },
    });
    await told.opened(pull);
    expect(await isGreen(github, pull.number)).toBe("success");
  });

  test("a case that cannot be read cannot be signed", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({ files: { [giftCard]: "id: [late\n" } });
    await told.opened(pull);
    await told.reviewed(pull, "rae");
    expect(await isGreen(github, pull.number)).toBe("failure");
    const [comment] = await commentsOn(github, pull.number);
    expect(comment?.body).toContain("cannot be signed");
  });
});

describe("a fork's pull request", () => {
  test("is signed like any other, and is told the line that nobody can write for it", async () => {
    const { github, told } = await aSignedShop();
    const pull = await github.seed.openPullRequest({
      files: { [giftCard]: aGiftCard },
      author: "mal",
      isFork: true,
    });
    await told.opened(pull);
    await told.reviewed(pull, "rae");
    expect(await signOffOn(github, pull.head.sha)).toEqual({
      state: "failure",
      description: "Signed, but the files do not say so: paste the lines of the comment.",
    });
    const [comment] = await commentsOn(github, pull.number);
    const [line = ""] = /^signOff: .*$/m.exec(comment?.body ?? "") ?? [];
    const pasted = await github.seed.pushTo(pull, { [giftCard]: `${aGiftCard}${line}\n` });
    await told.pushed(pull);
    expect((await signOffOn(github, pasted.head.sha))?.state).toBe("success");
  });
});
