import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sessionFiles } from "../../../src/adapters/fs/read-sessions.ts";
import { runFolder } from "../../../src/adapters/results/run-folders.ts";
import { namedBaseline } from "../../../src/app/baseline/named-baseline.ts";
import { decideUnder } from "../../../src/app/gate/decide-under.ts";
import type { Config } from "../../../src/core/config/config-file.ts";
import { readConfig } from "../../../src/core/config/read-config.ts";
import type { VerdictOrigin } from "../../../src/core/evaluator/verdict.ts";
import type { Experiment } from "../../../src/core/plan/experiment.ts";
import { ExperimentFold } from "../../../src/core/plan/fold-experiment.ts";
import { parseExperiment } from "../../../src/core/plan/parse-result.ts";
import { renderTerminalSummary } from "../../../src/core/report/terminal/terminal-summary.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import { projectDir } from "../../support/project-dir.ts";
import { aPlannedCase, aSubject } from "../../support/run-loop/planned-cases.ts";

const retail = "../shared/data/tau-retail-versions";
const reward: VerdictOrigin = { evaluator: "task-reward@1", kind: "check", dimension: "task" };
const plain = (text: string): string => text;

/** The sessions of one version as the run loop would have recorded them, judged by the reward that they carry. */
async function experimentOf(file: string, startedAt: string): Promise<Experiment> {
  const sessions: Session[] = [];
  for await (const item of sessionFiles(".", { format: "auto" }).read(join(retail, file)))
    if (item.kind === "session") sessions.push(item.session);
  const cases = sessions.map(({ task }) =>
    aPlannedCase({ id: `task-${task?.id}`, runs: 1, expects: [reward] }),
  );
  const subject = aSubject();
  const evaluators = [{ ref: reward.evaluator, digest: `sha256:${"e".repeat(64)}` }];
  const fold = new ExperimentFold({ ...subject, evaluators }, cases);
  for (const session of sessions) {
    const id = `task-${session.task?.id}`;
    const result = session.reward === 1 ? ("pass" as const) : ("fail" as const);
    fold.add({
      caseId: id,
      runIndex: 0,
      outcome: "completed",
      durationMs: 1000,
      session: { ...session, id: `${id}.0` },
      verdicts: [{ ...reward, result }],
    });
  }
  return fold.experiment({ startedAt, durationMs: 50_000 });
}

function configOf(): Config {
  const text = [
    "version: 1",
    "agent: { runner: module, module: agent.ts }",
    "dataset: datasets/retail",
    "gate: { dimensions: { task: { floor: 0.6 } } }",
  ].join("\n");
  const { config } = readConfig({ kind: "text", path: "tracegate.yaml", text });
  if (config === undefined) throw new Error("the configuration cannot be read");
  return config;
}

test.skipIf(!existsSync(retail))(
  `two versions of a retail agent: 5 tasks regressed, 6 were fixed, and that is no regression (needs ${retail})`,
  async () => {
    const baseline = await experimentOf(
      "v-tool-calling-baseline.tasks-000-049.json",
      "2026-11-20T09:00:00.000Z",
    );
    const candidate = await experimentOf(
      "v-tool-calling-preconditions.tasks-000-049.json",
      "2026-11-21T09:00:00.000Z",
    );
    const root = projectDir({ "before/experiment.json": JSON.stringify(baseline) });
    const path = join(root, "before");
    const named = namedBaseline([{ path, text: runFolder(path).read("experiment.json") }]);
    const experiment = parseExperiment(JSON.stringify(candidate), "experiment.json");
    const { decision } = decideUnder(experiment, {
      config: configOf(),
      nowMs: Date.parse("2026-11-21T10:00:00Z"),
      baseline: named,
    });
    if (decision.comparison?.kind !== "compared") throw new Error("nothing was compared");
    const { worse, better, dimensions } = decision.comparison;
    expect([worse.length, better.length]).toEqual([5, 6]);
    expect(dimensions).toMatchObject([
      { result: "steady", baseline: { passed: 36, runs: 50 }, candidate: { passed: 37, runs: 50 } },
    ]);
    expect(decision.reasons.filter(({ kind }) => kind.endsWith("regressed"))).toEqual([]);
    const painter = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };
    const summary = renderTerminalSummary(experiment, decision, painter);
    expect(summary).toMatch(/newly failing: (?:task-\d+ 0\/1 \(was 1\/1\) on task(?: · )?){5}\n/);
    expect(summary).toMatch(/fixed: (?:task-\d+ 1\/1 \(was 0\/1\) on task(?: · )?){6}\n/);
  },
);
