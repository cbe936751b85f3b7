import { C as refuseReply, E as pickEnvironment, P as tookOf, S as interrupted, _t as describeThrown, h as readModelStep, w as captureJson, x as failedTurn, y as TurnRecorder } from "./run-BZDTBg9r.js";
import { i as runOwned, n as loadAgentModule, r as catchStrayFailures } from "./load-module-BoX-TR2B.js";
import { t as describeAgent } from "./agent-facts-ClXOAosQ.js";
import { n as ModuleTools, t as recordingFetch } from "./recording-fetch-B6cs7JHm.js";
const { setImmediate } = globalThis.process.getBuiltinModule("node:timers/promises");

// src/adapters/agent/module-session.ts
var ModuleSession = class {
	#host;
	#perSession;
	#turn = 0;
	#recorder;
	#interrupt;
	#over;
	#isClosed = false;
	#tools;
	#turnSignal;
	#closing;
	constructor(host, start) {
		this.#host = host;
		this.#tools = start.tools;
		const openTurn = () => this.#openTurn();
		const tools = new ModuleTools({
			...start.tools !== void 0 && { tools: start.tools },
			openTurn,
			isOpen: (turn) => turn === this.#recorder,
			signal: () => this.#signal(),
			onLossy: (what, lossy) => this.#lossy(what, lossy),
			onGap: (reason) => this.#end(reason)
		});
		this.#perSession = {
			session: {
				id: start.sessionId,
				seed: start.seed
			},
			env: host.env,
			...start.modelBaseUrl === void 0 ? {} : { modelBaseUrl: start.modelBaseUrl },
			memory: /* @__PURE__ */ new Map(),
			fetch: recordingFetch(openTurn, {
				meter: start.meter,
				prices: host.prices,
				ownModelUrl: start.modelBaseUrl
			}),
			callTool: (name, args, run) => tools.call({
				name,
				args
			}, run),
			recordModelCall: (call) => {
				const step = readModelStep(captureJson(call).value);
				openTurn().add(() => step);
				const took = tookOf(step);
				if (took !== "nothing") start.meter?.count(took.usage);
			}
		};
	}
	async send(message, signal) {
		if (this.#over === void 0 && signal.aborted) this.#over = interrupted;
		if (this.#over !== void 0) return failedTurn(this.#over);
		this.#turn += 1;
		const recorder = new TurnRecorder();
		this.#recorder = recorder;
		this.#turnSignal = signal;
		const ending = await this.#ask(message, signal);
		this.#recorder = void 0;
		const reply = ending.kind === "answered" ? this.#readReply(ending.value, recorder) : ending;
		const durationMs = recorder.durationMs();
		const steps = recorder.steps();
		const gap = this.#tools?.gap;
		if (gap !== void 0) return {
			kind: "replay-gap",
			reason: gap,
			steps,
			...agentOf(recorder)
		};
		if (this.#over !== void 0) return failedTurn(this.#over, steps);
		if (reply.kind === "failed") return failedTurn(reply.reason, steps);
		if (recorder.overflow !== void 0) return failedTurn(recorder.overflow, steps);
		const { startedAtMs } = recorder;
		return {
			kind: "replied",
			turn: {
				user: message,
				steps,
				reply: reply.text,
				startedAtMs,
				durationMs
			},
			...reply.finalState === void 0 ? {} : { finalState: reply.finalState },
			...reply.policy === void 0 ? {} : { policy: reply.policy },
			...agentOf(recorder)
		};
	}
	close() {
		this.#isClosed = true;
		this.#over ??= "the session is closed";
		this.#interrupt?.(interrupted);
		this.#closing?.abort();
		return Promise.resolve();
	}
	strayed(reason) {
		if (this.#isClosed) this.#host.notice({
			kind: "stray",
			text: reason
		});
		this.#end(reason);
	}
	#signal() {
		this.#closing ??= new AbortController();
		const turn = this.#turnSignal === void 0 ? [] : [this.#turnSignal];
		return AbortSignal.any([...turn, this.#closing.signal]);
	}
	#end(reason) {
		this.#over ??= reason;
		this.#interrupt?.(reason);
	}
	#ask(message, signal) {
		let answer;
		let isPending = false;
		try {
			const context = {
				...this.#perSession,
				turn: this.#turn,
				signal
			};
			answer = runOwned(this, () => this.#host.agent(message, context));
			isPending = isThenable(answer);
		} catch (error) {
			return {
				kind: "failed",
				reason: `the agent threw: ${describeThrown(error)}`
			};
		}
		return isPending ? this.#wait(answer, signal) : {
			kind: "answered",
			value: answer
		};
	}
	async #wait(answer, signal) {
		const interruption = new Promise((resolve) => {
			this.#interrupt = (reason) => resolve({
				kind: "failed",
				reason
			});
		});
		if (this.#over !== void 0) this.#interrupt?.(this.#over);
		const onAbort = () => {
			this.#over ??= interrupted;
			this.#interrupt?.(interrupted);
		};
		signal.addEventListener("abort", onAbort, { once: true });
		try {
			const answered = Promise.resolve(answer).then((value) => ({
				kind: "answered",
				value
			}), (error) => ({
				kind: "failed",
				reason: `the agent threw: ${describeThrown(error)}`
			}));
			return await Promise.race([answered, interruption]);
		} finally {
			signal.removeEventListener("abort", onAbort);
			this.#interrupt = void 0;
		}
	}
	#readReply(value, recorder) {
		try {
			const isObject = typeof value === "object" && value !== null;
			const text = isObject ? Reflect.get(value, "text") : value;
			if (typeof text !== "string") return {
				kind: "failed",
				reason: wrongReply(value)
			};
			const refused = refuseReply(text);
			if (refused !== void 0) return {
				kind: "failed",
				reason: refused
			};
			const finalState = isObject ? Reflect.get(value, "finalState") : void 0;
			const policy = isObject ? Reflect.get(value, "policy") : void 0;
			recorder.notePolicy(() => typeof policy === "string" ? policy.toWellFormed() : void 0);
			return {
				kind: "replied",
				text: text.toWellFormed(),
				finalState: finalState === void 0 ? void 0 : recorder.capture(finalState, (lossy) => this.#lossy("finalState", lossy)),
				policy: recorder.policy
			};
		} catch (error) {
			return {
				kind: "failed",
				reason: `the agent's reply cannot be read: ${describeThrown(error)}`
			};
		}
	}
	#openTurn() {
		if (this.#recorder !== void 0) return this.#recorder;
		throw new Error("ctx was used while no turn of its session was open: use the ctx of each call, and await all work before you reply");
	}
	#lossy(what, parts) {
		const text = `JSON cannot carry ${what} whole: ${parts.join("; ")}`;
		this.#host.notice({
			kind: "lossy",
			text
		});
	}
};
function agentOf({ toolCatalog }) {
	const agent = toolCatalog && describeAgent({ toolCatalog });
	return agent === void 0 ? {} : { agent };
}
function isThenable(value) {
	return typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function";
}
function wrongReply(value) {
	return `the agent returned ${value === void 0 ? "nothing" : value === null ? "null" : typeof value === "object" ? "an object without a `text`" : `a ${typeof value}`}; it must return a string or { text }`;
}

// src/adapters/agent/module-runner.ts
const maxLossyWarnings = 10;
function moduleRunner(options) {
	return new ModuleRunner(options);
}
var ModuleRunner = class {
	maxSessions = Number.POSITIVE_INFINITY;
	#options;
	#env;
	#lossy = /* @__PURE__ */ new Set();
	#agent;
	#strays = 0;
	#release;
	constructor(options) {
		this.#options = options;
		this.#env = Object.freeze(pickEnvironment(options.environment, options.env));
	}
	async start() {
		const { root, module, importTimeoutMs = 3e4 } = this.#options;
		this.#release ??= catchStrayFailures();
		this.#agent = await loadAgentModule(root, module, {
			owner: this,
			timeoutMs: importTimeoutMs
		});
	}
	open(start) {
		if (this.#agent === void 0) return Promise.reject(/* @__PURE__ */ new Error("a session was opened before the module was loaded"));
		const host = {
			agent: this.#agent,
			env: this.#env,
			notice: (notice) => this.#notice(notice),
			prices: this.#options.prices
		};
		return Promise.resolve(new ModuleSession(host, start));
	}
	async close() {
		if (this.#release !== void 0) await setImmediate();
		this.#release?.();
		this.#release = void 0;
		if (this.#strays > 1) {
			this.#options.onWarning(`${this.#strays} failures of the agent came outside its sessions.`);
			this.#strays = 0;
		}
	}
	strayed(reason) {
		this.#notice({
			kind: "stray",
			text: reason
		});
	}
	#notice({ kind, text }) {
		if (kind === "stray") {
			this.#strays += 1;
			if (this.#strays === 1) this.#options.onWarning(`Outside its sessions: ${text}.`);
		} else if (this.#lossy.size < maxLossyWarnings && !this.#lossy.has(text)) {
			this.#lossy.add(text);
			this.#options.onWarning(`${text}.`);
		}
	}
};

export { moduleRunner };