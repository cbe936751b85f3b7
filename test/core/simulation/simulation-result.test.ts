import { expect, test } from "vitest";
import { describeFailure } from "../../../src/core/cluster/describe-failure.ts";
import { markFailing } from "../../../src/core/simulation/mark-failing.ts";
import { numberedId } from "../../../src/core/simulation/simulated-case.ts";
import {
  CellCount,
  standingOfRun,
  standingOfSimulation,
} from "../../../src/core/simulation/simulation-result.ts";
import { aRecord } from "../../support/run-loop/planned-cases.ts";

const origin = {
  evaluator: "answer-contains@1",
  kind: "check",
  dimension: "faithfulness",
} as const;
const none: ReadonlySet<string> = new Set();
const passed = aRecord({ verdicts: [{ ...origin, result: "pass" }] });
const failed = aRecord({
  runIndex: 1,
  verdicts: [{ ...origin, result: "fail", explanation: "It invents a fee." }],
});
const unscored = aRecord({ verdicts: [{ ...origin, result: "unscored", reason: "no key" }] });
const lost = aRecord({
  outcome: "simulator-error",
  reason: "turn 2: the simulated user repeated its turn 1",
  verdicts: [],
  simulated: { seed: "late-fee#2", error: "repeats-itself" },
});
const crashed = aRecord({ outcome: "agent-error", reason: "it crashed", verdicts: [] });

test("a simulated user's error is missing, an agent's error is a failure, silence is no pass", () => {
  const standings = [passed, failed, unscored, lost, crashed].map((run) =>
    standingOfRun(run, none),
  );
  expect(standings).toEqual(["passed", "failed", "unscored", "missing", "failed"]);
  expect(standingOfRun(aRecord({ verdicts: [] }), none)).toBe("unscored");
});

const answered = (result: "pass" | "fail" | "unscored") =>
  result === "unscored" ? { result, reason: "no API key" } : { result };

test.each([
  [["pass", "unscored"], "unscored", "passed"],
  [["pass", "fail"], "failed", "passed"],
  [["fail", "pass"], "failed", "failed"],
  [["unscored", "pass"], "unscored", "unscored"],
  [[undefined, "pass"], "passed", "passed"],
  [[undefined, "fail"], "failed", "failed"],
  [[undefined, "unscored"], "unscored", "unscored"],
] as const)(
  "check and judge say %j: %s, and %s where the judge only advises",
  ([check, judge], decides, advises) => {
    const tone = { evaluator: "kind@1", kind: "judge", dimension: "tone" } as const;
    const run = aRecord({
      verdicts: [
        ...(check === undefined ? [] : [{ ...origin, ...answered(check) }]),
        { ...tone, ...answered(judge) },
      ],
    });
    expect(standingOfRun(run, none)).toBe(decides);
    expect(standingOfRun(run, new Set(["tone"]))).toBe(advises);
  },
);

function cell(...records: readonly (typeof passed)[]) {
  const count = new CellCount(none);
  for (const record of records) count.add(record);
  return count.result({ name: "polite" }, 8);
}

test("the pass rate leaves out what says nothing, and is absent where nothing is known", () => {
  expect(cell(passed, passed, passed, failed, lost, unscored)).toEqual({
    name: "polite",
    planned: 8,
    passed: 3,
    failed: 1,
    unscored: 1,
    missing: 1,
    passRate: 0.75,
    outcomes: { completed: 5, "simulator-error": 1 },
    simulatorErrors: { "repeats-itself": 1 },
    failures: [{ evaluator: "answer-contains@1", runs: 1 }],
  });
  expect(cell(lost)).not.toHaveProperty("passRate");
});

test("one cell of which nothing is known keeps a simulation from having passed", () => {
  expect(standingOfSimulation({ cells: [cell(passed), cell(passed)] })).toBe("passed");
  expect(standingOfSimulation({ cells: [cell(passed), cell(lost)] })).toBe("unscored");
  expect(standingOfSimulation({ cells: [cell(passed, unscored)] })).toBe("unscored");
  expect(standingOfSimulation({ cells: [cell(failed), cell(lost)] })).toBe("failed");
  expect(standingOfSimulation({ cells: [] })).toBe("unscored");
});

test("a failing session is one to a triage, with what was said of it", () => {
  const session = markFailing(failed);
  expect(session).toMatchObject({
    reward: 0,
    task: { id: "late-fee", runIndex: 1 },
    annotations: [
      { name: "answer-contains@1", by: "code", value: "fail", explanation: "It invents a fee." },
    ],
  });
  expect(describeFailure(session, [])?.marks).toEqual(["reward"]);
  expect(markFailing(crashed).annotations).toEqual([
    { name: "outcome", by: "code", value: "agent-error", explanation: "it crashed" },
  ]);
});

test("names are numbered from the second on, and never too long", () => {
  expect([1, 2, 3].map((number) => numberedId("late-fee", number))).toEqual([
    "late-fee",
    "late-fee-2",
    "late-fee-3",
  ]);
  const long = numberedId(`${"a".repeat(57)}-bc`, 12);
  expect(long).toBe(`${"a".repeat(57)}-12`);
});
