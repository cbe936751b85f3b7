// src/core/evaluator/check-released.ts
function checkReleased(used, released) {
	return released.flatMap((evaluator) => {
		const { ref, name, version, digest } = evaluator;
		const now = used.get(ref);
		if (now === void 0 || now.digest === digest) return [];
		return [{
			code: "EVALUATOR_RELEASED",
			file: now.file,
			message: `\`${ref}\` is released: it is on the base branch, and this edit would give its verdicts another meaning`,
			expected: `a new version \`${name}@${version + 1}\`, and the released file as it was${withExamples(evaluator)}`,
			example: `tracegate evaluator bump ${name}`
		}];
	});
}
function withExamples(evaluator) {
	return evaluator.kind === "judge" && evaluator.examples !== void 0 ? ", with the labels and sessions that its `examples` lead to (new labels go below them)" : "";
}

export { checkReleased as t };