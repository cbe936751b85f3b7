// src/core/evaluator/check-released.ts
function checkReleased(used, released) {
	return released.flatMap(({ ref, name, version, digest }) => {
		const now = used.get(ref);
		if (now === void 0 || now.digest === digest) return [];
		return [{
			code: "EVALUATOR_RELEASED",
			file: now.file,
			message: `\`${ref}\` is released: it is on the base branch, and this edit would give its verdicts another meaning`,
			expected: `a new version \`${name}@${version + 1}\`, and the released file as it was`,
			example: `tracegate evaluator bump ${name}`
		}];
	});
}

export { checkReleased as t };