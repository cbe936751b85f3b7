// src/adapters/llm/capped-fetch.ts
/** A `fetch` whose answers end in an error once they hold more than `maxBytes`. */
function cappedFetch(maxBytes) {
	return async (input, init) => {
		const response = await globalThis.fetch(input, {
			...init,
			redirect: "error"
		});
		if (response.body === null) return response;
		let bytes = 0;
		const counted = response.body.pipeThrough(new TransformStream({ transform(chunk, controller) {
			bytes += chunk.byteLength;
			if (bytes > maxBytes) controller.error(new AnswerTooLarge(maxBytes));
			else controller.enqueue(chunk);
		} }));
		const { status, statusText, headers } = response;
		return new Response(counted, {
			status,
			statusText,
			headers
		});
	};
}
/** The answer of a model's endpoint was longer than any answer can be. */
var AnswerTooLarge = class extends Error {
	name = "AnswerTooLarge";
	constructor(maxBytes) {
		super(`the answer is larger than ${maxBytes} bytes`);
	}
};

// src/adapters/llm/describe-model-error.ts
/** Longest piece of an endpoint's own words that is repeated. */
const maxWords = 200;
/** Why a model could not be asked, in one line that says what to mend; never holds the key. */
function describeModelError(error, at) {
	const chain = causesOf(error);
	const tooLarge = chain.find((cause) => cause instanceof AnswerTooLarge);
	if (tooLarge !== void 0) return tooLarge.message;
	switch (statusOf(error)) {
		case void 0: return `no connection to ${at.baseUrl}: ${wordsOf(chain.at(-1), at.apiKey)}`;
		case 401:
		case 403: return `${at.baseUrl} refused the key in ${at.apiKeyEnv} (${statusOf(error)})`;
		case 404: return `${at.baseUrl} knows no model ${at.model} (404): check judge.model and judge.baseUrl`;
		case 410: return `${at.baseUrl} is gone (410): set judge.baseUrl to another OpenAI-compatible endpoint`;
		case 429: return `${at.baseUrl} still asked to slow down after all retries (429)`;
		default: return `${at.baseUrl} answered ${statusOf(error)}: ${wordsOf(error, at.apiKey)}`;
	}
}
function statusOf(error) {
	return error instanceof Error && "status" in error && typeof error.status === "number" ? Number(error.status) : void 0;
}
function causesOf(error) {
	const chain = [error];
	for (let next = error; next instanceof Error && chain.length < 8;) {
		next = next.cause;
		if (next !== void 0) chain.push(next);
	}
	return chain;
}
function wordsOf(error, apiKey) {
	const message = error instanceof Error ? error.message : String(error);
	return (apiKey === void 0 || apiKey === "" ? message : message.replaceAll(apiKey, "[key]")).replaceAll(/\s+/g, " ").trim().slice(0, maxWords);
}

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
	let takesTemperature = true;
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
		const deadline = AbortSignal.timeout(options.timeoutMs);
		const either = AbortSignal.any([signal, deadline]);
		try {
			client ??= connect(options, pace);
			const { chat } = await client;
			const complete = () => untilAborted(chat.completions.create(requestOf(question, options.model, takesTemperature ? options.temperature : void 0), { signal: either }), either);
			let completion;
			try {
				completion = await complete();
			} catch (error) {
				if (!takesTemperature || !isAboutTemperature(error)) throw error;
				takesTemperature = false;
				completion = await complete();
			}
			return readCompletion(completion, options.model);
		} catch (error) {
			if (signal.aborted) return {
				kind: "unavailable",
				reason: "cancelled"
			};
			if (deadline.aborted) return {
				kind: "unavailable",
				reason: `no answer within ${options.timeoutMs} ms`
			};
			return {
				kind: "unavailable",
				reason: describeModelError(error, options)
			};
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
function unavailableWithout({ apiKey, apiKeyEnv, baseUrl }) {
	const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : "";
	if (retiredHosts.includes(host)) return `GitHub Models was retired on 2026-07-30: set judge.baseUrl to another OpenAI-compatible endpoint (was ${host})`;
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
function requestOf({ system, user, schema }, model, temperature) {
	return {
		model,
		...temperature !== void 0 && { temperature },
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
				name: "verdict",
				strict: true,
				schema: { ...schema }
			}
		}
	};
}
/** Reasoning models answer 400 where a temperature is set at all. */
function isAboutTemperature(error) {
	return error instanceof Error && "status" in error && error.status === 400 && error.message.toLowerCase().includes("temperature");
}
/** The library stops waiting for a body's end where its caller does; this makes sure of it. */
function untilAborted(promise, signal) {
	const { promise: aborted, reject } = Promise.withResolvers();
	const abort = () => reject(signal.reason);
	signal.addEventListener("abort", abort, { once: true });
	return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
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

export { openAiJudge };