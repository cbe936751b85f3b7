import { n as leadsOutside, t as isFolder } from "./is-folder-DQR0ZfS1.js";
import { n as runFolder, r as runFolders, t as makeRunFolder } from "./run-folders-BiTVqTaF.js";
import { t as UserError } from "./errors-wBhBppnE.js";
import { join } from "node:path";

// src/compose/compose-results.ts
/** Where answers of judges are kept between runs, seen from the project's root; nobody's source code. */
const cacheFolder = ".tracegate/cache";
/** Where the results of a project lie. */
function composeResults(root, kind = "runs") {
	const base = join(root, ".tracegate", kind);
	const folders = runFolders(base);
	return {
		newest: () => folders.newest(),
		fresh: (named, startedAtMs, key) => named === void 0 ? folders.create(startedAtMs, key) : makeRunFolder(named),
		existing: (named) => {
			if (named !== void 0 && isFolder(named)) return runFolder(named);
			const newest = named === void 0 ? folders.newest() : void 0;
			if (newest !== void 0) return newest;
			throw new UserError("RESULTS_MISSING", named === void 0 ? `There is no run below ${base}.` : `There is no folder ${named}.`, "Run `tracegate run` first, or name the folder of a run.");
		}
	};
}
/** The folder that an action writes its results to; made if it is not there. */
function makeResultFolder(path) {
	return makeRunFolder(path);
}
/**
* The folder that another job's results were put in, seen from `workspace`; missing files show when they are read.
*
* @throws UserError `RESULTS_OUTSIDE` where a link leads out of the workspace.
*/
function existingResultFolder(workspace, path) {
	if (leadsOutside(workspace, path)) throw new UserError("RESULTS_OUTSIDE", `${path} is a link that leads out of the workspace.`, "Put the results into a folder of the workspace itself.");
	return runFolder(join(workspace, path));
}

export { makeResultFolder as i, composeResults as n, existingResultFolder as r, cacheFolder as t };