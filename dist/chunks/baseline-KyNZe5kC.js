import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as readExperiment } from "./read-experiment-DRheUmyt.js";
import { c as storeBaseline } from "./project-marks-DJxF0gFX.js";
import { Et as systemClock, Hn as projectRequest, Na as terminalText, Nr as loadProject, Pa as terminalWording, Ua as countOf, Vn as locateProject, cn as refusal, en as renderJson, ln as sourceWords, sn as absence, xr as composeResults } from "./run-BZDTBg9r.js";
import { n as composeSaving, t as composeLocalSides } from "./compose-baseline-BydDpxoi.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { resolve } = globalThis.process.getBuiltinModule("node:path");

// src/app/baseline/save-baseline.ts
async function saveBaseline(folder, { stores, release, tags }) {
	const experiment = readExperiment(folder, "Run the whole dataset with `tracegate run`.");
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

// src/core/report/decision/describe-sides.ts
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
async function showBaselineCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const project = await loadProject(projectRequest(place));
	const sides = await composeLocalSides(place.root, project, systemClock.nowMs());
	io.stdout.write(options.json ? renderJson(sides) : describeSides(sides));
	return exitCodes.pass;
}

export { saveBaselineCommand, showBaselineCommand };