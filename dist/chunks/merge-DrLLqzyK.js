import { a as mergedFolder, i as mergePorts, n as renderMergeJson, o as shardSources, r as renderMergeSummary, s as mergeShards } from "./merge-summary-BWNR7eHe.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { resolve } = globalThis.process.getBuiltinModule("node:path");

// src/cli/commands/merge.ts
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