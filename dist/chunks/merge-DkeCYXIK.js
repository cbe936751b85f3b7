import { a as mergedFolder, i as mergePorts, n as renderMergeJson, o as shardSources, r as renderMergeSummary, s as mergeShards } from "./merge-summary-CybHgqbB.js";
import { S as exitCodes } from "./program-CWt7Ov6p.js";
import { resolve } from "node:path";

// src/cli/commands/merge.ts
/** `tracegate merge`: joins the parts of a plan, and says what became of each. */
async function mergeCommand(parts, options, io) {
	const sources = shardSources(parts.map((name) => ({
		path: resolve(io.cwd, name),
		name
	})));
	const result = await mergeShards(sources, mergedFolder(resolve(io.cwd, options.out)), mergePorts);
	io.stdout.write(options.json ? renderMergeJson(result) : renderMergeSummary(result, options.out));
	return result.experiment.isComplete ? exitCodes.pass : exitCodes.undetermined;
}

export { mergeCommand };