import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";

// src/core/replay/cassette-fields.ts
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isList(value) {
	return Array.isArray(value);
}
/** The objects of a list field; empty where there is no such list. */
function objectsAt(value, key) {
	const list = value[key];
	return isList(list) ? list.filter(isObject) : [];
}
/** A text field; "" where there is none. */
function textAt(value, key) {
	const text = value[key];
	return typeof text === "string" ? text : "";
}
function objectAt(value, key) {
	const child = value[key];
	return isObject(child) ? child : {};
}

// src/core/replay/cassette-request.ts
/** Fields of a body that say who asks, how the answer is sent or where it is kept, and nothing of what is asked. */
const volatileFields = /* @__PURE__ */ new Set([
	"metadata",
	"prompt_cache_key",
	"prompt_cache_retention",
	"safety_identifier",
	"seed",
	"service_tier",
	"store",
	"stream",
	"stream_options",
	"user"
]);
/** Fields of a message or a part of one that the provider makes up, or that change no meaning. */
const volatileParts = /* @__PURE__ */ new Set([
	"annotations",
	"cache_control",
	"encrypted_content",
	"logprobs",
	"signature",
	"status"
]);
const idFields = /* @__PURE__ */ new Set([
	"id",
	"call_id",
	"tool_call_id",
	"tool_use_id",
	"item_id",
	"previous_response_id"
]);
/** What a tool was given or gave: an `id` in it is content, not a name of the protocol's. */
const contentFields = /* @__PURE__ */ new Set([
	"input",
	"output",
	"source",
	"image_url"
]);
/**
* The comparable form of a request to a model: chat completions, Responses or Anthropic messages, or any other JSON.
*
* Volatile fields are gone, ids are numbered by their first appearance, text that stands in one part or in several is
* one text, arguments are JSON instead of its text, tools are sorted by name, and `null` is as good as absent. The
* form of a form is the form itself.
*/
function comparableRequest(path, body) {
	const ids = /* @__PURE__ */ new Map();
	const known = comparablePath(path);
	return {
		path: known,
		body: mapFields(body, (key, value) => {
			if (volatileFields.has(key) || isNothing(value)) return void 0;
			return comparableField(key, known === "/responses" ? asItems(key, value) : value, ids);
		})
	};
}
/** One text for one request, whatever the order of its fields. */
function requestKey({ path, body }) {
	return `${path} ${canonicalJson(body)}`;
}
/** Which field of a body holds what was said so far; `undefined` where none does, as in a request for embeddings. */
function transcriptField(body) {
	if (Array.isArray(body["messages"])) return "messages";
	return Array.isArray(body["input"]) ? "input" : void 0;
}
/** Providers differ in what stands before these, from `/v1` to the name of a deployment. */
const knownPath = /\/(?:chat\/completions|completions|responses|messages|embeddings)$/;
function comparablePath(path) {
	const bare = path.replace(/[?#].*$/, "").replace(/\/+$/, "");
	return knownPath.exec(bare)?.[0] ?? bare.replace(/^\/v\d[\w.]*(?=\/)/, "");
}
function comparableField(key, value, ids) {
	switch (key) {
		case "messages": return isList(value) ? value.map((message) => comparablePart(message, ids)) : value;
		case "input": return comparableInput(value, ids);
		case "system": return joinedText(value) ?? comparablePart(value, ids);
		case "tools": return isList(value) ? sortedTools(value) : value;
		case "previous_response_id": return typeof value === "string" ? numbered(value, ids) : value;
		default: return value;
	}
}
/** The Responses API takes a text, messages, or items of other types; an embedding's input is texts. */
function comparableInput(value, ids) {
	if (!isList(value)) return value;
	return value.map((item) => {
		const part = comparablePart(item, ids);
		if (!isObject(part) || part["type"] !== "message" || part["role"] === void 0) return part;
		const { type: _, ...message } = part;
		return message;
	});
}
function comparablePart(value, ids) {
	if (isList(value)) return value.map((child) => comparablePart(child, ids));
	if (!isObject(value)) return value;
	return mapFields(value, (key, child) => {
		if (volatileParts.has(key) || isNothing(child)) return void 0;
		if (idFields.has(key) && typeof child === "string") return numbered(child, ids);
		if (key === "arguments" && typeof child === "string") return parsedText(child);
		if (key === "content") return joinedText(child) ?? comparablePart(child, ids);
		return contentFields.has(key) ? child : comparablePart(child, ids);
	});
}
/** Takes the fields in the order of their names, so that ids get the same numbers from every client. */
function mapFields(value, map) {
	const mapped = /* @__PURE__ */ new Map();
	for (const key of Object.keys(value).toSorted()) mapped.set(key, map(key, value[key] ?? null));
	return Object.fromEntries(Object.keys(value).flatMap((key) => {
		const child = mapped.get(key);
		return child === void 0 ? [] : [[key, child]];
	}));
}
/** The Responses API takes a bare text for one message of the user. */
function asItems(key, value) {
	return key === "input" && typeof value === "string" ? [{
		role: "user",
		content: value
	}] : value;
}
/** The text of a content that holds text alone, in one part or in several. */
function joinedText(content) {
	if (!isList(content)) return void 0;
	const texts = content.map((part) => {
		return isObject(part) && /^(?:input_|output_)?text$/.test(textAt(part, "type")) && typeof part["text"] === "string" ? part["text"] : void 0;
	});
	return texts.some((text) => text === void 0) ? void 0 : texts.join("");
}
/** Ids are made up anew in each session; what counts is which of them are the same. */
function numbered(id, ids) {
	const known = ids.get(id);
	if (known !== void 0) return known;
	const number = `#${ids.size + 1}`;
	ids.set(id, number);
	return number;
}
function sortedTools(tools) {
	return tools.map((tool) => {
		if (!isObject(tool)) return tool;
		const { cache_control: _, ...kept } = tool;
		return kept;
	}).toSorted((a, b) => toolName(a) < toolName(b) ? -1 : toolName(a) > toolName(b) ? 1 : 0);
}
function toolName(tool) {
	if (!isObject(tool)) return "";
	const called = tool["function"];
	const name = called !== void 0 && isObject(called) ? called["name"] : tool["name"];
	return typeof name === "string" ? name : "";
}
function parsedText(text) {
	try {
		const value = JSON.parse(text);
		return typeof value === "object" && value !== null ? value : text;
	} catch {
		return text;
	}
}
function isNothing(value) {
	return value === null || isList(value) && value.length === 0;
}

export { objectAt as a, isObject as i, requestKey as n, objectsAt as o, transcriptField as r, textAt as s, comparableRequest as t };