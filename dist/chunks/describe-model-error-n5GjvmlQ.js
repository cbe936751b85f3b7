import { Dr as hasErrorCode } from "./run-BZDTBg9r.js";
import { n as Response, t as Headers } from "./light-fetch-DaZqDH4R.js";
const { promisify } = globalThis.process.getBuiltinModule("node:util");

// src/adapters/llm/kept-connections.ts
const http = process.getBuiltinModule("node:http");
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const kept = {
	keepAlive: true,
	timeout: 4e3,
	maxFreeSockets: 256
};
const metItsEnd = Symbol("a kept connection met its end");
var KeptConnections = class {
	#proxyEnv;
	#plain;
	#secure;
	#local = new http.Agent(kept);
	constructor(environment) {
		this.#proxyEnv = { ...environment };
		this.#plain = new http.Agent({
			...kept,
			proxyEnv: this.#proxyEnv
		});
	}
	async exchange(url, sent, read) {
		for (;;) try {
			return await this.#exchangeOnce(url, sent, read);
		} catch (error) {
			if (error !== metItsEnd) throw error;
		}
	}
	#exchangeOnce(url, { signal, body, ...options }, read) {
		return new Promise((resolve, reject) => {
			if (signal?.aborted) {
				reject(signal.reason);
				return;
			}
			const request = this.#open(url, options);
			let isAnswered = false;
			const cut = () => {
				reject(signal?.reason);
				request.destroy();
			};
			const settle = () => signal?.removeEventListener("abort", cut);
			const fail = (error) => {
				settle();
				reject(!isAnswered && isOfOldConnection(request, error) ? metItsEnd : error);
			};
			signal?.addEventListener("abort", cut, { once: true });
			request.on("error", fail).on("response", (answer) => {
				isAnswered = true;
				read(answer).finally(settle).then(resolve, reject);
			}).on("close", () => {
				if (!isAnswered) fail(/* @__PURE__ */ new Error("the connection was closed without an answer"));
			});
			request.end(body);
		});
	}
	#open(url, options) {
		if (url.protocol === "https:") {
			const https = process.getBuiltinModule("node:https");
			this.#secure ??= new https.Agent({
				...kept,
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
};
function isOfOldConnection({ reusedSocket }, error) {
	return reusedSocket && (hasErrorCode(error, "ECONNRESET") || hasErrorCode(error, "EPIPE"));
}

// src/adapters/llm/capped-fetch.ts
function cappedFetch({ maxBytes, environment = {} }) {
	const connections = new KeptConnections(environment);
	return (input, { body, method = "GET", headers, signal } = {}) => {
		const url = typeof input === "string" || input instanceof URL ? new URL(input) : void 0;
		if (url === void 0 || typeof body !== "string" && body != null) return Promise.reject(/* @__PURE__ */ new TypeError("only texts are sent, to an address"));
		const sent = {
			method,
			headers: {
				"accept-encoding": "gzip",
				...fieldsOf(headers)
			},
			...body != null && { body },
			...signal != null && { signal }
		};
		return connections.exchange(url, sent, (answer) => responseOf(answer, maxBytes));
	};
}
function fieldsOf(headers = {}) {
	const fields = Symbol.iterator in headers ? headers : Object.entries(headers);
	return Object.fromEntries(Array.from(fields, ([name, value]) => [String(name).toLowerCase(), String(value)]));
}
const bodiless = /* @__PURE__ */ new Set([
	204,
	205,
	304
]);
async function responseOf(answer, maxBytes) {
	const { statusCode: status = 0, statusMessage = "" } = answer;
	const body = await readUpTo(maxBytes, answer);
	const text = bodiless.has(status) ? "" : body === void 0 ? new AnswerTooLarge(maxBytes) : new TextDecoder().decode(body);
	return new Response(text, {
		status,
		statusText: statusMessage,
		headers: headersOf(answer)
	});
}
function headersOf({ rawHeaders }) {
	const headers = new Headers();
	for (let index = 0; index + 1 < rawHeaders.length; index += 2) headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
	return headers;
}
async function readUpTo(maxBytes, answer) {
	const sent = await bytesUpTo(maxBytes, answer);
	const encoding = answer.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
	if (sent === void 0 || sent.length === 0 || encoding === "identity") return sent;
	if (encoding !== "gzip") throw new Error(`the answer has the unknown encoding ${encoding}`);
	return unpackUpTo(maxBytes, sent);
}
function bytesUpTo(maxBytes, answer) {
	return new Promise((resolve, reject) => {
		const chunks = [];
		let bytes = 0;
		answer.on("data", (chunk) => {
			bytes += chunk.length;
			if (bytes <= maxBytes) {
				chunks.push(chunk);
				return;
			}
			resolve(void 0);
			answer.destroy();
		}).on("end", () => resolve(Buffer.concat(chunks))).on("error", reject);
	});
}
async function unpackUpTo(maxBytes, packed) {
	const { gunzip } = process.getBuiltinModule("node:zlib");
	try {
		return await promisify(gunzip)(packed, { maxOutputLength: maxBytes });
	} catch (error) {
		if (error instanceof RangeError) return void 0;
		throw error;
	}
}
var AnswerTooLarge = class extends Error {
	name = "AnswerTooLarge";
	constructor(maxBytes) {
		super(`the answer is larger than ${maxBytes} bytes`);
	}
};

// src/adapters/llm/describe-model-error.ts
const maxWords = 200;
function describeModelError(error, at) {
	const { section = "judge" } = at;
	const chain = causesOf(error);
	const tooLarge = chain.find((cause) => cause instanceof AnswerTooLarge);
	if (tooLarge !== void 0) return tooLarge.message;
	const elsewhere = redirectOf(error);
	if (elsewhere !== void 0) return `${at.baseUrl} redirects${elsewhere}, where no key is carried: set ${section}.baseUrl to the address itself`;
	switch (statusOf(error)) {
		case void 0: return `no connection to ${at.baseUrl}: ${wordsOf(chain.at(-1), at.apiKey)}`;
		case 401:
		case 403: return `${at.baseUrl} refused the key in ${at.apiKeyEnv} (${statusOf(error)})`;
		case 404: return `${at.baseUrl} knows no model ${at.model} (404): check ${section}.model and ${section}.baseUrl`;
		case 410: return `${at.baseUrl} is gone (410): set ${section}.baseUrl to another OpenAI-compatible endpoint`;
		case 429: return `${at.baseUrl} still asked to slow down after all retries (429)`;
		default: return `${at.baseUrl} answered ${statusOf(error)}: ${wordsOf(error, at.apiKey)}`;
	}
}
function statusOf(error) {
	return error instanceof Error && "status" in error && typeof error.status === "number" ? Number(error.status) : void 0;
}
function redirectOf(error) {
	const status = statusOf(error);
	if (status === void 0 || status < 300 || status > 399) return void 0;
	const headers = error instanceof Error && "headers" in error ? error.headers : void 0;
	const location = headers instanceof Headers ? headers.get("location") : null;
	return location === null ? "" : ` to ${wordsOf(location, void 0)}`;
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

export { cappedFetch as n, describeModelError as t };