import { stripVTControlCharacters } from "node:util";

// src/adapters/agent/agent-environment.ts
/** The named variables that are set. */
function pickEnvironment(environment, names) {
	const picked = {};
	for (const name of names) {
		const value = environment[name];
		if (value !== void 0) picked[name] = value;
	}
	return picked;
}

// src/core/agent/printable.ts
/**
* One line of outside text that is safe to print: terminal sequences, control, format and bidi
* characters are gone, white space is one blank, and what is longer than `maxChars` ends in `…`.
*/
function printable(text, maxChars = 300) {
	const line = stripVTControlCharacters(text.slice(0, maxChars * 4 + 1024)).toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
	return line.length <= maxChars && text.length <= maxChars * 4 + 1024 ? line : `${line.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
/**
* What was thrown, as one printable line. Never throws itself, whatever the value's getters do.
*
* Agents throw strings, plain objects and `undefined` too; those are named as such.
*/
function describeThrown(thrown) {
	try {
		if (thrown instanceof Error) return printable(`${thrown.name}: ${thrown.message}`);
		if (typeof thrown === "string") return printable(`the text "${thrown}"`);
		if (typeof thrown === "object" && thrown !== null) {
			const message = Reflect.get(thrown, "message");
			return typeof message === "string" ? printable(message) : "an object without a message";
		}
		return printable(String(thrown));
	} catch {
		return "a value that cannot be read";
	}
}

// src/core/agent/capture-json.ts
/** Deepest nesting that is recorded or accepted; readers of sessions may recurse. */
const maxNesting = 64;
/** Longest value that is recorded whole, in characters. */
const maxValueChars = 1048576;
/**
* A copy of any value as JSON, taken now: what the agent changes later is not seen.
*
* Never throws. What JSON drops or cannot hold (functions, cycles, NaN, bytes, text over the limit)
* stands as `[lost: …]` in its place, so that no evaluator takes it for empty. `undefined` is null
* as a value or list item, and is left out of objects, as in JSON.
*/
function captureJson(value, maxChars = maxValueChars) {
	const capture = new Capture(maxChars);
	return {
		value: capture.copy(value, "", 0),
		chars: maxChars - capture.charsLeft,
		lossy: capture.lossy
	};
}
var Capture = class {
	lossy = [];
	charsLeft;
	#maxChars;
	#ancestors = /* @__PURE__ */ new Set();
	constructor(maxChars) {
		this.#maxChars = maxChars;
		this.charsLeft = maxChars;
	}
	copy(value, path, depth) {
		switch (typeof value) {
			case "string": return this.#text(value, path);
			case "boolean":
				this.charsLeft -= 5;
				return value;
			case "number":
				this.charsLeft -= 8;
				return Number.isFinite(value) ? value : this.#lost(path, String(value));
			case "undefined":
				this.charsLeft -= 4;
				return null;
			case "bigint":
				this.#note(path, "bigint as text");
				return this.#text(String(value), path);
			case "function":
			case "symbol": return this.#lost(path, typeof value);
			case "object": return value === null ? null : this.#object(value, path, depth);
		}
	}
	#object(value, path, depth) {
		this.charsLeft -= 2;
		if (this.#ancestors.has(value)) return this.#lost(path, "cycle");
		if (depth >= 64) return this.#lost(path, `nested deeper than ${64}`);
		this.#ancestors.add(value);
		try {
			return this.#structure(value, path, depth);
		} catch (error) {
			return this.#lost(path, `unreadable, ${describeThrown(error)}`);
		} finally {
			this.#ancestors.delete(value);
		}
	}
	#structure(value, path, depth) {
		if (Array.isArray(value)) return this.#list(value, path, depth);
		if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return this.#lost(path, `${value.byteLength} bytes`);
		if (value instanceof Promise) return this.#lost(path, "a promise that was not awaited");
		if (value instanceof Map || value instanceof Set) {
			this.#note(path, `${value instanceof Map ? "Map" : "Set"} as a list`);
			return this.#list(value, path, depth);
		}
		const toJson = Reflect.get(value, "toJSON");
		if (typeof toJson === "function") return this.copy(Reflect.apply(toJson, value, [""]), path, depth + 1);
		if (value instanceof Error) {
			this.#note(path, "error as its name and message");
			return {
				name: this.#text(value.name, path),
				message: this.#text(value.message, path)
			};
		}
		const prototype = Object.getPrototypeOf(value);
		if (prototype !== Object.prototype && prototype !== null) {
			const name = printable(value.constructor.name, 60);
			if (name !== "Object") this.#note(path, `${name || "class instance"} as a plain object`);
		}
		return this.#record(value, path, depth);
	}
	#list(items, path, depth) {
		const copy = [];
		for (const item of items) {
			if (this.charsLeft <= 0) {
				copy.push(this.#tooLong(path));
				break;
			}
			copy.push(this.copy(item, `${path}[${copy.length}]`, depth + 1));
		}
		return copy;
	}
	#record(value, path, depth) {
		const copy = {};
		for (const key of Object.keys(value)) {
			if (this.charsLeft <= 0) {
				copy["…"] = this.#tooLong(path);
				break;
			}
			const at = path === "" ? key : `${path}.${key}`;
			let field;
			try {
				field = Reflect.get(value, key);
			} catch (error) {
				field = this.#lost(at, `unreadable, ${describeThrown(error)}`);
			}
			if (field === void 0) continue;
			this.charsLeft -= key.length + 4;
			const own = this.copy(field, at, depth + 1);
			if (key === "__proto__") Object.defineProperty(copy, key, {
				value: own,
				enumerable: true
			});
			else copy[key] = own;
		}
		return copy;
	}
	#text(text, path) {
		const limit = Math.max(0, this.charsLeft);
		this.charsLeft -= text.length + 2;
		if (text.length <= limit) return text.toWellFormed();
		return `${text.slice(0, limit).toWellFormed()}${this.#tooLong(path)}`;
	}
	#tooLong(path) {
		return this.#lost(path, `the rest, over ${this.#maxChars} characters`);
	}
	#lost(path, what) {
		this.charsLeft -= what.length + 10;
		this.#note(path, what);
		return `[lost: ${what}]`;
	}
	#note(path, what) {
		if (this.lossy.length < 20) this.lossy.push(`${path === "" ? "the value" : printable(path, 120)}: ${what}`);
	}
};

// src/core/agent/agent-message.ts
/** A message that is JSON and still not what the protocol says; the message of it ends a sentence. */
var WrongShape = class extends Error {
	name = "WrongShape";
};
/** Reads one line of an agent's standard output. Keys that the protocol does not name are ignored. */
function parseAgentLine(line) {
	let json;
	try {
		json = JSON.parse(line);
	} catch {
		return {
			kind: "refused",
			reason: `the agent printed something that is not JSON ("${printable(line, 120)}"): standard output belongs to the protocol, print logs to stderr`
		};
	}
	try {
		return {
			kind: "message",
			message: readMessage(json)
		};
	} catch (error) {
		if (!(error instanceof WrongShape)) throw error;
		return {
			kind: "refused",
			reason: `the agent sent a wrong message: ${error.message}`
		};
	}
}
/** A model call as an agent reports it. @throws WrongShape that names the field. */
function readModelStep(json) {
	const fields = new Fields(json, "a model call");
	return {
		kind: "model",
		...fields.optionalText("model"),
		...fields.optionalText("text"),
		...fields.optional("toolCalls", readToolRequests),
		...fields.optional("usage", readUsage),
		...fields.optionalAmount("startedAtMs"),
		...fields.optionalAmount("durationMs"),
		...fields.optional("error", readStepError)
	};
}
function readMessage(json) {
	const type = new Fields(json, "a message").text("type");
	const named = new Fields(json, `"${printable(type, 40)}"`);
	const place = () => ({
		session: named.text("session"),
		...named.optionalAmount("turn")
	});
	switch (type) {
		case "model_call": return {
			type: "step",
			...place(),
			step: readModelStep(json)
		};
		case "tool_call": return {
			type: "step",
			...place(),
			step: readToolStep(named)
		};
		case "reply": return {
			type,
			...place(),
			text: named.text("text"),
			...named.optional("finalState", readValue),
			...named.optionalText("policy")
		};
		case "error": return {
			type,
			...place(),
			message: named.text("message")
		};
		default: throw new WrongShape(`its type is "${printable(type, 40)}", not model_call, tool_call, reply or error`);
	}
}
function readToolStep(fields) {
	const failed = fields.optional("error", readStepError);
	const answered = fields.optional("result", readValue);
	if ("error" in failed === "result" in answered) throw new WrongShape("\"tool_call\" needs either \"result\" (null where there is none) or \"error\"");
	return {
		kind: "tool",
		...fields.optionalText("callId"),
		name: fields.text("name"),
		...fields.optional("arguments", readValue),
		status: "error" in failed ? "error" : "ok",
		...answered,
		...failed,
		...fields.optionalAmount("startedAtMs"),
		...fields.optionalAmount("durationMs")
	};
}
function readToolRequests(json, name) {
	if (!Array.isArray(json)) throw new WrongShape(`${name} must be a list`);
	return json.map((item) => {
		const fields = new Fields(item, `an item of ${name}`);
		return {
			...fields.optionalText("callId"),
			name: fields.text("name"),
			...fields.optional("arguments", readValue)
		};
	});
}
function readUsage(json, name) {
	const fields = new Fields(json, name);
	return {
		...fields.optionalAmount("inputTokens"),
		...fields.optionalAmount("outputTokens"),
		...fields.optionalAmount("costUsd")
	};
}
function readStepError(json, name) {
	if (typeof json === "string") return {
		type: "error",
		message: printable(json, 2e3)
	};
	const fields = new Fields(json, name);
	return {
		type: printable(fields.text("type"), 80),
		message: printable(fields.text("message"), 2e3)
	};
}
function readValue(json, name) {
	if (!isJson(json, 64)) throw new WrongShape(`${name} is nested deeper than ${64}`);
	return json;
}
/** Only for what `JSON.parse` gave, where depth is all that can be wrong. */
function isJson(value, depthLeft) {
	if (typeof value !== "object" || value === null) return true;
	if (depthLeft === 0) return false;
	for (const item of Array.isArray(value) ? value : Object.values(value)) if (!isJson(item, depthLeft - 1)) return false;
	return true;
}
/** The fields of one object. A field that is absent or null is left out by the `optional…` readers. */
var Fields = class {
	#fields;
	#name;
	constructor(json, name) {
		if (!isRecord(json)) throw new WrongShape(`${name} must be an object`);
		this.#fields = json;
		this.#name = name;
	}
	text(key) {
		const value = this.#fields[key];
		if (typeof value !== "string") throw new WrongShape(`${this.#name} needs "${key}", a text`);
		return value.toWellFormed();
	}
	optionalText(key) {
		return this.#isAbsent(key) ? {} : one(key, this.text(key));
	}
	optionalAmount(key) {
		if (this.#isAbsent(key)) return {};
		const value = this.#fields[key];
		if (typeof value === "number" && Number.isFinite(value) && value >= 0) return one(key, value);
		throw new WrongShape(`"${key}" of ${this.#name} must be a number of 0 or more`);
	}
	optional(key, read) {
		return (key === "result" ? !Object.hasOwn(this.#fields, key) : this.#isAbsent(key)) ? {} : one(key, read(this.#fields[key], `"${key}" of ${this.#name}`));
	}
	#isAbsent(key) {
		const value = this.#fields[key];
		return value === void 0 || value === null;
	}
};
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function one(key, value) {
	const field = {};
	field[key] = value;
	return field;
}

// src/core/agent/provider-failure.ts
/** The type of a model step's error where the provider could not be reached at all. */
const connectionFailure = "connection";
/** The type of a model step's error where the provider answered with an HTTP status: `http-429`. */
function httpFailure(status) {
	return `http-${status}`;
}
/** Whether the provider failed and not the request: 429, 5xx, or no connection. */
function isProviderFailure(error) {
	return error.type === "connection" || /^http-(?:429|5\d\d)$/.test(error.type);
}
/** The infrastructure's failure where the turn's last model call failed at the provider, else the agent's. */
function describeTurnFailure(reason, steps) {
	const call = steps.findLast((step) => step.kind === "model");
	if (call?.error === void 0 || !isProviderFailure(call.error)) return {
		kind: "agent-error",
		reason
	};
	return {
		kind: "infra-error",
		reason: `${describeProvider(call.error)}; ${reason}`
	};
}
/** Without the message of a provider that answered: it may hold an id for each request, and reasons are counted. */
function describeProvider({ type, message }) {
	if (type !== "connection") return `the model provider answered ${type.slice(5)}`;
	return `the model provider was not reached: ${printable(message, 200)}`;
}

// src/adapters/agent/turn-recorder.ts
/** Longest reply, and longest line of an agent process, in bytes. */
const maxReplyBytes = 1048576;
const maxSteps = 1e4;
const maxChars = 16777216;
const maxPolicyChars = 131072;
/**
* Collects the steps of one turn, in the order in which they began, in bounded memory.
*
* A step is added as a function that tells it as far as it has got; all are asked once, when the
* turn is over, and whatever happens later is not seen.
*/
var TurnRecorder = class {
	startedAtMs = Date.now();
	#started = performance.now();
	#sources = [];
	#charsLeft = maxChars;
	#policy;
	#overflow;
	/** Why the turn cannot be recorded whole; such a turn has failed. */
	get overflow() {
		return this.#overflow;
	}
	/** The system prompt of the turn's first model call that had one. */
	get policy() {
		return this.#policy;
	}
	/** Keeps the system prompt that `read` finds, unless one is known; a huge one counts as not captured. */
	notePolicy(read) {
		if (this.#policy !== void 0) return;
		const policy = read();
		if (policy !== void 0 && policy.length <= maxPolicyChars) this.#policy = policy;
	}
	add(source) {
		if (this.#sources.length < maxSteps) this.#sources.push(source);
		else this.#overflow ??= `the agent took more than ${maxSteps} steps in one turn`;
	}
	/** Counts what is kept; false once the turn holds more than it may. */
	mayKeep(chars) {
		this.#charsLeft -= chars;
		if (this.#charsLeft >= 0) return true;
		this.#overflow ??= "the steps of one turn hold more than 16 MB";
		return false;
	}
	/** A JSON copy of a value of this turn; `onLossy` is told what could not be copied as it is. */
	capture(value, onLossy) {
		const captured = captureJson(value);
		if (captured.lossy.length > 0) onLossy(captured.lossy);
		return this.mayKeep(captured.chars) ? captured.value : "[lost: the turn is over 16 MB]";
	}
	durationMs() {
		return elapsedMs(this.#started);
	}
	steps() {
		return this.#sources.map((source) => source());
	}
};
/** Milliseconds since a `performance.now()`, to the hundredth: finer is noise and costs journal bytes. */
function elapsedMs(started) {
	return Math.round((performance.now() - started) * 100) / 100;
}
/** A turn without a reply, laid at the door of whoever failed last. */
function failedTurn(reason, steps = []) {
	return {
		...describeTurnFailure(reason, steps),
		steps
	};
}
/** Why a reply cannot be taken, or undefined where it can. */
function refuseReply(text) {
	if (text.length * 3 <= 1048576) return void 0;
	const bytes = Buffer.byteLength(text);
	if (bytes <= 1048576) return void 0;
	return `the agent's reply is ${(bytes / 1048576).toFixed(1)} MB long; 1 MB is the most`;
}
/** The reason of every turn that `signal` ended; who aborted knows why, and says so beside it. */
const interrupted = "the agent had not answered when the turn was ended";

export { maxReplyBytes as a, httpFailure as c, captureJson as d, describeThrown as f, interrupted as i, parseAgentLine as l, pickEnvironment as m, elapsedMs as n, refuseReply as o, printable as p, failedTurn as r, connectionFailure as s, TurnRecorder as t, readModelStep as u };