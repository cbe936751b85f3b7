import { Oi as readEvaluators, ao as UserError, hn as pathInRepository, vi as showExamples } from "./run-DTe1xjOx.js";
import { t as checkReleased } from "./check-released-BBkxWnip.js";

// src/app/released-evaluators.ts
/** The evaluators of a working tree that were edited after the base branch released them. */
async function findEditedReleases(evaluators, folders, base) {
	const paths = await base.editedBelow(folders.evaluators);
	const released = await Promise.all(paths.map((path) => readReleased(path, folders, (other) => base.read(other))));
	return checkReleased(evaluators, released.flat());
}
/**
* Holds the evaluators that an experiment was scored with to those that the base branch has released. Only those
* that the pull request touches are read, all where the host could not list what it touches.
*
* @throws UserError `EVALUATOR_RELEASED` where one of them means something else now.
*/
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
/**
* Nothing where the base has no such file, or one that was never valid: it cannot have been used. What the examples of a
* judge lead to there is part of it.
*/
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