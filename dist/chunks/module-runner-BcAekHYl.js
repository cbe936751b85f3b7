import { C as interrupted, D as pickEnvironment, P as describeThrown, S as failedTurn, T as captureJson, b as TurnRecorder, h as readModelStep, q as isUnbilled, rr as printable, w as refuseReply } from "./run-Btf2ZPPq.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as describeAgent } from "./agent-facts-I37SuAoc.js";
import { r as ModuleTools, t as recordingFetch } from "./recording-fetch-D33zKsRJ.js";
const { isAbsolute, relative, resolve, sep } = globalThis.process.getBuiltinModule("node:path");
const { execFile } = globalThis.process.getBuiltinModule("node:child_process");
const { setImmediate } = globalThis.process.getBuiltinModule("node:timers/promises");
const { fileURLToPath, pathToFileURL } = globalThis.process.getBuiltinModule("node:url");
const { AsyncLocalStorage } = globalThis.process.getBuiltinModule("node:async_hooks");
const { realpath, stat } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/adapters/agent/stray-failures.ts
const owners = new AsyncLocalStorage();
let catchers = 0;
const exits = ["exit", "reallyExit"];
let putExitsBack;
function runOwned(owner, run) {
	return owners.run(owner, run);
}
function catchStrayFailures() {
	catchers += 1;
	if (catchers === 1) {
		process.on("unhandledRejection", onRejection);
		process.on("uncaughtException", onException);
		putExitsBack = guardExits();
	}
	let isOver = false;
	return () => {
		if (isOver) return;
		isOver = true;
		catchers -= 1;
		if (catchers > 0) return;
		process.off("unhandledRejection", onRejection);
		process.off("uncaughtException", onException);
		putExitsBack?.();
	};
}
function onRejection(thrown) {
	const owner = owners.getStore();
	if (owner !== void 0) owner.strayed(`a promise of the agent was rejected unawaited: ${describeThrown(thrown)}`);
	else if (process.listenerCount("unhandledRejection") === 1) throw thrown;
}
function onException(error) {
	const owner = owners.getStore();
	if (owner !== void 0) owner.strayed(`the agent threw outside its call: ${describeThrown(error)}`);
	else if (process.listenerCount("uncaughtException") === 1) throw error;
}
function guardExits() {
	const found = exits.map((name) => [name, Object.getOwnPropertyDescriptor(process, name)]);
	for (const [name, descriptor] of found) {
		const exitNow = descriptor?.value;
		if (descriptor === void 0 || typeof exitNow !== "function") continue;
		const value = (...code) => {
			const owner = owners.getStore();
			if (owner === void 0) return Reflect.apply(exitNow, process, code);
			const reason = `the agent called process.${name}(${code.map(printableCode).join(", ")})`;
			owner.strayed(reason);
			throw new Error(reason);
		};
		Object.defineProperty(process, name, {
			...descriptor,
			value
		});
	}
	return () => {
		for (const [name, descriptor] of found) if (descriptor !== void 0) Object.defineProperty(process, name, descriptor);
	};
}
function printableCode(code) {
	return typeof code === "number" || typeof code === "string" ? printable(String(code), 20) : "";
}

// src/adapters/agent/load-module.ts
const shape = "export const agent = async (message, ctx) => `You said: ${message}`;";
async function loadAgentModule(root, file, options) {
	const path = await findModule(root, file);
	const exports = await importModule(root, file, {
		...options,
		path
	});
	for (const name of ["agent", "default"]) {
		const candidate = Object.hasOwn(exports, name) ? exports[name] : void 0;
		if (isAgent(candidate)) return candidate;
	}
	const names = Object.keys(exports).toSorted().map((name) => `${printable(name, 40)} (${typeof exports[name]})`);
	throw new UserError("AGENT_MODULE_EXPORT", `${file}: it exports no function named \`agent\`; ${names.length === 0 ? "it exports nothing" : `it exports ${names.join(", ")}`}.`, `Export the agent: ${shape}`);
}
async function findModule(root, file) {
	const realRoot = await realpath(root);
	const path = resolve(realRoot, file);
	if (!isInside(realRoot, path)) throw outside(file);
	let realFile;
	try {
		realFile = await realpath(path);
		if (!(await stat(realFile)).isFile()) throw new Error("it is not a file");
	} catch (cause) {
		throw new UserError("AGENT_MODULE_MISSING", `${file}: there is no such file to load the agent from.`, "Set `agent.module` in tracegate.yaml to the agent's file, relative to the project root.", { cause });
	}
	if (!isInside(realRoot, realFile)) throw outside(file);
	return realFile;
}
function isInside(root, path) {
	const way = relative(root, path);
	return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
function outside(file) {
	return new UserError("AGENT_MODULE_OUTSIDE", `${file}: the agent's file is outside the project.`, "Set `agent.module` to a file below the folder of tracegate.yaml; symbolic links may not leave it.");
}
async function importModule(root, file, options) {
	const url = pathToFileURL(options.path).href;
	let timer;
	const timeOut = new Promise((_, reject) => {
		timer = setTimeout(() => {
			reject(new UserError("AGENT_MODULE_HANGS", `${file}: importing it takes longer than ${options.timeoutMs / 1e3} s.`, "Look for a top-level `await` that never settles; connect to services inside `agent`."));
		}, options.timeoutMs);
	});
	try {
		return await Promise.race([runOwned(options.owner, () => import(
			/* @vite-ignore */
			url
)), timeOut]);
	} catch (cause) {
		if (cause instanceof UserError) throw cause;
		throw await explainImport(cause, {
			root,
			file,
			path: options.path
		});
	} finally {
		clearTimeout(timer);
	}
}
async function explainImport(cause, at) {
	const what = describeThrown(cause);
	const code = cause instanceof Error && "code" in cause ? cause.code : void 0;
	if (code === "ERR_MODULE_NOT_FOUND") return new UserError("AGENT_MODULE_BROKEN", `${at.file}: it imports something that is not there: ${what}`, "Install the project's dependencies, and write relative imports with their file extension.", { cause });
	if (code === "ERR_UNKNOWN_FILE_EXTENSION" || code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") return new UserError("AGENT_MODULE_BROKEN", `${at.file}: Node cannot run it as it is: ${what}`, "Node strips types and does no more: no .tsx, enums, namespaces or parameter properties. Point `agent.module` at compiled JavaScript where you need them.", { cause });
	if (cause instanceof SyntaxError) {
		const place = await findSyntaxError(cause, at) ?? `${at.file}, or a file that it imports`;
		return new UserError("AGENT_MODULE_BROKEN", `${place}: ${what}`, "Mend the syntax; `node --check` on the file shows the place.", { cause });
	}
	return new UserError("AGENT_MODULE_BROKEN", `${at.file}: it threw when it was imported: ${what}`, "Make the file importable without side effects that can fail; do such work inside `agent`.", { cause });
}
async function findSyntaxError(error, at) {
	const told = error.stack ?? "";
	const report = placePattern.test(told) ? told : await checkSyntax(at.path);
	const [, where, line] = placePattern.exec(report) ?? [];
	if (where === void 0) return void 0;
	const path = where.startsWith("file:") ? fileURLToPath(where) : where;
	return `${path === at.path ? at.file : relative(at.root, path)}:${line}`;
}
const placePattern = /^(file:\/\/\S+|\/.+):(\d+)\n/;
function checkSyntax(path) {
	return new Promise((tell) => {
		execFile(process.execPath, ["--check", path], {
			env: {},
			timeout: 5e3
		}, (_, __, stderr) => tell(stderr));
	});
}
function isAgent(value) {
	return typeof value === "function";
}

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
				prices: host.prices
			}),
			callTool: (name, args, run) => tools.call({
				name,
				args
			}, run),
			recordModelCall: (call) => {
				const step = readModelStep(captureJson(call).value);
				openTurn().add(() => step);
				const { usage, error } = step;
				if (error === void 0) start.meter?.count(usage ?? {});
				else if (usage !== void 0 || !isUnbilled(error)) start.meter?.count(usage);
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