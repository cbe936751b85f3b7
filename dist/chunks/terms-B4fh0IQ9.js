import { Wn as stemmer } from "./run-BZDTBg9r.js";

// src/core/cluster/terms.ts
const words = /\p{L}[\p{L}\p{M}'\u2019]*/gu;
const mostChars = 8e3;
function termsOf(text, masked = nothing) {
	return [...text.slice(0, mostChars).toLowerCase().matchAll(words)].map(([word]) => word.replaceAll("\u2019", "'").replace(/'(?:s|t|re|ve|ll|d|m)?$/, "")).filter((word) => word.length > 2 && !stopWords.has(word)).map((word) => ({
		word,
		stem: stemOf(word)
	})).filter(({ stem }) => !masked.has(stem));
}
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
function stemsOf(text) {
	return new Set(termsOf(text).map(({ stem }) => stem));
}
function toolTerms(tools) {
	const path = toolPath(tools);
	return [...path, ...path.slice(1).map((tool, index) => `${path[index] ?? ""} \u2192 ${tool}`)];
}
function toolPath(tools) {
	return tools.filter((tool, index) => index === 0 || tool !== tools[index - 1]);
}
const stopWords = new Set(`the and for are was were been being has have had does did not but with this that these those from into onto than then
  there their they them his her hers its our your you she who whom which what when where why how all any both each few
  more most other some such only own same can could will would should shall may might must about above after again
  against before below between down during further once over under until out off too very just also because while
  agent says said reply turn turns step session user`.split(/\s+/));

export { toolTerms as i, termsOf as n, toolPath as r, stemsOf as t };