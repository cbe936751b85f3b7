import { Da as isJsonValue, Dr as hasErrorCode, F as usageOfCall, Jn as ownProvider, L as readWireAnswer, Oa as parseJsonText, P as tookOf, Qn as listAt, R as readWireRequest, Xn as captured, Zi as canonicalJson, Zn as fieldsAt, _t as describeThrown, ir as textField, mt as brokenConnection, nr as isFields, nt as parseToolContent, qi as printable, tt as parseArguments } from "./run-BZDTBg9r.js";
import { F as union, O as object, P as string, b as custom } from "./shared-Cu69G1m7.js";
import { n as listen, t as sendJson } from "./send-json-Bhb-RiWv.js";
import { t as modelApiOf } from "./model-api-DX4LYaMn.js";
import { _ as DropList } from "./program-DKRRRX-J.js";
import { b as stitchSession, h as otlpRecords, m as isOtlp, n as readOtlpEvent, r as readOtlpSpan, t as withEvents, v as MessageLists } from "./with-events-CZKWY2rT.js";
import { t as createParser } from "./dist-3wHQIzVQ.js";
import { n as upstreamUrl, t as knownProvider } from "./upstream-url-AigbghBC.js";
import { t as ModelPrices } from "./model-prices-5YKOxNjf.js";
const { randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { promisify } = globalThis.process.getBuiltinModule("node:util");
const { setTimeout } = globalThis.process.getBuiltinModule("node:timers/promises");
const zlib = globalThis.process.getBuiltinModule("node:zlib");
const { gunzip, inflate } = globalThis.process.getBuiltinModule("node:zlib");

// src/core/trace/record/place-call.ts
function placeCall(open, hint, ended) {
	if (hint.sessionId !== void 0) {
		const named = open.find(({ sessionId }) => sessionId === hint.sessionId);
		if (named !== void 0) return {
			kind: "placed",
			session: named
		};
		return ended.has(hint.sessionId) || open.length === 0 ? { kind: "outside" } : {
			kind: "ambiguous",
			candidates: open
		};
	}
	const traced = open.find(({ traceId }) => traceId === hint.traceId);
	if (traced !== void 0) return {
		kind: "placed",
		session: traced
	};
	if (hint.traceId !== void 0 && ended.has(hint.traceId)) return { kind: "outside" };
	const [only, ...others] = open;
	if (only === void 0) return { kind: "outside" };
	return others.length === 0 ? {
		kind: "placed",
		session: only
	} : {
		kind: "ambiguous",
		candidates: open
	};
}
function parseTraceparent(header) {
	const [, traceId, parentSpanId] = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]{2}(?:-|$)/.exec(header?.trim() ?? "") ?? [];
	return traceId === void 0 || parentSpanId === void 0 ? void 0 : {
		traceId,
		parentSpanId
	};
}

// src/core/trace/record/adopt-calls.ts
const toleranceMs = 20;
function adoptCalls(recorded, reported) {
	const outer = reported.filter(({ kind }) => kind === "model");
	const known = new Set(reported.map(({ traceId, spanId }) => `${traceId} ${spanId}`));
	const isPlaced = (span) => known.has(`${span.traceId} ${span.parentSpanId}`);
	const models = recorded.filter(({ kind }) => kind === "model").map((span) => isPlaced(span) ? span : belowReported(span, outer));
	const byId = new Map(models.map((span) => [span.spanId, span]));
	return recorded.map((span) => {
		if (span.kind === "model") return byId.get(span.spanId) ?? span;
		if (isPlaced(span)) return span;
		const parent = byId.get(span.parentSpanId ?? "") ?? askedBy(span, models);
		return parent === void 0 ? span : {
			...span,
			...traceOf$1(parent)
		};
	});
}
function belowReported(span, outer) {
	const [around] = outer.filter((candidate) => isAround(candidate, span) && !contradicts$1(candidate, span)).toSorted((a, b) => lengthOf(a) - lengthOf(b));
	return around === void 0 ? span : {
		...span,
		...traceOf$1(around),
		parentSpanId: around.spanId
	};
}
function askedBy({ toolCall, startedAtMs = 0 }, models) {
	const before = models.filter((span) => (span.startedAtMs ?? 0) <= startedAtMs);
	return before.findLast(({ output = [] }) => output.some(({ toolCalls = [] }) => toolCalls.some(({ callId, name }) => name === toolCall?.name && (callId === void 0 || toolCall.callId === void 0 || callId === toolCall.callId)))) ?? before.at(-1);
}
function traceOf$1({ traceId, sessionId }) {
	return {
		traceId,
		...sessionId !== void 0 && { sessionId }
	};
}
function isAround(outer, inner) {
	if (outer.startedAtMs === void 0 || outer.endedAtMs === void 0) return false;
	if (inner.startedAtMs === void 0 || inner.endedAtMs === void 0) return false;
	return outer.startedAtMs <= inner.startedAtMs + toleranceMs && inner.endedAtMs <= outer.endedAtMs + toleranceMs;
}
function contradicts$1(a, b) {
	if (a.responseId !== void 0 && b.responseId !== void 0) return a.responseId !== b.responseId;
	if (a.output === void 0 || b.output === void 0 || b.error !== void 0) return false;
	return sayingOf(a) !== sayingOf(b);
}
function sayingOf({ output = [] }) {
	const texts = output.map(({ text = "" }) => text.trim()).filter((text) => text !== "");
	const calls = output.flatMap(({ toolCalls = [] }) => toolCalls.map((call) => [call.name, call.arguments ?? null]));
	return canonicalJson([texts, calls]);
}
function lengthOf({ startedAtMs = 0, endedAtMs = 0 }) {
	return endedAtMs - startedAtMs;
}

// src/core/trace/record/join-steps.ts
function joinSteps(captured, told) {
	const places = pairSteps(captured, told);
	const joined = [...captured];
	for (const [index, place] of places.entries()) {
		const [step, other] = [captured[place ?? -1], told[index]];
		if (place !== void 0 && step !== void 0 && other !== void 0) joined[place] = joinStep(step, other);
	}
	const behind = /* @__PURE__ */ new Map();
	let last = -1;
	for (const [index, step] of told.entries()) {
		last = places[index] ?? last;
		if (places[index] !== void 0) continue;
		const after = placeByTime(captured, step) ?? last;
		behind.set(after, [...behind.get(after) ?? [], step]);
	}
	return [...behind.get(-1) ?? [], ...joined.flatMap((step, place) => [step, ...behind.get(place) ?? []])];
}
function pairSteps(captured, told) {
	const places = told.map(() => void 0);
	const free = new Set(captured.keys());
	for (const isSame of [hasSameId, hasSameWords]) for (const [index, step] of told.entries()) {
		if (places[index] !== void 0) continue;
		const place = free.values().find((at) => {
			const candidate = captured[at];
			return candidate !== void 0 && isSame(candidate, step);
		});
		places[index] = place;
		if (place !== void 0) free.delete(place);
	}
	return places;
}
function hasSameId(a, b) {
	return a.kind === "tool" && b.kind === "tool" && a.callId !== void 0 && a.callId === b.callId && a.name === b.name;
}
function hasSameWords(a, b) {
	if (a.kind === "tool") return b.kind === "tool" && callKey(a) === callKey(b);
	return b.kind === "model" && !contradicts(a, b);
}
function callKey({ name, arguments: values }) {
	return `${name}\n${values === void 0 ? "" : canonicalJson(values)}`;
}
function contradicts(a, b) {
	const isOtherText = a.text !== void 0 && b.text !== void 0 && a.text.trim() !== b.text.trim();
	const [calls, others] = [a.toolCalls, b.toolCalls].map((list) => list?.map(({ name }) => name).join("\n"));
	const isOtherCalls = calls !== void 0 && others !== void 0 && calls !== others;
	const isOtherEnd = a.error === void 0 !== (b.error === void 0);
	return isOtherText || isOtherCalls || isOtherEnd;
}
function joinStep(captured, told) {
	if (captured.kind === "model" || told.kind === "model") return {
		...told,
		...captured
	};
	const isUnanswered = captured.status === "pending";
	const isFailed = captured.status === "error" || told.status === "error";
	const { status, ...seen } = captured;
	const joined = {
		...told,
		...seen,
		status: isUnanswered ? told.status : status
	};
	if (!isFailed) return joined;
	const error = told.error ?? captured.error;
	return {
		...joined,
		status: "error",
		...error !== void 0 && { error }
	};
}
function placeByTime(captured, { startedAtMs }) {
	if (startedAtMs === void 0 || !captured.some((step) => step.startedAtMs !== void 0)) return void 0;
	return captured.findLastIndex((step) => step.startedAtMs !== void 0 && step.startedAtMs <= startedAtMs);
}

// src/core/trace/record/new-steps.ts
var NewSteps = class {
	#known = /* @__PURE__ */ new Map();
	of(session) {
		const counts = /* @__PURE__ */ new Map();
		const fresh = [];
		for (const { steps } of session.turns) for (const step of steps) if (!keysOf$1(step).map((key) => count(counts, key) <= (this.#known.get(key) ?? 0)).includes(true)) fresh.push(step);
		for (const [key, seen] of counts) this.#known.set(key, seen);
		return fresh;
	}
};
function count(counts, key) {
	const next = (counts.get(key) ?? 0) + 1;
	counts.set(key, next);
	return next;
}
function keysOf$1(step) {
	const keys = step.spanId === void 0 ? [] : [`span ${step.spanId}`];
	if (step.kind === "tool") {
		if (step.callId !== void 0) return [...keys, `call ${step.callId}`];
		return [...keys, `words ${step.name}\n${canonicalJson([step.arguments ?? null])}`];
	}
	if (keys.length > 0) return keys;
	return [`words ${step.text ?? ""}\n${canonicalJson([step.toolCalls?.map(({ name }) => name) ?? null])}`];
}

// src/core/trace/record/tell-sessions-apart.ts
function tellSessionsApart(spans) {
	const byAnswer = /* @__PURE__ */ new Map();
	const traces = /* @__PURE__ */ new Map();
	return spans.map((span) => {
		if (span.kind !== "model") {
			const traceId = traces.get(span.parentSpanId ?? "");
			return traceId === void 0 ? span : {
				...span,
				traceId
			};
		}
		const known = conversationOf(span.input ?? [], byAnswer);
		const traceId = known?.traceId ?? span.traceId;
		if (known !== void 0) known.continuations += 1;
		const reached = {
			traceId,
			continuations: 0
		};
		for (const key of keysOf(span.output?.[0], lastAsked(span.input ?? []))) {
			const others = byAnswer.get(key);
			if (others === void 0) byAnswer.set(key, [reached]);
			else others.push(reached);
		}
		traces.set(span.spanId, traceId);
		return {
			...span,
			traceId
		};
	});
}
function conversationOf(input, byAnswer) {
	for (let index = input.length - 1; index >= 0; index -= 1) {
		const message = input[index];
		if (message?.role !== "assistant") continue;
		for (const key of keysOf(message, lastAsked(input.slice(0, index)))) {
			const candidates = byAnswer.get(key) ?? [];
			const fewest = Math.min(...candidates.map(({ continuations }) => continuations));
			const latest = candidates.findLast(({ continuations }) => continuations === fewest);
			if (latest !== void 0) return latest;
		}
	}
}
function* keysOf(message, asked) {
	if (message === void 0) return;
	const { toolCalls = [], text } = message;
	for (const { callId } of toolCalls) if (callId !== void 0) yield `id ${callId}`;
	const calls = toolCalls.map((call) => [call.name, call.arguments ?? null]);
	if (calls.length > 0) yield `calls ${canonicalJson([asked, calls])}`;
	else if (text !== void 0) yield `text ${canonicalJson([asked, text.trim()])}`;
}
function lastAsked(input) {
	return input.findLast(({ role }) => role === "user")?.text ?? "";
}

// src/core/trace/record/model-spans.ts
const scope = "tracegate.recorder";
var ModelSpans = class {
	#priceOf;
	#remembered = /* @__PURE__ */ new Map();
	#lists = new MessageLists(new DropList(""));
	#tools;
	constructor(priceOf) {
		this.#priceOf = priceOf;
	}
	read(exchange, origin) {
		const request = requestOf(exchange);
		const answer = readWireAnswer(exchange);
		const input = request && this.#inputOf(exchange.api, request);
		if (exchange.api === "responses") this.#remember(answer, input);
		const model = answer.model ?? request?.model;
		const usage = usageOfCall(exchange, answer, {
			priceOf: this.#priceOf,
			asked: request?.model
		});
		const times = {
			startedAtMs: exchange.startedAtMs,
			endedAtMs: exchange.endedAtMs
		};
		return [captured({
			kind: "model",
			name: model === void 0 ? exchange.api : `chat ${printable(model, 200)}`,
			...origin,
			scope,
			...times,
			provider: exchange.provider,
			model,
			error: exchange.failure ?? answer.error,
			usage,
			finishReason: answer.finishReason,
			responseId: answer.responseId,
			systemInstructions: request?.systemInstructions,
			toolDefinitions: this.#toolsOf(request),
			input,
			output: answer.output && [answer.output]
		}), ...(answer.providerTools ?? []).map(({ request: toolCall, result, error }, index) => captured({
			kind: "tool",
			name: `execute_tool ${printable(toolCall.name, 200)}`,
			...origin,
			spanId: `${origin.spanId}.${index + 1}`,
			parentSpanId: origin.spanId,
			scope,
			...times,
			toolCall,
			toolResult: result,
			error
		}))];
	}
	tookOf(exchange) {
		const answer = readWireAnswer(exchange);
		const asked = requestOf(exchange)?.model;
		const usage = usageOfCall(exchange, answer, {
			priceOf: this.#priceOf,
			asked
		});
		const error = exchange.failure ?? answer.error;
		return tookOf(captured({
			provider: exchange.provider,
			usage,
			error
		}));
	}
	#inputOf(api, { follows, input }) {
		const before = follows === void 0 ? void 0 : this.#remembered.get(follows);
		return this.#lists.share(before === void 0 ? input : [...before, ...input], api);
	}
	#toolsOf(request) {
		const { toolDefinitions } = request ?? {};
		if (toolDefinitions === void 0) return void 0;
		const text = JSON.stringify(toolDefinitions);
		if (text !== this.#tools?.text) this.#tools = {
			text,
			definitions: toolDefinitions
		};
		return this.#tools.definitions;
	}
	#remember({ responseId, conversation, output }, input = []) {
		const whole = output === void 0 ? input : [...input, output];
		for (const name of [responseId, conversation]) if (name !== void 0) this.#remembered.set(name, whole);
	}
};
function requestOf({ api, request }) {
	return request === void 0 ? void 0 : readWireRequest(api, request);
}

// src/adapters/recorder/capped-copy.ts
var CappedCopy = class {
	#largest;
	#chunks = [];
	#size = 0;
	constructor(largest) {
		this.#largest = largest;
	}
	add(chunk) {
		this.#size += chunk.length;
		if (this.#size <= this.#largest) this.#chunks.push(chunk);
		else this.#chunks = [];
	}
	get kept() {
		return this.#size > this.#largest ? 0 : this.#size;
	}
	bytes() {
		return this.#size > this.#largest ? void 0 : Buffer.concat(this.#chunks);
	}
};

// src/adapters/recorder/model-call.ts
const largestBody$1 = 33554432;
const largestBodyText = "32 MB";
var ModelCall = class {
	api;
	provider;
	startedAtMs = Date.now();
	#started = performance.now();
	request = new CappedCopy(largestBody$1);
	#response = new CappedCopy(largestBody$1);
	#head;
	#durationMs;
	#failure;
	#exchange;
	#over = Promise.withResolvers();
	constructor(api, provider) {
		this.api = api;
		this.provider = provider;
	}
	answered(head) {
		this.#head = head;
	}
	received(chunk) {
		this.#response.add(chunk);
	}
	end(failure) {
		if (this.#durationMs !== void 0) return;
		this.#durationMs = performance.now() - this.#started;
		this.#failure = failure;
		this.#over.resolve();
	}
	get whenOver() {
		return this.#over.promise;
	}
	get isOver() {
		return this.#durationMs !== void 0;
	}
	get size() {
		return this.request.kept + this.#response.kept;
	}
	exchange() {
		this.end({
			type: "unfinished",
			message: "the call was still going on when the turn ended"
		});
		this.#exchange ??= this.#read();
		return this.#exchange;
	}
	async #read() {
		const request = this.request.bytes()?.toString("utf8");
		const head = this.#head;
		return {
			api: this.api,
			...this.provider !== void 0 && { provider: this.provider },
			...request !== void 0 && { request },
			...head !== void 0 && { response: {
				status: head.status,
				body: await readResponseBody(head, this.#response.bytes())
			} },
			startedAtMs: this.startedAtMs,
			endedAtMs: this.startedAtMs + (this.#durationMs ?? 0),
			...this.#failure !== void 0 && { failure: this.#failure }
		};
	}
};
async function readResponseBody({ type, encoding }, bytes) {
	if (bytes === void 0) return {
		kind: "not-captured",
		reason: `the answer is longer than ${largestBodyText}`
	};
	const decoded = await decode$1(bytes, encoding);
	if (decoded === void 0) return {
		kind: "not-captured",
		reason: `the answer's encoding ${encoding} cannot be read`
	};
	const text = decoded.toString("utf8");
	return isEventStream(type, text) ? {
		kind: "events",
		events: readEvents(text)
	} : {
		kind: "text",
		text
	};
}
function isEventStream(type, text) {
	if (/^\uFEFF?(?:data|event|id|retry)?:/.test(text)) return true;
	return type.toLowerCase().includes("text/event-stream") && !text.trimStart().startsWith("{");
}
const options = { maxOutputLength: 2 * largestBody$1 };
const cutAnywhere = {
	...options,
	finishFlush: zlib.constants.Z_SYNC_FLUSH
};
const decoders = {
	gzip: (bytes) => promisify(zlib.gunzip)(bytes, cutAnywhere),
	deflate: (bytes) => promisify(zlib.inflate)(bytes, cutAnywhere),
	br: (bytes) => promisify(zlib.brotliDecompress)(bytes, {
		...options,
		finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH
	}),
	zstd: (bytes) => promisify(zlib.zstdDecompress)(bytes, {
		...options,
		finishFlush: zlib.constants.ZSTD_e_flush
	})
};
async function decode$1(bytes, encoding) {
	const name = encoding.trim().toLowerCase();
	if (name === "" || name === "identity" || bytes.length === 0) return bytes;
	return (Object.hasOwn(decoders, name) ? decoders[name] : void 0)?.(bytes).catch(() => void 0);
}
function readEvents(text) {
	const events = [];
	const parser = createParser({ onEvent: ({ data }) => {
		events.push(data);
	} });
	parser.feed(text);
	parser.feed("\n\n");
	return events;
}

// src/adapters/recorder/recorded-calls.ts
const mostWaiting = 16777216;
var RecordedCalls = class {
	spans = [];
	requests = /* @__PURE__ */ new Map();
	#prices;
	#models;
	#drops = new DropList("");
	#waiting = [];
	#reading = Promise.resolve();
	constructor(prices) {
		this.#prices = prices;
		this.#models = new ModelSpans(prices.of);
	}
	add(call, trace, fallback) {
		this.#waiting.push({
			call,
			trace,
			fallback
		});
		call.whenOver.then(() => {
			return this.#waiting.reduce((sum, { call: { size } }) => sum + size, 0) > mostWaiting ? this.readEnded() : void 0;
		});
	}
	async whenIdle() {
		const open = this.#waiting.filter(({ call }) => !call.isOver);
		await Promise.all(open.map(({ call }) => call.whenOver));
	}
	get isIdle() {
		return this.#waiting.every(({ call }) => call.isOver);
	}
	readEnded() {
		return this.#read(({ isOver }) => isOver);
	}
	readAll() {
		return this.#read(() => true);
	}
	get dropped() {
		return this.#drops.list();
	}
	#read(mayRead) {
		this.#reading = this.#reading.then(() => this.#readNow(mayRead));
		return this.#reading;
	}
	async #readNow(mayRead) {
		for (let next = this.#waiting[0]; next !== void 0; next = this.#waiting[0]) {
			if (!mayRead(next.call)) return;
			this.#waiting.shift();
			const { call, trace, fallback } = next;
			if (call.provider !== void 0) await this.#prices.load([call.provider]);
			const spanId = randomBytes(8).toString("hex");
			const exchange = await call.exchange();
			this.#noteLosses(exchange);
			const spans = this.#models.read(exchange, {
				traceId: fallback,
				...trace,
				spanId
			});
			this.spans.push(...spans);
			for (const request of spans.flatMap(requestsIn)) if (request.callId !== void 0) this.requests.set(request.callId, request);
		}
	}
	#noteLosses({ request, response }) {
		if (request === void 0) this.#drops.add({ path: "" }, `what a model was sent: the request is longer than ${largestBodyText}`);
		if (response?.body.kind === "not-captured") this.#drops.add({ path: "" }, `what a model answered: ${response.body.reason}`);
	}
};
function requestsIn({ output = [] }) {
	return output.flatMap(({ toolCalls = [] }) => toolCalls);
}

// src/adapters/recorder/tool-calls.ts
var ToolCalls = class {
	#tools;
	#calls = /* @__PURE__ */ new Map();
	constructor(tools) {
		this.#tools = tools;
	}
	async answer(request) {
		const id = randomBytes(8).toString("hex");
		const directive = this.#tools?.answer(request) ?? { kind: "live" };
		const call = {
			request,
			startedAtMs: Date.now(),
			mark: markOf(directive)
		};
		this.#calls.set(id, call);
		if (directive.kind === "gap") {
			const error = {
				type: "replay-gap",
				message: directive.reason
			};
			this.#close(call, { error });
			return {
				gap: directive.reason,
				error
			};
		}
		if (directive.delayMs !== void 0) await setTimeout(directive.delayMs);
		if (directive.kind === "live") {
			if (directive.alter !== void 0) this.#calls.set(id, {
				...call,
				alter: directive.alter
			});
			return {
				live: true,
				id
			};
		}
		const outcome = directive.kind === "result" ? { result: directive.result } : { error: directive.error };
		this.#close(call, outcome);
		return outcome;
	}
	report(id, outcome) {
		const call = this.#calls.get(id);
		if (call === void 0 || call.outcome !== void 0) return void 0;
		if (call.alter === void 0 || "error" in outcome) {
			this.#close(call, outcome);
			return outcome;
		}
		const { result, fault } = call.alter(outcome.result);
		if (fault !== void 0) call.mark = {
			...call.mark,
			fault
		};
		this.#close(call, { result });
		return { result };
	}
	has({ callId, name, arguments: values }) {
		const words = JSON.stringify(values);
		return [...this.#calls.values()].some(({ request }) => callId !== void 0 && request.callId !== void 0 ? request.callId === callId : request.name === name && JSON.stringify(request.arguments) === words);
	}
	get isUntold() {
		return [...this.#calls.values()].some(({ alter, outcome }) => alter !== void 0 && outcome === void 0);
	}
	spans(traceId) {
		return {
			spans: [...this.#calls].map(([spanId, call]) => {
				const { request, startedAtMs, endedAtMs, outcome } = call;
				return {
					kind: "tool",
					name: `execute_tool ${request.name}`,
					traceId,
					spanId,
					scope: "tracegate.tools",
					startedAtMs,
					...endedAtMs !== void 0 && { endedAtMs },
					toolCall: request,
					...outcome !== void 0 && ("result" in outcome ? { toolResult: outcome.result } : { error: outcome.error })
				};
			}),
			marks: new Map([...this.#calls].map(([id, { mark }]) => [id, mark]))
		};
	}
	#close(call, outcome) {
		call.outcome = outcome;
		call.endedAtMs = Date.now();
	}
};
function markOf(directive) {
	if (directive.kind === "gap") return {};
	const fault = "fault" in directive ? directive.fault : void 0;
	const replay = "replay" in directive ? directive.replay : void 0;
	return {
		...replay !== void 0 && { replay },
		...fault !== void 0 && { fault }
	};
}

// src/core/trace/record/wire-results.ts
function replaceResults(api, text, { standIn, answered }) {
	const body = parseExact(text);
	if (!isFields(body)) return void 0;
	const asked = new Map([...answered, ...callsIn(api, body)]);
	let isChanged = false;
	for (const slot of resultsIn(api, body)) {
		const request = slot.callId === void 0 ? void 0 : asked.get(slot.callId);
		if (request === void 0) continue;
		const given = standIn({
			request,
			result: slot.result
		});
		if (given === void 0) continue;
		isChanged = true;
		slot.put(given);
	}
	return isChanged ? JSON.stringify(body) : void 0;
}
function mayCarryResults(text) {
	return /"(?:tool|function|tool_result|(?:function|custom_tool)_call_output)"/.test(text);
}
function* callsIn(api, body) {
	if (api === "responses") {
		for (const item of listAt(body, "input")) {
			if (!String(item["type"]).endsWith("_call")) continue;
			yield* callOf(textField(item, "call_id"), item, item["arguments"] ?? item["input"]);
		}
		return;
	}
	for (const message of listAt(body, "messages")) {
		for (const call of listAt(message, "tool_calls")) {
			const called = fieldsAt(call, "function") ?? fieldsAt(call, "custom");
			if (called === void 0) continue;
			yield* callOf(textField(call, "id"), called, called["arguments"] ?? called["input"]);
		}
		for (const block of listAt(message, "content")) if (block["type"] === "tool_use") yield* callOf(textField(block, "id"), block, block["input"]);
	}
}
function* callOf(callId, named, values) {
	const name = textField(named, "name");
	if (callId === void 0 || name === void 0) return;
	const plain = typeof values === "string" || values === void 0 ? values : plainCopy(values);
	const given = parseArguments(plain, { path: "" }, new DropList(""));
	yield [callId, captured({
		callId,
		name,
		arguments: given
	})];
}
function* resultsIn(api, body) {
	if (api === "responses") {
		for (const item of listAt(body, "input")) {
			if (!String(item["type"]).endsWith("_call_output")) continue;
			yield slotOf(item, textField(item, "call_id"), "output");
		}
		return;
	}
	for (const message of listAt(body, "messages")) {
		if (api === "chat-completions" && message["role"] === "tool") yield slotOf(message, textField(message, "tool_call_id"), "content");
		if (api === "messages") {
			for (const block of listAt(message, "content")) if (block["type"] === "tool_result") yield slotOf(block, textField(block, "tool_use_id"), "content", true);
		}
	}
}
function slotOf(holder, callId, key, hasErrorFlag = false) {
	const content = holder[key];
	const text = (Array.isArray(content) ? content.filter(isFields) : []).map((part) => textField(part, "text") ?? "").join("\n");
	const given = Array.isArray(content) ? text : plainCopy(content);
	return {
		callId,
		result: parseToolContent(given, { path: "" }, new DropList("")) ?? "",
		put: (standIn) => {
			Reflect.set(holder, key, textOf(standIn));
			if (!hasErrorFlag) return;
			if (standIn.kind === "error") Reflect.set(holder, "is_error", true);
			else Reflect.deleteProperty(holder, "is_error");
		}
	};
}
function textOf(standIn) {
	if (standIn.kind === "error") return `Error: ${standIn.error.message}`;
	return typeof standIn.result === "string" ? standIn.result : JSON.stringify(standIn.result);
}
function parseExact(text) {
	try {
		return JSON.parse(text, keepDigits);
	} catch {
		return;
	}
}
function keepDigits(_key, value, context) {
	const source = context?.source;
	return typeof value === "number" && source !== void 0 && String(value) !== source ? rawJson(source) : value;
}
function rawJson(source) {
	const make = Reflect.get(JSON, "rawJSON");
	if (typeof make !== "function") throw new TypeError("this Node has no JSON.rawJSON");
	return Reflect.apply(make, JSON, [source]);
}
function plainCopy(value) {
	return value === void 0 ? void 0 : JSON.parse(JSON.stringify(value));
}

// src/adapters/recorder/wire-tools.ts
var WireTools = class {
	#tools;
	#calls;
	#exchanged = /* @__PURE__ */ new Map();
	constructor(tools, calls) {
		this.#tools = tools;
		this.#calls = calls;
	}
	async exchange(api, body, answered) {
		const text = body.toString("utf8");
		if (!mayCarryResults(text)) return void 0;
		const delays = [];
		const standIn = (given) => this.#standIn(given, delays);
		const changed = replaceResults(api, text, {
			standIn,
			answered: await answered()
		});
		if (delays.length > 0) await setTimeout(Math.max(...delays));
		return changed === void 0 ? void 0 : Buffer.from(changed);
	}
	markOf(callId) {
		return this.#exchanged.get(callId)?.mark;
	}
	#standIn({ request, result }, delays) {
		const { callId, name } = request;
		if (callId === void 0 || !this.#tools.isReadOnly(name)) return void 0;
		const known = this.#exchanged.get(callId);
		if (known !== void 0) return known.standIn;
		const exchanged = this.#calls.has(request) ? {
			standIn: void 0,
			mark: {}
		} : this.#ask(request, result, delays);
		this.#exchanged.set(callId, exchanged);
		return exchanged.standIn;
	}
	#ask(request, live, delays) {
		const directive = this.#tools.answer(request);
		const mark = markOf(directive);
		if (directive.kind !== "gap" && directive.delayMs !== void 0) delays.push(directive.delayMs);
		switch (directive.kind) {
			case "gap": return {
				standIn: void 0,
				mark
			};
			case "result": return {
				standIn: {
					kind: "result",
					result: directive.result
				},
				mark
			};
			case "error": return {
				standIn: {
					kind: "error",
					error: directive.error
				},
				mark
			};
			case "live": {
				const altered = directive.alter?.(live);
				if (altered?.fault === void 0) return {
					standIn: void 0,
					mark
				};
				return {
					standIn: {
						kind: "result",
						result: altered.result
					},
					mark: {
						...mark,
						fault: altered.fault
					}
				};
			}
		}
	}
};

// src/adapters/recorder/capture-session.ts
const unfinishedMs = 1e3;
var CaptureSession = class {
	sessionId;
	traceId = newTraceId();
	openedAtMs = Date.now();
	modelBaseUrl;
	toolCalls;
	wire;
	headers;
	environment;
	#start;
	#host;
	#calls;
	#newSteps = new NewSteps();
	#ambiguity;
	#turnTrace = newTraceId();
	constructor(start, host) {
		this.#start = start;
		this.#host = host;
		this.sessionId = start.sessionId;
		this.modelBaseUrl = start.modelBaseUrl;
		this.#calls = new RecordedCalls(host.prices);
		this.toolCalls = new ToolCalls(start.tools);
		this.wire = start.tools && new WireTools(start.tools, this.toolCalls);
		const traceparent = `00-${this.traceId}-${randomBytes(8).toString("hex")}-01`;
		this.headers = {
			traceparent,
			"x-tracegate-session": start.sessionId
		};
		this.environment = {
			TRACEPARENT: traceparent,
			TRACEGATE_SESSION: start.sessionId
		};
	}
	addModelCall(call, trace) {
		this.#calls.add(call, trace, this.isOpenEnded ? newTraceId() : this.#turnTrace);
	}
	failAsAmbiguous(what) {
		this.#ambiguity ??= `SESSION_AMBIGUOUS: ${what} named none of the sessions that were open at once; forward \`traceparent\` or \`x-tracegate-session\` with it, or serve one session at a time`;
	}
	async endTurn(seen) {
		await this.#settle();
		const drops = new DropList("");
		const { spans, marks } = await this.#allSpans();
		if (spans.length === 0) return {
			steps: seen,
			...this.#failed()
		};
		const own = spans.map((span) => ({
			...span,
			sessionId: this.sessionId
		}));
		const session = stitchSession(own, {
			id: this.sessionId,
			drops
		});
		const fresh = this.#newSteps.of(session).map((step) => this.#mark(step, marks));
		const traceId = session.turns.at(-1)?.traceId;
		this.#turnTrace = newTraceId();
		return {
			steps: joinSteps(fresh, seen),
			...session.policy !== void 0 && { policy: session.policy },
			...session.agent !== void 0 && { agent: session.agent },
			...traceId !== void 0 && { traceId },
			...this.#failed()
		};
	}
	async endRecording() {
		await this.#settle();
		const { spans } = await this.#allSpans();
		return {
			spans,
			modelCalls: this.#calls.spans.filter(({ kind }) => kind === "model").length,
			reported: this.#host.reported(this).length,
			dropped: [...this.#calls.dropped, ...this.#host.unread()]
		};
	}
	close() {
		this.#host.onClose(this);
		return Promise.resolve();
	}
	async answeredCalls() {
		await this.#calls.readEnded();
		return this.#calls.requests;
	}
	get meter() {
		return this.#start.meter;
	}
	get gap() {
		return this.#start.tools?.gap;
	}
	get catalog() {
		return this.#start.tools?.catalog ?? [];
	}
	get isOpenEnded() {
		return this.#start.isOpenEnded === true;
	}
	async #settle() {
		if (!this.#calls.isIdle) {
			const timeout = new AbortController();
			const { signal } = timeout;
			const late = setTimeout(unfinishedMs, void 0, { signal }).catch(() => void 0);
			await Promise.race([this.#calls.whenIdle(), late]);
			timeout.abort();
		}
		await this.#host.arrivals.settle();
		await this.#calls.readAll();
	}
	async #allSpans() {
		const reported = this.#host.reported(this);
		const tools = this.toolCalls.spans(this.#turnTrace);
		const { spans: calls } = this.#calls;
		const recorded = this.isOpenEnded ? tellSessionsApart(calls) : calls;
		return {
			spans: [...adoptCalls([...recorded, ...tools.spans], reported), ...reported],
			marks: tools.marks
		};
	}
	#mark(step, marks) {
		if (step.kind !== "tool") return step;
		const bySpan = step.spanId === void 0 ? void 0 : marks.get(step.spanId);
		const byCall = step.callId === void 0 ? void 0 : this.wire?.markOf(step.callId);
		return {
			...step,
			...byCall,
			...bySpan
		};
	}
	#failed() {
		const failure = this.#failure();
		return failure === void 0 ? {} : { failure };
	}
	#failure() {
		if (this.#ambiguity !== void 0) return {
			kind: "infra-error",
			reason: this.#ambiguity
		};
		const { gap } = this;
		if (gap !== void 0) return {
			kind: "replay-gap",
			reason: gap
		};
		if (!this.toolCalls.isUntold) return void 0;
		return {
			kind: "infra-error",
			reason: "FAULT_NOT_APPLIED: a live tool's result was not told to $TRACEGATE_TOOLS_URL/result, so the planned fault never reached the agent"
		};
	}
};
function newTraceId() {
	return randomBytes(16).toString("hex");
}

// src/adapters/recorder/child-environment.ts
function childEnvironment(urls, own) {
	const switches = Object.entries(captureSwitches).filter(([name]) => own[name] === void 0);
	return {
		...Object.fromEntries(switches),
		...pastProxies(own),
		OPENAI_BASE_URL: urls.openai,
		OPENAI_API_BASE: urls.openai,
		ANTHROPIC_BASE_URL: urls.anthropic,
		OTEL_EXPORTER_OTLP_ENDPOINT: urls.otlp,
		OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${urls.otlp}/v1/traces`,
		OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${urls.otlp}/v1/logs`,
		OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${urls.otlp}/v1/metrics`,
		OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
		OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
		OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: "http/protobuf",
		OTEL_TRACES_EXPORTER: "otlp",
		OTEL_LOGS_EXPORTER: "otlp",
		OTEL_METRICS_EXPORTER: "none",
		OTEL_SDK_DISABLED: "false",
		OTEL_TRACES_SAMPLER: "parentbased_always_on",
		OTEL_BSP_SCHEDULE_DELAY: `${100}`,
		OTEL_BLRP_SCHEDULE_DELAY: `${100}`,
		TRACELOOP_BASE_URL: urls.otlp,
		TRACEGATE_TOOLS_URL: urls.tools,
		...urls.mcp !== void 0 && { TRACEGATE_MCP_URL: urls.mcp }
	};
}
const proxyNames = [
	"HTTP_PROXY",
	"http_proxy",
	"ALL_PROXY",
	"all_proxy"
];
const loopback$1 = ["127.0.0.1", "localhost"];
function pastProxies(own) {
	if (proxyNames.every((name) => !own[name])) return {};
	const hosts = [own["NO_PROXY"], own["no_proxy"]].flatMap((list) => list?.split(",") ?? []).map((host) => host.trim()).filter((host) => host !== "");
	const list = hosts.includes("*") ? "*" : [.../* @__PURE__ */ new Set([...hosts, ...loopback$1])].join(",");
	return {
		NO_PROXY: list,
		no_proxy: list
	};
}
const exportDelayMs = 100;
const captureSwitches = {
	OTEL_SEMCONV_STABILITY_OPT_IN: "gen_ai_latest_experimental",
	OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: "SPAN_AND_EVENT",
	TRACELOOP_TRACE_CONTENT: "true",
	OPENINFERENCE_HIDE_INPUTS: "false",
	OPENINFERENCE_HIDE_OUTPUTS: "false",
	OPENINFERENCE_HIDE_INPUT_MESSAGES: "false",
	OPENINFERENCE_HIDE_OUTPUT_MESSAGES: "false",
	OPENINFERENCE_HIDE_INPUT_TEXT: "false",
	OPENINFERENCE_HIDE_OUTPUT_TEXT: "false",
	AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED: "true"
};

// src/adapters/recorder/forwarded-headers.ts
const ofConnection = /* @__PURE__ */ new Set([
	"connection",
	"keep-alive",
	"proxy-authenticate",
	"proxy-authorization",
	"proxy-connection",
	"te",
	"trailer",
	"transfer-encoding",
	"upgrade"
]);
const ofRequest = /* @__PURE__ */ new Set([
	"host",
	"expect",
	"x-tracegate-session"
]);
function forwardedRequestHeaders(raw, host) {
	return [
		"Host",
		host,
		...keep(raw, (name) => !ofRequest.has(name))
	];
}
function forwardedResponseHeaders(raw) {
	return keep(raw, () => true);
}
function keep(raw, mayPass) {
	const named = namedByConnection(raw);
	const kept = [];
	for (let at = 0; at + 1 < raw.length; at += 2) {
		const name = raw[at] ?? "";
		const key = name.toLowerCase();
		if (!ofConnection.has(key) && !named.has(key) && mayPass(key)) kept.push(name, raw[at + 1] ?? "");
	}
	return kept;
}
function namedByConnection(raw) {
	const names = /* @__PURE__ */ new Set();
	for (let at = 0; at + 1 < raw.length; at += 2) {
		if (raw[at]?.toLowerCase() !== "connection") continue;
		for (const name of (raw[at + 1] ?? "").split(",")) names.add(name.trim().toLowerCase());
	}
	return names;
}

// src/adapters/recorder/send-problem.ts
function sendProblem(response, status, { code, message }) {
	sendJson(response, status, {
		type: "error",
		error: {
			message,
			type: "tracegate_recorder_error",
			param: null,
			code
		}
	});
}

// src/adapters/recorder/forward-request.ts
function forwardRequest(forwarding) {
	return new Promise((resolve) => new Forwarder(forwarding, resolve).start());
}
var Forwarder = class {
	#given;
	#done;
	#upstream;
	#isRetried = false;
	constructor(given, done) {
		this.#given = given;
		this.#done = done;
	}
	start() {
		const { response, call } = this.#given;
		response.on("close", () => {
			if (!response.writableFinished) {
				call?.end({
					type: "aborted",
					message: "the agent gave the call up"
				});
				this.#upstream?.destroy();
			}
			this.#done();
		});
		this.#ask();
	}
	#ask() {
		const { request, url, agents, body } = this.#given;
		const headers = forwardedRequestHeaders(request.rawHeaders, url.host);
		const upstream = agents.request(url, {
			method: request.method ?? "GET",
			headers: body === void 0 ? headers : withLength(headers, body.length)
		});
		this.#upstream = upstream;
		upstream.on("response", (answer) => this.#answer(answer));
		upstream.on("error", (error) => this.#broke(error));
		if (body !== void 0) this.#sendWhole(body);
		else this.#pipeRequest();
	}
	#sendWhole(body) {
		if (!this.#isRetried) this.#given.call?.request.add(body);
		this.#upstream?.end(body);
	}
	#pipeRequest() {
		const { request, call } = this.#given;
		const upstream = this.#upstream;
		request.on("data", (chunk) => {
			call?.request.add(chunk);
			if (upstream?.write(chunk) === false) request.pause();
		});
		upstream?.on("drain", () => request.resume());
		request.on("end", () => upstream?.end());
		request.on("error", () => upstream?.destroy());
	}
	#answer(answer) {
		const { response, call } = this.#given;
		const { statusCode: status = 502, statusMessage = "", headers } = answer;
		call?.answered({
			status,
			type: headers["content-type"] ?? "",
			encoding: headers["content-encoding"] ?? ""
		});
		response.sendDate = false;
		response.writeHead(status, statusMessage, forwardedResponseHeaders(answer.rawHeaders));
		response.flushHeaders();
		answer.on("data", (chunk) => {
			call?.received(chunk);
			if (!response.write(chunk)) answer.pause();
		});
		response.on("drain", () => answer.resume());
		answer.on("end", () => {
			if (!answer.complete) return;
			call?.end();
			response.end();
		});
		answer.on("error", (error) => this.#cut(error));
		answer.on("close", () => {
			if (!answer.complete) this.#cut();
		});
	}
	#cut(error) {
		const { url, call, response } = this.#given;
		call?.end(brokenConnection(url.host, error, { isAnswering: true }));
		response.destroy();
	}
	#broke(error) {
		const { response, url, call } = this.#given;
		if (response.destroyed || response.writableEnded) return;
		if (response.headersSent) return this.#cut(error);
		if (this.#mayAskAgain(error)) return this.#askAgain();
		const failure = brokenConnection(url.host, error, { isAnswering: false });
		call?.end(failure);
		sendProblem(response, 502, {
			code: "UPSTREAM_FAILED",
			message: `The recorder of tracegate got no answer: ${failure.message}.`
		});
	}
	#mayAskAgain(error) {
		const isClosed = "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
		const { request, body } = this.#given;
		const isKnown = request.method === "GET" || request.method === "HEAD" || body !== void 0 || this.#sentBody() !== void 0;
		return isClosed && this.#upstream?.reusedSocket === true && !this.#isRetried && isKnown;
	}
	#askAgain() {
		this.#isRetried = true;
		const { request, url, agents, body = this.#sentBody() ?? Buffer.alloc(0) } = this.#given;
		const headers = forwardedRequestHeaders(request.rawHeaders, url.host);
		const upstream = agents.request(url, {
			method: request.method ?? "GET",
			headers: withLength(headers, body.length)
		});
		this.#upstream = upstream;
		upstream.on("response", (answer) => this.#answer(answer));
		upstream.on("error", (error) => this.#broke(error));
		upstream.end(body);
	}
	#sentBody() {
		const { request, call } = this.#given;
		return call !== void 0 && request.complete ? call.request.bytes() : void 0;
	}
};
function withLength(headers, length) {
	return [
		...headers.flatMap((value, at) => at % 2 === 0 && value.toLowerCase() !== "content-length" ? [value, headers[at + 1] ?? ""] : []),
		"Content-Length",
		`${length}`
	];
}

// src/adapters/recorder/offer-tools.ts
function offerTools(place) {
	return {
		catalog: (headers) => place(headers)?.catalog ?? [],
		call: async (request, { headers }) => {
			const session = place(headers);
			if (session === void 0) return {
				kind: "refused",
				reason: "no session of tracegate is open that this call could belong to"
			};
			if (session.catalog.length === 0) return notOffered(request);
			const answer = await session.toolCalls.answer(request);
			if ("result" in answer) return {
				kind: "result",
				result: answer.result
			};
			if ("gap" in answer) return {
				kind: "refused",
				reason: answer.gap
			};
			return "error" in answer ? {
				kind: "error",
				error: answer.error
			} : notOffered(request);
		}
	};
}
function notOffered({ name }) {
	return {
		kind: "refused",
		reason: `${name} runs live and is not offered here`
	};
}

// src/adapters/recorder/read-request.ts
async function readRequestBody(request, largest) {
	const body = await collect(request, largest);
	if (body.kind !== "bytes") return body;
	const encoding = (request.headers["content-encoding"] ?? "identity").trim().toLowerCase();
	if (encoding === "identity" || encoding === "") return body;
	const unpack = encoding === "gzip" ? gunzip : encoding === "deflate" ? inflate : void 0;
	if (unpack === void 0) return {
		kind: "unreadable",
		reason: "a body may be sent plain, with gzip or with deflate"
	};
	try {
		const options = { maxOutputLength: largest };
		return {
			kind: "bytes",
			bytes: await promisify(unpack)(body.bytes, options)
		};
	} catch (error) {
		return hasErrorCode(error, "ERR_BUFFER_TOO_LARGE") ? { kind: "too-large" } : {
			kind: "unreadable",
			reason: `the body is no ${encoding}`
		};
	}
}
function collect(request, largest) {
	return new Promise((resolve) => {
		const chunks = [];
		let size = 0;
		request.on("data", (chunk) => {
			size += chunk.length;
			if (size <= largest) chunks.push(chunk);
			else resolve({ kind: "too-large" });
		});
		request.on("end", () => resolve({
			kind: "bytes",
			bytes: Buffer.concat(chunks)
		}));
		request.on("error", () => resolve({ kind: "cut-off" }));
		request.on("close", () => resolve({ kind: "cut-off" }));
	});
}

// src/adapters/recorder/otlp-receiver.ts
const largestExport = 67108864;
async function receiveOtlp(path, { request, response }, { take, onRefused }) {
	const signal = /^(?:\/v1)+\/(traces|logs|metrics)\/?$/.exec(path.split("?", 1)[0] ?? "")?.[1];
	const type = (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
	const format = formats.get(type ?? "");
	if (signal === void 0 || request.method !== "POST") return answerRefused(response, 404, "POST to /v1/traces, /v1/logs or /v1/metrics");
	const refuse = (status, reason) => {
		if (signal !== "metrics") onRefused(reason);
		answerRefused(response, status, reason);
	};
	if (format === void 0) return refuse(415, "send application/json or application/x-protobuf");
	const body = await readRequestBody(request, largestExport);
	if (body.kind === "cut-off") return onRefused("the exporter hung up before it was whole");
	if (body.kind === "too-large") return refuse(413, "an export may hold 64 MB, unpacked");
	if (body.kind === "unreadable") return refuse(400, body.reason);
	if (signal === "metrics") return accept(response, format);
	const document = await decode(signal === "logs" ? "logs" : "traces", format, body.bytes);
	const taken = document === void 0 ? void 0 : take(document);
	if (taken === void 0) return refuse(400, `the body is no export of ${signal} in ${format}`);
	return accept(response, format, taken.rejected && {
		signal,
		...taken.rejected
	});
}
const formats = /* @__PURE__ */ new Map([
	["application/json", "json"],
	["application/x-protobuf", "protobuf"],
	["application/protobuf", "protobuf"]
]);
async function decode(signal, format, bytes) {
	try {
		if (format === "json") return parseJsonText(bytes.toString("utf8"));
		const { decodeOtlp } = await import("./otlp-protobuf-CVz98ygO.js");
		return decodeOtlp(signal, bytes);
	} catch {
		return;
	}
}
async function accept(response, format, rejected) {
	if (format === "protobuf") {
		const { encodeOtlpAnswer } = await import("./otlp-protobuf-CVz98ygO.js");
		const bytes = encodeOtlpAnswer(rejected && {
			rejected: rejected.count,
			errorMessage: rejected.reason
		});
		response.writeHead(200, { "content-type": "application/x-protobuf" });
		response.end(bytes);
		return;
	}
	const key = rejected?.signal === "logs" ? "rejectedLogRecords" : "rejectedSpans";
	const partialSuccess = rejected && {
		[key]: `${rejected.count}`,
		errorMessage: rejected.reason
	};
	response.writeHead(200, { "content-type": "application/json" });
	response.end(JSON.stringify(rejected === void 0 ? {} : { partialSuccess }));
}
function answerRefused(response, status, message) {
	if (response.destroyed) return;
	response.writeHead(status, {
		"content-type": "application/json",
		connection: "close"
	});
	response.end(JSON.stringify({
		code: status,
		message
	}));
}

// src/core/trace/record/read-export.ts
var ExportReader = class {
	#drops = new DropList("");
	#reading = {
		drops: this.#drops,
		lists: new MessageLists(this.#drops)
	};
	read(document) {
		if (!isFields(document)) return void 0;
		if (!isOtlp(document)) return Object.keys(document).length === 0 ? {
			spans: [],
			events: []
		} : void 0;
		const spans = [];
		const events = [];
		let rejected;
		for (const record of otlpRecords(document, { path: "" }, this.#drops)) {
			if (record.signal === "log") {
				const found = readOtlpEvent(record, this.#drops);
				if (found !== void 0) events.push(found);
				continue;
			}
			const drops = new DropList("");
			const built = readOtlpSpan(record, {
				drops,
				lists: this.#reading.lists
			});
			const losses = drops.list();
			for (const { path, reason, count } of losses) this.#drops.add({ path }, reason, count);
			if (built !== void 0) spans.push(this.complete(built.span, built.events));
			else {
				const reason = rejected?.reason ?? losses[0]?.reason ?? "not read";
				rejected = {
					count: (rejected?.count ?? 0) + 1,
					reason
				};
			}
		}
		return {
			spans,
			events,
			...rejected !== void 0 && { rejected }
		};
	}
	refuse(reason) {
		this.#drops.add({ path: "" }, `export that was refused: ${reason}`);
	}
	get dropped() {
		return this.#drops.list();
	}
	complete(span, events) {
		return events.length === 0 ? span : withEvents(span, events, this.#reading);
	}
};

// src/adapters/recorder/reported-spans.ts
const earlyMs = 50;
var ReportedSpans = class {
	#reader = new ExportReader();
	#reported = /* @__PURE__ */ new Map();
	#traces = /* @__PURE__ */ new Map();
	take(document, { open, ended }) {
		const read = this.#reader.read(document);
		if (read === void 0) return void 0;
		const ambiguous = /* @__PURE__ */ new Set();
		for (const { traceId, sessionId } of read.spans) {
			const named = open.find((session) => session.sessionId === sessionId);
			if (named !== void 0) this.#traces.set(traceId, named);
		}
		const place = (traceId) => {
			const known = this.#traces.get(traceId);
			return known === void 0 ? placeCall(open, { traceId }, ended) : {
				kind: "placed",
				session: known
			};
		};
		for (const span of read.spans) {
			const placed = place(span.traceId);
			if (placed.kind === "placed") this.#keep(span, placed.session);
			else if (placed.kind === "ambiguous" && isCall(span)) for (const session of placed.candidates) ambiguous.add(session);
		}
		for (const event of read.events) {
			const placed = place(event.traceId);
			if (placed.kind === "placed") this.#of(placed.session).events.push(event);
		}
		return {
			ambiguous,
			...read.rejected !== void 0 && { rejected: read.rejected }
		};
	}
	refuse(reason) {
		this.#reader.refuse(reason);
	}
	get dropped() {
		return this.#reader.dropped;
	}
	of(session) {
		const { spans, events } = this.#of(session);
		if (events.length === 0) return spans;
		const bySpan = Map.groupBy(events, ({ traceId, spanId }) => `${traceId} ${spanId}`);
		return spans.map((span) => {
			const own = bySpan.get(`${span.traceId} ${span.spanId}`) ?? [];
			return this.#reader.complete(span, own.map(({ event }) => event));
		});
	}
	forget(session) {
		this.#reported.delete(session);
		const traces = [...this.#traces].filter(([, owner]) => owner === session).map(([id]) => id);
		for (const trace of traces) this.#traces.delete(trace);
		return traces;
	}
	#keep(span, session) {
		const { startedAtMs } = span;
		if (!(this.#traces.get(span.traceId) === session) && startedAtMs !== void 0 && startedAtMs < session.openedAtMs - earlyMs) return;
		this.#traces.set(span.traceId, session);
		this.#of(session).spans.push(span);
	}
	#of(session) {
		const known = this.#reported.get(session);
		if (known !== void 0) return known;
		const fresh = {
			spans: [],
			events: []
		};
		this.#reported.set(session, fresh);
		return fresh;
	}
};
function isCall({ kind }) {
	return kind === "model" || kind === "tool" || kind === "retriever";
}

// src/adapters/recorder/span-arrivals.ts
const mostMs = 1e3;
const quietMs = 50;
const probes = 2;
var ExportHabit = class {
	hasExported = false;
	#isExpected;
	#probes = 0;
	constructor(isExpected = true) {
		this.#isExpected = isExpected;
	}
	mayExport() {
		if (this.hasExported) return true;
		if (!this.#isExpected) return false;
		this.#probes += 1;
		return this.#probes <= probes;
	}
};
var SpanArrivals = class {
	#habit;
	#inFlight = 0;
	#lastAt = Number.NEGATIVE_INFINITY;
	constructor(habit) {
		this.#habit = habit;
	}
	async during(read) {
		this.#habit.hasExported = true;
		this.#inFlight += 1;
		try {
			return await read();
		} finally {
			this.#inFlight -= 1;
			this.#lastAt = performance.now();
		}
	}
	async settle() {
		if (!this.#habit.mayExport()) return;
		const began = performance.now();
		while (performance.now() - began < mostMs) {
			const now = performance.now();
			if (now - began >= 100 + quietMs && this.#inFlight === 0 && now - this.#lastAt >= quietMs) return;
			await setTimeout(10);
		}
	}
};

// src/adapters/recorder/tools-endpoint.ts
const largestBody = 16777216;
const json = custom((value) => isJsonValue(value), "must be a JSON value, at most 64 levels deep");
const callBody = object({
	name: string().min(1).max(1e3),
	arguments: json.optional(),
	callId: string().max(1e3).optional()
});
const resultBody = object({
	id: string().max(100),
	result: json.optional(),
	error: union([string().transform((message) => ({
		type: "tool-error",
		message
	})), object({
		type: string().default("tool-error"),
		message: string()
	})]).optional()
});
async function answerToolCall(path, { request, response }, calls) {
	const route = `${request.method} ${path.replace(/\/$/, "")}`;
	if (route !== "POST /call" && route !== "POST /result") return refuse(response, 404, "POST to /call or to /result.");
	const body = await readRequestBody(request, largestBody);
	if (body.kind === "cut-off") return;
	if (body.kind === "too-large") return refuse(response, 413, `A call may hold ${largestBody} bytes.`);
	if (body.kind === "unreadable") return refuse(response, 400, body.reason);
	const value = jsonIn(body.bytes.toString("utf8"));
	if (route === "POST /call") return answerCall(value, response, calls);
	return answerResult(value, response, calls);
}
async function answerCall(value, response, calls) {
	const parsed = callBody.safeParse(value);
	if (!parsed.success) return refuse(response, 400, describeIssue(parsed.error));
	const { name, arguments: given, callId } = parsed.data;
	const answer = await calls.answer({
		name,
		...given !== void 0 && { arguments: given },
		...callId !== void 0 && { callId }
	});
	sendJson(response, 200, answer);
}
function answerResult(value, response, calls) {
	const parsed = resultBody.safeParse(value);
	if (!parsed.success) return refuse(response, 400, describeIssue(parsed.error));
	const { id, result, error } = parsed.data;
	const outcome = error === void 0 ? { result: result ?? null } : { error };
	const seen = calls.report(id, outcome);
	if (seen === void 0) return refuse(response, 409, "No live call of this id waits for its result.");
	sendJson(response, 200, seen);
}
function refuse(response, status, message) {
	sendJson(response, status, { error: {
		type: "bad-request",
		message
	} });
}
function describeIssue(error) {
	const [issue] = error.issues;
	const where = issue?.path.join(".") ?? "";
	return `${where === "" ? "The body" : `\`${where}\``}: ${issue?.message ?? "not JSON"}. Send {"name": \u2026, "arguments": \u2026} to /call and {"id": \u2026, "result": \u2026} to /result.`;
}
function jsonIn(text) {
	try {
		return parseJsonText(text);
	} catch {
		return;
	}
}

// src/adapters/recorder/endpoint.ts
const mostEnded = 2e3;
var Endpoint = class {
	environment;
	#host;
	#arrivals;
	#reported = new ReportedSpans();
	#sessions = /* @__PURE__ */ new Set();
	#ended = /* @__PURE__ */ new Set();
	#hasOwnModels = false;
	#meter;
	#mount;
	constructor(urls, host) {
		this.#host = host;
		const offered = offerTools((headers) => {
			const placed = this.#place({ headers });
			return placed.kind === "placed" ? placed.session : void 0;
		});
		this.#mount = host.mountTools?.(() => offered);
		this.#arrivals = new SpanArrivals(host.habit);
		this.environment = childEnvironment(urls, host.environment);
	}
	openSession(start) {
		const session = new CaptureSession(start, {
			arrivals: this.#arrivals,
			prices: this.#host.prices,
			reported: (of) => this.#reported.of(of),
			unread: () => this.#reported.dropped,
			onClose: (ended) => this.#end(ended)
		});
		this.#sessions.add(session);
		this.#meter = start.meter;
		this.#hasOwnModels ||= session.modelBaseUrl !== void 0;
		return session;
	}
	async close() {
		for (const session of this.#sessions) this.#end(session);
		this.#host.onClose(this);
		await this.#mount?.close();
	}
	async serve(path, { request, response }) {
		const [, area = "", rest = ""] = /^\/([a-z]+)((?:[/?].*)?)$/.exec(path) ?? [];
		if (area === "mcp" && this.#mount !== void 0) return this.#mount.serve(request, response);
		switch (area) {
			case "openai":
			case "anthropic": return this.#serveModel(area, rest, {
				request,
				response
			});
			case "otlp": return this.#arrivals.during(() => receiveOtlp(rest, {
				request,
				response
			}, {
				take: (document) => this.#report(document),
				onRefused: (reason) => this.#reported.refuse(reason)
			}));
			case "tools": {
				const placed = this.#place(request);
				if (placed.kind === "ambiguous") return this.#refuse(placed, "a tool call", response);
				if (placed.kind === "outside") return sendOutside(response, "tool call");
				return answerToolCall(rest, {
					request,
					response
				}, placed.session.toolCalls);
			}
			default: return sendProblem(response, 404, {
				code: "NOT_FOUND",
				message: "Nothing is served at this path of tracegate's recorder."
			});
		}
	}
	async #serveModel(provider, path, exchange) {
		const { request, response } = exchange;
		const api = modelApiOf(request.method ?? "", path.split("?", 1)[0] ?? "");
		const placed = this.#place(request);
		if (api !== void 0 && placed.kind === "ambiguous") return this.#refuse(placed, "a model call", response);
		const session = placed.kind === "placed" ? placed.session : void 0;
		if (session === void 0 && this.#hasOwnModels) return sendOutside(response, "model call");
		const meter = session?.meter ?? this.#meter;
		const refusal = request.method === "POST" ? await this.#host.metered.refusal(meter) : void 0;
		if (refusal !== void 0) return sendProblem(response, 402, {
			code: "BUDGET_EXCEEDED",
			message: `Tracegate lets no model call begin any more: ${refusal}.`
		});
		const base = session?.modelBaseUrl ?? this.#host.upstreams[provider];
		const url = urlOf(provider, base, path);
		if (url === void 0) return sendProblem(response, 502, {
			code: "UPSTREAM_INVALID",
			message: `The recorder of tracegate cannot pass this on: ${printable(base)} is no address.`
		});
		const { agents } = this.#host;
		if (api === void 0 || session === void 0) return forwardRequest({
			request,
			response,
			url,
			agents
		});
		const isOwn = session.modelBaseUrl !== void 0;
		const call = new ModelCall(api, isOwn ? ownProvider : knownProvider(url));
		const { sessionId, ...trace } = traceOf(request);
		this.#host.metered.watch(call, meter);
		session.addModelCall(call, {
			...trace,
			...session.isOpenEnded && sessionId && { sessionId }
		});
		call.whenOver.then(() => this.#host.onModelCall?.(call));
		if (session.wire === void 0 || request.headers["content-encoding"] !== void 0) return forwardRequest({
			request,
			response,
			url,
			agents,
			call
		});
		return this.#forwardExchanged(session, {
			request,
			response,
			url,
			api,
			call
		});
	}
	async #forwardExchanged(session, { request, response, url, api, call }) {
		const body = await readRequestBody(request, largestBody$1);
		if (body.kind !== "bytes") {
			call.end({
				type: "aborted",
				message: "the request could not be read"
			});
			return sendProblem(response, 413, {
				code: "REQUEST_TOO_LARGE",
				message: `A request whose tool results may be exchanged can hold ${largestBodyText}.`
			});
		}
		const changed = await session.wire?.exchange(api, body.bytes, () => session.answeredCalls());
		const gap = session.gap;
		if (gap !== void 0) {
			call.end({
				type: "replay-gap",
				message: gap
			});
			return sendProblem(response, 400, {
				code: "REPLAY_GAP",
				message: gap
			});
		}
		return forwardRequest({
			request,
			response,
			url,
			agents: this.#host.agents,
			call,
			body: changed ?? body.bytes
		});
	}
	#place(request) {
		const { traceId, sessionId } = traceOf(request);
		const [only] = this.#sessions;
		const hint = {
			...sessionId !== void 0 && only?.isOpenEnded !== true && { sessionId },
			...traceId !== void 0 && { traceId }
		};
		return placeCall([...this.#sessions], hint, this.#ended);
	}
	#refuse({ candidates }, what, response) {
		for (const session of candidates) session.failAsAmbiguous(what);
		sendProblem(response, 400, {
			code: "SESSION_AMBIGUOUS",
			message: `Several sessions are open and ${what} names none of them: forward the header traceparent or x-tracegate-session, or serve one session at a time.`
		});
	}
	#report(document) {
		const sessions = {
			open: [...this.#sessions],
			ended: this.#ended
		};
		const taken = this.#reported.take(document, sessions);
		for (const session of taken?.ambiguous ?? []) session.failAsAmbiguous("a reported span");
		return taken;
	}
	#end(session) {
		if (!this.#sessions.delete(session)) return;
		const { sessionId, traceId } = session;
		for (const ended of [
			sessionId,
			traceId,
			...this.#reported.forget(session)
		]) {
			this.#ended.add(ended);
			const [oldest] = this.#ended;
			if (this.#ended.size > mostEnded && oldest !== void 0) this.#ended.delete(oldest);
		}
	}
};
function traceOf({ headers }) {
	const { traceparent, "x-tracegate-session": named } = headers;
	return {
		...typeof traceparent === "string" && parseTraceparent(traceparent),
		...typeof named === "string" && named !== "" && { sessionId: named }
	};
}
function urlOf(provider, base, path) {
	try {
		return upstreamUrl(provider, base, path);
	} catch {
		return;
	}
}
function sendOutside(response, what) {
	sendJson(response, 409, { error: {
		type: "no-session",
		message: `No session of tracegate is open that this ${what} could belong to.`
	} });
}

// src/adapters/recorder/metered-calls.ts
var MeteredCalls = class {
	#prices;
	#models;
	#counting = /* @__PURE__ */ new Set();
	constructor(prices) {
		this.#prices = prices;
		this.#models = new ModelSpans(prices.of);
	}
	async refusal(meter) {
		if (meter?.isCapped === true) await Promise.all(this.#counting);
		return meter?.refuse();
	}
	watch(call, meter) {
		if (meter?.isCapped !== true) return;
		const begin = () => {
			const counting = this.#count(call, meter).finally(() => this.#counting.delete(counting));
			this.#counting.add(counting);
		};
		call.whenOver.then(begin);
	}
	async #count(call, meter) {
		if (call.provider !== void 0) await this.#prices.load([call.provider]);
		const took = this.#models.tookOf(await call.exchange());
		if (took !== "nothing") meter.count(took.usage);
	}
};

// src/adapters/recorder/upstream-agents.ts
const http = process.getBuiltinModule("node:http");
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
var UpstreamAgents = class {
	#proxyEnv;
	#plain;
	#secure;
	#local = new http.Agent(keepAlive);
	constructor(environment) {
		this.#proxyEnv = { ...environment };
		this.#plain = new http.Agent({
			...keepAlive,
			proxyEnv: this.#proxyEnv
		});
	}
	request(url, options) {
		if (url.protocol === "https:") {
			const https = process.getBuiltinModule("node:https");
			this.#secure ??= new https.Agent({
				...keepAlive,
				proxyEnv: this.#proxyEnv
			});
			return https.request(url, {
				...options,
				agent: this.#secure
			});
		}
		const agent = loopback.test(url.hostname) ? this.#local : this.#plain;
		return http.request(url, {
			...options,
			agent
		});
	}
	close() {
		for (const agent of [
			this.#plain,
			this.#secure,
			this.#local
		]) agent?.destroy();
	}
};
const keepAlive = {
	keepAlive: true,
	maxFreeSockets: 256,
	scheduling: "lifo"
};

// src/adapters/recorder/recorder.ts
const { createServer } = process.getBuiltinModule("node:http");
async function startRecorder(options) {
	const endpoints = /* @__PURE__ */ new Map();
	const tokens = /* @__PURE__ */ new Map();
	const server = createServer((request, response) => {
		serve(endpoints, {
			request,
			response
		});
	});
	server.requestTimeout = 0;
	server.keepAliveTimeout = 12e4;
	const port = await listen(server);
	const { onModelCall, mountTools } = options;
	const agents = new UpstreamAgents(options.environment);
	const prices = new ModelPrices(options.prices ?? {});
	const host = {
		upstreams: options.upstreams,
		environment: options.environment,
		agents,
		prices,
		metered: new MeteredCalls(prices),
		habit: new ExportHabit(options.isOtlpCaptured),
		...mountTools !== void 0 && { mountTools },
		...onModelCall !== void 0 && { onModelCall: (call) => void call.exchange().then((exchange) => onModelCall(exchange)) },
		onClose: (endpoint) => {
			endpoints.delete(tokens.get(endpoint) ?? "");
			tokens.delete(endpoint);
		}
	};
	let closing;
	return {
		openEndpoint: () => {
			const token = randomBytes(16).toString("base64url");
			const base = `http://127.0.0.1:${port}/${token}`;
			const urls = {
				openai: `${base}/openai/v1`,
				anthropic: `${base}/anthropic`,
				otlp: `${base}/otlp`,
				tools: `${base}/tools`,
				...mountTools !== void 0 && { mcp: `${base}/mcp` }
			};
			const endpoint = new Endpoint(urls, host);
			endpoints.set(token, endpoint);
			tokens.set(endpoint, token);
			return Promise.resolve(endpoint);
		},
		close: () => {
			closing ??= new Promise((resolve) => {
				agents.close();
				server.close(() => resolve());
				server.closeAllConnections();
			});
			return closing;
		}
	};
}
async function serve(endpoints, { request, response }) {
	try {
		const [, token = "", path = ""] = /^\/([\w-]{1,64})(\/.*)$/.exec(request.url ?? "") ?? [];
		const endpoint = endpoints.get(token);
		if (endpoint !== void 0) return await endpoint.serve(path, {
			request,
			response
		});
		sendProblem(response, 404, {
			code: "NOT_FOUND",
			message: "This address of tracegate's recorder is not in use, or no longer."
		});
	} catch (error) {
		const message = `The recorder of tracegate failed: ${describeThrown(error)}.`;
		if (response.headersSent) response.destroy();
		else sendProblem(response, 500, {
			code: "RECORDER_FAILED",
			message
		});
	}
}

export { startRecorder };