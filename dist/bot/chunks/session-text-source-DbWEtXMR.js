import { t as UserError } from "./errors-wBhBppnE.js";
import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { a as parseJsonText, n as isJsonObject$1, r as isJsonValue, t as isJsonList } from "./json-BHYeOYdE.js";
import { a as mostDollars, i as placeAt, o as mostTokens, r as nameOfPlace, s as sessionSchema, t as idOfPlace } from "./place-id-CuXIOWK6.js";
import { createHash, hash, randomBytes } from "node:crypto";
import { isUtf8 } from "node:buffer";

// src/core/trace/import/imported.ts
/** The place of a child: an index of an array or a key of an object, escaped as RFC 6901 asks. */
function childPlace(place, key) {
	const { piece } = place;
	const shift = piece !== void 0 && piece.list === place.path ? piece.firstIndex : 0;
	const token = typeof key === "number" ? key + shift : key.replaceAll("~", "~0").replaceAll("/", "~1");
	return {
		...place,
		path: `${place.path}/${token}`
	};
}
/** The reading of a child: an index of an array or a key of an object. */
function inside({ place, drops }, key) {
	return {
		place: childPlace(place, key),
		drops
	};
}
/** How many kinds of loss are told apart. */
const mostKinds = 1e4;
const tooMany = `loss of a further kind: more than ${mostKinds} are not told apart`;
/**
* Collects what an import drops. The same loss in many records is one entry with its first place and its count.
*
* Losses are the same when their reason is the same and their paths differ in array indices only.
*/
var DropList = class {
	#file;
	#entries = /* @__PURE__ */ new Map();
	constructor(file) {
		this.#file = file;
	}
	/** @param times how often at once, where a record says so itself. */
	add(place, reason, times = 1) {
		const file = place.file ?? this.#file;
		const kind = `${file}\n${place.path.replaceAll(/\/\d+(?=\/|$)/g, "/*")}\n${reason}`;
		const entry = this.#entries.get(kind) ?? this.#begin(kind, {
			...place,
			file
		}, reason);
		entry.count += times;
	}
	/** Losses beyond the cap share an entry: a file must not fill the memory by losing each value in a way of its own. */
	#begin(kind, place, reason) {
		const isFull = this.#entries.size >= mostKinds;
		const key = isFull ? "" : kind;
		const known = this.#entries.get(key);
		if (known !== void 0) return known;
		const entry = {
			first: place,
			reason: isFull ? tooMany : reason,
			count: 0
		};
		this.#entries.set(key, entry);
		return entry;
	}
	list() {
		return [...this.#entries.values()].map(({ first, reason, count }) => ({
			file: first.file,
			...first.line !== void 0 && { line: first.line },
			path: first.path,
			reason,
			count
		}));
	}
};

// src/core/trace/import/fields.ts
/** Whether a value is an object, and neither a list nor null. */
function isFields(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** A field's text; a number counts as text, since ids are written either way. Inherited names are no fields. */
function textField(fields, key) {
	const value = Object.hasOwn(fields, key) ? fields[key] : void 0;
	if (typeof value === "number") return String(value);
	return typeof value === "string" ? value : void 0;
}
/** The same for an id; some exporters write "" for one that they do not know. */
function idField(fields, key) {
	const id = textField(fields, key);
	return id === "" ? void 0 : id;
}
/** Reports each of these fields that holds something and neither text nor a number, which is all that is read of them. */
function dropOddTexts(fields, keys, place, drops) {
	for (const key of keys) {
		const value = Object.hasOwn(fields, key) ? fields[key] : void 0;
		if (typeof value === "string" || typeof value === "number" || isNothing$1(value)) continue;
		drops.add(childPlace(place, key), "field that should hold text");
	}
}
/** Reports each field that is not in `known` and holds something: `null`, "", [] and {} lose nothing. */
function dropOtherFields(fields, known, place, drops) {
	for (const [key, value] of Object.entries(fields)) if (!known.includes(key) && !isNothing$1(value)) drops.add(childPlace(place, key), "field that a session has no place for");
}
/** Whether a field holds nothing: `null`, "", [] and {} lose nothing where they are left out. */
function isNothing$1(value) {
	if (value === void 0 || value === null || value === "") return true;
	return typeof value === "object" && Object.keys(value).length === 0;
}

// src/core/trace/agent-facts.ts
/** An agent's facts with the digests of its system prompt and of its tool catalog; `undefined` where nothing is known. */
function describeAgent({ systemPrompt, ...seen }) {
	const { toolCatalog } = seen;
	const facts = {
		...seen,
		...systemPrompt !== void 0 && { systemPromptDigest: digestOf$1(systemPrompt) },
		...toolCatalog !== void 0 && { toolCatalogDigest: digestOfCatalog(toolCatalog) }
	};
	return Object.keys(facts).length === 0 ? void 0 : facts;
}
/** The same catalog stands in every session of an agent: what was made of one object is kept while that lives. */
const catalogDigests = /* @__PURE__ */ new WeakMap();
const catalogs = /* @__PURE__ */ new WeakMap();
function digestOfCatalog(catalog) {
	const known = catalogDigests.get(catalog) ?? digestOf$1(canonicalJson(catalog));
	catalogDigests.set(catalog, known);
	return known;
}
/**
* Reads a tool catalog as it was sent to a model: OpenAI's `{type, function: {…}}` and flat form, Anthropic's
* `input_schema`, MCP's `inputSchema`. `undefined` where the value is no list; what has no name is left out.
*/
function readToolCatalog(value) {
	if (!Array.isArray(value)) return void 0;
	const known = catalogs.get(value) ?? readTools$3(value);
	catalogs.set(value, known);
	return known;
}
function readTools$3(list) {
	return list.flatMap((item) => {
		const outer = fieldsOf$1(item);
		const inner = fieldsOf$1(outer["function"] ?? outer["custom"] ?? item);
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
function fieldsOf$1(value) {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
/** `sha256:` and 64 hex digits. */
function digestOf$1(text) {
	return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

// src/core/trace/import/python-literal.ts
/**
* Reads the `repr` of a Python value made of dicts, lists, tuples, strings, numbers, `True`, `False` and `None`.
*
* Home-made logs write `str(arguments)` where JSON was meant. `undefined` where the text is anything else: no name is
* looked up and nothing is evaluated. A tuple becomes a list, a key that is no string becomes its text (as Python's own
* `json.dumps` does), and a whole number that a double cannot hold stays text.
*/
function parsePythonLiteral(text) {
	const reader = new Reader(text);
	try {
		const value = reader.value(64);
		reader.end();
		return value;
	} catch (error) {
		if (error instanceof NotALiteral) return void 0;
		throw error;
	}
}
var NotALiteral = class extends Error {};
const whiteSpace = /\s*/y;
const number = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const word = /[A-Za-z_]\w*/y;
const plainText$1 = {
	"'": /[^'\\\n]+/y,
	"\"": /[^"\\\n]+/y
};
const escapeSequence = /\\(?:([\\'"abfnrtv])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3}))/y;
const words = /* @__PURE__ */ new Map([
	["True", true],
	["False", false],
	["None", null]
]);
const controls = {
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	",
	v: "\v"
};
var Reader = class {
	#text;
	#at = 0;
	constructor(text) {
		this.#text = text;
	}
	value(depthLeft) {
		if (depthLeft < 0) throw new NotALiteral();
		const first = this.#peek();
		if (first === "{") return this.#dict(depthLeft);
		if (first === "[") return this.#items("[", "]", depthLeft).values;
		if (first === "(") return this.#tuple(depthLeft);
		if (first === "'" || first === "\"") return this.#string(first);
		const digits = this.#take(number);
		if (digits !== void 0) return toNumber(digits);
		const constant = words.get(this.#take(word) ?? "");
		if (constant === void 0) throw new NotALiteral();
		return constant;
	}
	end() {
		if (this.#peek() !== void 0) throw new NotALiteral();
	}
	#dict(depthLeft) {
		const entries = [];
		this.#expect("{");
		while (!this.#skip("}")) {
			const key = this.value(depthLeft - 1);
			if (typeof key === "object" && key !== null) throw new NotALiteral();
			this.#expect(":");
			entries.push([String(key), this.value(depthLeft - 1)]);
			this.#separate("}");
		}
		return Object.fromEntries(entries);
	}
	#tuple(depthLeft) {
		const { values, hasComma } = this.#items("(", ")", depthLeft);
		const [only] = values;
		return values.length === 1 && only !== void 0 && !hasComma ? only : values;
	}
	#items(open, close, depthLeft) {
		const values = [];
		let hasComma = false;
		this.#expect(open);
		while (!this.#skip(close)) {
			values.push(this.value(depthLeft - 1));
			hasComma = this.#separate(close) || hasComma;
		}
		return {
			values,
			hasComma
		};
	}
	#string(delimiter) {
		this.#expect(delimiter);
		const parts = [];
		while (this.#text[this.#at] !== delimiter) {
			const part = this.#take(plainText$1[delimiter], { skipsSpace: false }) ?? this.#escaped();
			parts.push(part);
		}
		this.#at += 1;
		return parts.join("");
	}
	#escaped() {
		escapeSequence.lastIndex = this.#at;
		const found = escapeSequence.exec(this.#text);
		if (found === null) throw new NotALiteral();
		this.#at = escapeSequence.lastIndex;
		const [, single, x, u, long, octal] = found;
		if (single !== void 0) return controls[single] ?? single;
		const hex = x ?? u ?? long;
		const code = hex === void 0 ? Number.parseInt(octal ?? "", 8) : Number.parseInt(hex, 16);
		if (code > 1114111) throw new NotALiteral();
		return String.fromCodePoint(code);
	}
	/** Consumes the comma between two items; false where the list ends without one. */
	#separate(close) {
		if (this.#skip(",")) return true;
		if (this.#peek() !== close) throw new NotALiteral();
		return false;
	}
	#peek() {
		whiteSpace.lastIndex = this.#at;
		whiteSpace.exec(this.#text);
		this.#at = whiteSpace.lastIndex;
		return this.#text[this.#at];
	}
	#skip(character) {
		if (this.#peek() !== character) return false;
		this.#at += 1;
		return true;
	}
	#expect(character) {
		if (!this.#skip(character)) throw new NotALiteral();
	}
	#take(pattern, { skipsSpace = true } = {}) {
		if (skipsSpace) this.#peek();
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.#text)?.[0];
		if (found !== void 0) this.#at = pattern.lastIndex;
		return found;
	}
};
function toNumber(digits) {
	const value = Number(digits);
	return /^[+-]?\d+$/.test(digits) && !Number.isSafeInteger(value) || !Number.isFinite(value) ? digits : value;
}

// src/core/trace/import/embedded-value.ts
/**
* The arguments of a call: an object, JSON text, or the `repr` of a Python dict; text that is none of these stays text.
*
* "" is how the API writes a call without arguments: an empty object.
*/
function parseArguments(value, place, drops) {
	if (typeof value !== "string") return checked(value, place, drops);
	if (value.trim() === "") return {};
	return structureIn(value) ?? value;
}
/**
* What a tool answered, structured where the text is JSON or a Python container.
*
* A bare number, boolean or `null` is only taken for JSON where writing it again gives the same text, so that `255.0`
* and an id such as `0042` keep their digits.
*/
function parseToolContent(value, place, drops) {
	if (value === null) return void 0;
	if (typeof value !== "string") return checked(value, place, drops);
	return structureIn(value) ?? scalarIn(value);
}
function structureIn(text) {
	const first = text.trimStart()[0];
	if (first !== "{" && first !== "[" && first !== "(") return void 0;
	const value = (first === "(" ? void 0 : jsonIn(text)) ?? parsePythonLiteral(text);
	return typeof value === "object" && value !== null ? value : void 0;
}
function scalarIn(text) {
	const value = jsonIn(text);
	return value !== void 0 && typeof value !== "string" && JSON.stringify(value) === text.trim() ? value : text;
}
/** `undefined` where the text is no JSON, or nests deeper than is safe to walk. */
function jsonIn(text) {
	try {
		const value = parseJsonText(text);
		return isJsonValue(value) ? value : void 0;
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) return void 0;
		throw error;
	}
}
function checked(value, place, drops) {
	if (value === void 0 || isJsonValue(value)) return value;
	drops.add(place, `value that is no JSON or nests deeper than ${64}`);
}

// src/core/trace/import/messages/chat-session.ts
/**
* A session of messages, with what stood around them about the agent.
*
* @param id the one that it brought, else where it stands.
*/
function chatSession(id, { policy, model, turns }, seen = {}) {
	const agent = describeAgent({
		...model !== void 0 && { model },
		...seen,
		...policy !== void 0 && { systemPrompt: policy }
	});
	return {
		id: typeof id === "string" ? id : idOfPlace(id, turns),
		...agent !== void 0 && { agent },
		...policy !== void 0 && { policy },
		turns
	};
}

// src/core/trace/import/messages/parts.ts
/** The text of a message's content: a string, the text parts of a list, or structure as its JSON text. */
function readContentText(content, place, drops) {
	if (content === void 0 || content === null) return void 0;
	if (typeof content === "string") return content;
	if (Array.isArray(content)) return readTextParts(content, place, drops);
	if (isJsonValue(content)) return JSON.stringify(content);
	drops.add(place, "content that is no JSON or nests too deep");
}
/** What a tool answered: structure, where its text is JSON; the text parts of a list as one text. */
function readToolResult$1(content, place, drops) {
	const isText = Array.isArray(content) && content.length > 0 && content.every(isTextPart);
	return parseToolContent(isText ? readTextParts(content, place, drops) : content, place, drops);
}
/** What a part of text says, and settings of the call that it stands in. */
const partKeys = [
	"type",
	"text",
	"refusal",
	"id",
	"index",
	"cache_control"
];
function readTextParts(parts, place, drops) {
	const texts = [];
	for (const [index, part] of parts.entries()) {
		const text = partText(part);
		const at = childPlace(place, index);
		if (text === void 0) drops.add(at, "part of a message without text");
		else texts.push(text);
		if (text !== void 0 && isFields(part)) dropOtherFields(part, partKeys, at, drops);
	}
	return texts.length === 0 && parts.length > 0 ? void 0 : texts.join("\n");
}
/** A part says that it is text; any other object is structure, even where it holds some. */
function isTextPart(part) {
	return /text$|^refusal$/.test(typeOf(part)) && partText(part) !== void 0;
}
function partText(part) {
	if (typeof part === "string") return part;
	if (!isFields(part)) return void 0;
	return textField(part, "text") ?? textField(part, "refusal");
}
/** The type of a part or an item; "" where it says none. */
function typeOf(value) {
	return isFields(value) ? textField(value, "type") ?? "" : "";
}
/** The first of several fields that holds text. */
function firstText(fields, keys) {
	return keys.map((key) => textField(fields, key)).find((text) => text !== void 0);
}

// src/core/trace/import/messages/read-time.ts
/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size: each is good until 5138. */
const latest = 1e11;
/**
* A time as epoch milliseconds: ISO 8601, or a number since 1970. `undefined` where it is neither.
*
* A time without a zone is UTC, as exports of databases write it.
*/
function readTime(value) {
	if (typeof value === "number") return readNumber(value);
	if (typeof value !== "string") return void 0;
	if (/^\d+(?:\.\d+)?$/.test(value)) return readNumber(Number(value));
	const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))? ?(Z|[+-]\d\d:?\d\d)?$/i.exec(value);
	if (iso === null) return void 0;
	const [, day, time = "00:00", zone = "Z"] = iso;
	const parsed = Date.parse(`${day}T${time}${zone.toUpperCase()}`);
	return parsed >= 0 ? parsed : void 0;
}
function readNumber(value) {
	if (!(value >= 0) || !Number.isFinite(value)) return void 0;
	for (const unitMs of [
		1e3,
		1,
		.001,
		1e-6
	]) if (value < latest / unitMs * 1e3) return value * unitMs;
}
/** The time under the first of several keys that holds something; one that cannot be read is in `drops`. */
function timeAt(fields, keys, { place, drops }) {
	const key = keys.find((name) => !isNothing$1(fields[name]));
	if (key === void 0) return void 0;
	const time = readTime(fields[key]);
	if (time === void 0) drops.add(childPlace(place, key), unreadableTime);
	return time;
}
/** What is said of a time that cannot be read. */
const unreadableTime = "time that cannot be read: neither ISO 8601 nor a number since 1970";
/** A length in seconds as milliseconds; one that is none is in `drops`. */
function secondsAt(fields, key, { place, drops }) {
	const seconds = fields[key];
	if (isNothing$1(seconds)) return void 0;
	if (typeof seconds === "number" && seconds >= 0 && seconds < latest) return seconds * 1e3;
	drops.add(childPlace(place, key), "length of time that is no number of seconds from 0");
}
/** Start and length of something with two times; an end before the start is in `drops`, and no length is known. */
function readTimes(fields, { start, end }, reading) {
	const startedAtMs = timeAt(fields, [start], reading);
	const endedAtMs = timeAt(fields, [end], reading);
	const durationMs = startedAtMs === void 0 || endedAtMs === void 0 ? void 0 : endedAtMs - startedAtMs;
	if (durationMs !== void 0 && durationMs < 0) reading.drops.add(childPlace(reading.place, end), "end before the start");
	return {
		...startedAtMs !== void 0 && { startedAtMs },
		...durationMs !== void 0 && durationMs >= 0 && { durationMs }
	};
}

// src/core/trace/stitch/open-calls.ts
/**
* The calls that wait for their results.
*
* Calls are kept under every key by which a result may ask for them, so that a log of many calls that nobody answers
* costs no more than one of few.
*/
var OpenCalls = class {
	#groups = /* @__PURE__ */ new Map();
	#answered = /* @__PURE__ */ new Set();
	add(call) {
		const { callId, name } = call.request;
		const keys = [`name ${name}`, "any"];
		if (callId === void 0) keys.push(`idless name ${name}`, "idless any");
		else keys.push(`id ${callId}`);
		for (const key of keys) {
			const groups = this.#groups.get(key) ?? [];
			this.#groups.set(key, groups);
			const last = groups.at(-1);
			if (last?.message === call.message) last.calls.push(call);
			else groups.push({
				message: call.message,
				calls: [call],
				next: 0
			});
		}
	}
	/**
	* Finds the call that a result answers and takes it off the list.
	*
	* By id; else, among calls and results of which one lacks the id, by name; else by order. Ids repeat within one
	* session in real logs, so the latest agent message wins, and inside it the first call.
	*/
	take(callId, name) {
		const key = name === void 0 ? "any" : `name ${name}`;
		if (callId === void 0) return this.#takeUnder(key);
		return this.#takeUnder(`id ${callId}`) ?? this.#takeUnder(`idless ${key}`);
	}
	#takeUnder(key) {
		const groups = this.#groups.get(key) ?? [];
		for (let group = groups.at(-1); group !== void 0; group = groups.at(-1)) {
			for (let call = group.calls[group.next]; call !== void 0; call = group.calls[group.next]) {
				group.next += 1;
				if (this.#answered.has(call)) continue;
				this.#answered.add(call);
				return call;
			}
			groups.pop();
		}
	}
};

// src/core/trace/import/messages/turn-builder.ts
/**
* Splits messages into turns at each user message. Parts of one answer must have been joined before.
*
* The reply of a turn is the last agent message without tool calls whose text was captured. An agent that speaks
* before any user opens a turn whose `user` is empty.
*/
var TurnBuilder = class {
	#drops;
	#policy = [];
	#turns = [];
	#openCalls = new OpenCalls();
	#model;
	#messages = 0;
	constructor(drops) {
		this.#drops = drops;
	}
	add(message, place) {
		switch (message.kind) {
			case "policy":
				this.addPolicy(message.text);
				break;
			case "user":
				this.#addUser(message, place);
				break;
			case "agent":
				this.#addAgent(message);
				break;
			case "tool": this.#addTool(message, place);
		}
	}
	/** A text that the agent works under, once: it is often sent with every call. */
	addPolicy(text) {
		if (text !== void 0 && !this.#policy.includes(text)) this.#policy.push(text);
	}
	/** All that was read. */
	end() {
		return {
			...this.#policy.length > 0 && { policy: this.#policy.join("\n\n") },
			...this.#model !== void 0 && { model: this.#model },
			turns: this.#turns
		};
	}
	#addUser({ text, startedAtMs }, place) {
		if (text === void 0) this.#drops.add(place, "user message whose text was not captured");
		const began = startedAtMs === void 0 ? {} : { startedAtMs };
		this.#turns.push({
			user: text ?? "",
			steps: [],
			...began
		});
	}
	#addAgent(message) {
		const { kind: _, ...rest } = message;
		const turn = this.#currentTurn();
		const index = this.#messages += 1;
		turn.steps.push({
			kind: "model",
			...rest
		});
		this.#model ??= message.model;
		const calls = message.toolCalls ?? [];
		if (calls.length === 0 && message.text !== void 0) turn.reply = message.text;
		for (const request of calls) {
			const place = {
				steps: turn.steps,
				index: turn.steps.length
			};
			this.#openCalls.add({
				request,
				message: index,
				...place
			});
			turn.steps.push({
				kind: "tool",
				...request,
				status: "pending"
			});
		}
	}
	#addTool({ kind, name, callId, ...answer }, place) {
		const status = answer.error === void 0 ? "ok" : "error";
		const open = this.#openCalls.take(callId, name);
		if (open !== void 0) {
			const id = open.request.callId ?? callId;
			open.steps[open.index] = {
				kind,
				...open.request,
				...id !== void 0 && { callId: id },
				status,
				...answer
			};
			return;
		}
		if (name === void 0) this.#drops.add(place, "tool result without its call: the tool's name and arguments are unknown");
		const id = callId === void 0 ? {} : { callId };
		this.#currentTurn().steps.push({
			kind,
			name: name ?? "unknown",
			...id,
			status,
			...answer
		});
	}
	#currentTurn() {
		const last = this.#turns.at(-1);
		if (last !== void 0) return last;
		const opening = {
			user: "",
			steps: []
		};
		this.#turns.push(opening);
		return opening;
	}
};

// src/core/trace/import/messages/usage.ts
/** Where the many spellings of a usage keep each count; the first that is there is taken. */
const paths = {
	inputTokens: [
		["prompt_tokens"],
		["input_tokens"],
		["input"],
		["promptTokens"],
		["inputTokens"],
		["inputUsage"]
	],
	outputTokens: [
		["completion_tokens"],
		["output_tokens"],
		["output"],
		["completionTokens"],
		["outputTokens"],
		["outputUsage"]
	],
	cachedInputTokens: [
		["prompt_tokens_details", "cached_tokens"],
		["input_tokens_details", "cached_tokens"],
		["input_token_details", "cache_read"],
		["cached_tokens"],
		["input_cached_tokens"],
		["input_cache_read"],
		["cachedInputTokens"]
	],
	reasoningTokens: [
		["completion_tokens_details", "reasoning_tokens"],
		["output_tokens_details", "reasoning_tokens"],
		["output_token_details", "reasoning"],
		["output_reasoning_tokens"],
		["reasoning_tokens"],
		["reasoningTokens"]
	]
};
const cacheKeys = {
	read: "cache_read_input_tokens",
	written: "cache_creation_input_tokens"
};
const countPaths = [
	...Object.values(paths).flat(),
	[cacheKeys.read],
	[cacheKeys.written]
];
/**
* Token counts and cost of one model call; `undefined` where the value holds neither. What stands for a count and is
* none is in the drops of `reading`.
*
* Anthropic counts cached input apart from the rest: it is added, so that `inputTokens` is all that the model read.
*/
function readUsage(value, reading, costUsd) {
	if (isNothing$1(value) && costUsd === void 0) return void 0;
	if (!isNothing$1(value) && !isFields(value)) reading.drops.add(reading.place, "usage that is no object");
	const fields = isFields(value) ? value : {};
	dropWrongCounts(fields, reading);
	const counts = Object.entries(paths).flatMap(([name, spellings]) => {
		const count = firstCount$1(fields, spellings);
		return count === void 0 ? [] : [[name, count]];
	});
	const cost = [
		"cost",
		"total_cost",
		"cost_usd"
	].reduce((known, key) => known ?? costAt$1(fields, key, reading), costUsd);
	const whole = withAnthropicCache({
		...Object.fromEntries(counts),
		...cost !== void 0 && { costUsd: cost }
	}, fields);
	return Object.keys(whole).length === 0 ? void 0 : whole;
}
function withAnthropicCache(usage, fields) {
	const read = countIn(fields[cacheKeys.read]);
	const written = countIn(fields[cacheKeys.written]);
	if (read === void 0 && written === void 0) return usage;
	const inputTokens = (usage.inputTokens ?? 0) + (read ?? 0) + (written ?? 0);
	return {
		...usage,
		...inputTokens <= 1e9 && { inputTokens },
		...read !== void 0 && { cachedInputTokens: read }
	};
}
function firstCount$1(fields, spellings) {
	for (const [outer = "", inner] of spellings) {
		const value = fields[outer];
		const count = inner === void 0 ? countIn(value) : isFields(value) ? countIn(value[inner]) : void 0;
		if (count !== void 0) return count;
	}
}
/** What stands where a count should and is none is told: it is not the same as a count that was not captured. */
function dropWrongCounts(fields, reading) {
	for (const [outer, inner] of countPaths) {
		const value = fields[outer];
		const count = inner === void 0 || !isFields(value) ? value : value[inner];
		if (isNothing$1(count) || countIn(count) !== void 0) continue;
		const at = inside(reading, outer);
		reading.drops.add(inner === void 0 ? at.place : childPlace(at.place, inner), noCount);
	}
}
/** What is said of a count that is none. */
const noCount = "number of tokens that is no whole number from 0";
/** Dollars under a key; what is no amount of them is in `drops`. */
function costAt$1(fields, key, { place, drops }) {
	const value = fields[key];
	if (isNothing$1(value)) return void 0;
	const cost = costIn(value);
	if (cost === void 0) drops.add(childPlace(place, key), noCost);
	return cost;
}
/** What is said of a cost that is none. */
const noCost = "cost that is no amount of dollars";
/** A number of tokens; databases write their long integers as text. */
function countIn(value) {
	const count = numberIn(value);
	return Number.isInteger(count) && count >= 0 && count <= 1e9 ? count : void 0;
}
/** Dollars; decimals are often text, so that they keep their digits. */
function costIn(value) {
	const cost = numberIn(value);
	return cost >= 0 && cost <= 1e6 ? cost : void 0;
}
/** NaN where the value is no number and no text of one. */
function numberIn(value) {
	if (typeof value === "string" && /^\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(value)) return Number(value);
	return typeof value === "number" ? value : NaN;
}

// src/core/trace/import/atif/atif.ts
/** Whether a value is a trajectory in the Agent Trajectory Interchange Format, of any version 1. */
function isAtif(value) {
	if (!isFields(value) || !Array.isArray(value["steps"])) return false;
	return /^ATIF-v1(?:\.|$)/.test(textField(value, "schema_version") ?? "");
}
/**
* Reads ATIF trajectories (https://harborframework.com/docs/trajectory-format), versions 1.x: one session each.
*
* Trajectories of sub-agents that stand inside one are sessions of their own, since their steps have no order among
* those of the agent that called them.
*/
var AtifReader = class {
	#file;
	#drops;
	constructor(file) {
		this.#file = file;
		this.#drops = new DropList(file);
	}
	add(value, place) {
		return this.#read(value, place, 8);
	}
	drop(place, reason) {
		this.#drops.add(place, reason);
	}
	end() {
		return [];
	}
	dropped() {
		return this.#drops.list();
	}
	#read(value, place, levelsLeft) {
		if (!isAtif(value) || !isFields(value) || levelsLeft === 0) {
			this.#drops.add(place, "no ATIF trajectory of version 1: `schema_version` and `steps` say so");
			return [];
		}
		const known = [
			"schema_version",
			"session_id",
			"trajectory_id",
			"agent",
			"steps"
		];
		const totals = ["final_metrics", "subagent_trajectories"];
		dropOtherFields(value, [...known, ...totals], place, this.#drops);
		dropOddTexts(value, ["session_id", "trajectory_id"], place, this.#drops);
		const turns = new TurnBuilder(this.#drops);
		const steps = Array.isArray(value["steps"]) ? value["steps"] : [];
		for (const [index, step] of steps.entries()) this.#readStep(step, childPlace(childPlace(place, "steps"), index), turns);
		const id = idField(value, "session_id") ?? idField(value, "trajectory_id") ?? placeAt(this.#file, place);
		return [chatSession(id, turns.end(), this.#readAgent(value["agent"], place)), ...this.#readSubAgents(value["subagent_trajectories"], place, levelsLeft)];
	}
	#readSubAgents(value, place, levelsLeft) {
		if (!Array.isArray(value)) return [];
		const at = childPlace(place, "subagent_trajectories");
		return value.flatMap((sub, index) => this.#read(sub, childPlace(at, index), levelsLeft - 1));
	}
	#readAgent(agent, place) {
		const at = childPlace(place, "agent");
		if (!isFields(agent)) {
			if (!isNothing$1(agent)) this.#drops.add(at, "agent that is no object");
			return {};
		}
		const texts = [
			"name",
			"version",
			"model_name"
		];
		dropOtherFields(agent, [...texts, "tool_definitions"], at, this.#drops);
		dropOddTexts(agent, texts, at, this.#drops);
		const [name, version, model] = texts.map((key) => textField(agent, key));
		const toolCatalog = readToolCatalog(agent["tool_definitions"]);
		return {
			...name !== void 0 && { name },
			...version !== void 0 && { version },
			...model !== void 0 && { model },
			...toolCatalog !== void 0 && { toolCatalog }
		};
	}
	#readStep(step, place, turns) {
		if (!isFields(step)) {
			this.#drops.add(place, "step that is no object");
			return;
		}
		const known = [
			"step_id",
			"timestamp",
			"source",
			"message",
			"model_name",
			"reasoning_content"
		];
		const more = [
			"tool_calls",
			"observation",
			"metrics",
			"is_copied_context"
		];
		dropOtherFields(step, [...known, ...more], place, this.#drops);
		dropOddTexts(step, ["model_name", "reasoning_content"], place, this.#drops);
		if (step["is_copied_context"] === true) {
			this.#drops.add(place, "step that was copied from an earlier trajectory");
			return;
		}
		const text = readContentText(step["message"], childPlace(place, "message"), this.#drops);
		const startedAtMs = timeAt(step, ["timestamp"], {
			place,
			drops: this.#drops
		});
		const said = text === void 0 ? {} : { text };
		const began = startedAtMs === void 0 ? {} : { startedAtMs };
		switch (textField(step, "source") ?? "") {
			case "system":
				turns.add({
					kind: "policy",
					...said
				}, place);
				break;
			case "user":
				turns.add({
					kind: "user",
					...said,
					...began
				}, place);
				break;
			case "agent":
				turns.add({
					...this.#readAgentStep(step, place),
					...said,
					...began
				}, place);
				break;
			default:
				this.#drops.add(place, "step of an unknown source");
				return;
		}
		if (step["source"] !== "agent" && !isNothing$1(step["observation"])) {
			this.#drops.add(childPlace(place, "observation"), "observation of a step in which the agent called no tool");
			return;
		}
		this.#readObservation(step["observation"], childPlace(place, "observation"), turns);
	}
	#readAgentStep(step, place) {
		const model = textField(step, "model_name");
		const reasoning = textField(step, "reasoning_content");
		const usage = readUsage(step["metrics"], inside({
			place,
			drops: this.#drops
		}, "metrics"));
		const calls = Array.isArray(step["tool_calls"]) ? step["tool_calls"] : [];
		const at = childPlace(place, "tool_calls");
		const toolCalls = calls.flatMap((call, index) => this.#readCall(call, childPlace(at, index)));
		return {
			kind: "agent",
			...model !== void 0 && { model },
			...reasoning !== void 0 && { reasoning },
			...usage !== void 0 && { usage },
			...toolCalls.length > 0 && { toolCalls }
		};
	}
	#readCall(call, place) {
		const name = isFields(call) ? textField(call, "function_name") : void 0;
		if (!isFields(call) || name === void 0) {
			this.#drops.add(place, "tool call without a name");
			return [];
		}
		dropOtherFields(call, [
			"tool_call_id",
			"function_name",
			"arguments"
		], place, this.#drops);
		dropOddTexts(call, ["tool_call_id"], place, this.#drops);
		const callId = idField(call, "tool_call_id");
		const values = parseArguments(call["arguments"], childPlace(place, "arguments"), this.#drops);
		return [{
			...callId !== void 0 && { callId },
			name,
			...values !== void 0 && { arguments: values }
		}];
	}
	#readObservation(observation, place, turns) {
		const results = isFields(observation) ? observation["results"] : void 0;
		if (!Array.isArray(results)) {
			if (!(isNothing$1(observation) || isFields(observation) && isNothing$1(results))) this.#drops.add(place, "observation without a list of results");
			return;
		}
		for (const [index, result] of results.entries()) {
			const at = childPlace(childPlace(place, "results"), index);
			if (!isFields(result)) {
				this.#drops.add(at, "result that is no object");
				continue;
			}
			dropOtherFields(result, ["source_call_id", "content"], at, this.#drops);
			dropOddTexts(result, ["source_call_id"], at, this.#drops);
			const callId = idField(result, "source_call_id");
			const content = readToolResult$1(result["content"], childPlace(at, "content"), this.#drops);
			const isError = typeof content === "string" && /^\s*error:/i.test(content);
			const answer = {
				kind: "tool",
				...callId !== void 0 && { callId },
				...content !== void 0 && { result: content },
				...isError && { error: {
					type: "tool-error",
					message: content
				} }
			};
			turns.add(answer, at);
		}
	}
};

// src/core/trace/import/anthropic/anthropic-message.ts
/** Blocks by which a message is known to be Anthropic's; text and images alone might be anybody's. */
const ownBlocks = /^(?:tool_use|thinking|redacted_thinking|.+_tool_use|(?:.+_)?tool_result)$/;
const envelopeKeys = [
	"id",
	"type",
	"role",
	"content",
	"model",
	"usage"
];
const stopKeys = [
	"stop_reason",
	"stop_sequence",
	"container",
	"context_management"
];
/** Whether a message is written in Anthropic's content blocks, or is an answer of its API. */
function isAnthropicMessage(message) {
	const { content } = message;
	if (!Array.isArray(content)) return false;
	return message["type"] === "message" && "stop_reason" in message ? true : content.some((block) => ownBlocks.test(typeOf(block)));
}
/**
* Reads one message of the Anthropic Messages API. Results of tools come before the words in the same message, since
* they answer what was said before.
*/
function readAnthropicMessage(message, place, drops) {
	dropOtherFields(message, [...envelopeKeys, ...stopKeys], place, drops);
	const blocks = new Blocks(drops);
	const at = childPlace(place, "content");
	const content = Array.isArray(message["content"]) ? message["content"] : [];
	for (const [index, block] of content.entries()) blocks.read(block, childPlace(at, index));
	if (message["role"] === "assistant" || message["role"] === "ai") return [{
		message: agentMessage(message, blocks, inside({
			place,
			drops
		}, "usage")),
		place
	}, ...blocks.answers];
	for (const call of blocks.calls) drops.add(call.place, "tool call in a user's message");
	if (blocks.texts.length === 0 && blocks.answers.length > 0) return blocks.answers;
	const text = blocks.texts.join("\n");
	const user = {
		kind: "user",
		...blocks.texts.length > 0 && { text }
	};
	return [...blocks.answers, {
		message: user,
		place
	}];
}
function agentMessage(message, { texts, thoughts, calls }, reading) {
	const model = textField(message, "model");
	const usage = readUsage(message["usage"], reading);
	const finishReason = textField(message, "stop_reason");
	return {
		kind: "agent",
		text: texts.join("\n"),
		...thoughts.length > 0 && { reasoning: thoughts.join("\n") },
		...calls.length > 0 && { toolCalls: calls.map(({ request }) => request) },
		...model !== void 0 && { model },
		...usage !== void 0 && { usage },
		...finishReason !== void 0 && { finishReason }
	};
}
/** What blocks say that is read, or says no more: signatures of thoughts, settings of the cache. */
const blockKeys = ["type text thinking signature data source cache_control id name input caller", "tool_use_id content is_error started_at ended_at"].flatMap((words) => words.split(" "));
/** The blocks of one message, sorted by what they say. */
var Blocks = class {
	texts = [];
	thoughts = [];
	calls = [];
	answers = [];
	#drops;
	constructor(drops) {
		this.#drops = drops;
	}
	read(block, place) {
		if (typeof block === "string") this.texts.push(block);
		else if (isFields(block)) this.#readBlock(block, typeOf(block), place);
		else this.#drops.add(place, "part of a message without text");
	}
	#readBlock(block, type, place) {
		dropOtherFields(block, blockKeys, place, this.#drops);
		dropOddTexts(block, ["id", "tool_use_id"], place, this.#drops);
		const text = textField(block, type === "thinking" ? "thinking" : "text");
		if (type === "thinking" && text !== void 0) this.thoughts.push(text);
		else if (type === "redacted_thinking") this.#drops.add(place, "thoughts that are encrypted");
		else if (type.endsWith("tool_use")) this.#readCall(block, place);
		else if (type.endsWith("tool_result")) this.#readAnswer(block, place);
		else if (text !== void 0) this.texts.push(text);
		else this.#drops.add(place, "part of a message without text");
	}
	#readCall(block, place) {
		const name = textField(block, "name");
		if (name === void 0) {
			this.#drops.add(place, "tool call without a name");
			return;
		}
		const callId = idField(block, "id");
		const values = parseArguments(block["input"], childPlace(place, "input"), this.#drops);
		const request = {
			...callId !== void 0 && { callId },
			name,
			...values !== void 0 && { arguments: values }
		};
		this.calls.push({
			request,
			place
		});
	}
	#readAnswer(block, place) {
		const callId = idField(block, "tool_use_id");
		const result = readToolResult$1(block["content"], childPlace(place, "content"), this.#drops);
		const isError = block["is_error"] === true || typeOf(result).endsWith("_tool_result_error");
		const said = typeof result === "string" ? result : JSON.stringify(result ?? "");
		const message = {
			kind: "tool",
			...callId !== void 0 && { callId },
			...result !== void 0 && { result },
			...isError && { error: {
				type: "tool-error",
				message: said
			} },
			...readTimes(block, {
				start: "started_at",
				end: "ended_at"
			}, {
				place,
				drops: this.#drops
			})
		};
		this.answers.push({
			message,
			place
		});
	}
};

// src/core/trace/import/chat-log/chat-message.ts
/** Where providers beside OpenAI put what the model thought. */
const reasoningKeys$2 = ["reasoning_content", "reasoning"];
const kindOfRole = /* @__PURE__ */ new Map([
	["system", "policy"],
	["developer", "policy"],
	["user", "user"],
	["human", "user"],
	["assistant", "agent"],
	["ai", "agent"],
	["model", "agent"],
	["tool", "tool"],
	["function", "tool"]
]);
/** Reads one message; `undefined` where its role is unknown, which is then in `drops`. */
function readChatMessage(value, place, drops) {
	const message = withMoreOfLangChain(value);
	const role = textField(message, "role") ?? "";
	const kind = kindOfRole.get(role.toLowerCase());
	if (kind === "agent") return readAgentMessage(message, place, drops);
	if (kind === "tool") return readToolMessage(message, place, drops);
	if (kind === void 0) {
		drops.add(place, "message of an unknown role");
		return;
	}
	const began = kind === "user" ? timeIn(message) : {};
	const known = kind === "user" ? [
		"role",
		"content",
		began.key ?? ""
	] : ["role", "content"];
	dropOtherFields(message, known, place, drops);
	const text = readContentText(message["content"], childPlace(place, "content"), drops);
	return {
		kind,
		...text !== void 0 && { text },
		...began.time
	};
}
/** Tools that log LangChain's messages by role keep apart what the provider alone knows, its tool calls among that. */
function withMoreOfLangChain(message) {
	const { additional_kwargs: more, ...own } = message;
	if (!isFields(more)) return message;
	const said = Object.entries(more).filter(([key, value]) => value !== null && !(key in own));
	return {
		...Object.fromEntries(said),
		...own
	};
}
/** Under what logs write when a message was sent. */
const timeKeys$1 = [
	"timestamp",
	"created_at",
	"createdAt",
	"created",
	"time"
];
/** When a message was sent, and the field that says so; neither where no field holds a time. */
function timeIn(message) {
	for (const key of timeKeys$1) {
		const startedAtMs = readTime(message[key]);
		if (startedAtMs !== void 0) return {
			key,
			time: { startedAtMs }
		};
	}
	return {};
}
function readAgentMessage(message, place, drops) {
	const known = [
		"role",
		"content",
		"refusal",
		"tool_calls",
		"function_call",
		"model",
		"usage"
	];
	const sent = timeIn(message);
	const more = [
		...reasoningKeys$2,
		"finish_reason",
		sent.key ?? ""
	];
	dropOtherFields(message, [...known, ...more], place, drops);
	const texts = [
		"refusal",
		"model",
		"finish_reason",
		...reasoningKeys$2
	];
	dropOddTexts(message, texts, place, drops);
	const toolCalls = readToolCalls(message, place, drops);
	const spoken = readContentText(message["content"], childPlace(place, "content"), drops) ?? textField(message, "refusal");
	const text = spoken === void 0 && message["content"] === null && toolCalls?.length ? "" : spoken;
	const model = textField(message, "model");
	const reasoning = firstText(message, reasoningKeys$2);
	const finishReason = textField(message, "finish_reason");
	const usage = readUsage(message["usage"], inside({
		place,
		drops
	}, "usage"));
	if (usage === void 0 && isFields(message["usage"])) drops.add(childPlace(place, "usage"), "usage without token counts");
	return {
		kind: "agent",
		...text !== void 0 && { text },
		...reasoning !== void 0 && { reasoning },
		...toolCalls !== void 0 && { toolCalls },
		...finishReason !== void 0 && { finishReason },
		...model !== void 0 && { model },
		...usage !== void 0 && { usage },
		...sent.time
	};
}
function readToolMessage(message, place, drops) {
	dropOtherFields(message, [
		"role",
		"content",
		"tool_call_id",
		"id",
		"name",
		"status",
		"is_error",
		"error"
	], place, drops);
	dropOddTexts(message, [
		"tool_call_id",
		"id",
		"name"
	], place, drops);
	const callId = idField(message, "tool_call_id") ?? idField(message, "id");
	const name = textField(message, "name");
	const result = readToolResult$1(message["content"], childPlace(place, "content"), drops);
	const error = readToolError(message, result);
	return {
		kind: "tool",
		...callId !== void 0 && { callId },
		...name !== void 0 && { name },
		...result !== void 0 && { result },
		...error !== void 0 && { error }
	};
}
function readToolCalls(message, place, drops) {
	const list = message["tool_calls"];
	const legacy = message["function_call"];
	const calls = [];
	if (Array.isArray(list)) {
		const at = childPlace(place, "tool_calls");
		for (const [index, call] of list.entries()) {
			const request = readToolCall$3(call, childPlace(at, index), drops);
			if (request !== void 0) calls.push(request);
		}
	} else if (list !== void 0 && list !== null) drops.add(childPlace(place, "tool_calls"), "tool calls that are no list");
	if (legacy !== void 0 && legacy !== null) {
		const request = readToolCall$3(legacy, childPlace(place, "function_call"), drops);
		if (request !== void 0) calls.push(request);
	}
	return list === void 0 && legacy === void 0 ? void 0 : calls;
}
/** Reads `{id, function: {name, arguments}}`, `{id, custom: {name, input}}` and the flat `{id, name, arguments}`. */
function readToolCall$3(call, place, drops) {
	if (!isFields(call)) {
		drops.add(place, "tool call that is no object");
		return;
	}
	const wrapper = ["function", "custom"].find((key) => isFields(call[key]));
	const inner = wrapper === void 0 ? void 0 : call[wrapper];
	const named = isFields(inner) ? inner : call;
	const innerPlace = wrapper === void 0 ? place : childPlace(place, wrapper);
	const argumentsKey = [
		"arguments",
		"args",
		"input"
	].find((key) => named[key] !== void 0);
	dropOtherFields(call, [
		"id",
		"type",
		"index",
		"name",
		"function",
		"custom",
		"arguments",
		"args",
		"input"
	], place, drops);
	dropOddTexts(call, ["id"], place, drops);
	const name = textField(named, "name");
	if (name === void 0) {
		drops.add(place, "tool call without a name");
		return;
	}
	const callId = idField(call, "id");
	const values = argumentsKey === void 0 ? void 0 : parseArguments(named[argumentsKey], childPlace(innerPlace, argumentsKey), drops);
	return {
		...callId !== void 0 && { callId },
		name,
		...values !== void 0 && { arguments: values }
	};
}
/**
* The chat format has no field for a failed tool. Read are the flags that logs add (`status: error`, `is_error`, `error`)
* and a result text that begins with `Error:`, as tau-bench and most tool loops write it.
*/
function readToolError(message, result) {
	const { error } = message;
	const text = typeof result === "string" ? result : void 0;
	const isFlagged = message["status"] === "error" || message["is_error"] === true;
	const isSaid = text !== void 0 && /^\s*error:/i.test(text);
	if (typeof error === "string" && error !== "") return {
		type: "tool-error",
		message: error
	};
	if (isFields(error)) return {
		type: textField(error, "type") ?? "tool-error",
		message: textField(error, "message") ?? text ?? ""
	};
	if (!isFlagged && !isSaid) return void 0;
	return {
		type: "tool-error",
		message: text ?? (result === void 0 ? "" : JSON.stringify(result))
	};
}

// src/core/trace/import/langsmith/langchain-message.ts
const roleOfType = /* @__PURE__ */ new Map([
	["human", "user"],
	["humanmessage", "user"],
	["humanmessagechunk", "user"],
	["ai", "assistant"],
	["aimessage", "assistant"],
	["aimessagechunk", "assistant"],
	["system", "system"],
	["systemmessage", "system"],
	["tool", "tool"],
	["toolmessage", "tool"],
	["function", "tool"],
	["functionmessage", "tool"]
]);
/**
* A LangChain message as the chat message that it stands for; `undefined` where the value is none.
*
* Read are its three spellings: serialized (`{lc, type: "constructor", id: […, "AIMessage"], kwargs}`), stored
* (`{type: "ai", data}`) and plain (`{type: "ai", content}`).
*/
function asChatMessage(value) {
	if (typeof value["role"] === "string") return void 0;
	if (value["lc"] !== void 0 && isFields(value["kwargs"])) {
		const path = Array.isArray(value["id"]) ? value["id"] : [];
		return chatMessage(value["kwargs"], String(path.at(-1)));
	}
	const type = textField(value, "type") ?? "";
	if (isFields(value["data"])) return chatMessage(value["data"], type);
	return "content" in value ? chatMessage(value, type) : void 0;
}
/** What a session has no place for and LangChain writes into every message. */
const overhead$1 = /* @__PURE__ */ new Set([
	"id",
	"type",
	"example",
	"name",
	"additional_kwargs",
	"response_metadata",
	"usage_metadata",
	"invalid_tool_calls",
	"tool_call_chunks",
	"artifact"
]);
function chatMessage(fields, type) {
	const role = roleOfType.get(type.toLowerCase());
	if (role === void 0) return void 0;
	const more = isFields(fields["additional_kwargs"]) ? fields["additional_kwargs"] : {};
	const about = isFields(fields["response_metadata"]) ? fields["response_metadata"] : {};
	const own = Object.entries(fields).filter(([key]) => !overhead$1.has(key));
	const ownCalls = fields["tool_calls"];
	const calls = Array.isArray(ownCalls) && ownCalls.length > 0 ? ownCalls : more["tool_calls"];
	const usage = fields["usage_metadata"] ?? about["token_usage"] ?? about["usage"];
	return {
		...Object.fromEntries(own),
		role,
		...role === "tool" && fields["name"] !== void 0 && { name: fields["name"] },
		...role === "assistant" && {
			tool_calls: calls ?? void 0,
			function_call: more["function_call"],
			refusal: more["refusal"],
			reasoning_content: more["reasoning_content"],
			model: about["model_name"] ?? about["model"],
			finish_reason: about["finish_reason"] ?? about["stop_reason"],
			usage
		},
		...type.toLowerCase().startsWith("tool") && { type: void 0 }
	};
}

// src/core/trace/import/openai-responses/response-item.ts
const callTypes = /* @__PURE__ */ new Set(["function_call", "custom_tool_call"]);
const outputTypes = /* @__PURE__ */ new Set(["function_call_output", "custom_tool_call_output"]);
/** Tools that the provider runs: one item is the call and its result. */
const hostedCall = /^(?:web_search|file_search|code_interpreter|computer|image_generation|local_shell|shell|apply_patch|mcp|tool_search)_call$/;
const hostedOutput = /^(?:computer|local_shell|shell|apply_patch|tool_search)_(?:call_)?output$/;
const messageParts = /^(?:input_text|output_text|input_image|input_file|refusal|summary_text)$/;
/** Items that hold no words, calls or results of their own, and what is told of each. */
const otherItems = /* @__PURE__ */ new Map([
	["item_reference", "item that is only referred to: what it said is not here"],
	["mcp_list_tools", "list of a server's tools: no message"],
	["mcp_approval_request", "request to approve a call: no message"],
	["mcp_approval_response", "answer to a request to approve a call: no message"],
	["compaction", "earlier messages that are encrypted"]
]);
const outputKeys$1 = [
	"id",
	"type",
	"call_id",
	"name",
	"output",
	"status",
	"error"
];
const callKeys = [
	"id",
	"type",
	"call_id",
	"name",
	"status",
	"arguments",
	"input"
];
const reasoningKeys$1 = [
	"id",
	"type",
	"status",
	"summary",
	"content",
	"encrypted_content"
];
const messageKeys$2 = [
	"id",
	"type",
	"status",
	"role",
	"content",
	"phase"
];
/** What items say about themselves that a session has no place for and nobody misses. */
const hostedFields = [
	"id",
	"type",
	"status",
	"call_id",
	"name",
	"arguments",
	"output",
	"error"
];
/** Whether a value is an item of OpenAI's Responses API, and could not be a chat message. */
function isResponseItem(value) {
	const type = typeOf(value);
	if (callTypes.has(type) || outputTypes.has(type) || hostedCall.test(type)) return true;
	if (hostedOutput.test(type) || otherItems.has(type)) return true;
	if (type === "reasoning") return Array.isArray(value["summary"]) || "encrypted_content" in value;
	const { content } = value;
	return typeof value["role"] === "string" && Array.isArray(content) && content.some((part) => messageParts.test(typeOf(part)));
}
/** Reads one item of the Responses API. What an agent says item by item are parts of one answer. */
function readResponseItem(item, place, drops) {
	const type = typeOf(item);
	const other = otherItems.get(type);
	if (other !== void 0) {
		drops.add(place, other);
		return [];
	}
	if (type === "reasoning") return [readReasoning(item, place, drops)];
	if (callTypes.has(type)) return readCall(item, place, drops);
	if (outputTypes.has(type) || hostedOutput.test(type)) return [readOutput$1(item, place, drops)];
	if (hostedCall.test(type)) return readHostedCall(item, type, {
		place,
		drops
	});
	return readMessageItem(item, place, drops);
}
function readMessageItem(item, place, drops) {
	dropOtherFields(item, messageKeys$2, place, drops);
	const text = readContentText(item["content"], childPlace(place, "content"), drops);
	const said = text === void 0 ? {} : { text };
	switch ((textField(item, "role") ?? "").toLowerCase()) {
		case "system":
		case "developer": return [{
			kind: "policy",
			...said
		}];
		case "user": return [{
			kind: "user",
			...said
		}];
		case "assistant": return [{
			kind: "agent",
			...said,
			...endOf(item),
			isPart: true
		}];
		default:
			drops.add(place, "message of an unknown role");
			return [];
	}
}
/** An item that was cut off says so, as a model call does that ended for want of tokens. */
function endOf(item) {
	return item["status"] === "incomplete" ? { finishReason: "incomplete" } : {};
}
function readReasoning(item, place, drops) {
	dropOtherFields(item, reasoningKeys$1, place, drops);
	const parts = ["summary", "content"].flatMap((key) => {
		const text = readContentText(item[key], childPlace(place, key), drops);
		return text === void 0 || text === "" ? [] : [text];
	});
	if (parts.length === 0 && typeof item["encrypted_content"] === "string") drops.add(childPlace(place, "encrypted_content"), "thoughts that are encrypted");
	return {
		kind: "agent",
		isPart: true,
		...parts.length === 0 ? {} : { reasoning: parts.join("\n") },
		...endOf(item)
	};
}
function readCall(item, place, drops) {
	const name = textField(item, "name");
	if (name === void 0) {
		drops.add(place, "tool call without a name");
		return [];
	}
	dropOtherFields(item, callKeys, place, drops);
	dropOddTexts(item, ["call_id", "id"], place, drops);
	const key = item["arguments"] === void 0 ? "input" : "arguments";
	const values = parseArguments(item[key], childPlace(place, key), drops);
	const callId = idField(item, "call_id") ?? idField(item, "id");
	return [{
		kind: "agent",
		isPart: true,
		text: "",
		toolCalls: [{
			...callId !== void 0 && { callId },
			name,
			...values !== void 0 && { arguments: values }
		}],
		...endOf(item)
	}];
}
function readOutput$1(item, place, drops) {
	dropOtherFields(item, outputKeys$1, place, drops);
	dropOddTexts(item, ["call_id"], place, drops);
	const callId = idField(item, "call_id");
	const result = readToolResult$1(item["output"], childPlace(place, "output"), drops);
	const error = errorIn(item, result);
	return {
		kind: "tool",
		...callId !== void 0 && { callId },
		...result !== void 0 && { result },
		...error !== void 0 && { error }
	};
}
function errorIn(item, result) {
	const { error } = item;
	if (typeof error === "string" && error !== "") return {
		type: "tool-error",
		message: error
	};
	if (isFields(error)) {
		const message = textField(error, "message") ?? JSON.stringify(error);
		return {
			type: textField(error, "type") ?? textField(error, "code") ?? "tool-error",
			message
		};
	}
	if (typeof result === "string" && /^\s*error:/i.test(result)) return {
		type: "tool-error",
		message: result
	};
	return item["status"] === "failed" || item["status"] === "incomplete" ? {
		type: "tool-error",
		message: String(item["status"])
	} : void 0;
}
/** `web_search_call` and its like: what it was asked and what it found stand in fields of their own. */
function readHostedCall(item, type, { place, drops }) {
	const name = textField(item, "name") ?? type.replace(/_call$/, "");
	const callId = idField(item, "call_id") ?? idField(item, "id");
	const asked = [
		"arguments",
		"action",
		"queries",
		"code",
		"operation"
	].find((key) => item[key] !== void 0 && item[key] !== null);
	const found = [
		"output",
		"results",
		"outputs",
		"result"
	].find((key) => item[key] !== void 0 && item[key] !== null);
	const values = asked === void 0 ? void 0 : parseArguments(item[asked], childPlace(place, asked), drops);
	dropOtherFields(item, [
		...hostedFields,
		asked ?? "",
		found ?? ""
	], place, drops);
	const id = callId === void 0 ? {} : { callId };
	const request = {
		...id,
		name,
		...values !== void 0 && { arguments: values }
	};
	const result = found === void 0 ? void 0 : readToolResult$1(item[found], childPlace(place, found), drops);
	const error = errorIn(item, result);
	const isPending = found === void 0 && error === void 0 && item["status"] !== "completed";
	const answer = {
		kind: "tool",
		...id,
		name,
		...result !== void 0 && { result },
		...error !== void 0 && { error },
		isPart: true
	};
	return [{
		kind: "agent",
		isPart: true,
		text: "",
		toolCalls: [request]
	}, ...isPending ? [] : [answer]];
}

// src/core/trace/import/messages/join-parts.ts
/**
* Puts answers that are written item by item together: neighbouring parts become one message of the agent, and the
* tools that the provider ran meanwhile answer after it.
*/
function joinParts(messages) {
	const whole = [];
	let open;
	const close = () => {
		if (open === void 0) return;
		const { isPart: _, ...agent } = open.agent;
		whole.push({
			message: agent,
			place: open.place
		}, ...open.answers);
		open = void 0;
	};
	for (const { message, place } of messages) if (message.kind === "agent" && message.isPart) {
		if (open === void 0) open = {
			agent: message,
			place,
			answers: []
		};
		else open.agent = joined$1(open.agent, message);
	} else if (message.kind === "tool" && message.isPart) {
		const { isPart: _, ...answer } = message;
		(open?.answers ?? whole).push({
			message: answer,
			place
		});
	} else {
		close();
		whole.push({
			message,
			place
		});
	}
	close();
	return whole;
}
/** Two items of one answer: words and thoughts behind each other, and all calls. */
function joined$1(first, second) {
	const text = joinedText(first.text, second.text);
	const reasoning = joinedText(first.reasoning, second.reasoning);
	const calls = [...first.toolCalls ?? [], ...second.toolCalls ?? []];
	return {
		...first,
		...second,
		...text !== void 0 && { text },
		...reasoning !== void 0 && { reasoning },
		...calls.length > 0 && { toolCalls: calls }
	};
}
function joinedText(first, second) {
	const texts = [first, second].filter((text) => text !== void 0 && text !== "");
	return texts.length === 0 ? first ?? second : texts.join("\n");
}

// src/core/trace/import/messages/read-message.ts
/** In what way a value is a message: one that says whose it is, or an item of an answer. `undefined` where it is none. */
function dialectOf(value) {
	if (!isFields(value)) return void 0;
	if (isResponseItem(value)) return "responses";
	if (typeof value["role"] !== "string") return asChatMessage(value) === void 0 ? void 0 : "langchain";
	return isAnthropicMessage(value) ? "anthropic" : "chat";
}
/** Reads a list of messages of any dialects; parts of one answer are one message. */
function readMessages$1(list, placeOf, drops) {
	return joinParts(list.flatMap((value, index) => readMessage$1(value, placeOf(index), drops)));
}
/** Reads one message of any dialect; empty where it could not be read, which then is in `drops`. */
function readMessage$1(value, place, drops) {
	const dialect = dialectOf(value);
	if (!isFields(value) || dialect === void 0) {
		drops.add(place, "not a chat message: no role");
		return [];
	}
	switch (dialect) {
		case "responses": return readResponseItem(value, place, drops).map((message) => ({
			message,
			place
		}));
		case "anthropic": return readAnthropicMessage(value, place, drops);
		case "langchain": return readRoleMessage(asChatMessage(value) ?? value, place, drops);
		case "chat": return readRoleMessage(value, place, drops);
	}
}
function readRoleMessage(value, place, drops) {
	if (isAnthropicMessage(value)) return readAnthropicMessage(value, place, drops);
	const message = readChatMessage(value, place, drops);
	return message === void 0 ? [] : [{
		message,
		place
	}];
}

// src/core/trace/import/chat-log/turns.ts
/** Splits a list of messages, of any dialect, into turns; `policy` is what stood beside the list. */
function readTurns(messages, placeOf, drops, policy) {
	const builder = new TurnBuilder(drops);
	builder.addPolicy(policy);
	for (const { message, place } of readMessages$1(messages, placeOf, drops)) builder.add(message, place);
	return builder.end();
}

// src/core/trace/import/chat-log/parse-chat-log.ts
/** Lists of records may nest this deep; what lies deeper is reported, not read. */
const maxListDepth$2 = 4;
/** The fields under which a record keeps its messages: OpenAI's own name, then tau-bench's. */
const messageKeys$1 = ["messages", "traj"];
const idKeys = [
	"id",
	"session_id",
	"conversation_id",
	"thread_id"
];
/**
* The same for a file that is read piece by piece, such as JSON Lines: each line is a record, or one message of the
* file's only session.
*
* Holds nothing of the records it has handed out, apart from how many runs it saw of each task.
*/
var ChatLogReader = class {
	#file;
	#drops;
	#looseMessages = [];
	#runsOfTask = /* @__PURE__ */ new Map();
	constructor(file) {
		this.#file = file;
		this.#drops = new DropList(file);
	}
	/** Takes the next value of the file and returns the sessions that are complete with it. */
	add(value, place) {
		if (dialectOf(value) !== void 0) {
			this.#looseMessages.push({
				value,
				place
			});
			return [];
		}
		return this.#read(value, place, maxListDepth$2);
	}
	/** Notes a piece of the file that was no value at all, such as a line that is not JSON. */
	drop(place, reason) {
		this.#drops.add(place, reason);
	}
	/** Returns the session that loose messages make up, after the last value of the file. */
	end() {
		const messages = this.#looseMessages.splice(0);
		if (messages.length === 0) return [];
		const values = messages.map(({ value }) => value);
		const placeOf = (index) => messages[index]?.place ?? { path: "" };
		return [chatSession(placeAt(this.#file, { path: "" }), readTurns(values, placeOf, this.#drops))];
	}
	/** All that did not reach a session so far. */
	dropped() {
		return this.#drops.list();
	}
	#read(value, place, listsLeft) {
		if (Array.isArray(value)) return this.#readList(value, place, listsLeft);
		if (!isFields(value)) {
			this.#drops.add(place, "neither a list of chat messages nor a record that holds one");
			return [];
		}
		const key = messageKeys$1.find((candidate) => Array.isArray(value[candidate]));
		const messages = key === void 0 ? void 0 : value[key];
		if (key === void 0 || !Array.isArray(messages)) {
			this.#drops.add(place, "record without a list under `messages` or `traj`");
			return [];
		}
		const at = childPlace(place, "system");
		const policy = readContentText(value["system"], at, this.#drops);
		const said = this.#readMessages(messages, childPlace(place, key), policy);
		return [this.#readRecord(value, said, {
			key,
			place
		})];
	}
	#readList(list, place, listsLeft) {
		if (list.length === 0) {
			this.#drops.add(place, "empty list: no messages");
			return [];
		}
		if (list.some((item) => dialectOf(item) !== void 0)) return [chatSession(placeAt(this.#file, place), this.#readMessages(list, place))];
		if (listsLeft === 0) {
			this.#drops.add(place, `lists nested deeper than ${maxListDepth$2}`);
			return [];
		}
		return list.flatMap((item, index) => this.#read(item, childPlace(place, index), listsLeft - 1));
	}
	#readMessages(messages, place, policy) {
		const placeOf = (index) => childPlace(place, index);
		return readTurns(messages, placeOf, this.#drops, policy);
	}
	#readRecord(record, said, { key, place }) {
		const known = [
			key,
			"task_id",
			"trial",
			"reward",
			"model",
			"tools",
			"system",
			...idKeys
		];
		dropOtherFields(record, known, place, this.#drops);
		dropOddTexts(record, [
			"task_id",
			"model",
			...idKeys
		], place, this.#drops);
		const ownId = idKeys.map((idKey) => idField(record, idKey)).find((id) => id !== void 0);
		const reward = this.#readReward(record["reward"], childPlace(place, "reward"));
		const task = this.#readTask(record, place);
		const model = textField(record, "model");
		const toolCatalog = readToolCatalog(record["tools"]);
		const seen = {
			...model !== void 0 && { model },
			...toolCatalog !== void 0 && { toolCatalog }
		};
		return {
			...chatSession(ownId ?? placeAt(this.#file, place), said, seen),
			...reward !== void 0 && { reward },
			...task !== void 0 && { task }
		};
	}
	#readReward(value, place) {
		if (value === void 0 || value === null) return void 0;
		if (typeof value === "boolean") return value ? 1 : 0;
		if (typeof value === "number" && value >= 0 && value <= 1) return value;
		this.#drops.add(place, "reward that is no number from 0 to 1");
	}
	/** Without `trial`, the runs of a task are numbered in the order in which the file has them. */
	#readTask(record, place) {
		const id = textField(record, "task_id");
		if (id === void 0) return void 0;
		const seen = this.#runsOfTask.get(id) ?? 0;
		this.#runsOfTask.set(id, seen + 1);
		const { trial } = record;
		if (typeof trial === "number" && Number.isSafeInteger(trial) && trial >= 0) return {
			id,
			runIndex: trial
		};
		if (trial !== void 0 && trial !== null) this.#drops.add(childPlace(place, "trial"), "trial that is no whole number");
		return {
			id,
			runIndex: seen
		};
	}
};

// src/core/trace/import/langfuse/langfuse-records.ts
const observationTypes = /^(?:span|generation|event|agent|tool|chain|retriever|evaluator|embedding|guardrail)$/i;
/** Lists that hold records, by what they hold. */
const bundleLists = [
	"data",
	"traces",
	"observations",
	"scores",
	"sessions"
];
/**
* Tells Langfuse's records by the fields that all of them have, in camel case as the API writes them or in snake case
* as exports to blob storage do.
*/
function langfuseKind(value) {
	if (!isFields(value)) return void 0;
	const record = camelCased(value);
	const has = (...keys) => keys.every((key) => key in record);
	const type = textField(record, "type") ?? "";
	if (has("id", "traceId", "startTime") && observationTypes.test(type)) return "observation";
	if (has("id", "name", "source") && (has("dataType") || has("configId")) && isScored(record)) return "score";
	if (has("id", "timestamp") && (has("input") || has("output") || has("sessionId")) && (has("userId") || has("tags") || has("release"))) return "trace";
	if (has("id") && Array.isArray(record["traces"])) return "session";
	return isBundle(record) ? "bundle" : void 0;
}
function isScored(record) {
	return [
		"traceId",
		"observationId",
		"sessionId"
	].some((key) => key in record);
}
/** Records of ours below a list or beside one another: a page of the API, or a trace that was downloaded. */
function isBundle(record) {
	const first = bundleLists.map((key) => record[key]).find((list) => Array.isArray(list) && list.length > 0)?.[0];
	return isFields(first) && !Array.isArray(first["data"]) && langfuseKind(first) !== void 0;
}
/** The record with the API's names for its fields; what its fields hold stays as it is. */
function camelCased(record) {
	const entries = Object.entries(record).map(([key, value]) => [camelCase(key), value]);
	return Object.fromEntries(entries);
}
/** The name that the record itself uses for a field, for the place of what is dropped. */
function ownKey(record, key) {
	return key in record ? key : Object.keys(record).find((own) => camelCase(own) === key) ?? key;
}
/** `trace_id` as the API writes it: `traceId`. */
function camelCase(key) {
	return key.replaceAll(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/core/trace/import/late-annotations.ts
/** Judgements that wait for the sessions that they belong to. */
var LateAnnotations = class {
	#waiting = /* @__PURE__ */ new Map();
	add(late) {
		const key = keyOf$2(late);
		const known = this.#waiting.get(key);
		if (known === void 0) this.#waiting.set(key, [late]);
		else known.push(late);
	}
	/** The session with all that was said of it, of its traces and of its steps. */
	applyTo(session) {
		if (this.#waiting.size === 0) return session;
		const found = [...this.#take(`session ${session.id}`)];
		for (const [index, { traceId, steps }] of session.turns.entries()) {
			const turn = index + 1;
			for (const [at, { spanId }] of steps.entries()) {
				if (spanId === void 0) continue;
				found.push(...placed(this.#take(`span ${spanId}`), {
					turn,
					step: at + 1
				}));
			}
			if (traceId === void 0) continue;
			const ofTrace = this.#take(`trace ${traceId}`);
			const isWhole = session.turns.every((other) => other.traceId === traceId);
			const last = {
				turn,
				step: steps.length
			};
			found.push(...isWhole || steps.length === 0 ? ofTrace : placed(ofTrace, last));
		}
		if (found.length === 0) return session;
		return {
			...session,
			annotations: [...session.annotations ?? [], ...found]
		};
	}
	/** Reports those whose session did not come. */
	reportRest(drops) {
		for (const { place } of [...this.#waiting.values()].flat()) drops.add(place, "judgement of something that is in no session that was read");
		this.#waiting.clear();
	}
	#take(key) {
		const found = this.#waiting.get(key) ?? [];
		this.#waiting.delete(key);
		return found.map(({ annotation }) => annotation);
	}
};
function keyOf$2({ spanId, traceId, sessionId }) {
	if (spanId !== void 0) return `span ${spanId}`;
	return traceId === void 0 ? `session ${sessionId ?? ""}` : `trace ${traceId}`;
}
function placed(annotations, at) {
	return annotations.map((annotation) => ({
		...annotation,
		at
	}));
}

// src/core/trace/recent-map.ts
/**
* A map that remembers at least the latest entries and at most twice as many.
*
* Entries are never deleted one by one: V8 links the tables of a map that shrinks and grows, and once one of them is
* old the chain keeps every later one alive until the next full collection.
*/
var RecentMap = class {
	#most;
	#recent = /* @__PURE__ */ new Map();
	#older = /* @__PURE__ */ new Map();
	/** @param most how many entries are remembered at least. */
	constructor(most) {
		this.#most = most;
	}
	get(key) {
		return this.#recent.get(key) ?? this.#older.get(key);
	}
	set(key, value) {
		this.#recent.set(key, value);
		if (this.#recent.size >= this.#most) this.forgetOlder();
	}
	/** Lets go of all but the latest entries. */
	forgetOlder() {
		this.#older = this.#recent;
		this.#recent = /* @__PURE__ */ new Map();
	}
};

// src/core/trace/stitch/span-tree.ts
/** How much earlier than its parent a span may start before its clock is taken for another one. */
const clockToleranceMs = 1;
/**
* The spans of one or more traces, each once, with their parents, in the order in which they began.
*
* A parent begins before its children, whatever their clocks say. What cannot be true (a span exported twice, an
* id that two spans share, an end before the start, parents in a circle) is mended and stands in `drops`.
*/
var SpanTree = class {
	spans;
	#drops;
	#nodes = /* @__PURE__ */ new Map();
	constructor(spans, drops) {
		this.#drops = drops;
		const byId = /* @__PURE__ */ new Map();
		const nodes = this.#onlyOnce(spans, byId);
		for (const node of nodes) node.parent = parentIn(byId, node.span);
		let lastMs = Number.NEGATIVE_INFINITY;
		for (const node of nodes) lastMs = this.#timeOf(node, lastMs);
		nodes.sort(inOrder);
		for (const [rank, node] of nodes.entries()) {
			node.rank = rank;
			this.#nodes.set(node.span, node);
		}
		this.spans = nodes.map(({ span }) => span);
	}
	parentOf(span) {
		return this.#nodes.get(span)?.parent?.span;
	}
	/** The outermost span around one; `undefined` where nothing is around it. */
	rootOf(span) {
		let root;
		for (let up = this.#nodes.get(span)?.parent; up !== void 0; up = up.parent) root = up;
		return root?.span;
	}
	/** The place of a span in the order in which they began. */
	rankOf(span) {
		return this.#nodes.get(span)?.rank ?? 0;
	}
	/** Lets `better` stand where `span` stands. */
	replace(span, better) {
		const node = this.#nodes.get(span);
		if (node !== void 0) this.#nodes.set(better, {
			...node,
			span: better
		});
	}
	/** The spans around one, from the innermost out. */
	*ancestorsOf(span) {
		for (let up = this.#nodes.get(span)?.parent; up !== void 0; up = up.parent) yield up.span;
	}
	/** Whether a test holds for a span around one. */
	isInside(span, test) {
		for (let up = this.#nodes.get(span)?.parent; up !== void 0; up = up.parent) if (test(up.span)) return true;
		return false;
	}
	#onlyOnce(spans, byId) {
		const nodes = [];
		for (const span of spans) {
			const others = byId.get(span.spanId);
			if (others === void 0) {
				const node = nodeOf(withPossibleTimes(span, this.#drops));
				byId.set(span.spanId, [node]);
				nodes.push(node);
				continue;
			}
			const fellows = others.filter((other) => other.span.traceId === span.traceId);
			const again = fellows.find((other) => isSameSpan(other.span, span));
			const possible = withPossibleTimes(span, this.#drops);
			if (again !== void 0) {
				this.#drops.add(placeOf(span), "span that was exported more than once");
				again.span = {
					...again.span,
					...possible
				};
				continue;
			}
			if (fellows.length > 0) this.#drops.add(placeOf(span), "id of a span: another span of the trace has it too");
			const node = nodeOf(possible);
			nodes.push(node);
			others.push(node);
		}
		return nodes;
	}
	/**
	* When a span began; one without a time began with its parent, or when the one before it in the file did. The
	* parents of a circle are taken apart on the way.
	*/
	#timeOf(start, lastMs) {
		const line = [];
		let seen;
		for (let node = start; node?.atMs === void 0; node = node.parent) {
			if (node === void 0) break;
			line.push(node);
			if (line.length >= 32) seen ??= new Set(line);
			seen?.add(node);
			const { parent } = node;
			if (parent !== void 0 && (seen?.has(parent) ?? line.includes(parent))) {
				this.#drops.add(placeOf(node.span), "parent of a span: the parents stand in a circle");
				node.parent = void 0;
			}
		}
		for (const node of line.toReversed()) this.#setTime(node, lastMs);
		return start.atMs ?? lastMs;
	}
	#setTime(node, lastMs) {
		const { parent, span } = node;
		const parentMs = parent?.atMs ?? Number.NEGATIVE_INFINITY;
		const ownMs = span.startedAtMs ?? parent?.atMs ?? lastMs;
		if (ownMs < parentMs - clockToleranceMs) this.#drops.add(placeOf(span), "start of a span before its parent's: taken for the parent's");
		node.atMs = Math.max(ownMs, parentMs);
		node.depth = (parent?.depth ?? -1) + 1;
	}
};
/** Where a span stood, as far as that is known. */
function placeOf(span) {
	return span.place ?? { path: "" };
}
function nodeOf(span) {
	return {
		span,
		parent: void 0,
		atMs: void 0,
		depth: 0,
		rank: 0
	};
}
function parentIn(byId, span) {
	if (span.parentSpanId === void 0) return void 0;
	return byId.get(span.parentSpanId)?.find((other) => other.span.traceId === span.traceId);
}
function inOrder(a, b) {
	const [aMs, bMs] = [a.atMs ?? 0, b.atMs ?? 0];
	if (aMs !== bMs) return aMs < bMs ? -1 : 1;
	return a.depth - b.depth;
}
/** An export that is repeated, or sent again when the span has ended: it tells the same start. */
function isSameSpan(a, b) {
	return a.name === b.name && a.kind === b.kind && a.startedAtMs === b.startedAtMs;
}
function withPossibleTimes(span, drops) {
	const { startedAtMs, endedAtMs } = span;
	if (startedAtMs === void 0 || endedAtMs === void 0 || endedAtMs >= startedAtMs) return span;
	drops.add(placeOf(span), "end of a span before its start");
	const { endedAtMs: _, ...rest } = span;
	return rest;
}

// src/core/trace/stitch/model-answer.ts
/**
* Puts the messages of an output together: some instrumentations write words, thoughts and calls as one each.
*
* Of several choices the first is the answer; the others were never said, and stand in `drops`.
*/
function answerOf$1(span, drops) {
	const { output } = span;
	if (output === void 0) return { answers: [] };
	const [only, ...others] = output;
	if (only?.role === "assistant" && others.length === 0 && only.toolResults === void 0) return {
		message: only.text === void 0 && (only.toolCalls ?? []).length > 0 ? {
			...only,
			text: ""
		} : only,
		answers: []
	};
	const spoken = output.filter(({ role }) => role === "assistant");
	const isChoice = spoken.length > 1 && spoken.every(({ finishReason, text }) => finishReason !== void 0 && text !== void 0);
	if (isChoice) drops.add(placeOf(span), "further choice of a model's answer", spoken.length - 1);
	const parts = isChoice ? spoken.slice(0, 1) : spoken;
	const texts = parts.flatMap(({ text }) => text === void 0 ? [] : [text]);
	const reasoning = parts.flatMap((part) => part.reasoning === void 0 ? [] : [part.reasoning]);
	const toolCalls = parts.flatMap((part) => part.toolCalls ?? []);
	const finishReason = parts.findLast((part) => part.finishReason !== void 0)?.finishReason;
	const answers = output.flatMap(({ toolResults }) => toolResults ?? []);
	return {
		message: {
			role: "assistant",
			...texts.length === 0 && (toolCalls.length > 0 || output.length === 0) && { text: "" },
			...texts.length > 0 && { text: texts.join("\n") },
			...reasoning.length > 0 && { reasoning: reasoning.join("\n") },
			...toolCalls.length > 0 && { toolCalls },
			...finishReason !== void 0 && { finishReason }
		},
		answers
	};
}
/** What a model call said to whom it answered; `undefined` where it called tools or was not captured. */
function answerText({ output }) {
	const isCalling = output?.some(({ toolCalls }) => toolCalls !== void 0 && toolCalls.length > 0);
	if (output === void 0 || isCalling) return void 0;
	return output.find(({ role, text }) => role === "assistant" && text !== void 0)?.text;
}

// src/core/trace/stitch/talk-keys.ts
/**
* Digests what user and agent said to each other, without tools and system prompts: those are left out by some
* clients when they send the history again.
*/
function talkKeys(spans) {
	const tips = /* @__PURE__ */ new Set();
	let openings = [];
	const models = spans.filter(({ kind, input }) => kind === "model" && input !== void 0).toSorted((a, b) => (a.startedAtMs ?? 0) - (b.startedAtMs ?? 0));
	for (const span of models) {
		const { before, all } = digests(span.input ?? []);
		if (openings.length === 0) openings = before.toReversed();
		const answer = answerText(span);
		if (answer !== void 0 && all !== "") tips.add(after(all, "assistant", answer));
	}
	return {
		openings,
		tips
	};
}
/** The digest of all that was said, and of what had been said before each user message but the first. */
function digests(input) {
	const before = [];
	let all = "";
	for (const { role, text, toolCalls } of input) {
		if (text === void 0 || toolCalls !== void 0 && toolCalls.length > 0) continue;
		if (role !== "user" && role !== "assistant") continue;
		if (role === "user" && all !== "") before.push(all);
		all = after(all, role, text);
	}
	return {
		before,
		all
	};
}
function after(said, role, text) {
	return hash("sha256", `${said}${role}\n${text.trim()}`);
}

// src/core/trace/stitch/group-traces.ts
/**
* Puts traces together that are one session: by session id; else where what one was sent goes on from what was said at
* the end of another; else each trace is a session of its own.
*
* A trace with several session ids is taken apart: a span belongs to the session of the nearest span around it.
*
* @param keysOf gives a trace's talk keys, for callers that remember them.
*/
function groupTraces(traces, keysOf = ({ spans }) => talkKeys(spans)) {
	const parts = traces.flatMap(partsOf);
	const earlier = linkByTalk(parts, keysOf);
	const groups = /* @__PURE__ */ new Map();
	for (const part of parts) {
		const first = firstOf$1(part, earlier);
		const key = first.sessionId === void 0 ? `trace ${first.traceId}` : `id ${first.sessionId}`;
		const known = groups.get(key);
		const group = known ?? {
			id: first.sessionId ?? first.traceId,
			spans: [],
			traceIds: /* @__PURE__ */ new Set()
		};
		if (known === void 0) groups.set(key, group);
		for (const span of part.spans) group.spans.push(span);
		group.traceIds.add(part.traceId);
	}
	return [...groups.values()];
}
function partsOf({ traceId, spans }) {
	const ids = /* @__PURE__ */ new Set();
	for (const { sessionId } of spans) if (sessionId !== void 0) ids.add(sessionId);
	if (ids.size < 2) return [partOf(traceId, spans, [...ids][0])];
	const byId = new Map(spans.map((span) => [span.spanId, span]));
	const parts = /* @__PURE__ */ new Map();
	for (const span of spans) {
		const id = sessionAround(span, byId);
		const part = parts.get(id);
		if (part === void 0) parts.set(id, [span]);
		else part.push(span);
	}
	return [...parts].map(([id, own]) => partOf(traceId, own, id));
}
function partOf(traceId, spans, sessionId) {
	return {
		traceId,
		spans,
		startMs: spans.reduce((first, { startedAtMs = first }) => Math.min(first, startedAtMs), Number.POSITIVE_INFINITY),
		...sessionId !== void 0 && { sessionId }
	};
}
function sessionAround(span, byId) {
	const seen = /* @__PURE__ */ new Set();
	let around = span;
	while (around !== void 0 && !seen.has(around)) {
		if (around.sessionId !== void 0) return around.sessionId;
		seen.add(around);
		around = around.parentSpanId === void 0 ? void 0 : byId.get(around.parentSpanId);
	}
}
/** For each part that goes on from another one: that other. Each is gone on from once; the latest such is taken. */
function linkByTalk(parts, keysOf) {
	const earlier = /* @__PURE__ */ new Map();
	if (parts.every(({ sessionId }) => sessionId !== void 0)) return earlier;
	const byTip = /* @__PURE__ */ new Map();
	for (const part of parts) for (const tip of keysOf(part).tips) {
		const others = byTip.get(tip);
		if (others === void 0) byTip.set(tip, [part]);
		else others.push(part);
	}
	const continued = /* @__PURE__ */ new Set();
	for (const part of parts.toSorted((a, b) => a.startMs < b.startMs ? -1 : Number(a.startMs > b.startMs))) {
		if (part.sessionId !== void 0) continue;
		const before = keysOf(part).openings.values().map((opening) => latestBefore(part, byTip.get(opening) ?? [], continued)).find((other) => other !== void 0);
		if (before === void 0) continue;
		continued.add(before);
		earlier.set(part, before);
	}
	return earlier;
}
function latestBefore(part, others, continued) {
	let latest;
	for (const other of others) {
		if (other === part || continued.has(other) || other.startMs >= part.startMs) continue;
		if (latest === void 0 || other.startMs > latest.startMs) latest = other;
	}
	return latest;
}
function firstOf$1(part, earlier) {
	let first = part;
	for (let before = earlier.get(first); before !== void 0; before = earlier.get(first)) first = before;
	return first;
}

// src/core/trace/same-message.ts
/** Whether two messages say the same, field by field. */
function sameMessage(a, b) {
	return a === b || a.role === b.role && a.text === b.text && a.reasoning === b.reasoning && a.finishReason === b.finishReason && sameLists(a.toolCalls, b.toolCalls, sameCall) && sameLists(a.toolResults, b.toolResults, sameAnswer);
}
function sameCall(a, b) {
	return a.callId === b.callId && a.name === b.name && sameJson(a.arguments, b.arguments);
}
function sameAnswer(a, b) {
	return a.callId === b.callId && a.name === b.name && a.isError === b.isError && sameJson(a.result, b.result);
}
function sameLists(a, b, isSame) {
	if (a === void 0 || b === void 0) return a === b;
	return a.length === b.length && a.every((item, index) => isSameAt$1(item, b[index], isSame));
}
function isSameAt$1(a, b, isSame) {
	return b !== void 0 && isSame(a, b);
}
/** Equal as they were written: repetitions keep the order of keys. */
function sameJson(a, b) {
	if (a === b) return true;
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
	const [keys, others] = [Object.keys(a), Object.keys(b)];
	return Array.isArray(a) === Array.isArray(b) && keys.length === others.length && keys.every((key, index) => key === others[index] && sameJson(childOf(a, key), childOf(b, key)));
}
function childOf(value, key) {
	return Object.getOwnPropertyDescriptor(value, key)?.value;
}

// src/core/trace/stitch/causal-order.ts
/**
* Model calls in the order in which they can have been made: one that was sent the answer of another one came after
* it, whatever their clocks say. Each that is moved stands in `drops`.
*/
function inCausalOrder(models, drops) {
	const ordered = [];
	for (const span of models) {
		let at = ordered.length;
		while (at > 0 && buildsOn(ordered[at - 1], span)) at -= 1;
		const isRepeated = ordered.slice(0, at).some((earlier) => buildsOn(ordered[at], earlier));
		if (at === ordered.length || isRepeated) {
			ordered.push(span);
			continue;
		}
		const reason = "clock of a span: it was sent the answer of a call that began later";
		for (const moved of ordered.slice(at)) drops.add(placeOf(moved), reason);
		ordered.splice(at, 0, span);
	}
	return ordered;
}
/** Whether a call was sent all that another one was sent, and behind it what that one answered. */
function buildsOn(later, span) {
	const { input, output } = span;
	const sent = later?.input;
	if (sent === void 0 || input === void 0 || input.length >= sent.length) return false;
	const answer = output?.find(({ role }) => role === "assistant");
	const next = sent[input.length];
	return answer !== void 0 && next !== void 0 && saysTheSame(next, answer) && input.every((message, index) => isSameAt(message, sent[index]));
}
function isSameAt(message, other) {
	return other !== void 0 && sameMessage(message, other);
}
/** Histories leave out what came with an answer, such as its finish reason. */
function saysTheSame(a, b) {
	if (a.role !== b.role) return false;
	const { toolCalls: calls = [] } = a;
	const { toolCalls: others = [] } = b;
	if (calls.length !== others.length) return false;
	if (calls.length === 0) return a.text !== void 0 && a.text === b.text;
	return calls.every(({ callId, name }, index) => callId !== void 0 && others[index]?.callId === callId && others[index].name === name);
}

// src/core/trace/import/tool-error.ts
/** A result text that begins with `Error:`, as tau-bench and most tool loops write what failed. */
function toolErrorIn(result) {
	return typeof result === "string" && /^\s*error:/i.test(result) ? {
		type: "tool-error",
		message: result
	} : void 0;
}

// src/core/trace/stitch/finish-steps.ts
/** The steps of one turn, each repetition of what failed counted. */
function finishSteps(items, { tree, agentOf }) {
	const steps = items.map(({ draft }) => draft.kind === "model" ? modelStep(draft, {
		tree,
		agentOf
	}) : toolStep(draft, agentOf));
	return steps.some(({ error }) => error !== void 0) ? countAttempts(steps) : steps;
}
function modelStep(draft, { tree, agentOf }) {
	const { span, text, reasoning, finishReason, calls } = draft;
	const by = draft.agent ?? (span === void 0 ? void 0 : agentOf(span));
	const isPlan = span !== void 0 && (span.kind === "plan" || tree.isInside(span, ({ kind }) => kind === "plan"));
	return {
		kind: "model",
		...origin$1(span, by),
		...isPlan && { purpose: "plan" },
		...span?.provider !== void 0 && { provider: span.provider },
		...span?.model !== void 0 && { model: span.model },
		...text !== void 0 && { text },
		...reasoning !== void 0 && { reasoning },
		...finishReason !== void 0 && { finishReason },
		...calls !== void 0 && { toolCalls: calls.map(({ request }) => request) },
		...span?.usage !== void 0 && { usage: span.usage },
		...timesOf(span),
		...span?.error !== void 0 && { error: span.error }
	};
}
function toolStep(draft, agentOf) {
	const { span, answer, asked } = draft;
	const request = {
		...span?.toolCall,
		...draft.request
	};
	const result = span?.toolResult ?? answer?.result;
	const error = span?.error ?? errorOf$1(draft);
	const isOver = answer !== void 0 || span?.toolResult !== void 0 || span?.endedAtMs !== void 0;
	const source = span ?? asked;
	return {
		kind: "tool",
		...origin$1(span, source === void 0 ? void 0 : agentOf(source)),
		...span?.kind === "retriever" && { isRetrieval: true },
		...request.callId !== void 0 && { callId: request.callId },
		name: request.name,
		...request.arguments !== void 0 && { arguments: request.arguments },
		status: error !== void 0 ? "error" : isOver ? "ok" : "pending",
		...result !== void 0 && { result },
		...error !== void 0 && { error },
		...timesOf(span)
	};
}
function errorOf$1({ answer, span }) {
	const result = span?.toolResult ?? answer?.result;
	const said = toolErrorIn(result);
	if (said !== void 0 || answer?.isError !== true) return said;
	return {
		type: "tool-error",
		message: typeof result === "string" ? result : JSON.stringify(result ?? "")
	};
}
function origin$1(span, agent) {
	return {
		...span !== void 0 && { spanId: span.spanId },
		...agent !== void 0 && { agent }
	};
}
/** Both times as a session may hold them: no earlier than 1970, no longer than a number can count; none that is made up. */
function timesOf(span) {
	const { startedAtMs, endedAtMs, isStartMadeUp, isLengthMadeUp } = span ?? {};
	if (startedAtMs === void 0) return {};
	const durationMs = endedAtMs === void 0 || endedAtMs < startedAtMs ? void 0 : Math.round((endedAtMs - startedAtMs) * 1e3) / 1e3;
	return {
		...isStartMadeUp !== true && { startedAtMs },
		...isLengthMadeUp !== true && durationMs !== void 0 && { durationMs }
	};
}
function countAttempts(steps) {
	const latest = /* @__PURE__ */ new Map();
	return steps.map((step) => {
		const key = keyOf$1(step);
		const before = latest.get(key);
		const counted = before?.error !== void 0 ? {
			...step,
			attempt: (before?.attempt ?? 1) + 1
		} : step;
		latest.set(key, counted);
		return counted;
	});
}
/** In one turn a model call that failed is repeated by the next one of the same agent. */
function keyOf$1(step) {
	const by = step.agent ?? "";
	if (step.kind === "model") return `model ${by}`;
	return `tool ${by}\n${step.name}\n${step.arguments === void 0 ? "" : canonicalJson([step.arguments])}`;
}

// src/core/trace/stitch/finish-turns.ts
/** Makes turns of their drafts, and puts what was said about a span to the step that it is. */
function finishTurns(drafts, tree, agentOf) {
	const turnsOfRoot = /* @__PURE__ */ new Map();
	const roots = drafts.map((draft) => rootsOf(draft, tree));
	for (const root of roots.flatMap((set) => [...set])) turnsOfRoot.set(root, (turnsOfRoot.get(root) ?? 0) + 1);
	const turns = drafts.map((draft, index) => {
		const around = [...roots[index] ?? []].filter((root) => turnsOfRoot.get(root) === 1);
		const steps = finishSteps(draft.items, {
			tree,
			agentOf
		});
		const reply = replyOf(draft) ?? around.findLast(hasReply)?.replyText;
		const error = errorOf(draft, around, reply);
		const spans = draft.items.flatMap(({ draft: { span } }) => span === void 0 ? [] : [span]);
		const [traceId] = draft.traceIds;
		return {
			user: draft.user ?? around.findLast(isAsked)?.userText ?? "",
			steps,
			...reply !== void 0 && { reply },
			...traceId !== void 0 && { traceId },
			...timesOf(extentOf(around.length > 0 ? around : spans)),
			...error !== void 0 && { error }
		};
	});
	const annotations = annotationsOf(drafts, tree);
	return {
		turns,
		...annotations.length > 0 && { annotations }
	};
}
/** The outermost spans around the steps of a turn. */
function rootsOf({ items, around }, tree) {
	const roots = items.flatMap(({ draft: { span } }) => span === void 0 ? [] : tree.rootOf(span) ?? []);
	return new Set(around === void 0 ? roots : [around, ...roots]);
}
function isAsked({ userText }) {
	return userText !== void 0;
}
function hasReply({ replyText }) {
	return replyText !== void 0;
}
/** The last words of the agent itself that asked for no tool. */
function replyOf({ items }) {
	const last = items.findLast(({ draft, isAside }) => draft.kind === "model" && isAside !== true && draft.text !== void 0 && (draft.calls ?? []).length === 0)?.draft;
	return last?.kind === "model" ? last.text : void 0;
}
/** A turn failed where a span around it did, or where its last model call did and nothing was said after all. */
function errorOf({ items }, around, reply) {
	const failed = around.findLast(({ error }) => error !== void 0)?.error;
	if (failed !== void 0 || reply !== void 0) return failed;
	return items.findLast(({ draft, isAside }) => draft.kind === "model" && isAside !== true)?.draft.span?.error;
}
/** From the first start to the last end. */
function extentOf(spans) {
	const starts = spans.flatMap(({ startedAtMs }) => startedAtMs ?? []);
	const ends = spans.flatMap(({ endedAtMs }) => endedAtMs ?? []);
	const startedAtMs = starts.reduce((first, start) => Math.min(first, start), Number.POSITIVE_INFINITY);
	const endedAtMs = ends.reduce((last, end) => Math.max(last, end), startedAtMs);
	return {
		...starts.length > 0 && { startedAtMs },
		...starts.length > 0 && ends.length > 0 && { endedAtMs },
		...spans.some(({ isStartMadeUp }) => isStartMadeUp) && { isStartMadeUp: true },
		...spans.some(({ isLengthMadeUp }) => isLengthMadeUp) && { isLengthMadeUp: true }
	};
}
function annotationsOf(drafts, tree) {
	const annotated = tree.spans.filter(({ annotations }) => annotations !== void 0);
	if (annotated.length === 0) return [];
	const places = /* @__PURE__ */ new Map();
	for (const [turn, { items }] of drafts.entries()) for (const [step, { draft }] of items.entries()) if (draft.span !== void 0) places.set(keyOf(draft.span), {
		turn: turn + 1,
		step: step + 1
	});
	return annotated.flatMap((span) => {
		const at = places.get(keyOf(span));
		return (span.annotations ?? []).map((annotation) => ({
			...annotation,
			...at !== void 0 && { at }
		}));
	});
}
function keyOf({ traceId, spanId }) {
	return `${traceId} ${spanId}`;
}

// src/core/trace/stitch/call-book.ts
/** The calls of a talk, and which answer belongs to which. */
var CallBook = class {
	#drops;
	#messages = 0;
	/** Calls by id; ids repeat, so the latest one. */
	#byId = /* @__PURE__ */ new Map();
	/** Answers without a call that are known already. */
	#loose = /* @__PURE__ */ new Set();
	constructor(drops) {
		this.#drops = drops;
	}
	/** The calls of one message. */
	draft(requests, asked) {
		this.#messages += 1;
		return requests.map((request) => this.add(request, asked));
	}
	/** One more call of the message that was drafted last. */
	add(request, asked) {
		const call = {
			request,
			message: this.#messages,
			...asked !== void 0 && { asked }
		};
		this.#note(request.callId, call);
		return call;
	}
	/** Adds what a repetition of a call tells. Clients may give it another id there: its answer then comes under that. */
	complete(call, request) {
		call.request = {
			...request,
			...call.request
		};
		this.#note(call.request.callId, call);
		this.#note(request.callId, call);
	}
	/**
	* Gives an answer to its call, and returns it as a draft of its own where no call is its: once, however often it is
	* repeated.
	*
	* @param pending the calls of the latest message that have no answer yet.
	*/
	answer(answer, { calls, isLatest, span }, pending) {
		const byId = answer.callId === void 0 ? void 0 : this.#byId.get(answer.callId);
		const call = (isLatest ? byId : void 0) ?? calls.take(answer.callId, answer.name) ?? byId ?? pending().find((open) => mayAnswer(open, answer));
		if (call === void 0) return this.#looseAnswer(answer, span);
		if (call.answer?.result === void 0) call.answer = {
			...call.answer,
			...answer
		};
		else if (answer.result !== void 0 && !isSame(call.answer.result, answer.result)) this.#drops.add(placeOf(span), "result that differs from what the call was answered before");
		if (call.request.callId === void 0 && answer.callId !== void 0) {
			call.request = {
				...call.request,
				callId: answer.callId
			};
			this.#note(answer.callId, call);
		}
	}
	#looseAnswer(answer, span) {
		const { callId, name = "unknown" } = answer;
		const key = callId === void 0 ? `${name}\n${JSON.stringify(answer.result)}` : `id ${callId}`;
		if (this.#loose.has(key)) return void 0;
		this.#loose.add(key);
		if (answer.name === void 0) this.#drops.add(placeOf(span), "tool result without its call: the tool's name and arguments are unknown");
		const call = this.add({
			name,
			...callId !== void 0 && { callId }
		});
		call.answer = answer;
		return {
			kind: "answer",
			call
		};
	}
	#note(callId, call) {
		if (callId !== void 0) this.#byId.set(callId, call);
	}
};
/** Whether an answer without an id, or to a call without one, may belong to a call, where only the answer was sent. */
function mayAnswer({ request }, { callId, name }) {
	return (callId === void 0 || request.callId === void 0) && (name === void 0 || request.name === name);
}
function isSame(a, b) {
	return a === b || canonicalJson(a) === canonicalJson(b);
}

// src/core/trace/stitch/draft-index.ts
/** Finds the next draft that says the same as a message, from a place on. */
var DraftIndex = class {
	#users = /* @__PURE__ */ new Map();
	#texts = /* @__PURE__ */ new Map();
	#callIds = /* @__PURE__ */ new Map();
	/** Model drafts by the tools that they called. */
	#callers = /* @__PURE__ */ new Map();
	#userPlaces = [];
	#drafts;
	/** @param drafts the list whose drafts are added; it may grow. */
	constructor(drafts) {
		this.#drafts = drafts;
	}
	add(draft, place) {
		if (draft.kind === "user") {
			this.#userPlaces.push(place);
			note(this.#users, draft.text?.trim() ?? untold, place);
		} else if (draft.kind === "model") {
			if (draft.text !== void 0 && draft.text !== "") this.addText(draft.text, place);
			for (const { request } of draft.calls ?? []) this.addCall(request, place);
		}
	}
	/** Words of the model draft at a place that were not known when it was added. */
	addText(text, place) {
		note(this.#texts, text.trim(), place);
	}
	/** A call of the model draft at a place that was not known when it was added. */
	addCall({ callId, name }, place) {
		if (callId !== void 0) note(this.#callIds, callId, place);
		note(this.#callers, name, place);
	}
	/** The first place from `from` on, and before `end`, of a user's or an agent's message. */
	find(message, from, end = Number.POSITIVE_INFINITY) {
		if (message.role === "user") return placeIn$2(this.#users.get(message.text?.trim() ?? untold), from, end);
		return message.role === "assistant" ? this.#findAgent(message, from, end) : void 0;
	}
	/** The place of the next user message from `from` on. */
	nextUser(from) {
		return this.#userPlaces[firstFrom(this.#userPlaces, from)];
	}
	/** By an id of a call, else by a tool and its arguments, else by what was said. */
	#findAgent(message, from, end) {
		const calls = message.toolCalls ?? [];
		for (const { callId, name } of calls) {
			if (callId === void 0) continue;
			const place = placeIn$2(this.#callIds.get(callId), from, end);
			if (place !== void 0 && this.#calls(place).some((call) => call.name === name)) return place;
		}
		for (const call of calls) {
			const place = this.#findCall(call, from, end);
			if (place !== void 0) return place;
		}
		if (calls.length > 0 || message.text === void 0) return void 0;
		return placeIn$2(this.#texts.get(message.text.trim()), from, end);
	}
	#findCall(call, from, end) {
		const callers = this.#callers.get(call.name);
		let place = placeIn$2(callers, from, end);
		if (place === void 0) return void 0;
		const wanted = argumentsOf(call);
		while (place !== void 0) {
			const isSame = (other) => other.name === call.name && argumentsOf(other) === wanted;
			if (this.#calls(place).some(isSame)) return place;
			place = placeIn$2(callers, place + 1, end);
		}
	}
	#calls(place) {
		const draft = this.#drafts[place];
		return draft?.kind === "model" ? requestsOf(draft) : [];
	}
};
/** Stands for the text of messages that were not captured: no text that is trimmed ends with a space. */
const untold = " ";
function requestsOf({ calls = [] }) {
	return calls.map(({ request }) => request);
}
function argumentsOf({ arguments: values }) {
	return values === void 0 ? "" : canonicalJson([values]);
}
/** Most places come in ascending order. */
function note(index, word, place) {
	const known = index.get(word);
	if (known === void 0) index.set(word, place);
	else if (typeof known === "number") {
		if (known !== place) index.set(word, known < place ? [known, place] : [place, known]);
	} else if ((known.at(-1) ?? -1) < place) known.push(place);
	else if (!known.includes(place)) known.splice(firstFrom(known, place), 0, place);
}
function placeIn$2(places, from, end) {
	const place = typeof places === "object" ? places[firstFrom(places, from)] : places;
	return place !== void 0 && place >= from && place < end ? place : void 0;
}
/** The index of the first place that is not before `from`, in ascending places. */
function firstFrom(places, from) {
	let low = 0;
	let high = places.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((places[middle] ?? 0) < from) low = middle + 1;
		else high = middle;
	}
	return low;
}

// src/core/trace/stitch/message-content.ts
/** Whether a message calls tools. */
function hasCalls({ toolCalls }) {
	return toolCalls !== void 0 && toolCalls.length > 0;
}
/** Whether anything that an agent said, thought or called was captured in a message. */
function hasContent(message) {
	return message.text !== void 0 || message.reasoning !== void 0 || hasCalls(message);
}

// src/core/trace/stitch/draft.ts
/** Whether nothing of what the model said was captured: a later call's messages may tell it. */
function isUntold(draft) {
	return draft.text === void 0 && draft.calls === void 0 && draft.span !== void 0 && draft.span.output === void 0 && draft.span.error === void 0;
}

// src/core/trace/stitch/message-places.ts
/** Finds the places of messages among the drafts of a talk. */
var MessagePlaces = class {
	#drafts;
	#index;
	#drops;
	constructor(drafts, index, drops) {
		this.#drafts = drafts;
		this.#index = index;
		this.#drops = drops;
	}
	/** The place of each user and agent message from `from` on that the talk already has. */
	recognise(input, { from, start, span }) {
		const places = [];
		let next = start;
		let before;
		for (let index = from; index < input.length; index += 1) {
			const message = input[index];
			if (message === void 0) continue;
			let place;
			if (message.role === "user") {
				place = this.#index.find(message, next);
				const isLast = index === input.length - 1;
				if (place !== void 0 && isLast && this.#isAskedAgain(place, span)) place = void 0;
			} else if (message.role === "assistant") place = this.#findAgent(message, next, {
				before,
				isFirst: next === 0
			});
			if (place !== void 0) next = place + 1;
			places.push(place);
			if (message.role !== "system") before = message;
		}
		return places;
	}
	#findAgent(message, next, { before, isFirst }) {
		const start = before?.role === "assistant" && hasCalls(before) !== hasCalls(message) && next > 0 ? next - 1 : next;
		const end = this.#index.nextUser(next) ?? this.#drafts.length;
		const place = this.#index.find(message, start, end) ?? this.#nextUntold(next, end);
		if (place !== void 0 || !(isFirst || hasCalls(message))) return place;
		return this.#index.find(message, start);
	}
	#nextUntold(from, end) {
		for (let place = from; place < end; place += 1) {
			const draft = this.#drafts[place];
			if (draft?.kind === "model") return isUntold(draft) ? place : void 0;
		}
	}
	/** The same words in a trace of their own, after they were answered: the user said them again. */
	#isAskedAgain(place, span) {
		const user = this.#drafts[place];
		if (user?.kind !== "user" || user.traceId === span.traceId) return false;
		const end = this.#index.nextUser(place + 1) ?? this.#drafts.length;
		return this.#drafts.slice(place + 1, end).some((draft) => draft.kind === "model" && isSaying(draft) && draft.span !== void 0);
	}
	/** A message that stands where the talk has another one: histories are shortened and mended on their way. */
	findRewritten(message, { next, until, span }) {
		if (message.role === "user" && until === void 0) return void 0;
		if (hasCalls(message) || !hasContent(message)) return void 0;
		const end = until ?? this.#index.nextUser(next) ?? this.#drafts.length;
		for (let place = next; place < end; place += 1) {
			const draft = this.#drafts[place];
			if (!(message.role === "user" ? draft?.kind === "user" : isSaying(draft))) continue;
			this.#drops.add(placeOf(span), "message of a history that differs from what was recorded before");
			return place;
		}
	}
};
function isSaying(draft) {
	return draft?.kind === "model" && draft.text !== void 0 && (draft.calls ?? []).length === 0;
}

// src/core/trace/stitch/talk.ts
/**
* The story that the model calls of one agent tell together, each message once.
*
* Every call repeats the messages before it. They are recognised by call id, else by what they say, in their order;
* what is new goes to the end, and what an earlier call did not capture is filled in.
*/
var Talk = class {
	#drops;
	#drafts = [];
	#index = new DraftIndex(this.#drafts);
	#reading;
	#calls;
	#around;
	/** @param around the talk that this one branches from: what that one knows is not told again. */
	constructor(drops, around) {
		this.#drops = drops;
		this.#calls = new CallBook(drops);
		this.#around = around;
	}
	get drafts() {
		return this.#drafts;
	}
	/** Begins a turn whose user message no model call carries; no text where it was not captured. */
	openTurn(text, from) {
		this.#push({
			kind: "user",
			...from,
			...text !== void 0 && { text }
		});
	}
	/** Reads what a model call was sent and what it answered. */
	add(span, agent) {
		if (span.input !== void 0) this.#read(span.input, span);
		const { message, answers } = answerOf$1(span, this.#drops);
		const draft = {
			kind: "model",
			span,
			...agent !== void 0 && { agent },
			...message?.text !== void 0 && { text: message.text },
			...message?.reasoning !== void 0 && { reasoning: message.reasoning }
		};
		const finishReason = message?.finishReason ?? span.finishReason;
		if (finishReason !== void 0) draft.finishReason = finishReason;
		if (message?.toolCalls !== void 0) draft.calls = this.#calls.draft(message.toolCalls, span);
		this.#push(draft);
		if (answers.length > 0) {
			const calls = new OpenCalls();
			for (const call of draft.calls ?? []) calls.add(call);
			for (const answer of answers) this.#answer(answer, {
				calls,
				isLatest: false,
				span
			});
		}
		return draft;
	}
	/** Whether a call was sent the latest thing that the talk knows, so that it goes on from there. */
	isContinuedBy(input) {
		const last = this.#drafts.length - 1;
		if (last < 0) return true;
		return input.some((message) => this.#index.find(message, last) !== void 0);
	}
	/** Whether the talk has the message, wherever. */
	knows(message) {
		return this.#index.find(message, 0) !== void 0;
	}
	/** The calls of the latest model answer that nobody answered yet. */
	pendingCalls() {
		return (this.#drafts.findLast((draft) => draft.kind === "model")?.calls ?? []).filter((call) => call.answer === void 0);
	}
	#read(input, span) {
		const earlier = this.#reading;
		const resumes = earlier !== void 0 && startsWith(input, earlier.messages);
		const from = resumes ? earlier.messages.length : 0;
		const start = resumes ? earlier.next : 0;
		const calls = resumes ? earlier.calls : new OpenCalls();
		const among = new MessagePlaces(this.#drafts, this.#index, this.#drops);
		const places = among.recognise(input, {
			from,
			start,
			span
		});
		const following = knownAfter(places);
		const reading = {
			calls,
			isLatest: resumes,
			span
		};
		const insertions = [];
		let next = start;
		for (let index = from; index < input.length; index += 1) {
			const message = input[index];
			if (message === void 0 || message.role === "system") continue;
			for (const answer of message.toolResults ?? []) this.#answer(answer, reading);
			if (message.role === "tool") continue;
			const until = following[index - from];
			const known = places[index - from] ?? among.findRewritten(message, {
				next,
				until,
				span
			});
			const found = known === void 0 ? void 0 : this.#drafts[known];
			if (known !== void 0) next = known + 1;
			if (message.role === "user") {
				if (found !== void 0 || !isTurn(message) || this.#around?.knows(message)) continue;
				const draft = {
					kind: "user",
					traceId: span.traceId,
					...textOf$1(message)
				};
				if (until !== void 0) insertions.push({
					before: next,
					draft
				});
				else next = this.#push(draft) + 1;
			} else if (found?.kind === "model") {
				this.#complete(found, known ?? 0, message);
				expect(found.calls, reading);
			} else if (hasContent(message) && !this.#around?.knows(message)) {
				const draft = this.#rebuild(message);
				expect(draft.calls, reading);
				if (until !== void 0) insertions.push({
					before: next,
					draft
				});
				else next = this.#push(draft) + 1;
			}
		}
		this.#insert(insertions);
		this.#reading = {
			messages: input,
			next: next + insertions.length,
			calls
		};
	}
	/** Adds to a draft what a repetition of its message tells. */
	#complete(draft, place, message) {
		if (draft.text === void 0 && message.text !== void 0 && draft.span?.error === void 0) {
			draft.text = message.text;
			if (message.text !== "") this.#index.addText(message.text, place);
		}
		if (draft.reasoning === void 0 && message.reasoning !== void 0) draft.reasoning = message.reasoning;
		if (message.toolCalls === void 0 || message.toolCalls.length === 0) return;
		const calls = draft.calls ?? [];
		draft.calls = calls;
		const free = new Set(calls);
		for (const request of message.toolCalls) {
			const sameId = calls.find((call) => request.callId !== void 0 && call.request.callId === request.callId);
			const same = sameId ?? [...free].find((call) => call.request.name === request.name);
			if (same === void 0) calls.push(this.#calls.add(request, draft.span));
			else {
				free.delete(same);
				this.#calls.complete(same, request);
			}
			if (same === void 0 || sameId === void 0) this.#index.addCall(request, place);
		}
	}
	#rebuild(message) {
		const calls = message.toolCalls && this.#calls.draft(message.toolCalls);
		const text = message.text === void 0 && calls !== void 0 && calls.length > 0 ? "" : message.text;
		return {
			kind: "model",
			...text !== void 0 && { text },
			...message.reasoning !== void 0 && { reasoning: message.reasoning },
			...message.finishReason !== void 0 && { finishReason: message.finishReason },
			...calls !== void 0 && { calls }
		};
	}
	#answer(answer, reading) {
		const loose = this.#calls.answer(answer, reading, () => this.pendingCalls());
		if (loose !== void 0) this.#push(loose);
	}
	#push(draft) {
		const place = this.#drafts.push(draft) - 1;
		this.#index.add(draft, place);
		return place;
	}
	#insert(insertions) {
		if (insertions.length === 0) return;
		for (const { before, draft } of insertions.toReversed()) this.#drafts.splice(before, 0, draft);
		this.#index = new DraftIndex(this.#drafts);
		for (const [place, draft] of this.#drafts.entries()) this.#index.add(draft, place);
	}
};
function startsWith(input, beginning) {
	return beginning.length > 0 && input.length >= beginning.length && beginning.every((message, index) => input[index] === message);
}
/** For each place the next known one behind it. */
function knownAfter(places) {
	let known;
	const after = [];
	for (let index = places.length - 1; index >= 0; index -= 1) {
		after[index] = known;
		known = places[index] ?? known;
	}
	return after;
}
/** Keeps the calls that a reading may still answer; in the latest messages an id tells which one is meant. */
function expect(drafts = [], { calls, isLatest }) {
	for (const draft of drafts) if (!isLatest || draft.request.callId === void 0) calls.add(draft);
}
/** A user message that only carries tool results back, as Anthropic's do, opens no turn. */
function isTurn(message) {
	return message.text !== void 0 || (message.toolResults ?? []).length === 0;
}
function textOf$1({ text }) {
	return text === void 0 ? {} : { text };
}

// src/core/trace/stitch/lanes.ts
/**
* Tells the agent's own model calls from those of its sub-agents and from calls beside the session, such as one that
* makes up a title, and keeps a talk for each.
*/
var Lanes = class {
	main;
	#tree;
	#drops;
	#others = /* @__PURE__ */ new Map();
	/** Agents that call a model themselves, and tools that do: an agent inside one of these is a sub-agent. */
	#callers;
	/** The system prompts that the agent itself was seen with. */
	#systems;
	/** The tools that the agent itself is offered. */
	#catalog;
	#latest;
	constructor(tree, models, drops) {
		this.#tree = tree;
		this.#drops = drops;
		this.main = new Talk(drops);
		this.#callers = new Set(models.flatMap((span) => [...callersOf(span, tree)]));
		const own = models.find((span) => hasTools(span) && this.#delegateOf(span) === void 0);
		const system = systemOf(own ?? models[0]);
		this.#systems = new Set(system === void 0 ? [] : [system]);
		this.#catalog = catalogOf(own);
	}
	/** The model calls of sub-agents and of calls beside the session, in the order of their lanes. */
	get others() {
		return [...this.#others.values()].flatMap(({ talk }) => talk.drafts.filter((draft) => draft.kind === "model"));
	}
	/** Reads one model call; they come in the order in which they began. */
	add(span) {
		const owner = this.#ownerOf(span);
		if (owner === "self") {
			const system = systemOf(span);
			if (system !== void 0) this.#systems.add(system);
			this.#latest = span;
			this.main.add(span);
			return;
		}
		const lane = this.#laneOf(owner);
		const seen = lane.talk.drafts.length;
		lane.talk.add(span, lane.agent);
		const isDelegated = this.#tree.isInside(span, ({ kind }) => kind === "tool");
		const asked = lane.talk.drafts.slice(seen).filter(({ kind }) => kind === "user");
		if (isDelegated) return;
		for (const _ of asked) this.#drops.add(placeOf(span), "message to a model beside the session's own talk");
	}
	/** The sub-agent that a span belongs to: by the spans around it, or because its agent has another name. */
	subAgentOf(span, ownName) {
		const name = this.#delegateOf(span) ?? agentNameOf(span, this.#tree);
		return name === ownName ? void 0 : name;
	}
	#laneOf({ key, agent }) {
		const known = this.#others.get(key);
		if (known !== void 0) return known;
		const lane = {
			talk: new Talk(this.#drops, this.main),
			...agent !== void 0 && { agent }
		};
		this.#others.set(key, lane);
		return lane;
	}
	#ownerOf(span) {
		const delegate = this.#delegateOf(span);
		if (delegate !== void 0) return {
			key: `agent ${delegate}`,
			agent: delegate
		};
		const system = systemOf(span);
		const isOwnSystem = system === void 0 || this.#systems.size === 0 || this.#systems.has(system);
		const name = agentNameOf(span, this.#tree);
		const isOther = this.#isOtherSpeaker(span, name);
		if (isOwnSystem && !isOther || span.input === void 0) return "self";
		if (this.main.isContinuedBy(span.input)) return this.main.drafts.length === 0 && !isOwnSystem && this.#hasOtherTools(span) ? beside(span) : "self";
		const isNews = span.input.some((message) => message.role === "user" && !this.main.knows(message));
		if (isNews && isOther) return {
			key: `agent ${name}`,
			...named(name)
		};
		if (isOwnSystem) return "self";
		const pending = this.main.pendingCalls();
		if (isNews && pending.length > 0) {
			const [only] = pending;
			const agent = name ?? (pending.length === 1 ? only?.request.name : void 0) ?? "sub-agent";
			return {
				key: `agent ${agent}`,
				agent
			};
		}
		return this.#hasOtherTools(span) || !isNews ? beside(span) : "self";
	}
	#hasOtherTools(span) {
		return this.#catalog !== catalogOf(span);
	}
	/** An agent of another name that is asked something else while the present one is at work. */
	#isOtherSpeaker(span, name) {
		const latest = this.#latest;
		if (latest === void 0 || name === void 0 || latest.traceId !== span.traceId) return false;
		const speaker = agentNameOf(latest, this.#tree);
		return speaker !== void 0 && speaker !== name;
	}
	/** The name of the sub-agent that made a call, as the spans around it tell; none for the agent itself. */
	#delegateOf(span) {
		let agent;
		let around = this.#tree.parentOf(span);
		for (; around !== void 0; around = this.#tree.parentOf(around)) {
			if (around.kind === "tool" && this.#callers.has(around)) return agent?.agentName ?? agent?.name ?? around.toolCall?.name ?? around.name;
			if (around.kind !== "agent") continue;
			if (agent !== void 0 && this.#callers.has(around) && !isSameAgent(agent, around)) return agent.agentName ?? agent.name;
			agent ??= around;
		}
	}
};
/** The name of the agent that the spans around a call tell of. */
function agentNameOf(span, tree) {
	return span.agentName ?? agentAround(span, tree)?.agentName;
}
/** The system prompt that a model call was sent, wherever it stood; `undefined` where none was captured. */
function systemOf(span) {
	const texts = span?.systemInstructions === void 0 ? [] : [span.systemInstructions];
	const input = span?.input ?? [];
	for (let index = 0; index < input.length; index += 1) {
		const message = input[index];
		if (message?.role !== "system" || message.text === void 0) continue;
		if (!texts.includes(message.text)) texts.push(message.text);
	}
	return texts.length < 2 ? texts[0] : texts.join("\n\n");
}
function agentAround(span, tree) {
	let around = tree.parentOf(span);
	while (around !== void 0 && around.kind !== "agent") around = tree.parentOf(around);
	return around;
}
function* callersOf(span, tree) {
	const agent = agentAround(span, tree);
	if (agent !== void 0) yield agent;
	yield* tree.ancestorsOf(span).filter(({ kind }) => kind === "tool");
}
function isSameAgent(a, b) {
	return a.agentName !== void 0 && a.agentName === b.agentName;
}
function beside(span) {
	return { key: `system ${systemOf(span)}` };
}
function named(agent) {
	return agent === void 0 ? {} : { agent };
}
function hasTools({ toolDefinitions, output = [] }) {
	return toolDefinitions !== void 0 || output.some(asksForTools);
}
function asksForTools({ toolCalls }) {
	return toolCalls !== void 0 && toolCalls.length > 0;
}
function catalogOf(span) {
	return span?.toolDefinitions === void 0 ? void 0 : canonicalJson(span.toolDefinitions);
}

// src/core/trace/stitch/merge-model-spans.ts
/** How far two instrumentations may disagree about when one call began and ended. */
const overlapToleranceMs = 5;
/**
* The model calls of a tree, each once, in order.
*
* A call may be timed by the framework, by the client below it and by a proxy behind both. Spans inside one another,
* and spans of two instrumentations that cover each other and say the same, are one call: the inner one, completed
* with what only the others know.
*/
function mergeModelSpans(tree, drops) {
	return mergeScopes(mergeNested(tree.spans.filter(({ kind }) => kind === "model"), tree, drops), tree);
}
function mergeNested(models, tree, drops) {
	const inner = /* @__PURE__ */ new Map();
	for (const span of models) {
		const around = isEmbedding(span) ? void 0 : modelAround(span, tree);
		const outer = around !== void 0 && isOneCall(span, around) ? around : void 0;
		const earlier = outer === void 0 ? void 0 : inner.get(outer);
		if (outer !== void 0 && (earlier === void 0 || span.error === void 0)) inner.set(outer, span);
	}
	if (inner.size === 0) return models;
	const merged = /* @__PURE__ */ new Map();
	for (const outer of models) {
		const span = inner.get(outer);
		if (span === void 0) continue;
		if (span.output !== void 0 && outer.output !== void 0 && sayingOf(span) !== sayingOf(outer)) drops.add(placeOf(outer), "answer that differs from that of the model call inside");
		merged.set(span, complete$1(merged.get(span) ?? span, merged.get(outer) ?? outer));
	}
	return models.flatMap((span) => {
		if (inner.has(span)) return [];
		const better = merged.get(span);
		if (better === void 0) return [span];
		tree.replace(span, better);
		return [better];
	});
}
/**
* Whether a call is the one that its parent timed. What neither lies in its time nor says the same is a call of its
* own: some libraries never leave the span before.
*/
function isOneCall(span, outer) {
	if (isBare(span) || isBare(outer)) return true;
	if (span.output !== void 0 && outer.output !== void 0 && sayingOf(span) === sayingOf(outer)) return true;
	const { startedAtMs } = span;
	if (startedAtMs === void 0 || outer.startedAtMs === void 0) return true;
	const isEarly = startedAtMs < outer.startedAtMs - overlapToleranceMs;
	const isLate = outer.endedAtMs !== void 0 && startedAtMs > outer.endedAtMs + overlapToleranceMs;
	return !isEarly && !isLate;
}
/** A span without content: it only timed what the other tells. */
function isBare({ input, output }) {
	return input === void 0 && output === void 0;
}
/** A call of another model, that of a cache of answers maybe: it is no part of the call that it lies in. */
function isEmbedding({ input, output }) {
	return input === void 0 && output?.length === 0;
}
/** The model span that a span lies in, with no agent or tool between them. */
function modelAround(span, tree) {
	let outer = tree.parentOf(span);
	while (outer !== void 0 && outer.kind !== "agent" && outer.kind !== "tool") {
		if (outer.kind === "model") return outer;
		outer = tree.parentOf(outer);
	}
}
function mergeScopes(models, tree) {
	if (models.every(({ scope }) => scope === models[0]?.scope)) return models;
	const kept = [];
	for (const span of models) {
		const at = kept.findLastIndex((other) => isSameCall(other, span));
		const other = kept[at];
		if (other === void 0) {
			kept.push(span);
			continue;
		}
		const better = complete$1(other, span);
		tree.replace(other, better);
		kept[at] = better;
	}
	return kept;
}
function isSameCall(a, b) {
	if (a.scope === b.scope || !coverEachOther(a, b)) return false;
	if (a.responseId !== void 0 && b.responseId !== void 0 && a.responseId === b.responseId) return true;
	return a.output === void 0 || b.output === void 0 || sayingOf(a) === sayingOf(b);
}
function coverEachOther(a, b) {
	if (a.startedAtMs === void 0 || b.startedAtMs === void 0) return false;
	if (a.endedAtMs === void 0 || b.endedAtMs === void 0) return false;
	const startsLater = b.startedAtMs - a.startedAtMs;
	const endsLater = b.endedAtMs - a.endedAtMs;
	return startsLater >= -5 && endsLater <= overlapToleranceMs || startsLater <= overlapToleranceMs && endsLater >= -5;
}
/** What a call answered, without the ids that instrumentations make up. */
function sayingOf({ output }) {
	return canonicalJson((output ?? []).map(({ text = "", toolCalls = [] }) => [text.trim(), toolCalls.map((call) => [call.name, call.arguments ?? null])]));
}
function complete$1(span, facts) {
	const usage = {
		...facts.usage,
		...span.usage
	};
	return {
		...facts,
		...span,
		...Object.keys(usage).length > 0 && { usage }
	};
}

// src/core/trace/import/json-object.ts
/** Whether a JSON value is an object. */
function isJsonObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/core/trace/import/python-arguments.ts
/**
* The arguments of a traced Python function by name, of the `{args, kwargs}` that decorators write; the value itself
* where it is something else, or where some of them have no name.
*/
function namedArguments(value) {
	if (!isJsonObject(value) || Object.keys(value).length !== 2) return value;
	const { args, kwargs } = value;
	if (!Array.isArray(args) || !isJsonObject(kwargs)) return value;
	if (args.length === 0) return kwargs;
	const [only] = args;
	return args.length === 1 && Object.keys(kwargs).length === 0 && isJsonObject(only) ? only : value;
}
/** The values of such arguments in their order, named or not; `undefined` where the value is something else. */
function argumentValues(value) {
	if (!isJsonObject(value) || Object.keys(value).length !== 2) return void 0;
	const { args, kwargs } = value;
	return Array.isArray(args) && isJsonObject(kwargs) ? [...args, ...Object.values(kwargs)] : void 0;
}

// src/core/trace/stitch/pair-calls.ts
/**
* Gives each tool span the call of a model that it ran, and returns those that no model was seen to ask for.
*
* One call may stand there as an `execute_tool` span, as an `mcp` span inside or beside it and in messages: it is one
* call. They are paired by call id, else by name and arguments, else by name; the latest model call before the span
* wins, since ids repeat.
*/
function pairCalls(tools, calls, tree) {
	const waiting = new WaitingCalls(calls, tree);
	const bySpan = /* @__PURE__ */ new Map();
	const unasked = [];
	for (const span of tools) {
		const call = callAround(span, bySpan, tree) ?? waiting.take(span);
		if (call !== void 0) {
			call.span = call.span === void 0 ? span : complete(call.span, span, tree);
			bySpan.set(span, call);
			continue;
		}
		const own = {
			request: span.toolCall ?? { name: span.name },
			message: -1,
			span
		};
		bySpan.set(span, own);
		waiting.add(own);
		unasked.push(own);
	}
	return unasked;
}
/** The call of a tool span that this one lies in, where both ran the same tool. */
function callAround(span, bySpan, tree) {
	for (const outer of tree.ancestorsOf(span)) {
		if (outer.kind === "agent" || outer.kind === "model") return void 0;
		const call = bySpan.get(outer);
		if (call !== void 0) return isSameTool(call, span) ? call : void 0;
	}
}
function isSameTool({ request }, { toolCall, name }) {
	const id = toolCall?.callId;
	if (id !== void 0 && request.callId !== void 0 && id !== request.callId) return false;
	return request.name === (toolCall?.name ?? name);
}
/** The outer span has the times; what it lacks the other one tells. */
function complete(span, other, tree) {
	const toolCall = {
		...other.toolCall,
		...span.toolCall
	};
	const name = toolCall.name ?? span.name;
	const better = {
		...other,
		...span,
		toolCall: {
			...toolCall,
			name
		}
	};
	tree.replace(span, better);
	return better;
}
/** The calls that may still get a span, under every word by which a span may ask for them. */
var WaitingCalls = class {
	#tree;
	#calls = /* @__PURE__ */ new Map();
	#arguments = /* @__PURE__ */ new Map();
	constructor(calls, tree) {
		this.#tree = tree;
		for (const call of calls) this.add(call);
	}
	add(call) {
		const { callId, name } = call.request;
		for (const key of [...callId === void 0 ? [] : [idKey(callId, name)], nameKey(name)]) {
			const others = this.#calls.get(key);
			if (others === void 0) this.#calls.set(key, [call]);
			else others.push(call);
		}
	}
	take(span) {
		const { callId, name, arguments: values } = span.toolCall ?? { name: span.name };
		if (callId !== void 0) {
			const same = this.#calls.get(idKey(callId, name)) ?? [];
			const here = same.filter((call) => isInTrace(call, span));
			const known = this.#latestFree(here, span) ?? this.#latestFree(same, span) ?? same.find((call) => isTimedTwice(call, span));
			if (known !== void 0) return known;
		}
		const idless = (this.#calls.get(nameKey(name)) ?? []).filter((call) => (callId === void 0 || call.request.callId === void 0) && isInTrace(call, span));
		if (idless.length === 0) return void 0;
		const wanted = values === void 0 ? void 0 : canonicalJson([values]);
		const equal = idless.filter((call) => {
			const given = this.#argumentsOf(call);
			return given === void 0 || wanted === void 0 || given === wanted || isOnlyValue(values, call.request.arguments) || isSameByPlace(values, call.request.arguments);
		});
		return this.#latestFree(equal, span) ?? equal.find((call) => isTimedTwice(call, span));
	}
	#argumentsOf(call) {
		const values = call.request.arguments;
		if (values === void 0) return void 0;
		const known = this.#arguments.get(call) ?? canonicalJson([values]);
		this.#arguments.set(call, known);
		return known;
	}
	/** The first free call of the latest model answer that the span may follow; else the first free one. */
	#latestFree(calls, span) {
		const rank = this.#tree.rankOf(span);
		const free = calls.filter((call) => call.span === void 0);
		const asked = free.filter((call) => call.asked === void 0 || this.#tree.rankOf(call.asked) <= rank);
		const message = asked.at(-1)?.message;
		return asked.find((call) => call.message === message) ?? free[0];
	}
};
/** LangChain's callbacks tell the arguments of a tool that takes one as that one's value. */
function isOnlyValue(told, given) {
	if (typeof given !== "object" || given === null) return false;
	if (typeof told !== "string" && typeof told !== "number") return false;
	const [only, ...others] = Object.values(given);
	return others.length === 0 && (typeof only === "string" || typeof only === "number") && String(only) === String(told);
}
/** Decorators of Python functions tell arguments by their place, where the function was called that way. */
function isSameByPlace(told, given) {
	const values = told === void 0 ? void 0 : argumentValues(told);
	return values !== void 0 && isJsonObject$1(given) && canonicalJson(values) === canonicalJson(Object.values(given));
}
/** Another instrumentation's span of a call that has one, at the same time. */
function isTimedTwice(call, span) {
	const other = call.span;
	if (other === void 0 || other.scope === span.scope) return false;
	const [startsMs, endsMs] = [other.startedAtMs ?? 0, other.endedAtMs ?? Number.POSITIVE_INFINITY];
	const atMs = span.startedAtMs ?? startsMs;
	return atMs >= startsMs && atMs <= endsMs;
}
/** A call whose model span is known belongs to its trace; one told by messages may belong to any. */
function isInTrace({ asked }, span) {
	return asked === void 0 || asked.traceId === span.traceId;
}
function idKey(callId, name) {
	return `id ${callId}\n${name}`;
}
function nameKey(name) {
	return `name ${name}`;
}

// src/core/trace/stitch/plain-work.ts
/**
* The spans, with those of no known kind as tools where a model asked for a tool of their name.
*
* Functions are traced as plain spans and chains unless their author says otherwise; a reader that knows what went in
* and out of such a one says so in its `toolCall`.
*/
function asToolsWhereAsked(spans) {
	if (!spans.some(isPlainWork)) return spans;
	const asked = new Set(spans.flatMap(({ input = [], output = [] }) => [...input, ...output].flatMap(({ toolCalls = [] }) => toolCalls.map(({ name }) => name))));
	return spans.map((span) => isPlainWork(span) && asked.has(span.toolCall?.name ?? "") ? {
		...span,
		kind: "tool"
	} : span);
}
/**
* Puts what the others did into `drops`, where nothing lies inside them: what is around steps only hands on what the
* steps tell.
*/
function reportPlainWork(tree, drops) {
	const work = tree.spans.filter(isPlainWork);
	if (work.length === 0) return;
	const parents = new Set(tree.spans.map((span) => tree.parentOf(span)));
	for (const span of work) if (!parents.has(span)) drops.add(placeOf(span), "work that no model asked for: no step");
}
function isPlainWork({ kind, toolCall }) {
	return kind === "other" && toolCall !== void 0;
}

// src/core/trace/stitch/turn-draft.ts
/** Splits a talk at its user messages. An agent that speaks first opens a turn whose user said nothing. */
function turnsOf(drafts) {
	const turns = [];
	for (const draft of drafts) {
		if (draft.kind === "user") {
			turns.push({
				...draft.text !== void 0 && { user: draft.text },
				...draft.around !== void 0 && { around: draft.around },
				traceIds: new Set(draft.around === void 0 ? [] : [draft.traceId]),
				items: []
			});
			continue;
		}
		if (turns.length === 0) turns.push({
			user: "",
			traceIds: /* @__PURE__ */ new Set(),
			items: []
		});
		const turn = turns.at(-1);
		if (turn === void 0) continue;
		if (draft.kind === "answer") turn.items.push({ draft: draft.call });
		else turn.items.push(...itemsOf(draft));
		for (const { draft: own } of turn.items) if (own.span !== void 0) turn.traceIds.add(own.span.traceId);
	}
	return turns;
}
/** A model call and then the calls that it asked for. */
function itemsOf(draft, { isAside = false } = {}) {
	const aside = isAside ? { isAside } : {};
	return [{
		draft,
		...aside
	}, ...(draft.calls ?? []).map((call) => ({
		draft: call,
		...aside
	}))];
}
/**
* Puts what no message of the session's own tells of into the turn that it belongs to, and there behind what began
* before it.
*/
function placeAside(groups, turns, tree) {
	const ranked = groups.map((items) => ({
		items,
		rank: rankOf(items, tree)
	}));
	for (const { items, rank } of ranked.toSorted((a, b) => a.rank - b.rank)) {
		const turn = turnFor(items, {
			turns,
			tree,
			rank
		});
		if (turn === void 0) continue;
		let at = turn.items.findLastIndex(({ draft }) => draft.span !== void 0 && tree.rankOf(draft.span) <= rank);
		while (at >= 0 && turn.items[at + 1]?.draft.span === void 0 && at + 1 < turn.items.length) at += 1;
		turn.items.splice(at + 1, 0, ...items);
	}
}
function turnFor(items, { turns, tree, rank }) {
	const span = items.find(({ draft }) => draft.span !== void 0)?.draft.span;
	const inTrace = turns.filter(({ traceIds }) => span !== void 0 && traceIds.has(span.traceId));
	const candidates = inTrace.length > 0 ? inTrace : turns;
	const asked = span?.input?.findLast(({ role }) => role === "user")?.text;
	const begun = candidates.findLastIndex((turn) => rankOf(turn.items, tree) <= rank);
	const next = candidates[begun + 1];
	if (asked !== void 0 && next !== void 0 && next.user === asked) return next;
	return candidates[begun] ?? candidates[0];
}
/** When the first of them that has a span began. */
function rankOf(items, tree) {
	const span = items.find(({ draft }) => draft.span !== void 0)?.draft.span;
	return span === void 0 ? Number.POSITIVE_INFINITY : tree.rankOf(span);
}

// src/core/trace/stitch/turn-opener.ts
/**
* Opens turns where no model call says what the user said: one for each outermost agent span, else for each trace.
*
* The user's message is what the spans around say it was; where none does it was not captured, which stands in `drops`.
*/
var TurnOpener = class {
	#tree;
	#talk;
	#drops;
	#told;
	#opened = /* @__PURE__ */ new Set();
	constructor(tree, models, to) {
		this.#tree = tree;
		this.#talk = to.talk;
		this.#drops = to.drops;
		this.#told = new Set(models.flatMap((span) => span.input === void 0 ? [] : span.traceId));
	}
	/** Is shown every span in the order in which they began, before it is read. */
	see(span) {
		if (this.#told.has(span.traceId) || !this.#mayOpen(span)) return;
		const line = [span, ...this.#tree.ancestorsOf(span)];
		const unit = line.findLast(({ kind }) => kind === "agent") ?? span.traceId;
		if (this.#opened.has(unit)) return;
		this.#opened.add(unit);
		const text = line.findLast(({ userText }) => userText !== void 0)?.userText;
		if (text === void 0) this.#drops.add(placeOf(span), "user message of a turn: it was not captured");
		const around = line.findLast(({ kind }) => kind === "agent" || kind === "other");
		const { traceId } = span;
		this.#talk.openTurn(text, {
			traceId,
			...around !== void 0 && { around }
		});
	}
	#mayOpen({ kind, userText }) {
		if (kind === "model") return true;
		if (kind === "tool" || kind === "retriever") return this.#told.size === 0;
		return userText !== void 0;
	}
};

// src/core/trace/stitch/stitch-session.ts
/**
* Puts the spans of one session together, however many traces they come from and in whatever order they stand.
*
* The same spans always give the same session; with more of them it grows, and late ones are put where they belong.
* No spans give a session without turns. What contradicts itself is mended and stands in `drops`.
*/
function stitchSession(spans, { id, drops }) {
	const tree = new SpanTree(asToolsWhereAsked(spans), drops);
	const models = mergeModelSpans(tree, drops);
	const lanes = readLanes(tree, models.filter(isTalk), drops);
	const turns = turnsOf(lanes.main.drafts);
	const asides = [...lanes.others.map((draft) => itemsOf(draft, { isAside: true })), ...silentItems(tree, models, drops)];
	const calls = [...lanes.main.drafts, ...lanes.others].flatMap((draft) => draft.kind === "model" ? draft.calls ?? [] : draft.kind === "answer" ? [draft.call] : []);
	const tools = tree.spans.filter(({ kind }) => kind === "tool" || kind === "retriever");
	const unasked = pairCalls(tools, calls, tree).map((draft) => [{ draft }]);
	if (turns.length === 0 && asides.length + unasked.length > 0) turns.push({
		user: "",
		traceIds: /* @__PURE__ */ new Set(),
		items: []
	});
	if (turns.length > 0) reportPlainWork(tree, drops);
	placeAside([...asides, ...unasked], turns, tree);
	const own = lanes.main.drafts.flatMap((draft) => draft.kind === "model" && draft.span !== void 0 ? [draft.span] : []);
	const name = own.map((span) => agentNameOf(span, tree)).find((known) => known !== void 0) ?? tree.spans.find(({ agentName }) => agentName !== void 0)?.agentName;
	const policy = policyOf(own, tree, drops);
	const version = tree.spans.find(({ agentVersion }) => agentVersion !== void 0)?.agentVersion;
	const agent = agentFacts(own, {
		...name !== void 0 && { name },
		...version !== void 0 && { version },
		...policy !== void 0 && { systemPrompt: policy }
	});
	const agentOf = (span) => lanes.subAgentOf(span, name);
	return {
		id,
		...agent !== void 0 && { agent },
		...policy !== void 0 && { policy },
		...finishTurns(turns, tree, agentOf)
	};
}
/** The model and the tools are those of the agent's first call that tells them. */
function agentFacts(own, seen) {
	const model = own.find((span) => span.model !== void 0)?.model;
	const tools = own.find((span) => span.toolDefinitions !== void 0)?.toolDefinitions;
	const toolCatalog = readToolCatalog(tools);
	return describeAgent({
		...seen,
		...model !== void 0 && { model },
		...toolCatalog !== void 0 && { toolCatalog }
	});
}
function readLanes(tree, talks, drops) {
	const lanes = new Lanes(tree, talks, drops);
	const opener = new TurnOpener(tree, talks, {
		talk: lanes.main,
		drops
	});
	const ordered = inCausalOrder(talks, drops);
	const places = talks.map((span) => tree.rankOf(span));
	const byRank = new Map(ordered.map((span, index) => [places[index], span]));
	for (const [rank, span] of tree.spans.entries()) {
		const talk = byRank.get(rank);
		if (span.kind !== "model" || talk !== void 0) opener.see(talk ?? span);
		if (talk !== void 0) lanes.add(talk);
	}
	return lanes;
}
/** Whether a model call is part of a talk; an embedding has an answer without words and nothing was said to it. */
function isTalk({ input, output }) {
	return input !== void 0 || output === void 0 || output.length > 0;
}
/** Steps that no messages tell of: embeddings, plans without a model call inside, and what guards are. */
function silentItems(tree, models, drops) {
	const items = [];
	for (const span of models) if (!isTalk(span)) items.push([{
		draft: {
			kind: "model",
			span
		},
		isAside: true
	}]);
	const guards = tree.spans.filter(({ kind }) => kind === "plan" || kind === "guardrail");
	if (guards.length === 0) return items;
	const inside = new Set(models.flatMap((span) => [...tree.ancestorsOf(span)]));
	for (const span of guards) {
		if (inside.has(span)) continue;
		if (span.kind === "plan") items.push([{
			draft: planDraft(span, drops),
			isAside: true
		}]);
		if (span.kind === "guardrail") drops.add(placeOf(span), "guardrail: it is no step of an agent");
	}
	return items;
}
function planDraft(span, drops) {
	const { message } = answerOf$1(span, drops);
	return {
		kind: "model",
		span,
		...message?.text !== void 0 && { text: message.text },
		...message?.reasoning !== void 0 && { reasoning: message.reasoning }
	};
}
/** The first system prompt that the agent was seen with. */
function policyOf(own, tree, drops) {
	const around = tree.spans.find(({ systemInstructions }) => systemInstructions !== void 0);
	let policy;
	for (const span of own) {
		const system = systemOf(span);
		policy ??= system;
		if (system !== void 0 && system !== policy) drops.add(placeOf(span), "system prompt that differs from the session's first");
	}
	return policy ?? around?.systemInstructions;
}

// src/core/trace/stitch/stitch-sessions.ts
/** The session of a group of spans; none where an agent did nothing in them, which then stands in `drops`. */
function stitchGroup({ id, spans }, drops) {
	const session = stitchSession(spans, {
		id,
		drops
	});
	if (session.turns.length > 0) return [session];
	const [first] = spans;
	if (first !== void 0) drops.add(placeOf(first), "trace in which no agent did anything");
	return [];
}

// src/core/trace/stitch/span-window.ts
/** How much is held, in characters of content. What a span of the exports seen holds beside it is counted too. */
const defaultMostHeld = 4e6;
/** How many traces and sessions are remembered after they have been handed out. */
const mostRemembered$1 = 5e4;
/**
* Makes sessions of spans that come in any order, in bounded memory.
*
* Everything is held while it is small. Beyond that the sessions that grew longest ago are put together and handed
* out, until half of it is free. A span that comes later than that, and a trace that goes on with such a session, make
* a session of their own, which is reported.
*/
var SpanWindow = class {
	#options;
	#mostHeld;
	#traces = /* @__PURE__ */ new Map();
	#keys = /* @__PURE__ */ new WeakMap();
	/** Traces and sessions that were handed out, and how often. */
	#gone = new RecentMap(mostRemembered$1);
	#held = 0;
	#additions = 0;
	constructor(options) {
		this.#options = options;
		this.#mostHeld = options.mostHeld ?? defaultMostHeld;
	}
	/**
	* Takes a span and returns the sessions that had to make room for it.
	*
	* @param size about how much memory it takes, in characters.
	*/
	add(span, size) {
		const trace = this.#traceOf(span.traceId, placeOf(span));
		trace.spans.push(span);
		return this.#grow(trace, size);
	}
	/** Takes what is known of a span that may come before or after it. */
	note(note, size) {
		const trace = this.#traceOf(note.traceId, note.place);
		trace.notes.push(note);
		return this.#grow(trace, size);
	}
	/** All sessions that are still held. */
	end() {
		const handedOut = /* @__PURE__ */ new Set();
		const sessions = this.#groups().flatMap((group) => this.#handOut(group, handedOut));
		this.#traces = /* @__PURE__ */ new Map();
		return sessions;
	}
	#traceOf(traceId, place) {
		const known = this.#traces.get(traceId);
		if (known !== void 0) return known;
		const isLate = this.#gone.get(traceKey(traceId)) !== void 0;
		if (isLate) this.#options.drops.add(place, "span that came after its session had been put together: it stands in another");
		const trace = {
			traceId,
			spans: [],
			notes: [],
			isLate,
			touched: 0,
			size: 0
		};
		this.#traces.set(traceId, trace);
		return trace;
	}
	#grow(trace, size) {
		this.#additions += 1;
		trace.touched = this.#additions;
		trace.size += size;
		this.#held += size;
		return this.#held > this.#mostHeld ? this.#makeRoom() : [];
	}
	#makeRoom() {
		const aged = this.#groups().map((group) => ({
			group,
			touched: this.#touched(group)
		}));
		const sessions = [];
		const handedOut = /* @__PURE__ */ new Set();
		for (const { group } of aged.toSorted((a, b) => a.touched - b.touched)) {
			if (this.#held <= this.#mostHeld / 2) break;
			sessions.push(...this.#handOut(group, handedOut));
		}
		this.#traces = new Map([...this.#traces].filter(([traceId]) => !handedOut.has(traceId)));
		return sessions;
	}
	#groups() {
		const traces = [...this.#traces.values()];
		for (const trace of traces) this.#annotate(trace);
		return groupTraces(traces, (part) => this.#keysOf(part));
	}
	/** Joins the notes of a trace to its spans; those whose span has not come stay. */
	#annotate(trace) {
		if (trace.notes.length === 0) return;
		const notes = Map.groupBy(trace.notes, ({ spanId }) => spanId);
		for (const [index, span] of trace.spans.entries()) {
			const own = notes.get(span.spanId);
			if (own === void 0) continue;
			notes.delete(span.spanId);
			trace.spans[index] = this.#options.annotate(span, own.map(({ note }) => note));
		}
		trace.notes.splice(0, trace.notes.length, ...[...notes.values()].flat());
	}
	#keysOf({ spans }) {
		const known = this.#keys.get(spans);
		if (known?.spans === spans.length) return known.keys;
		const keys = talkKeys(spans);
		this.#keys.set(spans, {
			spans: spans.length,
			keys
		});
		return keys;
	}
	#touched({ traceIds }) {
		let latest = 0;
		for (const traceId of traceIds) latest = Math.max(latest, this.#traces.get(traceId)?.touched ?? 0);
		return latest;
	}
	#handOut(group, handedOut) {
		let isReported = false;
		for (const traceId of group.traceIds) {
			isReported ||= this.#traces.get(traceId)?.isLate === true;
			if (handedOut.has(traceId)) continue;
			handedOut.add(traceId);
			this.#letGo(traceId);
		}
		this.#options.onHandOut?.(group.id);
		return stitchGroup(group, this.#options.drops).map((session) => {
			const times = this.#remember(`session ${session.id}`);
			if (times === 1) return session;
			const [first] = group.spans;
			if (!isReported && first !== void 0) this.#options.drops.add(placeOf(first), "session that goes on after it had been put together: the rest is another");
			return {
				...session,
				id: `${session.id}~${times}`
			};
		});
	}
	#letGo(traceId) {
		const trace = this.#traces.get(traceId);
		if (trace === void 0) return;
		this.#held -= trace.size;
		this.#remember(traceKey(traceId));
		this.#options.onHandOut?.(traceId);
		for (const { place } of trace.notes) this.#options.drops.add(place, "record about a span that was not seen");
	}
	#remember(key) {
		const times = (this.#gone.get(key) ?? 0) + 1;
		this.#gone.set(key, times);
		return times;
	}
};
function traceKey(traceId) {
	return `trace ${traceId}`;
}

// src/core/trace/import/span-collector.ts
/**
* What readers have in common whose records are spans: sessions are stitched of them in bounded memory, since the
* spans of a session come in any order and from several files.
*/
var SpanCollector = class {
	drops = new DropList("");
	#window = new SpanWindow({
		drops: this.drops,
		annotate: (span) => span
	});
	add(value, place) {
		return this.#stitched(this.take(value, place));
	}
	drop(place, reason) {
		this.drops.add(place, reason);
	}
	end() {
		const sessions = [...this.#stitched(this.rest()), ...this.#window.end().map(this.completed)];
		this.ended();
		return sessions;
	}
	dropped() {
		return this.drops.list();
	}
	/** Spans that were held back until all files were read. */
	rest() {
		return [];
	}
	/** A session with what came apart from its spans. */
	complete(session) {
		return session;
	}
	/** Called once the last session is complete. */
	ended() {}
	completed = (session) => this.complete(session);
	#stitched(spans) {
		return spans.flatMap((span) => this.#window.add(span, sizeOf(span))).map(this.completed);
	}
};
/** What a field costs beside its text, in characters. */
const fieldSize = 40;
/** About how much memory a value takes, in characters; what nests deeper than any message does is not counted. */
function sizeOf(value, depthLeft = 12) {
	if (typeof value === "string") return value.length + fieldSize;
	if (typeof value !== "object" || value === null || depthLeft === 0) return fieldSize;
	return Object.values(value).reduce((sum, child) => sum + sizeOf(child, depthLeft - 1), fieldSize);
}

// src/core/trace/import/messages/call-settings.ts
/**
* What stands beside the messages of a model call and says how it was made or counted, in the words of OpenAI's chat
* completions and Responses, of Anthropic's Messages and of LangChain: nothing of it is said to anybody.
*/
const callSettings = [
	"id _id object type role created created_at completed_at index model model_name provider",
	"system_fingerprint request_id native_finish_reason finish_reason stop_reason stop_sequence",
	"usage usage_metadata token_usage llm_output response_metadata generation_info run status",
	"previous_response_id conversation metadata user safety_identifier prompt_cache_key",
	"prompt_cache_retention store background billing service_tier",
	"temperature top_p top_k min_p n seed stop stop_sequences stream stream_options max_tokens",
	"max_completion_tokens max_output_tokens max_tool_calls frequency_penalty presence_penalty",
	"repetition_penalty logit_bias top_logprobs parallel_tool_calls tool_choice tools functions",
	"function_call response_format text reasoning reasoning_effort thinking verbosity modalities",
	"truncation include prompt_cache_options output_config container context_management betas",
	"anthropic_version cache_control timeout extra_headers extra_query extra_body output_text"
].flatMap((words) => words.split(" "));

// src/core/trace/import/messages/span-messages.ts
/** Messages as a span holds them. */
function asSpanMessages(messages) {
	return messages.map(asSpanMessage);
}
function asSpanMessage(message) {
	switch (message.kind) {
		case "policy": return {
			role: "system",
			...textOf(message)
		};
		case "user": return {
			role: "user",
			...textOf(message)
		};
		case "agent": {
			const { reasoning, toolCalls, finishReason } = message;
			return {
				role: "assistant",
				...textOf(message),
				...reasoning !== void 0 && { reasoning },
				...toolCalls !== void 0 && { toolCalls },
				...finishReason !== void 0 && { finishReason }
			};
		}
		case "tool": {
			const { callId, name, error } = message;
			const result = message.result ?? error?.message;
			return {
				role: "tool",
				toolResults: [{
					...callId !== void 0 && { callId },
					...name !== void 0 && { name },
					...result !== void 0 && { result },
					...error !== void 0 && { isError: true }
				}]
			};
		}
	}
}
function textOf({ text }) {
	return text === void 0 ? {} : { text };
}
/** Under what exports keep the messages of a model call: what it was sent, and what it answered. */
const inputKeys$1 = [
	"messages",
	"input",
	"prompts",
	"prompt",
	"question",
	"query"
];
const outputKeys = [
	"messages",
	"message",
	"output",
	"generations",
	"choices",
	"completion",
	"answer",
	"response"
];
/** Wrappers nest: `generations[0][0].message`. */
const maxDepth$4 = 5;
/**
* What a model was sent, as an export holds it: a list of messages, an object that wraps one, a prompt, or any of
* these as JSON text. `undefined` where nothing was captured.
*/
function readModelInput(value, place, drops) {
	return new SideReading("user", inputKeys$1, drops).read(value, place, maxDepth$4);
}
/** What a model answered, likewise. */
function readModelOutput(value, place, drops) {
	return new SideReading("assistant", outputKeys, drops).read(value, place, maxDepth$4);
}
var SideReading = class {
	#speaker;
	#keys;
	#drops;
	constructor(speaker, keys, drops) {
		this.#speaker = speaker;
		this.#keys = keys;
		this.#drops = drops;
	}
	read(side, place, depthLeft) {
		const value = typeof side === "string" ? parseArguments(side, place, this.#drops) : side;
		if (value === void 0 || value === null) return void 0;
		if (typeof side === "string" && (side.trim() === "" || typeof value === "string")) return [{
			role: this.#speaker,
			text: side
		}];
		if (depthLeft === 0) {
			this.#drops.add(place, "messages that are wrapped too deep");
			return;
		}
		if (Array.isArray(value)) return this.#readList(value, place, depthLeft);
		if (dialectOf(value) !== void 0) return this.#readMessages([value], () => place);
		return isFields(value) ? this.#readObject(value, place, depthLeft) : void 0;
	}
	#readList(list, place, depthLeft) {
		if (list.some((item) => dialectOf(item) !== void 0)) return this.#readMessages(list, (index) => childPlace(place, index));
		const read = list.map((item, index) => this.read(item, childPlace(place, index), depthLeft - 1));
		return list.length > 0 && read.every((side) => side === void 0) ? void 0 : read.flatMap((side) => side ?? []);
	}
	/** Messages of which none can be read were not captured, which is not the same as none. */
	#readMessages(list, placeOf) {
		const placed = readMessages$1(list, placeOf, this.#drops);
		for (const { message, place } of placed) if (message.kind === "user" && message.text === void 0) this.#drops.add(place, "user message whose text was not captured");
		return placed.length === 0 ? void 0 : asSpanMessages(placed.map(({ message }) => message));
	}
	#readObject(object, place, depthLeft) {
		const key = this.#keys.find((name) => object[name] !== void 0 && object[name] !== null);
		if (key !== void 0) {
			const read = this.read(object[key], childPlace(place, key), depthLeft - 1);
			const finishReason = this.#readBeside(object, key, place);
			const [only] = read ?? [];
			return typeof finishReason === "string" && only !== void 0 && read?.length === 1 ? [{
				...only,
				finishReason
			}] : read;
		}
		const { text, content } = object;
		const said = typeof text === "string" ? text : content;
		if (typeof said === "string") {
			this.#readBeside(object, said === text ? "text" : "content", place);
			return [{
				role: this.#speaker,
				text: said
			}];
		}
		if (Object.keys(object).length === 0) return void 0;
		return [{
			role: this.#speaker,
			text: JSON.stringify(object)
		}];
	}
	/** Reports what stands beside the words, and returns how they ended. */
	#readBeside(object, key, place) {
		const known = [
			...callSettings,
			"incomplete_details",
			key,
			...key === "message" ? ["text"] : []
		];
		dropOtherFields(object, known, place, this.#drops);
		const { finish_reason: end, incomplete_details: details, generation_info: info } = object;
		if (object["status"] === "incomplete") return (isFields(details) ? textField(details, "reason") : void 0) ?? "incomplete";
		if (!isFields(info)) return end;
		if (!isNothing$1(info["logprobs"])) {
			const at = childPlace(childPlace(place, "generation_info"), "logprobs");
			this.#drops.add(at, "field that a session has no place for");
		}
		return end ?? info["finish_reason"];
	}
};

// src/core/trace/import/langsmith/langchain-result.ts
/** Reads what a tool of LangChain gave back: the content of its message, else the value itself. */
function readLangChainResult(value, place, drops) {
	const message = isFields(value) ? asChatMessage(value) : void 0;
	const content = message === void 0 ? value : message["content"];
	const at = message === void 0 ? place : childPlace(place, "content");
	const result = readToolResult$1(content, at, drops);
	const callId = message === void 0 ? void 0 : textField(message, "tool_call_id");
	return {
		...result !== void 0 && { result },
		...callId !== void 0 && callId !== "" && { callId },
		isError: message !== void 0 && message["status"] === "error"
	};
}

// src/core/trace/import/langsmith/langsmith-run.ts
const kindOfType$1 = /* @__PURE__ */ new Map([
	["llm", "model"],
	["embedding", "model"],
	["tool", "tool"],
	["retriever", "retriever"]
]);
const sessionKeys$1 = [
	"session_id",
	"thread_id",
	"conversation_id"
];
/** One run as a span; `undefined` where it has no id, which then is in `drops`. */
function readRun({ run, place }, drops) {
	const spanId = textField(run, "id");
	if (spanId === void 0) {
		drops.add(place, "run without an id");
		return;
	}
	const order = readDottedOrder(textField(run, "dotted_order"));
	const parentSpanId = textField(run, "parent_run_id") ?? order.parentId;
	const traceId = textField(run, "trace_id") ?? order.rootId ?? spanId;
	const type = textField(run, "run_type") ?? "";
	const isRoot = parentSpanId === void 0;
	const kind = kindOfType$1.get(type) ?? (isRoot && type === "chain" ? "agent" : "other");
	const startedAtMs = timeAt(run, ["start_time"], {
		place,
		drops
	}) ?? order.startedAtMs;
	const endedAtMs = timeAt(run, ["end_time"], {
		place,
		drops
	});
	const metadata = metadataOf(run);
	const sessionId = firstText(metadata, sessionKeys$1);
	const version = textField(metadata, "revision_id");
	const error = readError(run);
	return {
		kind,
		name: textField(run, "name") ?? type,
		traceId,
		spanId,
		place,
		...parentSpanId !== void 0 && { parentSpanId },
		...startedAtMs !== void 0 && { startedAtMs },
		...endedAtMs !== void 0 && { endedAtMs },
		...error !== void 0 && { error },
		...sessionId !== void 0 && { sessionId },
		...version !== void 0 && { agentVersion: version },
		...readSides$1(kind, run, {
			place,
			drops
		})
	};
}
function readSides$1(kind, run, reading) {
	switch (kind) {
		case "model": return run["run_type"] === "embedding" ? {
			...readModelFacts$1(run, reading),
			output: []
		} : readModelRun(run, reading);
		case "tool":
		case "retriever": return readToolRun(kind, run, reading);
		case "agent": return readAgentRun(run, reading);
		case "other": return readWork$1(run, reading);
		case "plan":
		case "guardrail": return {};
	}
}
function readModelRun(run, reading) {
	const { place, drops } = reading;
	const input = readModelInput(filled$1(run["inputs"]), childPlace(place, "inputs"), drops);
	const output = readModelOutput(filled$1(run["outputs"]), childPlace(place, "outputs"), drops);
	return {
		...input !== void 0 && { input },
		...output !== void 0 && { output },
		...readModelFacts$1(run, reading)
	};
}
/** What is known of a model call beside its messages; all that is read of one that embeds text. */
function readModelFacts$1(run, reading) {
	const inputs = fieldsAt$1(run, "inputs");
	const settings = fieldsAt$1(fieldsAt$1(run, "extra"), "invocation_params");
	const metadata = metadataOf(run);
	const model = textField(fieldsAt$1(run, "outputs"), "model") ?? textField(metadata, "ls_model_name") ?? firstText(settings, ["model", "model_name"]) ?? textField(inputs, "model");
	const provider = textField(metadata, "ls_provider");
	const usage = usageOf$1(run, reading);
	const tools = [settings["tools"], inputs["tools"]].find(isTools$1);
	return {
		...model !== void 0 && { model },
		...provider !== void 0 && { provider },
		...usage !== void 0 && { usage },
		...tools !== void 0 && { toolDefinitions: tools }
	};
}
function usageOf$1(run, reading) {
	const spent = [
		["outputs", "usage_metadata"],
		["outputs", "usage"],
		[
			"outputs",
			"llm_output",
			"token_usage"
		],
		[
			"extra",
			"metadata",
			"usage_metadata"
		],
		[]
	].map((keys) => {
		const value = keys.reduce((at, key) => isFields(at) ? at[key] : void 0, run);
		return readUsage(value, keys.reduce(inside, reading));
	}).find((usage) => usage !== void 0);
	const costUsd = costAt$1(run, "total_cost", reading);
	return costUsd === void 0 ? spent : {
		...spent,
		costUsd
	};
}
/** A chain or a run of another type may have been a tool: the SDKs trace functions as chains. */
function readWork$1(run, reading) {
	return hasError(run) || ["inputs", "outputs"].some((key) => filled$1(run[key])) ? readToolRun("tool", run, reading) : {};
}
function readToolRun(kind, run, reading) {
	const { place, drops } = reading;
	const name = textField(run, "name") ?? kind;
	const values = readInputs(run["inputs"], childPlace(place, "inputs"), drops);
	const { result, callId, isError } = readOutputs(run["outputs"], childPlace(place, "outputs"), drops);
	const id = callId ?? textField(metadataOf(run), "tool_call_id");
	const said = typeof result === "string" ? result : JSON.stringify(result ?? "");
	return {
		toolCall: {
			...id !== void 0 && { callId: id },
			name,
			...values !== void 0 && { arguments: values }
		},
		...result !== void 0 && { toolResult: result },
		...isError && !hasError(run) && { error: {
			type: "tool-error",
			message: said
		} }
	};
}
/** What a tool was called with: `{input: "…"}`, where the text is JSON or Python's `repr`, or the arguments themselves. */
function readInputs(inputs, place, drops) {
	if (!isFields(inputs)) return parseArguments(inputs ?? void 0, place, drops);
	return Object.keys(inputs).length === 1 && typeof inputs["input"] === "string" ? parseArguments(inputs["input"], childPlace(place, "input"), drops) : parseArguments(inputs, place, drops);
}
function readOutputs(outputs, place, drops) {
	const filledOutputs = filled$1(outputs);
	if (filledOutputs === void 0 || filledOutputs === null) return { isError: false };
	const inner = isFields(filledOutputs) && Object.keys(filledOutputs).length === 1 && isFields(filledOutputs) ? filledOutputs["output"] : void 0;
	const at = inner === void 0 ? place : childPlace(place, "output");
	return readLangChainResult(inner ?? filledOutputs, at, drops);
}
function readAgentRun(run, { place, drops }) {
	const input = readModelInput(filled$1(run["inputs"]), childPlace(place, "inputs"), drops);
	const output = readModelOutput(filled$1(run["outputs"]), childPlace(place, "outputs"), drops);
	const userText = input?.findLast(({ role }) => role === "user")?.text;
	const replyText = output?.findLast(({ role, text }) => role === "assistant" && text !== "")?.text;
	const name = textField(run, "name");
	return {
		...name !== void 0 && { agentName: name },
		...userText !== void 0 && { userText },
		...replyText !== void 0 && { replyText }
	};
}
/** An error is a text that often ends in a stack: its first words name its type. */
function readError(run) {
	const text = textField(run, "error");
	if (text === void 0 || text === "") return void 0;
	return {
		type: /^[\w.]*(?:Error|Exception|Interrupt|Timeout)\b/.exec(text)?.[0] ?? "error",
		message: text
	};
}
function hasError(run) {
	return readError(run) !== void 0;
}
/** `20241011T205824544431Z<root>.<time>Z<child>`: when each began, and whose child it is. */
function readDottedOrder(order) {
	const parts = (order ?? "").split(".").map((part) => /^(\d{8}T\d{6})(\d{0,6})Z(.+)$/.exec(part));
	if (order === void 0 || parts.some((part) => part === null)) return {};
	const [rootId, parentId] = [parts[0]?.[3], parts.at(-2)?.[3]];
	const [, day = "", fraction = ""] = parts.at(-1) ?? [];
	const iso = day.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6");
	const startedAtMs = readTime(fraction === "" ? `${iso}Z` : `${iso}.${fraction}Z`);
	return {
		...rootId !== void 0 && { rootId },
		...parentId !== void 0 && { parentId },
		...startedAtMs !== void 0 && { startedAtMs }
	};
}
function metadataOf(run) {
	return fieldsAt$1(fieldsAt$1(run, "extra"), "metadata");
}
function fieldsAt$1(fields, key) {
	const value = fields[key];
	return isFields(value) ? value : {};
}
/** A run that has not ended has empty outputs: nothing was captured of them. */
function filled$1(value) {
	return isFields(value) && Object.keys(value).length === 0 ? void 0 : value;
}
function isTools$1(value) {
	return Array.isArray(value) && value.length > 0 && isJsonValue(value);
}

// src/core/trace/import/langsmith/langsmith.ts
/** Runs nest no deeper in any honest trace. */
const maxDepth$3 = 60;
/** Fields that are read, and those by which LangSmith keeps its books. */
const knownKeys = [
	"id name run_type inputs outputs error extra start_time end_time parent_run_id",
	"parent_run_ids trace_id dotted_order child_runs child_run_ids direct_child_run_ids",
	"session_id session_name serialized status execution_order prompt_tokens",
	"completion_tokens total_tokens total_cost prompt_cost completion_cost",
	"prompt_token_details completion_token_details prompt_cost_details",
	"completion_cost_details first_token_time manifest_id manifest_s3_id app_path",
	"inputs_preview outputs_preview inputs_s3_urls outputs_s3_urls s3_urls last_queued_at",
	"in_dataset trace_tier trace_first_received_at ttl_seconds trace_upgrade price_model_id",
	"reference_dataset_id share_token thread_id trace_min_start_time trace_max_start_time",
	"child_run_count messages"
].flatMap((words) => words.split(" "));
/** Whether a value is a run, a batch of runs as the SDK sends it, a page of runs, or feedback on one. */
function isLangSmith(value) {
	return isRun(value) || isBatch(value) || isFeedback(value);
}
function isRun(value) {
	return isFields(value) && typeof value["run_type"] === "string" && "id" in value;
}
function isBatch(value) {
	if (!isFields(value)) return false;
	const hasRuns = (key) => {
		const list = value[key];
		return Array.isArray(list) && list.some((run) => isRun(run) || isPatch(run));
	};
	return hasRuns("post") || hasRuns("patch") || Array.isArray(value["runs"]) && value["runs"].some(isRun);
}
/** The end of a run, sent without what its beginning said. */
function isPatch(value) {
	return isFields(value) && "id" in value && ("dotted_order" in value || "trace_id" in value);
}
function isFeedback(value) {
	return isFields(value) && "run_id" in value && "key" in value && ("score" in value || "value" in value);
}
/** Reads LangSmith: runs, flat or as trees, batches as its SDK sends them, and feedback. */
var LangSmithReader = class extends SpanCollector {
	/** Runs of which only the beginning or only the end has come. */
	#parts = /* @__PURE__ */ new Map();
	#feedback = new LateAnnotations();
	#spans = [];
	take(value, place) {
		if (Array.isArray(value)) this.#takeList(value, place, maxDepth$3);
		else if (isBatch(value)) this.#takeBatch(value, place);
		else if (isFeedback(value)) this.#takeFeedback(value, place);
		else if (isRun(value)) this.#takeRun(value, place, maxDepth$3);
		else this.drops.add(place, "neither a run of LangSmith nor feedback on one");
		const spans = this.#spans;
		this.#spans = [];
		return spans;
	}
	rest() {
		return [...this.#parts.values()].flatMap((run) => readRun(run, this.drops) ?? []);
	}
	complete(session) {
		return this.#feedback.applyTo(session);
	}
	ended() {
		this.#feedback.reportRest(this.drops);
	}
	#takeList(list, place, depthLeft) {
		for (const [index, item] of list.entries()) {
			const at = childPlace(place, index);
			if (isRun(item) || isPatch(item)) this.#takeRun(item, at, depthLeft);
			else if (isFeedback(item)) this.#takeFeedback(item, at);
			else this.drops.add(at, "neither a run of LangSmith nor feedback on one");
		}
	}
	#takeBatch(batch, place) {
		const lists = [
			"runs",
			"post",
			"patch"
		];
		dropOtherFields(batch, [
			...lists,
			"cursors",
			"parsed_query",
			"search_cursors"
		], place, this.drops);
		for (const key of lists) {
			const list = batch[key];
			if (Array.isArray(list)) this.#takeList(list, childPlace(place, key), maxDepth$3);
		}
	}
	#takeRun(value, place, depthLeft) {
		if (!isFields(value)) return;
		const id = textField(value, "id");
		if (id === void 0 || depthLeft === 0) {
			this.drops.add(place, id === void 0 ? "run without an id" : "runs that nest too deep");
			return;
		}
		const { child_runs: children, ...run } = value;
		dropOtherFields(run, knownKeys, place, this.drops);
		dropOddTexts(run, [
			"name",
			"error",
			"parent_run_id",
			"trace_id"
		], place, this.drops);
		this.#merge(id, run, place);
		if (Array.isArray(children)) this.#takeList(children, childPlace(place, "child_runs"), depthLeft - 1);
	}
	/** What is known of a run comes in pieces: its beginning, and later its end. */
	#merge(id, run, place) {
		const part = this.#parts.get(id);
		const said = Object.entries(run).filter(([, value]) => !isNothing(value));
		const whole = part === void 0 ? run : {
			...part.run,
			...Object.fromEntries(said)
		};
		const at = part?.place ?? place;
		if (!isWhole(whole)) {
			this.#parts.set(id, {
				run: whole,
				place: at
			});
			return;
		}
		this.#parts.delete(id);
		const span = readRun({
			run: whole,
			place: at
		}, this.drops);
		if (span !== void 0) this.#spans.push(span);
	}
	/** Feedback on a trace names its root run. */
	#takeFeedback(record, place) {
		const annotation = readFeedback(record);
		const runId = textField(record, "run_id");
		if (annotation === void 0 || runId === void 0) {
			this.drops.add(place, "feedback without a run or a value");
			return;
		}
		const traceId = textField(record, "trace_id") ?? runId;
		this.#feedback.add({
			annotation,
			place,
			...traceId === runId ? { traceId } : { spanId: runId }
		});
	}
};
/** Feedback that people gave in LangSmith or in the user's application is theirs; the rest came from code or a model. */
function readFeedback(record) {
	const value = record["value"] ?? record["score"];
	const name = textField(record, "key");
	if (name === void 0 || value === void 0 || value === null || !isJsonValue(value)) return void 0;
	const source = isFields(record["feedback_source"]) ? record["feedback_source"] : {};
	const type = textField(source, "type");
	const explanation = textField(record, "comment");
	const annotator = textField(source, "user_name") ?? textField(source, "user_id");
	return {
		name,
		by: type === "app" || type === "user" ? "human" : type === "model" || type === "auto_eval" ? "model" : "code",
		...annotator !== void 0 && { annotator },
		value,
		...explanation !== void 0 && { explanation }
	};
}
/** A run with its beginning and its end; one that is not sent in pieces may lack the end. */
function isWhole(run) {
	return "run_type" in run && !isNothing(run["end_time"]);
}
function isNothing(value) {
	if (value === void 0 || value === null || value === "") return true;
	return typeof value === "object" && Object.keys(value).length === 0;
}

// src/core/trace/import/messages/model-call.ts
const requestKeys = [
	"request",
	"body",
	"kwargs",
	"input"
];
/** Under what a request keeps what is said to the model. */
const inputKeys = [
	"messages",
	"input",
	"prompt"
];
const responseKeys = [
	"response",
	"output",
	"result",
	"completion"
];
/**
* Finds a model call in a record: an answer of a provider's API, alone or beside what was sent, or what was sent
* beside the error that came back. `undefined` where the record holds none.
*/
function findModelCall(value, place) {
	if (!isFields(value)) return void 0;
	const alone = apiOf(value);
	if (alone !== void 0 && typeof value["role"] !== "string") return {
		api: alone,
		request: value,
		requestPlace: place,
		response: value,
		responsePlace: place
	};
	const requestKey = requestKeys.find((name) => isRequest(value[name]));
	const own = requestKey === void 0 ? void 0 : value[requestKey];
	const request = isFields(own) ? own : value;
	const requestPlace = requestKey === void 0 ? place : childPlace(place, requestKey);
	for (const key of responseKeys) {
		const outer = value[key];
		if (!isFields(outer)) continue;
		const isWrapped = apiOf(outer) === void 0 && isFields(outer["body"]);
		const response = isWrapped ? outer["body"] : outer;
		if (!isFields(response)) continue;
		const api = apiOf(response) ?? (hasFailed(response) ? apiAsked(own, response) : void 0);
		if (api === void 0) continue;
		const at = childPlace(place, key);
		return {
			api,
			request,
			requestPlace,
			response,
			responsePlace: isWrapped ? childPlace(at, "body") : at,
			record: {
				fields: value,
				place,
				keys: [key, ...requestKey === void 0 ? [] : [requestKey]]
			}
		};
	}
	const api = hasFailed(value) ? apiAsked(own, value) : void 0;
	if (api === void 0 || requestKey === void 0) return void 0;
	return {
		api,
		request,
		requestPlace,
		response: { error: value["error"] },
		responsePlace: place,
		record: {
			fields: value,
			place,
			keys: [requestKey, "error"]
		}
	};
}
/** Whether an answer is an error, as APIs and those who log them write it. */
function hasFailed({ error }) {
	return typeof error === "string" ? error !== "" : isFields(error);
}
/** Which API a request was sent to whose answer is an error; `undefined` where nothing was logged of it. */
function apiAsked(request, response) {
	if (!isFields(request)) return void 0;
	if (response["type"] === "error") return "anthropic";
	return "input" in request ? "openai-responses" : "chat-log";
}
/** By what an answer of each API is known. */
function apiOf(response) {
	if (response["object"] === "response" && Array.isArray(response["output"])) return "openai-responses";
	const { choices } = response;
	if (Array.isArray(choices) && choices.length > 0 && choices.every(isChoice)) return "chat-log";
	return typeOf(response) === "message" && response["role"] === "assistant" && Array.isArray(response["content"]) ? "anthropic" : void 0;
}
function isChoice(value) {
	return isFields(value) && isFields(value["message"]);
}
function isRequest(value) {
	return isFields(value) && inputKeys.some((key) => key in value);
}
/** What is read of an answer and of a request, or says no more than what is read. */
const answerKeys = [
	...callSettings,
	"choices",
	"output",
	"content",
	"error",
	"incomplete_details",
	"instructions"
];
const requestOwn = [
	...inputKeys,
	"system",
	"instructions"
];
/** Under what a log says when it was written, and which record it is. */
const timeKeys = [
	"timestamp",
	"created_at",
	"createdAt",
	"created",
	"time"
];
const recordIds = [
	"id",
	"custom_id",
	"object"
];
/** Reads a model call as a span; `id` stands in where the answer has none. */
function readModelCall$4(call, id, drops) {
	const { api, request, requestPlace, response, responsePlace, record } = call;
	const [key, value] = answerOf(api, response);
	reportBeside(call, drops);
	const spanId = textField(response, "id") ?? id;
	const system = firstText({
		...response,
		...request
	}, ["instructions", "system"]) ?? textOfBlocks(request["system"]);
	const said = Object.fromEntries(inputKeys.flatMap((name) => name in request ? [[name, request[name]]] : []));
	const input = isNothing$1(said) ? void 0 : readModelInput(said, requestPlace, drops);
	const output = readModelOutput(value, key === "" ? responsePlace : childPlace(responsePlace, key), drops);
	const model = textField(response, "model") ?? textField(request, "model");
	const usage = readUsage(response["usage"], inside({
		place: responsePlace,
		drops
	}, "usage"));
	const startedAtMs = timeAt(response, ["created", "created_at"], {
		place: responsePlace,
		drops
	}) ?? (record && timeAt(record.fields, timeKeys, {
		place: record.place,
		drops
	}));
	const tools = [request["tools"], response["tools"]].find(isTools);
	const finishReason = firstText(response, ["stop_reason"]);
	const previousId = firstText({
		...response,
		...request
	}, ["previous_response_id"]);
	const sessionId = sessionOf(request) ?? sessionOf(response);
	const failure = readFailure(response);
	return {
		span: {
			kind: "model",
			name: model ?? "model",
			traceId: spanId,
			spanId,
			place: responsePlace,
			provider: api === "anthropic" ? "anthropic" : "openai",
			...textField(response, "id") !== void 0 && { responseId: spanId },
			...system !== void 0 && { systemInstructions: system },
			...input !== void 0 && { input },
			...output !== void 0 && { output },
			...model !== void 0 && { model },
			...usage !== void 0 && { usage },
			...startedAtMs !== void 0 && { startedAtMs },
			...tools !== void 0 && { toolDefinitions: tools },
			...finishReason !== void 0 && { finishReason },
			...sessionId !== void 0 && { sessionId },
			...failure !== void 0 && { error: failure }
		},
		...previousId !== void 0 && { previousId }
	};
}
/** Reports what stands in a call, and beside it, that a session has no place for. */
function reportBeside(call, drops) {
	const { request, requestPlace, response, responsePlace, record } = call;
	const isAlone = request === response;
	dropOtherFields(response, [...answerKeys, ...isAlone ? requestOwn : []], responsePlace, drops);
	const texts = [
		"model",
		"instructions",
		"previous_response_id",
		"stop_reason"
	];
	dropOddTexts(response, ["id", ...texts], responsePlace, drops);
	if (!isAlone) dropOddTexts(request, texts, requestPlace, drops);
	if (record === void 0) return;
	const asked = [...callSettings, ...requestOwn];
	const isFlat = request === record.fields;
	const around = [
		...record.keys,
		...timeKeys,
		...recordIds,
		...isFlat ? asked : []
	];
	dropOtherFields(record.fields, around, record.place, drops);
	if (!isFlat) dropOtherFields(request, asked, requestPlace, drops);
}
function answerOf(api, response) {
	switch (api) {
		case "openai-responses": return ["output", response["output"]];
		case "chat-log": return ["choices", response["choices"]];
		case "anthropic": {
			const { role, content } = response;
			return ["", content === void 0 ? void 0 : {
				role,
				content
			}];
		}
	}
}
function readFailure({ error, status, incomplete_details: details }) {
	if (typeof error === "string" && error !== "") return {
		type: "error",
		message: error
	};
	if (isFields(error)) {
		const message = textField(error, "message") ?? JSON.stringify(error);
		return {
			type: firstText(error, ["type", "code"]) ?? "error",
			message
		};
	}
	if (status !== "failed" && status !== "incomplete") return void 0;
	const why = isFields(details) ? textField(details, "reason") : void 0;
	return {
		type: why ?? status,
		message: `The response is ${status}${why === void 0 ? "" : `: ${why}`}.`
	};
}
/** What the caller wrote down to find the session again, or the provider's own conversation. */
function sessionOf({ metadata, conversation }) {
	return (isFields(metadata) ? firstText(metadata, [
		"session_id",
		"conversation_id",
		"thread_id"
	]) : void 0) ?? (isFields(conversation) ? textField(conversation, "id") : void 0) ?? (typeof conversation === "string" ? conversation : void 0);
}
/** Anthropic's system prompt may be a list of text blocks. */
function textOfBlocks(system) {
	if (!Array.isArray(system)) return void 0;
	const texts = system.flatMap((block) => isFields(block) ? textField(block, "text") ?? [] : []);
	return texts.length === 0 ? void 0 : texts.join("\n");
}
function isTools(value) {
	return Array.isArray(value) && value.length > 0 && isJsonValue(value);
}

// src/core/trace/import/grown-text.ts
/** Under what an object keeps the origin of its text; no key of JSON, so that nobody else sees it. */
const origin = Symbol("origin of a text");
/** Notes where the text of an OTLP value comes from. */
function setTextOrigin(value, from) {
	Object.defineProperty(value, origin, { value: from });
}
/** Where the text of an OTLP value comes from; `undefined` where nobody noted it. */
function textOriginOf(value) {
	return hasOrigin(value) ? value[origin] : void 0;
}
function hasOrigin(value) {
	return origin in value;
}

// src/core/trace/import/otlp/any-value.ts
/**
* Reads an OTLP `AnyValue`: text, number, truth, list, map or bytes (which stay base64). Keys may be camelCase or
* snake_case, whole numbers text or numbers; one that a double cannot hold stays text.
*
* A value that is none is taken as it stands, as some exporters write attributes. `undefined` for `{}`, which is how
* OTLP writes "no value", and for what is no JSON.
*/
function readAnyValue(value, depthLeft = 64) {
	if (!isFields(value)) return isJsonValue(value, depthLeft) ? value : void 0;
	if (depthLeft === 0) return void 0;
	const text = value["stringValue"];
	if (typeof text === "string") return text;
	for (const key in value) {
		const known = readKind(key, value[key], depthLeft);
		if (known !== void 0) return known.value;
	}
	return Object.keys(value).length > 0 && isJsonValue(value, depthLeft) ? value : void 0;
}
/** The value under one of the keys of an `AnyValue`; `undefined` for any other key. */
function readKind(key, value, depthLeft) {
	switch (key) {
		case "stringValue":
		case "string_value": return { value: typeof value === "string" ? value : void 0 };
		case "boolValue":
		case "bool_value": return { value: typeof value === "boolean" ? value : void 0 };
		case "intValue":
		case "int_value": return { value: readInteger(value) };
		case "doubleValue":
		case "double_value": return { value: readDouble(value) };
		case "arrayValue":
		case "array_value": return { value: readList(value, depthLeft - 1) };
		case "kvlistValue":
		case "kvlist_value": return { value: readMap(value, depthLeft - 1) };
		case "bytesValue":
		case "bytes_value": return { value: typeof value === "string" ? value : void 0 };
		default: return;
	}
}
function readInteger(value) {
	if (typeof value === "number") return Number.isFinite(value) ? value : void 0;
	if (typeof value !== "string" || !/^-?\d+$/.test(value)) return void 0;
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : value;
}
/** JSON has no `NaN` and no `Infinity`: OTLP writes these as text, and they stay text. */
function readDouble(value) {
	if (typeof value === "number") return Number.isFinite(value) ? value : void 0;
	if (typeof value !== "string") return void 0;
	const number = Number(value);
	return value.trim() !== "" && Number.isFinite(number) ? number : value;
}
function readList(value, depthLeft) {
	const list = isFields(value) ? value["values"] : value;
	if (!Array.isArray(list)) return [];
	return list.map((item) => readAnyValue(item, depthLeft) ?? null);
}
function readMap(value, depthLeft) {
	const list = isFields(value) ? value["values"] : value;
	if (!Array.isArray(list)) return {};
	const entries = list.flatMap((item) => {
		if (!isFields(item) || typeof item["key"] !== "string") return [];
		const child = readAnyValue(item["value"], depthLeft);
		return child === void 0 ? [] : [[item["key"], child]];
	});
	return Object.fromEntries(entries);
}
/** The text of an `AnyValue` that is one; the quick way for what nearly all attributes are. */
function textOfAnyValue(value) {
	if (typeof value === "string") return value;
	if (!isFields(value)) return void 0;
	const text = value["stringValue"] ?? value["string_value"];
	return typeof text === "string" ? text : void 0;
}

// src/core/trace/import/otlp/is-readable.ts
const kind = /^(?:string|bool|int|double|bytes|array|kvlist)_?[vV]alue$/;
/**
* Whether `readAnyValue` loses nothing of a value: what says that it is of a kind is, at any depth. No value at all is
* readable.
*/
function isReadable(value, depthLeft = 64) {
	if (value === void 0 || value === null) return true;
	if (depthLeft === 0) return false;
	const key = isFields(value) ? Object.keys(value).find((name) => kind.test(name)) : void 0;
	if (!isFields(value) || key === void 0) return isJsonValue(value, depthLeft);
	const held = value[key];
	if (held === null) return true;
	if (!/^(?:array|kvlist)/.test(key)) return readAnyValue(value) !== void 0;
	const list = isFields(held) ? held["values"] ?? [] : held;
	if (!Array.isArray(list)) return false;
	return list.every((item) => {
		if (key.startsWith("array")) return isReadable(item, depthLeft - 1);
		return isFields(item) && typeof item["key"] === "string" && isReadable(item["value"], depthLeft - 1);
	});
}

// src/core/trace/import/otlp/attributes.ts
/** The attributes of a span, a log record or a resource, by key; all is decoded when it is asked for. */
var Attributes = class Attributes {
	static none = new Attributes(void 0, void 0);
	#source;
	#origin;
	#known;
	#characters = 0;
	constructor(source, origin) {
		this.#source = source;
		this.#origin = origin;
	}
	/** Reads OTLP's list of keys and values, or an object of them. A key that comes twice has its last value. */
	static read(value, origin) {
		return value === void 0 || value === null ? Attributes.none : new Attributes(value, origin);
	}
	get #values() {
		this.#known ??= this.#readSource();
		return this.#known;
	}
	#readSource() {
		const values = /* @__PURE__ */ new Map();
		const source = this.#source;
		if (Array.isArray(source)) for (let index = 0; index < source.length; index += 1) {
			const item = source[index];
			const key = isFields(item) ? item["key"] : void 0;
			if (!isFields(item) || typeof key !== "string") {
				this.#drop("attribute without a key", index);
				continue;
			}
			const { value } = item;
			values.set(key, value);
			const text = textOfAnyValue(value);
			if (text !== void 0) this.#characters += text.length;
			else if (!isReadable(value)) this.#drop("value that cannot be read", index);
		}
		else if (isFields(source)) for (const key of Object.keys(source)) values.set(key, source[key]);
		else if (source !== void 0) this.#drop("attributes that are neither a list nor an object");
		return values;
	}
	#drop(reason, index) {
		const place = this.#place();
		this.#origin?.drops.add(index === void 0 ? place : childPlace(place, index), reason);
	}
	#place() {
		if (this.#origin === void 0) return { path: "" };
		const { around, keys = ["attributes"] } = this.#origin;
		return keys.reduce((place, key) => childPlace(place, key), around);
	}
	/** How much text they hold, in characters. */
	get characters() {
		this.#known ??= this.#readSource();
		return this.#characters;
	}
	keys() {
		return this.#values.keys();
	}
	has(key) {
		return this.#values.has(key);
	}
	/** Text, or a number as its text; an empty text is one. `undefined` for anything else. */
	text(key) {
		const raw = this.#values.get(key);
		if (raw === void 0) return void 0;
		const text = textOfAnyValue(raw);
		if (text !== void 0) return text;
		const value = readAnyValue(raw);
		return typeof value === "number" ? String(value) : void 0;
	}
	/** The first of several keys that holds text which is not empty. */
	firstText(keys) {
		for (const key of keys) {
			const text = this.text(key);
			if (text !== void 0 && text !== "") return text;
		}
	}
	/** A number, or text that is one. */
	number(key) {
		const raw = this.#values.get(key);
		if (raw === void 0) return void 0;
		const value = readAnyValue(raw);
		const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
		return typeof number === "number" && Number.isFinite(number) ? number : void 0;
	}
	/** The value as it stands. */
	value(key) {
		const raw = this.#values.get(key);
		return raw === void 0 ? void 0 : readAnyValue(raw);
	}
	/** Where the text under a key comes from; `undefined` where that is not known. */
	originOf(key) {
		const raw = this.#values.get(key);
		return isFields(raw) ? textOriginOf(raw) : void 0;
	}
	/** The value; text that is a JSON object or list is parsed. */
	structure(key) {
		const value = this.value(key);
		return typeof value === "string" ? parseStructure(value) ?? value : value;
	}
	/**
	* The same for what nearly every span repeats, such as the catalog of tools: the same text is parsed once, and gives
	* the same object again.
	*/
	repeated(key) {
		const value = this.value(key);
		return typeof value === "string" ? parseRepeated(value) ?? value : value;
	}
	/** The place of one of them, for what is said about it. */
	placeOf(key) {
		const place = this.#place();
		if (!Array.isArray(this.#source)) return childPlace(place, key);
		const index = this.#source.findLastIndex((item) => isFields(item) && item["key"] === key);
		return index === -1 ? place : childPlace(place, index);
	}
};
/** The latest texts that were parsed and are likely to come again, the latest last. */
const repeatedTexts = [];
const mostRepeated = 16;
function parseRepeated(text) {
	const known = repeatedTexts.findLast((repeated) => repeated.text === text);
	if (known !== void 0) return known.value;
	const value = parseStructure(text);
	repeatedTexts.push({
		text,
		value
	});
	if (repeatedTexts.length > mostRepeated) repeatedTexts.shift();
	return value;
}
/** The object or list that a text holds as JSON; `undefined` where it holds none or one that nests too deep. */
function parseStructure(text) {
	if (!/^\s*[[{]/.test(text)) return void 0;
	try {
		const value = parseJsonText(text);
		return isJsonValue(value) ? value : void 0;
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) return void 0;
		throw error;
	}
}

// src/core/trace/import/otlp/exporter-losses.ts
/** How a span, an event, a log record, a scope or a resource says what its exporter left out of it. */
const losses = [
	[
		"droppedAttributesCount",
		"dropped_attributes_count",
		"attribute that its exporter left out"
	],
	[
		"droppedEventsCount",
		"dropped_events_count",
		"event that its exporter left out"
	],
	[
		"droppedLinksCount",
		"dropped_links_count",
		"link that its exporter left out"
	]
];
/**
* Puts what was lost before the file was written into the drops, as often as the record says.
*
* @param under the key of the record in what stands at the place of `reading`; the record itself where none is said.
*/
function reportExporterLosses(fields, reading, under) {
	for (const [camel, snake, reason] of losses) {
		const value = fields[camel] ?? fields[snake];
		if (value === void 0 || value === 0) continue;
		const count = Number(value);
		if (!Number.isSafeInteger(count) || count <= 0) continue;
		const { place, drops } = under === void 0 ? reading : inside(reading, under);
		drops.add(childPlace(place, camel in fields ? camel : snake), reason, count);
	}
}

// src/core/trace/import/otlp/attribute-keys.ts
/** Keys that name a session, the surest first. */
const sessionKeys = [
	"gen_ai.conversation.id",
	"session.id",
	"langfuse.session.id",
	...keysUnder("traceloop.association.properties.", [
		"session_id",
		"conversation_id",
		"thread_id",
		"chat_id",
		"sessionId",
		"conversationId",
		"threadId",
		"chatId"
	]),
	...keysUnder("ai.telemetry.metadata.", [
		"sessionId",
		"session_id",
		"conversationId",
		"conversation_id",
		"threadId",
		"thread_id",
		"chatId",
		"chat_id"
	]),
	...keysUnder("langsmith.metadata.", [
		"session_id",
		"thread_id",
		"conversation_id"
	])
];
function keysUnder(prefix, names) {
	return names.map((name) => prefix + name);
}
/** Where instrumentations of agents keep what agents did. What lies elsewhere is about servers and processes. */
const ownNamespaces = /^(?:gen_ai|ai|llm|traceloop|openinference|retrieval|reranker|embedding|tool|tool_call|evaluations|input|output|agent|mcp)\./;
/** What is read, or says no more than what is read: names, settings of a call, ids of requests, sums. */
const known$1 = [
	/^gen_ai\.(?:operation\.name|provider\.name|system|output\.type|token\.type|data_source\.id)$/,
	/^gen_ai\.(?:conversation|request|response|usage|agent|workflow|cost|prompt|completion|openai|azure|aws|client|server|execute_tool|evaluation|embeddings)\./,
	/^gen_ai\.(?:system_instructions|input\.messages|output\.messages|tool\.definitions)$/,
	/^gen_ai\.tool\.(?:name|type|description|call\.(?:id|arguments|result))$/,
	/^gen_ai\.retrieval\.(?:query\.text|documents|top_k)$/,
	/^mcp\.(?:method\.name|tool\.name|request\.|response\.|session\.id|protocol\.version|resource\.uri)/,
	/^ai\.(?:operationId|telemetry\.|model\.|settings\.|request\.|usage\.|schema\.|prompt$|prompt\.|toolCall\.|stream\.)/,
	/^ai\.response\.(?:text|object|reasoning|toolCalls|finishReason|id|model|timestamp|msTo|avg|providerMetadata)/,
	/^ai\.(?:result\.|finishReason|value|values|embedding|embeddings)/,
	/^llm\.(?:model_name|provider|system|input_messages|output_messages|tools|token_count|cost|usage|invocation_parameters|finish_reason|prompts|choices|prompt_template|request|response|headers|is_streaming|top_k|chat)/,
	/^(?:openinference|input|output|evaluations|embedding|retrieval|reranker|agent|tool_call)\./,
	/^tool\.(?:name|description|parameters|json_schema|id)/,
	/^traceloop\.(?:span\.kind|entity\.|workflow\.name|association\.|correlation\.id|prompt\.)/
];
/** Instrumentations use few keys, and the same ones again; those with indices are many. */
const classified = /* @__PURE__ */ new Map();
const mostClassified = 5e3;
/** Classifies a key; the same key is looked at once. */
function attributeKey(key) {
	const before = classified.get(key);
	if (before !== void 0) return before;
	const dialect = dialectOfKey(key);
	const sessionRank = sessionKeys.indexOf(key);
	const fresh = {
		...dialect !== void 0 && { dialect },
		...sessionRank >= 0 && { sessionRank },
		isUnread: ownNamespaces.test(key) && !known$1.some((pattern) => pattern.test(key))
	};
	if (classified.size < mostClassified) classified.set(key, fresh);
	return fresh;
}
function dialectOfKey(key) {
	if (/^gen_ai\.(?:prompt|completion)\./.test(key)) return "openllmetry";
	if (/^(?:gen_ai|mcp)\./.test(key)) return "gen-ai";
	if (key.startsWith("ai.")) return "ai-sdk";
	if (key.startsWith("traceloop.") || key === "llm.request.type") return "openllmetry";
	return /^(?:openinference|evaluations|llm\.(?:in|out)put_messages)(?:\.|$)/.test(key) ? "openinference" : void 0;
}

// src/core/trace/import/otlp/key-scan.ts
/** Fields of OpenInference's `metadata` that name a session; it is JSON text. */
const metadataKeys = [
	"session_id",
	"conversation_id",
	"thread_id",
	"sessionId",
	"conversationId",
	"threadId"
];
/** Sets of dialects by what they hold: spans are many, and nearly all speak the same. */
const dialectSets = /* @__PURE__ */ new Map();
const noDialects = /* @__PURE__ */ new Set();
function withDialect(dialects, dialect) {
	const key = `${[...dialects].join()},${dialect}`;
	const known = dialectSets.get(key) ?? /* @__PURE__ */ new Set([...dialects, dialect]);
	dialectSets.set(key, known);
	return known;
}
/** Looks at every key once. */
function scanKeys(attributes) {
	let dialects = noDialects;
	const unread = [];
	let sessionId;
	let surest = Number.POSITIVE_INFINITY;
	for (const key of attributes.keys()) {
		const { dialect, sessionRank, isUnread } = attributeKey(key);
		if (dialect !== void 0 && !dialects.has(dialect)) dialects = withDialect(dialects, dialect);
		if (isUnread) unread.push(key);
		if (sessionRank === void 0 || sessionRank > surest) continue;
		const id = attributes.text(key);
		if (id === void 0 || id === "") continue;
		surest = sessionRank;
		sessionId = id;
	}
	return {
		dialects,
		unread,
		sessionId: sessionId ?? metadataId(attributes)
	};
}
/** Puts the attributes of an agent's span that a session has no place for into `drops`. */
function reportUnread({ unread }, attributes, drops) {
	for (const key of unread) drops.add(attributes.placeOf(key), "attribute that a session has no place for");
}
function metadataId(attributes) {
	if (!attributes.has("metadata")) return void 0;
	const metadata = attributes.structure("metadata");
	if (!isFields(metadata)) return void 0;
	for (const key of metadataKeys) {
		const id = metadata[key];
		if (typeof id === "string" && id !== "") return id;
	}
}

// src/core/trace/import/otlp/legacy-events.ts
const roleOfEvent = /* @__PURE__ */ new Map([
	["gen_ai.system.message", "system"],
	["gen_ai.user.message", "user"],
	["gen_ai.assistant.message", "assistant"],
	["gen_ai.tool.message", "tool"],
	["gen_ai.choice", "assistant"]
]);
/** Whether an event carries content of a model call, or a verdict on it. */
function isGenAiEvent(name) {
	return name.startsWith("gen_ai.");
}
/**
* Reads the events of one span in the order of their times: messages that were sent, choices that came back, and
* evaluations of them.
*/
function readGenAiEvents(events, drops) {
	const input = [];
	const output = [];
	const annotations = [];
	for (const event of events.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0))) {
		const role = roleOfEvent.get(event.name);
		if (role !== void 0) (event.name === "gen_ai.choice" ? output : input).push(...readEvent(event, role, drops));
		else if (event.name === "gen_ai.content.prompt") input.push(...readModelInput(event.attributes.value("gen_ai.prompt"), event.place, drops) ?? []);
		else if (event.name === "gen_ai.content.completion") {
			const value = event.attributes.value("gen_ai.completion");
			output.push(...readModelOutput(value, event.place, drops) ?? []);
		} else if (event.name === "gen_ai.evaluation.result") annotations.push(...readEvaluation(event, drops));
		else drops.add(event.place, "event that a session has no place for");
	}
	return {
		...input.length > 0 && { input },
		...output.length > 0 && { output },
		...annotations.length > 0 && { annotations }
	};
}
/** One event as the chat message that it is: its fields stand in the body, in one attribute as JSON, or in several. */
function readEvent(event, role, drops) {
	const fields = fieldsOf(event);
	if (!isFields(event.body) && typeof event.body !== "string" && !isNothing$1(event.body)) drops.add(event.place, "body of an event that is no message");
	const { message, index: _, finish_reason: finishReason, ...own } = fields;
	if (!isFields(message) && typeof message !== "string" && !isNothing$1(message)) drops.add(event.place, "message of an event that is none");
	const inner = isFields(message) ? message : own;
	const read = readMessages$1([{
		role,
		...typeof message === "string" ? { content: message } : inner
	}], () => event.place, drops);
	const messages = asSpanMessages(read.map((placed) => placed.message));
	return typeof finishReason === "string" ? messages.map((whole) => ({
		finishReason,
		...whole
	})) : messages;
}
function fieldsOf({ body, attributes }) {
	if (isFields(body)) return body;
	const content = attributes.structure("gen_ai.event.content");
	if (isFields(content)) return content;
	if (typeof body === "string") {
		const parsed = parseStructure(body);
		return isFields(parsed) ? parsed : { content: body };
	}
	return Object.fromEntries([
		"content",
		"role",
		"tool_calls",
		"id",
		"name",
		"message",
		"finish_reason"
	].flatMap((key) => {
		const value = key === "content" ? attributes.value(key) : attributes.structure(key);
		return value === void 0 ? [] : [[key, value]];
	}));
}
const scoreKey = "gen_ai.evaluation.score.value";
/** Reads a `gen_ai.evaluation.result`. It says nothing of who judged, and only people's verdicts are labels. */
function readEvaluation({ attributes, place }, drops) {
	const name = attributes.text("gen_ai.evaluation.name");
	const score = attributes.number(scoreKey);
	const label = attributes.text("gen_ai.evaluation.score.label");
	const explanation = attributes.text("gen_ai.evaluation.explanation");
	const value = score !== void 0 && label !== void 0 ? {
		label,
		score
	} : score ?? label;
	if (name === void 0 || value === void 0) {
		drops.add(place, "evaluation without a name or a value");
		return [];
	}
	if (score === void 0 && !isNothing$1(attributes.value(scoreKey))) drops.add(attributes.placeOf(scoreKey), "score of an evaluation that is no number");
	return [{
		name,
		by: "model",
		value,
		...explanation !== void 0 && { explanation }
	}];
}

// src/core/trace/import/otlp/otlp-time.ts
/** Latest time that is believed: the year 5138. What is later is noise. */
const latestMs = 0x5af3107a4000;
/**
* Nanoseconds since 1970 as milliseconds with fractions, exact to the microsecond: they are beyond what a double
* holds, so whole milliseconds and the rest are read apart. A date as text is read too.
*
* `undefined` where it is no time; 0 is how OTLP writes "not known".
*/
function readNanos(value) {
	if (typeof value === "string" && wholeNumber.test(value)) return millis(value);
	if (typeof value === "number" && Number.isFinite(value)) return believed(Math.round(value / 1e3) / 1e3);
	return typeof value === "string" ? readTime(value) : void 0;
}
/** The time under one of a field's spellings; one that cannot be read is in `drops`. */
function nanosAt(fields, [camel, snake, other = snake], { place, drops }) {
	const value = fields[camel] ?? fields[snake] ?? fields[other];
	const time = readNanos(value);
	if (time !== void 0 || isUnknown(value)) return time;
	const key = [
		camel,
		snake,
		other
	].find((name) => fields[name] === value) ?? camel;
	drops.add(childPlace(place, key), unreadableTime);
}
/** When an event or a log record was; in rows of Phoenix too. An unreadable time is in `drops`. */
function eventTimeAt(fields, reading) {
	return nanosAt(fields, [
		"timeUnixNano",
		"time_unix_nano",
		"timestamp"
	], reading);
}
/** How exporters write a time that they do not know. */
function isUnknown(value) {
	return value === void 0 || value === null || value === "" || value === 0 || value === "0";
}
const wholeNumber = /^\d{1,20}$/;
function millis(digits) {
	const ms = digits.length > 6 ? Number(digits.slice(0, -6)) : 0;
	const nanos = Number(digits.slice(-6));
	return believed(ms + Math.round(nanos / 1e3) / 1e3);
}
function believed(ms) {
	return ms > 0 && ms < latestMs ? ms : void 0;
}

// src/core/trace/import/otlp/span-error.ts
/**
* Whether and how a span failed: by its status, else by `error.type` where the status is not set.
*
* What went wrong is said by the status, by an exception event or by attributes. An exception in a span that is well
* was dealt with, and is no failure.
*/
function readSpanError(fields, attributes, events) {
	const status = isFields(fields["status"]) ? fields["status"] : {};
	const state = stateOf(status["code"] ?? status["status_code"] ?? fields["status_code"] ?? fields["statusCode"]);
	const errorType = attributes.firstText(["error.type"]);
	if (state === "ok" || state === "unset" && errorType === void 0) return void 0;
	const exception = events.findLast(({ name }) => name === "exception")?.attributes;
	const types = [errorType === "_OTHER" ? void 0 : errorType, exception?.text("exception.type")];
	const messages = [
		textField(status, "message"),
		textField(fields, "status_message"),
		textField(fields, "statusMessage"),
		exception?.text("exception.message"),
		attributes.text("exception.message"),
		attributes.text("error.message")
	];
	return {
		type: types.find(isSaid) ?? errorType ?? "error",
		message: messages.find(isSaid) ?? ""
	};
}
function stateOf(code) {
	if (code === 2 || code === "2") return "error";
	if (code === 1 || code === "1") return "ok";
	if (typeof code !== "string") return "unset";
	if (/error$/i.test(code)) return "error";
	return /(?:^|_)ok$/i.test(code) ? "ok" : "unset";
}
function isSaid(text) {
	return text !== void 0 && text !== "";
}

// src/core/trace/import/otlp/gen-ai-usage.ts
/** Where the versions of the conventions, and instrumentations beside them, keep each count. */
const countKeys$2 = {
	inputTokens: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
	outputTokens: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
	cachedInputTokens: [
		"gen_ai.usage.cache_read.input_tokens",
		"gen_ai.usage.cache_read_input_tokens",
		"gen_ai.usage.input_tokens.cached",
		"gen_ai.usage.cached_tokens"
	],
	reasoningTokens: [
		"gen_ai.usage.reasoning.output_tokens",
		"gen_ai.usage.reasoning_tokens",
		"gen_ai.usage.output_tokens.reasoning"
	]
};
const costKeys = [
	"gen_ai.usage.cost",
	"gen_ai.usage.total_cost",
	"gen_ai.cost.total"
];
/** Tokens and cost in `gen_ai.usage.*`; `undefined` where neither was captured. */
function genAiUsage(attributes, drops) {
	return usageOf(attributes, {
		counts: countKeys$2,
		costs: costKeys
	}, drops);
}
/**
* Tokens and cost under the given keys, the first that holds a possible number; `undefined` where none does. What
* stands there and is no such number is in `drops`.
*/
function usageOf(attributes, { counts, costs }, drops) {
	const inputTokens = countAt(attributes, counts.inputTokens, drops);
	const outputTokens = countAt(attributes, counts.outputTokens, drops);
	const cachedInputTokens = countAt(attributes, counts.cachedInputTokens, drops);
	const reasoningTokens = countAt(attributes, counts.reasoningTokens, drops);
	const costUsd = costAt(attributes, costs, drops);
	const usage = {
		...inputTokens !== void 0 && { inputTokens },
		...outputTokens !== void 0 && { outputTokens },
		...cachedInputTokens !== void 0 && { cachedInputTokens },
		...reasoningTokens !== void 0 && { reasoningTokens },
		...costUsd !== void 0 && { costUsd }
	};
	return Object.keys(usage).length === 0 ? void 0 : usage;
}
function countAt(attributes, keys, drops) {
	for (const key of keys) {
		const count = attributes.number(key);
		if (count !== void 0 && Number.isInteger(count) && count >= 0 && count <= 1e9) return count;
		if (attributes.has(key)) dropNumber(attributes, key, {
			reason: noCount,
			drops
		});
	}
}
function costAt(attributes, keys, drops) {
	for (const key of keys) {
		const cost = attributes.number(key);
		if (cost !== void 0 && cost >= 0 && cost <= 1e6) return cost;
		if (attributes.has(key)) dropNumber(attributes, key, {
			reason: noCost,
			drops
		});
	}
}
/** No value and not-a-number are how instrumentations write what they were not told. */
function dropNumber(attributes, key, { reason, drops }) {
	const value = attributes.value(key);
	if (!isNothing$1(value) && value !== "NaN") drops.add(attributes.placeOf(key), reason);
}

// src/core/trace/import/otlp/known-results.ts
/** How many results are remembered, and the longest text of one. */
const mostResults = 64;
const longestText$1 = 65536;
/** The latest results that spans of tools told, by the ids of their calls. */
const results = new RecentMap(mostResults);
/** Remembers what a tool answered: the next call of the model is sent it again. */
function rememberResult(callId, text, value) {
	if (typeof text === "string" && text.length <= longestText$1) results.set(callId, {
		text,
		value
	});
}
/**
* The result of a call that is the same as `content`, be that its text or its value: one object instead of two that wait
* for their session. `undefined` where no such result is known.
*/
function knownResult(callId, content) {
	const known = results.get(callId);
	if (known === void 0 || content === null) return void 0;
	return (typeof content === "string" ? content === known.text : isEqual(known.value, content)) ? known.value : void 0;
}
/** Whether a value is written as a JSON value is: with its keys in the same order, too. */
function isEqual(known, value) {
	if (typeof known !== "object" || typeof value !== "object" || known === null || value === null) return known === value;
	return isJsonList(known) ? isSameList(known, value) : isJsonObject$1(known) && isSameObject(known, value);
}
function isSameList(known, value) {
	if (!Array.isArray(value) || value.length !== known.length) return false;
	for (let index = 0; index < known.length; index += 1) if (!isEqual(known[index], value[index])) return false;
	return true;
}
function isSameObject(known, value) {
	if (!isFields(value)) return false;
	const [keys, others] = [Object.keys(known), Object.keys(value)];
	if (keys.length !== others.length) return false;
	for (let index = 0; index < keys.length; index += 1) {
		const key = keys[index] ?? "";
		if (key !== others[index] || !isEqual(known[key], value[key])) return false;
	}
	return true;
}

// src/core/trace/import/otlp/part-message.ts
const roles = /* @__PURE__ */ new Map([
	["system", "system"],
	["developer", "system"],
	["user", "user"],
	["human", "user"],
	["assistant", "assistant"],
	["ai", "assistant"],
	["model", "assistant"],
	["agent", "assistant"],
	["tool", "tool"],
	["function", "tool"]
]);
/** The role that a word stands for; `undefined` for one that no dialect uses. */
function roleOf(word) {
	return word === void 0 ? void 0 : roles.get(word.toLowerCase());
}
/**
* Reads a message of the GenAI conventions: a role, parts, and in outputs a finish reason. One without parts is read as
* any other chat message, since older instrumentations write those. Empty where it could not be read.
*/
function readPartMessage(value, place, drops) {
	if (!isFields(value) || !Array.isArray(value["parts"])) {
		if (dialectOf(value) === void 0) {
			drops.add(place, "message without a role or parts");
			return [];
		}
		const messages = readMessages$1([value], () => place, drops);
		return asSpanMessages(messages.map(({ message }) => message));
	}
	const role = roleOf(textField(value, "role"));
	if (role === void 0) {
		drops.add(place, "message of an unknown role");
		return [];
	}
	const { texts, reasoning, toolCalls, toolResults } = readParts(value["parts"], place, drops);
	const finishReason = textField(value, "finish_reason");
	return [{
		role,
		...(texts.length > 0 || value["parts"].length === 0) && role !== "tool" && { text: texts.join("\n") },
		...reasoning.length > 0 && { reasoning: reasoning.join("\n") },
		...toolCalls.length > 0 && { toolCalls },
		...withAnswers(role, toolResults, texts),
		...finishReason !== void 0 && finishReason !== "" && { finishReason }
	}];
}
/** The text of `gen_ai.system_instructions`: parts, a text, or messages. */
function readInstructions(value, place, drops) {
	if (typeof value === "string") return value;
	const texts = (Array.isArray(value) ? value : [value]).flatMap((item) => {
		return readParts(isFields(item) && Array.isArray(item["parts"]) ? item["parts"] : [item], place, drops).texts;
	});
	return texts.length === 0 ? void 0 : texts.join("\n\n");
}
/** A tool's message whose result is written as text has it as its answer. */
function withAnswers(role, answers, texts) {
	if (answers.length > 0) return { toolResults: answers };
	if (role !== "tool") return {};
	return { toolResults: texts.length === 0 ? [] : [{ result: texts.join("\n") }] };
}
function readParts(parts, place, drops) {
	const read = {
		texts: [],
		reasoning: [],
		toolCalls: [],
		toolResults: []
	};
	const into = {
		read,
		place,
		drops
	};
	for (const part of parts) if (typeof part === "string") read.texts.push(part);
	else if (isFields(part)) readPart(part, into);
	else drops.add(place, "part of a message that is no object");
	return read;
}
function readPart(part, into) {
	const { read, place, drops } = into;
	switch (part["type"]) {
		case "tool_call":
			pushCall(part, part["arguments"], into);
			return;
		case "tool_call_response":
			pushAnswer(part, part["response"] ?? part["result"], into);
			return;
		case "server_tool_call":
			pushCall(part, part["server_tool_call"] ?? part["arguments"], into);
			return;
		case "server_tool_call_response":
			pushAnswer(part, part["server_tool_call_response"] ?? part["response"], into);
			return;
		case "reasoning":
		case "thinking": {
			const thought = textField(part, "content") ?? textField(part, "text");
			if (thought === void 0) drops.add(place, "part of a message without text");
			else read.reasoning.push(thought);
			return;
		}
		default: {
			const text = part["type"] === "blob" || part["type"] === "file" || part["type"] === "uri" ? void 0 : textField(part, "content") ?? textField(part, "text");
			if (text === void 0) drops.add(place, "part of a message without text");
			else read.texts.push(text);
		}
	}
}
function pushCall(part, values, { read, place, drops }) {
	const name = textField(part, "name");
	if (name === void 0) {
		drops.add(place, "tool call without a name");
		return;
	}
	dropOddTexts(part, ["id"], place, drops);
	const callId = textField(part, "id");
	const given = values === void 0 || values === null ? void 0 : parseArguments(values, place, drops);
	read.toolCalls.push({
		...callId !== void 0 && { callId },
		name,
		...given !== void 0 && { arguments: given }
	});
}
function pushAnswer(part, content, { read, place, drops }) {
	const callId = textField(part, "id");
	const name = textField(part, "name");
	const result = (callId === void 0 ? void 0 : knownResult(callId, content)) ?? parseToolContent(content, place, drops);
	read.toolResults.push({
		...callId !== void 0 && { callId },
		...name !== void 0 && { name },
		...result !== void 0 && { result },
		...part["is_error"] === true && { isError: true }
	});
}

// src/core/trace/import/ai-sdk/ai-sdk-message.ts
/** Reads a message of the AI SDK: text, or parts in its own words. Empty where it could not be read. */
function readAiSdkMessage(value, place, drops) {
	const role = isFields(value) ? roleOf(textField(value, "role")) : void 0;
	if (!isFields(value) || role === void 0) {
		drops.add(place, "message of an unknown role");
		return [];
	}
	const { content } = value;
	if (typeof content === "string") return [role === "tool" ? {
		role,
		toolResults: [{ result: content }]
	} : {
		role,
		text: content
	}];
	if (!Array.isArray(content)) {
		drops.add(place, "message without content");
		return [];
	}
	const texts = [];
	const reasoning = [];
	const toolCalls = [];
	const toolResults = [];
	for (const part of content) {
		const type = isFields(part) ? part["type"] : void 0;
		const text = isFields(part) ? textField(part, "text") : void 0;
		if (isFields(part) && type === "tool-call") toolCalls.push(...readToolCall$2(part, place, drops));
		else if (isFields(part) && type === "tool-result") toolResults.push(readToolResult(part, place, drops));
		else if (text !== void 0 && type === "reasoning") reasoning.push(text);
		else if (text !== void 0 && type === "text") texts.push(text);
		else drops.add(place, "part of a message without text");
	}
	return [{
		role,
		...(texts.length > 0 || content.length === 0) && role !== "tool" && { text: texts.join("\n") },
		...reasoning.length > 0 && { reasoning: reasoning.join("\n") },
		...toolCalls.length > 0 && { toolCalls },
		...toolResults.length > 0 && { toolResults }
	}];
}
/** Reads `{toolCallId, toolName, input}`; older versions wrote `args`. */
function readToolCall$2(value, place, drops) {
	const name = isFields(value) ? textField(value, "toolName") : void 0;
	if (!isFields(value) || name === void 0) {
		drops.add(place, "tool call without a name");
		return [];
	}
	const callId = textField(value, "toolCallId");
	const values = parseArguments(value["input"] ?? value["args"], place, drops);
	return [{
		...callId !== void 0 && { callId },
		name,
		...values !== void 0 && { arguments: values }
	}];
}
function readToolResult(part, place, drops) {
	const callId = textField(part, "toolCallId");
	const name = textField(part, "toolName");
	const { output } = part;
	const type = isFields(output) ? textField(output, "type") : void 0;
	const isWrapped = isFields(output) && type !== void 0 && "value" in output;
	const content = isWrapped ? output["value"] : output ?? part["result"];
	const result = parseToolContent(content, place, drops);
	const isError = part["isError"] === true || isWrapped && type.startsWith("error-");
	return {
		...callId !== void 0 && { callId },
		...name !== void 0 && { name },
		...result !== void 0 && { result },
		...isError && { isError }
	};
}

// src/core/trace/import/ai-sdk/ai-sdk-span.ts
const countKeys$1 = {
	inputTokens: [
		"ai.usage.inputTokens",
		"ai.usage.promptTokens",
		"ai.usage.tokens"
	],
	outputTokens: ["ai.usage.outputTokens", "ai.usage.completionTokens"],
	cachedInputTokens: ["ai.usage.cachedInputTokens", "ai.usage.inputTokenDetails.cacheReadTokens"],
	reasoningTokens: ["ai.usage.reasoningTokens", "ai.usage.outputTokenDetails.reasoningTokens"]
};
/** Reads the `ai.*` attributes that the AI SDK wrote up to version 6; `undefined` where a span has none. */
function readAiSdkSpan(span, reading) {
	const { attributes } = span;
	const named = attributes.text("ai.operationId");
	const operation = named !== void 0 && kindOf$1(named) !== "other" ? named : operationTold(attributes) ?? named;
	if (operation === void 0) return void 0;
	const kind = kindOf$1(operation);
	const agentName = attributes.firstText(["ai.telemetry.functionId"]);
	const byName = agentName === void 0 ? {} : { agentName };
	switch (kind) {
		case "tool": return {
			kind,
			...readTool$2(span, reading)
		};
		case "agent": return {
			kind,
			...byName,
			...readTalk$4(attributes)
		};
		case "model": return {
			kind,
			...readModelCall$3(span, operation, reading)
		};
		case "other": return { kind };
	}
}
/** What a span without a known name of its operation did, as far as its other attributes tell. */
function operationTold(attributes) {
	if (attributes.has("ai.toolCall.name")) return "ai.toolCall";
	return [
		"ai.prompt.messages",
		"ai.response.text",
		"ai.response.toolCalls"
	].some((key) => attributes.has(key)) ? "ai.generateText.doGenerate" : void 0;
}
/** The call of a model is inside: `ai.generateText` may make several, `ai.generateText.doGenerate` is one. */
function kindOf$1(operation) {
	if (operation === "ai.toolCall") return "tool";
	if (/\.do[A-Z]\w*$/.test(operation)) return "model";
	return /^ai\.(?:generate|stream)(?:Text|Object)$/.test(operation) ? "agent" : "other";
}
function readModelCall$3(span, operation, reading) {
	const { attributes } = span;
	const model = attributes.firstText(["ai.response.model", "ai.model.id"]);
	const provider = attributes.firstText(["ai.model.provider"]);
	const responseId = attributes.firstText(["ai.response.id"]);
	const finishReason = attributes.firstText(["ai.response.finishReason", "ai.finishReason"]);
	const usage = usageOf(attributes, {
		counts: countKeys$1,
		costs: []
	}, reading.drops);
	const tools = readTools$2(attributes);
	const isEmbedding = operation.endsWith(".doEmbed");
	const input = isEmbedding ? void 0 : readInput(span, reading);
	const output = isEmbedding ? [] : readOutput(span, reading);
	return {
		...model !== void 0 && { model },
		...provider !== void 0 && { provider },
		...responseId !== void 0 && { responseId },
		...finishReason !== void 0 && { finishReason },
		...usage !== void 0 && { usage },
		...tools !== void 0 && { toolDefinitions: tools },
		...input !== void 0 && { input },
		...output !== void 0 && { output }
	};
}
function readInput({ attributes, talk, place }, { lists }) {
	const text = attributes.text("ai.prompt.messages");
	return text === void 0 ? void 0 : lists.decode(text, readAiSdkMessage, {
		talk,
		place
	});
}
function readOutput({ attributes }, { drops }) {
	const text = [
		"ai.response.text",
		"ai.result.text",
		"ai.response.object",
		"ai.result.object"
	].map((key) => attributes.text(key)).find((candidate) => candidate !== void 0);
	const reasoning = attributes.firstText(["ai.response.reasoning"]);
	const key = attributes.has("ai.response.toolCalls") ? "ai.response.toolCalls" : "ai.result.toolCalls";
	const calls = attributes.structure(key);
	const toolCalls = Array.isArray(calls) ? calls.flatMap((call) => readToolCall$2(call, attributes.placeOf(key), drops)) : [];
	if (text === void 0 && reasoning === void 0 && toolCalls.length === 0) return void 0;
	return [{
		role: "assistant",
		...text !== void 0 && { text },
		...reasoning !== void 0 && { reasoning },
		...toolCalls.length > 0 && { toolCalls }
	}];
}
/** A list of tools, each as JSON text. */
function readTools$2(attributes) {
	const tools = attributes.structure("ai.prompt.tools");
	if (!Array.isArray(tools)) return void 0;
	return tools.map((tool) => typeof tool === "string" ? parseStructure(tool) ?? tool : tool);
}
function readTalk$4(attributes) {
	const prompt = attributes.structure("ai.prompt");
	const fields = isFields(prompt) ? prompt : {};
	const userText = typeof fields["prompt"] === "string" ? fields["prompt"] : lastUserText(fields["messages"]);
	const replyText = attributes.firstText(["ai.response.text", "ai.result.text"]);
	const { system } = fields;
	return {
		...typeof system === "string" && { systemInstructions: system },
		...userText !== void 0 && { userText },
		...replyText !== void 0 && { replyText }
	};
}
function lastUserText(messages) {
	if (!Array.isArray(messages)) return void 0;
	const last = messages.findLast((message) => isFields(message) && message["role"] === "user");
	const content = isFields(last) ? last["content"] : void 0;
	if (typeof content === "string") return content;
	if (!Array.isArray(content)) return void 0;
	const texts = content.flatMap((part) => isFields(part) && typeof part["text"] === "string" ? [part["text"]] : []);
	return texts.length === 0 ? void 0 : texts.join("\n");
}
function readTool$2({ name, attributes }, { drops }) {
	const callId = attributes.firstText(["ai.toolCall.id"]);
	const values = attributes.has("ai.toolCall.args") ? parseArguments(attributes.value("ai.toolCall.args"), attributes.placeOf("ai.toolCall.args"), drops) : void 0;
	const result = attributes.has("ai.toolCall.result") ? parseToolContent(attributes.value("ai.toolCall.result"), attributes.placeOf("ai.toolCall.result"), drops) : void 0;
	return {
		toolCall: {
			...callId !== void 0 && { callId },
			name: attributes.firstText(["ai.toolCall.name"]) ?? name,
			...values !== void 0 && { arguments: values }
		},
		...result !== void 0 && { toolResult: result }
	};
}

// src/core/trace/import/otlp/attribute-tree.ts
/** Deepest path that is followed: no convention has half as many dots. */
const maxDepth$2 = 12;
/**
* Attributes whose keys are paths, such as `llm.input_messages.0.message.role`, as a tree. Values that are objects or
* lists already are branches too, as in exports that unfold the paths themselves.
*/
var AttributeTree = class AttributeTree {
	#children = /* @__PURE__ */ new Map();
	#value;
	static of(attributes) {
		const tree = new AttributeTree();
		for (const key of attributes.keys()) {
			const value = attributes.value(key);
			if (value === void 0) continue;
			tree.#branch(key.split(".", maxDepth$2)).#put(value, maxDepth$2);
		}
		return tree;
	}
	/** The value at a path, a leaf or a whole branch as it was written; `undefined` where there is none. */
	value(path) {
		const node = this.at(path);
		return node === void 0 ? void 0 : node.#value;
	}
	/** Text at a path; a number is its text. */
	text(path) {
		const value = this.value(path);
		return typeof value === "number" ? String(value) : typeof value === "string" ? value : void 0;
	}
	at(path) {
		const dot = path.indexOf(".");
		if (dot === -1) return this.#children.get(path);
		return this.#children.get(path.slice(0, dot))?.at(path.slice(dot + 1));
	}
	/** The numbered branches at a path, in the order of their numbers. */
	items(path) {
		const node = this.at(path);
		if (node === void 0) return [];
		return [...node.#children].filter(([step]) => /^\d+$/.test(step)).toSorted(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
	}
	#branch([step, ...rest]) {
		return step === void 0 ? this : this.#child(step).#branch(rest);
	}
	#child(step) {
		const known = this.#children.get(step);
		if (known !== void 0) return known;
		const child = new AttributeTree();
		this.#children.set(step, child);
		return child;
	}
	#put(value, depthLeft) {
		this.#value = value;
		if (depthLeft === 0 || typeof value !== "object" || value === null) return;
		const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
		for (const [step, child] of entries) this.#branch(String(step).split(".", depthLeft)).#put(child, depthLeft - 1);
	}
};

// src/core/trace/import/openinference/evaluations.ts
/**
* Reads `evaluations.N.evaluation.*`: a score, a label or both, and who gave it. Only those of people are labels, so
* one that names nobody counts as a model's. One without a name or a value is in the drops of `reading`.
*/
function readEvaluations(items, { place, drops }) {
	return items.flatMap((item) => {
		const evaluation = item.at("evaluation") ?? item;
		const name = evaluation.text("name");
		const label = evaluation.text("label") ?? evaluation.text("result.label");
		const score = evaluation.value("score") ?? evaluation.value("result.score");
		const explanation = evaluation.text("explanation") ?? evaluation.text("result.explanation");
		const hasScore = typeof score === "number" || typeof score === "boolean";
		const value = hasScore && label !== void 0 ? {
			label,
			score
		} : hasScore ? score : label;
		if (name === void 0 || value === void 0) {
			drops.add(place, "evaluation without a name or a value");
			return [];
		}
		if (!hasScore && !isNothing$1(score)) drops.add(place, "score of an evaluation that is no number");
		const annotator = evaluation.text("annotator") ?? evaluation.text("user_id");
		return [{
			name,
			by: annotatorOf(evaluation.text("annotator_kind")),
			...annotator !== void 0 && { annotator },
			value,
			...explanation !== void 0 && explanation !== "" && { explanation }
		}];
	});
}
function annotatorOf(kind) {
	const word = kind?.toLowerCase();
	return word === "human" || word === "code" ? word : "model";
}

// src/core/trace/import/openinference/flat-messages.ts
/** Reads `llm.input_messages.N.message.*` and its like. */
function readFlatMessages(items, place, drops) {
	return items.flatMap((item) => readMessage(item.at("message") ?? item, place, drops));
}
function readMessage(node, place, drops) {
	const role = roleOf(node.text("role"));
	if (role === void 0) {
		drops.add(place, "message of an unknown role");
		return [];
	}
	const toolCalls = readCalls(node, place, drops);
	const contents = readContents(node, place, drops);
	const content = node.value("content");
	const plain = typeof content === "object" && content !== null ? void 0 : node.text("content");
	const text = plain ?? contents.text;
	if (text === void 0 && role !== "tool" && !isNothing$1(content)) drops.add(place, "content of a message that is no text");
	if (role === "tool") {
		const callId = node.text("tool_call_id");
		const name = node.text("name");
		const result = parseToolContent(plain ?? content ?? text, place, drops);
		return [{
			role,
			toolResults: [{
				...callId !== void 0 && { callId },
				...name !== void 0 && { name },
				...result !== void 0 && { result }
			}]
		}];
	}
	return [{
		role,
		...text !== void 0 && { text },
		...contents.reasoning !== void 0 && { reasoning: contents.reasoning },
		...toolCalls.length > 0 && { toolCalls }
	}];
}
/** Messages of several parts: `contents.N.message_content.{type,text}`. */
function readContents(node, place, drops) {
	const parts = node.items("contents").map((item) => item.at("message_content") ?? item);
	const texts = [];
	const reasoning = [];
	for (const part of parts) {
		const type = part.text("type") ?? "text";
		const text = part.text("text") ?? part.text("reasoning");
		if (text === void 0) {
			if (!/tool/.test(type)) drops.add(place, "part of a message without text");
		} else if (/reasoning|thinking/.test(type)) reasoning.push(text);
		else texts.push(text);
	}
	return {
		...texts.length > 0 && { text: texts.join("\n") },
		...reasoning.length > 0 && { reasoning: reasoning.join("\n") }
	};
}
function readCalls(node, place, drops) {
	const calls = node.items("tool_calls").flatMap((item) => {
		const call = item.at("tool_call") ?? item;
		const name = call.text("function.name") ?? call.text("name");
		const callId = call.text("id");
		if (name === void 0) {
			drops.add(place, "tool call without a name");
			return [];
		}
		return [requestOf({
			name,
			values: call.value("function.arguments") ?? call.value("arguments"),
			callId,
			place,
			drops
		})];
	});
	const legacy = node.text("function_call_name");
	if (legacy === void 0) return calls;
	const values = node.value("function_call_arguments_json");
	return [...calls, requestOf({
		name: legacy,
		values,
		callId: void 0,
		place,
		drops
	})];
}
function requestOf({ name, values, callId, place, drops }) {
	const given = values === void 0 ? void 0 : parseArguments(values, place, drops);
	return {
		...callId !== void 0 && callId !== "" && { callId },
		name,
		...given !== void 0 && { arguments: given }
	};
}

// src/core/trace/import/openinference/openinference-span.ts
const kinds$1 = /* @__PURE__ */ new Map([
	["LLM", "model"],
	["EMBEDDING", "model"],
	["AGENT", "agent"],
	["TOOL", "tool"],
	["RETRIEVER", "retriever"],
	["RERANKER", "retriever"],
	["GUARDRAIL", "guardrail"]
]);
const usageKeys = {
	counts: {
		inputTokens: ["llm.token_count.prompt"],
		outputTokens: ["llm.token_count.completion"],
		cachedInputTokens: ["llm.token_count.prompt_details.cache_read"],
		reasoningTokens: ["llm.token_count.completion_details.reasoning"]
	},
	costs: ["llm.cost.total", "llm.usage.total_cost"]
};
/**
* Reads OpenInference attributes, flat or unfolded; `undefined` where a span has none.
*
* @param kindName the span's kind, where it stands apart from the attributes.
*/
function readOpenInferenceSpan(span, reading, kindName) {
	const tree = AttributeTree.of(span.attributes);
	const named = tree.text("openinference.span.kind") ?? kindName;
	const evaluations = readEvaluations(tree.items("evaluations"), {
		place: span.place,
		drops: reading.drops
	});
	const annotations = evaluations.length > 0 ? { annotations: evaluations } : {};
	const isCall = ["llm.input_messages", "llm.output_messages"].some((path) => tree.at(path));
	if (named === void 0 && !isCall) return evaluations.length > 0 ? annotations : void 0;
	const isEmbedding = named?.toUpperCase() === "EMBEDDING";
	const kind = kinds$1.get(named?.toUpperCase() ?? "") ?? (isCall ? "model" : "other");
	const node = kind === "agent" ? tree.text("graph.node.id") : void 0;
	const agentName = tree.text("agent.name") ?? node;
	const shared = {
		kind,
		...annotations,
		...agentName !== void 0 && agentName !== "" && { agentName }
	};
	switch (kind) {
		case "model": return {
			...shared,
			...readModelCall$2(span, tree, {
				...reading,
				isEmbedding
			})
		};
		case "tool": return {
			...shared,
			...readTool$1(span, tree, reading)
		};
		case "retriever": return {
			...shared,
			...readRetriever(span, tree)
		};
		case "guardrail": return shared;
		case "agent":
		case "plan":
		case "other": return {
			...shared,
			...readTalk$3(tree)
		};
	}
}
function readModelCall$2(span, tree, reading) {
	const { attributes, talk, place } = span;
	const { drops, lists, isEmbedding } = reading;
	const invocation = asFields(tree.value("llm.invocation_parameters"));
	const model = tree.text("llm.model_name") ?? textIn(invocation, "model");
	const provider = tree.text("llm.provider") ?? tree.text("llm.system");
	const finishReason = tree.text("llm.finish_reason");
	const usage = usageOf(attributes, usageKeys, drops);
	const facts = {
		...model !== void 0 && { model },
		...provider !== void 0 && { provider },
		...finishReason !== void 0 && { finishReason },
		...usage !== void 0 && { usage }
	};
	if (isEmbedding) return {
		...facts,
		output: []
	};
	const asked = readFlatMessages(tree.items("llm.input_messages"), place, drops);
	const answered = readFlatMessages(tree.items("llm.output_messages"), place, drops);
	const tools = readTools$1(tree, invocation);
	const input = asked.length > 0 ? asked : readPrompts(tree, reading, place);
	const output = answered.length > 0 ? answered : readChoices(tree, reading, place);
	const responseId = textIn(asFields(tree.value("output.value")), "id");
	return {
		...facts,
		...tools !== void 0 && { toolDefinitions: tools },
		...responseId !== void 0 && { responseId },
		...input !== void 0 && { input: lists.share(input, talk) },
		...output !== void 0 && { output }
	};
}
/** What a model was sent where no messages are written: `llm.prompts`, else `input.value`. */
function readPrompts(tree, { drops }, place) {
	const prompts = tree.items("llm.prompts").flatMap((item) => item.text("prompt.text") ?? item.text("prompt") ?? []);
	if (prompts.length > 0) return prompts.map((text) => ({
		role: "user",
		text
	}));
	return readModelInput(tree.value("input.value"), place, drops);
}
function readChoices(tree, { drops }, place) {
	const choices = tree.items("llm.choices").flatMap((item) => item.text("completion.text") ?? item.text("completion") ?? []);
	if (choices.length > 0) return choices.map((text) => ({
		role: "assistant",
		text
	}));
	return readModelOutput(tree.value("output.value"), place, drops);
}
/** `llm.tools.N.tool.json_schema`, else the tools among what the model was called with. */
function readTools$1(tree, invocation) {
	const tools = tree.items("llm.tools").flatMap((item) => {
		const schema = item.value("tool.json_schema") ?? item.value("json_schema");
		const parsed = typeof schema === "string" ? parseStructure(schema) ?? schema : schema;
		return parsed === void 0 ? [] : [parsed];
	});
	if (tools.length > 0) return tools;
	return Array.isArray(invocation["tools"]) ? invocation["tools"] : void 0;
}
function readTool$1(span, tree, { drops }) {
	const { place } = span;
	const given = tree.value("input.value") ?? tree.value("tool.parameters");
	const values = given === void 0 ? void 0 : parseArguments(given, place, drops);
	const answered = tree.value("output.value");
	const result = answered === void 0 ? void 0 : parseToolContent(answered, place, drops);
	const message = toolMessageIn(result);
	const callId = tree.text("tool_call.id") ?? tree.text("tool.id") ?? message.callId;
	const content = message.content === void 0 ? result : parseToolContent(message.content, place, drops);
	return {
		toolCall: {
			...callId !== void 0 && { callId },
			name: tree.text("tool.name") ?? tree.text("tool_call.function.name") ?? span.name,
			...values !== void 0 && { arguments: withoutWrapper$1(values) }
		},
		...content !== void 0 && { toolResult: content }
	};
}
/** LangChain's tools answer with a message: its content, and the call that it belongs to. */
function toolMessageIn(result) {
	if (!isJsonObject(result)) return {};
	const inner = result["output"];
	const value = isJsonObject(inner) ? inner : result;
	const message = asChatMessage(value);
	const callId = message === void 0 ? void 0 : textIn(message, "tool_call_id");
	if (message === void 0 || callId === void 0) return {};
	const content = message["content"];
	return {
		callId,
		...isJsonValue(content) && { content }
	};
}
/** LangChain writes the arguments as the `input` of the tool, which may be text again. */
function withoutWrapper$1(values) {
	if (!isJsonObject(values)) return values;
	const keys = Object.keys(values);
	const { input } = values;
	if (keys.length !== 1 || input === void 0) return values;
	return typeof input === "string" ? parseStructure(input) ?? values : isJsonObject(input) ? input : values;
}
function readRetriever({ name }, tree) {
	const query = tree.text("input.value") ?? tree.text("reranker.query");
	const documents = ["retrieval.documents", "reranker.output_documents"].map((path) => tree.items(path)).find((found) => found.length > 0)?.map((item) => readDocument(item.at("document") ?? item));
	const isCaptured = documents !== void 0 || tree.at("retrieval.documents") !== void 0;
	const given = asText(tree.value("output.value"));
	const toolResult = documents ?? (isCaptured ? [] : given);
	return {
		toolCall: {
			name,
			...query !== void 0 && { arguments: { query } }
		},
		...toolResult !== void 0 && { toolResult }
	};
}
function readDocument(node) {
	return Object.fromEntries([
		"id",
		"content",
		"score",
		"metadata"
	].flatMap((key) => {
		const value = node.value(key);
		if (value === void 0) return [];
		return [[key, typeof value === "string" ? metadataIn(key, value) ?? value : value]];
	}));
}
function metadataIn(key, value) {
	return key === "metadata" ? parseStructure(value) : void 0;
}
/** What an agent or a chain was asked and said, where that is plain text or a usual field. */
function readTalk$3(tree) {
	const userText = plainText(tree.value("input.value"), [
		"input",
		"question",
		"query",
		"message"
	]);
	const replyText = plainText(tree.value("output.value"), [
		"output",
		"answer",
		"response",
		"content"
	]);
	return {
		...userText !== void 0 && { userText },
		...replyText !== void 0 && { replyText }
	};
}
function plainText(value, keys) {
	const structure = typeof value === "string" ? parseStructure(value) ?? value : value;
	if (typeof structure === "string") return structure;
	const fields = asFields(structure);
	const text = keys.map((key) => fields[key]).find((field) => typeof field === "string");
	return typeof text === "string" ? text : void 0;
}
/** The object that a value is or holds as JSON text; an empty one for anything else. */
function asFields(value) {
	const structure = typeof value === "string" ? parseStructure(value) : value;
	return isJsonObject(structure) ? structure : {};
}
function textIn(fields, key) {
	const value = fields[key];
	return typeof value === "string" && value !== "" ? value : void 0;
}
function asText(value) {
	return typeof value === "string" ? parseStructure(value) ?? value : value;
}

// src/core/trace/import/openllmetry/openllmetry-span.ts
const kinds = /* @__PURE__ */ new Map([
	["workflow", "other"],
	["task", "other"],
	["agent", "agent"],
	["tool", "tool"]
]);
const countKeys = {
	inputTokens: ["gen_ai.usage.prompt_tokens", "llm.usage.prompt_tokens"],
	outputTokens: ["gen_ai.usage.completion_tokens", "llm.usage.completion_tokens"],
	cachedInputTokens: ["gen_ai.usage.cache_read_input_tokens", "llm.usage.cache_read_input_tokens"],
	reasoningTokens: ["gen_ai.usage.reasoning_tokens", "llm.usage.reasoning_tokens"]
};
/** Reads `traceloop.*`, and `gen_ai.prompt.N.*` as it was before there were messages; `undefined` where a span has neither. */
function readOpenLlmetrySpan(span, reading) {
	const { attributes } = span;
	const named = attributes.text("traceloop.span.kind");
	if (attributes.has("gen_ai.prompt.0.role") || attributes.has("gen_ai.prompt.0.content") || attributes.has("gen_ai.completion.0.content") || attributes.has("gen_ai.completion.0.role") || attributes.has("gen_ai.completion.0.tool_calls.0.name") || attributes.has("llm.request.type")) return readModelCall$1(span, reading);
	if (named === void 0) return void 0;
	const kind = kinds.get(named) ?? "other";
	const name = attributes.firstText(["traceloop.entity.name"]) ?? span.name;
	if (kind === "tool") return {
		kind,
		...readTool(attributes, name, reading)
	};
	return {
		kind,
		...kind === "agent" && { agentName: name },
		...readTalk$2(attributes)
	};
}
function readModelCall$1(span, { drops, lists }) {
	const { attributes, talk, place } = span;
	const tree = AttributeTree.of(attributes);
	const asked = tree.items("gen_ai.prompt");
	const answered = tree.items("gen_ai.completion");
	const finishReason = answered.map((item) => item.text("finish_reason")).find(isText);
	const provider = attributes.firstText(["gen_ai.system"]);
	const model = attributes.firstText(["gen_ai.response.model", "gen_ai.request.model"]);
	const usage = usageOf(attributes, {
		counts: countKeys,
		costs: ["gen_ai.usage.cost"]
	}, drops);
	const tools = readTools(tree);
	const isEmbedding = attributes.text("llm.request.type") === "embedding";
	const input = readFlatMessages(asked, place, drops).map(withParts);
	const output = readFlatMessages(answered, place, drops).map(withParts);
	return {
		kind: "model",
		...provider !== void 0 && { provider },
		...model !== void 0 && { model },
		...usage !== void 0 && { usage },
		...finishReason !== void 0 && { finishReason },
		...tools !== void 0 && { toolDefinitions: tools },
		...asked.length > 0 && !isEmbedding && { input: lists.share(input, talk) },
		...answered.length > 0 && { output },
		...isEmbedding && { output: [] }
	};
}
/** Content of several parts is written as the JSON text of their list. */
function withParts(message) {
	const parts = message.text === void 0 ? void 0 : parseStructure(message.text);
	if (!Array.isArray(parts) || !parts.every((part) => isJsonObject(part) && "type" in part)) return message;
	const texts = parts.flatMap((part) => {
		const text = isJsonObject(part) ? part["text"] : void 0;
		return typeof text === "string" ? [text] : [];
	});
	return texts.length === 0 ? message : {
		...message,
		text: texts.join("\n")
	};
}
/** `llm.request.functions.N.{name,description,parameters}`. */
function readTools(tree) {
	const tools = tree.items("llm.request.functions").map((item) => {
		const parameters = item.value("parameters");
		const description = item.text("description");
		return {
			name: item.text("name") ?? "",
			...description !== void 0 && { description },
			...parameters !== void 0 && { parameters: typeof parameters === "string" ? parseStructure(parameters) ?? parameters : parameters }
		};
	});
	return tools.length === 0 ? void 0 : tools;
}
function readTool(attributes, name, { drops }) {
	const [inputKey, outputKey] = ["traceloop.entity.input", "traceloop.entity.output"];
	const given = attributes.has(inputKey) ? parseArguments(attributes.value(inputKey), attributes.placeOf(inputKey), drops) : void 0;
	const values = given === void 0 ? void 0 : withoutWrapper(given);
	const result = attributes.has(outputKey) ? parseToolContent(attributes.value(outputKey), attributes.placeOf(outputKey), drops) : void 0;
	return {
		toolCall: {
			name: name.endsWith(".tool") ? name.slice(0, -5) : name,
			...values !== void 0 && { arguments: values }
		},
		...result !== void 0 && { toolResult: result }
	};
}
/** A decorated function's arguments are `{args, kwargs}`; a tool of LangChain has `{input_str}` or `{inputs}`. */
function withoutWrapper(values) {
	if (!isJsonObject(values)) return values;
	const { inputs, input_str: text } = values;
	if (isJsonObject(inputs)) return inputs;
	return typeof text === "string" ? parseStructure(text) ?? values : namedArguments(values);
}
/** The input and output of an agent or a workflow, where they are plain text or hold a usual field. */
function readTalk$2(attributes) {
	const userText = talkText(attributes, "traceloop.entity.input", [
		"input",
		"question",
		"query"
	]);
	const replyText = talkText(attributes, "traceloop.entity.output", [
		"output",
		"answer",
		"response"
	]);
	return {
		...userText !== void 0 && { userText },
		...replyText !== void 0 && { replyText }
	};
}
function talkText(attributes, key, fields) {
	const value = attributes.structure(key);
	if (typeof value === "string") return withoutQuotes(value);
	if (!isJsonObject(value)) return void 0;
	const { inputs, args, kwargs, outputs } = value;
	const [first] = Array.isArray(args) ? args : [];
	if (typeof first === "string") return first;
	const around = [
		inputs,
		kwargs,
		outputs
	].find(isJsonObject) ?? value;
	return fields.map((field) => around[field]).find(isText);
}
/** Text is written as JSON, in quotes. */
function withoutQuotes(text) {
	if (!/^".*"$/s.test(text)) return text;
	try {
		const inner = JSON.parse(text);
		return typeof inner === "string" ? inner : text;
	} catch {
		return text;
	}
}
function isText(value) {
	return typeof value === "string" && value !== "";
}

// src/core/trace/import/otlp/gen-ai-span.ts
/** What a model or an agent was sent; each span repeats what was sent before it. */
const inputKey = "gen_ai.input.messages";
/** The operations of the GenAI conventions, and two that instrumentations add. */
const kindOfOperation = /* @__PURE__ */ new Map([
	["chat", "model"],
	["text_completion", "model"],
	["generate_content", "model"],
	["embeddings", "model"],
	["retrieval", "retriever"],
	["create_agent", "other"],
	["invoke_agent", "agent"],
	["invoke_workflow", "agent"],
	["agent_step", "other"],
	["execute_tool", "tool"],
	["plan", "plan"]
]);
/** Reads the current `gen_ai.*` attributes, and those of MCP; `undefined` where a span has none. */
function readGenAiSpan(span, reading) {
	const { attributes } = span;
	const operation = attributes.text("gen_ai.operation.name");
	const kind = kindOf(span, operation);
	if (kind === void 0) return void 0;
	const facts = { kind };
	const agentName = attributes.text("gen_ai.agent.name");
	if (agentName) facts.agentName = agentName;
	const agentVersion = attributes.text("gen_ai.agent.version");
	if (agentVersion) facts.agentVersion = agentVersion;
	const system = readSystem(span, reading);
	if (system !== void 0) facts.systemInstructions = system;
	switch (kind) {
		case "model":
		case "plan":
			readModelCall(facts, span, reading);
			if (operation === "embeddings") facts.output = [];
			break;
		case "tool":
			readToolCall$1(facts, span, reading);
			break;
		case "retriever":
			readRetrieval(facts, span, reading);
			break;
		case "agent": readTalk$1(facts, span, reading);
	}
	return facts;
}
function kindOf({ name, attributes }, operation) {
	const known = kindOfOperation.get(operation ?? "");
	if (known !== void 0) return known;
	const method = attributes.text("mcp.method.name");
	if (method !== void 0) return method === "tools/call" ? "tool" : "other";
	if (attributes.has("gen_ai.tool.name") || attributes.has("mcp.tool.name")) return "tool";
	if (attributes.has("gen_ai.input.messages") || attributes.has("gen_ai.output.messages")) return attributes.has("gen_ai.agent.name") && !hasModel(attributes) ? "agent" : "model";
	if (hasModel(attributes)) return "model";
	if (attributes.has("gen_ai.agent.name")) return "agent";
	if (/^mcp\.tools?[./]call\b/.test(name)) return "tool";
	return operation === void 0 ? void 0 : "other";
}
function hasModel(attributes) {
	return attributes.has("gen_ai.request.model") || attributes.has("gen_ai.response.model");
}
function readModelCall(facts, span, reading) {
	const { attributes } = span;
	const provider = attributes.firstText(["gen_ai.provider.name", "gen_ai.system"]);
	if (provider !== void 0) facts.provider = provider;
	const model = attributes.firstText(["gen_ai.response.model", "gen_ai.request.model"]);
	if (model !== void 0) facts.model = model;
	const input = readMessages(span, inputKey, reading);
	if (input !== void 0) facts.input = input;
	const output = readMessages(span, "gen_ai.output.messages", reading);
	if (output !== void 0) facts.output = output;
	const tools = attributes.repeated("gen_ai.tool.definitions");
	if (Array.isArray(tools)) facts.toolDefinitions = tools;
	const reasons = attributes.structure("gen_ai.response.finish_reasons");
	const finishReason = Array.isArray(reasons) ? reasons[0] : reasons;
	if (typeof finishReason === "string") facts.finishReason = finishReason;
	const responseId = attributes.text("gen_ai.response.id");
	if (responseId) facts.responseId = responseId;
	const usage = genAiUsage(attributes, reading.drops);
	if (usage !== void 0) facts.usage = usage;
}
/** Messages as JSON text, or as the structure that an OTLP map can hold. */
function readMessages(span, key, { drops, lists }) {
	const { attributes, talk } = span;
	const value = attributes.value(key);
	if (value === void 0 || value === null) return void 0;
	const { place } = span;
	if (typeof value === "string") return key === inputKey ? lists.decode(value, readPartMessage, {
		talk,
		place,
		origin: attributes.originOf(key)
	}) : lists.read(value, readPartMessage, place);
	if (!Array.isArray(value)) {
		drops.add(attributes.placeOf(key), "messages that are no list");
		return;
	}
	const read = value.flatMap((item) => readPartMessage(item, place, drops));
	return lists.share(read, talk);
}
function readSystem({ attributes, place }, { drops }) {
	const value = attributes.repeated("gen_ai.system_instructions");
	return value === void 0 || value === null ? void 0 : readInstructions(value, place, drops);
}
/** What the user asked an agent and was told, by the messages of its span. */
function readTalk$1(facts, span, reading) {
	const asked = readMessages(span, inputKey, reading);
	const answered = readMessages(span, "gen_ai.output.messages", reading);
	const userText = asked?.findLast(({ role }) => role === "user")?.text;
	if (userText !== void 0) facts.userText = userText;
	const reply = answered?.findLast(({ role, text }) => role === "assistant" && text);
	if (reply?.text !== void 0) facts.replyText = reply.text;
}
function readToolCall$1(facts, span, { drops }) {
	const { name, attributes, place } = span;
	const given = firstOf(attributes, ["gen_ai.tool.call.arguments", "mcp.request.argument"]);
	const answered = firstOf(attributes, ["gen_ai.tool.call.result", "mcp.response.value"]);
	const callId = attributes.text("gen_ai.tool.call.id");
	const values = given && parseArguments(attributes.value(given), place, drops);
	facts.toolCall = {
		...callId && { callId },
		name: attributes.firstText(["gen_ai.tool.name", "mcp.tool.name"]) ?? bareName(name),
		...values !== void 0 && { arguments: values }
	};
	if (answered === void 0) return;
	const answer = attributes.value(answered);
	const { toolResult, error } = readAnswer(answer, place, drops);
	if (error !== void 0) facts.error = error;
	if (toolResult === void 0) return;
	facts.toolResult = toolResult;
	if (callId && error === void 0) rememberResult(callId, answer, toolResult);
}
/** The tool in a span's name, such as `execute_tool search_orders` or `tools/call search_orders`. */
function bareName(name) {
	return /^(?:execute_tool|tools\/call|mcp\.tools?[./]call) (.+)$/.exec(name)?.[1] ?? name;
}
/** What a tool answered. MCP wraps it: `{content: [{type: "text", text}], structuredContent, isError}`. */
function readAnswer(value, place, drops) {
	const result = parseToolContent(value, place, drops);
	if (result === void 0) return {};
	if (!isMcpResult(result)) return { toolResult: result };
	const { structuredContent, content, isError } = result;
	const [only, ...others] = content;
	const text = isFields(only) && only["type"] === "text" ? only["text"] : void 0;
	const inner = others.length === 0 && typeof text === "string" ? text : content;
	const toolResult = structuredContent ?? parseToolContent(inner, place, drops);
	const message = typeof text === "string" ? text : JSON.stringify(toolResult ?? "");
	return {
		...toolResult !== void 0 && { toolResult },
		...isError === true && { error: {
			type: "tool-error",
			message
		} }
	};
}
function isMcpResult(result) {
	const known = [
		"content",
		"structuredContent",
		"isError",
		"_meta"
	];
	return isFields(result) && Array.isArray(result["content"]) && Object.keys(result).every((key) => known.includes(key));
}
function readRetrieval(facts, span, { drops }) {
	const { name, attributes, place } = span;
	const query = attributes.value("gen_ai.retrieval.query.text");
	const key = "gen_ai.retrieval.documents";
	const documents = attributes.has(key) ? parseToolContent(attributes.value(key), place, drops) : void 0;
	facts.toolCall = {
		name: attributes.firstText(["gen_ai.data_source.id"]) ?? /^retrieval (.+)$/.exec(name)?.[1] ?? name,
		...query !== void 0 && { arguments: { query } }
	};
	if (documents !== void 0) facts.toolResult = documents;
}
function firstOf(attributes, keys) {
	return keys.find((key) => attributes.has(key));
}

// src/core/trace/import/otlp/understand-span.ts
/**
* What a span's attributes say, in whatever dialects they are written; a span may mix several.
*
* The current conventions win over what came before them, and a dialect that knows what the span timed over one that
* does not. A span that speaks none is of kind `other`: it only says what lies in what.
*
* @param kindName the kind in OpenInference's words, where it stands beside the attributes.
*/
function understandSpan(span, dialects, { reading, kindName }) {
	const facts = [];
	const note = (fact) => {
		if (fact !== void 0) facts.push(fact);
	};
	if (dialects.has("openllmetry")) note(readOpenLlmetrySpan(span, reading));
	if (dialects.has("openinference") || kindName !== void 0) note(readOpenInferenceSpan(span, reading, kindName));
	if (dialects.has("gen-ai") || span.name.startsWith("mcp.")) note(readGenAiSpan(span, reading));
	if (dialects.has("ai-sdk")) note(readAiSdkSpan(span, reading));
	const [only, ...others] = facts;
	if (only === void 0) return { kind: "other" };
	if (others.length === 0) return isOfKnownKind(only) ? only : {
		...only,
		kind: "other"
	};
	const known = facts.findLast(({ kind }) => kind !== void 0 && kind !== "other")?.kind;
	const usage = Object.assign({}, ...facts.map((fact) => fact.usage ?? {}));
	return {
		...Object.assign({}, ...facts),
		kind: known ?? "other",
		...Object.keys(usage).length > 0 && { usage }
	};
}
function isOfKnownKind(facts) {
	return facts.kind !== void 0;
}

// src/core/trace/import/otlp/build-span.ts
/** What the objects of a span take beside its text. */
const sizeOfObjects = 1e3;
/** Makes a span of its parts. */
function buildSpan(parts, reading) {
	const { name, traceId, attributes, resource, place, kindName } = parts;
	const repeatedBefore = reading.lists.repeated;
	const scan = scanKeys(attributes);
	const sessionId = scan.sessionId ?? scanKeys(resource).sessionId;
	const facts = understandSpan({
		name,
		talk: sessionId ?? traceId,
		attributes,
		place
	}, scan.dialects, {
		reading,
		kindName
	});
	if (facts.kind !== "other") {
		reportUnread(scan, attributes, reading.drops);
		reportLinks(parts, reading.drops);
	}
	const events = readEvents(parts.fields, place, reading.drops);
	const error = readSpanError(parts.fields, attributes, events);
	const version = facts.agentVersion ?? resource.text("service.version");
	const span = {
		...facts,
		name,
		traceId,
		spanId: parts.spanId,
		place
	};
	if (parts.parentSpanId !== void 0) span.parentSpanId = parts.parentSpanId;
	if (parts.scope !== void 0) span.scope = parts.scope;
	if (parts.startedAtMs !== void 0) span.startedAtMs = parts.startedAtMs;
	if (parts.endedAtMs !== void 0) span.endedAtMs = parts.endedAtMs;
	if (attributes.value("tracegate.time.made_up") === true) span.isStartMadeUp = true;
	if (attributes.value("tracegate.duration.made_up") === true) span.isLengthMadeUp = true;
	if (error !== void 0) span.error = error;
	if (sessionId !== void 0) span.sessionId = sessionId;
	if (version) span.agentVersion = version;
	const repeated = reading.lists.repeated - repeatedBefore;
	return {
		span,
		events: events.length === 0 ? events : events.filter((event) => isGenAiEvent(event.name)),
		size: sizeOfObjects + Math.max(0, attributes.characters - repeated)
	};
}
function reportLinks({ fields, place }, drops) {
	const { links } = fields;
	if (!Array.isArray(links) || links.length === 0) return;
	drops.add(childPlace(place, "links"), "link to another span: no part of a session", links.length);
}
function readEvents(fields, place, drops) {
	const list = fields["events"] ?? fields["span_events"];
	if (!Array.isArray(list) || list.length === 0) return [];
	const at = childPlace(place, "events");
	return list.flatMap((event, index) => {
		const own = childPlace(at, index);
		const name = isFields(event) ? eventName(event) : void 0;
		if (!isFields(event) || name === void 0) {
			drops.add(own, "event without a name");
			return [];
		}
		const given = event["attributes"] ?? event["event_attributes"];
		const attributes = Attributes.read(given, {
			around: own,
			drops
		});
		reportExporterLosses(event, {
			place: own,
			drops
		});
		return [{
			name,
			atMs: eventTimeAt(event, {
				place: own,
				drops
			}),
			attributes,
			body: void 0,
			place: own
		}];
	});
}
function eventName(event) {
	return textField(event, "name") ?? textField(event, "event_name");
}

// src/core/trace/import/otlp/otlp-id.ts
/** How many bytes an id of a trace and of a span have. */
const traceBytes = 16;
const spanBytes = 8;
/**
* An id in one spelling, so that spans and logs meet: hex in lower case. Exporters write hex in either case, and those
* that follow protobuf's own JSON write base64. Any other text stays as it is.
*
* `undefined` where there is none; nothing but zeros is how OTLP writes "none".
*/
function readTraceId(value) {
	return readId(value, traceBytes);
}
/** The same for an id of a span. */
function readSpanId(value) {
	return readId(value, spanBytes);
}
function readId(value, bytes) {
	if (typeof value === "number") return Number.isFinite(value) ? String(value) : void 0;
	if (typeof value !== "string" || value === "") return void 0;
	if (value.length === 2 * bytes && isHex.test(value)) {
		if (value.startsWith("0") && isZero.test(value)) return void 0;
		return isUpper.test(value) ? value.toLowerCase() : value;
	}
	const length = Math.ceil(bytes / 3) * 4;
	if (value.length !== length || !isBase64.test(value)) return value;
	const hex = Buffer.from(value, "base64").toString("hex");
	return hex.length === 2 * bytes ? hex : value;
}
const isHex = /^[\da-f]+$/i;
const isUpper = /[A-F]/;
const isZero = /^0+$/;
const isBase64 = /^[\w+/-]+={0,2}$/;

// src/core/trace/import/openinference/phoenix-span.ts
/** A row of Phoenix: `{name, span_kind, context: {trace_id, span_id}, parent_id, start_time, attributes}`. */
function isPhoenixSpan(value) {
	if (!isFields(value)) return false;
	const { traceId, spanId } = idsOf(value);
	const isTimed = value["start_time"] !== void 0 || value["startTime"] !== void 0;
	return traceId !== void 0 && spanId !== void 0 && isTimed && isOfOpenInference(value);
}
/** Reads such a row; its attributes may be an object, flat or unfolded, or columns of their own. */
function readPhoenixSpan(row, place, reading) {
	const { traceId, spanId } = idsOf(row);
	if (traceId === void 0 || spanId === void 0) {
		reading.drops.add(place, "span without the ids of its trace and its own");
		return;
	}
	const at = {
		place,
		drops: reading.drops
	};
	const own = row["attributes"];
	const columns = Object.entries(row).flatMap(([key, value]) => key.startsWith("attributes.") && value !== null && value !== void 0 ? [[key.slice(11), value]] : []);
	const given = columns.length > 0 ? Object.fromEntries(columns) : own;
	const evaluations = row["evaluations"] ?? row["span_annotations"] ?? row["annotations"];
	const list = isFields(given) && Array.isArray(evaluations) ? {
		...given,
		evaluations
	} : given;
	return buildSpan({
		fields: row,
		traceId,
		spanId,
		parentSpanId: readSpanId(row["parent_id"] ?? row["parent_span_id"] ?? row["parentId"]),
		startedAtMs: timeAt(row, ["start_time", "startTime"], at),
		endedAtMs: timeAt(row, ["end_time", "endTime"], at),
		name: textField(row, "name") ?? "",
		kindName: textField(row, "span_kind") ?? textField(row, "spanKind"),
		attributes: Attributes.read(list, {
			around: place,
			drops: reading.drops
		}),
		resource: Attributes.none,
		place
	}, reading);
}
function idsOf(row) {
	const context = isFields(row["context"]) ? row["context"] : {};
	const traceId = readTraceId(context["trace_id"] ?? context["traceId"] ?? row["context.trace_id"] ?? row["trace_id"]);
	const spanId = readSpanId(context["span_id"] ?? context["spanId"] ?? row["context.span_id"] ?? row["span_id"]);
	return {
		...traceId !== void 0 && { traceId },
		...spanId !== void 0 && { spanId }
	};
}
function isOfOpenInference(row) {
	return row["span_kind"] !== void 0 || row["spanKind"] !== void 0 || isFields(row["attributes"]) || Object.keys(row).some((key) => key.startsWith("attributes."));
}

// src/core/trace/import/openinference/duration.ts
const iso = /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
/** An ISO 8601 duration of days, hours, minutes and seconds in milliseconds; `undefined` where it is none. */
function parseDuration(value) {
	const parts = typeof value === "string" ? iso.exec(value) : null;
	if (parts === null) return void 0;
	const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
	return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1e6) / 1e3;
}

// src/core/trace/import/openinference/span-tree-file.ts
/** Spans may nest this deep; no honest trace does. */
const maxDepth$1 = 200;
/** A trace as a tree: `{trace_id, spans: [{span_id, span_name, span_attributes, child_spans: […]}]}`. */
function isSpanTree(value) {
	if (!isFields(value) || !Array.isArray(value["spans"])) return false;
	const first = value["spans"].find(isFields);
	return readTraceId(value["trace_id"] ?? value["traceId"]) !== void 0 && isFields(first) && (first["span_attributes"] !== void 0 || first["child_spans"] !== void 0);
}
/** All spans of such a tree; it may have several roots. */
function* treeSpans(value, place, reading) {
	if (!isFields(value)) return;
	const traceId = readTraceId(value["trace_id"] ?? value["traceId"]);
	if (traceId === void 0) return;
	const tree = {
		traceId,
		reading
	};
	yield* spansIn(value["spans"], {
		place: childPlace(place, "spans"),
		parent: void 0,
		tree,
		depthLeft: maxDepth$1
	});
}
function* spansIn(list, { place, parent, tree, depthLeft }) {
	const { drops } = tree.reading;
	if (list === void 0 || list === null) return;
	if (!Array.isArray(list) || depthLeft === 0) {
		drops.add(place, depthLeft === 0 ? `spans nested deeper than ${maxDepth$1}` : "not a list");
		return;
	}
	for (const [index, item] of list.entries()) {
		const at = childPlace(place, index);
		const spanId = isFields(item) ? readSpanId(item["span_id"] ?? item["spanId"]) : void 0;
		if (!isFields(item) || spanId === void 0) {
			drops.add(at, "span without the ids of its trace and its own");
			continue;
		}
		yield readNode(item, {
			spanId,
			parent,
			place: at,
			tree
		});
		const children = childPlace(at, "child_spans");
		yield* spansIn(item["child_spans"], {
			place: children,
			parent: spanId,
			tree,
			depthLeft: depthLeft - 1
		});
	}
}
function readNode(node, { spanId, parent, place, tree }) {
	const { traceId, reading } = tree;
	const at = {
		place,
		drops: reading.drops
	};
	const startedAtMs = timeAt(node, ["timestamp", "start_time"], at);
	const lengthMs = durationAt(node, at);
	const endedAtMs = startedAtMs === void 0 || lengthMs === void 0 ? void 0 : startedAtMs + lengthMs;
	const attributes = node["span_attributes"] ?? node["attributes"];
	const resource = node["resource_attributes"];
	return buildSpan({
		fields: node,
		traceId,
		spanId,
		parentSpanId: readSpanId(node["parent_span_id"]) ?? parent,
		startedAtMs,
		endedAtMs: endedAtMs ?? timeAt(node, ["end_time"], at),
		name: textField(node, "span_name") ?? textField(node, "name") ?? "",
		attributes: Attributes.read(attributes, {
			around: place,
			keys: ["span_attributes"],
			drops: reading.drops
		}),
		resource: Attributes.read(resource, {
			around: place,
			keys: ["resource_attributes"],
			drops: reading.drops
		}),
		scope: textField(node, "scope_name"),
		place
	}, reading);
}
function durationAt(node, { place, drops }) {
	const { duration } = node;
	if (isNothing$1(duration)) return void 0;
	const lengthMs = parseDuration(duration);
	if (lengthMs === void 0) drops.add(childPlace(place, "duration"), "duration that is none of ISO 8601");
	return lengthMs;
}

// src/core/trace/import/otlp/message-lists.ts
/** How many lists of one talk are remembered: its agent's and those of some sub-agents. */
const mostLists = 4;
/** How many talks are, and how much of their text before the oldest are let go. */
const mostTalks = 64;
const mostCharacters = 1e6;
/**
* Decodes lists of messages, which in JSON attributes are text.
*
* In a talk each list repeats an earlier one and adds to its end. Only what was added is decoded; the rest are the
* same objects again, so a session takes as much memory as it has messages, not their square.
*/
var MessageLists = class {
	#drops;
	#known = new RecentMap(mostTalks);
	#characters = 0;
	/** How much text was recognised as a repetition so far, in characters. */
	repeated = 0;
	constructor(drops) {
		this.#drops = drops;
	}
	/** The messages of a list that is JSON text; `undefined` where it is none, which then is in `drops`. */
	decode(text, readItem, { talk, place, origin }) {
		const grown = origin?.grown;
		const earlier = this.#of(talk).find((known) => known.mark !== void 0 && known.mark === grown?.from ? known.items > 0 : isLonger(text, known));
		const items = parseList((earlier?.mark !== void 0 && earlier.mark === grown?.from ? grown?.items : earlier && `[${text.slice(earlier.text.length)}`) ?? text);
		if (items === void 0 || earlier !== void 0 && items.length === 0) {
			this.#drops.add(place, "messages that are no JSON list");
			return;
		}
		const fresh = items.flatMap((item) => readItem(item, place, this.#drops));
		this.repeated += earlier?.text.length ?? 0;
		const messages = earlier === void 0 ? this.#withKnown(fresh, talk) : earlier.messages.concat(fresh);
		const count = items.length + (earlier?.items ?? 0);
		this.#remember(talk, {
			text,
			mark: origin?.mark,
			items: count,
			messages
		}, earlier);
		return messages;
	}
	/** Lets go of the lists of a session or a trace that is over. */
	forget(talk) {
		const lists = this.#of(talk);
		if (lists.length === 0) return;
		for (const { text } of lists) this.#characters -= text.length;
		this.#known.set(talk, []);
	}
	/** The same for a list that nobody repeats, such as what a model answered. */
	read(text, readItem, place) {
		const items = parseList(text);
		if (items === void 0) this.#drops.add(place, "messages that are no JSON list");
		return items?.flatMap((item) => readItem(item, place, this.#drops));
	}
	/** The same messages; those that an earlier list of the talk has in the same place are its objects. */
	share(messages, talk) {
		const shared = this.#withKnown(messages, talk);
		const instead = this.#of(talk).find((known) => known.messages[0] === shared[0]);
		this.#remember(talk, {
			text: "",
			items: shared.length,
			messages: shared
		}, instead);
		return shared;
	}
	#withKnown(messages, talk) {
		const [first] = messages;
		if (first === void 0) return messages;
		const earlier = this.#of(talk).findLast(({ messages: [known] }) => known !== void 0 && sameMessage(known, first));
		if (earlier === void 0) return messages;
		const known = messages.findIndex((message, index) => {
			const other = earlier.messages[index];
			return other === void 0 || !sameMessage(other, message);
		});
		const repeats = known === -1 ? messages.length : known;
		for (const { text } of messages.slice(0, repeats)) this.repeated += text?.length ?? 0;
		return [...earlier.messages.slice(0, repeats), ...messages.slice(repeats)];
	}
	#of(talk) {
		return this.#known.get(talk) ?? [];
	}
	#remember(talk, list, instead) {
		const before = this.#of(talk);
		const lists = before.length === 0 ? [] : before.filter((known) => known !== instead);
		lists.push(list);
		if (lists.length > mostLists) lists.shift();
		this.#known.set(talk, lists);
		this.#characters += list.text.length - (instead?.text.length ?? 0);
		if (this.#characters <= mostCharacters) return;
		this.#characters = 0;
		this.#known.forgetOlder();
	}
};
/**
* Whether a JSON list begins with all items of an earlier one and has more.
*
* The earlier text was parsed, so without its bracket it ends behind an item: what follows a comma there are further
* items of the same list.
*/
function isLonger(text, { text: earlier, items }) {
	const end = earlier.length - 1;
	return items > 0 && text.length > earlier.length && text.codePointAt(end) === 44 && earlier.endsWith("]") && text.slice(0, end) === earlier.slice(0, end);
}
function parseList(text) {
	try {
		const value = parseJsonText(text);
		return Array.isArray(value) ? value : void 0;
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) return void 0;
		throw error;
	}
}

// src/core/trace/import/otlp/otlp-records.ts
/** The levels of an OTLP document for each signal: what holds resources, scopes and records. */
const signals = {
	span: {
		resources: [
			"resourceSpans",
			"resource_spans",
			"batches"
		],
		scopes: [
			"scopeSpans",
			"scope_spans",
			"instrumentationLibrarySpans"
		],
		records: ["spans"]
	},
	log: {
		resources: ["resourceLogs", "resource_logs"],
		scopes: [
			"scopeLogs",
			"scope_logs",
			"instrumentationLibraryLogs"
		],
		records: [
			"logRecords",
			"log_records",
			"logs"
		]
	}
};
const signalNames = ["span", "log"];
/** Whether a value is an OTLP document, or one resource of it. */
function isOtlp(value) {
	return isFields(value) && signalNames.some((signal) => listsOf(value, signal).length > 0);
}
/** All spans and log records of a document, in their order. What is none of these goes to `drops`. */
function otlpRecords(document, place, drops) {
	const records = [];
	for (const signal of signalNames) for (const { key, list } of listsOf(document, signal)) {
		const at = key === void 0 ? place : childPlace(place, key);
		for (const [index, item] of list.entries()) readResource(item, {
			signal,
			place: key === void 0 ? at : childPlace(at, index),
			drops,
			records
		});
	}
	return records;
}
function readResource(value, level) {
	const { signal, place, drops } = level;
	if (!isFields(value)) {
		drops.add(place, "resource that is no object");
		return;
	}
	const { resource } = value;
	const own = isFields(resource) ? resource["attributes"] : void 0;
	if (isFields(resource)) reportExporterLosses(resource, level, "resource");
	const attributes = Attributes.read(own, {
		around: place,
		keys: ["resource", "attributes"],
		drops
	});
	for (const key of signals[signal].scopes) {
		const scopes = listUnder(value, key, level);
		for (const [index, scope] of (scopes?.list ?? []).entries()) {
			const at = childPlace(scopes?.place ?? place, index);
			readScope(scope, attributes, {
				...level,
				place: at
			});
		}
	}
}
function readScope(value, resource, level) {
	const { signal, place, drops, records } = level;
	if (!isFields(value)) {
		drops.add(place, "scope that is no object");
		return;
	}
	const about = value["scope"] ?? value["instrumentationLibrary"];
	if (isFields(about)) reportExporterLosses(about, level, "scope");
	const name = isFields(about) ? about["name"] : void 0;
	const scope = typeof name === "string" ? name : void 0;
	for (const key of signals[signal].records) {
		const found = listUnder(value, key, level);
		if (found === void 0) continue;
		for (const [index, fields] of found.list.entries()) {
			const at = childPlace(found.place, index);
			if (isFields(fields)) records.push({
				signal,
				fields,
				place: at,
				resource,
				scope
			});
			else drops.add(at, `${signal} that is no object`);
		}
	}
}
/** The lists of resources in a document; the document itself where it is one resource, which then has no key. */
function listsOf(document, signal) {
	const { resources, scopes } = signals[signal];
	const lists = [];
	for (const key of resources) {
		const list = document[key];
		if (Array.isArray(list)) lists.push({
			key,
			list
		});
	}
	if (lists.length > 0) return lists;
	return scopes.some((key) => Array.isArray(document[key])) ? [{ list: [document] }] : [];
}
function listUnder(fields, key, { place, drops }) {
	const list = fields[key];
	if (list === void 0 || list === null) return void 0;
	const at = childPlace(place, key);
	if (Array.isArray(list)) return {
		list,
		place: at
	};
	drops.add(at, "not a list");
}

// src/core/trace/import/otlp/otlp-span.ts
const startKeys = ["startTimeUnixNano", "start_time_unix_nano"];
const endKeys = ["endTimeUnixNano", "end_time_unix_nano"];
const observedKeys = ["observedTimeUnixNano", "observed_time_unix_nano"];
/** Reads a span of an OTLP document; `undefined` where it has no ids, which then is in `drops`. */
function readOtlpSpan(record, reading) {
	const { fields, place, resource, scope } = record;
	const traceId = readTraceId(fields["traceId"] ?? fields["trace_id"]);
	const spanId = readSpanId(fields["spanId"] ?? fields["span_id"]);
	if (traceId === void 0 || spanId === void 0) {
		reading.drops.add(place, "span without the ids of its trace and its own");
		return;
	}
	const { attributes } = fields;
	const at = {
		place,
		drops: reading.drops
	};
	reportExporterLosses(fields, at);
	return buildSpan({
		fields,
		traceId,
		spanId,
		parentSpanId: readSpanId(fields["parentSpanId"] ?? fields["parent_span_id"]),
		startedAtMs: nanosAt(fields, startKeys, at),
		endedAtMs: nanosAt(fields, endKeys, at),
		name: textField(fields, "name") ?? "",
		attributes: Attributes.read(attributes, {
			around: place,
			drops: reading.drops
		}),
		resource,
		scope,
		place
	}, reading);
}
/**
* Reads a log record that says what a model was sent or answered; `undefined` where it is about something else or
* names no span, which then is in `drops`.
*/
function readOtlpEvent(record, drops) {
	const { fields, place } = record;
	const { attributes: list, body } = fields;
	const attributes = Attributes.read(list, {
		around: place,
		drops
	});
	const name = (textField(fields, "eventName") ?? textField(fields, "event_name")) || attributes.text("event.name");
	if (name === void 0 || !isGenAiEvent(name)) {
		drops.add(place, "log record that is about no call of a model");
		return;
	}
	const traceId = readTraceId(fields["traceId"] ?? fields["trace_id"]);
	const spanId = readSpanId(fields["spanId"] ?? fields["span_id"]);
	if (traceId === void 0 || spanId === void 0) {
		drops.add(place, "event of a model call that names no span");
		return;
	}
	const at = {
		place,
		drops
	};
	reportExporterLosses(fields, at);
	const atMs = eventTimeAt(fields, at) ?? nanosAt(fields, observedKeys, at);
	if (!isReadable(body)) drops.add(childPlace(place, "body"), "value that cannot be read");
	return {
		traceId,
		spanId,
		event: {
			name,
			atMs,
			attributes,
			body: isFields(body) ? readAnyValue(body) : body,
			place
		}
	};
}

// src/core/trace/import/otlp/with-events.ts
/** One event that carries all attributes of a call at once, as the current conventions have it. */
const details = "gen_ai.client.inference.operation.details";
/** A span with what its events tell; what the span says itself stays. */
function withEvents(span, events, reading) {
	const { name, sessionId, traceId } = span;
	const talk = sessionId ?? traceId;
	let whole = span;
	for (const { attributes, place, name: event } of events) {
		if (event !== details) continue;
		whole = {
			...readGenAiSpan({
				name,
				talk,
				attributes,
				place
			}, reading),
			...whole
		};
	}
	const { annotations, ...told } = readGenAiEvents(events.filter((event) => event.name !== details), reading.drops);
	const isCall = told.input !== void 0 || told.output !== void 0;
	const judged = [...whole.annotations ?? [], ...annotations ?? []];
	const input = told.input === void 0 ? void 0 : reading.lists.share(told.input, talk);
	return {
		...told,
		...input !== void 0 && { input },
		...whole,
		...isCall && whole.kind === "other" && { kind: "model" },
		...judged.length > 0 && { annotations: judged }
	};
}

// src/core/trace/import/otlp/otlp-reader.ts
/** About how much an event takes, in characters. */
const eventSize = 1e3;
/** The shape of a value that holds spans: an OTLP document, a row of Phoenix, a tree of nested spans. */
function spanShape(value) {
	if (isOtlp(value)) return "otlp";
	if (isSpanTree(value)) return "span-tree";
	return isPhoenixSpan(value) ? "phoenix" : void 0;
}
/**
* Reads spans in any of their shapes and dialects, and log records that belong to them, from any number of files.
*
* Spans and records may come in any order; see `SpanWindow` for what is held.
*/
var OtlpReader = class {
	#drops;
	#reading;
	#window;
	/** @param file names the file where places do not. */
	constructor(file = "", options = {}) {
		this.#drops = new DropList(file);
		const reading = {
			drops: this.#drops,
			lists: new MessageLists(this.#drops)
		};
		this.#reading = reading;
		this.#window = new SpanWindow({
			drops: this.#drops,
			onHandOut: (id) => reading.lists.forget(id),
			annotate: (span, events) => withEvents(span, events, reading),
			...options
		});
	}
	add(value, place) {
		const reading = this.#reading;
		const sessions = [];
		const keep = (built) => {
			if (built !== void 0) sessions.push(...this.#keep(built));
		};
		switch (spanShape(value)) {
			case "otlp":
				if (isFields(value)) sessions.push(...this.#readOtlp(value, place));
				break;
			case "phoenix":
				if (isFields(value)) keep(readPhoenixSpan(value, place, reading));
				break;
			case "span-tree":
				for (const built of treeSpans(value, place, reading)) keep(built);
				break;
			case void 0: this.#drops.add(place, "neither an OTLP document nor spans of OpenInference");
		}
		return sessions;
	}
	drop(place, reason) {
		this.#drops.add(place, reason);
	}
	end() {
		return this.#window.end();
	}
	dropped() {
		return this.#drops.list();
	}
	#readOtlp(document, place) {
		const sessions = [];
		for (const record of otlpRecords(document, place, this.#drops)) if (record.signal === "span") {
			const built = readOtlpSpan(record, this.#reading);
			if (built !== void 0) sessions.push(...this.#keep(built));
		} else {
			const found = readOtlpEvent(record, this.#drops);
			if (found === void 0) continue;
			const { event, traceId, spanId } = found;
			const note = {
				traceId,
				spanId,
				place: event.place,
				note: event
			};
			sessions.push(...this.#window.note(note, eventSize));
		}
		return sessions;
	}
	#keep({ span, events, size }) {
		return this.#window.add(events.length === 0 ? span : withEvents(span, events, this.#reading), size + events.length * eventSize);
	}
};

// src/core/trace/import/session-file/session-file.ts
/** Lists of sessions may nest this deep. */
const maxListDepth$1 = 4;
/** So many problems of one session are named. */
const mostProblems = 10;
/** Whether a value looks like a session in our own words: turns that have steps. */
function isOwnSession(value) {
	if (!isFields(value) || typeof value["id"] !== "string" || !Array.isArray(value["turns"])) return false;
	return value["turns"].every((turn) => isFields(turn) && Array.isArray(turn["steps"]));
}
/** Whether a value is a line of a journal: a run with its session. */
function isRunLine(value) {
	return isFields(value) && typeof value["caseId"] === "string" && isOwnSession(value["session"]);
}
/** Whether a value is the first line of a journal, which says what was run and holds no session. */
function isJournalHeader(value) {
	const schema = isFields(value) ? value["schema"] : void 0;
	return typeof schema === "string" && schema.startsWith("tracegate.experiment/");
}
/** Reads sessions as we write them: alone, in a list, or in a line of a journal. */
var SessionFileReader = class {
	#drops;
	constructor(file) {
		this.#drops = new DropList(file);
	}
	add(value, place) {
		return this.#read(value, place, maxListDepth$1);
	}
	drop(place, reason) {
		this.#drops.add(place, reason);
	}
	end() {
		return [];
	}
	dropped() {
		return this.#drops.list();
	}
	#read(value, place, listsLeft) {
		if (Array.isArray(value) && value.length > 0 && listsLeft > 0) return value.flatMap((item, index) => this.#read(item, childPlace(place, index), listsLeft - 1));
		if (isJournalHeader(value)) return [];
		if (!isRunLine(value) || !isFields(value)) return this.#readSession(value, place);
		return this.#readSession(value["session"], childPlace(place, "session"));
	}
	#readSession(value, place) {
		if (!isJsonValue(value)) {
			this.#drops.add(place, `session that nests deeper than ${64}`);
			return [];
		}
		const parsed = sessionSchema.safeParse(value);
		if (parsed.success) return [parsed.data];
		for (const { path, message } of parsed.error.issues.slice(0, mostProblems)) {
			const at = path.reduce((outer, key) => childPlace(outer, typeof key === "number" ? key : String(key)), place);
			this.#drops.add(at, `session that does not hold what ours do: ${message}`);
		}
		return [];
	}
};

// src/core/trace/import/swe-agent/swe-agent.ts
const ownKeys$1 = [
	"message_type",
	"is_demo",
	"thought",
	"action",
	"tool_call_ids"
];
/** What the agent writes into each message and a session has no place for. */
const messageKeys = [
	"message_type",
	"agent",
	"thought",
	"action",
	"is_demo",
	"tags",
	"cache_control"
];
/** Whether a value is a SWE-agent trajectory, and by what it is known. */
function isTrajectory(value) {
	if (!isFields(value)) return false;
	const { history, trajectory } = value;
	return Array.isArray(history) && history.some(isOwnMessage) || Array.isArray(trajectory) && trajectory.some(isStep);
}
function isOwnMessage(item) {
	return isFields(item) && ownKeys$1.some((key) => key in item);
}
function isStep(item) {
	return isFields(item) && "action" in item && "observation" in item;
}
/**
* Reads SWE-agent's `.traj` files: one session each.
*
* Where the model called tools, its calls are read. Where it wrote commands, each `action` is a call of the tool that
* its first word names, and what the environment said next is its result. Demonstrations are no part of the session.
*/
var SweAgentReader = class {
	#file;
	#drops;
	constructor(file) {
		this.#file = file;
		this.#drops = new DropList(file);
	}
	add(value, place) {
		if (!isTrajectory(value) || !isFields(value)) {
			this.#drops.add(place, "no SWE-agent trajectory: neither `history` nor `trajectory` holds steps");
			return [];
		}
		dropOtherFields(value, [
			"history",
			"trajectory",
			"info",
			"replay_config",
			"environment"
		], place, this.#drops);
		return [new TrajectoryReading(value, place, this.#drops).session(this.#file)];
	}
	drop(place, reason) {
		this.#drops.add(place, reason);
	}
	end() {
		return [];
	}
	dropped() {
		return this.#drops.list();
	}
};
var TrajectoryReading = class {
	#record;
	#place;
	#drops;
	#turns;
	#steps;
	/** How many actions were read: the next one is described by the step of that index. */
	#actions = 0;
	#waiting;
	constructor(record, place, drops) {
		this.#record = record;
		this.#place = place;
		this.#drops = drops;
		this.#turns = new TurnBuilder(drops);
		const { trajectory } = record;
		this.#steps = Array.isArray(trajectory) ? trajectory : [];
	}
	session(file) {
		const { history } = this.#record;
		if (Array.isArray(history) && history.length > 0) this.#readHistory(history);
		else this.#readSteps();
		const { id, model } = this.#readConfig();
		const finalState = this.#readInfo();
		return {
			...chatSession(id ?? placeAt(file, this.#place), this.#turns.end(), model === void 0 ? {} : { model }),
			...id !== void 0 && { task: {
				id,
				runIndex: 0
			} },
			...finalState !== void 0 && { finalState }
		};
	}
	#readHistory(history) {
		const at = childPlace(this.#place, "history");
		for (const [index, item] of history.entries()) {
			const place = childPlace(at, index);
			if (!isFields(item)) this.#drops.add(place, "not a chat message: no role");
			else if (item["is_demo"] === true) this.#drops.add(place, "demonstration: no part of the session");
			else this.#readItem(item, place);
		}
		this.#readLastObservation();
	}
	/** The history may end before what the last action did; the steps have it. */
	#readLastObservation() {
		const index = this.#actions - 1;
		const step = this.#steps[index];
		const said = isFields(step) ? textField(step, "observation") : void 0;
		if (this.#waiting === void 0 || said === void 0) return;
		this.#answer(said, childPlace(childPlace(this.#place, "trajectory"), index));
	}
	#readItem(item, place) {
		const isCalling = Array.isArray(item["tool_calls"]) && item["tool_calls"].length > 0;
		const action = textField(item, "action");
		if (item["role"] === "assistant" && !isCalling && action !== void 0 && action.trim() !== "") {
			this.#readAction(item, action, place);
			return;
		}
		if (item["role"] === "user" && this.#waiting !== void 0) {
			this.#readObservation(item, place);
			return;
		}
		const ids = item["tool_call_ids"];
		const [id] = Array.isArray(ids) ? ids : [];
		const own = Object.fromEntries(Object.entries(item).filter(([key]) => !messageKeys.includes(key) && key !== "tool_call_ids"));
		const chat = id === void 0 ? own : {
			...own,
			tool_call_id: id
		};
		for (const { message, place: at } of readMessage$1(chat, place, this.#drops)) {
			if (message.kind === "agent" && isCalling) this.#actions += 1;
			this.#turns.add(message.kind === "tool" ? this.#timed(message) : message, at);
		}
	}
	#readAction(item, action, place) {
		const text = readContentText(item["content"], childPlace(place, "content"), this.#drops);
		dropOtherFields(item, [
			...messageKeys,
			"role",
			"content"
		], place, this.#drops);
		this.#call(action, text, place);
	}
	#call(action, text, place) {
		const name = action.trim().split(/\s/, 1)[0] ?? action;
		const said = text === void 0 ? {} : { text };
		const toolCalls = [{
			name,
			arguments: { command: action }
		}];
		this.#turns.add({
			kind: "agent",
			...said,
			toolCalls
		}, place);
		this.#actions += 1;
		this.#waiting = { name };
	}
	#readObservation(item, place) {
		const result = readContentText(item["content"], childPlace(place, "content"), this.#drops);
		dropOtherFields(item, [
			...messageKeys,
			"role",
			"content"
		], place, this.#drops);
		this.#answer(result, place);
	}
	#answer(result, place) {
		const name = this.#waiting?.name;
		this.#waiting = void 0;
		const answer = {
			kind: "tool",
			...name !== void 0 && { name },
			...result !== void 0 && { result }
		};
		this.#turns.add(this.#timed(answer), place);
	}
	/** Without a history the steps tell the session: what was asked is then not captured. */
	#readSteps() {
		const at = childPlace(this.#place, "trajectory");
		for (const [index, step] of this.#steps.entries()) {
			const place = childPlace(at, index);
			const action = isFields(step) ? textField(step, "action") : void 0;
			if (!isFields(step) || action === void 0) {
				this.#drops.add(place, "step without an action");
				continue;
			}
			dropOtherFields(step, [
				"action",
				"observation",
				"response",
				"thought",
				"state",
				"execution_time"
			], place, this.#drops);
			this.#call(action, firstText(step, ["thought", "response"]), place);
			this.#answer(textField(step, "observation"), place);
		}
	}
	#timed(message) {
		const index = this.#actions - 1;
		const step = this.#steps[index];
		if (!isFields(step)) return message;
		const place = childPlace(childPlace(this.#place, "trajectory"), index);
		const durationMs = secondsAt(step, "execution_time", {
			place,
			drops: this.#drops
		});
		return durationMs === void 0 ? message : {
			...message,
			durationMs
		};
	}
	/** The settings that the agent was started with; newer versions write them as JSON text. */
	#readConfig() {
		const at = childPlace(this.#place, "replay_config");
		const config = parseArguments(this.#record["replay_config"], at, this.#drops);
		const problem = fieldsAt(config, ["problem_statement"]);
		const model = textField(fieldsAt(config, ["agent", "model"]), "name");
		const id = textField(problem, "id");
		return {
			...id !== void 0 && { id },
			...model !== void 0 && { model }
		};
	}
	/** What the agent handed in, and how it ended. */
	#readInfo() {
		const { info } = this.#record;
		if (!isFields(info)) return void 0;
		const place = childPlace(this.#place, "info");
		dropOtherFields(info, ["submission", "exit_status"], place, this.#drops);
		const kept = ["exit_status", "submission"].flatMap((key) => {
			const value = info[key];
			return isJsonValue(value) && value !== null ? [[key, value]] : [];
		});
		return kept.length === 0 ? void 0 : Object.fromEntries(kept);
	}
};
function fieldsAt(value, keys) {
	const found = keys.reduce((outer, key) => isFields(outer) ? outer[key] : void 0, value);
	return isFields(found) ? found : {};
}

// src/core/trace/import/tau2/tau2-info.ts
/** What is read of each part of `info`. */
const texts = {
	agent_info: ["implementation", "llm"],
	environment_info: ["policy"]
};
/** Reports what stands in a results file where its settings should, and is none. */
function reportOddInfo(results, reading) {
	const info = objectIn(results, "info", reading);
	const at = inside(reading, "info");
	dropOddTexts(info, ["git_commit"], at.place, at.drops);
	for (const [key, held] of Object.entries(texts)) {
		const part = objectIn(info, key, at);
		dropOddTexts(part, held, childPlace(at.place, key), at.drops);
	}
}
function objectIn(fields, key, { place, drops }) {
	const value = fields[key];
	if (isFields(value)) return value;
	if (!isNothing$1(value)) drops.add(childPlace(place, key), "field that should hold an object");
	return {};
}

// src/core/trace/import/tau2/tau2.ts
/** Ways in which a simulation ends as it should; in any other it was broken off. */
const goodEnds = /* @__PURE__ */ new Set(["user_stop", "agent_stop"]);
const simulationKeys = [
	"id",
	"task_id",
	"trial",
	"messages",
	"reward_info",
	"termination_reason",
	"start_time",
	"end_time",
	"duration",
	"timestamp",
	"policy"
];
/** Whether a value is one simulation of tau2-bench. */
function isTau2Run(value) {
	return isFields(value) && Array.isArray(value["messages"]) && value["task_id"] !== void 0 && ("reward_info" in value || "termination_reason" in value);
}
/** Whether a value is a results file of tau2-bench: simulations with what they have in common. */
function isTau2Results(value) {
	return isFields(value) && Array.isArray(value["simulations"]);
}
/**
* Reads tau2-bench: a results file, or one simulation. Each simulation is a session.
*
* In some domains the user has tools too; what they called is no step of the agent's and is reported.
*/
var Tau2Reader = class {
	#file;
	#drops;
	constructor(file) {
		this.#file = file;
		this.#drops = new DropList(file);
	}
	add(value, place) {
		if (isTau2Results(value) && isFields(value)) return this.#readResults(value, place);
		if (isTau2Run(value) && isFields(value)) return [this.#readSimulation(value, {}, place)];
		this.#drops.add(place, "neither `simulations` nor one simulation of tau2-bench");
		return [];
	}
	drop(place, reason) {
		this.#drops.add(place, reason);
	}
	end() {
		return [];
	}
	dropped() {
		return this.#drops.list();
	}
	#readResults(results, place) {
		dropOtherFields(results, [
			"timestamp",
			"info",
			"tasks",
			"simulations"
		], place, this.#drops);
		const { info, simulations } = results;
		reportOddInfo(results, {
			place,
			drops: this.#drops
		});
		const list = Array.isArray(simulations) ? simulations : [];
		const at = childPlace(place, "simulations");
		if (list.length === 0) this.#drops.add(at, "empty list: no simulations");
		return list.flatMap((simulation, index) => {
			const here = childPlace(at, index);
			if (isTau2Run(simulation) && isFields(simulation)) return this.#readSimulation(simulation, isFields(info) ? info : {}, here);
			this.#drops.add(here, "no simulation of tau2-bench: `messages` or `task_id` is missing");
			return [];
		});
	}
	#readSimulation(simulation, info, place) {
		dropOtherFields(simulation, simulationKeys, place, this.#drops);
		dropOddTexts(simulation, [
			"id",
			"task_id",
			"policy",
			"termination_reason"
		], place, this.#drops);
		const agent = isFields(info["agent_info"]) ? info["agent_info"] : {};
		const world = isFields(info["environment_info"]) ? info["environment_info"] : {};
		const turns = new TurnBuilder(this.#drops);
		turns.addPolicy(textField(simulation, "policy") ?? textField(world, "policy"));
		const { messages } = simulation;
		const list = Array.isArray(messages) ? messages : [];
		const at = childPlace(place, "messages");
		for (const [index, message] of list.entries()) this.#readMessage(message, childPlace(at, index), turns);
		const [name, model, version] = [
			textField(agent, "implementation"),
			textField(agent, "llm"),
			textField(info, "git_commit")
		];
		const toolCatalog = readToolCatalog(world["tool_defs"]);
		const session = chatSession(idField(simulation, "id") ?? placeAt(this.#file, place), turns.end(), {
			...name !== void 0 && { name },
			...version !== void 0 && { version },
			...model !== void 0 && { model },
			...toolCatalog !== void 0 && { toolCatalog }
		});
		const reward = this.#readReward(simulation["reward_info"], childPlace(place, "reward_info"));
		const task = readTask(simulation, {
			place,
			drops: this.#drops
		});
		return {
			...session,
			turns: withEnd(session.turns, textField(simulation, "termination_reason")),
			...reward !== void 0 && { reward },
			...task !== void 0 && { task }
		};
	}
	#readMessage(value, place, turns) {
		if (!isFields(value)) {
			this.#drops.add(place, "not a chat message: no role");
			return;
		}
		if (Array.isArray(value["tool_messages"])) {
			const at = childPlace(place, "tool_messages");
			for (const [index, one] of value["tool_messages"].entries()) this.#readMessage(one, childPlace(at, index), turns);
			return;
		}
		if (value["role"] === "tool" && value["requestor"] === "user") {
			this.#drops.add(place, "result of the user's own tool");
			return;
		}
		const { calls, rest } = ownCalls(value);
		if (value["role"] === "user" && calls !== void 0) {
			this.#drops.add(childPlace(place, "tool_calls"), "call of the user's own tool");
			if (value["content"] === null || value["content"] === void 0) return;
		}
		const chat = value["role"] === "assistant" ? {
			...rest,
			tool_calls: calls
		} : rest;
		for (const { message, place: at } of readMessage$1(chat, place, this.#drops)) turns.add(timed(message, value, {
			place,
			drops: this.#drops
		}), at);
	}
	#readReward(info, place) {
		const reward = isFields(info) ? info["reward"] : void 0;
		if (reward === void 0 || reward === null) return void 0;
		if (typeof reward === "number" && reward >= 0 && reward <= 1) return reward;
		this.#drops.add(childPlace(place, "reward"), "reward that is no number from 0 to 1");
	}
};
/** What every message carries and a session has no place for. */
const overhead = /* @__PURE__ */ new Set([
	"turn_idx",
	"timestamp",
	"cost",
	"usage",
	"raw_data",
	"requestor",
	"tool_calls",
	"generation_time_seconds",
	"is_audio",
	"is_final_chunk",
	"contains_speech"
]);
/** A message as a chat message: flat calls without `requestor`, failures under the name that chat logs use. */
function ownCalls(message) {
	const rest = Object.fromEntries(Object.entries(message).filter(([key]) => !overhead.has(key)));
	const list = message["tool_calls"];
	const calls = Array.isArray(list) ? list.map((call) => {
		if (!isFields(call)) return call;
		const { requestor: _, ...request } = call;
		return request;
	}) : list;
	const isFailed = message["role"] === "tool" && message["error"] === true;
	return {
		...calls !== void 0 && calls !== null && { calls },
		rest: isFailed ? {
			...rest,
			error: void 0,
			is_error: true
		} : {
			...rest,
			...rest["error"] === false && { error: void 0 }
		}
	};
}
function timed(message, fields, at) {
	if (message.kind !== "user" && message.kind !== "agent") return message;
	const startedAtMs = timeAt(fields, ["timestamp"], at);
	const began = startedAtMs === void 0 ? {} : { startedAtMs };
	if (message.kind === "user") return {
		...message,
		...began
	};
	const spent = readUsage(fields["usage"], inside(at, "usage"), costAt$1(fields, "cost", at));
	const durationMs = secondsAt(fields, "generation_time_seconds", at);
	return {
		...message,
		...began,
		...spent !== void 0 && { usage: spent },
		...durationMs !== void 0 && { durationMs }
	};
}
function readTask(simulation, { place, drops }) {
	const id = textField(simulation, "task_id");
	const { trial } = simulation;
	if (id === void 0) return void 0;
	const isNumber = typeof trial === "number" && Number.isSafeInteger(trial) && trial >= 0;
	if (!isNumber && !isNothing$1(trial)) drops.add(childPlace(place, "trial"), "trial that is no whole number");
	return {
		id,
		runIndex: isNumber ? trial : 0
	};
}
/** A simulation that was broken off is an error of its last turn. */
function withEnd(turns, reason) {
	const last = turns.at(-1);
	if (reason === void 0 || last === void 0 || goodEnds.has(reason)) return turns;
	const error = {
		type: reason,
		message: `The simulation ended: ${reason}.`
	};
	return [...turns.slice(0, -1), {
		...last,
		error
	}];
}

// src/core/trace/import/detect/recognise.ts
function sign(format, reason, test) {
	return (value) => test(value) ? {
		format,
		reason
	} : void 0;
}
/** In this order: the first sign that a value shows is the surest. */
const signs$1 = [
	sign("session", "`turns` that hold `steps`", isOwnSession),
	sign("session", "the header of a journal: `schema`", isJournalHeader),
	sign("session", "a run of a journal: `caseId` and `session`", isRunLine),
	sign("atif", "`schema_version` ATIF-v1 and `steps`", isAtif),
	(value) => {
		const shape = spanShape(value);
		return shape && spanSigns[shape];
	},
	sign("langsmith", "runs with `run_type`, or feedback with `run_id`", isLangSmith),
	(value) => {
		const kind = langfuseKind(value);
		return kind && {
			format: "langfuse",
			reason: `the fields of Langfuse's ${kind}`
		};
	},
	sign("tau2", "`simulations`", isTau2Results),
	sign("tau2", "`messages` with `reward_info` or `termination_reason`", isTau2Run),
	sign("swe-agent", "`history` or `trajectory` of actions", isTrajectory),
	(value) => {
		const call = findModelCall(value, { path: "" });
		return call && {
			format: call.api,
			reason: "an answer of a provider's API"
		};
	},
	(value) => {
		const dialect = dialectOf(value);
		return dialect && {
			...formatOfDialect[dialect],
			reason: dialectReasons[dialect]
		};
	},
	recogniseMessages
];
const spanSigns = {
	otlp: {
		format: "otlp",
		reason: "`resourceSpans` or `resourceLogs`"
	},
	phoenix: {
		format: "openinference",
		reason: "rows of spans with `context` and `span_kind`"
	},
	"span-tree": {
		format: "openinference",
		reason: "`spans` that hold `child_spans`"
	}
};
const formatOfDialect = {
	chat: { format: "chat-log" },
	langchain: { format: "chat-log" },
	anthropic: { format: "anthropic" },
	responses: { format: "openai-responses" }
};
const dialectReasons = {
	chat: "messages with `role`",
	langchain: "messages of LangChain",
	anthropic: "messages with blocks such as `tool_use`",
	responses: "items such as `function_call` or parts such as `input_text`"
};
/** How many messages are looked at for one that only one dialect can have written. */
const mostLookedAt = 1e3;
/** The format of a value of a file: a record, a message, a list of either. `undefined` where it has none that is known. */
function recognise(value) {
	for (const test of signs$1) {
		const found = test(value);
		if (found !== void 0) return found;
	}
}
/** A list of messages, or a record that holds one: plain messages might be anybody's, so one that is not decides. */
function recogniseMessages(value) {
	const dialects = messagesIn(value).slice(0, mostLookedAt).flatMap((message) => dialectOf(message) ?? []);
	const dialect = dialects.find((one) => one !== "chat") ?? dialects[0];
	if (dialect !== void 0) return {
		...formatOfDialect[dialect],
		reason: dialectReasons[dialect]
	};
	return isFields(value) && (Array.isArray(value["messages"]) || Array.isArray(value["traj"])) ? {
		format: "chat-log",
		reason: "a record with `messages` or `traj`"
	} : void 0;
}
function messagesIn(value) {
	if (Array.isArray(value)) return value;
	if (!isFields(value)) return [];
	const held = [value["messages"], value["traj"]].find((list) => Array.isArray(list));
	return Array.isArray(held) ? held : [];
}
/** Lists in lists that are told; a hostile file nests as deep as it is long. */
const deepestShape = 3;
/** What a value is, for a report that no format fits: its kind and the first of its fields. Untrusted text. */
function describeShape(value, depth = 0) {
	if (value === null) return "null";
	if (Array.isArray(value)) {
		if (value.length === 0) return "an empty list";
		return depth === deepestShape ? "a list" : `a list of ${describeShape(value[0], depth + 1)}`;
	}
	if (!isFields(value)) return `a ${typeof value}`;
	const keys = Object.keys(value);
	if (keys.length === 0) return "an object without fields";
	const shown = keys.slice(0, 8).map((key) => `\`${key.slice(0, 40)}\``);
	const more = keys.length > shown.length ? ` and ${keys.length - shown.length} more` : "";
	const version = textField(value, "schema_version");
	const named = version === void 0 ? "" : ` (schema_version ${version.slice(0, 40)})`;
	return `an object with ${shown.join(", ")}${more}${named}`;
}

// src/core/trace/import/langfuse/langfuse-usage.ts
const cachedKeys = [
	"input_cached_tokens",
	"input_cache_read",
	"cache_read_input_tokens",
	"input_cached"
];
const reasoningKeys = ["output_reasoning_tokens", "output_reasoning"];
const ownKeys = [
	"promptTokens",
	"completionTokens",
	"inputUsage",
	"outputUsage"
];
/** Tokens and cost of a generation: `usageDetails`, else `usage`, else fields of the observation itself. */
function readLangfuseUsage(fields, reading, costUsd) {
	const key = isFields(fields["usageDetails"]) ? "usageDetails" : "usage";
	const counts = fields[key];
	const own = Object.fromEntries(ownKeys.map((name) => [name, fields[name]]));
	if (!isFields(counts) || isNothing$1(counts)) return readUsage(own, reading, costUsd);
	const { record, drops } = reading;
	const place = childPlace(reading.place, ownKey(record, key));
	const wholes = asWholes(counts);
	for (const [name, count] of Object.entries(wholes === counts ? {} : counts)) if (!(countIn(count) !== void 0 || isNothing$1(count)) && /input|output|total|tokens/i.test(name) && !/cost/i.test(name)) drops.add(childPlace(place, name), noCount);
	return readUsage(wholes, {
		place,
		drops
	}, costUsd);
}
/**
* Langfuse counts every kind of token apart, and says that all kinds with `input` in their name are the input: what
* came from a cache is no part of `input`. Who counted it twice shows it by the total.
*
* Source: https://langfuse.com/docs/observability/features/token-and-cost-tracking
*/
function asWholes(counts) {
	const [input, output] = [countIn(counts["input"]), countIn(counts["output"])];
	if (input === void 0 && output === void 0) return counts;
	const isWhole = countIn(counts["total"]) === (input ?? 0) + (output ?? 0);
	const sum = (side) => Object.entries(counts).reduce((all, [key, count]) => all + (key.includes(side) ? countIn(count) ?? 0 : 0), 0);
	return {
		...(input !== void 0 || sum("input") > 0) && { input: isWhole ? input : sum("input") },
		...(output !== void 0 || sum("output") > 0) && { output: isWhole ? output : sum("output") },
		input_cached_tokens: firstCount(counts, cachedKeys),
		output_reasoning_tokens: firstCount(counts, reasoningKeys)
	};
}
function firstCount(counts, keys) {
	return keys.map((key) => countIn(counts[key])).find((count) => count !== void 0);
}

// src/core/trace/import/langfuse/langfuse-observation.ts
const kindOfType = /* @__PURE__ */ new Map([
	["generation", "model"],
	["embedding", "model"],
	["tool", "tool"],
	["retriever", "retriever"],
	["agent", "agent"],
	["guardrail", "guardrail"]
]);
/** Fields that are read, and those by which Langfuse keeps its books. */
const known = new Set([
	"id traceId projectId environment type parentObservationId name startTime endTime",
	"completionStartTime level statusMessage input output model providedModelName",
	"internalModelId modelId modelParameters usage usageDetails costDetails totalCost",
	"calculatedTotalCost unit calculatedInputCost calculatedOutputCost inputPrice outputPrice",
	"totalPrice promptTokens completionTokens totalTokens inputUsage outputUsage totalUsage",
	"inputCost outputCost usagePricingTierId usagePricingTierName latency timeToFirstToken",
	"createdAt updatedAt sessionId userId traceName toolCalls toolCallNames toolDefinitions",
	"bookmarked public isRootObservation promptId promptName promptVersion version release"
].flatMap((words) => words.split(" ")));
const textKeys = new Set("name model providedModelName parentObservationId sessionId version release statusMessage".split(" "));
/** One observation as a span; `undefined` where it has no ids, which then is in `drops`. */
function readObservation(record, place, drops) {
	const fields = camelCased(record);
	const [spanId, traceId] = [textField(fields, "id"), textField(fields, "traceId")];
	if (spanId === void 0 || traceId === void 0) {
		drops.add(place, "observation without `id` or `traceId`");
		return;
	}
	const ownKnown = Object.keys(record).filter((key) => known.has(camelCase(key)));
	dropOtherFields(record, ownKnown, place, drops);
	const texts = ownKnown.filter((key) => textKeys.has(camelCase(key)));
	dropOddTexts(record, texts, place, drops);
	const kind = kindOfType.get(textField(fields, "type")?.toLowerCase() ?? "") ?? "other";
	const [startedAtMs, endedAtMs] = ["startTime", "endTime"].map((key) => timeAt(record, [ownKey(record, key)], {
		place,
		drops
	}));
	const name = textField(fields, "name") ?? kind;
	const [parent, session, version, text] = [
		filled(fields, "parentObservationId"),
		filled(fields, "sessionId"),
		filled(fields, "version") ?? filled(fields, "release"),
		filled(fields, "statusMessage")
	];
	const isError = textField(fields, "level")?.toUpperCase() === "ERROR";
	return {
		kind,
		name,
		traceId,
		spanId,
		place,
		...parent !== void 0 && { parentSpanId: parent },
		...startedAtMs !== void 0 && { startedAtMs },
		...endedAtMs !== void 0 && { endedAtMs },
		...isError && { error: {
			type: "error",
			message: text ?? ""
		} },
		...session !== void 0 && { sessionId: session },
		...version !== void 0 && { agentVersion: version },
		...kind === "agent" && { agentName: name },
		...readSides(kind, name, {
			record,
			fields,
			place,
			drops
		})
	};
}
/** What went in and came out, in the way of the span's kind. */
function readSides(kind, name, reading) {
	switch (kind) {
		case "model": return textField(reading.fields, "type")?.toLowerCase() === "embedding" ? {
			...readModelFacts(reading),
			output: []
		} : readGeneration(reading);
		case "tool":
		case "retriever": return readToolCall(name, reading);
		case "agent": return readTalk(reading);
		case "other": return readWork(name, reading);
		case "plan":
		case "guardrail": return {};
	}
}
function readGeneration(reading) {
	const { record, fields, place, drops } = reading;
	const at = (key) => childPlace(place, ownKey(record, key));
	const { sent, offered } = withoutTools(parseInput(fields["input"], at("input"), drops));
	const input = readModelInput(sent, at("input"), drops);
	const output = readModelOutput(fields["output"], at("output"), drops);
	const tools = offered ?? toolsIn(fields["input"]) ?? toolsIn(fields["modelParameters"]) ?? definitions(fields);
	return {
		...input !== void 0 && { input },
		...output !== void 0 && { output },
		...tools !== void 0 && { toolDefinitions: tools },
		...readModelFacts(reading)
	};
}
/** What is known of a model call beside its messages and tools; all that is read of one that embeds text. */
function readModelFacts(around) {
	const { record, fields, place, drops } = around;
	const model = filled(fields, "model") ?? filled(fields, "providedModelName");
	const details = isFields(fields["costDetails"]) ? fields["costDetails"] : {};
	const cost = [
		costAt$1(record, ownKey(record, "totalCost"), around),
		costAt$1(record, ownKey(record, "calculatedTotalCost"), around),
		costAt$1(details, "total", {
			place: childPlace(place, ownKey(record, "costDetails")),
			drops
		})
	].find((spent) => spent !== void 0 && spent > 0);
	const usage = readLangfuseUsage(fields, around, cost);
	return {
		...model !== void 0 && { model },
		...usage !== void 0 && { usage }
	};
}
/** A span, a chain or an event may have been a tool: the SDKs trace functions as spans. */
function readWork(name, reading) {
	const { fields } = reading;
	return [
		"input",
		"output",
		"statusMessage"
	].some((key) => isTelling(fields[key])) ? readToolCall(name, reading) : {};
}
function isTelling(value) {
	return value !== void 0 && value !== null && value !== "";
}
function readToolCall(name, { record, fields, place, drops }) {
	const inputPlace = childPlace(place, ownKey(record, "input"));
	const outputPlace = childPlace(place, ownKey(record, "output"));
	const input = fields["input"] === null ? void 0 : fields["input"];
	const values = input === "" ? void 0 : parseArguments(input, inputPlace, drops);
	const output = fields["output"] === "" ? void 0 : fields["output"];
	const told = parseToolContent(output, outputPlace, drops);
	const { result, callId, isError } = readLangChainResult(told, outputPlace, drops);
	const isFailed = isError && textField(fields, "level")?.toUpperCase() !== "ERROR";
	const message = typeof result === "string" ? result : JSON.stringify(result ?? "");
	return {
		toolCall: {
			...callId !== void 0 && { callId },
			name,
			...values !== void 0 && { arguments: namedArguments(values) }
		},
		...result !== void 0 && { toolResult: result },
		...isFailed && { error: {
			type: "tool-error",
			message
		} }
	};
}
/** Exports to blob storage write the input as JSON text. */
function parseInput(value, place, drops) {
	return typeof value === "string" && /^\s*\[/.test(value) ? parseArguments(value, place, drops) : value;
}
/**
* What a model was sent, without the tools that it was offered: the SDK puts those of LangChain at the end of the
* messages, as messages of a tool.
*/
function withoutTools(input) {
	if (!Array.isArray(input)) return { sent: input };
	const tools = input.flatMap((message) => definitionIn(message) ?? []);
	if (tools.length === 0) return { sent: input };
	return {
		sent: input.filter((message) => definitionIn(message) === void 0),
		offered: tools
	};
}
function definitionIn(message) {
	if (!isFields(message) || message["role"] !== "tool" || "tool_call_id" in message) return void 0;
	const { content } = message;
	if (!isFields(content) || !isJsonValue(content)) return void 0;
	return isFields(content["function"]) || typeof content["name"] === "string" ? content : void 0;
}
/** What the user said and was told, as an agent or a trace holds it. */
function readTalk({ record, fields, place, drops }) {
	const input = readModelInput(fields["input"], childPlace(place, ownKey(record, "input")), drops);
	const output = readModelOutput(fields["output"], childPlace(place, ownKey(record, "output")), drops);
	const userText = input?.findLast(({ role }) => role === "user")?.text;
	const replyText = output?.findLast(({ role }) => role === "assistant")?.text;
	return {
		...userText !== void 0 && { userText },
		...replyText !== void 0 && { replyText }
	};
}
function toolsIn(value) {
	if (!isFields(value)) return void 0;
	const tools = value["tools"];
	return Array.isArray(tools) && isJsonValue(tools) ? tools : void 0;
}
/** Blob exports keep definitions by name, as JSON text each. */
function definitions(fields) {
	const held = fields["toolDefinitions"];
	if (!isFields(held) || Object.keys(held).length === 0) return void 0;
	const tools = Object.entries(held).map(([name, value]) => ({
		name,
		definition: value
	}));
	return isJsonValue(tools) ? tools : void 0;
}
/** Text that is there: exports to blob storage write "" for what was not set. */
function filled(fields, key) {
	const text = textField(fields, key);
	return text === "" ? void 0 : text;
}

// src/core/trace/import/langfuse/langfuse-score.ts
/** Scores of people, of evaluators, and of code: only the first are labels. */
const judgeOfSource = /* @__PURE__ */ new Map([
	["ANNOTATION", "human"],
	["EVAL", "model"],
	["API", "code"]
]);
/** Reads one score; `undefined` where it holds no value, which then is in `drops`. */
function readScore(record, place, drops) {
	const fields = camelCased(record);
	const value = scoreValue(fields);
	const name = textField(fields, "name");
	if (value === void 0 || name === void 0 || !isJsonValue(value)) {
		drops.add(place, "score without a name or a value");
		return;
	}
	const by = judgeOfSource.get(textField(fields, "source")?.toUpperCase() ?? "") ?? "code";
	const annotator = filled(fields, "authorUserId");
	const explanation = filled(fields, "comment");
	return {
		annotation: {
			name,
			by,
			...annotator !== void 0 && { annotator },
			value,
			...explanation !== void 0 && { explanation }
		},
		place,
		spanId: filled(fields, "observationId"),
		traceId: filled(fields, "traceId"),
		sessionId: filled(fields, "sessionId")
	};
}
/** The label of a category, yes or no, the text, or the number. */
function scoreValue(fields) {
	const { value, stringValue } = fields;
	if (textField(fields, "dataType")?.toUpperCase() === "BOOLEAN") return typeof value === "number" ? value === 1 : stringValue === "True";
	if (typeof stringValue === "string" && stringValue !== "") return stringValue;
	return value ?? void 0;
}

// src/core/trace/import/langfuse/langfuse.ts
/** Records hold records this deep: a page of sessions of traces of observations. */
const maxDepth = 6;
const traceKeys = [
	"id timestamp name input output sessionId session_id userId user_id release version",
	"projectId project_id public bookmarked environment createdAt created_at updatedAt",
	"updated_at externalId external_id htmlPath html_path latency totalCost total_cost",
	"observations scores"
].flatMap((words) => words.split(" "));
/**
* Reads Langfuse: observations, traces, sessions and scores, alone, in lists, or inside one another, from the API or
* from an export to blob storage.
*
* A trace becomes the span around its observations. Scores of people are annotations by a human: labels.
*/
var LangfuseReader = class extends SpanCollector {
	#scores = new LateAnnotations();
	#spans = [];
	take(value, place) {
		this.#read(value, {
			place,
			depthLeft: maxDepth
		});
		const spans = this.#spans;
		this.#spans = [];
		return spans;
	}
	complete(session) {
		return this.#scores.applyTo(session);
	}
	ended() {
		this.#scores.reportRest(this.drops);
	}
	#read(value, around) {
		const { place, depthLeft } = around;
		if (depthLeft === 0) {
			this.drops.add(place, "records of Langfuse that nest too deep");
			return;
		}
		if (Array.isArray(value) && value.length > 0) {
			this.#readList(value, around);
			return;
		}
		const kind = langfuseKind(value);
		if (!isFields(value) || kind === void 0) {
			this.drops.add(place, "neither an observation, a trace, a session nor a score of Langfuse");
			return;
		}
		switch (kind) {
			case "observation":
				this.#readObservation(value, around);
				break;
			case "trace":
				this.#readTrace(value, around);
				break;
			case "score":
				this.#readScore(value, around);
				break;
			case "session":
				this.#readLists(value, {
					...around,
					sessionId: textField(value, "id")
				});
				break;
			case "bundle": this.#readBundle(value, around);
		}
	}
	#readList(list, around) {
		for (const [index, item] of list.entries()) {
			const place = childPlace(around.place, index);
			this.#read(item, {
				...around,
				place,
				depthLeft: around.depthLeft - 1
			});
		}
	}
	#readLists(record, around) {
		for (const key of bundleLists) {
			const list = record[key];
			const at = {
				...around,
				place: childPlace(around.place, key)
			};
			if (Array.isArray(list) && list.some((item) => typeof item !== "string")) this.#readList(list, at);
		}
	}
	/** A page of the API, or a trace as it is downloaded: `{trace, observations, scores}`. */
	#readBundle(record, around) {
		const { trace } = record;
		if (isFields(trace)) this.#readTrace(trace, {
			...around,
			place: childPlace(around.place, "trace")
		});
		this.#readLists(record, around);
	}
	#readObservation(record, { place, sessionId }) {
		const span = readObservation(record, place, this.drops);
		if (span === void 0) return;
		const known = span.sessionId ?? sessionId;
		this.#spans.push({
			...span,
			parentSpanId: span.parentSpanId ?? traceSpanId(span.traceId),
			...known !== void 0 && { sessionId: known }
		});
	}
	#readScore(record, { place }) {
		const score = readScore(record, place, this.drops);
		if (score !== void 0) this.#scores.add(score);
	}
	#readTrace(record, around) {
		const { place } = around;
		const fields = camelCased(record);
		const id = textField(fields, "id");
		if (id === void 0) {
			this.drops.add(place, "trace without an id");
			return;
		}
		dropOtherFields(record, traceKeys, place, this.drops);
		const sessionId = filled(fields, "sessionId") ?? around.sessionId;
		const version = filled(fields, "version") ?? filled(fields, "release");
		const startedAtMs = timeAt(record, ["timestamp"], {
			place,
			drops: this.drops
		});
		const name = filled(fields, "name");
		this.#spans.push({
			kind: "agent",
			name: name ?? "trace",
			traceId: id,
			spanId: traceSpanId(id),
			place,
			...sessionId !== void 0 && { sessionId },
			...startedAtMs !== void 0 && { startedAtMs },
			...name !== void 0 && { agentName: name },
			...version !== void 0 && { agentVersion: version },
			...readTalk({
				record,
				fields,
				place,
				drops: this.drops
			})
		});
		this.#readLists(record, {
			...around,
			...sessionId !== void 0 && { sessionId }
		});
	}
};
/** A trace has no id among its observations: this one is no other's. */
function traceSpanId(traceId) {
	return `trace ${traceId}`;
}

// src/core/trace/import/messages/model-calls.ts
/** How many answers are remembered for calls that go on from them. */
const mostRemembered = 1e4;
/**
* Begins the id of a call without one, and parts its file from its position: two files of the same name in two folders
* are two. Sessions never show it.
*/
const unnamed = "\0";
/**
* Reads logs of model calls, each with what was sent and what came back, of OpenAI's chat completions and Responses
* and of Anthropic's Messages.
*
* A call goes on from an earlier one where it repeats its messages and its answer, or names it
* (`previous_response_id`); what the provider kept is then put back. Both are one session, and one trace as long as no
* user speaks in between. A call that failed goes on with the one that sends the same again. A previous answer that is not among the calls before is reported.
*/
var ModelCallReader = class extends SpanCollector {
	#answers = /* @__PURE__ */ new Map();
	take(value, place) {
		const call = findModelCall(value, place);
		if (call === void 0) {
			this.drops.add(place, "no model call: neither an answer nor what was sent");
			return [];
		}
		const { file, position } = placeAt(place.file ?? "", place);
		const id = `${unnamed}${file}${unnamed}${position}`;
		const { span, previousId } = readModelCall$4(call, id, this.drops);
		const answer = this.#answerBefore(span, previousId);
		const sent = span.input ?? [];
		const input = previousId === void 0 ? sent : [...answer?.said ?? [], ...sent];
		const news = sent.slice(sent.findLastIndex(({ role }) => role === "assistant") + 1);
		const isSameTrace = answer !== void 0 && news.every(({ role }) => role === "tool");
		const sessionId = span.sessionId ?? answer?.sessionId ?? previousId ?? span.spanId;
		const whole = {
			...span,
			sessionId,
			traceId: isSameTrace ? answer.traceId : span.traceId,
			...(span.input !== void 0 || input.length > 0) && { input }
		};
		this.#remember(whole, { isKept: call.api === "openai-responses" });
		return [whole];
	}
	complete(session) {
		const turns = session.turns.map(({ steps, ...turn }) => ({
			...withShownId(turn, "traceId"),
			steps: steps.map((step) => withShownId(step, "spanId"))
		}));
		const at = placeIn$1(session.id);
		return {
			...session,
			turns,
			...at !== void 0 && { id: idOfPlace(at, turns) }
		};
	}
	#answerBefore(span, previousId) {
		if (previousId !== void 0) {
			const named = this.#answers.get(`id ${previousId}`);
			if (named === void 0) this.drops.add(span.place ?? { path: "" }, "previous response that is not among the calls before: what was said is unknown");
			return named;
		}
		const input = span.input ?? [];
		const failed = this.#answers.get(`failed ${digestOf(input)}`);
		if (failed !== void 0) return failed;
		const last = input.findLastIndex(({ role }) => role === "assistant");
		return last === -1 ? void 0 : this.#answers.get(digestOf(input.slice(0, last + 1)));
	}
	#remember(span, { isKept }) {
		const { traceId, spanId, sessionId = traceId } = span;
		const said = [...span.input ?? [], ...span.output ?? []];
		if (span.error !== void 0 && span.output === void 0) {
			if (said.length > 0) this.#set(`failed ${digestOf(said)}`, {
				traceId,
				sessionId
			});
			return;
		}
		this.#answers.delete(`failed ${digestOf(span.input ?? [])}`);
		this.#set(digestOf(said), {
			traceId,
			sessionId
		});
		if (isKept) this.#set(`id ${spanId}`, {
			traceId,
			sessionId,
			said
		});
	}
	#set(key, answer) {
		this.#answers.delete(key);
		this.#answers.set(key, answer);
		const [oldest] = this.#answers.keys();
		if (this.#answers.size > mostRemembered && oldest !== void 0) this.#answers.delete(oldest);
	}
};
/** The place that an id is made of; `undefined` for any other id. */
function placeIn$1(id) {
	const end = id.indexOf(unnamed, 1);
	if (!id.startsWith(unnamed) || end === -1) return void 0;
	return {
		file: id.slice(1, end),
		position: id.slice(end + 1)
	};
}
/** The same with an id as people see it, without folders. */
function withShownId(from, key) {
	const id = from[key];
	const at = id === void 0 ? void 0 : placeIn$1(id);
	return at === void 0 ? from : {
		...from,
		[key]: nameOfPlace(at.file, at.position)
	};
}
/** Of all that was said but system prompts and thoughts: clients leave those out when they send the rest again. */
function digestOf(messages) {
	const hash = createHash("sha256");
	for (const { role, text = "", toolCalls = [], toolResults = [] } of messages) {
		if (role === "system") continue;
		const calls = toolCalls.map((call) => call.callId ?? `${call.name} ${canonicalJson(call)}`);
		const answered = toolResults.map(({ callId = "" }) => callId);
		hash.update(JSON.stringify([
			role,
			text.trim(),
			calls,
			answered
		]));
	}
	return hash.digest("hex");
}

// src/core/trace/import/format-readers.ts
/** Lists of records may nest this deep. */
const maxListDepth = 4;
/** Readers whose sessions may stand in several files; the others make theirs of one. */
const joining = /* @__PURE__ */ new Map([
	["calls", () => new ModelCallReader()],
	["otlp", () => new OtlpReader()],
	["langfuse", () => new LangfuseReader()],
	["langsmith", () => new LangSmithReader()]
]);
const single = /* @__PURE__ */ new Map([
	["messages", (file) => new ChatLogReader(file)],
	["tau2", (file) => new Tau2Reader(file)],
	["atif", (file) => new AtifReader(file)],
	["swe-agent", (file) => new SweAgentReader(file)],
	["session", (file) => new SessionFileReader(file)]
]);
/** The readers of one import: of each file in turn, and of the sessions that stand in several files. */
var FormatReaders = class {
	#choice;
	#joined = /* @__PURE__ */ new Map();
	constructor(choice) {
		this.#choice = choice;
	}
	/** The reader of a file; to be ended before the next one is opened. */
	open(file) {
		return new DispatchingReader(file, this.#choice, this.#joined);
	}
	/** The sessions that only the last file completes. */
	end() {
		return [...this.#joined.values()].flatMap((reader) => reader.end());
	}
	/** What the readers of several files dropped. */
	dropped() {
		return [...this.#joined.values()].flatMap((reader) => reader.dropped());
	}
};
/** Gives each value of a file to the reader of its format. */
var DispatchingReader = class {
	#file;
	#choice;
	#joined;
	#own = /* @__PURE__ */ new Map();
	#drops;
	#found = /* @__PURE__ */ new Map();
	constructor(file, choice, joined) {
		this.#file = file;
		this.#choice = choice;
		this.#joined = joined;
		this.#drops = new DropList(file);
	}
	add(value, place) {
		const here = {
			...place,
			file: this.#file
		};
		return this.#choice === "auto" ? this.#dispatch(value, here, maxListDepth) : this.#read(this.#choice, value, here);
	}
	drop(place, reason) {
		this.#drops.add(place, reason);
	}
	end() {
		return [...this.#own.values()].flatMap((reader) => reader.end());
	}
	dropped() {
		return [...this.#drops.list(), ...[...this.#own.values()].flatMap((reader) => reader.dropped())];
	}
	found() {
		return [...this.#found].map(([format, { reason, values }]) => ({
			format,
			reason,
			values
		}));
	}
	#dispatch(value, place, listsLeft) {
		const recognised = recognise(value);
		if (recognised !== void 0) {
			this.#count(recognised.format, recognised.reason);
			return this.#read(recognised.format, value, place);
		}
		if (Array.isArray(value) && value.length > 0 && listsLeft > 0) return value.flatMap((item, index) => this.#dispatch(item, childPlace(place, index), listsLeft - 1));
		this.#drops.add(place, `no format that is known: ${describeShape(value)}`);
		return [];
	}
	#count(format, reason) {
		const found = this.#found.get(format);
		if (found === void 0) this.#found.set(format, {
			reason,
			values: 1
		});
		else found.values += 1;
	}
	#read(format, value, place) {
		if (Array.isArray(value) && value.length === 0) {
			this.#drops.add(place, "empty list: no messages");
			return [];
		}
		if (this.#choice !== "auto") this.#count(format, "it was asked for");
		return this.#readerOf(readerName(format, value)).add(value, place);
	}
	#readerOf(name) {
		const join = joining.get(name);
		const readers = join === void 0 ? this.#own : this.#joined;
		const known = readers.get(name);
		if (known !== void 0) return known;
		const reader = join?.() ?? single.get(name)?.(this.#file);
		if (reader === void 0) throw new Error(`no reader of ${name}`);
		readers.set(name, reader);
		return reader;
	}
};
/** Three formats are messages or whole calls of a model, and each of their values tells which. */
function readerName(format, value) {
	if (format === "openinference") return "otlp";
	if (!(format === "chat-log" || format === "anthropic" || format === "openai-responses")) return format;
	return isCall(value) ? "calls" : "messages";
}
function isCall(value) {
	return dialectOf(value) === void 0 && findModelCall(value, { path: "" }) !== void 0;
}

// src/adapters/fs/as-items.ts
/** Sessions as a source hands them out, with the file that they are from where they are from one. */
function asItems(sessions, file) {
	const from = file === void 0 ? {} : { file };
	return sessions.map((session) => ({
		kind: "session",
		session,
		...from
	}));
}

// src/core/trace/import/detect/envelope-lists.ts
/**
* The lists in which exports keep what they hold, inside one object: such a document may be taken apart, item by item.
*
* Not among them is any list that makes up one session, such as `messages`.
*/
const envelopeLists = /* @__PURE__ */ new Set([
	"resourceSpans",
	"resource_spans",
	"resourceLogs",
	"resource_logs",
	"data",
	"observations",
	"traces",
	"scores",
	"runs",
	"post",
	"patch",
	"simulations",
	"sessions"
]);

// src/adapters/fs/close-cut-json.ts
/** Lists whose items stand for themselves: what is whole of them means the same without the rest. */
const recordLists = new Set([
	"messages traj history trajectory turns steps items input output resourceSpans",
	"resource_spans scopeSpans scope_spans spans resourceLogs resource_logs scopeLogs",
	"scope_logs logRecords log_records data sessions traces observations scores simulations",
	"runs post patch child_runs"
].flatMap((words) => words.split(" ")));
/**
* The part of a cut JSON text that is whole: up to the last whole record of the innermost list of records that has
* one, with the brackets closed that are open there. A record that the cut goes through is left out, since half a
* message says something else than it did.
*
* `undefined` where no record is whole.
*/
function closeCutJson(text) {
	const open = openAtEnd(text);
	if (open === void 0) return void 0;
	const at = open.findLastIndex(({ isRecords, safeEnd }) => isRecords && safeEnd > 0);
	const closers = open.slice(0, at + 1).map(({ closer }) => closer);
	return at === -1 ? void 0 : text.slice(0, open[at]?.safeEnd) + closers.toReversed().join("");
}
/** The brackets that a text leaves open; `undefined` where it is no list and no object. */
function openAtEnd(text) {
	const open = [];
	let stringStart = 0;
	let key = "";
	let lastString = "";
	for (let at = 0; at < text.length; at++) {
		const sign = text[at] ?? "";
		switch (sign) {
			case "\"":
				stringStart = at + 1;
				at = endOfString(text, stringStart);
				lastString = at - stringStart > 20 ? "" : text.slice(stringStart, at);
				break;
			case ":":
				key = lastString;
				break;
			case "{":
				open.push({
					closer: "}",
					isRecords: false,
					safeEnd: 0
				});
				break;
			case "[": {
				const isRecords = open.length === 0 || open.at(-1)?.closer === "}" && recordLists.has(key);
				open.push({
					closer: "]",
					isRecords,
					safeEnd: 0
				});
				break;
			}
			case "}":
			case "]": {
				if (open.pop()?.closer !== sign) return void 0;
				const around = open.at(-1);
				if (around?.closer === "]") around.safeEnd = at + 1;
				break;
			}
			case ",": {
				const around = open.at(-1);
				if (around?.closer === "]") around.safeEnd = at;
				break;
			}
			default: if (open.length === 0 && sign.trim() !== "") return void 0;
		}
	}
	return open;
}
/** The place of the quote that ends a string; the end of the text where none does. */
function endOfString(text, from) {
	for (let at = from; at < text.length; at++) if (text[at] === "\\") at += 1;
	else if (text[at] === "\"") return at;
	return text.length;
}

// src/adapters/fs/session-text.ts
/** Bytes as text. What is no UTF-8 becomes U+FFFD and is reported. */
function decodeText(bytes, place, reader) {
	if (!isUtf8(bytes)) reader.drop(place, "bytes that are not UTF-8 were read as � (convert the file: `iconv -f LATIN1 -t UTF-8`)");
	return bytes.toString("utf8");
}
/** The JSON value of a text, or why it is none. Never throws over what a file holds. */
function parseText(text) {
	try {
		return {
			kind: "value",
			value: parseJsonText(text)
		};
	} catch (error) {
		if (error instanceof SyntaxError) return {
			kind: "no-json",
			why: error.message
		};
		if (error instanceof RangeError) return {
			kind: "no-json",
			why: "it nests too deep"
		};
		throw error;
	}
}
/** The same for text that its file's end cut: what was whole before the cut. */
function parseCutText(text) {
	const closed = closeCutJson(text);
	return closed === void 0 ? {
		kind: "no-json",
		why: "nothing in it is whole"
	} : parseText(closed);
}
const cutReasons = {
	read: "the file ends inside this value: what stands before the cut was read",
	lost: "the file ends inside this value: nothing of it could be read",
	between: "the file ends before its list does"
};

// src/adapters/fs/json-bytes.ts
/** The signs of JSON, as bytes. */
const signs = {
	quote: 34,
	comma: 44,
	colon: 58,
	newline: 10,
	backslash: 92,
	openList: 91,
	closeList: 93,
	openObject: 123,
	closeObject: 125
};
/** Members, each `"key":value` or a part of it, as the object that they make up. */
function objectOf(members, end = "}") {
	const parts = members.flatMap((member, index) => [Buffer.from(index === 0 ? "{" : ","), member]);
	return Buffer.concat([...parts.length === 0 ? [Buffer.from("{")] : parts, Buffer.from(end)]);
}
/** The next byte of a string that may end it: a quote, a backslash or a newline; the length where none comes. */
function nextInString(chunk, from) {
	for (let at = from; at < chunk.length; at++) {
		const byte = chunk[at];
		if (byte === signs.quote || byte === signs.backslash || byte === signs.newline) return at;
	}
	return chunk.length;
}
/** The next byte that means something inside a value: a quote, a bracket or a newline. */
function nextSign(chunk, from) {
	for (let at = from; at < chunk.length; at++) {
		const byte = chunk[at];
		if (byte === signs.quote || byte === signs.newline || byte === signs.openList || byte === signs.closeList) return at;
		if (byte === signs.openObject || byte === signs.closeObject) return at;
	}
	return chunk.length;
}

// src/adapters/fs/split-json.ts
/**
* Splits JSON documents into the items of their lists without parsing them, in one pass and bounded memory.
*
* Knows of JSON no more than brackets and strings. Broken text becomes a broken piece, and what follows is found
* again: a string ends at the end of its line at the latest, and a broken item where a line begins as it began itself.
*/
var JsonSplitter = class {
	#options;
	#frames = [];
	#pieces = [];
	#value;
	#isString = false;
	#isEscaped = false;
	#line = 1;
	/** Where the present line began, seen from the present chunk. */
	#lineStart = 0;
	#documents = 0;
	constructor(options) {
		this.#options = options;
	}
	/** How many documents have begun. */
	get documents() {
		return this.#documents;
	}
	/** The values that end in this chunk. */
	push(chunk) {
		if (this.#value !== void 0) this.#value.from = 0;
		let at = 0;
		while (at < chunk.length) if (this.#isString) at = this.#readString(chunk, at);
		else {
			if (this.#value !== void 0 && this.#value.nesting > 0) at = nextSign(chunk, at);
			const byte = chunk[at];
			if (byte !== void 0) this.#read(byte, chunk, at);
			at += 1;
		}
		if (this.#value !== void 0) this.#keep(this.#value, chunk, chunk.length);
		this.#lineStart -= chunk.length;
		return this.#take();
	}
	/** What the end of the file leaves open. */
	end() {
		const value = this.#value;
		const frame = this.#frames.at(-1);
		const isCut = frame !== void 0 || this.#isString || (value?.nesting ?? 0) > 0;
		if (frame?.kind === "object") {
			if (value !== void 0) this.#addMember(frame, value);
			this.#emit({
				bytes: objectOf(frame.members, ""),
				line: 1,
				...whole(frame),
				isCut: true
			});
		} else if (value !== void 0) this.#finish(value, isCut);
		else if (frame !== void 0) this.#emit({
			bytes: Buffer.alloc(0),
			line: this.#line,
			...placeIn(frame),
			isCut: true
		});
		return this.#take();
	}
	#take() {
		const pieces = this.#pieces;
		this.#pieces = [];
		return pieces;
	}
	#emit(piece) {
		this.#pieces.push(piece);
	}
	/** Reads on to the string's end, or the chunk's; returns where to go on. */
	#readString(chunk, from) {
		if (this.#isEscaped) {
			this.#isEscaped = false;
			if (chunk[from] !== signs.newline) return from + 1;
		}
		const at = nextInString(chunk, from);
		const byte = chunk[at];
		if (byte === signs.backslash) this.#isEscaped = true;
		if (byte !== signs.quote && byte !== signs.newline) return at + 1;
		this.#isString = false;
		const value = this.#value;
		if (byte === signs.newline) {
			if (value !== void 0) value.isBroken = true;
			return at;
		}
		if (value?.nesting === 0) {
			this.#keep(value, chunk, at + 1);
			this.#finish(value);
		}
		return at + 1;
	}
	#read(byte, chunk, at) {
		switch (byte) {
			case signs.quote:
				this.#begin(at);
				this.#isString = true;
				break;
			case signs.openObject:
			case signs.openList:
				this.#open(byte, chunk, at);
				break;
			case signs.closeObject:
			case signs.closeList:
				this.#close(chunk, at);
				break;
			default:
				this.#readOther(byte, chunk, at);
				if (byte === signs.newline) {
					this.#line += 1;
					this.#lineStart = at + 1;
				}
		}
	}
	/** White space, a sign between two values, or part of a word or a number. */
	#readOther(byte, chunk, at) {
		const value = this.#value;
		const isBetween = byte <= 32 || byte === signs.comma || byte === signs.colon;
		if (value === void 0) {
			if (!isBetween) this.#begin(at);
		} else if (value.nesting === 0 && isBetween && (this.#frames.length > 0 || byte === signs.newline)) {
			this.#keep(value, chunk, at);
			this.#finish(value);
		}
	}
	#open(byte, chunk, at) {
		const broken = this.#value?.isBroken === true ? this.#value : void 0;
		if (broken !== void 0 && broken.column === this.#indentAt(chunk, at)) {
			this.#keep(broken, chunk, at);
			this.#finish(broken);
		}
		const value = this.#value;
		if (value !== void 0) {
			value.nesting += 1;
			return;
		}
		const frame = this.#frames.at(-1);
		if (frame === void 0) this.#documents += 1;
		const { lists } = this.#options;
		if (byte === signs.openList && frame === void 0) this.#frames.push({
			kind: "list",
			index: 0
		});
		else if (byte === signs.openObject && frame === void 0 && lists.size > 0) this.#frames.push({
			kind: "object",
			members: [],
			key: void 0,
			isApart: false
		});
		else if (byte === signs.openList && frame?.kind === "object" && lists.has(frame.key ?? "")) {
			frame.members.pop();
			const envelope = {
				key: frame.key ?? "",
				head: objectOf(frame.members)
			};
			frame.isApart = true;
			frame.key = void 0;
			this.#frames.push({
				kind: "list",
				index: 0,
				envelope
			});
		} else this.#begin(at).nesting = 1;
	}
	#close(chunk, at) {
		const value = this.#value;
		if (value !== void 0) {
			value.nesting -= 1;
			if (value.nesting > 0) return;
			this.#keep(value, chunk, value.nesting === 0 ? at + 1 : at);
			this.#finish(value);
			if (value.nesting === 0) return;
		}
		const frame = this.#frames.pop();
		if (frame === void 0) this.#begin(at);
		else if (frame.kind === "object") this.#emit({
			bytes: objectOf(frame.members),
			line: 1,
			...whole(frame)
		});
	}
	#begin(at) {
		this.#value ??= {
			line: this.#line,
			column: at - this.#lineStart,
			parts: [],
			from: at,
			length: 0,
			nesting: 0,
			isBroken: false
		};
		return this.#value;
	}
	#keep(value, chunk, to) {
		const part = chunk.subarray(value.from, to);
		value.length += part.length;
		if (value.length > this.#options.maxBytes) value.parts.length = 0;
		else if (part.length > 0) value.parts.push(part);
		value.from = to;
	}
	#finish(value, isCut = false) {
		this.#value = void 0;
		const frame = this.#frames.at(-1);
		const isTooLong = value.length > this.#options.maxBytes;
		if (frame?.kind === "object") {
			if (!isTooLong) {
				this.#addMember(frame, value);
				return;
			}
			if (frame.key !== void 0) frame.members.pop();
			frame.key = void 0;
		}
		this.#emit({
			...!isTooLong && { bytes: Buffer.concat(value.parts) },
			line: value.line,
			...frame !== void 0 && placeIn(frame),
			...isCut && { isCut }
		});
		if (frame?.kind === "list") frame.index += 1;
	}
	/** The first string is a key, and what follows it its value. */
	#addMember(frame, value) {
		const bytes = Buffer.concat(value.parts);
		if (frame.key === void 0) {
			frame.key = bytes.toString("utf8").slice(1, -1);
			frame.members.push(bytes);
			return;
		}
		const key = frame.members.pop() ?? Buffer.alloc(0);
		frame.members.push(Buffer.concat([
			key,
			Buffer.from(":"),
			bytes
		]));
		frame.key = void 0;
	}
	/** The column, where nothing but white space stands before it in its line; -1 elsewhere. */
	#indentAt(chunk, at) {
		if (this.#lineStart < 0) return -1;
		for (let i = this.#lineStart; i < at; i++) if ((chunk[i] ?? 0) > 32) return -1;
		return at - this.#lineStart;
	}
};
function placeIn(frame) {
	if (frame.kind === "object") return {};
	const { index, envelope } = frame;
	return {
		index,
		...envelope !== void 0 && { envelope }
	};
}
/** A document whose lists were handed out says so. */
function whole(frame) {
	return frame.isApart ? { envelope: { head: Buffer.alloc(0) } } : {};
}

// src/adapters/fs/read-documents.ts
/**
* Reads JSON documents, one or many behind each other, and hands out the sessions that are complete. A document that
* is a list is read item by item.
*
* @throws UserError where nothing at all could be read.
*/
async function* readDocuments(text, reader, options) {
	const { maxBytes, takesApart } = options;
	const splitter = new JsonSplitter({
		maxBytes,
		lists: takesApart ? envelopeLists : /* @__PURE__ */ new Set()
	});
	const reading = new DocumentReading(text.file, reader, maxBytes);
	for await (const chunk of text.chunks) yield splitter.push(chunk).flatMap(reading.read);
	yield splitter.end().flatMap(reading.read);
	const damage = text.damage();
	if (damage !== void 0) reader.drop({ path: "" }, `the compressed data ends early: ${damage}`);
	reading.end(splitter.documents);
}
var DocumentReading = class {
	#file;
	#reader;
	#maxBytes;
	#values = 0;
	#failure;
	#head;
	constructor(file, reader, maxBytes) {
		this.#file = file;
		this.#reader = reader;
		this.#maxBytes = maxBytes;
	}
	/** @throws UserError where not one value was read. */
	end(documents) {
		if (this.#values > 0) return;
		if (this.#failure !== void 0) throw this.#failure;
		if (documents === 0) throw noJson(this.#file, "it is empty");
		this.#reader.drop({ path: "" }, "empty list: no messages");
	}
	read = (piece) => {
		const place = this.#placeOf(piece);
		const { bytes } = piece;
		if (bytes === void 0) {
			this.#reader.drop(place, `value longer than ${this.#maxBytes} bytes`);
			this.#failure ??= tooLarge(this.#file, this.#maxBytes);
			return [];
		}
		if (bytes.length === 0) {
			this.#reader.drop(place, cutReasons.between);
			return [];
		}
		const content = decodeText(bytes, place, this.#reader);
		const parsed = parseText(content);
		if (parsed.kind === "value") return this.#add(parsed.value, piece, place);
		const cut = piece.isCut === true ? parseCutText(content) : parsed;
		if (cut.kind === "value") {
			this.#reader.drop(place, cutReasons.read);
			return this.#add(cut.value, piece, place);
		}
		this.#reader.drop(place, piece.isCut === true ? cutReasons.lost : "value that is not JSON");
		this.#failure ??= noJson(this.#file, parsed.why);
		return [];
	};
	#add(value, { envelope }, place) {
		this.#values += 1;
		if (envelope === void 0) return this.#reader.add(value, place);
		if (envelope.key === void 0) return this.#readAround(value);
		return this.#reader.add({
			...this.#headOf(envelope.head),
			[envelope.key]: [value]
		}, place);
	}
	/** What stands before a list came with each of its items; what stands behind all lists came with none. */
	#readAround(value) {
		const known = Object.keys(this.#head?.value ?? {});
		for (const key of Object.keys(Object(value)).filter((name) => !known.includes(name))) this.#reader.drop(childPlace({ path: "" }, key), "stands behind a list that was read item by item: not read");
		return [];
	}
	/** One head serves all items of its list. */
	#headOf(bytes) {
		if (this.#head?.bytes !== bytes) {
			const parsed = parseText(bytes.toString("utf8"));
			this.#head = {
				bytes,
				value: parsed.kind === "value" ? Object(parsed.value) : {}
			};
		}
		return this.#head.value;
	}
	/** The first document needs no line: most files have no other. */
	#placeOf({ index, envelope, line }) {
		if (index === void 0) return this.#values === 0 ? { path: "" } : {
			line,
			path: ""
		};
		if (envelope?.key === void 0) return childPlace({ path: "" }, index);
		return {
			path: "",
			piece: {
				list: childPlace({ path: "" }, envelope.key).path,
				firstIndex: index
			}
		};
	}
};
function tooLarge(file, maxBytes) {
	return new UserError("SESSIONS_TOO_LARGE", `${file}: holds a JSON value of more than ${maxBytes} bytes, and no value may have more.`, "Write one record a line (JSON Lines, `.jsonl`), or a list of records: such a file may have any size.");
}
function noJson(file, why) {
	return new UserError("SESSIONS_NOT_JSON", `${file}: is not JSON (${why}).`, "Give a JSON document, or a file with one JSON value a line.");
}

// src/adapters/fs/byte-pattern.ts
/**
* Finds the same few bytes again and again. Asked once for each of many places that lie near each other this takes half
* the time of `Buffer.indexOf`, most of which is the way into native code.
*/
var BytePattern = class {
	length;
	#bytes;
	/** How far to go on from a byte that stands where the pattern would end (Horspool 1980). */
	#steps;
	/** @param text 1 to 255 characters of ASCII. */
	constructor(text) {
		this.#bytes = Buffer.from(text, "latin1");
		this.length = this.#bytes.length;
		this.#steps = (/* @__PURE__ */ new Uint8Array(256)).fill(this.length);
		for (const [index, byte] of this.#bytes.subarray(0, -1).entries()) this.#steps[byte] = this.length - 1 - index;
	}
	/** Where it stands first at or behind `from`; -1 where it does not. */
	indexIn(bytes, from) {
		const last = this.length - 1;
		for (let end = from + last; end < bytes.length; end += this.#steps[bytes[end] ?? 0] ?? 1) if (this.#endsAt(bytes, end)) return end - last;
		return -1;
	}
	#endsAt(bytes, end) {
		const last = this.length - 1;
		for (let back = 0; back <= last; back += 1) if (bytes[end - back] !== this.#bytes[last - back]) return false;
		return true;
	}
};

// src/adapters/fs/known-texts.ts
/** How many texts are remembered under one key, of how many keys, and how many bytes of all. */
const mostOfKey = 16;
const mostKeys = 64;
const mostBytes = 4e6;
/** A longer text is parsed each time. */
const longestText = 5e5;
/** After how many texts more that were new than were known a key is left alone, and for how many. */
const mostNews = 16;
const restTexts = 500;
const openingBracket$1 = 91;
const closingBracket = 93;
/**
* A text that was found, with its bytes as they stand in the file; of a list without its last bracket. What they say is
* known once the rest of their line has been parsed.
*/
var KnownText = class KnownText {
	/** How many bytes are compared. */
	length;
	isList;
	#text = "";
	/** What the compared bytes say. */
	#body = "";
	#bytes;
	/** Whether what is behind its bytes belongs to a text that grew from it. */
	#isGrown = false;
	constructor(bytes, whole) {
		this.isList = bytes[0] === openingBracket$1 && bytes[whole - 1] === closingBracket;
		this.length = this.isList ? whole - 1 : whole;
		this.#bytes = bytes;
	}
	static of(raw) {
		return new KnownText(Buffer.from(raw), raw.length);
	}
	get text() {
		return this.#text;
	}
	/** How much memory its bytes take. */
	get size() {
		return this.#bytes.length;
	}
	/** Whether it is all of a text that begins with its bytes. */
	isWhole({ line, start, end }) {
		const behind = start + this.length;
		return this.isList ? behind === end - 1 && line[behind] === closingBracket : behind === end;
	}
	/** The text whose bytes are `raw`, which begin with those of this one. */
	grow(raw) {
		const { length } = this;
		if (this.#isGrown || this.#bytes.length < raw.length) {
			const bytes = Buffer.allocUnsafeSlow(2 * raw.length);
			raw.copy(bytes);
			return new KnownText(bytes, raw.length);
		}
		this.#isGrown = true;
		raw.copy(this.#bytes, length, length);
		return new KnownText(this.#bytes, raw.length);
	}
	/** Notes what it says: what `before` says, and `more`. */
	say(before, more) {
		const said = before === void 0 ? "" : before.#body;
		this.#text = said + more;
		this.#body = this.isList ? said + more.slice(0, -1) : this.#text;
	}
	/** The same for a list that begins with the items of `before`, and has those of the list `more` behind them. */
	sayItems(before, more) {
		this.#body = `${before.#body},${more.slice(1, -1)}`;
		this.#text = `${this.#body}]`;
	}
	begins(line, start) {
		const { length } = this;
		const bytes = this.#bytes;
		const end = start + length;
		return end < line.length && line[end - 1] === bytes[length - 1] && line[end - 5] === bytes[length - 5] && line.compare(bytes, 0, length, start, end) === 0;
	}
};
/** The latest long texts of a file under each key of its attributes, in bounded memory. */
var KnownTexts = class {
	#buckets = /* @__PURE__ */ new Map();
	#bytes = 0;
	/** Whether the texts of a key are likely to repeat. */
	isWorthAsking(key) {
		const bucket = this.#buckets.get(key);
		if (bucket === void 0 || bucket.news < mostNews) return true;
		bucket.rest += 1;
		if (bucket.rest < restTexts) return false;
		bucket.rest = 0;
		bucket.news = mostNews / 2;
		return true;
	}
	/** The latest known text that the text at a place begins with. */
	beginningOf(key, line, start) {
		return this.#buckets.get(key)?.texts.findLast((text) => text.begins(line, start));
	}
	/**
	* Remembers the text at a place, of which `known` is the beginning. What it says has to be said before another line is
	* looked at.
	*/
	add(key, place, known) {
		const bucket = this.#buckets.get(key);
		if (bucket !== void 0) bucket.news = known === void 0 ? bucket.news + 1 : Math.max(0, bucket.news - 1);
		if (known?.isWhole(place) === true) return known;
		const raw = place.line.subarray(place.start, place.end);
		const fresh = known === void 0 ? KnownText.of(raw) : known.grow(raw);
		if (raw.length <= longestText) this.#remember(key, fresh, known);
		return fresh;
	}
	/** Lets go of all texts. */
	forget() {
		this.#buckets = /* @__PURE__ */ new Map();
		this.#bytes = 0;
	}
	#remember(key, fresh, instead) {
		if (this.#bytes > mostBytes || this.#buckets.size >= mostKeys) this.forget();
		const { texts } = this.#bucketOf(key);
		const at = instead === void 0 ? -1 : texts.lastIndexOf(instead);
		const [gone] = at === -1 ? [] : texts.splice(at, 1);
		texts.push(fresh);
		const oldest = texts.length > mostOfKey ? texts.shift() : void 0;
		this.#bytes += fresh.size - (gone?.size ?? 0) - (oldest?.size ?? 0);
	}
	#bucketOf(key) {
		const known = this.#buckets.get(key);
		if (known !== void 0) return known;
		const bucket = {
			texts: [],
			news: 0,
			rest: 0
		};
		this.#buckets.set(key, bucket);
		return bucket;
	}
};

// src/adapters/fs/repeated-texts.ts
/** What stands before each text of an OTLP document. Within a text its quotes would be escaped. */
const marker = new BytePattern("\"stringValue\":");
/** Shorter lines and texts are parsed as fast as they are compared (docs/decisions/0017). */
const shortestLine = 16384;
const shortestText = 1024;
/** Where a value may be that holds a text, counted from the top of a document. */
const deepest = 16;
/** How many long texts of one line are looked at, and how many digits their numbers have. A line holds many spans. */
const mostFound = 1e4;
const numberDigits = 4;
/** Most values end before that; of the others it is asked at once whether they are known. */
const shortValue = 64;
const quote = 34;
const backslash = 92;
const space = 32;
const comma = 44;
const openingBracket = 91;
/**
* Parses lines of OTLP of which most has been parsed before: each call of a model sends the whole talk so far, the
* prompt and the tools again.
*
* The bytes of long texts are compared with those of earlier lines; what repeats is left out of the line, and joined
* to it again when the rest has been parsed. The value is what parsing the whole line gives.
*/
var RepeatedTexts = class {
	#known = new KnownTexts();
	/** Stands for what was left out, with a number behind it; no file can hold it. */
	#stand = `${randomBytes(12).toString("hex")}:`;
	/** Where shortened lines are made, again and again. */
	#scratch = Buffer.allocUnsafeSlow(shortestLine);
	/** The value of a line; `undefined` where it has to be parsed whole, by somebody else. */
	parse(line) {
		if (line.length < shortestLine) return void 0;
		const found = this.#find(line);
		if (found.length === 0) return void 0;
		const rest = this.#shortened(line, found);
		const value = isUtf8(rest) ? parsed(rest.toString("utf8")) : void 0;
		if (joined(value, {
			found,
			stand: this.#stand
		})) return value;
		this.#known.forget();
	}
	#find(line) {
		const found = [];
		let at = marker.indexIn(line, 0);
		while (at !== -1 && found.length < mostFound) {
			let start = at + marker.length;
			while (line[start] === space) start += 1;
			start += 1;
			let end = start;
			if (line[start - 1] === quote) {
				end = endOfText(line, start, Math.min(line.length, start + shortValue));
				if (line[end] !== quote) end = this.#findLong(line, {
					at,
					start,
					from: end
				}, found);
			}
			at = marker.indexIn(line, end);
		}
		return found;
	}
	/** @returns from where to look for the next text. */
	#findLong(line, { at, start, from }, found) {
		const key = keyBefore(line, at);
		if (key === void 0 || !this.#known.isWorthAsking(key)) return from;
		const known = this.#known.beginningOf(key, line, start);
		const end = endOfText(line, known === void 0 ? from : start + known.length, line.length);
		if (end >= line.length) return line.length;
		if (end - start >= shortestText) {
			const whole = this.#known.add(key, {
				line,
				start,
				end
			}, known);
			const isGrown = known?.isList === true && whole.isList && line[start + known.length] === comma;
			found.push({
				start,
				known,
				whole,
				...isGrown && { grownFrom: known }
			});
		}
		return end + 1;
	}
	/** The line without what is known; where a list goes on, a bracket stands for its comma, so that the rest is one. */
	#shortened(line, found) {
		const most = line.length + found.length * (this.#stand.length + numberDigits);
		if (this.#scratch.length < most) this.#scratch = Buffer.allocUnsafeSlow(2 * most);
		const scratch = this.#scratch;
		let length = 0;
		let from = 0;
		for (const [index, { start, known, grownFrom }] of found.entries()) {
			length += line.copy(scratch, length, from, start);
			const number = String(index).padStart(numberDigits, "0");
			length += scratch.write(this.#stand + number, length, "latin1");
			from = start + (known?.length ?? 0);
			if (grownFrom === void 0) continue;
			scratch[length] = openingBracket;
			length += 1;
			from += 1;
		}
		length += line.copy(scratch, length, from);
		return scratch.subarray(0, length);
	}
};
/** Puts the texts of a line back into its value, if all of them have a place there. */
function joined(value, { found, stand }) {
	const gaps = new Gaps(stand);
	gaps.look(value, deepest);
	for (let index = 0; index < found.length; index += 1) if (gaps.list[index] === void 0) return false;
	for (let index = 0; index < found.length; index += 1) fill(gaps.list[index], found[index]);
	return true;
}
/** The gaps of a value by their numbers. */
var Gaps = class {
	list = [];
	#stand;
	constructor(stand) {
		this.#stand = stand;
	}
	look(value, depthLeft) {
		if (typeof value !== "object" || value === null || depthLeft === 0) return;
		if (Array.isArray(value)) {
			for (let index = 0; index < value.length; index += 1) this.look(value[index], depthLeft - 1);
			return;
		}
		if (!isFields(value)) return;
		for (const key in value) {
			const child = value[key];
			if (typeof child === "object") this.look(child, depthLeft - 1);
			else if (key === "stringValue" && typeof child === "string" && child.startsWith(this.#stand)) this.#note(value, child);
		}
	}
	#note(holder, text) {
		const start = this.#stand.length;
		const end = start + numberDigits;
		this.list[Number(text.slice(start, end))] = {
			holder,
			more: text.slice(end)
		};
	}
};
function fill(gap, found) {
	if (gap === void 0 || found === void 0) return;
	const { holder, more } = gap;
	const { known, whole, grownFrom } = found;
	if (grownFrom !== void 0) {
		whole.sayItems(grownFrom, more);
		setTextOrigin(holder, {
			mark: whole,
			grown: {
				from: grownFrom,
				items: more
			}
		});
	} else if (whole !== known) {
		whole.say(known, more);
		setTextOrigin(holder, { mark: whole });
	}
	Reflect.set(holder, "stringValue", whole.text);
}
function parsed(text) {
	try {
		return parseJsonText(text);
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) return void 0;
		throw error;
	}
}
/** Where the closing quote of a text stands, which is looked for from behind a whole character; else `limit` or behind. */
function endOfText(line, from, limit) {
	let at = from;
	while (at < limit) {
		const byte = line[at];
		if (byte === quote) return at;
		at += byte === backslash ? 2 : 1;
	}
	return at;
}
/** The key of an attribute, which stands before `"value":{`; `undefined` where something else does. */
function keyBefore(line, before) {
	const lowest = Math.max(0, before - 120);
	let quotes = 0;
	let end = before;
	for (let at = before - 1; at >= lowest; at -= 1) {
		if (line[at] !== quote) continue;
		quotes += 1;
		if (quotes === 3) end = at;
		if (quotes === 4) return line.toString("latin1", at + 1, end);
	}
}

// src/adapters/fs/split-lines.ts
const newline = 10;
/**
* Splits bytes into lines without ever holding more than one line and one chunk; the lines that one chunk completes
* come together.
*
* The bytes are not decoded, so that a chunk may end inside a character; a carriage return stays. Lines are good until
* the next ones are asked for, as their chunk is.
*/
async function* splitLines(chunks, maxLineBytes) {
	let line = 1;
	const begun = new BegunLine(maxLineBytes);
	const finish = (last) => {
		const bytes = begun.end(last);
		const finished = bytes === void 0 ? { line } : {
			line,
			bytes
		};
		line += 1;
		return finished;
	};
	for await (const chunk of chunks) {
		const lines = [];
		let start = 0;
		for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
			lines.push(finish(chunk.subarray(start, end)));
			start = end + 1;
		}
		if (lines.length > 0) yield lines;
		if (start < chunk.length) begun.add(chunk.subarray(start));
	}
	if (!begun.isEmpty) yield [{
		...finish(Buffer.alloc(0)),
		isUnended: true
	}];
}
/** More memory than that is not kept for the next line. */
const mostKept = 4194304;
/** The beginning of a line whose end has not been read, in memory that the next one uses again. */
var BegunLine = class {
	#maxBytes;
	#memory = Buffer.alloc(0);
	/** How long the line is so far; of one that is longer than allowed nothing is held. */
	#length = 0;
	constructor(maxBytes) {
		this.#maxBytes = maxBytes;
	}
	get isEmpty() {
		return this.#length === 0;
	}
	add(piece) {
		const before = this.#length;
		this.#length += piece.length;
		if (this.#length > this.#maxBytes) {
			this.#memory = Buffer.alloc(0);
			return;
		}
		if (this.#length > this.#memory.length) {
			const larger = Buffer.allocUnsafeSlow(2 * this.#length);
			this.#memory.copy(larger, 0, 0, before);
			this.#memory = larger;
		}
		piece.copy(this.#memory, before);
	}
	/** The whole line, of which `last` is the end; `undefined` where it is longer than allowed. */
	end(last) {
		if (this.isEmpty) return last.length > this.#maxBytes ? void 0 : last;
		this.add(last);
		const line = this.#length > this.#maxBytes ? void 0 : this.#memory.subarray(0, this.#length);
		this.#length = 0;
		if (this.#memory.length > mostKept) this.#memory = Buffer.alloc(0);
		return line;
	}
};

// src/adapters/fs/read-lines.ts
/** Reads one JSON value a line, and hands out the sessions that are complete. */
async function* readLines(text, reader, maxLineBytes) {
	let last = 1;
	const texts = new RepeatedTexts();
	for await (const lines of splitLines(text.chunks, maxLineBytes)) for (const line of lines) {
		last = line.line;
		const sessions = readLine(line, reader, {
			maxLineBytes,
			texts
		});
		if (sessions.length > 0) yield sessions;
	}
	const damage = text.damage();
	if (damage !== void 0) reader.drop({
		line: last,
		path: ""
	}, `the compressed data ends early: ${damage}`);
}
function readLine({ line, bytes, isUnended }, reader, { maxLineBytes, texts }) {
	const place = {
		line,
		path: ""
	};
	if (bytes === void 0) {
		reader.drop(place, `line longer than ${maxLineBytes} bytes`);
		return [];
	}
	if (isBlank(bytes)) return [];
	const joined = texts.parse(bytes);
	if (joined !== void 0) return reader.add(joined, place);
	const content = decodeText(bytes, place, reader);
	const parsed = parseText(content);
	if (parsed.kind === "value") return reader.add(parsed.value, place);
	const cut = isUnended === true ? parseCutText(content) : parsed;
	if (cut.kind === "value") {
		reader.drop(place, cutReasons.read);
		return reader.add(cut.value, place);
	}
	reader.drop(place, "line that is not JSON");
	return [];
}
/**
* Whether a file holds one JSON value a line: its first line is a list or an object of its own and more follows.
*
* One bad line does not hide it: where the first line is none, most of those that were looked at must be. A document
* that spreads over lines has few such lines, whatever its file is called.
*/
function isJsonLines(file, start) {
	const text = start.toString("utf8");
	const from = text.search(/[^\s]/);
	if (from === -1) return false;
	const end = text.indexOf("\n", from);
	const first = text.slice(text.lastIndexOf("\n", from) + 1, end === -1 ? void 0 : end);
	const isNamedSo = /\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(file);
	if (isValueLine(first)) return isNamedSo || end !== -1 && text.slice(end).trim() !== "";
	const whole = text.split("\n").filter((line) => line.trim() !== "").slice(0, -1);
	const values = whole.filter(isValueLine).length;
	if (isNamedSo) return values > 0 ? 2 * values >= whole.length : !/^[[{]/.test(first);
	return whole.length > 2 && 2 * values >= whole.length;
}
function isValueLine(line) {
	if (!/^[[{]/.test(line)) return false;
	const parsed = parseText(line);
	return parsed.kind === "value" && Object.keys(Object(parsed.value)).length > 0;
}
function isBlank(bytes) {
	return bytes.every((byte) => byte <= 32);
}

// src/adapters/fs/session-text-source.ts
const maxValueBytes = 67108864;
/** Above it a document that is an object is read list by list. */
const splitAboveBytes = 16777216;
/** Sessions in bytes that lie in memory, by the names that are asked for; what is not among them is read as empty. */
function sessionTexts(texts) {
	return { async *read(...files) {
		const readers = new FormatReaders("auto");
		for (const file of files) yield* readOne(file, Buffer.from(texts.get(file) ?? /* @__PURE__ */ new Uint8Array()), readers);
		yield* asItems(readers.end());
		yield {
			kind: "dropped",
			dropped: readers.dropped()
		};
	} };
}
async function* readOne(file, bytes, readers) {
	const reader = readers.open(file);
	const text = {
		file,
		chunks: chunksOf(bytes),
		damage: () => void 0
	};
	const values = isJsonLines(file, bytes) ? readLines(text, reader, maxValueBytes) : readDocuments(text, reader, {
		maxBytes: maxValueBytes,
		takesApart: bytes.length > splitAboveBytes
	});
	try {
		for await (const sessions of values) yield* asItems(sessions, file);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		yield {
			kind: "unreadable",
			file,
			error
		};
	}
	yield* asItems(reader.end(), file);
	yield {
		kind: "read",
		file,
		formats: reader.found()
	};
	yield {
		kind: "dropped",
		dropped: reader.dropped()
	};
}
async function* chunksOf(bytes) {
	yield bytes.subarray(0, 3).equals(Buffer.from([
		239,
		187,
		191
	])) ? bytes.subarray(3) : bytes;
}

export { sessionTexts };