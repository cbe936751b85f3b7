import { t as UserError } from "./errors-wBhBppnE.js";
import { a as evaluatorFile, i as stepId, n as describeAnswer, o as identifyEvaluator, r as describeCall, t as compileScorer } from "./compile-scorer-C9W3CRUH.js";
import { r as countOf, t as passHatK } from "./pass-k-CDMBDsUN.js";
import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { n as emptyRetrievals } from "./tool-result-D2IVxWi4.js";
import { d as cutText, i as terminalText } from "./wording-kgy_Kq46.js";
import { t as ReasonCounts } from "./reason-counts-CHiQwHiA.js";
import { n as parseJsonText, t as isJsonValue } from "./json-DO4u2m3f.js";
import { t as renderJson } from "./json-text-CTaK9Te9.js";
import { n as exitCodes } from "./exit-codes-DFesNADe.js";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { open, readFile, stat } from "node:fs/promises";

// src/core/evaluator/standard-scorer.ts
/** Checks that need nothing but the session: no truth, no names of tools. */
const standardChecks = [{
	check: "grounded-facts",
	dimension: "faithfulness"
}, {
	check: "no-repeated-call",
	dimension: "tool-use"
}];
/**
* What any session can be held to, whatever case it came from: facts have support, no call is repeated.
*
* A last user message that nobody was asked to answer is left out: logs end with the user's goodbye, and a reply that
* was never due is not missing.
*/
function standardScorer() {
	const evaluators = standardChecks.map(({ check, dimension }) => identifyEvaluator(evaluatorFile.parse({
		name: check,
		version: 1,
		dimension,
		kind: "check",
		check
	}), "built-in"));
	const result = compileScorer(anySession(evaluators), new Map(evaluators.map((evaluator) => [evaluator.ref, evaluator])));
	if (result.kind === "problems") throw new Error(`The built-in checks do not compile: ${JSON.stringify(result.problems)}`);
	const { checks, judges } = result.scorer;
	return {
		judges,
		checks: (session) => checks(withoutGoodbye(session))
	};
}
function anySession(evaluators) {
	return {
		id: "any-session",
		title: "Any session",
		status: "guarding",
		dimensions: evaluators.map(({ dimension }) => dimension),
		expectations: evaluators.map(({ ref, dimension }) => ({
			dimension,
			evaluator: ref
		})),
		runs: 1,
		user: {
			kind: "conversation",
			turns: []
		},
		digest: "",
		file: "built-in"
	};
}
function withoutGoodbye(session) {
	const last = session.turns.at(-1);
	return session.turns.length > 1 && last?.steps.length === 0 && last.reply === void 0 && !last.error ? {
		...session,
		turns: session.turns.slice(0, -1)
	} : session;
}

// src/core/trace/session-digest.ts
/**
* Digest of all that a session holds except its id, as `sha256:` and 64 hex digits.
*
* The id is left out because importers make one from the place of the record, so that the same session read from
* two files is known again.
*/
function digestSession(session) {
	const { id: _, ...content } = session;
	return `sha256:${createHash("sha256").update(canonicalJson(content)).digest("hex")}`;
}

// src/core/plan/check-scores.ts
/** Reasons that are told apart for each evaluator. */
const maxReasons = 20;
const longestExplanation = 300;
/** Folds the verdicts on sessions evaluator by evaluator. */
var CheckScores = class {
	#drafts = /* @__PURE__ */ new Map();
	#failed = [];
	add(session, verdicts) {
		for (const verdict of verdicts) {
			const key = JSON.stringify([verdict.dimension, verdict.evaluator]);
			const draft = this.#drafts.get(key) ?? {
				verdict,
				tally: {
					passed: 0,
					failed: 0,
					unscored: 0,
					reasons: new ReasonCounts(maxReasons)
				}
			};
			this.#drafts.set(key, draft);
			switch (verdict.result) {
				case "pass":
					draft.tally.passed += 1;
					break;
				case "fail":
					draft.tally.failed += 1;
					this.#failed.push(failedCheck(session, verdict));
					break;
				case "unscored":
					draft.tally.unscored += 1;
					draft.tally.reasons.add(verdict.reason);
			}
		}
	}
	tallies() {
		return [...this.#drafts.values()].map(({ verdict, tally: { reasons, ...counts } }) => {
			const [first] = reasons.entries();
			return {
				evaluator: verdict.evaluator,
				dimension: verdict.dimension,
				...counts,
				...first !== void 0 && { unscoredReason: first.reason }
			};
		});
	}
	failed() {
		return this.#failed;
	}
};
function failedCheck({ id, task }, { evaluator, explanation, evidence }) {
	const at = evidence?.find((piece) => piece.at !== void 0)?.at;
	return {
		session: id,
		...task !== void 0 && { task },
		evaluator,
		...at !== void 0 && { at: stepId(at) },
		explanation: cutText(explanation ?? "", longestExplanation)
	};
}

// src/core/plan/score-summary.ts
/** Version of the JSON that `score --json` prints. */
const scoresSchema = "tracegate.scores/1";
const reportedK = [
	1,
	2,
	3,
	4
];
/** Folds sessions into a summary one by one and keeps none of them. */
var ScoreFold = class {
	#digestsOfRun = /* @__PURE__ */ new Map();
	#rewardsOfTask = /* @__PURE__ */ new Map();
	#checks = new CheckScores();
	#emptyRetrievals = [];
	#counts = {
		sessions: 0,
		turns: 0,
		steps: 0,
		repeated: 0,
		rewarded: 0,
		passed: 0,
		unrewarded: 0,
		withoutTask: 0,
		clashing: 0
	};
	/** Adds one session; `false` where it is a repetition, which is counted and otherwise left out. */
	add(session) {
		if (this.#isRepeated(session)) {
			this.#counts.repeated += 1;
			return false;
		}
		this.#counts.sessions += 1;
		this.#counts.turns += session.turns.length;
		this.#counts.steps += session.turns.reduce((sum, { steps }) => sum + steps.length, 0);
		this.#addReward(session);
		for (const { ref, step } of emptyRetrievals(session)) this.#emptyRetrievals.push({
			session: session.id,
			...session.task !== void 0 && { task: session.task },
			at: stepId(ref),
			tool: step.name,
			call: describeCall(step),
			found: describeAnswer(step)
		});
		return true;
	}
	/** Adds the verdicts on a session that `add` accepted. */
	addVerdicts(session, verdicts) {
		this.#checks.add(session, verdicts);
	}
	summary(source) {
		const { sessions, turns, steps, repeated, ...rewards } = this.#counts;
		const tasks = [...this.#rewardsOfTask.values()];
		return {
			schema: scoresSchema,
			...source,
			sessions,
			turns,
			steps,
			repeated,
			rewards: {
				...rewards,
				tasks: tasks.length
			},
			passHatK: reportedK.map((k) => ({
				k,
				value: passHatK(tasks, k)
			})),
			evaluators: this.#checks.tallies(),
			failedChecks: this.#checks.failed(),
			emptyRetrievals: this.#emptyRetrievals
		};
	}
	#isRepeated(session) {
		const { task } = session;
		if (task === void 0) return false;
		const run = JSON.stringify([task.id, task.runIndex]);
		const digests = this.#digestsOfRun.get(run) ?? /* @__PURE__ */ new Set();
		this.#digestsOfRun.set(run, digests);
		const digest = digestSession(session);
		if (digests.has(digest)) return true;
		if (digests.size > 0) this.#counts.clashing += 1;
		digests.add(digest);
		return false;
	}
	#addReward({ id, task, reward }) {
		if (reward === void 0) {
			this.#counts.unrewarded += 1;
			return;
		}
		const key = JSON.stringify(task === void 0 ? ["session", id] : ["task", task.id]);
		const runs = this.#rewardsOfTask.get(key) ?? {
			passed: 0,
			runs: 0
		};
		this.#rewardsOfTask.set(key, runs);
		runs.runs += 1;
		this.#counts.rewarded += 1;
		if (task === void 0) this.#counts.withoutTask += 1;
		if (reward === 1) {
			runs.passed += 1;
			this.#counts.passed += 1;
		}
	}
};

// src/app/score-sessions.ts
/**
* Imports sessions that other systems recorded and scores each as it is read; none is kept.
*
* Throws `SESSIONS_NONE` where the files hold no session at all: a figure over nothing is not one.
*/
async function scoreSessions({ format, files, source, scorer = standardScorer() }) {
	const fold = new ScoreFold();
	const dropped = [];
	for (const file of files) for await (const item of source.read(file)) if (item.kind === "dropped") dropped.push(...item.dropped);
	else if (fold.add(item.session)) fold.addVerdicts(item.session, scorer.checks(item.session));
	const summary = fold.summary({
		format,
		files,
		dropped
	});
	if (summary.sessions === 0) throw noSessions(summary);
	return summary;
}
function noSessions({ files, dropped, format }) {
	const [first] = dropped;
	const why = first === void 0 ? "" : ` First: ${first.file}${first.line === void 0 ? "" : `:${first.line}`} ${first.path}: ${first.reason}.`;
	return new UserError("SESSIONS_NONE", `No session in ${files.length} ${files.length === 1 ? "file" : "files"}.${why}`, `Give files in the format \`${format}\`: a list of chat messages, records with \`messages\` or \`traj\`, or one of these a line.`);
}

// src/core/trace/import/imported.ts
/** The place of a child: an index of an array or a key of an object, escaped as RFC 6901 asks. */
function childPlace(place, key) {
	const token = String(key).replaceAll("~", "~0").replaceAll("/", "~1");
	return {
		...place,
		path: `${place.path}/${token}`
	};
}
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
	add(place, reason) {
		const kind = `${place.path.replaceAll(/\/\d+(?=\/|$)/g, "/*")}\n${reason}`;
		const entry = this.#entries.get(kind);
		if (entry === void 0) this.#entries.set(kind, {
			first: place,
			reason,
			count: 1
		});
		else entry.count += 1;
	}
	list() {
		return [...this.#entries.values()].map(({ first, reason, count }) => ({
			file: this.#file,
			...first,
			reason,
			count
		}));
	}
};

// src/core/trace/import/chat-log/python-literal.ts
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

// src/core/trace/import/chat-log/embedded-value.ts
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

// src/core/trace/import/chat-log/fields.ts
function isFields(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** A field's text; a number counts as text, since ids are written either way. Inherited names are no fields. */
function textField(fields, key) {
	const value = Object.hasOwn(fields, key) ? fields[key] : void 0;
	if (typeof value === "number") return String(value);
	return typeof value === "string" ? value : void 0;
}
/** Reports each field that is not in `known` and holds something: `null`, "", [] and {} lose nothing. */
function dropOtherFields(fields, known, place, drops) {
	for (const [key, value] of Object.entries(fields)) if (!known.includes(key) && !isNothing(value)) drops.add(childPlace(place, key), "field that a session has no place for");
}
function isNothing(value) {
	if (value === void 0 || value === null || value === "") return true;
	return typeof value === "object" && Object.keys(value).length === 0;
}

// src/core/trace/import/chat-log/chat-message.ts
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
/** Whether a value looks like a chat message: an object that says whose it is. */
function isChatMessage(value) {
	return isFields(value) && typeof value["role"] === "string";
}
/** Reads one message; `undefined` where its role is unknown, which is then in `drops`. */
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
	const text = readText(message, place, drops);
	return {
		kind,
		...text !== void 0 && { text }
	};
}
function readAgentMessage(message, place, drops) {
	dropOtherFields(message, [
		"role",
		"content",
		"refusal",
		"tool_calls",
		"function_call",
		"model",
		"usage"
	], place, drops);
	const toolCalls = readToolCalls(message, place, drops);
	const spoken = readText(message, place, drops) ?? textField(message, "refusal");
	const text = spoken === void 0 && message["content"] === null && toolCalls?.length ? "" : spoken;
	const model = textField(message, "model");
	const usage = readUsage(message["usage"]);
	if (usage === void 0 && message["usage"] !== void 0 && message["usage"] !== null) drops.add(childPlace(place, "usage"), "usage without token counts");
	return {
		kind: "agent",
		...text !== void 0 && { text },
		...toolCalls !== void 0 && { toolCalls },
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
	const result = readResult(message, place, drops);
	const error = readToolError(message, result);
	return {
		kind: "tool",
		...callId !== void 0 && { callId },
		...name !== void 0 && { name },
		...result !== void 0 && { result },
		...error !== void 0 && { error }
	};
}
/** The text of a message: a string, the text parts of a list, or structure as its JSON text. */
function readText(message, place, drops) {
	const content = message["content"];
	const at = childPlace(place, "content");
	if (content === void 0 || content === null) return void 0;
	if (typeof content === "string") return content;
	if (Array.isArray(content)) return readParts(content, at, drops);
	if (isJsonValue(content)) return JSON.stringify(content);
	drops.add(at, "content that is no JSON or nests too deep");
}
function readParts(parts, place, drops) {
	const texts = [];
	for (const [index, part] of parts.entries()) {
		const text = partText(part);
		if (text === void 0) drops.add(childPlace(place, index), "part of a message without text");
		else texts.push(text);
	}
	return texts.length === 0 && parts.length > 0 ? void 0 : texts.join("\n");
}
function partText(part) {
	if (typeof part === "string") return part;
	if (!isFields(part)) return void 0;
	return textField(part, "text") ?? textField(part, "refusal");
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
/** Reads `{id, function: {name, arguments}}`, `{id, custom: {name, input}}` and the flat `{id, name, arguments}`. */
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
function readResult(message, place, drops) {
	const content = message["content"];
	const at = childPlace(place, "content");
	if (Array.isArray(content) && content.length > 0 && content.every(isTextPart)) return parseToolContent(readParts(content, at, drops), at, drops);
	return parseToolContent(content, at, drops);
}
function isTextPart(part) {
	return isFields(part) && typeof part["type"] === "string" && partText(part) !== void 0;
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
function readUsage(value) {
	if (!isFields(value)) return void 0;
	const inputTokens = countField(value, ["prompt_tokens", "input_tokens"]);
	const outputTokens = countField(value, ["completion_tokens", "output_tokens"]);
	if (inputTokens === void 0 && outputTokens === void 0) return void 0;
	return {
		...inputTokens !== void 0 && { inputTokens },
		...outputTokens !== void 0 && { outputTokens }
	};
}
function countField(fields, keys) {
	const value = keys.map((key) => fields[key]).find((candidate) => candidate !== void 0);
	return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : void 0;
}

// src/core/trace/import/chat-log/open-calls.ts
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

// src/core/trace/import/chat-log/turns.ts
/**
* Splits chat messages into turns at each user message.
*
* The reply of a turn is the last agent message without tool calls whose text was captured. An agent that speaks before
* any user opens a turn whose `user` is empty.
*/
function readTurns(messages, placeOf, drops) {
	const policy = [];
	const turns = [];
	const openCalls = new OpenCalls();
	for (const [index, value] of messages.entries()) {
		const at = placeOf(index);
		if (!isChatMessage(value)) {
			drops.add(at, "not a chat message: no role");
			continue;
		}
		const message = readChatMessage(value, at, drops);
		if (message === void 0) continue;
		switch (message.kind) {
			case "policy":
				if (message.text !== void 0) policy.push(message.text);
				break;
			case "user":
				if (message.text === void 0) drops.add(at, "user message whose text was not captured");
				turns.push({
					user: message.text ?? "",
					steps: []
				});
				break;
			case "agent":
				addAgentMessage(message, currentTurn(turns), index, openCalls);
				break;
			case "tool": addToolResult(message, turns, openCalls, () => drops.add(at, "tool result without its call: the tool's name and arguments are unknown"));
		}
	}
	return {
		...policy.length > 0 && { policy: policy.join("\n\n") },
		turns
	};
}
function currentTurn(turns) {
	const last = turns.at(-1);
	if (last !== void 0) return last;
	const opening = {
		user: "",
		steps: []
	};
	turns.push(opening);
	return opening;
}
function addAgentMessage(message, turn, index, openCalls) {
	const { kind: _, ...rest } = message;
	turn.steps.push({
		kind: "model",
		...rest
	});
	const calls = message.toolCalls ?? [];
	if (calls.length === 0 && message.text !== void 0) turn.reply = message.text;
	for (const request of calls) {
		openCalls.add({
			request,
			steps: turn.steps,
			index: turn.steps.length,
			message: index
		});
		turn.steps.push({
			kind: "tool",
			...request,
			status: "pending"
		});
	}
}
function addToolResult(message, turns, openCalls, onNameless) {
	const { kind: _, name, callId, ...answer } = message;
	const status = answer.error === void 0 ? "ok" : "error";
	const open = openCalls.take(callId, name);
	if (open !== void 0) {
		const id = open.request.callId ?? callId;
		open.steps[open.index] = {
			kind: "tool",
			...open.request,
			...id !== void 0 && { callId: id },
			status,
			...answer
		};
		return;
	}
	if (name === void 0) onNameless();
	currentTurn(turns).steps.push({
		kind: "tool",
		name: name ?? "unknown",
		...callId !== void 0 && { callId },
		status,
		...answer
	});
}

// src/core/trace/import/chat-log/parse-chat-log.ts
/** Lists of records may nest this deep; what lies deeper is reported, not read. */
const maxListDepth = 4;
/** The fields under which a record keeps its messages: OpenAI's own name, then tau-bench's. */
const messageKeys = ["messages", "traj"];
const idKeys = [
	"id",
	"session_id",
	"conversation_id",
	"thread_id"
];
/**
* Reads OpenAI chat messages: one list of messages, `{messages: […]}`, a tau-bench record, or a list of any of these.
*
* Never throws, whatever `value` is: what cannot be read stands in `dropped` with its place.
*/
function parseChatLog(value, file) {
	const reader = new ChatLogReader(file);
	return {
		sessions: [...reader.add(value, { path: "" }), ...reader.end()],
		dropped: reader.dropped()
	};
}
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
		if (isChatMessage(value)) {
			this.#looseMessages.push({
				value,
				place
			});
			return [];
		}
		return this.#read(value, place, maxListDepth);
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
		return [{
			id: this.#idAt({ path: "" }),
			...readTurns(values, placeOf, this.#drops)
		}];
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
		const key = messageKeys.find((candidate) => Array.isArray(value[candidate]));
		const messages = key === void 0 ? void 0 : value[key];
		if (key === void 0 || !Array.isArray(messages)) {
			this.#drops.add(place, "record without a list under `messages` or `traj`");
			return [];
		}
		return [this.#readRecord(value, this.#readMessages(messages, childPlace(place, key)), {
			key,
			place
		})];
	}
	#readList(list, place, listsLeft) {
		if (list.length === 0) {
			this.#drops.add(place, "empty list: no messages");
			return [];
		}
		if (list.some(isChatMessage)) return [{
			id: this.#idAt(place),
			...this.#readMessages(list, place)
		}];
		if (listsLeft === 0) {
			this.#drops.add(place, `lists nested deeper than ${maxListDepth}`);
			return [];
		}
		return list.flatMap((item, index) => this.#read(item, childPlace(place, index), listsLeft - 1));
	}
	#readMessages(messages, place) {
		return readTurns(messages, (index) => childPlace(place, index), this.#drops);
	}
	#readRecord(record, { policy, turns }, { key, place }) {
		const known = [
			key,
			"task_id",
			"trial",
			"reward",
			"model",
			...idKeys
		];
		dropOtherFields(record, known, place, this.#drops);
		const ownId = idKeys.map((idKey) => textField(record, idKey)).find((id) => id !== void 0);
		const reward = this.#readReward(record["reward"], childPlace(place, "reward"));
		const task = this.#readTask(record, place);
		const model = textField(record, "model");
		return {
			id: ownId ?? this.#idAt(place),
			...model !== void 0 && { agent: { model } },
			...policy !== void 0 && { policy },
			turns,
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
	/** An id for a session that brought none: where it stands. */
	#idAt({ line, path }) {
		const lineName = line === void 0 ? "" : `:${line}`;
		return path === "" ? `${this.#file}${lineName}` : `${this.#file}${lineName}#${path}`;
	}
};

// src/adapters/fs/split-lines.ts
const newline = 10;
/**
* Splits bytes into lines of UTF-8 without ever holding more than one line and one chunk.
*
* Bytes are split before they are decoded, so that a chunk may end inside a character. A byte order mark at the start
* of the file and a carriage return at the end of a line are left out.
*/
async function* splitLines(chunks, maxLineBytes) {
	let line = 1;
	let parts = [];
	let bytes = 0;
	const take = (part) => {
		bytes += part.length;
		if (bytes <= maxLineBytes) parts.push(part);
		else parts = [];
	};
	const finish = () => {
		const finished = bytes > maxLineBytes ? { line } : {
			line,
			text: decode(Buffer.concat(parts), line)
		};
		line += 1;
		parts = [];
		bytes = 0;
		return finished;
	};
	for await (const chunk of chunks) {
		let start = 0;
		for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
			take(chunk.subarray(start, end));
			yield finish();
			start = end + 1;
		}
		if (start < chunk.length) take(chunk.subarray(start));
	}
	if (bytes > 0) yield finish();
}
function decode(bytes, line) {
	const text = bytes.toString("utf8").replace(/\r$/, "");
	return line === 1 && text.startsWith("﻿") ? text.slice(1) : text;
}

// src/adapters/fs/read-sessions.ts
const mebibyte = 1048576;
/** How much of a file is looked at to tell JSON Lines from one JSON document. */
const firstLookBytes = mebibyte;
const defaultLimits = {
	maxDocumentBytes: 256 * mebibyte,
	maxLineBytes: 64 * mebibyte
};
/**
* Chat logs on disk. JSON Lines are read line by line in bounded memory, whatever the size of the file; one JSON
* document must fit into `maxDocumentBytes`. Paths are seen from `folder`.
*/
function chatLogFiles(folder, limits = defaultLimits) {
	return { read: (file) => readChatLog({
		file,
		path: resolve(folder, file)
	}, limits) };
}
async function* readChatLog(target, limits) {
	const bytes = await sizeOf(target);
	if (await isJsonLines(target)) {
		yield* readLines(target, limits.maxLineBytes);
		return;
	}
	const document = await readDocument(target, bytes, limits.maxDocumentBytes);
	const { sessions, dropped } = parseChatLog(document, target.file);
	yield* asItems(sessions);
	yield {
		kind: "dropped",
		dropped
	};
}
async function* readLines(target, maxLineBytes) {
	const reader = new ChatLogReader(target.file);
	for await (const { line, text } of splitLines(chunksOf(target), maxLineBytes)) {
		const place = {
			line,
			path: ""
		};
		if (text === void 0) {
			reader.drop(place, `line longer than ${maxLineBytes} bytes`);
			continue;
		}
		if (text.trim() === "") continue;
		const value = parseLine(text);
		if (value === void 0) reader.drop(place, "line that is not JSON");
		else yield* asItems(reader.add(value, place));
	}
	yield* asItems(reader.end());
	yield {
		kind: "dropped",
		dropped: reader.dropped()
	};
}
function asItems(sessions) {
	return sessions.map((session) => ({
		kind: "session",
		session
	}));
}
async function* chunksOf({ file, path }) {
	const stream = createReadStream(path);
	try {
		for await (const chunk of stream) if (chunk instanceof Buffer) yield chunk;
	} catch (error) {
		throw unreadable(file, error);
	}
}
/** `undefined` where the line is not JSON; `null` is JSON. */
function parseLine(text) {
	try {
		return parseJsonText(text);
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) return void 0;
		throw error;
	}
}
async function sizeOf({ file, path }) {
	const facts = await stat(path).catch((error) => {
		throw unreadable(file, error);
	});
	if (facts.isFile()) return facts.size;
	throw new UserError("SESSIONS_UNREADABLE", `${file}: is not a file.`, "Name the files themselves, such as `logs/*.jsonl`.");
}
/** By name, or because the first line is a JSON value of its own and more follows. */
async function isJsonLines(target) {
	if (/\.(?:jsonl|ndjson)$/i.test(target.file)) return true;
	const start = await readStart(target);
	const end = start.indexOf("\n");
	if (end === -1 || start.slice(end).trim() === "") return false;
	const first = parseLine(start.slice(0, end));
	return typeof first === "object" && first !== null;
}
async function readStart({ file, path }) {
	const handle = await open(path).catch((error) => {
		throw unreadable(file, error);
	});
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(firstLookBytes));
		return withoutMark(buffer.toString("utf8", 0, bytesRead));
	} finally {
		await handle.close();
	}
}
async function readDocument({ file, path }, bytes, maxBytes) {
	if (bytes > maxBytes) throw new UserError("SESSIONS_TOO_LARGE", `${file}: ${bytes} bytes, and one JSON document may have ${maxBytes}.`, "Write one record a line (JSON Lines, `.jsonl`): such a file may have any size.");
	const text = await readFile(path, "utf8").catch((error) => {
		throw unreadable(file, error);
	});
	try {
		return parseJsonText(withoutMark(text));
	} catch (cause) {
		throw new UserError("SESSIONS_NOT_JSON", `${file}: is not JSON${cause instanceof SyntaxError ? ` (${cause.message})` : ""}.`, "Give a JSON document, or name a file with one JSON value a line `.jsonl`.", { cause });
	}
}
function withoutMark(text) {
	return text.startsWith("﻿") ? text.slice(1) : text;
}
function unreadable(file, cause) {
	const why = cause instanceof Error ? cause.message : String(cause);
	return new UserError("SESSIONS_UNREADABLE", `${file}: cannot be read: ${why}`, "Check the path and its permissions.", { cause });
}

// src/compose/compose-session-source.ts
/** Sessions in files of foreign formats, with paths seen from `folder`. */
function composeSessionSource(folder) {
	return chatLogFiles(folder);
}

// src/core/report/score-summary.ts
/** Lines of one list on a terminal; the JSON rendering has them all. */
const maxListed = 50;
/** Longest line of a list, in characters. */
const maxRowLength = 400;
/**
* The summary of scored sessions as plain text for a terminal.
*
* Text of the sessions has lost its control characters, so that a log cannot steer the terminal.
*/
function renderScoreSummary(summary) {
	return `${[
		renderSize(summary),
		renderRewards(summary),
		renderEvaluators(summary),
		renderEmptyRetrievals(summary.emptyRetrievals),
		renderDropped(summary.dropped)
	].filter((part) => part !== "").join("\n\n")}\n`;
}
/** The same summary for programs, as one JSON document. */
function renderScoreJson(summary) {
	return renderJson(summary);
}
function renderSize({ sessions, files, format, turns, steps, repeated }) {
	const size = `${countOf(sessions, "session")} from ${countOf(files.length, "file")} (${format}): ${countOf(turns, "turn")}, ${countOf(steps, "step")}`;
	return repeated === 0 ? size : `${size}\n${countOf(repeated, "session")} left out: the same run with the same content was read before`;
}
function renderRewards({ rewards, passHatK }) {
	if (rewards.rewarded === 0) return "pass^k is unknown: no session carries a reward";
	const { passed, rewarded, tasks } = rewards;
	const ks = passHatK.map(({ k }) => k);
	const values = passHatK.map(({ value }) => value === "unknown" ? value : significant(value));
	const notes = [
		`${passed} of ${countOf(rewarded, "session")} passed (reward 1), over ${countOf(tasks, "task")}`,
		rewards.unrewarded > 0 && `${countOf(rewards.unrewarded, "session")} without a reward left out`,
		rewards.withoutTask > 0 && `${countOf(rewards.withoutTask, "session")} without a task: each counts as a task of its own`,
		rewards.clashing > 0 && `${countOf(rewards.clashing, "run")} with the task and number of another run: counted as further runs of the task`
	];
	return [`pass^${Math.min(...ks)}..${Math.max(...ks)} = ${values.join(", ")}`, ...notes.filter((note) => note !== false).map((note) => `  ${note}`)].join("\n");
}
function renderEvaluators({ evaluators, failedChecks }) {
	if (evaluators.length === 0) return "";
	const rows = evaluators.map(({ dimension, evaluator, passed, failed, unscored }) => [
		terminalText(dimension),
		terminalText(evaluator),
		`${passed} passed`,
		`${failed} failed`,
		`${unscored} unscored`
	]);
	const reasons = evaluators.map(({ unscoredReason }) => unscoredReason === void 0 ? "" : `  ${terminalText(unscoredReason)}`);
	const table = alignColumns(rows).map((row, index) => `  ${row}${reasons[index] ?? ""}`);
	const failures = failedChecks.map(({ evaluator, at, explanation, ...where }) => `${nameSession(where)}${at === void 0 ? "" : `, step ${at}`}: ${evaluator}: ${explanation}`);
	return [
		"Checks",
		...table,
		...failures.length > 0 ? [
			"",
			"Failed checks",
			listLines(failures)
		] : []
	].join("\n");
}
function nameSession({ session, task }) {
	return task === void 0 ? session : `task ${task.id} run ${task.runIndex}`;
}
function renderEmptyRetrievals(calls) {
	if (calls.length === 0) return "Empty search results: none";
	const sessions = new Set(calls.map(({ session }) => session)).size;
	const rows = calls.map(({ at, call, found, ...where }) => `${nameSession(where)}, step ${at}: ${call} → ${found}`);
	return `Empty search results: ${countOf(calls.length, "call")} in ${countOf(sessions, "session")}\n${listLines(rows)}`;
}
function renderDropped(dropped) {
	if (dropped.length === 0) return "";
	return `Not imported\n${listLines(dropped.map(({ file, line, path, reason, count: times }) => {
		const place = `${file}${line === void 0 ? "" : `:${line}`}${path === "" ? "" : ` ${path}`}`;
		return times === 1 ? `${place}: ${reason}` : `${place}: ${reason} (${times} times, first here)`;
	}))}`;
}
function listLines(rows) {
	const shown = rows.slice(0, maxListed).map((row) => `  ${terminalText(row, maxRowLength)}`);
	const more = rows.length - shown.length;
	return [...shown, ...more > 0 ? [`  … and ${more} more; \`--json\` has them all`] : []].join("\n");
}
function alignColumns(rows) {
	const widths = rows.reduce((widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)), []);
	return rows.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ").trimEnd());
}
/** Six significant digits without trailing zeros. */
function significant(value) {
	return String(Number(value.toPrecision(6)));
}

// src/cli/commands/score.ts
/** `tracegate score`: what is in sessions that other systems recorded. */
async function scoreCommand(files, options, io) {
	const summary = await scoreSessions({
		format: options.format,
		files,
		source: composeSessionSource(resolve(io.cwd))
	});
	io.stdout.write(options.json ? renderScoreJson(summary) : renderScoreSummary(summary));
	return exitCodes.pass;
}

export { scoreCommand };