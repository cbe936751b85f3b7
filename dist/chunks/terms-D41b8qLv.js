import { qn as stemmer } from "./run-DTe1xjOx.js";

// src/core/cluster/terms.ts
const words = /\p{L}[\p{L}\p{M}'’]*/gu;
/** Longer texts tell nothing more about the way in which a session failed. */
const mostChars = 8e3;
/** The words of a text that carry meaning, in their order, without those whose stems are in `masked`. */
function termsOf(text, masked = nothing) {
	return [...text.slice(0, mostChars).toLowerCase().matchAll(words)].map(([word]) => word.replaceAll("’", "'").replace(/'(?:s|t|re|ve|ll|d|m)?$/, "")).filter((word) => word.length > 2 && !stopWords.has(word)).map((word) => ({
		word,
		stem: stemOf(word)
	})).filter(({ stem }) => !masked.has(stem));
}
/** Sessions of one agent say the same words over and over: a stem costs ten times the look at what it was before. */
const stems = /* @__PURE__ */ new Map();
const mostStems = 5e4;
function stemOf(word) {
	const known = stems.get(word);
	if (known !== void 0) return known;
	const stem = stemmer(word);
	if (stems.size < mostStems) stems.set(word, stem);
	return stem;
}
const nothing = /* @__PURE__ */ new Set();
/** The stems of a text's words: what a mask holds. */
function stemsOf(text) {
	return new Set(termsOf(text).map(({ stem }) => stem));
}
/** The tools in their order, repeats as one, and each pair that follows one another. */
function toolTerms(tools) {
	const path = toolPath(tools);
	return [...path, ...path.slice(1).map((tool, index) => `${path[index] ?? ""} → ${tool}`)];
}
/** A way through the tools, each repeat in a row told once. */
function toolPath(tools) {
	return tools.filter((tool, index) => index === 0 || tool !== tools[index - 1]);
}
const stopWords = new Set(`the and for are was were been being has have had does did not but with this that these those from into onto than then
  there their they them his her hers its our your you she who whom which what when where why how all any both each few
  more most other some such only own same can could will would should shall may might must about above after again
  against before below between down during further once over under until out off too very just also because while
  agent says said reply turn turns step session user`.split(/\s+/));

export { toolTerms as i, termsOf as n, toolPath as r, stemsOf as t };