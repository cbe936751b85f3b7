import { G as connectionFailure, K as httpFailure, P as describeThrown, T as captureJson, q as isUnbilled, rr as printable, x as elapsedMs } from "./run-Btf2ZPPq.js";
import { n as readToolCatalog } from "./agent-facts-I37SuAoc.js";
import { r as captured, t as callCost } from "./call-cost-CZ4s18Nh.js";
const { setTimeout } = globalThis.process.getBuiltinModule("node:timers/promises");

// src/adapters/agent/module-tools.ts
var ToolFailure = class extends Error {
	constructor({ type, message }) {
		super(message);
		this.name = type;
	}
};
var ModuleTools = class {
	#session;
	constructor(session) {
		this.#session = session;
	}
	async call(call, run) {
		const { name, args } = call;
		const { openTurn, isOpen, tools } = this.#session;
		const turn = openTurn();
		if (typeof name !== "string") throw new TypeError("ctx.callTool needs the tool's name, a text");
		const asked = {
			kind: "tool",
			name,
			...args === void 0 ? {} : { arguments: this.#capture(turn, args, `arguments of ${name}`) },
			startedAtMs: Date.now()
		};
		const started = performance.now();
		let step = {
			...asked,
			status: "pending"
		};
		turn.add(() => step);
		const end = (answered) => {
			if (!isOpen(turn)) return;
			const status = answered.error === void 0 ? "ok" : "error";
			step = {
				...asked,
				status,
				...answered,
				durationMs: elapsedMs(started)
			};
		};
		const directive = tools?.answer(asked) ?? live;
		switch (directive.kind) {
			case "live": return this.#live(directive, run, {
				name,
				turn,
				end
			});
			case "gap": {
				const error = {
					type: "replay-gap",
					message: directive.reason
				};
				end({ error });
				this.#session.onGap(directive.reason);
				throw new ToolFailure(error);
			}
			case "error":
				await this.#delay(directive.delayMs);
				end({
					...marksOf(directive),
					error: directive.error
				});
				throw new ToolFailure(directive.error);
			case "result":
				await this.#delay(directive.delayMs);
				end({
					...marksOf(directive),
					result: directive.result
				});
				return JSON.parse(JSON.stringify(directive.result));
		}
	}
	async #live({ delayMs, fault, alter }, run, { name, turn, end }) {
		const marks = fault === void 0 ? {} : { fault };
		try {
			if (delayMs !== void 0) await this.#delay(delayMs);
			const result = await run();
			if (!this.#session.isOpen(turn)) return result;
			const captured = this.#capture(turn, result, `result of ${name}`);
			const altered = alter?.(captured);
			if (altered?.fault === void 0) {
				end({
					...marks,
					result: captured
				});
				return result;
			}
			end(altered);
			return JSON.parse(JSON.stringify(altered.result));
		} catch (thrown) {
			end({
				...marks,
				error: stepError(thrown)
			});
			throw thrown;
		}
	}
	#capture(turn, value, what) {
		return turn.capture(value, (lossy) => this.#session.onLossy(`the ${what}`, lossy));
	}
	async #delay(ms) {
		if (ms !== void 0) await setTimeout(ms, void 0, { signal: this.#session.signal() });
	}
};
const live = { kind: "live" };
function marksOf({ replay, fault }) {
	return {
		...replay !== void 0 && { replay },
		...fault !== void 0 && { fault }
	};
}
function stepError(thrown) {
	return {
		type: thrown instanceof Error ? printable(thrown.name, 80) : "thrown",
		message: thrown instanceof Error ? printable(thrown.message, 2e3) : describeThrown(thrown)
	};
}

// src/core/agent/chat-completion.ts
function readCompletion(body) {
	const json = parseRecord(body);
	if (json === void 0) return { error: malformed(body) };
	const error = readProviderError(json);
	if (error !== void 0) return { error };
	const message = recordAt(firstOf(json["choices"]), "message");
	if (message === void 0) return {
		...readModelName(json),
		error: malformed(body)
	};
	const toolCalls = listAt(message, "tool_calls").flatMap((call) => readToolCall(call));
	return {
		...readModelName(json),
		text: readContent(message),
		...toolCalls.length > 0 ? { toolCalls } : {},
		...readUsage(json)
	};
}
function readSystemPrompt(body) {
	const json = parseRecord(body);
	if (json === void 0) return void 0;
	const texts = listAt(json, "messages").filter(isFields).filter(({ role }) => role === "system" || role === "developer").map(readContent).filter((text) => text !== "");
	return texts.length === 0 ? void 0 : texts.join("\n\n");
}
function readOfferedTools(body) {
	return readToolCatalog(parseRecord(body)?.["tools"]);
}
function readCompletionStream(stream) {
	const draft = {
		text: "",
		calls: /* @__PURE__ */ new Map()
	};
	let chunks = 0;
	for (const line of stream.split(/\r\n|\n|\r/)) {
		const chunk = line.startsWith("data:") ? parseRecord(line.slice(5)) : void 0;
		if (chunk === void 0) continue;
		chunks += 1;
		const error = readProviderError(chunk);
		if (error !== void 0) draft.error = error;
		Object.assign(draft, readModelName(chunk), readUsage(chunk));
		const delta = recordAt(firstOf(chunk["choices"]), "delta");
		if (delta !== void 0) addDelta(draft, delta);
	}
	if (chunks === 0) return { error: malformed(stream) };
	const { calls, ...call } = draft;
	const toolCalls = [...calls.values()].map((parts) => toolRequest(parts));
	return toolCalls.length > 0 ? {
		...call,
		toolCalls
	} : call;
}
function readErrorMessage(body) {
	const json = parseRecord(body);
	return json && readProviderError(json)?.message || printable(body);
}
function addDelta(draft, delta) {
	draft.text += readContent(delta);
	for (const [position, part] of listAt(delta, "tool_calls").entries()) {
		if (!isFields(part)) continue;
		const index = typeof part["index"] === "number" ? part["index"] : position;
		const parts = draft.calls.get(index) ?? {
			id: "",
			name: "",
			arguments: ""
		};
		const called = recordAt(part, "function");
		parts.id ||= textAt(part, "id");
		parts.name += called === void 0 ? "" : textAt(called, "name");
		parts.arguments += called === void 0 ? "" : textAt(called, "arguments");
		draft.calls.set(index, parts);
	}
}
function readToolCall(call) {
	const called = recordAt(call, "function");
	if (called === void 0) return [];
	return [toolRequest({
		id: isFields(call) ? textAt(call, "id") : "",
		name: textAt(called, "name"),
		arguments: textAt(called, "arguments")
	})];
}
function toolRequest(parts) {
	return {
		...parts.id === "" ? {} : { callId: parts.id },
		name: parts.name,
		...parts.arguments === "" ? {} : { arguments: parseArguments(parts.arguments) }
	};
}
function parseArguments(text) {
	try {
		return captureJson(JSON.parse(text)).value;
	} catch {
		return text;
	}
}
function readContent(message) {
	const content = message["content"];
	if (typeof content === "string") return content;
	if (Array.isArray(content)) return content.map((part) => isFields(part) ? textAt(part, "text") : "").join("");
	return textAt(message, "refusal");
}
function readModelName(json) {
	return typeof json["model"] === "string" ? { model: json["model"] } : {};
}
function readUsage(json) {
	const usage = recordAt(json, "usage");
	if (usage === void 0) return {};
	const inputTokens = amountAt(usage, "prompt_tokens");
	const outputTokens = amountAt(usage, "completion_tokens");
	const cachedInputTokens = amountAt(recordAt(usage, "prompt_tokens_details") ?? {}, "cached_tokens");
	const costUsd = amountAt(usage, "cost");
	return { usage: {
		...inputTokens === void 0 ? {} : { inputTokens },
		...outputTokens === void 0 ? {} : { outputTokens },
		...cachedInputTokens === void 0 ? {} : { cachedInputTokens },
		...costUsd === void 0 ? {} : { costUsd }
	} };
}
function readProviderError(json) {
	const error = json["error"];
	if (typeof error === "string") return {
		type: "provider",
		message: printable(error)
	};
	if (!isFields(error)) return void 0;
	const code = error["code"] ?? error["status"];
	const status = typeof code === "number" && code >= 400 && code <= 599 ? code : void 0;
	return {
		type: status === void 0 ? "provider" : `http-${status}`,
		message: printable(textAt(error, "message") || textAt(error, "type") || "no message")
	};
}
function malformed(body) {
	const start = printable(body, 120);
	return {
		type: "malformed",
		message: start === "" ? "the answer is empty" : `the answer is no chat completion: ${start}`
	};
}
function isFields(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseRecord(text) {
	try {
		const json = JSON.parse(text);
		return isFields(json) ? json : void 0;
	} catch {
		return;
	}
}
function recordAt(value, key) {
	const field = isFields(value) ? value[key] : void 0;
	return isFields(field) ? field : void 0;
}
function firstOf(list) {
	return Array.isArray(list) ? list[0] : void 0;
}
function listAt(value, key) {
	const field = value[key];
	return Array.isArray(field) ? field : [];
}
function textAt(value, key) {
	const field = value[key];
	return typeof field === "string" ? field : "";
}
function amountAt(value, key) {
	const field = value[key];
	return typeof field === "number" && Number.isFinite(field) && field >= 0 ? field : void 0;
}

// src/adapters/agent/recording-fetch.ts
function recordingFetch(openTurn, { meter, prices } = {}) {
	const fetchNow = fetch;
	return async (input, init) => {
		if (!isChatCompletion(input, init)) return fetchNow(input, init);
		const turn = openTurn();
		const address = addressOf(input);
		const refusal = meter?.refuse();
		if (refusal !== void 0) return refused(refusal);
		const body = init?.body;
		if (typeof body === "string") {
			turn.notePolicy(() => readSystemPrompt(body));
			turn.noteTools(() => readOfferedTools(body));
		}
		const call = new WatchedCall(turn, body, {
			priceOf: (models) => prices?.priceOf(address, models),
			meter: meter?.isCapped === true ? meter : void 0
		});
		turn.add(() => call.step());
		await prices?.load(address);
		let response;
		try {
			response = await fetchNow(input, init);
		} catch (error) {
			call.broke(error, init?.signal ?? void 0);
			throw error;
		}
		return watchBody(response, call);
	};
}
function isChatCompletion(input, init) {
	if ((init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase() !== "POST") return false;
	const url = addressOf(input);
	return /\/chat\/completions\/?$/.test(url.split(/[?#]/, 1)[0] ?? "");
}
function addressOf(input) {
	return input instanceof Request ? input.url : input instanceof URL ? input.href : input;
}
function refused(reason) {
	const error = {
		message: `Tracegate lets no model call begin any more: ${reason}.`,
		type: "tracegate_budget",
		param: null,
		code: "BUDGET_EXCEEDED"
	};
	return Response.json({ error }, { status: 402 });
}
var WatchedCall = class {
	#turn;
	#requestBody;
	#startedAtMs = Date.now();
	#started = performance.now();
	#decoder = new TextDecoder();
	#durationMs;
	#response;
	#body = "";
	#isWhole = false;
	#isTooLong = false;
	#error;
	#watching;
	constructor(turn, requestBody, watching) {
		this.#turn = turn;
		this.#requestBody = requestBody;
		this.#watching = watching;
	}
	answered(response) {
		this.#response = response;
		this.#durationMs = elapsedMs(this.#started);
	}
	read(chunk) {
		this.#durationMs = elapsedMs(this.#started);
		if (this.#isTooLong) return;
		if (this.#turn.mayKeep(chunk.byteLength)) this.#body += this.#decoder.decode(chunk, { stream: true });
		else {
			this.#isTooLong = true;
			this.#body = "";
		}
	}
	ended() {
		this.#durationMs = elapsedMs(this.#started);
		this.#isWhole = true;
		const { meter } = this.#watching;
		if (meter === void 0) return;
		const { usage, error } = this.step();
		if (error === void 0) meter.count(usage ?? {});
		else if (!isUnbilled(error)) meter.count(usage);
	}
	broke(error, signal) {
		this.#durationMs = elapsedMs(this.#started);
		const isAborted = signal?.aborted === true || nameOf(error) === "AbortError";
		this.#error = isAborted ? {
			type: "aborted",
			message: "the agent gave the call up"
		} : describeFailure(error);
	}
	step() {
		const { usage, ...call } = this.#call();
		const model = call.model ?? this.#requestedModel();
		return {
			kind: "model",
			...call,
			...usage !== void 0 && { usage: this.#priced(usage, call.model) },
			...model === void 0 ? {} : { model },
			startedAtMs: this.#startedAtMs,
			...this.#durationMs === void 0 ? {} : { durationMs: this.#durationMs }
		};
	}
	#call() {
		const status = this.#response?.status;
		if (status !== void 0 && (status < 200 || status > 299)) {
			const message = readErrorMessage(this.#body) || this.#response?.statusText || "no message";
			return { error: {
				type: httpFailure(status),
				message
			} };
		}
		const error = this.#error === void 0 ? {} : { error: this.#error };
		if ((this.#response?.headers.get("content-type") ?? "").includes("text/event-stream") && this.#body !== "") return {
			...readCompletionStream(this.#body),
			...error
		};
		return this.#isWhole && !this.#isTooLong ? {
			...readCompletion(this.#body),
			...error
		} : error;
	}
	#priced(usage, answeredBy) {
		const tier = /"service_tier"\s*:\s*"([^"]{1,40})"/.exec(this.#body)?.[1];
		const { inputTokens, outputTokens, cachedInputTokens, costUsd } = usage;
		const models = [answeredBy, this.#requestedModel()].filter((name) => name !== void 0);
		const cost = callCost(captured({
			input: inputTokens,
			output: outputTokens,
			cacheRead: cachedInputTokens,
			costUsd,
			tier: tier === "default" || tier === "auto" ? void 0 : tier
		}), this.#watching.priceOf(models));
		return cost === void 0 ? usage : {
			...usage,
			costUsd: cost
		};
	}
	#requestedModel() {
		if (typeof this.#requestBody !== "string") return void 0;
		return /"model"\s*:\s*"([^"\\]{1,200})"/.exec(this.#requestBody)?.[1];
	}
};
function watchBody(response, call) {
	call.answered(response);
	if (response.body === null) {
		call.ended();
		return response;
	}
	const reader = response.body.getReader();
	const body = new ReadableStream({
		async pull(controller) {
			try {
				const { done, value } = await reader.read();
				if (done) {
					call.ended();
					controller.close();
				} else {
					call.read(value);
					controller.enqueue(value);
				}
			} catch (error) {
				call.broke(error, void 0);
				controller.error(error);
			}
		},
		cancel: (reason) => reader.cancel(reason)
	}, { highWaterMark: 0 });
	const watched = new Response(body, response);
	Object.defineProperty(watched, "url", { value: response.url });
	return watched;
}
const networkCode = /^(?:E[A-Z]+|EAI_[A-Z]+|UND_ERR_(?:SOCKET|RES_.+|.+_TIMEOUT))$/;
function describeFailure(error) {
	const cause = error instanceof Error && error.cause !== void 0 ? error.cause : error;
	const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
	return {
		type: networkCode.test(code) ? connectionFailure : "request",
		message: describeThrown(cause)
	};
}
function nameOf(error) {
	return error instanceof Error ? error.name : void 0;
}

export { readCompletion as n, ModuleTools as r, recordingFetch as t };