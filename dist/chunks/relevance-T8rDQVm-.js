const { matchesGlob } = globalThis.process.getBuiltinModule("node:path");

// src/core/event/relevance.ts
function pathInRepository(path, { folder }) {
	return folder === "" ? path : `${folder}/${path}`;
}
function isRelevant(paths, config, place) {
	if (config.agent.version.length === 0) return true;
	return isAnyMatched(paths, [...ownGlobs(config, place), ...agentGlobs(config)], place);
}
function changesAgent(paths, config, place) {
	if (config.agent.version.length > 0) return isAnyMatched(paths, agentGlobs(config), place);
	const own = ownGlobs(config, place);
	return paths.some((path) => !isAnyMatched([path], own, place));
}
function ownGlobs({ dataset, evaluators }, place) {
	return [
		place.configPath,
		`${dataset}/**`,
		`${evaluators}/**`
	];
}
function agentGlobs({ agent }) {
	return [
		...agent.version,
		...agent.scriptedModel === void 0 ? [] : [agent.scriptedModel],
		...agent.runner === "module" ? [agent.module] : []
	];
}
function isAnyMatched(paths, written, place) {
	const globs = written.map((glob) => glob.replace(/^(?:\.\/)+/, ""));
	return paths.flatMap((path) => pathInProject(path, place)).some((path) => globs.some((glob) => isMatched(path, glob)));
}
function pathInProject(path, { folder }) {
	if (folder === "") return [path];
	return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [];
}
function isMatched(path, glob) {
	if (glob === "**") return true;
	if (glob.endsWith("/**") && path.startsWith(glob.slice(0, -2))) return true;
	return path === glob || matchesGlob(path, glob);
}

export { isRelevant as n, pathInRepository as r, changesAgent as t };