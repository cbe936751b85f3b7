import { n as cappedFetch, t as describeModelError } from "./describe-model-error-CAo3wado.js";

// src/adapters/llm/pace.ts
/** Longest pause that an endpoint may ask of everybody. */
const longestPauseMs = 6e4;
/**
* The pace that all questions to one endpoint keep together: spread over the minute, and where the endpoint answers
* 429 or 503 with `retry-after`, no new question is asked before that time, not only the one that was refused.
*/
var Pace = class {
	#spacingMs;
	#nextAtMs = 0;
	#pausedUntilMs = 0;
	/** No spacing where `requestsPerMinute` is left out. */
	constructor(requestsPerMinute) {
		this.#spacingMs = requestsPerMinute === void 0 ? 0 : 6e4 / requestsPerMinute;
	}
	/** Resolves when a question may be asked; rejects when `signal` aborts while it waits. */
	async turn(signal) {
		const atMs = Math.max(performance.now(), this.#nextAtMs);
		this.#nextAtMs = atMs + this.#spacingMs;
		await waitUntil(atMs, signal);
		while (this.#pausedUntilMs > performance.now()) await waitUntil(this.#pausedUntilMs, signal);
	}
	/** A `fetch` whose refusals slow everybody down. */
	watching(fetch) {
		return async (input, init) => {
			const response = await fetch(input, init);
			if (response.status === 429 || response.status === 503) this.#pause(response.headers);
			return response;
		};
	}
	#pause(headers) {
		const pauseMs = Math.min(retryAfterMs(headers), longestPauseMs);
		this.#pausedUntilMs = Math.max(this.#pausedUntilMs, performance.now() + pauseMs);
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
/** What `retry-after-ms` or `retry-after` (seconds or a date) asks for, in milliseconds; 0 where neither says anything. */
function retryAfterMs(headers) {
	const ms = Number(headers.get("retry-after-ms") ?? NaN);
	if (ms > 0) return ms;
	const after = headers.get("retry-after") ?? "";
	if (/^\s*\d+(?:\.\d+)?\s*$/.test(after)) return Number(after) * 1e3;
	const date = Date.parse(after);
	return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

// src/adapters/llm/time-limit.ts
/**
* The end of one question: its time is up, or whoever asked wants no answer any more.
*
* One timer that is taken back with the answer. `AbortSignal.timeout` and `any` leave both behind until the time is up,
* for each question, and cost a sixth of it.
*/
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
	/** Aborted at the end. */
	get signal() {
		return this.#controller.signal;
	}
	/** As `promise`, but rejects at the end, whatever becomes of it: the library may go on waiting for a body. */
	hold(promise) {
		return Promise.race([promise, this.#ended.promise]);
	}
	/** The question is answered: nothing ends any more. */
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
/** Longest answer of an endpoint; a verdict has a few hundred bytes. */
const maxAnswerBytes = 1e6;
/** GitHub Models answers 410 since 2026-07-30. */
const retiredHosts = ["models.github.ai", "models.inference.ai.azure.com"];
/**
* A judge behind any OpenAI-compatible endpoint.
*
* The library is loaded with the first question, or ahead of it by `prepare`. It waits as long as `retry-after` asks (up to a minute)
* and backs off otherwise, and all its questions keep one pace. Waiting for its turn takes nothing of a question's time.
*/
function openAiJudge(options) {
	let client;
	const refused = /* @__PURE__ */ new Set();
	const pace = new Pace(options.requestsPerMinute);
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
		try {
			client ??= connect(options, pace);
			const { chat } = await client;
			return readCompletion(await withoutRefused(refused, (left) => limit.hold(chat.completions.create(requestOf(question, options, left), { signal: limit.signal }))), options.model);
		} catch (error) {
			if (signal.aborted) return {
				kind: "unavailable",
				reason: "cancelled"
			};
			if (limit.signal.aborted) return {
				kind: "unavailable",
				reason: `no answer within ${options.timeoutMs} ms`
			};
			return {
				kind: "unavailable",
				reason: describeModelError(error, options)
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
	const { default: Client } = await import("./openai-DoP8qWqF.js");
	return new Client({
		apiKey: options.apiKey ?? "",
		baseURL: options.baseUrl,
		maxRetries: options.maxRetries ?? 4,
		timeout: options.timeoutMs,
		fetch: pace.watching(cappedFetch(maxAnswerBytes)),
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
/** Asks, and again without what the model refuses to have set; from then on no question sets it. */
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
/** What the model said as JSON, or as text where it is none: the reader of answers says what is wrong with it. */
function readCompletion(completion, model) {
	if (typeof completion === "string") return {
		kind: "answered",
		json: completion,
		model
	};
	const { message, answeredBy } = partsOf(completion);
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
/** Endpoints that only look compatible leave out what the library's types promise. */
function partsOf(completion) {
	const { choices, model } = fieldsOf(completion);
	const { message } = fieldsOf(Array.isArray(choices) ? choices[0] : void 0);
	return {
		message: typeof message === "object" && message !== null ? message : void 0,
		answeredBy: typeof model === "string" && model !== "" ? model : void 0
	};
}
function fieldsOf(value) {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

export { openAiJudge as t };