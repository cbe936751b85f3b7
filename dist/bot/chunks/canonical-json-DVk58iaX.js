// src/core/trace/canonical-json.ts
/**
* One text for one value: keys sorted by code unit, no white space, absent fields left out.
*
* Two values with the same meaning have the same text, whatever the order in which their fields were written,
* so digests are made of it. The value must nest no deeper than the stack allows; parsed files are capped.
*/
function canonicalJson(value) {
	return JSON.stringify(value, (_key, child) => isPlainObject(child) ? sorted(child) : child);
}
function isPlainObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function sorted(value) {
	return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => a < b ? -1 : a > b ? 1 : 0));
}

export { canonicalJson as t };