import { matchesGlob } from "node:path";

// src/core/event/relevance.ts
/** A file of the project, as the repository names it. */
function pathInRepository(path, { folder }) {
	return folder === "" ? path : `${folder}/${path}`;
}
/**
* Whether a change of these files can change what the gate finds: the agent, its scripted model, the
* dataset, the evaluators or the configuration.
*
* An agent without `version` may be any file, so every change is relevant. Paths are seen from the
* repository's root.
*/
function isRelevant(paths, config, place) {
	const { agent, dataset, evaluators } = config;
	if (agent.version.length === 0) return true;
	const globs = [
		place.configPath,
		`${dataset}/**`,
		`${evaluators}/**`,
		...agent.version,
		...agent.scriptedModel === void 0 ? [] : [agent.scriptedModel],
		...agent.runner === "module" ? [agent.module] : []
	].map((glob) => glob.replace(/^(?:\.\/)+/, ""));
	return paths.flatMap((path) => pathInProject(path, place)).some((path) => globs.some((glob) => isMatched(path, glob)));
}
/** Nothing where the file lies outside of the project. */
function pathInProject(path, { folder }) {
	if (folder === "") return [path];
	return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [];
}
/** `matchesGlob` passes over hidden files, which `folder/**` must not. */
function isMatched(path, glob) {
	if (glob === "**") return true;
	if (glob.endsWith("/**") && path.startsWith(glob.slice(0, -2))) return true;
	return path === glob || matchesGlob(path, glob);
}

export { pathInRepository as n, isRelevant as t };