import { join, relative, resolve } from "node:path";
import { loadProject } from "../../app/project/load-project.ts";
import { resultFiles } from "../../app/results/result-files.ts";
import type { ShardChoice } from "../../app/run/cut-shard.ts";
import { type RunDatasetResult, runDataset } from "../../app/run/run-dataset.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { cacheFolder, composeResults, type ResultsKind } from "../../compose/compose-results.ts";
import {
  type BegunRun,
  beginRun,
  composeRepository,
  composeRun,
} from "../../compose/compose-run.ts";
import { advisoryDimensions } from "../../core/config/gate-policy.ts";
import type { Project } from "../../core/config/project.ts";
import type { Budget } from "../../core/config/runs-config.ts";
import { UserError } from "../../core/errors.ts";
import type { Sides } from "../../core/gate/compare-sides.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import { measuredMs } from "../../core/plan/forecast.ts";
import { renderDecisionJson } from "../../core/report/decision/decision-json.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { countOf } from "../../core/report/numbers.ts";
import { renderChosenCases, standingOfChosen } from "../../core/report/terminal/chosen-cases.ts";
import { describeForecast } from "../../core/report/terminal/describe-forecast.ts";
import { renderTerminalSummary } from "../../core/report/terminal/terminal-summary.ts";
import { terminalLines } from "../../core/report/wording.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { exitCodeOf, exitCodes } from "../exit-codes.ts";
import type { Comparing } from "../find-run-sides.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, RunOptions } from "../options.ts";
import { painterFor } from "../painter.ts";
import { progressOutput, quietOutput } from "../progress-output.ts";
import { resumeCommand } from "../resume-command.ts";
import { writeBeside } from "../write-beside.ts";

/** `tracegate run`: runs the plan, decides, and says where everything was written. */
export async function runCommand(options: RunOptions & GlobalOptions, io: CliIo): Promise<number> {
  const place = locateProject(io.cwd, options);
  const repository = composeRepository(place.root);
  const output = options.quiet
    ? quietOutput(io.stderr)
    : progressOutput(io, () => performance.now());
  const interrupt = new AbortController();
  const surroundings = {
    root: place.root,
    environment: io.env,
    onWarning: (text: string) => output.note(terminalLines(`warning: ${text}`)),
    ...(options.cache && { cacheFolder: join(place.root, cacheFolder) }),
  };
  let begun: BegunRun | undefined;
  let unsubscribe: (() => void) | undefined;
  try {
    const project = await loadProject({
      ...projectRequest(place),
      onConfig: (config) => {
        begun = beginRun(config, surroundings, repository);
        return begun.isUnderWay;
      },
    });
    unsubscribe = io.onInterrupt(() => interrupt.abort());
    const sides =
      options.case === undefined && options.shard === undefined
        ? await sidesOf(project, { options, surroundings, signal: interrupt.signal, output })
        : undefined;
    const { facts, ports } = await composeRun(project, surroundings, begun);
    const results = composeResults(place.root, kindOf(options));
    const shard = await shardOf(options, io);
    const out = options.out === undefined ? undefined : resolve(io.cwd, options.out);
    const result = await runDataset(
      {
        project,
        ...facts,
        resume: options.resume === true,
        signal: interrupt.signal,
        onProgress: (progress) => output.show(progress),
        ...(sides !== undefined && { sides }),
        ...(options.case !== undefined && { caseIds: options.case }),
        ...(options.runs !== undefined && { runs: options.runs }),
        ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
        ...(options.stop !== undefined && { stop: options.stop }),
        ...(shard !== undefined && { shard }),
        budget: budgetOf(options),
      },
      {
        ...ports,
        ...(options.quiet !== true && {
          onForecast: (forecast, budget) =>
            output.note(terminalLines(describeForecast(forecast, budget))),
        }),
        earlier: () => earlierResults(composeResults(place.root).newest()),
        folderFor: (startedAtMs, key) =>
          options.resume === true ? results.existing(out) : results.fresh(out, startedAtMs, key),
      },
    );
    output.end();
    if (result.decided !== undefined)
      await writeBeside(
        result.folder,
        { ...result, ...result.decided },
        { io, isPageWanted: options.page === true },
      );
    const advisory = advisoryDimensions(project.config.gate);
    return report(result, { options, io, isInterrupted: interrupt.signal.aborted, advisory });
  } finally {
    await begun?.end();
    output.end();
    unsubscribe?.();
  }
}

/** What the run is compared with, loaded where the configuration says that there is something. */
async function sidesOf(project: Project, comparing: Comparing): Promise<Sides> {
  if (project.config.baseline === undefined) return {};
  const { findRunSides } = await import("../find-run-sides.ts");
  return await findRunSides(project, comparing);
}

function kindOf({ case: caseIds, shard }: RunOptions): ResultsKind {
  if (shard !== undefined) return "shards";
  return caseIds === undefined ? "runs" : "cases";
}

async function shardOf(
  { shard, timings }: RunOptions,
  io: CliIo,
): Promise<ShardChoice | undefined> {
  if (shard === undefined || timings === undefined) return shard;
  const earlier = composeResults(io.cwd).existing(resolve(io.cwd, timings));
  const text = earlier.read(resultFiles.experiment);
  if (text === undefined) throw noTimings(timings);
  const { parseExperiment } = await import("../../core/plan/parse-result.ts");
  return { ...shard, msPerRun: measuredMs(parseExperiment(text, timings)) };
}

function noTimings(folder: string): UserError {
  return new UserError(
    "EXPERIMENT_MISSING",
    `${folder} holds no ${resultFiles.experiment}, so nothing is known of how long cases take.`,
    "Name the folder of a whole run with `--timings`, the same for every part, or leave it out.",
  );
}

/** What does not say anything is no reason to keep from running. */
async function earlierResults(folder: RunFolder | undefined): Promise<Experiment | undefined> {
  try {
    const text = folder?.read(resultFiles.experiment);
    if (text === undefined) return undefined;
    const { parseExperiment } = await import("../../core/plan/parse-result.ts");
    return parseExperiment(text, resultFiles.experiment);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function budgetOf({ budgetUsd, budgetTokens, budgetMinutes }: RunOptions): Budget {
  return {
    ...(budgetUsd !== undefined && { usd: budgetUsd }),
    ...(budgetTokens !== undefined && { tokens: Math.floor(budgetTokens) }),
    ...(budgetMinutes !== undefined && { minutes: budgetMinutes }),
  };
}

const chosenExitCodes = {
  passed: exitCodes.pass,
  failed: exitCodes.fail,
  unscored: exitCodes.undetermined,
} as const;

/** A part decides nothing; what it lacks shows where the parts are joined. */
function reportShard(
  { experiment, folder }: RunDatasetResult,
  { options, io }: Pick<Report, "options" | "io">,
): number {
  const { index = 1, count = 1 } = options.shard ?? {};
  const place = relative(io.cwd, folder.path) || ".";
  const isCutOff = experiment.stop?.cause === "budget";
  if (options.json) io.stdout.write(renderJson(experiment));
  else
    io.stdout.write(
      `Part ${index} of ${count}: ${countOf(experiment.recorded, "run")} of ${experiment.planned} are in ${place}${isCutOff ? ", and the budget was used up" : ""}.\nJoin the parts with \`tracegate merge\`.\n`,
    );
  return isCutOff ? exitCodes.undetermined : exitCodes.pass;
}

type Report = {
  readonly options: RunOptions & GlobalOptions;
  readonly io: CliIo;
  readonly isInterrupted: boolean;
  /** The dimensions whose judges only advise. */
  readonly advisory: ReadonlySet<string>;
};

function report(
  result: RunDatasetResult,
  { options, io, isInterrupted, advisory }: Report,
): number {
  const { experiment, decided, resumed } = result;
  const { recorded, planned } = experiment;
  const folder = relative(io.cwd, result.folder.path) || ".";
  if (isInterrupted) {
    io.stderr.write(
      `Interrupted: ${recorded} of ${countOf(planned, "run")} are kept in ${folder}. Go on with \`${resumeCommand(options)}\`.\n`,
    );
    return exitCodes.interrupted;
  }
  if (options.shard !== undefined) return reportShard(result, { options, io });
  if (resumed === planned)
    io.stderr.write(`Nothing was left to run: ${countOf(planned, "run")} recorded before.\n`);
  if (decided === undefined) {
    io.stdout.write(
      options.json
        ? renderJson(experiment)
        : renderChosenCases(experiment, painterFor(options, io)),
    );
    io.stderr.write(`\nSessions of these runs: ${folder}/${resultFiles.journal}\n`);
    return chosenExitCodes[standingOfChosen(experiment, advisory)];
  }
  const { decision, enforcement } = decided;
  if (options.json) io.stdout.write(renderDecisionJson(experiment, decision));
  else {
    const terminal = { ...painterFor(options, io), enforcement };
    io.stdout.write(renderTerminalSummary(experiment, decision, terminal));
    io.stdout.write(`\n  Comment and results: ${folder}\n`);
  }
  return exitCodeOf(decision, enforcement);
}
