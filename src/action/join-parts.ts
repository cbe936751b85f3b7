import { globSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { resultFiles } from "../app/results/result-files.ts";
import { mergeShards } from "../app/run/merge-shards.ts";
import { mergePorts, shardSources } from "../compose/compose-merge.ts";
import { existingResultFolder, makeResultFolder } from "../compose/compose-results.ts";
import { UserError } from "../core/errors.ts";
import { checkRunContext, type RunContext, renderRunContext } from "../core/plan/run-context.ts";
import { describeMerge } from "../core/report/terminal/merge-summary.ts";
import type { RunFolder } from "../ports/result-store.ts";
import type { StepContext } from "./step-context.ts";

/** More jobs than a matrix has are no parts of a plan. */
const mostFolders = 1_000;

/**
 * Joins the parts of a plan that other jobs made, and returns the folder of the whole. Each has to say that it is about
 * the same change.
 *
 * @throws UserError where there are none, where one is foreign or they do not belong together. Parts that are not there
 *   are no error: the experiment names them.
 */
export async function joinParts(
  { io, inputs, job }: StepContext,
  parts: readonly string[],
  about: RunContext,
): Promise<RunFolder> {
  const names = parts.flatMap((part) =>
    part.includes("*") ? foldersOf(job.workspace, part) : [part],
  );
  if (names.length === 0 || names.length > mostFolders) throw noParts(parts, names.length);
  const folders = names.map((name) => existingResultFolder(job.workspace, name));
  for (const folder of folders) checkRunContext(folder.read(resultFiles.context), about);
  const whole = makeResultFolder(join(job.workspace, inputs.results));
  const sources = shardSources(folders.map(({ path }, at) => ({ path, name: names[at] ?? path })));
  const merged = await mergeShards(sources, whole, mergePorts);
  whole.write(resultFiles.context, renderRunContext(about));
  const review = folders
    .map((folder) => folder.read(resultFiles.datasetReview))
    .find((text) => text !== undefined);
  if (review === undefined) whole.remove(resultFiles.datasetReview);
  else whole.write(resultFiles.datasetReview, review);
  io.log(describeMerge(merged));
  return whole;
}

/** In an order that does not depend on the disk. */
function foldersOf(workspace: string, pattern: string): readonly string[] {
  return globSync(pattern, { cwd: workspace, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => relative(workspace, resolve(workspace, entry.parentPath, entry.name)))
    .toSorted();
}

function noParts(parts: readonly string[], found: number): UserError {
  return new UserError(
    "RESULTS_MISSING",
    `There are ${found} folders of results in ${parts.join(", ")}: the jobs that run the agent did not get to their end.`,
    "Look at the logs of those jobs; hand their results over with `actions/upload-artifact` and `actions/download-artifact`.",
  );
}
