import { Yn as usageOfTokens, gt as isUnbilled, ht as httpFailure, z as readChatAnswer } from "./run-BZDTBg9r.js";
import { n as cappedFetch, t as describeModelError } from "./describe-model-error-n5GjvmlQ.js";
const { AsyncLocalStorage } = globalThis.process.getBuiltinModule("node:async_hooks");

// src/adapters/llm/call-count.ts
const counting = new AsyncLocalStorage();
var CallCount = class {
	#made = 0;
	#refused = 0;
	#lastFailure;
	static watching(fetch) {
		return (input, init) => {
			const answered = fetch(input, init);
			return counting.getStore()?.note(answered, init?.signal) ?? answered;
		};
	}
	of(ask) {
		return counting.run(this, ask);
	}
	async note(answered, signal) {
		this.#made += 1;
		try {
			const response = await answered;
			if (!response.ok) {
				this.#lastFailure = `answered ${response.status}`;
				if (isUnbilled({
					type: httpFailure(response.status),
					message: ""
				})) this.#refused += 1;
			}
			return response;
		} catch (error) {
			if (signal?.aborted !== true) this.#lastFailure = "lost the connection";
			throw error;
		}
	}
	get failures() {
		if (this.#lastFailure === void 0) return "";
		return `: it was asked ${this.#made === 1 ? "once" : `${this.#made} times`}, and the endpoint last ${this.#lastFailure}`;
	}
	lostBeside(known) {
		const lostCalls = this.#made - this.#refused - known;
		return lostCalls > 0 ? { lostCalls } : {};
	}
};

// src/adapters/llm/pace.ts
const longestPauseMs = 6e4;
const shortestToldMs = 5e3;
var Pace = class {
	#spacingMs;
	#onPause;
	#nextAtMs = 0;
	#pausedUntilMs = 0;
	constructor({ requestsPerMinute, onPause }) {
		this.#spacingMs = requestsPerMinute === void 0 ? 0 : 6e4 / requestsPerMinute;
		this.#onPause = onPause;
	}
	async turn(signal) {
		const atMs = Math.max(performance.now(), this.#nextAtMs);
		this.#nextAtMs = atMs + this.#spacingMs;
		await waitUntil(atMs, signal);
		while (this.#pausedUntilMs > performance.now()) await waitUntil(this.#pausedUntilMs, signal);
	}
	watching(fetch) {
		return async (input, init) => {
			const response = await fetch(input, init);
			if (response.status === 429 || response.status === 503) this.#pause(response.headers);
			return response;
		};
	}
	#pause(headers) {
		const pauseMs = Math.min(retryAfterMs(headers), longestPauseMs);
		const nowMs = performance.now();
		if (pauseMs >= shortestToldMs && this.#pausedUntilMs <= nowMs) this.#onPause?.(pauseMs);
		this.#pausedUntilMs = Math.max(this.#pausedUntilMs, nowMs + pauseMs);
	}
};
function waitUntil(atMs, signal) {
	const waitMs = atMs - performance.now();
	if (waitMs <= 0) return Promise.resolve();
	return new Promise((resolve, reject) => {
		const giveUp = () => {
			clearTimeout(timer);
			reject(signal.reason);
		};
		const timer = setTimeout(() => {
			signal.removeEventListener("abort", giveUp);
			resolve();
		}, waitMs);
		if (signal.aborted) giveUp();
		else signal.addEventListener("abort", giveUp, { once: true });
	});
}
function retryAfterMs(headers) {
	const ms = Number(headers.get("retry-after-ms") ?? NaN);
	if (ms > 0) return ms;
	const after = headers.get("retry-after") ?? "";
	if (/^\s*\d+(?:\.\d+)?\s*$/.test(after)) return Number(after) * 1e3;
	const date = Date.parse(after);
	return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

// src/adapters/llm/time-limit.ts
var TimeLimit = class {
	#controller = new AbortController();
	#ended = Promise.withResolvers();
	#caller;
	#timer;
	constructor(ms, caller) {
		this.#caller = caller;
		this.#ended.promise.catch(() => {});
		this.#timer = setTimeout(this.#end, ms);
		if (caller.aborted) this.#end();
		else caller.addEventListener("abort", this.#end, { once: true });
	}
	get signal() {
		return this.#controller.signal;
	}
	hold(promise) {
		return Promise.race([promise, this.#ended.promise]);
	}
	lift() {
		clearTimeout(this.#timer);
		this.#caller.removeEventListener("abort", this.#end);
	}
	#end = () => {
		this.#controller.abort();
		this.#ended.reject(this.#controller.signal.reason);
	};
};

// src/adapters/llm/openai-judge.ts
const maxAnswerBytes = 1e6;
const retiredHosts = ["models.github.ai", "models.inference.ai.azure.com"];
function openAiJudge(options) {
	let client;
	const refused = /* @__PURE__ */ new Set();
	const pace = new Pace(options);
	const unavailable = unavailableWithout(options);
	const ask = async (question, signal) => {
		if (unavailable !== void 0) return {
			kind: "unavailable",
			reason: unavailable
		};
		try {
			await pace.turn(signal);
		} catch {
			return {
				kind: "unavailable",
				reason: "cancelled"
			};
		}
		const limit = new TimeLimit(options.timeoutMs, signal);
		const calls = new CallCount();
		try {
			client ??= connect(options, pace);
			const { chat } = await client;
			const completion = await withoutRefused(refused, (left) => limit.hold(calls.of(() => chat.completions.create(requestOf(question, options, left), { signal: limit.signal }))));
			await options.prices?.load(options.baseUrl);
			const usage = usageOf(completion, options);
			return {
				...readCompletion(completion, options.model),
				usage,
				...calls.lostBeside(1)
			};
		} catch (error) {
			return {
				kind: "unavailable",
				reason: signal.aborted ? "cancelled" : limit.signal.aborted ? `no answer within ${options.timeoutMs} ms${calls.failures}` : describeModelError(error, options),
				...calls.lostBeside(0)
			};
		} finally {
			limit.lift();
		}
	};
	const prepare = () => {
		if (unavailable !== void 0) return;
		client ??= connect(options, pace);
		client.catch(() => {});
	};
	return {
		ask,
		prepare
	};
}
function unavailableWithout({ apiKey, apiKeyEnv, baseUrl, section = "judge" }) {
	const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : "";
	if (retiredHosts.includes(host)) return `GitHub Models was retired on 2026-07-30: set ${section}.baseUrl to another OpenAI-compatible endpoint (was ${host})`;
	return apiKey === void 0 || apiKey === "" ? `no API key: set ${apiKeyEnv}` : void 0;
}
async function connect(options, pace) {
	const { default: Client } = await import("./openai-D0ZW-MRi.js");
	return new Client({
		apiKey: options.apiKey ?? "",
		baseURL: options.baseUrl,
		maxRetries: options.maxRetries ?? 4,
		timeout: options.timeoutMs,
		fetch: CallCount.watching(pace.watching(cappedFetch({
			...options,
			maxBytes: maxAnswerBytes
		}))),
		organization: null,
		project: null,
		logLevel: "off"
	});
}
function requestOf({ system, user, schema, name = "verdict", seed }, { model, temperature }, left) {
	return {
		model,
		...!left.has("temperature") && { temperature },
		...seed !== void 0 && !left.has("seed") && { seed },
		messages: [{
			role: "system",
			content: system
		}, {
			role: "user",
			content: user
		}],
		response_format: {
			type: "json_schema",
			json_schema: {
				name,
				strict: true,
				schema: { ...schema }
			}
		}
	};
}
async function withoutRefused(refused, complete) {
	for (;;) {
		const left = new Set(refused);
		try {
			return await complete(left);
		} catch (error) {
			const named = ["temperature", "seed"].find((name) => !left.has(name) && isAbout(error, name));
			if (named === void 0) throw error;
			refused.add(named);
		}
	}
}
function isAbout(error, name) {
	return error instanceof Error && "status" in error && error.status === 400 && error.message.toLowerCase().includes(name);
}
function readCompletion(completion, model) {
	if (typeof completion === "string") return {
		kind: "answered",
		json: completion,
		model
	};
	const { message, answeredBy, ending } = partsOf(completion);
	const cut = typeof ending === "string" ? cutShort[ending] : void 0;
	if (cut !== void 0) return {
		kind: "unavailable",
		reason: cut
	};
	if (message === void 0) return {
		kind: "unavailable",
		reason: "the endpoint answered without a message"
	};
	if (typeof message.refusal === "string" && message.refusal !== "") return {
		kind: "unavailable",
		reason: "the model refused to answer"
	};
	return {
		kind: "answered",
		json: parse(typeof message.content === "string" ? message.content : ""),
		model: answeredBy ?? model
	};
}
function usageOf(completion, { model, baseUrl, prices }) {
	const body = fieldsOf(completion);
	const { tokens, model: answeredBy } = readChatAnswer(body);
	if (tokens === void 0) return {};
	const names = answeredBy === void 0 ? [model] : [answeredBy, model];
	return usageOfTokens(tokens, prices?.priceOf(baseUrl, names));
}
const cutShort = {
	length: "the answer was cut off where the model may write no more (finish_reason: length)",
	content_filter: "the endpoint's filter kept the answer back (finish_reason: content_filter)"
};
function partsOf(completion) {
	const { choices, model } = fieldsOf(completion);
	const { message, finish_reason: ending } = fieldsOf(Array.isArray(choices) ? choices[0] : void 0);
	return {
		message: typeof message === "object" && message !== null ? message : void 0,
		answeredBy: typeof model === "string" && model !== "" ? model : void 0,
		ending
	};
}
function fieldsOf(value) {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
const fenced = /^\s*```(?:json)?[ \t]*\r?\n([\s\S]*?)\r?\n?```\s*$/;
function parse(text) {
	try {
		return JSON.parse(fenced.exec(text)?.[1] ?? text);
	} catch {
		return text;
	}
}

export { openAiJudge as t };