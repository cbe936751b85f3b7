import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readRunsOf } from "../../../src/adapters/journal/read-runs-of.ts";
import { explainFailures, type ReadRunsOf } from "../../../src/app/run/explain-failures.ts";
import type { Verdict } from "../../../src/core/evaluator/verdict.ts";
import {
  type CaseResult,
  type Experiment,
  experimentSchema,
} from "../../../src/core/plan/experiment.ts";
import { experimentFile } from "../../../src/core/plan/experiment-schema.ts";
import { ExperimentFold } from "../../../src/core/plan/fold-experiment.ts";
import { type RunRecord, renderRunLine } from "../../../src/core/plan/run-record.ts";
import { aPlannedCase, aSubject } from "../../support/run-loop/planned-cases.ts";
import { called, oneTurn, thought } from "../../support/sessions.ts";

const origin = { evaluator: "faithful@1", kind: "check", dimension: "faithfulness" } as const;
const expects = [origin];
const planned = [
  aPlannedCase({ id: "late-fee", runs: 4, expects }),
  aPlannedCase({ id: "gift-card", runs: 1, expects }),
];

function aRun(runIndex: number, verdict: Verdict, fee: number, caseId = "late-fee"): RunRecord {
  const reply = `The late fee is $${fee}.`;
  const session = oneTurn(
    "What is the late fee?",
    [called("get_fee", { plan: "standard" }, { fee }), thought(reply)],
    reply,
  );
  return {
    caseId,
    runIndex,
    outcome: "completed",
    durationMs: 1,
    session: { ...session, id: `${caseId}.${runIndex}` },
    verdicts: [verdict],
  };
}

const passed: Verdict = { ...origin, result: "pass" };
const failed: Verdict = {
  ...origin,
  result: "fail",
  explanation: "The fee is not so.",
  evidence: [{ what: "The late fee is $71.5.", quote: true }],
};
const runs = [
  aRun(0, passed, 3.5),
  aRun(1, failed, 71.5),
  aRun(2, passed, 3.5),
  aRun(3, passed, 3.5),
  aRun(0, passed, 1, "gift-card"),
];

function folded(records: readonly RunRecord[]): Experiment {
  const fold = new ExperimentFold(aSubject(), planned);
  for (const record of records) fold.add(record);
  return fold.experiment({ startedAt: "2026-11-23T00:00:00.000Z", durationMs: 1 });
}

const fromMemory: ReadRunsOf = async function* (_, caseIds) {
  for (const run of runs) if (caseIds.has(run.caseId)) yield await Promise.resolve(run);
};

function lateFee({ cases }: Experiment): CaseResult | undefined {
  return cases.find(({ id }) => id === "late-fee");
}

describe("a failure of a run", () => {
  test("tells the first early call that no run which passed made, and files keep it", async () => {
    const strange = aRun(1, failed, 71.5);
    const [turn] = strange.session.turns;
    const steps = [called("get_customer", { name: "Ida" }, {}), ...(turn?.steps ?? [])];
    const left = { ...strange, session: oneTurn("What is the late fee?", steps, turn?.reply) };
    const records = runs.map((run) => (run.verdicts[0]?.result === "fail" ? left : run));
    const read: ReadRunsOf = async function* () {
      for (const run of records) yield await Promise.resolve(run);
    };
    const experiment = await explainFailures(folded(records), "", read);
    const warning = { at: { turn: 1, step: 1 }, call: 1, what: 'get_customer {"name":"Ida"}' };
    expect(lateFee(experiment)?.failures[0]?.earlyWarning).toEqual(warning);
    expect(experimentFile.parse(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
    const same = await explainFailures(folded(runs), "", fromMemory);
    expect(lateFee(same)?.failures[0]).not.toHaveProperty("earlyWarning");
  });

  test("names the step that runs which passed did otherwise, and the case its failure modes", async () => {
    const experiment = await explainFailures(folded(runs), "", fromMemory);
    expect(lateFee(experiment)?.failures[0]?.blame).toMatchObject({
      at: { turn: 1, step: 1 },
      kind: "tool-output-wrong",
      tier: "exact-fact",
      what: 'get_fee → {"fee":71.5}',
    });
    expect(lateFee(experiment)?.modes).toEqual([
      {
        mode: "non-determinism",
        runs: 1,
        what: "3 of 4 runs pass, all with the same tool calls.",
      },
    ]);
  });

  test("is explained in a file that says so when it is read again", async () => {
    const experiment = await explainFailures(folded(runs), "", fromMemory);
    expect(experimentFile.parse(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
  });

  test("reads the runs of failing cases alone, and nothing where none fails", async () => {
    const read: string[][] = [];
    const watched: ReadRunsOf = (path, caseIds) => {
      read.push([...caseIds]);
      return fromMemory(path, caseIds);
    };
    await explainFailures(folded(runs), "", watched);
    await explainFailures(folded(runs.filter((run) => run.verdicts[0] === passed)), "", watched);
    expect(read).toEqual([["late-fee"]]);
  });
});

test("runs of named cases are read from a journal, and other lines are not parsed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "explain-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "journal.jsonl");
  const header = JSON.stringify({ schema: experimentSchema });
  const broken = '{"caseId":"gift-card","this is":no run}';
  writeFileSync(path, `${[header, broken, ...runs.map(renderRunLine)].join("\n")}\n`);
  const found = await Array.fromAsync(readRunsOf(path, new Set(["late-fee"])));
  expect(found.map(({ caseId, runIndex }) => [caseId, runIndex])).toEqual([
    ["late-fee", 0],
    ["late-fee", 1],
    ["late-fee", 2],
    ["late-fee", 3],
  ]);
});
