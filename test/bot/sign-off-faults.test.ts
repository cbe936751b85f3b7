import { expect, test } from "vitest";
import { passingEvent } from "../../src/core/plan/passing-cases.ts";
import {
  aGiftCard,
  expertFiles,
  giftCard,
  headOf,
  shopPeople,
  signOffOn,
  textAt,
} from "../support/bot/signed-shop.ts";
import { type Bot, openBot } from "../support/bot/start-bot.ts";
import type { FaultKind } from "../support/github/faults.ts";
import { type GitHub, startGitHub } from "../support/github/start-github.ts";

const faults: readonly FaultKind[] = [
  { kind: "status", status: 500 },
  { kind: "status", status: 502, isApplied: true },
  { kind: "too-many-requests" },
  { kind: "cut", at: "request" },
  { kind: "cut", at: "answer" },
];

/** A delivery that fails is sent again, as a person does at GitHub, or GitHub's own retry of a workflow. */
async function deliver(bot: Bot, event: string, payload: object): Promise<void> {
  for (let tried = 0; tried < 3; tried += 1)
    if ((await bot.deliver(event, payload)) === 200) return;
  throw new Error(`${event} failed three times`);
}

/** How many are played side by side, each on a GitHub of its own. */
const atOnce = 4;

type End = {
  readonly status: unknown;
  readonly text: string;
  readonly comments: readonly string[];
  readonly reactions: readonly string[];
  readonly pulls: readonly string[];
  readonly branches: readonly string[];
  readonly issue: string;
};

/** A pull request is opened, signed with a command, merged, and its case passes: the end state, without what time says. */
async function play(github: GitHub, bot: Bot): Promise<End> {
  const issue = await github.seed.openIssue({ title: "The bot promised a refund", author: "mal" });
  const text = `${aGiftCard.replace("proposed", "open")}provenance: { issue: ${issue} }\n`;
  const pull = await github.seed.openPullRequest({ files: { [giftCard]: text } });
  const { number } = pull;
  const about = { pull_request: { number } };
  await deliver(bot, "pull_request", { ...bot.about("lee"), action: "opened", ...about });
  const body = "/tracegate sign";
  const id = await github.seed.comment(number, "rae", body);
  await deliver(bot, "issue_comment", {
    ...bot.about("rae"),
    action: "created",
    issue: about.pull_request.number === number ? { number, pull_request: {} } : {},
    comment: { id, body, user: { login: "rae", type: "User" } },
  });
  const status = await signOffOn(github, await headOf(github, number));
  const signed = await textAt(github, giftCard, await headOf(github, number));
  await github.seed.mergePullRequest(number);
  await deliver(bot, "pull_request", { ...bot.about("dana"), action: "closed", ...about });
  const digest = await contentDigest(signed);
  const client_payload = {
    commit: "1".repeat(40),
    cases: [{ id: "gift-card", digest, passed: 20 }],
  };
  const told = { ...bot.about("github-actions[bot]"), action: passingEvent, client_payload };
  await deliver(bot, "repository_dispatch", told);
  const repo = `/repos/${github.repository}`;
  const comments = await Promise.all(
    [issue, number].map((one) =>
      github.look<readonly { readonly body: string }[]>(`${repo}/issues/${one}/comments`),
    ),
  );
  const pulls = await github.look<readonly { readonly title: string; readonly state: string }[]>(
    `${repo}/pulls?state=all`,
  );
  const reactions = await github.look<readonly { readonly content: string }[]>(
    `${repo}/issues/comments/${id}/reactions`,
  );
  const refs = await github.look<readonly { readonly ref: string }[]>(
    `${repo}/git/matching-refs/heads/`,
  );
  const found = await github.look<{ readonly state: string }>(`${repo}/issues/${issue}`);
  return {
    status,
    text: signed,
    comments: comments.flat().map((one) => one.body.replaceAll(/`[0-9a-f]{7}`/g, "`commit`")),
    reactions: reactions.map(({ content }) => content),
    pulls: pulls.map(({ title, state }) => `${state} ${title}`).toSorted(),
    branches: refs.map(({ ref }) => ref).toSorted(),
    issue: found.state,
  };
}

/** What the case is as the action runs it. */
async function contentDigest(text: string): Promise<string> {
  const { readSource } = await import("../../src/core/config/read-source.ts");
  const { caseFile } = await import("../../src/core/dataset/case-file.ts");
  const { caseFromFile } = await import("../../src/core/dataset/case-from-file.ts");
  const read = readSource({ kind: "text", path: giftCard, text }, caseFile);
  if (read.kind !== "read") throw new Error(JSON.stringify(read.problems));
  return caseFromFile(read.value, giftCard, { runsPerCase: 20 }).digest;
}

async function playOnce(
  arm: (github: GitHub) => void,
): Promise<{ readonly end: End; readonly asked: number }> {
  const github = await startGitHub({ people: shopPeople });
  await github.seed.push({ files: expertFiles });
  const bot = await openBot(github);
  try {
    arm(github);
    const end = await play(github, bot);
    return { end, asked: github.requests.length };
  } finally {
    await bot.close();
    await github.close();
  }
}

test("every request that fails once leaves the same end state", { timeout: 600_000 }, async () => {
  const { end, asked } = await playOnce(() => {});
  expect(end).toMatchObject({
    status: { state: "success" },
    reactions: ["+1"],
    issue: "closed",
    pulls: ["closed Reply more kindly", "open Let case gift-card guard"],
  });
  expect(asked).toBeGreaterThan(40);
  const positions = Array.from({ length: asked }, (_, index) => index + 1);
  for (let first = 0; first < asked; first += atOnce) {
    const played = positions.slice(first, first + atOnce).map(async (nth) => {
      const fault = faults[nth % faults.length] ?? { kind: "status", status: 500 };
      const faulty = await playOnce((github) => github.fault({ ...fault, nth }));
      return { nth, fault, ...faulty.end };
    });
    for (const one of await Promise.all(played))
      expect(one).toEqual({ nth: one.nth, fault: one.fault, ...end });
  }
});
