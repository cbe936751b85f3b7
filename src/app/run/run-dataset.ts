import { join } from "node:path";
import type { GatePolicy } from "../../core/config/gate-policy.ts";
import type { Project } from "../../core/config/project.ts";
import type { Budget, StopMode } from "../../core/config/runs-config.ts";
import { UserError } from "../../core/errors.ts";
import type { Sides } from "../../core/gate/compare-sides.ts";
import { describeSequentialGap } from "../../core/gate/sequential-gaps.ts";
import { mostStoppedRuns } from "../../core/gate/stop-plan.ts";
import type { TrustByJudge } from "../../core/gate/weigh-judges.ts";
import { type Experiment, experimentSchema } from "../../core/plan/experiment.ts";
import { digestPlan } from "../../core/plan/experiment-subject.ts";
import { ExperimentFold } from "../../core/plan/fold-experiment.ts";
import { type Forecast, forecastPlan } from "../../core/plan/forecast.ts";
import { countRuns, orderSeed as seedOfOrder } from "../../core/plan/plan-runs.ts";
import { foldedCase } from "../../core/plan/planned-case.ts";
import type { AgentRunner } from "../../ports/agent-runner.ts";
import type { ReadCalibration } from "../../ports/calibration-source.ts";
import type { Clock } from "../../ports/clock.ts";
import type { OpenJournal } from "../../ports/journal.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { trustJudges } from "../calibrate/trust-judges.ts";
import { type Decided, decideAndWrite } from "../gate/decide-and-write.ts";
import { decidedFiles, resultFiles } from "../results/result-files.ts";
import { subjectOf, type TestedFacts } from "../results/tested-subject.ts";
import type { ExperimentRequest, Score } from "../run-experiment/experiment-request.ts";
import type { Talk } from "../run-experiment/live-run.ts";
import type { RunProgress } from "../run-experiment/progress.ts";
import { runExperiment } from "../run-experiment/run-experiment.ts";
import type { Simulation } from "../run-experiment/simulated-user.ts";
import { chooseCases } from "./choose-cases.ts";
import { countOurs, cutShard, type ShardChoice } from "./cut-shard.ts";
import type { ReadRunsOf } from "./explain-failures.ts";
import { watchRuns } from "./watch-runs.ts";

export type RunDatasetRequest = TestedFacts & {
  readonly project: Project;
  /** Only these cases, so that one can be looked at closely, and nothing is decided; all where it is left out. */
  readonly caseIds?: readonly string[];
  /** How often each case is run, instead of what the files say; never less where the whole dataset is run. */
  readonly runs?: number;
  /** How many sessions are held at once, instead of what the configuration says. */
  readonly concurrency?: number;
  readonly resume: boolean;
  /** When planned runs are left out, instead of what the configuration says. */
  readonly stop?: StopMode;
  /** The policy that will decide, where it is not the project's own. */
  readonly policy?: GatePolicy;
  /** Whether the results will be held against a baseline too, for which every run may count. */
  readonly isCompared?: boolean;
  /** What the results are compared with; left out, with nothing. */
  readonly sides?: Sides;
  /** What it may take, instead of what the configuration says. */
  readonly budget?: Budget;
  /** The part of the plan that is made here; it decides nothing. */
  readonly shard?: ShardChoice;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
};

export type RunDatasetPorts = {
  readonly runner: AgentRunner;
  readonly modelBaseUrlFor?: (sessionId: string, seed: string) => string;
  readonly score: Score;
  /** What users of states and models need; absent where there are none. */
  readonly simulation?: Simulation;
  /** Another number than 0 makes other sessions of the same cases and run indexes. */
  readonly seed?: number;
  /** Told what is said in every session, as it is said. */
  readonly onTalk?: (talk: Talk) => void;
  readonly openJournal: OpenJournal;
  /** Reads runs of failing cases again, so that failures say where they begin; left out, they do not. */
  readonly readRunsOf?: ReadRunsOf;
  /** The folder that the results go to; asked once, when it is known what is run. */
  readonly folderFor: (startedAtMs: number, key: string) => RunFolder;
  readonly clock: Clock;
  /** The calibrations of judges; left out, none was ever measured. */
  readonly readCalibration?: ReadCalibration;
  readonly onWarning?: (message: string) => void;
  /** Told what the runs are likely to take, before the first of them. */
  readonly onForecast?: (forecast: Forecast, budget: Budget | undefined) => void;
  /** The newest results of the project, which a forecast rests on; none where it is left out. */
  readonly earlier?: () => Promise<Experiment | undefined>;
};

export type RunDatasetResult = {
  readonly folder: RunFolder;
  readonly experiment: Experiment;
  /** How many of the runs an earlier start had recorded. */
  readonly resumed: number;
  /** Absent where only some cases or a part of the plan were run, or it was interrupted: that decides nothing. */
  readonly decided?: Decided;
};

/**
 * Runs the dataset against the agent, folds the runs, decides, and writes all of it into one folder.
 *
 * When `signal` aborts, what has been run stays in the journal and the decision is not made. Runs of chosen
 * cases leave a journal and no experiment, so that nothing can decide on a part of the dataset later. Closes
 * the runner, whatever happens.
 *
 * @throws UserError where a named case is not there, fewer runs are asked for than the files plan, the agent
 *   cannot be started or nothing can be written.
 */
export async function runDataset(
  request: RunDatasetRequest,
  ports: RunDatasetPorts,
): Promise<RunDatasetResult> {
  try {
    return await runAndDecide(request, ports);
  } finally {
    // The run loop closes it too, but what is wrong before the first run ends here.
    await ports.runner.close();
  }
}

async function runAndDecide(
  request: RunDatasetRequest,
  ports: RunDatasetPorts,
): Promise<RunDatasetResult> {
  const { project, signal } = request;
  const cases = chooseCases(request);
  const subject = subjectOf(project, cases, request);
  const orderSeed = seedOfOrder(subject.key);
  const shard = request.shard && cutShard(cases, orderSeed, request.shard);
  const mode = countRuns(cases) > mostStoppedRuns ? "off" : stopModeOf(request);
  const fold = new ExperimentFold(subject, cases, { keepsCourses: mode !== "off" });
  const startedAtMs = ports.clock.nowMs();
  const folder = ports.folderFor(startedAtMs, subject.key);
  if (request.caseIds !== undefined) mustHoldNoExperiment(folder);
  const { journal, startedAt, resumed } = await ports.openJournal({
    path: join(folder.path, resultFiles.journal),
    header: {
      schema: experimentSchema,
      subject,
      startedAt: new Date(startedAtMs).toISOString(),
      planned: countRuns(cases),
      plan: digestPlan(cases),
      ...(shard && { shards: shard.record, cases: cases.map(foldedCase) }),
    },
    resume: request.resume,
    onRecord: (record) => fold.add(record),
    onAgain: (again) => fold.addAgain(again),
  });
  try {
    // Of an earlier run in the same folder: if this one is killed, they must not stand for it.
    for (const name of [resultFiles.experiment, ...decidedFiles]) folder.remove(name);
  } catch (error) {
    await journal.close();
    throw error;
  }
  const { agent, runs } = project.config;
  const trusted = (experiment: Experiment): Promise<TrustByJudge> =>
    trustJudges(experiment, {
      folder: project.config.evaluators,
      rule: project.config.gate.trust,
      read: ports.readCalibration ?? (async () => undefined),
    });
  const planned = fold.experiment({ startedAt, durationMs: 0 });
  const { policy = project.config.gate, sides } = request;
  const isCompared = request.isCompared ?? sides?.baseline?.kind === "found";
  const watch =
    mode === "off"
      ? undefined
      : watchRuns(fold, planned, { mode, isCompared, policy, trust: await trusted(planned) });
  for (const gap of watch?.sequentialGaps ?? []) ports.onWarning?.(describeSequentialGap(gap));
  const budget = budgetOf(request);
  const ours = shard === undefined ? planned.planned : countOurs(cases, shard.isOurs);
  const done = planned.planned - ours + fold.recorded;
  if (done < planned.planned)
    ports.onForecast?.(
      forecastPlan(cases, {
        concurrency: request.concurrency ?? runs.concurrency,
        done,
        earlier: await ports.earlier?.(),
      }),
      budget,
    );
  const made = await runOrTakeAway(folder, fold, {
    ...ports,
    cases,
    fold,
    journal,
    startedAt,
    orderSeed,
    ...(watch && { watch }),
    ...(shard && { isOurs: shard.isOurs, shards: shard.record }),
    ...(budget && { budget }),
    concurrency: request.concurrency ?? runs.concurrency,
    turnTimeoutMs: agent.turnTimeoutMs,
    runTimeoutMs: agent.runTimeoutMs,
    signal,
    ...(request.onProgress !== undefined && { onProgress: request.onProgress }),
  });
  if (request.caseIds !== undefined) return { folder, experiment: made, resumed };
  const experiment = await explained(made, folder, ports);
  folder.write(resultFiles.experiment, `${JSON.stringify(experiment)}\n`);
  if (signal.aborted || shard !== undefined) return { folder, experiment, resumed };
  const decided = decideAndWrite(folder, experiment, {
    config: project.config,
    nowMs: ports.clock.nowMs(),
    stop: request.stop ?? runs.stop,
    trust: await trusted(experiment),
    ...sides,
  });
  return { folder, experiment, resumed, decided };
}

/** What explains failures is loaded where there are some. */
async function explained(
  experiment: Experiment,
  folder: RunFolder,
  { readRunsOf }: RunDatasetPorts,
): Promise<Experiment> {
  const hasFailed = experiment.cases.some(({ failures }) => failures.length > 0);
  if (readRunsOf === undefined || !hasFailed) return experiment;
  const { explainFailures } = await import("./explain-failures.ts");
  return explainFailures(experiment, join(folder.path, resultFiles.journal), readRunsOf);
}

/** Chosen cases are looked at closely, and a part of a plan does not know what the others find: both are made whole. */
function stopModeOf({ project, stop, caseIds, shard }: RunDatasetRequest): StopMode {
  if (caseIds !== undefined || shard !== undefined) return "off";
  return stop ?? project.config.runs.stop;
}

/** Several parts share what money and tokens there are; each has all of the time. */
function budgetOf({ project, budget, shard }: RunDatasetRequest): Budget | undefined {
  const whole = { ...project.config.budget, ...budget };
  if (Object.keys(whole).length === 0) return undefined;
  if (shard === undefined) return whole;
  const { usd, tokens, minutes } = whole;
  return {
    ...(usd !== undefined && { usd: usd / shard.count }),
    ...(tokens !== undefined && { tokens: Math.max(1, Math.floor(tokens / shard.count)) }),
    ...(minutes !== undefined && { minutes }),
  };
}

/** A look at a few cases must not put away the results of a whole run. */
function mustHoldNoExperiment(folder: RunFolder): void {
  if (folder.read(resultFiles.experiment) === undefined) return;
  throw new UserError(
    "OUT_IN_USE",
    `${folder.path} holds the results of a whole run; nothing was run.`,
    "Name another folder with `--out`, or leave it out.",
  );
}

/** A run that broke before anything was recorded leaves nothing, so that it does not stand for the newest one. */
async function runOrTakeAway(
  folder: RunFolder,
  fold: ExperimentFold,
  request: ExperimentRequest,
): Promise<Experiment> {
  try {
    return await runExperiment(request);
  } catch (error) {
    if (fold.recorded === 0) folder.discard(resultFiles.journal);
    throw error;
  }
}
