import { Dr as readEvaluators, bi as showExamples } from "./run-BhuC3v0E.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as checkReleased } from "./check-released-knpqh7d7.js";
import { r as pathInRepository } from "./relevance-T8rDQVm-.js";

// src/app/score/released-evaluators.ts
async function findEditedReleases(evaluators, folders, base) {
	const paths = await base.editedBelow(folders.evaluators);
	const released = await Promise.all(paths.map((path) => readReleased(path, folders, (other) => base.read(other))));
	return checkReleased(evaluators, released.flat());
}
async function mustKeepReleases({ subject }, { host, place, folders, baseSha, changed }) {
	const used = /* @__PURE__ */ new Map();
	for (const { ref, digest } of subject.evaluators) {
		const [name = "", version = ""] = ref.split("@");
		const file = `${folders.evaluators}/${name}/v${version}.yaml`;
		if (isTouched(pathInRepository(file, place), changed)) used.set(ref, {
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