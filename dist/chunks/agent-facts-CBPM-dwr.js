import { la as isJsonValue, ro as canonicalJson } from "./run-DTe1xjOx.js";
import { createHash } from "node:crypto";

// src/core/trace/agent-facts.ts
/** An agent's facts with the digests of its system prompt and of its tool catalog; `undefined` where nothing is known. */
function describeAgent({ systemPrompt, ...seen }) {
	const { toolCatalog } = seen;
	const facts = {
		...seen,
		...systemPrompt !== void 0 && { systemPromptDigest: digestOf(systemPrompt) },
		...toolCatalog !== void 0 && { toolCatalogDigest: digestOfCatalog(toolCatalog) }
	};
	return Object.keys(facts).length === 0 ? void 0 : facts;
}
/** The same catalog stands in every session of an agent: what was made of one object is kept while that lives. */
const catalogDigests = /* @__PURE__ */ new WeakMap();
const catalogs = /* @__PURE__ */ new WeakMap();
function digestOfCatalog(catalog) {
	const known = catalogDigests.get(catalog) ?? digestOf(canonicalJson(catalog));
	catalogDigests.set(catalog, known);
	return known;
}
/**
* Reads a tool catalog as it was sent to a model: OpenAI's `{type, function: {…}}` and flat form, Anthropic's
* `input_schema`, MCP's `inputSchema`. `undefined` where the value is no list; what has no name is left out.
*/
function readToolCatalog(value) {
	if (!Array.isArray(value)) return void 0;
	const known = catalogs.get(value) ?? readTools(value);
	catalogs.set(value, known);
	return known;
}
function readTools(list) {
	return list.flatMap((item) => {
		const outer = fieldsOf(item);
		const inner = fieldsOf(outer["function"] ?? outer["custom"] ?? item);
		const name = inner["name"] ?? outer["type"];
		if (typeof name !== "string") return [];
		const { description } = inner;
		const parameters = [
			inner["parameters"],
			inner["input_schema"],
			inner["inputSchema"]
		].find((schema) => schema !== void 0 && schema !== null);
		return {
			name,
			...typeof description === "string" && { description },
			...parameters !== void 0 && isJsonValue(parameters) && { parameters }
		};
	});
}
function fieldsOf(value) {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
/** `sha256:` and 64 hex digits. */
function digestOf(text) {
	return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

export { readToolCatalog as n, describeAgent as t };