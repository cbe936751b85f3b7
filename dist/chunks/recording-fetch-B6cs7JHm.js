import { I as wireStep, Jn as ownProvider, N as policyOf, P as tookOf, R as readWireRequest, Xn as captured, _t as describeThrown, b as elapsedMs, mt as brokenConnection, qi as printable } from "./run-BZDTBg9r.js";
import { n as readToolCatalog } from "./agent-facts-ClXOAosQ.js";
import { t as modelApiOf } from "./model-api-DX4LYaMn.js";
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

// src/adapters/agent/recording-fetch.ts
function recordingFetch(openTurn, { meter, prices, ownModelUrl } = {}) {
	const fetchNow = fetch;
	return async (input, init) => {
		const asked = await modelRequestOf(input, init);
		if (asked === void 0) return fetchNow(input, init);
		const turn = openTurn();
		const { address } = asked;
		const refusal = meter?.refuse();
		if (refusal !== void 0) return refused(refusal);
		turn.notePolicy(() => asked.request && policyOf(asked.request));
		turn.noteTools(() => readToolCatalog(asked.request?.toolDefinitions));
		const isOwn = ownModelUrl !== void 0 && address.startsWith(`${ownModelUrl}/`);
		const call = new WatchedCall(turn, {
			api: asked.api,
			provider: isOwn ? ownProvider : void 0,
			host: hostOf(address),
			pricing: {
				asked: asked.request?.model,
				priceOf: (_, models) => prices?.priceOf(address, models)
			},
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
async function modelRequestOf(input, init) {
	const method = init?.method ?? (input instanceof Request ? input.method : "GET");
	const address = addressOf(input);
	const path = address.split(/[?#]/, 1)[0] ?? "";
	const api = modelApiOf(method.toUpperCase(), path);
	if (api === void 0) return void 0;
	const body = await bodyOf(input, init);
	const request = body === void 0 ? void 0 : readWireRequest(api, body);
	return api === "chat-completions" || (body === void 0 ? /\/v1\/[a-z]+\/?$/.test(path) : request?.model !== void 0) ? {
		api,
		address,
		request
	} : void 0;
}
async function bodyOf(input, init) {
	const body = init?.body;
	if (typeof body === "string") return body;
	if (body instanceof Uint8Array) return new TextDecoder().decode(body);
	return body == null && input instanceof Request && !input.bodyUsed ? input.clone().text() : void 0;
}
function addressOf(input) {
	return input instanceof Request ? input.url : input instanceof URL ? input.href : input;
}
function hostOf(address) {
	return URL.canParse(address) ? new URL(address).host : printable(address);
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
	#watching;
	#startedAtMs = Date.now();
	#started = performance.now();
	#decoder = new TextDecoder();
	#durationMs;
	#response;
	#body = "";
	#isWhole = false;
	#isTooLong = false;
	#error;
	constructor(turn, watching) {
		this.#turn = turn;
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
		const took = tookOf(this.step());
		if (took !== "nothing") meter.count(took.usage);
	}
	broke(error, signal) {
		this.#durationMs = elapsedMs(this.#started);
		const isAborted = signal?.aborted === true || nameOf(error) === "AbortError";
		this.#error = isAborted ? {
			type: "aborted",
			message: "the agent gave the call up"
		} : this.#describeFailure(error);
	}
	#describeFailure(error) {
		const cause = error instanceof Error && error.cause !== void 0 ? error.cause : error;
		const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
		const { host } = this.#watching;
		return networkCode.test(code) ? brokenConnection(host, cause, { isAnswering: this.#response !== void 0 }) : {
			type: "request",
			message: describeThrown(cause)
		};
	}
	step() {
		const { api, provider, pricing } = this.#watching;
		const response = this.#seenResponse();
		const [startedAtMs, durationMs, failure] = [
			this.#startedAtMs,
			this.#durationMs,
			this.#error
		];
		const step = wireStep(captured({
			api,
			provider,
			response,
			startedAtMs,
			failure
		}), pricing);
		return durationMs === void 0 ? step : {
			...step,
			durationMs
		};
	}
	#seenResponse() {
		if (this.#response === void 0) return void 0;
		const { status, statusText, headers, ok } = this.#response;
		const text = this.#body;
		if (!ok) return {
			status,
			body: {
				kind: "text",
				text: text || statusText
			}
		};
		if (headers.get("content-type")?.includes("text/event-stream") === true && text !== "") return {
			status,
			body: {
				kind: "events",
				events: dataOf(text)
			}
		};
		return this.#isWhole && !this.#isTooLong ? {
			status,
			body: {
				kind: "text",
				text
			}
		} : void 0;
	}
};
function dataOf(stream) {
	return stream.split(/\r\n|\n|\r/).filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trim());
}
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
const networkCode = /^(?:E[A-Z]+|EAI_[A-Z]+|HPE_.+|UND_ERR_(?:SOCKET|RES_.+|.+_TIMEOUT))$/;
function nameOf(error) {
	return error instanceof Error ? error.name : void 0;
}

export { ModuleTools as n, recordingFetch as t };