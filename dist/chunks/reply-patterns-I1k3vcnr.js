import { t as RE2JS } from "./build-CGzs97GR.js";

// src/core/simulation/reply-patterns.ts
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
function patternProblem(pattern) {
	try {
		RE2JS.compile(pattern);
		return;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

export { replyPatterns as n, patternProblem as t };