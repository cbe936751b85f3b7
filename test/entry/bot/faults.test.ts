import { describe, expect, onTestFinished, test } from "vitest";
import { labelledEvent, labelledReport } from "../../support/bot/labelled-report.ts";
import { endState } from "../../support/bot/look.ts";
import { startBot } from "../../support/bot/start-bot.ts";
import type { FaultKind } from "../../support/github/faults.ts";
import { type GitHub, startGitHub } from "../../support/github/start-github.ts";

type Story = { readonly state: object; readonly requests: number };

/** A label, its delivery, and what is there then; where the delivery fails, GitHub's second one. */
async function tell(plan?: (github: GitHub) => void): Promise<Story> {
  const github = await startGitHub();
  onTestFinished(() => github.close());
  const bot = await startBot(github);
  const number = await labelledReport(github);
  plan?.(github);
  const event = labelledEvent(bot.about("lee"), number);
  const first = await bot.deliver("issues", event);
  const requests = github.requests.length;
  const last = first === 200 ? first : await bot.deliver("issues", event);
  if (last !== 200) throw new Error(`The second delivery failed too: ${last}`);
  return { state: await endState(github, number), requests };
}

const faults: readonly FaultKind[] = [
  { kind: "status", status: 500 },
  { kind: "status", status: 502, isApplied: true },
  { kind: "too-many-requests" },
  { kind: "cut", at: "request" },
  { kind: "cut", at: "body" },
];

describe("every request of a proposal may fail once", () => {
  test.each(faults)(
    "$kind $status $at",
    async (fault) => {
      const { state, requests } = await tell();
      expect(requests).toBeGreaterThan(12);
      for (let nth = 1; nth <= requests; nth += 1) {
        const story = await tell((github) => github.fault({ ...fault, nth }));
        expect(story.state, `request ${nth} of ${requests}`).toEqual(state);
      }
    },
    120_000,
  );
});
