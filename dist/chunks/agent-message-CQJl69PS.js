import { t as printable } from "./printable-D3kid4aB.js";

// src/adapters/agent/agent-environment.ts
/** What reaches every agent with a process of its own, set by its user or not named at all. */
const passedOn = [
	"PATH",
	"HOME",
	"TMPDIR",
	"LANG"
];
/** The named variables that are set. */
function pickEnvironment(environment, names) {
	const picked = {};
	for (const name of names) {
		const value = environment[name];
		if (value !== void 0) picked[name] = value;
	}
	return picked;
}
/** The whole environment of an agent's process; `own` is what we tell it and wins over what the user passes on. */
function agentEnvironment({ env, environment, hasScriptedModel }, own = {}) {
	return {
		...hasScriptedModel === true && "OPENAI_BASE_URL" in own && { OPENAI_API_KEY: "tracegate" },
		...pickEnvironment(environment, [...passedOn, ...env]),
		PYTHONUNBUFFERED: "1",
		PYTHONUTF8: "1",
		...own
	};
}

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
/**
* Tool calls as an agent lists them in an answer: one, or a list, with the keys of a `tool_call` message.
*
* One without a result and without an error is `pending`: what it came to was not captured.
*/
function parseToolSteps(json) {
	try {
		return {
			kind: "steps",
			steps: (Array.isArray(json) ? json : [json]).map((call) => readListedStep(new Fields(call, "a tool call")))
		};
	} catch (error) {
		if (!(error instanceof WrongShape)) throw error;
		return {
			kind: "refused",
			reason: error.message
		};
	}
}
function readListedStep(fields) {
	const failed = fields.optional("error", readStepError);
	const answered = fields.optional("result", readValue);
	if ("error" in failed && "result" in answered) throw new WrongShape("a tool call has either \"result\" or \"error\"");
	return toolStep(fields, {
		status: "error" in failed ? "error" : "result" in answered ? "ok" : "pending",
		...answered,
		...failed
	});
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
	return toolStep(fields, {
		status: "error" in failed ? "error" : "ok",
		...answered,
		...failed
	});
}
function toolStep(fields, end) {
	return {
		kind: "tool",
		...fields.optionalText("callId"),
		name: fields.text("name"),
		...fields.optional("arguments", readValue),
		...end,
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

export { pickEnvironment as a, agentEnvironment as i, parseToolSteps as n, readModelStep as r, parseAgentLine as t };