import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as readToolCatalog, t as describeAgent } from "./agent-facts-ClXOAosQ.js";
import { $ as readToolResult, $n as dropOddTexts, Da as isJsonValue, Dr as hasErrorCode, G as readUsage, H as countIn, J as secondsAt, K as readTime, Oa as parseJsonText, Q as readContentText, V as costAt, W as noCount, Y as timeAt, Z as firstText, Zi as canonicalJson, er as dropOtherFields, et as typeOf, ir as textField, nr as isFields, nt as parseToolContent, ra as sessionSchema, rr as isNothing$1, tr as idField, tt as parseArguments } from "./run-BZDTBg9r.js";
import { _ as DropList, b as inside, v as childPlace } from "./program-DKRRRX-J.js";
import { C as answerText, S as OpenCalls, _ as setTextOrigin, a as readTraceId, b as stitchSession, c as readModelOutput, d as readMessage, f as readMessages, g as Attributes, h as otlpRecords, i as readSpanId, l as callSettings, m as isOtlp, n as readOtlpEvent, o as buildSpan, p as asChatMessage, r as readOtlpSpan, s as readModelInput, t as withEvents, u as dialectOf, v as MessageLists, w as placeOf, x as namedArguments, y as RecentMap } from "./with-events-CZKWY2rT.js";
const { createHash, hash, randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { resolve } = globalThis.process.getBuiltinModule("node:path");
const { isUtf8 } = globalThis.process.getBuiltinModule("node:buffer");
const { createGunzip } = globalThis.process.getBuiltinModule("node:zlib");
const { open, stat } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/core/trace/session-file-name.ts
const longestName = 80;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
function sessionFileName(id) {
	const plain = id.replaceAll(/[^A-Za-z0-9._-]+/g, "-").replaceAll(/\.{2,}/g, ".").replaceAll(/^[-.]+|[-.]+$/g, "");
	const isWhole = plain === id && plain.length <= longestName && plain !== "";
	const [stem = ""] = plain.split(".", 1);
	if (isWhole && !reserved.test(stem)) return plain;
	const end = plain.slice(-80).replaceAll(/^[-.]+/g, "") || "session";
	return `${reserved.test(stem) ? "session-" : ""}${end}-${shortDigest(id)}`;
}
function shortDigest(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

// src/core/trace/import/messages/place-id.ts
function idOfPlace({ file, position }, turns) {
	return `${nameOfPlace(file, position)}@${shortDigest(JSON.stringify(lengthsOf(turns)))}`;
}
function isIdOfPlace(id, file) {
	const name = nameOfPlace(file, "");
	const rest = id.startsWith(name) ? id.slice(name.length) : "";
	return name !== "" && /^(?::\d+)?(?:#\/.*)?@[\da-f]{8}(?:~\d+)?$/s.test(rest);
}
function nameOfPlace(file, position) {
	return (file.split(/[\\/]/).at(-1) ?? "") + position;
}
function placeAt(file, { line, path }) {
	const lineName = line === void 0 ? "" : `:${line}`;
	return {
		file,
		position: path === "" ? lineName : `${lineName}#${path}`
	};
}
function lengthsOf(turns) {
	return turns.map(({ user, reply = "", steps }) => [
		user.length,
		reply.length,
		...steps.map((step) => JSON.stringify(step).length)
	]);
}

// src/core/trace/import/messages/chat-session.ts
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

// src/core/trace/import/messages/turn-builder.ts
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
	addPolicy(text) {
		if (text !== void 0 && !this.#policy.includes(text)) this.#policy.push(text);
	}
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

// src/core/trace/import/atif/atif.ts
function isAtif(value) {
	if (!isFields(value) || !Array.isArray(value["steps"])) return false;
	return /^ATIF-v1(?:\.|$)/.test(textField(value, "schema_version") ?? "");
}
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
			const content = readToolResult(result["content"], childPlace(at, "content"), this.#drops);
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

// src/core/trace/import/chat-log/turns.ts
function readTurns(messages, placeOf, drops, policy) {
	const builder = new TurnBuilder(drops);
	builder.addPolicy(policy);
	for (const { message, place } of readMessages(messages, placeOf, drops)) builder.add(message, place);
	return builder.end();
}

// src/core/trace/import/chat-log/parse-chat-log.ts
const maxListDepth$2 = 4;
const messageKeys$1 = ["messages", "traj"];
const idKeys = [
	"id",
	"session_id",
	"conversation_id",
	"thread_id"
];
var ChatLogReader = class {
	#file;
	#drops;
	#looseMessages = [];
	#runsOfTask = /* @__PURE__ */ new Map();
	constructor(file) {
		this.#file = file;
		this.#drops = new DropList(file);
	}
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
	drop(place, reason) {
		this.#drops.add(place, reason);
	}
	end() {
		const messages = this.#looseMessages.splice(0);
		if (messages.length === 0) return [];
		const values = messages.map(({ value }) => value);
		const placeOf = (index) => messages[index]?.place ?? { path: "" };
		return [chatSession(placeAt(this.#file, { path: "" }), readTurns(values, placeOf, this.#drops))];
	}
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
const bundleLists = [
	"data",
	"traces",
	"observations",
	"scores",
	"sessions"
];
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
function isBundle(record) {
	const first = bundleLists.map((key) => record[key]).find((list) => Array.isArray(list) && list.length > 0)?.[0];
	return isFields(first) && !Array.isArray(first["data"]) && langfuseKind(first) !== void 0;
}
function camelCased(record) {
	const entries = Object.entries(record).map(([key, value]) => [camelCase(key), value]);
	return Object.fromEntries(entries);
}
function ownKey(record, key) {
	return key in record ? key : Object.keys(record).find((own) => camelCase(own) === key) ?? key;
}
function camelCase(key) {
	return key.replaceAll(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/core/trace/import/late-annotations.ts
var LateAnnotations = class {
	#waiting = /* @__PURE__ */ new Map();
	add(late) {
		const key = keyOf(late);
		const known = this.#waiting.get(key);
		if (known === void 0) this.#waiting.set(key, [late]);
		else known.push(late);
	}
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
function keyOf({ spanId, traceId, sessionId }) {
	if (spanId !== void 0) return `span ${spanId}`;
	return traceId === void 0 ? `session ${sessionId ?? ""}` : `trace ${traceId}`;
}
function placed(annotations, at) {
	return annotations.map((annotation) => ({
		...annotation,
		at
	}));
}

// src/core/trace/stitch/talk-keys.ts
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
function groupTraces(traces, keysOf = ({ spans }) => talkKeys(spans)) {
	const parts = traces.flatMap(partsOf);
	const earlier = linkByTalk(parts, keysOf);
	const groups = /* @__PURE__ */ new Map();
	for (const part of parts) {
		const first = firstOf(part, earlier);
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
function firstOf(part, earlier) {
	let first = part;
	for (let before = earlier.get(first); before !== void 0; before = earlier.get(first)) first = before;
	return first;
}

// src/core/trace/stitch/stitch-sessions.ts
function stitchSessions(spans, file = "") {
	const drops = new DropList(file);
	return {
		sessions: groupTraces(tracesOf(spans)).flatMap((group) => stitchGroup(group, drops)),
		dropped: drops.list()
	};
}
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
function tracesOf(spans) {
	return [...Map.groupBy(spans, ({ traceId }) => traceId)].map(([traceId, own]) => ({
		traceId,
		spans: own
	}));
}

// src/core/trace/stitch/span-window.ts
const defaultMostHeld = 4e6;
const mostRemembered$1 = 5e4;
var SpanWindow = class {
	#options;
	#mostHeld;
	#traces = /* @__PURE__ */ new Map();
	#keys = /* @__PURE__ */ new WeakMap();
	#gone = new RecentMap(mostRemembered$1);
	#held = 0;
	#additions = 0;
	constructor(options) {
		this.#options = options;
		this.#mostHeld = options.mostHeld ?? defaultMostHeld;
	}
	add(span, size) {
		const trace = this.#traceOf(span.traceId, placeOf(span));
		trace.spans.push(span);
		return this.#grow(trace, size);
	}
	note(note, size) {
		const trace = this.#traceOf(note.traceId, note.place);
		trace.notes.push(note);
		return this.#grow(trace, size);
	}
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
	rest() {
		return [];
	}
	complete(session) {
		return session;
	}
	ended() {}
	completed = (session) => this.complete(session);
	#stitched(spans) {
		return spans.flatMap((span) => this.#window.add(span, sizeOf$1(span))).map(this.completed);
	}
};
const fieldSize = 40;
function sizeOf$1(value, depthLeft = 12) {
	if (typeof value === "string") return value.length + fieldSize;
	if (typeof value !== "object" || value === null || depthLeft === 0) return fieldSize;
	return Object.values(value).reduce((sum, child) => sum + sizeOf$1(child, depthLeft - 1), fieldSize);
}

// src/core/trace/import/langsmith/langchain-result.ts
function readLangChainResult(value, place, drops) {
	const message = isFields(value) ? asChatMessage(value) : void 0;
	const content = message === void 0 ? value : message["content"];
	const at = message === void 0 ? place : childPlace(place, "content");
	const result = readToolResult(content, at, drops);
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
const sessionKeys = [
	"session_id",
	"thread_id",
	"conversation_id"
];
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
	const sessionId = firstText(metadata, sessionKeys);
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
function readModelFacts$1(run, reading) {
	const inputs = fieldsAt$1(run, "inputs");
	const settings = fieldsAt$1(fieldsAt$1(run, "extra"), "invocation_params");
	const metadata = metadataOf(run);
	const model = textField(fieldsAt$1(run, "outputs"), "model") ?? textField(metadata, "ls_model_name") ?? firstText(settings, ["model", "model_name"]) ?? textField(inputs, "model");
	const provider = textField(metadata, "ls_provider");
	const usage = usageOf(run, reading);
	const tools = [settings["tools"], inputs["tools"]].find(isTools$1);
	return {
		...model !== void 0 && { model },
		...provider !== void 0 && { provider },
		...usage !== void 0 && { usage },
		...tools !== void 0 && { toolDefinitions: tools }
	};
}
function usageOf(run, reading) {
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
	const costUsd = costAt(run, "total_cost", reading);
	return costUsd === void 0 ? spent : {
		...spent,
		costUsd
	};
}
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
function filled$1(value) {
	return isFields(value) && Object.keys(value).length === 0 ? void 0 : value;
}
function isTools$1(value) {
	return Array.isArray(value) && value.length > 0 && isJsonValue(value);
}

// src/core/trace/import/langsmith/langsmith.ts
const maxDepth$2 = 60;
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
function isPatch(value) {
	return isFields(value) && "id" in value && ("dotted_order" in value || "trace_id" in value);
}
function isFeedback(value) {
	return isFields(value) && "run_id" in value && "key" in value && ("score" in value || "value" in value);
}
var LangSmithReader = class extends SpanCollector {
	#parts = /* @__PURE__ */ new Map();
	#feedback = new LateAnnotations();
	#spans = [];
	take(value, place) {
		if (Array.isArray(value)) this.#takeList(value, place, maxDepth$2);
		else if (isBatch(value)) this.#takeBatch(value, place);
		else if (isFeedback(value)) this.#takeFeedback(value, place);
		else if (isRun(value)) this.#takeRun(value, place, maxDepth$2);
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
			if (Array.isArray(list)) this.#takeList(list, childPlace(place, key), maxDepth$2);
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
function hasFailed({ error }) {
	return typeof error === "string" ? error !== "" : isFields(error);
}
function apiAsked(request, response) {
	if (!isFields(request)) return void 0;
	if (response["type"] === "error") return "anthropic";
	return "input" in request ? "openai-responses" : "chat-log";
}
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
function readModelCall(call, id, drops) {
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
function sessionOf({ metadata, conversation }) {
	return (isFields(metadata) ? firstText(metadata, [
		"session_id",
		"conversation_id",
		"thread_id"
	]) : void 0) ?? (isFields(conversation) ? textField(conversation, "id") : void 0) ?? (typeof conversation === "string" ? conversation : void 0);
}
function textOfBlocks(system) {
	if (!Array.isArray(system)) return void 0;
	const texts = system.flatMap((block) => isFields(block) ? textField(block, "text") ?? [] : []);
	return texts.length === 0 ? void 0 : texts.join("\n");
}
function isTools(value) {
	return Array.isArray(value) && value.length > 0 && isJsonValue(value);
}

// src/core/trace/import/openinference/phoenix-span.ts
function isPhoenixSpan(value) {
	if (!isFields(value)) return false;
	const { traceId, spanId } = idsOf(value);
	const isTimed = value["start_time"] !== void 0 || value["startTime"] !== void 0;
	return traceId !== void 0 && spanId !== void 0 && isTimed && isOfOpenInference(value);
}
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
function parseDuration(value) {
	const parts = typeof value === "string" ? iso.exec(value) : null;
	if (parts === null) return void 0;
	const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
	return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1e6) / 1e3;
}

// src/core/trace/import/openinference/span-tree-file.ts
const maxDepth$1 = 200;
function isSpanTree(value) {
	if (!isFields(value) || !Array.isArray(value["spans"])) return false;
	const first = value["spans"].find(isFields);
	return readTraceId(value["trace_id"] ?? value["traceId"]) !== void 0 && isFields(first) && (first["span_attributes"] !== void 0 || first["child_spans"] !== void 0);
}
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

// src/core/trace/import/otlp/otlp-reader.ts
const eventSize = 1e3;
function spanShape(value) {
	if (isOtlp(value)) return "otlp";
	if (isSpanTree(value)) return "span-tree";
	return isPhoenixSpan(value) ? "phoenix" : void 0;
}
var OtlpReader = class {
	#drops;
	#reading;
	#window;
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
const maxListDepth$1 = 4;
const mostProblems = 10;
function isOwnSession(value) {
	if (!isFields(value) || typeof value["id"] !== "string" || !Array.isArray(value["turns"])) return false;
	return value["turns"].every((turn) => isFields(turn) && Array.isArray(turn["steps"]));
}
function isRunLine(value) {
	return isFields(value) && typeof value["caseId"] === "string" && isOwnSession(value["session"]);
}
function isJournalHeader(value) {
	const schema = isFields(value) ? value["schema"] : void 0;
	return typeof schema === "string" && schema.startsWith("tracegate.experiment/");
}
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
const messageKeys = [
	"message_type",
	"agent",
	"thought",
	"action",
	"is_demo",
	"tags",
	"cache_control"
];
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
		for (const { message, place: at } of readMessage(chat, place, this.#drops)) {
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
const texts = {
	agent_info: ["implementation", "llm"],
	environment_info: ["policy"]
};
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
function isTau2Run(value) {
	return isFields(value) && Array.isArray(value["messages"]) && value["task_id"] !== void 0 && ("reward_info" in value || "termination_reason" in value);
}
function isTau2Results(value) {
	return isFields(value) && Array.isArray(value["simulations"]);
}
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
		for (const { message, place: at } of readMessage(chat, place, this.#drops)) turns.add(timed(message, value, {
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
	const spent = readUsage(fields["usage"], inside(at, "usage"), costAt(fields, "cost", at));
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
const mostLookedAt = 1e3;
function recognise(value) {
	for (const test of signs$1) {
		const found = test(value);
		if (found !== void 0) return found;
	}
}
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
const deepestShape = 3;
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
function readModelFacts(around) {
	const { record, fields, place, drops } = around;
	const model = filled(fields, "model") ?? filled(fields, "providedModelName");
	const details = isFields(fields["costDetails"]) ? fields["costDetails"] : {};
	const cost = [
		costAt(record, ownKey(record, "totalCost"), around),
		costAt(record, ownKey(record, "calculatedTotalCost"), around),
		costAt(details, "total", {
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
function parseInput(value, place, drops) {
	return typeof value === "string" && /^\s*\[/.test(value) ? parseArguments(value, place, drops) : value;
}
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
function definitions(fields) {
	const held = fields["toolDefinitions"];
	if (!isFields(held) || Object.keys(held).length === 0) return void 0;
	const tools = Object.entries(held).map(([name, value]) => ({
		name,
		definition: value
	}));
	return isJsonValue(tools) ? tools : void 0;
}
function filled(fields, key) {
	const text = textField(fields, key);
	return text === "" ? void 0 : text;
}

// src/core/trace/import/langfuse/langfuse-score.ts
const judgeOfSource = /* @__PURE__ */ new Map([
	["ANNOTATION", "human"],
	["EVAL", "model"],
	["API", "code"]
]);
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
function scoreValue(fields) {
	const { value, stringValue } = fields;
	if (textField(fields, "dataType")?.toUpperCase() === "BOOLEAN") return typeof value === "number" ? value === 1 : stringValue === "True";
	if (typeof stringValue === "string" && stringValue !== "") return stringValue;
	return value ?? void 0;
}

// src/core/trace/import/langfuse/langfuse.ts
const maxDepth = 6;
const traceKeys = [
	"id timestamp name input output sessionId session_id userId user_id release version",
	"projectId project_id public bookmarked environment createdAt created_at updatedAt",
	"updated_at externalId external_id htmlPath html_path latency totalCost total_cost",
	"observations scores"
].flatMap((words) => words.split(" "));
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
function traceSpanId(traceId) {
	return `trace ${traceId}`;
}

// src/core/trace/import/messages/model-calls.ts
const mostRemembered = 1e4;
const unnamed = "\0";
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
		const { span, previousId } = readModelCall(call, id, this.drops);
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
function placeIn$1(id) {
	const end = id.indexOf(unnamed, 1);
	if (!id.startsWith(unnamed) || end === -1) return void 0;
	return {
		file: id.slice(1, end),
		position: id.slice(end + 1)
	};
}
function withShownId(from, key) {
	const id = from[key];
	const at = id === void 0 ? void 0 : placeIn$1(id);
	return at === void 0 ? from : {
		...from,
		[key]: nameOfPlace(at.file, at.position)
	};
}
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
const maxListDepth = 4;
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
var FormatReaders = class {
	#choice;
	#joined = /* @__PURE__ */ new Map();
	constructor(choice) {
		this.#choice = choice;
	}
	open(file) {
		return new DispatchingReader(file, this.#choice, this.#joined);
	}
	end() {
		return [...this.#joined.values()].flatMap((reader) => reader.end());
	}
	dropped() {
		return [...this.#joined.values()].flatMap((reader) => reader.dropped());
	}
};
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
function readerName(format, value) {
	if (format === "openinference") return "otlp";
	if (!(format === "chat-log" || format === "anthropic" || format === "openai-responses")) return format;
	return isCall(value) ? "calls" : "messages";
}
function isCall(value) {
	return dialectOf(value) === void 0 && findModelCall(value, { path: "" }) !== void 0;
}

// src/adapters/fs/as-items.ts
function asItems(sessions, file) {
	const from = file === void 0 ? {} : { file };
	return sessions.map((session) => ({
		kind: "session",
		session,
		...from
	}));
}

// src/core/trace/import/detect/envelope-lists.ts
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
const recordLists = new Set([
	"messages traj history trajectory turns steps items input output resourceSpans",
	"resource_spans scopeSpans scope_spans spans resourceLogs resource_logs scopeLogs",
	"scope_logs logRecords log_records data sessions traces observations scores simulations",
	"runs post patch child_runs"
].flatMap((words) => words.split(" ")));
function closeCutJson(text) {
	const open = openAtEnd(text);
	if (open === void 0) return void 0;
	const at = open.findLastIndex(({ isRecords, safeEnd }) => isRecords && safeEnd > 0);
	const closers = open.slice(0, at + 1).map(({ closer }) => closer);
	return at === -1 ? void 0 : text.slice(0, open[at]?.safeEnd) + closers.toReversed().join("");
}
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
function endOfString(text, from) {
	for (let at = from; at < text.length; at++) if (text[at] === "\\") at += 1;
	else if (text[at] === "\"") return at;
	return text.length;
}

// src/adapters/fs/session-text.ts
function decodeText(bytes, place, reader) {
	if (!isUtf8(bytes)) reader.drop(place, "bytes that are not UTF-8 were read as \uFFFD (convert the file: `iconv -f LATIN1 -t UTF-8`)");
	return bytes.toString("utf8");
}
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
function objectOf(members, end = "}") {
	const parts = members.flatMap((member, index) => [Buffer.from(index === 0 ? "{" : ","), member]);
	return Buffer.concat([...parts.length === 0 ? [Buffer.from("{")] : parts, Buffer.from(end)]);
}
function nextInString(chunk, from) {
	for (let at = from; at < chunk.length; at++) {
		const byte = chunk[at];
		if (byte === signs.quote || byte === signs.backslash || byte === signs.newline) return at;
	}
	return chunk.length;
}
function nextSign(chunk, from) {
	for (let at = from; at < chunk.length; at++) {
		const byte = chunk[at];
		if (byte === signs.quote || byte === signs.newline || byte === signs.openList || byte === signs.closeList) return at;
		if (byte === signs.openObject || byte === signs.closeObject) return at;
	}
	return chunk.length;
}

// src/adapters/fs/split-json.ts
var JsonSplitter = class {
	#options;
	#frames = [];
	#pieces = [];
	#value;
	#isString = false;
	#isEscaped = false;
	#line = 1;
	#lineStart = 0;
	#documents = 0;
	constructor(options) {
		this.#options = options;
	}
	get documents() {
		return this.#documents;
	}
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
function whole(frame) {
	return frame.isApart ? { envelope: { head: Buffer.alloc(0) } } : {};
}

// src/adapters/fs/read-documents.ts
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
	#readAround(value) {
		const known = Object.keys(this.#head?.value ?? {});
		for (const key of Object.keys(Object(value)).filter((name) => !known.includes(name))) this.#reader.drop(childPlace({ path: "" }, key), "stands behind a list that was read item by item: not read");
		return [];
	}
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
var BytePattern = class {
	length;
	#bytes;
	#steps;
	constructor(text) {
		this.#bytes = Buffer.from(text, "latin1");
		this.length = this.#bytes.length;
		this.#steps = (/* @__PURE__ */ new Uint8Array(256)).fill(this.length);
		for (const [index, byte] of this.#bytes.subarray(0, -1).entries()) this.#steps[byte] = this.length - 1 - index;
	}
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
const mostOfKey = 16;
const mostKeys = 64;
const mostBytes = 4e6;
const longestText = 5e5;
const mostNews = 16;
const restTexts = 500;
const openingBracket$1 = 91;
const closingBracket = 93;
var KnownText = class KnownText {
	length;
	isList;
	#text = "";
	#body = "";
	#bytes;
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
	get size() {
		return this.#bytes.length;
	}
	isWhole({ line, start, end }) {
		const behind = start + this.length;
		return this.isList ? behind === end - 1 && line[behind] === closingBracket : behind === end;
	}
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
	say(before, more) {
		const said = before === void 0 ? "" : before.#body;
		this.#text = said + more;
		this.#body = this.isList ? said + more.slice(0, -1) : this.#text;
	}
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
var KnownTexts = class {
	#buckets = /* @__PURE__ */ new Map();
	#bytes = 0;
	isWorthAsking(key) {
		const bucket = this.#buckets.get(key);
		if (bucket === void 0 || bucket.news < mostNews) return true;
		bucket.rest += 1;
		if (bucket.rest < restTexts) return false;
		bucket.rest = 0;
		bucket.news = mostNews / 2;
		return true;
	}
	beginningOf(key, line, start) {
		return this.#buckets.get(key)?.texts.findLast((text) => text.begins(line, start));
	}
	add(key, place, known) {
		const bucket = this.#buckets.get(key);
		if (bucket !== void 0) bucket.news = known === void 0 ? bucket.news + 1 : Math.max(0, bucket.news - 1);
		if (known?.isWhole(place) === true) return known;
		const raw = place.line.subarray(place.start, place.end);
		const fresh = known === void 0 ? KnownText.of(raw) : known.grow(raw);
		if (raw.length <= longestText) this.#remember(key, fresh, known);
		return fresh;
	}
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
const marker = new BytePattern("\"stringValue\":");
const shortestLine = 16384;
const shortestText = 1024;
const deepest = 16;
const mostFound = 1e4;
const numberDigits = 4;
const shortValue = 64;
const quote = 34;
const backslash = 92;
const space = 32;
const comma = 44;
const openingBracket = 91;
var RepeatedTexts = class {
	#known = new KnownTexts();
	#stand = `${randomBytes(12).toString("hex")}:`;
	#scratch = Buffer.allocUnsafeSlow(shortestLine);
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
function joined(value, { found, stand }) {
	const gaps = new Gaps(stand);
	gaps.look(value, deepest);
	for (let index = 0; index < found.length; index += 1) if (gaps.list[index] === void 0) return false;
	for (let index = 0; index < found.length; index += 1) fill(gaps.list[index], found[index]);
	return true;
}
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
function endOfText(line, from, limit) {
	let at = from;
	while (at < limit) {
		const byte = line[at];
		if (byte === quote) return at;
		at += byte === backslash ? 2 : 1;
	}
	return at;
}
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
const mostKept = 4194304;
var BegunLine = class {
	#maxBytes;
	#memory = Buffer.alloc(0);
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

// src/adapters/fs/session-bytes.ts
const chunkBytes = 2097152;
const zippedChunkBytes = 16384;
var SessionBytes = class {
	target;
	#onRead;
	#damage;
	constructor(target, onRead = () => {}) {
		this.target = target;
		this.#onRead = onRead;
	}
	get damage() {
		return this.#damage;
	}
	async *chunks() {
		let isFirst = true;
		for await (const chunk of this.#unzipped()) {
			if (!isFirst) {
				yield chunk;
				continue;
			}
			isFirst = false;
			refuseOtherThanText(this.target.file, chunk);
			yield withoutMark(chunk);
		}
	}
	async *#unzipped() {
		let gunzip;
		let isFirst = true;
		for await (const chunk of this.#raw()) {
			if (isFirst && isGzip(chunk)) gunzip = new Unzipping();
			isFirst = false;
			if (gunzip === void 0) yield chunk;
			else {
				for (let at = 0; at < chunk.length && gunzip.failure === void 0; at += zippedChunkBytes) yield* await gunzip.write(chunk.subarray(at, at + zippedChunkBytes));
				if (gunzip.failure !== void 0) break;
			}
		}
		if (gunzip === void 0) return;
		yield* await gunzip.end();
		this.#damage = gunzip.failure;
	}
	async *#raw() {
		const { file, path } = this.target;
		let short;
		let handle;
		try {
			handle = await open(path);
			for await (const read of piecesOf(handle)) {
				this.#onRead(read.length);
				const whole = short === void 0 ? read : Buffer.concat([short, read]);
				short = whole.length < 4 ? Buffer.from(whole) : void 0;
				if (short === void 0) yield whole;
			}
		} catch (error) {
			throw unreadable(file, error);
		} finally {
			await handle?.close();
		}
		if (short !== void 0) yield short;
	}
};
async function* piecesOf(handle) {
	const isFile = (await handle.stat()).isFile();
	let free = Buffer.allocUnsafeSlow(chunkBytes);
	let taken = isFile ? Buffer.allocUnsafeSlow(chunkBytes) : free;
	const read = async (memory) => memory.subarray(0, (await handle.read(memory, 0, chunkBytes, null)).bytesRead);
	let next = read(free);
	try {
		for (let piece = await next; piece.length > 0; piece = await next) {
			[free, taken] = [taken, free];
			if (isFile) {
				next = read(free);
				next.catch(() => {});
				yield piece;
			} else {
				yield piece;
				next = read(free);
			}
		}
	} finally {
		await next.catch(() => {});
	}
}
async function sizeOf({ file, path }) {
	const facts = await stat(path).catch((error) => {
		throw unreadable(file, error);
	});
	if (!facts.isDirectory()) return facts.size;
	throw new UserError("SESSIONS_UNREADABLE", `${file}: is not a file.`, "Name the files themselves, such as `logs/*.jsonl`.");
}
var Unzipping = class {
	#gunzip = createGunzip();
	#made = [];
	#failure;
	constructor() {
		this.#gunzip.on("data", (chunk) => this.#made.push(chunk));
		this.#gunzip.on("error", (error) => this.#failure ??= error.message);
	}
	get failure() {
		return this.#failure;
	}
	async write(chunk) {
		await new Promise((resolve) => {
			this.#gunzip.write(chunk, () => resolve());
		});
		return this.#take();
	}
	async end() {
		if (this.#failure === void 0) await new Promise((resolve) => {
			this.#gunzip.once("close", resolve);
			this.#gunzip.end();
		});
		return this.#take();
	}
	#take() {
		const made = this.#made;
		this.#made = [];
		return made;
	}
};
function isGzip(start) {
	return start[0] === 31 && start[1] === 139;
}
function withoutMark(start) {
	return start[0] === 239 && start[1] === 187 && start[2] === 191 ? start.subarray(3) : start;
}
const others = [
	{
		bytes: [
			80,
			75,
			3,
			4
		],
		is: "a zip archive",
		fix: "Unpack it and name the files."
	},
	{
		bytes: [
			80,
			65,
			82,
			49
		],
		is: "a Parquet file",
		fix: "Export JSON Lines, or convert it, such as with `duckdb -c \"copy 'f.parquet' to 'f.jsonl'\"`."
	},
	{
		bytes: [
			40,
			181,
			47,
			253
		],
		is: "zstd data",
		fix: "Unpack it with `zstd -d`."
	}
];
function refuseOtherThanText(file, start) {
	const other = others.find(({ bytes }) => bytes.every((byte, index) => start[index] === byte));
	if (other !== void 0) throw new UserError("SESSIONS_NOT_JSON", `${file}: is ${other.is}, no JSON.`, other.fix);
	if (isUtf16(start)) throw new UserError("SESSIONS_NOT_JSON", `${file}: is UTF-16 or UTF-32 text, and UTF-8 is read.`, "Convert it: `iconv -f UTF-16 -t UTF-8 FILE > FILE.utf8`; in PowerShell write with `-Encoding utf8`.");
}
function isUtf16(start) {
	const [a, b] = start;
	if (a === 255 && b === 254 || a === 254 && b === 255) return true;
	return start.subarray(0, 4).includes(0);
}
function unreadable(file, cause) {
	const why = cause instanceof Error ? cause.message : String(cause);
	const isMissing = hasErrorCode(cause, "ENOENT");
	return new UserError("SESSIONS_UNREADABLE", isMissing ? `${file}: there is no such file.` : `${file}: cannot be read: ${why}`, isMissing ? "Check the path; it is seen from where you are." : "Check its permissions.", { cause });
}

// src/adapters/fs/read-sessions.ts
const mebibyte = 1048576;
const firstLookBytes = mebibyte;
const defaultLimits = {
	maxDocumentBytes: 256 * mebibyte,
	maxLineBytes: 64 * mebibyte,
	splitAboveBytes: 16 * mebibyte
};
function sessionFiles(folder, options) {
	return { read: (...files) => new FileReading(options).read(files.map((file) => ({
		file,
		path: resolve(folder, file)
	}))) };
}
var FileReading = class {
	#options;
	#limits;
	#readers;
	#readBytes = 0;
	#totalBytes = 0;
	constructor(options) {
		this.#options = options;
		this.#limits = {
			...defaultLimits,
			...options.limits
		};
		this.#readers = new FormatReaders(options.format);
	}
	async *read(targets) {
		const sizes = await Promise.all(targets.map((target) => sizeOf(target).catch(() => 0)));
		this.#totalBytes = sizes.reduce((sum, size) => sum + size, 0);
		for (const target of targets) {
			if (this.#options.signal?.aborted === true) break;
			yield* this.#readFile(target);
		}
		yield* asItems(this.#readers.end());
		yield {
			kind: "dropped",
			dropped: this.#readers.dropped()
		};
	}
	async *#readFile(target) {
		const { file } = target;
		const reader = this.#readers.open(file);
		try {
			for await (const sessions of this.#readValues(target, reader)) {
				yield* asItems(sessions, file);
				if (this.#options.signal?.aborted === true) break;
			}
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
	async *#readValues(target, reader) {
		const { maxDocumentBytes, maxLineBytes, splitAboveBytes } = this.#limits;
		const size = await sizeOf(target);
		const bytes = new SessionBytes(target, (read) => {
			this.#readBytes += read;
			this.#options.onProgress?.(this.#readBytes, this.#totalBytes);
		});
		const { start, all } = await lookAhead(bytes.chunks());
		const text = {
			file: target.file,
			chunks: all,
			damage: () => bytes.damage
		};
		const firstLook = start.subarray(0, firstLookBytes);
		if (isJsonLines(target.file, firstLook)) yield* readLines(text, reader, maxLineBytes);
		else {
			const takesApart = size > splitAboveBytes || start.length > size;
			const kept = {
				...text,
				chunks: copiesOf(all)
			};
			yield* readDocuments(kept, reader, {
				maxBytes: maxDocumentBytes,
				takesApart
			});
		}
	}
};
async function lookAhead(chunks) {
	const first = await chunks.next();
	const piece = first.done === true ? Buffer.alloc(0) : first.value;
	const start = piece.length < firstLookBytes ? await withMore(piece, chunks) : piece;
	async function* all() {
		if (start.length > 0) yield start;
		yield* chunks;
	}
	return {
		start,
		all: all()
	};
}
async function withMore(piece, chunks) {
	const pieces = [Buffer.from(piece)];
	let bytes = piece.length;
	while (bytes < firstLookBytes) {
		const next = await chunks.next();
		if (next.done === true) break;
		pieces.push(Buffer.from(next.value));
		bytes += next.value.length;
	}
	return Buffer.concat(pieces);
}
async function* copiesOf(chunks) {
	for await (const chunk of chunks) yield Buffer.from(chunk);
}

export { shortDigest as a, sessionFileName as i, stitchSessions as n, isIdOfPlace as r, sessionFiles as t };