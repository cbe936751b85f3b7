import { join } from "node:path";
import type { Project } from "../core/config/project.ts";
import { UserError } from "../core/errors.ts";
import { decideGate } from "../core/gate/decide-gate.ts";
import type { Decision } from "../core/gate/decision.ts";
import {
  type Experiment,
  type ExperimentSubject,
  experimentSchema,
} from "../core/plan/experiment.ts";
import { digestPlan, experimentSubject } from "../core/plan/experiment-subject.ts";
import { ExperimentFold } from "../core/plan/fold-experiment.ts";
import { countRuns } from "../core/plan/plan-runs.ts";
import { type PlannedCase, planCases } from "../core/plan/planned-case.ts";
import { renderComment } from "../core/report/comment.ts";
import { renderDecisionJson } from "../core/report/decision-json.ts";
import type { AgentRunner } from "../ports/agent-runner.ts";
import type { Clock } from "../ports/clock.ts";
import type { OpenJournal } from "../ports/journal.ts";
import type { RunFolder } from "../ports/result-store.ts";
import type { Score } from "./run-experiment/experiment-request.ts";
import type { RunProgress } from "./run-experiment/progress.ts";
import { runExperiment } from "./run-experiment/run-experiment.ts";

/** The names of the files that a run leaves in its folder. */
export const resultFiles = {
  journal: "journal.jsonl",
  experiment: "experiment.json",
  decision: "decision.json",
  comment: "comment.md",
  /** What the run was for; written by the action. */
  context: "context.json",
} as const;

export type RunDatasetRequest = {
  readonly project: Project;
  /** Only these cases, so that one can be looked at closely; all that are run where it is left out. */
  readonly caseIds?: readonly string[];
  /** How often each case is run, instead of what the files say. */
  readonly runs?: number;
  /** How many sessions are held at once, instead of what the configuration says. */
  readonly concurrency?: number;
  readonly resume: boolean;
  readonly agentDigest: string;
  readonly judge?: ExperimentSubject["judge"];
  readonly commit?: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
};

export type RunDatasetPorts = {
  readonly runner: AgentRunner;
  readonly modelBaseUrlFor?: (sessionId: string, seed: string) => string;
  readonly score: Score;
  readonly openJournal: OpenJournal;
  /** The folder that the results go to; asked once, when it is known what is run. */
  readonly folderFor: (startedAtMs: number, key: string) => RunFolder;
  readonly clock: Clock;
};

export type RunDatasetResult = {
  readonly folder: RunFolder;
  readonly experiment: Experiment;
  /** Absent where only some cases were run, or not as often as planned: that decides nothing. */
  readonly decision?: Decision;
  readonly comment?: string;
};

/**
 * Runs the dataset against the agent, folds the runs, decides, and writes all of it into one folder.
 *
 * When `signal` aborts, what has been run stays in the journal and the decision is not made.
 *
 * @throws UserError where a named case is not there, the agent cannot be started or nothing can be written.
 */
export async function runDataset(
  request: RunDatasetRequest,
  ports: RunDatasetPorts,
): Promise<RunDatasetResult> {
  const { project, signal } = request;
  const cases = chooseCases(request);
  const subject = experimentSubject({
    agent: { runner: project.config.agent.runner, digest: request.agentDigest },
    dataset: { name: project.dataset.name, digest: project.dataset.digest },
    evaluators: [...project.evaluators.values()].map(({ ref, digest }) => ({ ref, digest })),
    ...(request.judge !== undefined && { judge: request.judge }),
    ...(request.commit !== undefined && { commit: request.commit }),
  });
  const fold = new ExperimentFold(subject, cases);
  const startedAtMs = ports.clock.nowMs();
  const folder = ports.folderFor(startedAtMs, subject.key);
  const { journal, startedAt } = await ports.openJournal({
    path: join(folder.path, resultFiles.journal),
    header: {
      schema: experimentSchema,
      subject,
      startedAt: new Date(startedAtMs).toISOString(),
      planned: countRuns(cases),
      plan: digestPlan(cases),
    },
    resume: request.resume,
    onRecord: (record) => fold.add(record),
  });
  const { agent, runs } = project.config;
  const experiment = await runExperiment({
    ...ports,
    cases,
    fold,
    journal,
    startedAt,
    concurrency: request.concurrency ?? runs.concurrency,
    turnTimeoutMs: agent.turnTimeoutMs,
    runTimeoutMs: agent.runTimeoutMs,
    signal,
    ...(request.onProgress !== undefined && { onProgress: request.onProgress }),
  });
  folder.write(resultFiles.experiment, `${JSON.stringify(experiment)}\n`);
  if (signal.aborted || request.caseIds !== undefined || request.runs !== undefined)
    return { folder, experiment };
  const decision = decideGate(experiment, project.config.gate);
  const comment = renderComment(experiment, decision);
  folder.write(resultFiles.decision, renderDecisionJson(experiment, decision));
  folder.write(resultFiles.comment, comment);
  return { folder, experiment, decision, comment };
}

function chooseCases({ project, caseIds, runs }: RunDatasetRequest): readonly PlannedCase[] {
  const planned = planCases(project.dataset.cases, project.evaluators).map((one) =>
    runs === undefined ? one : { ...one, runs },
  );
  if (caseIds === undefined) return planned;
  const wanted = new Set(caseIds);
  const chosen = planned.filter(({ id }) => wanted.has(id));
  const unknown = [...wanted].filter((id) => !chosen.some((one) => one.id === id));
  if (unknown.length > 0)
    throw new UserError(
      "CASE_UNKNOWN",
      `No such case in ${project.dataset.name}: ${unknown.join(", ")}.`,
      `Choose from: ${planned.map(({ id }) => id).join(", ")}.`,
    );
  return chosen;
}
