import { resolve } from "node:path";
import { mergeShards } from "../../app/run/merge-shards.ts";
import { mergedFolder, mergePorts, shardSources } from "../../compose/compose-merge.ts";
import { renderMergeJson, renderMergeSummary } from "../../core/report/terminal/merge-summary.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, MergeOptions } from "../options.ts";

/** `tracegate merge`: joins the parts of a plan, and says what became of each. */
export async function mergeCommand(
  parts: readonly string[],
  options: MergeOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const sources = shardSources(parts.map((name) => ({ path: resolve(io.cwd, name), name })));
  const result = await mergeShards(sources, mergedFolder(resolve(io.cwd, options.out)), mergePorts);
  io.stdout.write(options.json ? renderMergeJson(result) : renderMergeSummary(result, options.out));
  return result.experiment.isComplete ? exitCodes.pass : exitCodes.undetermined;
}
