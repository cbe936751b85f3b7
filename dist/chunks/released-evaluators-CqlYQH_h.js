import { Lr as readEvaluators, ji as showExamples } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as checkReleased } from "./check-released-D-noaHdF.js";
import { r as pathInRepository } from "./relevance-T8rDQVm-.js";

// src/app/score/released-evaluators.ts
async function findEditedReleases(evaluators, folders, base) {
	const paths = new Set(await base.editedBelow(folders.evaluators));
	const showing = [...evaluators.values()].filter((one) => one.kind === "judge" && one.examples !== void 0);
	if (showing.length > 0 && await areExamplesEdited(folders, base)) for (const { file } of showing) paths.add(file);
	const released = await Promise.all([...paths].map((path) => readReleased(path, folders, (other) => base.read(other))));
	return checkReleased(evaluators, released.flat());
}
async function areExamplesEdited(folders, base) {
	for (const folder of exampleFolders(folders)) if ((await base.editedBelow(folder)).length > 0) return true;
	return false;
}
function exampleFolders({ dataset }) {
	return [`${dataset}/labels`, `${dataset}/sessions`];
}
async function mustKeepReleases({ subject, cases }, { host, place, folders, baseSha, changed }) {
	const used = /* @__PURE__ */ new Map();
	const judges = judgesIn(cases);
	const isShownTouched = exampleFolders(folders).some((folder) => isTouchedBelow(pathInRepository(folder, place), changed));
	for (const { ref, digest } of subject.evaluators) {
		const [name = "", version = ""] = ref.split("@");
		const file = `${folders.evaluators}/${name}/v${version}.yaml`;
		if (isShownTouched && judges.has(ref) || isTouched(pathInRepository(file, place), changed)) used.set(ref, {
			digest,
			file
		});
	}
	const released = await Promise.all([...used.values()].map(({ file }) => readReleased(file, folders, (path) => host.fileAt(pathInRepository(path, place), baseSha))));
	const problems = checkReleased(used, released.flat());
	if (problems.length === 0) return;
	throw new UserError("EVALUATOR_RELEASED", `The change edits ${problems.length === 1 ? "an evaluator" : `${problems.length} evaluators`} that the base branch has released.`, "Make a new version with `tracegate evaluator bump <name>`, which puts the released file back as it was.", { problems });
}
function isTouched(path, changed) {
	return changed.kind === "incomplete" || changed.paths.includes(path);
}
function isTouchedBelow(folder, changed) {
	return changed.kind === "incomplete" || changed.paths.some((one) => one.startsWith(`${folder}/`));
}
function judgesIn(cases) {
	const dimensions = cases.flatMap((one) => Object.values(one.dimensions));
	return new Set(dimensions.flatMap(({ judges }) => Object.keys(judges)));
}
async function readReleased(path, folders, read) {
	const text = await read(path);
	if (text === void 0) return [];
	const reading = readEvaluators(folders.evaluators, [{
		kind: "text",
		path,
		text
	}]);
	const { evaluators } = await showExamples(reading.evaluators, {
		folder: folders.dataset,
		read: async (other) => sourceOf(other, await read(other))
	});
	return [...evaluators.values()];
}
function sourceOf(path, text) {
	return text === void 0 ? {
		kind: "unreadable",
		path,
		reason: "missing"
	} : {
		kind: "text",
		path,
		text
	};
}

export { mustKeepReleases as n, findEditedReleases as t };