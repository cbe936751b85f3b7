import type { ReadChosenRuns, ReportsRequest } from "../app/publish/write-reports.ts";
import { resultFiles } from "../app/results/result-files.ts";
import { terminalLines } from "../core/report/wording.ts";
import type { RunFolder } from "../ports/result-store.ts";
import type { CliIo } from "./io.ts";

/**
 * Writes JUnit XML and badge beside the results, and the page where it is wanted or an older one would be wrong. What
 * is wrong with the journal's sessions is told and changes nothing: the decision stands.
 */
export async function writeBeside(
  folder: RunFolder,
  decided: ReportsRequest,
  { io, isPageWanted = false }: { readonly io: CliIo; readonly isPageWanted?: boolean },
): Promise<void> {
  // Loaded when all is decided: the start of a command waits for none of it.
  const { writeReports } = await import("../app/publish/write-reports.ts");
  const hasPage = isPageWanted || folder.read(resultFiles.report) !== undefined;
  const { problem } = await writeReports(folder, decided, readRuns, { hasPage });
  if (problem !== undefined)
    io.stderr.write(`No sessions in the report: ${terminalLines(problem.message)}\n`);
}

/** A run without a page loads nothing that reads journals. */
const readRuns: ReadChosenRuns = async function* (folder, wants) {
  const { readReportedRuns } = await import("../compose/compose-pages.ts");
  yield* readReportedRuns(folder, wants);
};
