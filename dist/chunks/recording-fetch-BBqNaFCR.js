import { F as connectionFailure, I as httpFailure, K as describeThrown, L as captureJson, Pr as printable, j as elapsedMs } from "./run-DTe1xjOx.js";
import { n as readToolCatalog } from "./agent-facts-CBPM-dwr.js";
import { setTimeout } from "node:timers/promises";

// src/adapters/agent/module-tools.ts
/** A tool that failed in the recording, or fails as planned: to the agent an error like any other. */
var ToolFailure = class extends Error {
	constructor({ type, message }) {
		super(message);
		this.name = type;
	}
};
/** `ctx.callTool` of one session: records each call, and answers it with what its session's tools say. */
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
/**
* The model call that a chat-completions response body tells of.
*
* Reads nothing but what it knows, from the first choice. A body that is no completion becomes a
* call with an error; it never throws.
*/
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
/**
* The system prompt in a chat-completions request body: its system and developer messages, joined.
*
* `undefined` where there is none, or the body is no such request.
*/
function readSystemPrompt(body) {
	const json = parseRecord(body);
	if (json === void 0) return void 0;
	const texts = listAt(json, "messages").filter(isFields).filter(({ role }) => role === "system" || role === "developer").map(readContent).filter((text) => text !== "");
	return texts.length === 0 ? void 0 : texts.join("\n\n");
}
/** The tools that a chat-completions request body offers; `undefined` where it offers none, or is no such request. */
function readOfferedTools(body) {
	return readToolCatalog(parseRecord(body)?.["tools"]);
}
/** As `readCompletion`, from the text of a server-sent-events stream, whole or cut anywhere. */
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
/** What a body says of the error behind a status that is no success; its text where it says nothing. */
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
/** Models write arguments as text; text that is no JSON is what the model wrote and stays as it is. */
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
	const costUsd = amountAt(usage, "cost");
	return { usage: {
		...inputTokens === void 0 ? {} : { inputTokens },
		...outputTokens === void 0 ? {} : { outputTokens },
		...costUsd === void 0 ? {} : { costUsd }
	} };
}
/** Gateways send errors with status 200 too, in a body or in the middle of a stream. */
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
/**
* A `fetch` that records chat-completions calls in the turn that is open when they are made.
*
* The agent reads the very bytes that came, when they came: a body is watched as the agent reads it
* and never read ahead. What the agent does not read counts as not captured.
*/
function recordingFetch(openTurn, fetchNow = fetch) {
	return async (input, init) => {
		if (!isChatCompletion(input, init)) return fetchNow(input, init);
		const turn = openTurn();
		const body = init?.body;
		if (typeof body === "string") {
			turn.notePolicy(() => readSystemPrompt(body));
			turn.noteTools(() => readOfferedTools(body));
		}
		const call = new WatchedCall(turn, body);
		turn.add(() => call.step());
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
	const url = input instanceof Request ? input.url : input instanceof URL ? input.href : input;
	return /\/chat\/completions\/?$/.test(url.split(/[?#]/, 1)[0] ?? "");
}
/** One model call under way. */
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
	constructor(turn, requestBody) {
		this.#turn = turn;
		this.#requestBody = requestBody;
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
	}
	/** The connection broke, or the agent itself gave up: only the first is the provider's failure. */
	broke(error, signal) {
		this.#durationMs = elapsedMs(this.#started);
		const isAborted = signal?.aborted === true || nameOf(error) === "AbortError";
		this.#error = isAborted ? {
			type: "aborted",
			message: "the agent gave the call up"
		} : describeFailure(error);
	}
	step() {
		const call = this.#call();
		const model = call.model ?? this.#requestedModel();
		return {
			kind: "model",
			...call,
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
	/** Which model was asked, for a call whose answer does not say. */
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
/**
* `fetch failed` says nothing; the cause has the code, such as ECONNREFUSED. Without a code of the
* network nothing was ever sent: a wrong address or a forbidden port is the agent's own mistake.
*/
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