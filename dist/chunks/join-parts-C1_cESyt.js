import { Cr as makeResultFolder, Sr as existingResultFolder, yn as resultFiles } from "./run-BZDTBg9r.js";
import { i as mergePorts, o as shardSources, s as mergeShards, t as describeMerge } from "./merge-summary-BWNR7eHe.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as renderRunContext, t as checkRunContext } from "./run-context-CII38fzY.js";
const { globSync } = globalThis.process.getBuiltinModule("node:fs");
const { join, relative, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/action/join-parts.ts
const mostFolders = 1e3;
async function joinParts({ io, inputs, job }, parts, about) {
	const names = parts.flatMap((part) => part.includes("*") ? foldersOf(job.workspace, part) : [part]);
	if (names.length === 0 || names.length > mostFolders) throw noParts(parts, names.length);
	const folders = names.map((name) => existingResultFolder(job.workspace, name));
	for (const folder of folders) checkRunContext(folder.read(resultFiles.context), about);
	const whole = makeResultFolder(join(job.workspace, inputs.results));
	const sources = shardSources(folders.map(({ path }, at) => ({
		path,
		name: names[at] ?? path
	})));
	const merged = await mergeShards(sources, whole, mergePorts);
	whole.write(resultFiles.context, renderRunContext(about));
	const review = folders.map((folder) => folder.read(resultFiles.datasetReview)).find((text) => text !== void 0);
	if (review === void 0) whole.remove(resultFiles.datasetReview);
	else whole.write(resultFiles.datasetReview, review);
	io.log(describeMerge(merged));
	return whole;
}
function foldersOf(workspace, pattern) {
	return globSync(pattern, {
		cwd: workspace,
		withFileTypes: true
	}).filter((entry) => entry.isDirectory()).map((entry) => relative(workspace, resolve(workspace, entry.parentPath, entry.name))).toSorted();
}
function noParts(parts, found) {
	return new UserError("RESULTS_MISSING", `There are ${found} folders of results in ${parts.join(", ")}: the jobs that run the agent did not get to their end.`, "Look at the logs of those jobs; hand their results over with `actions/upload-artifact` and `actions/download-artifact`.");
}

export { joinParts };