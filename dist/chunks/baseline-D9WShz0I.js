import { $r as countOf, Gn as projectRequest, St as storeBaseline, Wn as locateProject, Xr as terminalText, Zr as terminalWording, Zt as renderJson, ao as UserError, c as composeLocalSides, ct as systemClock, fr as composeResults, in as sourceWords, l as composeSaving, mi as loadProject, nn as absence, rn as refusal, vn as resultFiles, xn as parseExperiment } from "./run-DTe1xjOx.js";
import { S as exitCodes } from "./program-CWt7Ov6p.js";
import { join, resolve } from "node:path";

// src/app/save-baseline.ts
/**
* Keeps the results in a folder for later comparisons, under the commit that they are of.
*
* @throws UserError where there are none, they are unfinished or outside of git, or no store is named.
*/
async function saveBaseline(folder, { stores, release, tags }) {
	const text = folder.read(resultFiles.experiment);
	if (text === void 0) throw new UserError("EXPERIMENT_MISSING", `${folder.path} holds no ${resultFiles.experiment}: the run never got to its end, or was of chosen cases only.`, "Run the whole dataset with `tracegate run`.");
	const experiment = parseExperiment(text, join(folder.path, resultFiles.experiment));
	const { commit } = experiment.subject;
	if (commit === void 0) throw new UserError("COMMIT_MISSING", "The results do not say which commit they are of, so nobody could find them again.", "Run in a git repository with a commit.");
	if (stores.length === 0) throw new UserError("BASELINE_STORE_MISSING", "The configuration names no store of baselines that can be written here.", "Add `baseline: { stores: [folder] }` to tracegate.yaml.");
	return {
		experiment,
		commit,
		stored: await storeBaseline({
			stores,
			entry: {
				writtenBy: { commit },
				experiment
			},
			release,
			tags
		})
	};
}

// src/core/report/describe-sides.ts
/** What there is to compare with, a line for each side, for a terminal. */
function describeSides({ baseline, release }) {
	return [`merge base: ${baseline === void 0 ? "the configuration has no `baseline`" : describeFound(baseline)}`, ...release === void 0 ? [] : [`last release: ${describeFound(release)}`]].map((line) => `${line}\n`).join("");
}
function describeFound(found) {
	if (found.kind === "none") return `nothing, ${absence(found, terminalWording)}`;
	if (found.kind === "refused") return `refused, ${refusal(found, terminalWording)}`;
	const { origin, experiments } = found;
	const { name } = terminalWording;
	const runs = experiments.reduce((sum, { recorded }) => sum + recorded, 0);
	const at = origin.commit === void 0 ? "" : `${name(origin.commit.slice(0, 7))}, `;
	return `${origin.tag === void 0 ? "" : `${name(origin.tag)}, `}${at}${countOf(runs, "run")} of ${countOf(experiments.length, "execution")}, ${sourceWords[origin.source]}`;
}

// src/cli/commands/baseline.ts
/** `tracegate baseline save`: keeps the results of a run. */
async function saveBaselineCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const project = await loadProject(projectRequest(place));
	const results = options.results === void 0 ? void 0 : resolve(io.cwd, options.results);
	const { experiment, commit, stored } = await saveBaseline(composeResults(place.root).existing(results), composeSaving(place.root, project));
	const [problem] = stored.flatMap((one) => one.problem ?? []);
	if (problem !== void 0) throw problem;
	io.stdout.write(options.json ? renderJson({
		commit,
		key: experiment.subject.key,
		runs: experiment.recorded
	}) : `Kept ${countOf(experiment.recorded, "run")} of ${terminalText(commit.slice(0, 7))} in ${terminalText(project.config.baseline?.folder ?? "")}.\n`);
	return exitCodes.pass;
}
/** `tracegate baseline show`: what is there to compare with. */
async function showBaselineCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const project = await loadProject(projectRequest(place));
	const sides = await composeLocalSides(place.root, project, systemClock.nowMs());
	io.stdout.write(options.json ? renderJson(sides) : describeSides(sides));
	return exitCodes.pass;
}

export { saveBaselineCommand, showBaselineCommand };