import { join, relative } from "node:path";
import { loadProject } from "../../app/project/load-project.ts";
import { resultFiles } from "../../app/results/result-files.ts";
import { type Saved, saveSimulated } from "../../app/run/save-simulated.ts";
import {
  planSimulation,
  type Simulated,
  type SimulationPlan,
  simulateScenario,
} from "../../app/run/simulate-scenario.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { cacheFolder, composeResults } from "../../compose/compose-results.ts";
import { composeRun } from "../../compose/compose-run.ts";
import { casePlaceOf, composeSaving, failingFolder } from "../../compose/compose-simulation.ts";
import { UserError } from "../../core/errors.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { countOf } from "../../core/report/numbers.ts";
import { renderSimulation } from "../../core/report/terminal/simulation-summary.ts";
import { terminalLines, terminalText } from "../../core/report/wording.ts";
import { standingOfSimulation } from "../../core/simulation/simulation-result.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, SimulateOptions } from "../options.ts";
import { painterFor } from "../painter.ts";
import { progressOutput, quietOutput } from "../progress-output.ts";
import { watchOutput } from "../watch-output.ts";

const exitCodeOf = {
  passed: exitCodes.pass,
  failed: exitCodes.fail,
  unscored: exitCodes.undetermined,
} as const;

/** `tracegate simulate`: holds conversations of one scenario, and says how many passed. */
export async function simulateCommand(
  scenarioId: string,
  options: SimulateOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  mustFitTogether(options);
  const place = locateProject(io.cwd, options);
  const isWatched = options.watch === true;
  const output =
    options.quiet === true || isWatched
      ? quietOutput(io.stderr)
      : progressOutput(io, () => performance.now());
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  try {
    const project = await loadProject(projectRequest(place));
    const plan = planSimulation(project, { scenarioId, ...options });
    // A name that cannot be written is told before anything was paid for.
    const cases =
      options.save === undefined
        ? undefined
        : casePlaceOf(options.save, plan, { root: place.root, cwd: io.cwd });
    const { facts, ports } = await composeRun(plan.project, {
      root: place.root,
      environment: io.env,
      onWarning: (text) => output.note(terminalLines(`warning: ${text}`)),
      ...(options.cache && { cacheFolder: join(place.root, cacheFolder) }),
    });
    const results = composeResults(place.root, "simulations");
    const watch = isWatched ? watchOutput(plan, options, io) : undefined;
    const simulated = await simulateScenario(
      {
        plan,
        ...facts,
        signal: interrupt.signal,
        onProgress: (progress) => output.show(progress),
        ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
        ...(watch !== undefined && { concurrency: 1, onRecord: watch.onRecord }),
      },
      {
        ...ports,
        ...(watch !== undefined && { onTalk: watch.onTalk }),
        folderFor: (startedAtMs, key) => results.fresh(undefined, startedAtMs, key),
      },
    );
    output.end();
    const saved =
      simulated.failing.length === 0
        ? undefined
        : await saveSimulated(
            plan,
            simulated.failing,
            await composeSaving(plan, {
              root: place.root,
              environment: io.env,
              results: simulated.folder.path,
              ...(cases !== undefined && { cases }),
            }),
          );
    return report(simulated, { plan, saved, options, io, isInterrupted: interrupt.signal.aborted });
  } catch (error) {
    // What is broken off in the middle complains of it.
    if (!interrupt.signal.aborted) throw error;
    io.stderr.write("Interrupted before a conversation was over.\n");
    return exitCodes.interrupted;
  } finally {
    output.end();
    unsubscribe();
  }
}

function mustFitTogether({ cap, explore, watch, concurrency }: SimulateOptions): void {
  if (cap !== undefined && explore !== true) {
    throw new UserError(
      "CAP_WITHOUT_EXPLORE",
      "`--cap` limits the cells of an exploration, and none was asked for.",
      "Add `--explore`, or leave `--cap` out.",
    );
  }
  if (watch === true && concurrency !== undefined && concurrency > 1) {
    throw new UserError(
      "WATCH_ONE_AT_A_TIME",
      "Nobody can watch several conversations at once.",
      "Leave `--concurrency` out, or `--watch`.",
    );
  }
}

type Report = {
  readonly plan: SimulationPlan;
  readonly saved: Saved | undefined;
  readonly options: SimulateOptions & GlobalOptions;
  readonly io: CliIo;
  readonly isInterrupted: boolean;
};

function report(
  { result, experiment, folder }: Simulated,
  { saved, options, io, isInterrupted }: Report,
): number {
  const shown = (path: string): string => terminalText(relative(io.cwd, path) || ".", 1_000);
  const failing = saved === undefined ? undefined : join(folder.path, failingFolder);
  if (options.json === true) {
    io.stdout.write(
      renderJson({
        ...result,
        results: relative(io.cwd, folder.path),
        ...(failing !== undefined && { failing: relative(io.cwd, failing) }),
        ...(saved !== undefined && {
          cases: saved.cases.map((path) => relative(io.cwd, path)),
        }),
      }),
    );
  } else io.stdout.write(renderSimulation(result, experiment, painterFor(options, io)));
  io.stderr.write(`\nSessions of these runs: ${shown(join(folder.path, resultFiles.journal))}\n`);
  if (saved !== undefined && failing !== undefined) {
    io.stderr.write(`Those that failed, redacted: \`tracegate triage ${shown(failing)}/*.json\`\n`);
    if (options.save !== undefined) io.stderr.write(describeCases(saved, shown));
  }
  if (isInterrupted) {
    io.stderr.write(
      `Interrupted after ${experiment.recorded} of ${countOf(experiment.planned, "run")}.\n`,
    );
    return exitCodes.interrupted;
  }
  return exitCodeOf[standingOfSimulation(result)];
}

function describeCases(
  { cases, repeated, silent }: Saved,
  shown: (path: string) => string,
): string {
  const lines = [
    ...cases.map((path) => `Proposed: ${shown(path)}`),
    ...(repeated > 0
      ? [
          `${countOf(repeated, "failing conversation")} said what another one said; no case was made.`,
        ]
      : []),
    ...(silent > 0
      ? [`In ${countOf(silent, "failing conversation")} the user said nothing; no case was made.`]
      : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}
