import { expect, test } from "vitest";
import {
  proposalBranch,
  readProposalMarker,
  writeProposalMarker,
} from "../../src/core/intake/proposal-marker.ts";
import {
  aGiftCard,
  expertFiles,
  headOf,
  shopPeople,
  telling,
  textAt,
} from "../support/bot/signed-shop.ts";
import { startBot } from "../support/bot/start-bot.ts";
import { aGitHub } from "../support/github/hosts.ts";

type PullJson = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly head: { readonly ref: string };
};

const files = (id: string): Readonly<Record<string, string>> => ({
  [`datasets/shop/cases/${id}.yaml`]: aGiftCard.replace("id: gift-card", `id: ${id}`),
  [`datasets/shop/sessions/${id}.json`]: `{ "id": "${id}", "turns": [] }\n`,
});

test("each case of a cluster gets a pull request of its own, the same ones however often it is asked", async () => {
  const github = await aGitHub({ people: shopPeople });
  await github.seed.push({ files: expertFiles });
  const bot = await startBot(github);
  const told = telling(github, bot);
  const issue = await github.seed.openIssue({});
  const cases = ["gift-card", "gift-card-two", "gift-card-three"];
  const marker = writeProposalMarker({
    issue,
    report: `sha256:${"1".repeat(64)}`,
    cases: cases.map((id) => ({ id, blob: "2".repeat(40), session: `sha256:${"3".repeat(64)}` })),
  });
  const pull = await github.seed.openPullRequest({
    author: bot.login,
    branch: proposalBranch(issue),
    title: "Add 3 cases",
    body: `${marker}\nThree cases.\n`,
    files: Object.assign({}, ...cases.map(files)),
  });
  await told.commented(pull.number, "lee", "/tracegate split", "pull");
  const list = `/repos/${github.repository}/pulls?state=open`;
  const after = await github.look<readonly PullJson[]>(list);
  expect(after.map(({ head }) => head.ref).toSorted()).toEqual([
    `tracegate/issue-${issue}`,
    `tracegate/issue-${issue}-part-2`,
    `tracegate/issue-${issue}-part-3`,
  ]);
  for (const { number, head } of after) {
    const changed = await github.look<readonly { readonly filename: string }[]>(
      `/repos/${github.repository}/pulls/${number}/files`,
    );
    expect(
      changed.map(({ filename }) => filename.replace(/^datasets\/shop\/(\w+)\/.*/, "$1")),
    ).toEqual(["cases", "sessions"]);
    expect(head.ref).toContain(`issue-${issue}`);
  }
  const parts = after.filter(({ number }) => number !== pull.number);
  for (const { body } of parts) {
    expect(body).toContain(`A part of #${pull.number}`);
    expect(body).toContain("**To sign** rae or another expert");
  }
  const kept = after.find(({ number }) => number === pull.number);
  expect(kept?.title).toBe(`Add case gift-card (from #${issue})`);
  const [one, other] = parts.map(({ number }) => number).toSorted((a, b) => a - b);
  expect(kept?.body).toContain(
    `\n> **Split**: this holds \`gift-card\` now. The other cases of this description have pull requests of their own: #${one} and #${other}.\n\nThree cases.`,
  );
  expect(readProposalMarker(kept?.body ?? "")?.cases).toHaveLength(1);
  const [, second] = cases;
  expect(
    await textAt(github, `datasets/shop/cases/${second}.yaml`, await headOf(github, pull.number)),
  ).toBe("");
  await told.commented(pull.number, "lee", "/tracegate split", "pull");
  expect(await github.look<readonly PullJson[]>(list)).toHaveLength(3);
});
