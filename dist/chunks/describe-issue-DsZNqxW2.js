import { H as globalRegistry, c as ZodNullable, d as ZodOptional, f as ZodPipe, h as ZodRecord, m as ZodReadonly, n as ZodDefault, o as ZodLazy, p as ZodPrefault, r as ZodDiscriminatedUnion, s as ZodLiteral, t as ZodArray, u as ZodObject } from "./schemas-CJS83Lar.js";
import { t as cutText } from "./cut-text-B_gq-qAi.js";
import { f as suggest, s as dump } from "./js-yaml-CiObg4Tg.js";
import { t as formatPath } from "./json-path-MpIY021q.js";

// src/core/yaml/issue-words.ts
/** What is wrong with a value, to follow its name. */
function complaint(issue, value) {
	if (value === void 0) return "is missing";
	if (value === null) return "is empty";
	if (issue.code === "too_big" || issue.code === "too_small") return `is ${sizeOf(value)}`;
	if (issue.code === "invalid_key") return "has a name that is not allowed here";
	return `is ${show$1(value)}${didYouMean(issue, value)}`;
}
function sizeOf(value) {
	if (typeof value === "string") return value === "" ? "empty" : `${countOf(value.length, "string")} long`;
	if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `${countOf(value.length, "array")} long`;
	return show$1(value);
}
function didYouMean(issue, value) {
	const choices = choicesOf(issue);
	if (choices === void 0 || typeof value !== "string") return "";
	const meant = suggest(value, choices);
	return meant === void 0 ? "" : `; did you mean \`${meant}\`?`;
}
function choicesOf(issue) {
	if (issue.code === "invalid_value") return issue.values.map(String);
	const options = issue.code === "invalid_union" && "options" in issue ? issue.options : void 0;
	return Array.isArray(options) ? options.map(String) : void 0;
}
/** What would be right instead. */
function expectation(issue, value) {
	switch (issue.code) {
		case "invalid_type": return `${kindNames[issue.expected] ?? issue.expected}${quotesHint(issue.expected, value)}`;
		case "invalid_value": return oneOf(issue.values.map(String));
		case "invalid_union": return unionExpectation(issue);
		case "invalid_format": return issue.format === "url" ? "an address such as https://example.com/v1" : issue.message;
		case "too_big": return `${issue.inclusive === false ? "less than" : "at most"} ${countOf(issue.maximum, issue.origin)}`;
		case "too_small": return `${issue.inclusive === false ? "more than" : "at least"} ${countOf(issue.minimum, issue.origin)}`;
		case "not_multiple_of": return `a multiple of ${issue.divisor}`;
		case "invalid_key": return issue.issues.map((inner) => expectation(inner, void 0)).join("; ");
		case "custom":
		case "invalid_element":
		case "unrecognized_keys": return issue.message;
	}
}
function unionExpectation(issue) {
	const options = choicesOf(issue);
	if (options !== void 0) return oneOf(options);
	const parts = issue.errors.flatMap((branch) => branch.slice(0, 1).map((inner) => expectation(inner, void 0)));
	return [...new Set(parts)].join(", or ");
}
/** The commonest slip with YAML's kinds of values. */
function quotesHint(expected, value) {
	if (expected === "string" && (typeof value === "number" || typeof value === "boolean")) return `, in quotes: "${String(value)}"`;
	const isQuotedNumber = typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
	return (expected === "number" || expected === "int") && isQuotedNumber ? `, without quotes: ${value}` : "";
}
const kindNames = {
	string: "text",
	int: "a whole number",
	number: "a number",
	boolean: "`true` or `false`",
	array: "a list",
	object: "a map of `key: value` lines",
	record: "a map of `key: value` lines",
	null: "`null`"
};
function oneOf(names) {
	return names.length === 1 ? `\`${names[0]}\`` : `one of ${listOf(names)}`;
}
/** Names as a reader finds them in the file. */
function listOf(names) {
	return names.map((name) => `\`${name}\``).join(", ");
}
const units = {
	string: ["character", "characters"],
	array: ["entry", "entries"]
};
function countOf(count, origin) {
	const [one, many] = units[origin] ?? [];
	const unit = Number(count) === 1 ? one : many;
	return unit === void 0 ? String(count) : `${count} ${unit}`;
}
/** A value as a reader recognises it: its kind, and the text where it is short enough. */
function show$1(value) {
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object") return "a map";
	if (typeof value !== "string") return `the ${typeof value} ${JSON.stringify(value)}`;
	return `the text ${JSON.stringify(cutText(value, 61))}`;
}

// src/core/yaml/schema-node.ts
/**
* The schema that applies at a path, chosen by the value where a union offers several.
*
* Nothing where the path leaves the schema, or where the value does not say which part of a union it meant.
*/
function schemaAt(root, value, path) {
	let schema = root;
	let here = value;
	for (const key of path) {
		schema = schema === void 0 ? void 0 : childSchema(schema, here, key);
		here = childValue(here, key);
	}
	return schema;
}
/** The value at a path; `undefined` where there is none. */
function valueAt(root, path) {
	return path.reduce(childValue, root);
}
/** The keys that a map may have here; none where any key is allowed. */
function knownKeys(schema, value) {
	const node = narrow(schema, value);
	return node instanceof ZodObject ? Object.keys(node.shape) : [];
}
/** What a schema's author says of it to people. */
function descriptionOf(schema) {
	return layersOf(schema).map((layer) => globalRegistry.get(layer)?.description).find((description) => description !== void 0);
}
/**
* A few lines of YAML that would be right at a path.
*
* They come from the `examples` of the nearest schema that has any: from the part of them that stands at
* the path, or else from the whole of them.
*/
function exampleAt(root, value, path) {
	for (let length = path.length; length >= 0; length--) {
		const schema = schemaAt(root, value, path.slice(0, length));
		const [example] = schema === void 0 ? [] : examplesOf(schema);
		if (example === void 0) continue;
		const part = valueAt(example, path.slice(length));
		if (part !== void 0) return show(path.at(-1), part);
		if (length > 0) return show(path[length - 1], example);
	}
}
function show(key, example) {
	return dump(key === void 0 ? example : typeof key === "string" ? { [key]: example } : [example], { lineWidth: -1 }).trimEnd();
}
function examplesOf(schema) {
	for (const layer of layersOf(schema)) {
		const examples = globalRegistry.get(layer)?.["examples"];
		if (Array.isArray(examples)) return examples;
	}
	return [];
}
function childSchema(schema, value, key) {
	const node = narrow(schema, value);
	if (node instanceof ZodRecord) return node.valueType;
	if (node instanceof ZodArray) return node.element;
	return node instanceof ZodObject && Object.hasOwn(node.shape, key) ? node.shape[key] : void 0;
}
function childValue(value, key) {
	return isMapOrList(value) && Object.hasOwn(value, key) ? value[key] : void 0;
}
function isMapOrList(value) {
	return typeof value === "object" && value !== null;
}
/** Without the wrappers that only say whether a value may be left out, and with unions decided. */
function narrow(schema, value) {
	const inner = layersOf(schema).at(-1) ?? schema;
	if (!(inner instanceof ZodDiscriminatedUnion)) return inner;
	const { discriminator, options } = inner.def;
	const tag = childValue(value, discriminator);
	const chosen = options.find((option) => accepts(option, discriminator, tag));
	return chosen === void 0 ? inner : narrow(chosen, value);
}
function accepts(option, discriminator, tag) {
	if (option instanceof ZodDiscriminatedUnion) return option.def.options.some((inner) => accepts(inner, discriminator, tag));
	const literal = option instanceof ZodObject ? option.shape[discriminator] : void 0;
	return literal instanceof ZodLiteral && [...literal.values].some((value) => value === tag);
}
/** The schema and what it wraps, outermost first. */
function layersOf(schema) {
	const layers = [];
	for (let layer = schema; layer !== void 0; layer = wrappedBy(layer)) layers.push(layer);
	return layers;
}
function wrappedBy(schema) {
	if (schema instanceof ZodOptional || schema instanceof ZodDefault || schema instanceof ZodPrefault || schema instanceof ZodNullable || schema instanceof ZodReadonly || schema instanceof ZodLazy) return schema.unwrap();
	return schema instanceof ZodPipe ? schema.in : void 0;
}

// src/core/yaml/describe-issue.ts
/** Puts one zod issue into words: one answer a key, so that each is found at its own place. */
function describeIssue(schema, root, issue) {
	const path = issue.path.map((part) => typeof part === "symbol" ? String(part) : part);
	if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(schema, root, [...path, key]));
	if (issue.code === "custom") return [brokenRule(issue, path)];
	const meant = issue.code === "invalid_union" ? branchThatWasMeant(issue.errors) : void 0;
	if (meant === void 0) return [wrongValue(schema, root, {
		issue,
		path
	})];
	return meant.flatMap((inner) => describeIssue(schema, root, {
		...inner,
		path: [...path, ...inner.path]
	}));
}
function unknownKey(schema, root, path) {
	const parent = path.slice(0, -1);
	const key = String(path.at(-1));
	const node = schemaAt(schema, root, parent);
	const known = node === void 0 ? [] : knownKeys(node, valueAt(root, parent));
	const free = known.filter((name) => valueAt(root, [...parent, name]) === void 0);
	const meant = suggest(key, free) ?? suggest(key, known);
	return {
		code: "UNKNOWN_KEY",
		path,
		part: "key",
		message: `unknown key \`${key}\`${parent.length === 0 ? "" : ` in \`${formatPath(parent)}\``}${meant === void 0 ? "" : `; did you mean \`${meant}\`?`}`,
		...known.length > 0 && { expected: `only ${listOf(known)}` },
		...exampleOf(meant === void 0 ? void 0 : exampleAt(schema, root, [...parent, meant]))
	};
}
/** A rule of ours that a schema cannot say; it brings its own words. */
function brokenRule(issue, path) {
	const { expected, example } = issue.params ?? {};
	return {
		code: "WRONG_VALUE",
		path,
		part: "value",
		message: `${nameOf(path)} ${issue.message}`,
		...typeof expected === "string" && { expected },
		...exampleOf(typeof example === "string" ? example : void 0)
	};
}
function wrongValue(schema, root, { issue, path }) {
	const value = valueAt(root, path);
	const expected = expectation(issue, value);
	const node = schemaAt(schema, root, path);
	const description = node === void 0 ? void 0 : descriptionOf(node);
	return {
		code: value === void 0 ? "MISSING_KEY" : codes[issue.code] ?? "WRONG_VALUE",
		path,
		part: issue.code === "invalid_key" ? "key" : "value",
		message: `${nameOf(path)} ${complaint(issue, value)}`,
		expected: description === void 0 ? expected : `${expected}. ${description}`,
		...exampleOf(exampleAt(schema, root, path))
	};
}
function nameOf(path) {
	return path.length === 0 ? "the file" : `\`${formatPath(path)}\``;
}
function exampleOf(example) {
	return example === void 0 ? {} : { example };
}
/** Of a union's branches, the only one whose type fits and that complains about something inside. */
function branchThatWasMeant(branches) {
	const near = branches.filter((issues) => !issues.some(isAboutTheWhole));
	return near.length === 1 ? near[0] : void 0;
}
function isAboutTheWhole(issue) {
	return (issue.code === "invalid_type" || issue.code === "invalid_value" || issue.code === "invalid_union") && issue.path.length === 0;
}
const codes = {
	invalid_type: "WRONG_TYPE",
	too_big: "OUT_OF_RANGE",
	too_small: "OUT_OF_RANGE",
	not_multiple_of: "OUT_OF_RANGE",
	invalid_key: "WRONG_KEY"
};

export { valueAt as n, describeIssue as t };