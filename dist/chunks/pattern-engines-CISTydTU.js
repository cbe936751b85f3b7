// src/core/evaluator/pattern-engines.ts
/** A regular expression or a JSON Schema that cannot be compiled; the message says why. */
var PatternError = class extends Error {
	name = "PatternError";
};
/** Whether an evaluator's parameters are a regular expression or a JSON Schema. */
function needsPatternEngines(evaluator) {
	if (evaluator.kind === "judge") return false;
	return [
		"answer-matches",
		"answer-schema",
		"tool-result-schema"
	].includes(evaluator.check);
}

export { needsPatternEngines as n, PatternError as t };