import { t as RE2JS } from "./build-C2mAyusn.js";

// src/core/simulation/reply-patterns.ts
/** Patterns on re2js, each compiled once. Import it only where a machine has a pattern: it costs about 20 ms. */
function replyPatterns() {
	const compiled = /* @__PURE__ */ new Map();
	return (pattern, text) => {
		let regex = compiled.get(pattern);
		if (regex === void 0) {
			regex = RE2JS.compile(pattern);
			compiled.set(pattern, regex);
		}
		return regex.matcher(text).find();
	};
}
/** Why a pattern is no regular expression; `undefined` where it is one. */
function patternProblem(pattern) {
	try {
		RE2JS.compile(pattern);
		return;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

export { replyPatterns as n, patternProblem as t };