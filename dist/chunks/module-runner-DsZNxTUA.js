import { c as httpFailure, d as captureJson, f as describeThrown, i as interrupted, m as pickEnvironment, n as elapsedMs, o as refuseReply, p as printable, r as failedTurn, s as connectionFailure, t as TurnRecorder, u as readModelStep } from "./turn-recorder-DYs5ji3b.js";
import { t as UserError } from "./errors-wBhBppnE.js";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { execFile } from "node:child_process";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { AsyncLocalStorage } from "node:async_hooks";
import { realpath, stat } from "node:fs/promises";

// src/adapters/agent/stray-failures.ts
const owners = new AsyncLocalStorage();
let catchers = 0;
/** Two ways out; the second is what the first comes to, and asks no listener. */
const exits = ["exit", "reallyExit"];
let putExitsBack;
/** Runs an agent's code so that whatever it starts, and breaks later, is known to be the owner's. */
function runOwned(owner, run) {
	return owners.run(owner, run);
}
/**
* Keeps an agent that shares our process from ending it: rejections that nobody awaits, exceptions
* in timers and callbacks, `process.exit()` and `process.reallyExit()` are handed to the owner of the code.
*
* Everything that is not an agent's still ends the process, with its stack. Returns the function
* that puts things back; catching ends with the last of several.
*/
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
/** Lets only our own code end the process. Returns what puts both ways out back as they were found. */
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
/**
* Imports the user's file and finds the agent in it: the export `agent`, else the default export.
*
* @throws UserError that names the file, what is wrong with it, and the fix.
*/
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
	const names = Object.keys(exports).toSorted().map((name) => printable(name, 40));
	throw new UserError("AGENT_MODULE_EXPORT", `${file}: it exports no function named \`agent\` (${names.length === 0 ? "it exports nothing" : `it exports ${names.join(", ")}`}).`, `Export the agent: ${shape}`);
}
/** The real path; following symbolic links may not lead out of the project either. */
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
/**
* File and line of a syntax error. Node puts them on the first line of the stack for TypeScript; for
* JavaScript it prints them and does not tell, so Node is asked to check the file, without running it.
*/
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
		if (typeof body === "string") turn.notePolicy(() => readSystemPrompt(body));
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

// src/adapters/agent/module-session.ts
/** One session with an agent that lives in our process. */
var ModuleSession = class {
	#host;
	#perSession;
	#turn = 0;
	#recorder;
	/** Ends the turn that is open. */
	#interrupt;
	/** Why no turn can follow. */
	#over;
	#isClosed = false;
	constructor(host, start) {
		this.#host = host;
		const openTurn = () => this.#openTurn();
		this.#perSession = {
			session: {
				id: start.sessionId,
				seed: start.seed
			},
			env: host.env,
			...start.modelBaseUrl === void 0 ? {} : { modelBaseUrl: start.modelBaseUrl },
			memory: /* @__PURE__ */ new Map(),
			fetch: recordingFetch(openTurn),
			callTool: (name, args, run) => this.#callTool({
				name,
				args
			}, run),
			recordModelCall: (call) => {
				const step = readModelStep(captureJson(call).value);
				openTurn().add(() => step);
			}
		};
	}
	async send(message, signal) {
		if (this.#over === void 0 && signal.aborted) this.#over = interrupted;
		if (this.#over !== void 0) return failedTurn(this.#over);
		this.#turn += 1;
		const recorder = new TurnRecorder();
		this.#recorder = recorder;
		const ending = await this.#ask(message, signal);
		this.#recorder = void 0;
		const reply = ending.kind === "answered" ? this.#readReply(ending.value, recorder) : ending;
		const durationMs = recorder.durationMs();
		const steps = recorder.steps();
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
			...reply.policy === void 0 ? {} : { policy: reply.policy }
		};
	}
	close() {
		this.#isClosed = true;
		this.#over ??= "the session is closed";
		this.#interrupt?.(interrupted);
		return Promise.resolve();
	}
	/** A stray failure would have ended an agent with a process of its own: it ends the session. */
	strayed(reason) {
		if (this.#isClosed) this.#host.notice({
			kind: "stray",
			text: reason
		});
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
	async #callTool(call, run) {
		const turn = this.#openTurn();
		const { name } = call;
		if (typeof name !== "string") throw new TypeError("ctx.callTool needs the tool's name, a text");
		const capture = (value, part) => turn.capture(value, (lossy) => this.#lossy(`the ${part} of ${name}`, lossy));
		const asked = {
			kind: "tool",
			name,
			...call.args === void 0 ? {} : { arguments: capture(call.args, "arguments") },
			startedAtMs: Date.now()
		};
		const started = performance.now();
		let step = {
			...asked,
			status: "pending"
		};
		turn.add(() => step);
		try {
			const result = await run();
			if (turn === this.#recorder) {
				const durationMs = elapsedMs(started);
				step = {
					...asked,
					status: "ok",
					result: capture(result, "result"),
					durationMs
				};
			}
			return result;
		} catch (thrown) {
			const durationMs = elapsedMs(started);
			step = {
				...asked,
				status: "error",
				error: stepError(thrown),
				durationMs
			};
			throw thrown;
		}
	}
	#lossy(what, parts) {
		const text = `JSON cannot carry ${what} whole: ${parts.join("; ")}`;
		this.#host.notice({
			kind: "lossy",
			text
		});
	}
};
function isThenable(value) {
	return typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function";
}
function wrongReply(value) {
	return `the agent returned ${value === void 0 ? "nothing" : value === null ? "null" : typeof value === "object" ? "an object without a `text`" : `a ${typeof value}`}; it must return a string or { text }`;
}
function stepError(thrown) {
	return {
		type: thrown instanceof Error ? printable(thrown.name, 80) : "thrown",
		message: thrown instanceof Error ? printable(thrown.message, 2e3) : describeThrown(thrown)
	};
}

// src/adapters/agent/module-runner.ts
/** Distinct warnings about values that JSON cannot carry; an agent could make them up without end. */
const maxLossyWarnings = 10;
/**
* Runs an agent that is a function in a JS or TS file, in our own process.
*
* Nothing is shared between sessions but the module itself. Such an agent can do all that we can:
* it reads our environment, and an endless loop in it stops us. Use `process` for code you mistrust.
*/
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
			notice: (notice) => this.#notice(notice)
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
	/** The module's own top level broke, after it was imported. */
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