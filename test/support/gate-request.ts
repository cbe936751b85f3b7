import type { EventPlan } from "../../src/core/event/event-plan.ts";
import { eventRows } from "../../src/core/event/event-plan.ts";
import { FakePullRequestHost } from "./fake-pull-request-host.ts";

export const headSha = "a".repeat(40);
export const baseSha = "b".repeat(40);
const headOfFork = { sha: headSha, owner: "mal", branch: "kinder" };

/** A host with one open pull request, #7, of a fork; the texts are by commit and path. */
export function aHost(texts: Readonly<Record<string, string>> = {}): FakePullRequestHost {
  const host = new FakePullRequestHost();
  host.pulls.set(7, {
    number: 7,
    isOpen: true,
    headSha,
    baseSha,
    baseRef: "main",
    head: headOfFork,
    files: ["agent.mjs"],
  });
  host.refs.add(headSha).add(baseSha);
  for (const [place, text] of Object.entries(texts)) host.texts.set(place, text);
  return host;
}

export const ofPullRequest: EventPlan = {
  row: eventRows.pullRequest,
  pullRequest: 7,
  headSha,
  baseSha,
};
export const afterRun: EventPlan = { row: eventRows.workflowRun, headSha, head: headOfFork };
