// src/core/agent/request-template.ts
/** What `{{name}}` in a request may stand for. */
const requestValues = [
	"message",
	"history",
	"messages",
	"turn",
	"session",
	"agentSession",
	"seed",
	"modelBaseUrl"
];
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;
/**
* Fills a template of a request's body. A text that is one placeholder becomes the value itself, so that `{{history}}`
* is a list and `{{turn}}` a number; elsewhere the value stands in the text.
*/
function fillBody(template, values) {
	if (typeof template === "string") {
		const [only] = template.matchAll(placeholder);
		if (only !== void 0 && only[0] === template.trim()) return valueOf(only[1], values);
		return fillText(template, values);
	}
	if (Array.isArray(template)) return template.map((item) => fillBody(item, values));
	if (typeof template !== "object" || template === null) return template;
	return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fillBody(value, values)]));
}
/** Fills a text; `encode` makes a value safe where it is put, such as in an address. */
function fillText(template, values, encode = (text) => text) {
	return template.replaceAll(placeholder, (_, name) => {
		const value = valueOf(name, values);
		return encode(typeof value === "string" ? value : JSON.stringify(value));
	});
}
/** The names in a template that stand for nothing, each once. */
function unknownPlaceholders(template) {
	const names = [...JSON.stringify(template).matchAll(placeholder)].map(([, name = ""]) => name);
	return [...new Set(names)].filter((name) => !isKnown(name));
}
/** Whether a template says what this stands for. */
function usesPlaceholder(template, name) {
	return [...JSON.stringify(template).matchAll(placeholder)].some(([, used]) => used === name);
}
/** Unknown names were refused with the configuration. */
function valueOf(name, values) {
	return name !== void 0 && isKnown(name) ? values[name] : "";
}
function isKnown(name) {
	return requestValues.some((known) => known === name);
}

export { usesPlaceholder as i, fillText as n, unknownPlaceholders as r, fillBody as t };