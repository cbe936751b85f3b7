import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as fillHeaders } from "./fill-headers-v5qE6xrK.js";
import { C as refuseReply, Da as isJsonValue, L as readWireAnswer, S as interrupted, _t as describeThrown, qi as printable, x as failedTurn, y as TurnRecorder } from "./run-BZDTBg9r.js";
import { t as describeAgent } from "./agent-facts-ClXOAosQ.js";
import { n as ModuleTools, t as recordingFetch } from "./recording-fetch-B6cs7JHm.js";
import { t as readPrompt } from "./read-prompt-B7EW5pSL.js";
const { setTimeout } = globalThis.process.getBuiltinModule("node:timers/promises");

// src/adapters/agent/openai/chat-client.ts
const longestWaitMs = 6e4;
const maxBodyBytes = 16777216;
async function askModel(request, options, turn) {
	for (let attempt = 0;; attempt += 1) {
		const answer = await askOnce(request, options, turn.signal);
		if (answer.kind !== "again") return answer;
		const waitMs = answer.waitMs ?? Math.min(500 * 2 ** attempt, 8e3);
		const isTooLate = performance.now() + waitMs >= turn.deadlineMs;
		if (attempt >= options.maxRetries || waitMs > longestWaitMs || isTooLate) return {
			kind: "failed",
			outcome: "infra-error",
			reason: answer.reason
		};
		await setTimeout(waitMs, void 0, { signal: turn.signal });
	}
}
async function askOnce(request, { baseUrl, apiKey, fetchNow }, signal) {
	let response;
	let body;
	try {
		response = await fetchNow(`${baseUrl.replace(/\/+$/, "")}/chat/completions`, {
			method: "POST",
			headers: {
				"content-type": "application/json",
				authorization: `Bearer ${apiKey}`
			},
			body: JSON.stringify(request),
			signal
		});
		body = await readCapped(response);
	} catch (error) {
		signal.throwIfAborted();
		const cause = error instanceof Error && error.cause !== void 0 ? error.cause : error;
		return {
			kind: "again",
			reason: `was not reached: ${describeThrown(cause)}`,
			waitMs: void 0
		};
	}
	if (body === void 0) return {
		kind: "failed",
		outcome: "agent-error",
		reason: "answered with more than 16 MB"
	};
	if (response.ok) return {
		kind: "answered",
		body
	};
	const { status } = response;
	if (status === 408 || status === 429 || status >= 500) return {
		kind: "again",
		reason: `answered ${status}`,
		waitMs: waitAskedFor(response.headers)
	};
	const isMisdirected = [
		401,
		403,
		404,
		405
	].includes(status);
	return {
		kind: "failed",
		outcome: isMisdirected ? "infra-error" : "agent-error",
		reason: `answered ${status}${isMisdirected ? " (see agent.baseUrl, agent.model and agent.apiKeyEnv)" : ""}`
	};
}
async function readCapped(response) {
	const decoder = new TextDecoder();
	let text = "";
	let bytes = 0;
	for await (const chunk of response.body ?? []) {
		bytes += chunk.byteLength;
		if (bytes > maxBodyBytes) return void 0;
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}
function waitAskedFor(headers) {
	const ms = Number.parseFloat(headers.get("retry-after-ms") ?? "");
	if (ms >= 0) return ms;
	const after = headers.get("retry-after") ?? "";
	if (/^\d+(?:\.\d+)?$/.test(after)) return Number(after) * 1e3;
	const date = Date.parse(after);
	return Number.isNaN(date) ? void 0 : Math.max(0, date - Date.now());
}

// src/adapters/agent/openai/post-tool.ts
var ToolUnreachable = class extends Error {
	name = "ToolUnreachable";
};
var ToolFailed = class extends Error {
	name = "ToolFailed";
};
const maxResultBytes = 1048576;
async function postTool({ name, url, headers, timeoutMs }, call, signal) {
	const deadline = AbortSignal.timeout(timeoutMs);
	let response;
	let text;
	try {
		response = await fetch(url, {
			method: "POST",
			headers: {
				"content-type": "application/json",
				...headers
			},
			body: JSON.stringify({
				name,
				...call
			}),
			signal: AbortSignal.any([signal, deadline])
		});
		text = await response.text();
	} catch (error) {
		signal.throwIfAborted();
		if (deadline.aborted) throw new ToolFailed(`no answer within ${timeoutMs} ms`, { cause: error });
		const cause = error instanceof Error && error.cause !== void 0 ? error.cause : error;
		throw new ToolUnreachable(`the tool ${name} was not reached at ${new URL(url).origin}: ${describeThrown(cause)}`, { cause: error });
	}
	if (Buffer.byteLength(text) > maxResultBytes) throw new ToolFailed("the result is over 1 MB");
	if (!response.ok) throw new ToolFailed(`${response.status}: ${printable(text, 500)}`);
	return parsed(text);
}
function parsed(text) {
	try {
		const value = JSON.parse(text);
		return isJsonValue(value) ? value : text;
	} catch {
		return text;
	}
}

// src/adapters/agent/openai/openai-session.ts
var TurnEnd = class extends Error {
	name = "TurnEnd";
	kind;
	constructor(kind, reason) {
		super(reason);
		this.kind = kind;
	}
};
var OpenAiSession = class {
	#options;
	#messages = [];
	#tools;
	#fetch;
	#recorder = new TurnRecorder();
	#isOpen = false;
	#turn = new AbortController();
	#over;
	constructor(options) {
		this.#options = options;
		const { systemPrompt, tools } = options;
		if (systemPrompt !== void 0) this.#messages.push({
			role: "system",
			content: systemPrompt
		});
		const { meter, prices, ownModelUrl } = options;
		this.#fetch = recordingFetch(() => this.#recorder, {
			meter,
			prices,
			ownModelUrl
		});
		this.#tools = new ModuleTools({
			...tools !== void 0 && { tools },
			openTurn: () => this.#recorder,
			isOpen: (turn) => this.#isOpen && turn === this.#recorder,
			signal: () => this.#turn.signal,
			onLossy: () => {},
			onGap: (reason) => {
				throw new TurnEnd("replay-gap", reason);
			}
		});
	}
	async send(message, signal) {
		if (this.#over === void 0 && signal.aborted) this.#over = interrupted;
		if (this.#over !== void 0) return failedTurn(this.#over);
		const recorder = new TurnRecorder();
		const turn = new AbortController();
		const abort = () => turn.abort();
		signal.addEventListener("abort", abort, { once: true });
		[this.#recorder, this.#turn, this.#isOpen] = [
			recorder,
			turn,
			true
		];
		const answer = await this.#answer(message, recorder);
		this.#isOpen = false;
		signal.removeEventListener("abort", abort);
		if (answer.kind !== "replied") this.#over ??= answer.reason;
		return answer;
	}
	close() {
		this.#over ??= "the session is closed";
		this.#turn.abort();
		this.#options.onClose();
		return Promise.resolve();
	}
	async #answer(message, recorder) {
		try {
			this.#messages.push({
				role: "user",
				content: message
			});
			const reply = await this.#converse(recorder);
			const steps = recorder.steps();
			const refused = recorder.overflow ?? refuseReply(reply);
			if (refused !== void 0) return failedTurn(refused, steps);
			const { startedAtMs } = recorder;
			const durationMs = recorder.durationMs();
			const { systemPrompt } = this.#options;
			return {
				kind: "replied",
				turn: {
					user: message,
					steps,
					reply,
					startedAtMs,
					durationMs
				},
				...systemPrompt !== void 0 && { policy: systemPrompt },
				agent: this.#facts()
			};
		} catch (error) {
			const steps = recorder.steps();
			if (this.#turn.signal.aborted) return failedTurn(interrupted, steps);
			if (!(error instanceof TurnEnd)) throw error;
			const { kind, message: reason } = error;
			return kind === "agent-error" ? failedTurn(reason, steps) : {
				kind,
				reason,
				steps
			};
		}
	}
	async #converse(recorder) {
		const { maxModelCalls, turnTimeoutMs } = this.#options;
		const deadlineMs = performance.now() + turnTimeoutMs;
		for (let calls = 0; calls < maxModelCalls; calls += 1) {
			const { text, toolCalls } = await this.#askModel(deadlineMs);
			if (toolCalls.length === 0) {
				if (text === "") throw new TurnEnd("agent-error", "the model gave neither a text nor a tool call");
				this.#messages.push({
					role: "assistant",
					content: text
				});
				return text;
			}
			const named = toolCalls.map((call, index) => ({
				callId: call.callId ?? `call_${calls + 1}_${index + 1}`,
				call
			}));
			this.#messages.push({
				role: "assistant",
				content: text === "" ? null : text,
				tool_calls: named.map(({ callId, call }) => asRequested(callId, call))
			});
			for (const { callId, call } of named) {
				const content = await this.#callTool(call);
				this.#messages.push({
					role: "tool",
					tool_call_id: callId,
					content
				});
			}
			if (recorder.overflow !== void 0) throw new TurnEnd("agent-error", recorder.overflow);
		}
		const reason = `the model was called ${maxModelCalls} times in one turn and gave no answer (agent.maxModelCalls)`;
		throw new TurnEnd("agent-error", reason);
	}
	async #askModel(deadlineMs) {
		const { model, parameters, chatTools } = this.#options;
		const tools = chatTools.map((tool) => ({
			type: "function",
			function: definitionOf(tool)
		}));
		const request = {
			...parameters,
			model,
			messages: [...this.#messages],
			...tools.length > 0 && { tools }
		};
		const { signal } = this.#turn;
		const client = {
			...this.#options,
			fetchNow: this.#fetch
		};
		const answer = await askModel(request, client, {
			signal,
			deadlineMs
		});
		if (answer.kind === "failed") throw new TurnEnd(answer.outcome, `the model ${answer.reason}`);
		const { error, output } = readWireAnswer({
			api: "chat-completions",
			response: {
				status: 200,
				body: {
					kind: "text",
					text: answer.body
				}
			}
		});
		const { text = "", toolCalls = [] } = output ?? {};
		if (error !== void 0) throw new TurnEnd("agent-error", `the model failed: ${error.message}`);
		return {
			text,
			toolCalls
		};
	}
	async #callTool(call) {
		const { chatTools, sessionId } = this.#options;
		const { name, arguments: args = {} } = call;
		const tool = chatTools.find((one) => one.name === name);
		try {
			const result = await this.#tools.call({
				name,
				args
			}, () => {
				if (tool === void 0) throw new Error(`there is no tool ${name}`);
				if (typeof args === "string") throw new Error("the arguments are no JSON");
				const { url } = tool;
				if (url === void 0) throw new TurnEnd("replay-gap", noLiveTool(name));
				return postTool({
					...tool,
					url
				}, {
					arguments: args,
					session: sessionId
				}, this.#turn.signal);
			});
			return typeof result === "string" ? result : JSON.stringify(result);
		} catch (error) {
			this.#turn.signal.throwIfAborted();
			if (error instanceof TurnEnd) throw error;
			if (error instanceof ToolUnreachable) throw new TurnEnd("infra-error", error.message);
			return `Error: ${error instanceof Error ? error.message : describeThrown(error)}`;
		}
	}
	#facts() {
		const { model, systemPrompt, chatTools } = this.#options;
		const toolCatalog = chatTools.map(definitionOf);
		return describeAgent({
			model,
			...systemPrompt !== void 0 && { systemPrompt },
			...toolCatalog.length > 0 && { toolCatalog }
		}) ?? { model };
	}
};
function definitionOf({ name, description, parameters }) {
	return {
		name,
		description,
		parameters: parameters ?? {
			type: "object",
			properties: {}
		}
	};
}
function asRequested(callId, { name, arguments: args = {} }) {
	return {
		id: callId,
		type: "function",
		function: {
			name,
			arguments: typeof args === "string" ? args : JSON.stringify(args)
		}
	};
}
function noLiveTool(name) {
	return `the tool ${name} has no url, and nothing recorded answers this call: add \`url\` to it in agent.tools, or \`tools: recorded\` to the case`;
}

// src/adapters/agent/openai/openai-runner.ts
function openaiRunner(options) {
	return new OpenAiRunner(options);
}
var OpenAiRunner = class {
	maxSessions = Number.POSITIVE_INFINITY;
	#options;
	#open = /* @__PURE__ */ new Set();
	#ready;
	constructor(options) {
		this.#options = options;
	}
	async start() {
		const { root, systemPrompt, tools, environment } = this.#options;
		this.#ready = {
			systemPrompt: systemPrompt === void 0 ? void 0 : await readPrompt(root, systemPrompt),
			chatTools: tools.map((tool) => ({
				...tool,
				headers: fillHeaders(tool.headers, environment, `agent.tools.${tool.name}.headers`)
			}))
		};
	}
	open({ sessionId, modelBaseUrl, tools, meter }) {
		const { baseUrl } = this.#options;
		if (this.#ready === void 0) return Promise.reject(/* @__PURE__ */ new Error("a session was opened before the runner was started"));
		const apiKey = modelBaseUrl === void 0 ? this.#key(baseUrl) : noKey;
		if (apiKey === void 0) {
			const { apiKeyEnv } = this.#options;
			return Promise.reject(new UserError("AGENT_KEY_MISSING", `the variable ${apiKeyEnv} is not set, and ${new URL(baseUrl).host} wants a key`, `Set ${apiKeyEnv}, or name another variable in \`agent.apiKeyEnv\`.`));
		}
		const session = new OpenAiSession({
			...this.#options,
			...this.#ready,
			sessionId,
			baseUrl: modelBaseUrl ?? baseUrl,
			ownModelUrl: modelBaseUrl,
			apiKey,
			tools,
			meter,
			onClose: () => this.#open.delete(session)
		});
		this.#open.add(session);
		return Promise.resolve(session);
	}
	async close() {
		await Promise.all([...this.#open].map((session) => session.close()));
		this.#open.clear();
	}
	#key(baseUrl) {
		const key = this.#options.environment[this.#options.apiKeyEnv];
		if (key !== void 0 && key !== "") return key;
		return isLoopback(baseUrl) ? noKey : void 0;
	}
};
const noKey = "tracegate";
function isLoopback(baseUrl) {
	return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(baseUrl).hostname);
}

export { openaiRunner };