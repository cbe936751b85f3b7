import { describe, expect, test } from "vitest";
import { eventRows, modes, planForEvent } from "../../../src/core/event/event-plan.ts";
import type { GateEvent } from "../../../src/core/event/gate-event.ts";

const headSha = "a".repeat(40);
const baseSha = "b".repeat(40);
const commit = "c".repeat(40);

const pull = {
  kind: "pull-request",
  number: 7,
  headSha,
  baseSha,
  isDraft: false,
  isFork: false,
  isDependabot: false,
} as const;

describe("the row of a pull request", () => {
  test.each([
    ["pullRequest", {}],
    ["draft", { isDraft: true }],
    ["dependabot", { isDependabot: true }],
    ["dependabot", { isDependabot: true, isDraft: true }],
    ["fork", { isFork: true }],
    // The token of a fork is read-only, whoever opened it.
    ["fork", { isFork: true, isDependabot: true, isDraft: true }],
  ] as const)("is %s with %o", (row, change) => {
    for (const mode of modes.filter((one) => one !== "drift")) {
      expect(planForEvent({ ...pull, ...change }, mode, commit)).toEqual({
        row: eventRows[row],
        headSha,
        baseSha,
        pullRequest: 7,
      });
    }
  });
});

test("judges are watched by the clock, by hand and on the default branch, and nowhere else", () => {
  const watched = { row: eventRows.drift, headSha: commit };
  const push = { kind: "push", headSha, isDefaultBranch: true } as const;
  for (const event of [{ kind: "schedule" }, { kind: "dispatch" }, push] as const)
    expect(planForEvent(event, "drift", commit)).toEqual(watched);
  const others = [
    pull,
    { ...push, isDefaultBranch: false },
    { kind: "pull-request-target" },
    { kind: "merge-group", headSha, baseSha },
  ] as const;
  for (const event of others)
    expect(planForEvent(event, "drift", commit)).toEqual({ row: eventRows.driftElsewhere });
});

const run = { kind: "workflow-run", headSha, headOwner: "mal", headBranch: "kinder" } as const;

test("after `workflow_run` the pull request has to be found, in mode gate alone", () => {
  expect(planForEvent(run, "gate", commit)).toEqual({
    row: eventRows.workflowRun,
    headSha,
    head: { sha: headSha, owner: "mal", branch: "kinder" },
  });
  for (const mode of ["run", "run-and-gate"] as const)
    expect(planForEvent(run, mode, commit)).toEqual({ row: eventRows.workflowRunRuns });
});

test.each<[string, GateEvent, object]>([
  [
    "a merge group by its base",
    { kind: "merge-group", headSha, baseSha },
    { row: eventRows.mergeGroup, headSha, baseSha },
  ],
  [
    "the default branch by itself",
    { kind: "push", headSha, isDefaultBranch: true },
    { row: eventRows.pushDefault, headSha },
  ],
  [
    "another branch not at all",
    { kind: "push", headSha, isDefaultBranch: false },
    { row: eventRows.pushOther, headSha },
  ],
  [
    "a dispatch by the job's commit",
    { kind: "dispatch" },
    { row: eventRows.dispatch, headSha: commit },
  ],
  [
    "a schedule by the job's commit",
    { kind: "schedule" },
    { row: eventRows.dispatch, headSha: commit },
  ],
  [
    "pull_request_target never",
    { kind: "pull-request-target" },
    { row: eventRows.pullRequestTarget },
  ],
  ["anything else never", { kind: "other", name: "issues" }, { row: eventRows.other }],
])("%s", (_what, event, plan) => {
  expect(planForEvent(event, "gate", commit)).toEqual(plan);
});

test("every row has a name of its own", () => {
  const ids = Object.values(eventRows).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
