// src/core/evaluator/pattern-engines.ts
/** A regular expression or a JSON Schema that cannot be compiled; the message says why. */
var PatternError = class extends Error {
	name = "PatternError";
};
const withPatterns = /* @__PURE__ */ new Set([
	"answer-matches",
	"answer-schema",
	"answer-language",
	"tool-result-schema",
	"tool-result-value",
	"final-state"
]);
/** Whether an evaluator's parameters may be a regular expression or a JSON Schema, or it asks for a language. */
function needsPatternEngines(evaluator) {
	return evaluator.kind === "check" && withPatterns.has(evaluator.check);
}
/** Whether an evaluator asks for the language of a text. */
function needsLanguages(evaluator) {
	return evaluator.kind === "check" && evaluator.check === "answer-language";
}

export { needsLanguages as n, needsPatternEngines as r, PatternError as t };