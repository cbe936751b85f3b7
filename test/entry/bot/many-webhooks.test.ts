import { expect, test } from "vitest";
import {
  label,
  labelledEvent,
  refundSession,
  shopFiles,
} from "../../support/bot/labelled-report.ts";
import { answerOn, pullsOn } from "../../support/bot/look.ts";
import { startBot } from "../../support/bot/start-bot.ts";
import { aGitHub } from "../../support/github/hosts.ts";
import { aReport, reportBody } from "../../support/reports.ts";

const reports = 20;
const times = 10;

test("of 200 webhooks at once none is lost and none is done twice", async () => {
  const github = await aGitHub();
  const bot = await startBot(github);
  await github.seed.push({ files: shopFiles });
  const numbers: number[] = [];
  for (let index = 0; index < reports; index += 1) {
    const session = refundSession({ id: `session-${index}` });
    const turns = session.turns.map((turn) => ({
      ...turn,
      user: `${turn.user} Order ${index}${index}.`,
    }));
    const trace = JSON.stringify({ ...session, turns });
    const title = `[agent] Refund of order ${index}`;
    const number = await github.seed.openIssue({ title, body: reportBody(aReport({ trace })) });
    await github.seed.label(number, label);
    numbers.push(number);
  }
  const events = Array.from({ length: times }, () => numbers).flat();
  const statuses = await Promise.all(
    events.map((number) => bot.deliver("issues", labelledEvent(bot.about("lee"), number))),
  );
  // 202: the answer comes before the work is done, as GitHub wants it after ten seconds.
  expect(new Set(statuses).difference(new Set([200, 202]))).toEqual(new Set());
  for (const number of numbers)
    await expect.poll(() => answerOn(github, number), { timeout: 60_000 }).toContain("Opened #");
  const pulls = await pullsOn(github);
  expect(pulls.map(({ head }) => head.ref).toSorted()).toEqual(
    numbers.map((number) => `tracegate/issue-${number}`).toSorted(),
  );
}, 120_000);
