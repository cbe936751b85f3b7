import { Fi as parseJsonText, Kr as mostDollars, Pi as isJsonValue, qr as mostTokens } from "./run-Btf2ZPPq.js";
import { n as isFields, r as textField, t as dropOtherFields } from "./fields-BQdmgS68.js";
import { g as childPlace } from "./program-tKqRIg0N.js";

// src/core/trace/import/python-literal.ts
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
const plainText = {
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
			const part = this.#take(plainText[delimiter], { skipsSpace: false }) ?? this.#escaped();
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
function parseArguments(value, place, drops) {
	if (typeof value !== "string") return checked(value, place, drops);
	if (value.trim() === "") return {};
	return structureIn(value) ?? value;
}
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

// src/core/trace/import/messages/parts.ts
function readContentText(content, place, drops) {
	if (content === void 0 || content === null) return void 0;
	if (typeof content === "string") return content;
	if (Array.isArray(content)) return readTextParts(content, place, drops);
	if (isJsonValue(content)) return JSON.stringify(content);
	drops.add(place, "content that is no JSON or nests too deep");
}
function readToolResult(content, place, drops) {
	const isText = Array.isArray(content) && content.length > 0 && content.every(isTextPart);
	return parseToolContent(isText ? readTextParts(content, place, drops) : content, place, drops);
}
function readTextParts(parts, place, drops) {
	const texts = [];
	for (const [index, part] of parts.entries()) {
		const text = partText(part);
		if (text === void 0) drops.add(childPlace(place, index), "part of a message without text");
		else texts.push(text);
	}
	return texts.length === 0 && parts.length > 0 ? void 0 : texts.join("\n");
}
function isTextPart(part) {
	return isFields(part) && typeof part["type"] === "string" && partText(part) !== void 0;
}
function partText(part) {
	if (typeof part === "string") return part;
	if (!isFields(part)) return void 0;
	return textField(part, "text") ?? textField(part, "refusal");
}
function typeOf(value) {
	return isFields(value) ? textField(value, "type") ?? "" : "";
}
function firstText(fields, keys) {
	return keys.map((key) => textField(fields, key)).find((text) => text !== void 0);
}

// src/core/trace/import/messages/usage.ts
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
function readUsage(value, costUsd) {
	if ((value === void 0 || value === null) && costUsd === void 0) return void 0;
	const fields = isFields(value) ? value : {};
	const counts = Object.entries(paths).flatMap(([name, spellings]) => {
		const count = firstCount(fields, spellings);
		return count === void 0 ? [] : [[name, count]];
	});
	const cost = [
		costUsd,
		fields["cost"],
		fields["total_cost"],
		fields["cost_usd"]
	].find(isCost);
	const whole = withAnthropicCache({
		...Object.fromEntries(counts),
		...cost !== void 0 && { costUsd: cost }
	}, fields);
	return Object.keys(whole).length === 0 ? void 0 : whole;
}
function withAnthropicCache(usage, fields) {
	const read = countIn(fields["cache_read_input_tokens"]);
	const written = countIn(fields["cache_creation_input_tokens"]);
	if (read === void 0 && written === void 0) return usage;
	const inputTokens = (usage.inputTokens ?? 0) + (read ?? 0) + (written ?? 0);
	return {
		...usage,
		...inputTokens <= 1e9 && { inputTokens },
		...read !== void 0 && { cachedInputTokens: read }
	};
}
function firstCount(fields, spellings) {
	for (const [outer = "", inner] of spellings) {
		const value = fields[outer];
		const count = inner === void 0 ? countIn(value) : isFields(value) ? countIn(value[inner]) : void 0;
		if (count !== void 0) return count;
	}
}
function countIn(value) {
	return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 1e9 ? value : void 0;
}
function isCost(value) {
	return typeof value === "number" && value >= 0 && value <= 1e6;
}

// src/core/trace/import/chat-log/chat-message.ts
const reasoningKeys = ["reasoning_content", "reasoning"];
const kindOfRole = /* @__PURE__ */ new Map([
	["system", "policy"],
	["developer", "policy"],
	["user", "user"],
	["human", "user"],
	["assistant", "agent"],
	["ai", "agent"],
	["tool", "tool"],
	["function", "tool"]
]);
function readChatMessage(message, place, drops) {
	const role = textField(message, "role") ?? "";
	const kind = kindOfRole.get(role.toLowerCase());
	if (kind === "agent") return readAgentMessage(message, place, drops);
	if (kind === "tool") return readToolMessage(message, place, drops);
	if (kind === void 0) {
		drops.add(place, "message of an unknown role");
		return;
	}
	dropOtherFields(message, ["role", "content"], place, drops);
	const text = readContentText(message["content"], childPlace(place, "content"), drops);
	return {
		kind,
		...text !== void 0 && { text }
	};
}
function readAgentMessage(message, place, drops) {
	dropOtherFields(message, [
		...[
			"role",
			"content",
			"refusal",
			"tool_calls",
			"function_call",
			"model",
			"usage"
		],
		...reasoningKeys,
		"finish_reason"
	], place, drops);
	const toolCalls = readToolCalls(message, place, drops);
	const spoken = readContentText(message["content"], childPlace(place, "content"), drops) ?? textField(message, "refusal");
	const text = spoken === void 0 && message["content"] === null && toolCalls?.length ? "" : spoken;
	const model = textField(message, "model");
	const reasoning = firstText(message, reasoningKeys);
	const finishReason = textField(message, "finish_reason");
	const usage = readUsage(message["usage"]);
	if (usage === void 0 && message["usage"] !== void 0 && message["usage"] !== null) drops.add(childPlace(place, "usage"), "usage without token counts");
	return {
		kind: "agent",
		...text !== void 0 && { text },
		...reasoning !== void 0 && { reasoning },
		...toolCalls !== void 0 && { toolCalls },
		...finishReason !== void 0 && { finishReason },
		...model !== void 0 && { model },
		...usage !== void 0 && { usage }
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
	const callId = textField(message, "tool_call_id") ?? textField(message, "id");
	const name = textField(message, "name");
	const result = readToolResult(message["content"], childPlace(place, "content"), drops);
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
			const request = readToolCall(call, childPlace(at, index), drops);
			if (request !== void 0) calls.push(request);
		}
	} else if (list !== void 0 && list !== null) drops.add(childPlace(place, "tool_calls"), "tool calls that are no list");
	if (legacy !== void 0 && legacy !== null) {
		const request = readToolCall(legacy, childPlace(place, "function_call"), drops);
		if (request !== void 0) calls.push(request);
	}
	return list === void 0 && legacy === void 0 ? void 0 : calls;
}
function readToolCall(call, place, drops) {
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
	const name = textField(named, "name");
	if (name === void 0) {
		drops.add(place, "tool call without a name");
		return;
	}
	const callId = textField(call, "id");
	const values = argumentsKey === void 0 ? void 0 : parseArguments(named[argumentsKey], childPlace(innerPlace, argumentsKey), drops);
	return {
		...callId !== void 0 && { callId },
		name,
		...values !== void 0 && { arguments: values }
	};
}
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

export { readToolResult as a, parseToolContent as c, readContentText as i, readUsage as n, typeOf as o, firstText as r, parseArguments as s, readChatMessage as t };