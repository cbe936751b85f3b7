import { t as isFolder } from "./is-folder-DQR0ZfS1.js";
import { t as projectFiles } from "./project-files-QOcmnMcn.js";
import { t as UserError } from "./errors-wBhBppnE.js";
import { t as compileScorer } from "./compile-scorer-cjEA3w7M.js";
import { n as needsLanguages, r as needsPatternEngines } from "./pattern-engines-Rj0mDoxz.js";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";

// src/compose/compose-project.ts
/**
* Finds the project that somebody in the folder `cwd` means.
*
* @throws UserError where the root is no folder, or the configuration lies outside of it.
*/
function locateProject(cwd, named) {
	const root = resolve(cwd, named.root);
	if (!isFolder(root)) throw new UserError("ROOT_MISSING", `There is no folder ${root}.`, "Name the folder of the project with `--root`, or leave it out to take the one you are in.");
	const config = resolve(root, named.config);
	const configPath = relative(root, config);
	if (isAbsolute(configPath) || configPath === ".." || configPath.startsWith(`..${sep}`)) throw new UserError("CONFIG_OUTSIDE", `The configuration ${config} lies outside of the project's folder ${root}.`, `Name its folder as the project's, with \`--root ${dirname(config)}\`.`);
	return {
		root,
		configPath: configPath === "" ? "." : configPath.split(sep).join("/")
	};
}
/** Reads a project from the disk. */
function projectRequest({ root, configPath }) {
	return {
		files: projectFiles(root),
		configPath,
		compilerFor: loadCompiler,
		checkConfig
	};
}
/** What is wrong with patterns of `redaction:`; their library is loaded where there are some. */
async function checkConfig({ redaction }, document) {
	if (redaction === void 0) return [];
	const { checkRedaction } = await import("./check-redaction-DwU2uEem.js");
	return checkRedaction(redaction, document);
}
/**
* The compiler of expectations, with what these evaluators need: regular expressions and JSON Schemas
* bring libraries that most projects never use.
*/
async function loadCompiler(evaluators) {
	const all = [...evaluators];
	if (!all.some(needsPatternEngines)) return (of, known) => compileScorer(of, known);
	const { re2AjvEngines } = await import("./re2-ajv-engines-CtIg8mHX.js");
	if (!all.some(needsLanguages)) return (of, known) => compileScorer(of, known, re2AjvEngines);
	const { eldLanguage } = await import("./eld-language-CNpLnOxx.js");
	const engines = {
		...re2AjvEngines,
		detectLanguage: eldLanguage
	};
	return (of, known) => compileScorer(of, known, engines);
}

export { projectRequest as n, locateProject as t };