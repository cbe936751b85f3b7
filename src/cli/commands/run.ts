import { join, relative, resolve } from "node:path";
import { loadProject } from "../../app/load-project.ts";
import { resultFiles } from "../../app/result-files.ts";
import { type RunDatasetResult, runDataset } from "../../app/run-dataset.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { cacheFolder, composeResults } from "../../compose/compose-results.ts";
import {
  type BegunRun,
  beginRun,
  composeRepository,
  composeRun,
} from "../../compose/compose-run.ts";
import { renderChosenCases, standingOfChosen } from "../../core/report/chosen-cases.ts";
import { renderDecisionJson } from "../../core/report/decision-json.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { countOf } from "../../core/report/numbers.ts";
import { renderTerminalSummary } from "../../core/report/terminal-summary.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { exitCodeOf, exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, RunOptions } from "../options.ts";
import { painterFor } from "../painter.ts";
import { progressOutput, quietOutput } from "../progress-output.ts";
import { resumeCommand } from "../resume-command.ts";

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
    const { facts, ports } = await composeRun(project, surroundings, begun);
    const results = composeResults(place.root, options.case === undefined ? "runs" : "cases");
    const out = options.out === undefined ? undefined : resolve(io.cwd, options.out);
    const result = await runDataset(
      {
        project,
        ...facts,
        resume: options.resume === true,
        signal: interrupt.signal,
        onProgress: (progress) => output.show(progress),
        ...(options.case !== undefined && { caseIds: options.case }),
        ...(options.runs !== undefined && { runs: options.runs }),
        ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
      },
      {
        ...ports,
        folderFor: (startedAtMs, key) =>
          options.resume === true ? results.existing(out) : results.fresh(out, startedAtMs, key),
      },
    );
    output.end();
    return report(result, { options, io, isInterrupted: interrupt.signal.aborted });
  } finally {
    await begun?.end();
    output.end();
    unsubscribe?.();
  }
}

const chosenExitCodes = {
  passed: exitCodes.pass,
  failed: exitCodes.fail,
  unscored: exitCodes.undetermined,
} as const;

type Report = {
  readonly options: RunOptions & GlobalOptions;
  readonly io: CliIo;
  readonly isInterrupted: boolean;
};

function report(result: RunDatasetResult, { options, io, isInterrupted }: Report): number {
  const { experiment, decided, resumed } = result;
  const { recorded, planned } = experiment;
  const folder = relative(io.cwd, result.folder.path) || ".";
  if (isInterrupted) {
    io.stderr.write(
      `Interrupted: ${recorded} of ${countOf(planned, "run")} are kept in ${folder}. Go on with \`${resumeCommand(options)}\`.\n`,
    );
    return exitCodes.interrupted;
  }
  if (resumed === planned)
    io.stderr.write(`Nothing was left to run: ${countOf(planned, "run")} recorded before.\n`);
  if (decided === undefined) {
    io.stdout.write(
      options.json
        ? renderJson(experiment)
        : renderChosenCases(experiment, painterFor(options, io)),
    );
    io.stderr.write(`\nSessions of these runs: ${folder}/${resultFiles.journal}\n`);
    return chosenExitCodes[standingOfChosen(experiment)];
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
