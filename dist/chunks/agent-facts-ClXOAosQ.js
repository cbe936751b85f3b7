import { Da as isJsonValue, Zi as canonicalJson } from "./run-BZDTBg9r.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

// src/core/trace/agent-facts.ts
function describeAgent({ systemPrompt, ...seen }) {
	const { toolCatalog } = seen;
	const facts = {
		...seen,
		...systemPrompt !== void 0 && { systemPromptDigest: digestOf(systemPrompt) },
		...toolCatalog !== void 0 && { toolCatalogDigest: digestOfCatalog(toolCatalog) }
	};
	return Object.keys(facts).length === 0 ? void 0 : facts;
}
const catalogDigests = /* @__PURE__ */ new WeakMap();
const catalogs = /* @__PURE__ */ new WeakMap();
function digestOfCatalog(catalog) {
	const known = catalogDigests.get(catalog) ?? digestOf(canonicalJson(catalog));
	catalogDigests.set(catalog, known);
	return known;
}
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
function digestOf(text) {
	return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

export { readToolCatalog as n, describeAgent as t };