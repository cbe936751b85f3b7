// src/core/simulation/template.ts
const groupSources = [
	"match",
	"said",
	"tool"
];
var UnresolvedPlaceholder = class extends Error {
	name = "UnresolvedPlaceholder";
};
const longestText = 1e5;
const inBraces = /\{\{([^{}]*)\}\}/g;
function parsePlaceholders(text) {
	if (text.replaceAll(inBraces, "").includes("{{")) return {
		kind: "problem",
		message: "`{{` may only begin a placeholder, such as `{{user}}`"
	};
	const placeholders = [];
	for (const [written, inner] of text.matchAll(inBraces)) {
		const placeholder = parsePlaceholder(written, (inner ?? "").trim());
		if (placeholder === void 0) return {
			kind: "problem",
			message: `\`${written}\` is no placeholder`
		};
		placeholders.push(placeholder);
	}
	return {
		kind: "placeholders",
		placeholders
	};
}
function renderText(text, values) {
	if (!text.includes("{{")) return text;
	let length = text.length;
	return text.replaceAll(inBraces, (written, inner) => {
		const value = valueOf(written, inner, values);
		const rendered = typeof value === "string" ? value : JSON.stringify(value);
		length += rendered.length;
		if (length > longestText) throw new UnresolvedPlaceholder(`the answer grows beyond ${longestText} characters`);
		return rendered;
	});
}
function renderJson(value, values) {
	if (typeof value === "string") {
		const [only] = value.matchAll(inBraces);
		return only?.[0] === value ? valueOf(value, only[1] ?? "", values) : renderText(value, values);
	}
	if (Array.isArray(value)) return value.map((item) => renderJson(item, values));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renderJson(item, values)]));
}
function parsePlaceholder(written, inner) {
	if (inner === "user") return {
		written,
		kind: "user"
	};
	if (inner === "result") return {
		written,
		kind: "result",
		pointer: []
	};
	if (inner.startsWith("result./")) return {
		written,
		kind: "result",
		pointer: inner.slice(8).split("/").map(unescapePointer)
	};
	const [name, group] = inner.split(".");
	const source = groupSources.find((known) => known === name);
	if (source === void 0 || group === void 0 || !/^\d{1,2}$/.test(group)) return void 0;
	return inner === `${source}.${group}` ? {
		written,
		kind: "group",
		source,
		group: Number(group)
	} : void 0;
}
function valueOf(written, inner, values) {
	const placeholder = parsePlaceholder(written, inner.trim());
	const value = placeholder === void 0 ? void 0 : lookUp(placeholder, values);
	if (value === void 0) throw new UnresolvedPlaceholder(`\`${written}\` has no value here`);
	return value;
}
function lookUp(placeholder, values) {
	if (placeholder.kind === "user") return values.user;
	if (placeholder.kind === "result") return follow(values.result, placeholder.pointer);
	return values.groups[placeholder.source]?.[placeholder.group] ?? void 0;
}
function follow(value, pointer) {
	let current = value;
	for (const key of pointer) {
		if (typeof current !== "object" || current === null) return void 0;
		if (Array.isArray(current) && !/^\d{1,9}$/.test(key)) return void 0;
		current = Object.entries(current).find(([own]) => own === key)?.[1];
	}
	return current;
}
function unescapePointer(key) {
	return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

export { renderText as i, parsePlaceholders as n, renderJson as r, UnresolvedPlaceholder as t };