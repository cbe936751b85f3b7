import { join, resolve } from "node:path";
import { measureCoverage } from "../../app/gate/measure-coverage.ts";
import { loadProject } from "../../app/project/load-project.ts";
import { resultFiles } from "../../app/results/result-files.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { composeSessionSource } from "../../compose/compose-session-source.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import { parseExperiment } from "../../core/plan/parse-result.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderCoverage } from "../../core/report/terminal/coverage-summary.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { CoverageOptions } from "../options.ts";

/** `tracegate coverage`: the dataset held against production. */
export async function coverageCommand(
  files: readonly string[],
  options: CoverageOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const project = await loadProject(projectRequest(place));
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  try {
    const experiment = newestExperiment(place.root, options, io);
    const { coverage, dropped } = await measureCoverage({
      files,
      source: composeSessionSource(resolve(io.cwd), { format: options.format }),
      cases: project.dataset.cases.filter(({ status }) => status !== "retired"),
      ...(experiment !== undefined && { experiment }),
      signal: interrupt.signal,
    });
    if (interrupt.signal.aborted) return exitCodes.interrupted;
    for (const { file, path, reason, count } of dropped)
      io.stderr.write(terminalLines(`dropped: ${file} ${path}: ${reason} (${count})\n`));
    if (options.json) io.stdout.write(renderJson(coverage));
    else io.stdout.write(`${terminalLines(renderCoverage(coverage))}\n`);
    return exitCodes.pass;
  } finally {
    unsubscribe();
  }
}

/** The results that are named, which must be there, or the newest, which need not. */
function newestExperiment(
  root: string,
  { results }: CoverageOptions,
  io: CliIo,
): Experiment | undefined {
  const stored = composeResults(root);
  const folder =
    results === undefined ? stored.newest() : stored.existing(resolve(io.cwd, results));
  const text = folder?.read(resultFiles.experiment);
  if (folder === undefined || text === undefined) return undefined;
  return parseExperiment(text, join(folder.path, resultFiles.experiment));
}
