import { $r as fillText, C as refuseReply, D as findCommand, Da as isJsonValue, Qr as fillBody, S as interrupted, T as agentEnvironment, _ as watchExits, c as codeOf$1, d as ProcessGroup, ei as usesPlaceholder, f as PrintedTail, g as recordedModel, l as isStarvation, m as parseToolSteps, p as describeExit, qi as printable, u as spawnGroup, v as capturedSession, x as failedTurn, y as TurnRecorder } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as fillHeaders } from "./fill-headers-v5qE6xrK.js";
import { t as createParser } from "./dist-3wHQIzVQ.js";
const { randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { isUtf8 } = globalThis.process.getBuiltinModule("node:buffer");
const { setTimeout } = globalThis.process.getBuiltinModule("node:timers/promises");
const { connect, createServer } = globalThis.process.getBuiltinModule("node:net");

// src/adapters/agent/http/free-ports.ts
async function freePorts(count) {
	const servers = await Promise.all(Array.from({ length: count }, listen));
	const ports = servers.map((server) => {
		const address = server.address();
		if (typeof address !== "object" || address === null) throw new Error("a server has no port");
		return address.port;
	});
	await Promise.all(servers.map(close));
	return ports;
}
function listen() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => resolve(server));
	});
}
function close(server) {
	return new Promise((resolve) => {
		server.close(() => resolve());
	});
}

// src/core/agent/json-pointer.ts
function valueAtPointer(value, pointer) {
	let found = value;
	for (const token of pointer.split("/").slice(1)) {
		const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
		if (Array.isArray(found)) found = /^(?:0|[1-9]\d*)$/.test(key) ? found[Number(key)] : void 0;
		else if (typeof found === "object" && found !== null && Object.hasOwn(found, key)) found = Reflect.get(found, key);
		else return void 0;
	}
	return found;
}

// src/core/agent/http-answer.ts
function readHttpAnswer(body, { mapping, isJson }) {
	if (!isJson) return {
		kind: "answer",
		answer: {
			text: body,
			steps: []
		}
	};
	const parsed = parseJson(body);
	if (parsed === void 0) return refused(`answered with no JSON: "${printable(body, 120)}"`);
	const draft = new AnswerDraft(mapping);
	const problem = draft.add(parsed.value);
	return problem === void 0 ? draft.end() : refused(problem);
}
var AnswerStream = class {
	#mapping;
	#draft;
	#problem;
	#isDone = false;
	constructor(mapping) {
		this.#mapping = mapping;
		this.#draft = new AnswerDraft(mapping);
	}
	add(data) {
		if (this.#isDone || this.#problem !== void 0) return "over";
		if (data === this.#mapping.done) {
			this.#isDone = true;
			return "over";
		}
		if (data === "") return "more";
		const parsed = parseJson(data);
		this.#problem = parsed === void 0 ? `streamed an event that is no JSON: "${printable(data, 120)}"` : this.#draft.add(parsed.value);
		return this.#problem === void 0 ? "more" : "over";
	}
	end() {
		const { done } = this.#mapping;
		if (this.#problem !== void 0) return refused(this.#problem);
		if (done !== void 0 && !this.#isDone) return refused(`ended its stream before ${JSON.stringify(done)} (agent.response.done)`);
		return this.#draft.end();
	}
};
var AnswerDraft = class {
	#mapping;
	#steps = [];
	#deltas;
	#whole;
	#others = {};
	constructor(mapping) {
		this.#mapping = mapping;
	}
	add(value) {
		if (!isJsonValue(value)) return "answered with JSON that is nested deeper than 64";
		const { reply, delta, finalState, policy, session, toolCalls } = this.#mapping;
		const whole = at(value, reply);
		if (typeof whole === "string") this.#whole = whole;
		else if (whole !== void 0 && whole !== null) return `answered with something that is no text at ${named("reply", reply)}`;
		const piece = at(value, delta);
		if (typeof piece === "string") this.#deltas = (this.#deltas ?? "") + piece;
		const state = at(value, finalState);
		const text = at(value, policy);
		const id = at(value, session);
		this.#others = {
			...this.#others,
			...state !== void 0 && { finalState: state },
			...typeof text === "string" && { policy: text.toWellFormed() },
			...(typeof id === "string" || typeof id === "number") && { session: String(id) }
		};
		const calls = at(value, toolCalls);
		if (calls === void 0 || calls === null) return void 0;
		const parsed = parseToolSteps(calls);
		if (parsed.kind === "refused") return `answered with wrong tool calls at ${named("toolCalls", toolCalls)}: ${parsed.reason}`;
		this.#steps.push(...parsed.steps);
	}
	end() {
		const { reply, session } = this.#mapping;
		const text = this.#whole ?? this.#deltas;
		if (text === void 0) return refused(`answered without a text at ${named("reply", reply)}`);
		if (session !== void 0 && this.#others.session === void 0) return refused(`answered without its session at ${named("session", session)}`);
		return {
			kind: "answer",
			answer: {
				text: text.toWellFormed(),
				steps: this.#steps,
				...this.#others
			}
		};
	}
};
function at(value, pointer) {
	if (pointer === void 0) return void 0;
	const found = valueAtPointer(value, pointer);
	return isJsonValue(found) ? found : void 0;
}
function named(key, pointer) {
	return `${JSON.stringify(pointer ?? "")} (agent.response.${key})`;
}
function refused(reason) {
	return {
		kind: "refused",
		reason
	};
}
function parseJson(text) {
	try {
		return { value: JSON.parse(text) };
	} catch {
		return;
	}
}

// src/core/agent/http-failure.ts
const neverReached = /* @__PURE__ */ new Set([
	401,
	403,
	404,
	405,
	406,
	407,
	415
]);
function describeHttpFailure(failure, isOurs) {
	if (failure.kind === "connection") {
		const reason = `the agent broke the connection off or took none (${failure.code})`;
		return {
			kind: isOurs ? "agent-error" : "infra-error",
			reason
		};
	}
	const { status } = failure;
	const said = printable(failure.body, 200);
	const reason = `the agent answered ${status}${said === "" ? "" : `: ${said}`}${hintOf(status)}`;
	const isInfra = status === 408 || status === 429 || status >= 500 || status < 400 || neverReached.has(status);
	return {
		kind: !isOurs && isInfra ? "infra-error" : "agent-error",
		reason
	};
}
function hintOf(status) {
	if (status >= 300 && status < 400) return " (redirects are not followed: set agent.url to where it leads)";
	if (status === 401 || status === 403 || status === 407) return " (see the credentials in agent.request.headers)";
	if (status === 404 || status === 405) return " (see agent.url and agent.request.method)";
	return "";
}

// src/adapters/agent/http/node-http.ts
const nodeHttp = process.getBuiltinModule("node:http");
const { get, request } = nodeHttp;
function nodeHttps() {
	return process.getBuiltinModule("node:https");
}

// src/adapters/agent/http/send-request.ts
const maxBodyBytes = 16777216;
const staleMs = 250;
async function sendRequest(options) {
	const started = performance.now();
	const first = await sendOnce(options);
	return first.kind === "connection" && first.wasKeptOpen && (first.code === "ECONNRESET" || first.code === "EPIPE") && performance.now() - started < staleMs && !options.signal.aborted ? sendOnce(options) : first;
}
function sendOnce(options) {
	const send = options.url.protocol === "https:" ? nodeHttps().request : request;
	return new Promise((resolve) => {
		const { url, method, headers, body, connections, signal, streamTo } = options;
		let request;
		try {
			request = send(url, {
				method,
				headers,
				agent: connections,
				signal
			});
		} catch (error) {
			return resolve({
				kind: "connection",
				code: codeOf(error instanceof Error ? error : new Error(String(error))),
				wasKeptOpen: false
			});
		}
		let isAnswered = false;
		const fail = (error) => {
			const wasKeptOpen = request.reusedSocket && !isAnswered;
			resolve({
				kind: "connection",
				code: codeOf(error),
				wasKeptOpen
			});
		};
		request.once("error", fail);
		request.once("response", (response) => {
			isAnswered = true;
			response.once("error", fail);
			response.once("close", () => {
				if (!response.complete) fail(/* @__PURE__ */ new Error("the answer was cut off"));
			});
			new BodyReader(request, response, streamTo).read(resolve);
		});
		request.end(body);
	});
}
var BodyReader = class {
	#request;
	#response;
	#streamTo;
	constructor(request, response, streamTo) {
		this.#request = request;
		this.#response = response;
		this.#streamTo = streamTo;
	}
	read(resolve) {
		const { headers, statusCode: status = 0 } = this.#response;
		const stop = (response) => {
			resolve(response);
			this.#request.destroy();
		};
		const encoding = headers["content-encoding"] ?? "identity";
		if (encoding !== "identity") return stop({
			kind: "unreadable",
			reason: `answered in the encoding ${encoding}, unasked`
		});
		const taker = status >= 200 && status <= 299 && (headers["content-type"] ?? "").startsWith("text/event-stream") ? this.#streamTo() : void 0;
		const decoder = new TextDecoder();
		const chunks = [];
		let bytes = 0;
		this.#response.on("data", (chunk) => {
			bytes += chunk.length;
			if (bytes > maxBodyBytes) return stop({
				kind: "unreadable",
				reason: "answered with more than 16 MB"
			});
			if (taker === void 0) chunks.push(chunk);
			else if (taker(decoder.decode(chunk, { stream: true })) === "over") stop({
				kind: "stream",
				headers
			});
		});
		this.#response.once("end", () => {
			if (taker !== void 0) {
				taker(decoder.decode());
				return resolve({
					kind: "stream",
					headers
				});
			}
			const body = chunks.length === 1 && chunks[0] !== void 0 ? chunks[0] : Buffer.concat(chunks);
			if (!isUtf8(body)) return resolve({
				kind: "unreadable",
				reason: "answered with bytes that are not UTF-8"
			});
			return resolve({
				kind: "whole",
				status,
				headers,
				text: body.toString("utf8")
			});
		});
	}
};
function codeOf(error) {
	return "code" in error ? String(error.code) : error.message;
}

// src/adapters/agent/http/http-session.ts
var HttpSession = class {
	#options;
	#ended;
	#history = [];
	#turn = 0;
	#agentSession;
	#abort;
	#over;
	#isAbandoned = false;
	#closing;
	constructor(options) {
		this.#options = options;
		this.#ended = options.place.watch();
	}
	async send(message, signal) {
		if (this.#over === void 0 && signal.aborted) this.#over = interrupted;
		if (this.#over !== void 0) return failedTurn(this.#over);
		this.#turn += 1;
		const recorder = new TurnRecorder();
		const controller = new AbortController();
		this.#abort = () => controller.abort();
		signal.addEventListener("abort", this.#abort, { once: true });
		const stream = new AnswerStream(this.#options.response);
		const response = await this.#exchange(message, stream, controller.signal);
		signal.removeEventListener("abort", this.#abort);
		this.#abort = void 0;
		const answer = controller.signal.aborted ? this.#abandon() : await this.#answerOf(response, stream, {
			message,
			recorder
		});
		if (answer.kind !== "replied") this.#over ??= answer.reason;
		else this.#options.place.answered();
		return answer;
	}
	close() {
		this.#closing ??= this.#end();
		return this.#closing;
	}
	#exchange(message, stream, signal) {
		const { url, request, headers, place } = this.#options;
		const values = this.#values(message);
		const hasBody = request.method !== "GET";
		return sendRequest({
			url: new URL(fillText(url, values, encodeURIComponent)),
			method: request.method,
			headers: {
				accept: "application/json, text/event-stream",
				"accept-encoding": "identity",
				...hasBody && { "content-type": "application/json" },
				...Object.fromEntries(Object.entries(request.headers).map(([name, text]) => [name, fillText(text, values)])),
				...headers
			},
			body: hasBody ? JSON.stringify(fillBody(request.body, values)) : void 0,
			connections: place.connections,
			signal,
			streamTo: () => reader(stream)
		});
	}
	#values(message) {
		const { id, seed, modelBaseUrl } = this.#options;
		return {
			message,
			history: [...this.#history],
			messages: [...this.#history, {
				role: "user",
				content: message
			}],
			turn: this.#turn,
			session: id,
			agentSession: this.#agentSession ?? "",
			seed,
			modelBaseUrl: modelBaseUrl ?? ""
		};
	}
	#abandon() {
		this.#isAbandoned = true;
		return failedTurn(interrupted);
	}
	async #answerOf(response, stream, turn) {
		switch (response.kind) {
			case "connection": return this.#failed(response);
			case "unreadable": return failedTurn(`the agent ${response.reason}`);
			case "stream": return this.#accept(stream.end(), response.headers, turn);
			case "whole": {
				const { status, headers, text } = response;
				if (status < 200 || status > 299) return this.#failed({
					kind: "status",
					status,
					body: text
				});
				const type = headers["content-type"] ?? "";
				const isJson = !/^text\/(?:plain|html|markdown)\b/.test(type);
				const mapping = this.#options.response;
				return this.#accept(readHttpAnswer(text, {
					mapping,
					isJson
				}), headers, turn);
			}
		}
	}
	async #failed(failure) {
		const { place } = this.#options;
		const ended = failure.kind === "connection" ? await this.#ended() : void 0;
		if (ended !== void 0) return failedTurn(`the agent's service ${ended}`);
		return {
			...describeHttpFailure(failure, place.isOurs),
			steps: []
		};
	}
	#accept(read, headers, { message, recorder }) {
		if (read.kind === "refused") return failedTurn(`the agent ${read.reason}`);
		const { text, steps, finalState, policy } = read.answer;
		const refused = this.#refuseSession(read.answer, headers) ?? refuseReply(text);
		if (refused !== void 0) return failedTurn(refused, steps);
		const { startedAtMs } = recorder;
		const durationMs = recorder.durationMs();
		this.#history.push({
			role: "user",
			content: message
		}, {
			role: "assistant",
			content: text
		});
		return {
			kind: "replied",
			turn: {
				user: message,
				steps,
				...this.#isBlind() && { isUnseen: true },
				reply: text,
				startedAtMs,
				durationMs
			},
			...finalState !== void 0 && { finalState },
			...policy !== void 0 && { policy }
		};
	}
	#isBlind() {
		const { place, response } = this.#options;
		return place.endpoint === void 0 && response.toolCalls === void 0;
	}
	#refuseSession(answer, headers) {
		const { response, id, isIdTheAgents, agentSessions } = this.#options;
		const { sessionHeader } = response;
		const named = sessionHeader === void 0 ? answer.session : headers[sessionHeader.toLowerCase()];
		if (named === void 0 && sessionHeader === void 0) return void 0;
		if (typeof named !== "string" || named === "") return `the agent answered without its session in the header ${sessionHeader} (agent.response.sessionHeader)`;
		if (isIdTheAgents && this.#agentSession === void 0) {
			if (agentSessions.has(named)) return "the agent gave a session the id of another one that is open";
			agentSessions.add(named);
			this.#agentSession = named;
			return;
		}
		return named === (isIdTheAgents ? this.#agentSession : id) ? void 0 : "the agent answered for another session than the open one";
	}
	async #end() {
		this.#over ??= "the session is closed";
		this.#abort?.();
		const { agentSessions, place } = this.#options;
		if (this.#agentSession !== void 0) agentSessions.delete(this.#agentSession);
		await place.release(this.#isAbandoned);
	}
};
function reader(stream) {
	let state = "more";
	const events = createParser({ onEvent: ({ data }) => {
		state = stream.add(data);
	} });
	return (text) => {
		events.feed(text);
		return state;
	};
}

// src/adapters/agent/http/port-of.ts
function portOf({ port, protocol }) {
	if (port !== "") return Number(port);
	return protocol === "https:" ? 443 : 80;
}

// src/adapters/agent/http/knock.ts
const timeoutMs = 2e3;
function knockAtPort(address) {
	return new Promise((resolve) => {
		const socket = connect({
			host: hostOf(address),
			port: portOf(address)
		});
		const end = (knock) => {
			socket.destroy();
			resolve(knock);
		};
		socket.setTimeout(timeoutMs, () => end({
			kind: "shut",
			reason: "no answer"
		}));
		socket.once("connect", () => end({ kind: "open" }));
		socket.once("error", (error) => end({
			kind: "shut",
			reason: describe(error)
		}));
	});
}
function knockAtPath(address) {
	return new Promise((resolve) => {
		const request = get(address, {
			agent: false,
			timeout: timeoutMs
		}, (response) => {
			response.resume();
			const { statusCode = 0 } = response;
			resolve(statusCode >= 200 && statusCode <= 299 ? { kind: "open" } : {
				kind: "shut",
				reason: `${address.pathname} answers ${statusCode}`
			});
			request.destroy();
		});
		request.once("timeout", () => {
			resolve({
				kind: "shut",
				reason: `${address.pathname} does not answer`
			});
			request.destroy();
		});
		request.once("error", (error) => resolve({
			kind: "shut",
			reason: describe(error)
		}));
	});
}
function hostOf({ hostname }) {
	return hostname.replace(/^\[(.*)\]$/, "$1");
}
function describe(error) {
	return "code" in error ? String(error.code) : error.message;
}

// src/adapters/agent/http/service-address.ts
const portPlaceholder = "${PORT}";
function addressOf(template) {
	return new URL(template.replaceAll(portPlaceholder, "0").replaceAll(/\{\{.*?\}\}/g, "x"));
}
async function mustBeFree(address) {
	if ((await knockAtPort(address)).kind === "shut") return;
	throw new UserError("AGENT_PORT_TAKEN", `Something listens at ${address.host} already, before the agent's service was started: it would be tested in its place.`, `End it, or let Tracegate choose a port: write \`${portPlaceholder}\` in \`agent.url\` and \`agent.start.command\`.`);
}
async function mustBeThere(address) {
	let reason = "";
	for (const pauseMs of [
		0,
		250,
		1e3
	]) {
		if (pauseMs > 0) await setTimeout(pauseMs);
		const knock = await knockAtPort(address);
		if (knock.kind === "open") return;
		reason = knock.reason;
	}
	throw new UserError("AGENT_UNREACHABLE", `The agent at ${address.origin} takes no connections (${reason}).`, "Start the service, correct `agent.url` in tracegate.yaml, or let Tracegate start it with `agent.start.command`.");
}

// src/adapters/agent/http/service-process.ts
const drainMs = 200;
var ServiceProcess = class {
	gone;
	#group;
	#printed = new PrintedTail();
	#ended;
	#isStarved = false;
	constructor(options) {
		const child = spawnGroup(options, "ignore");
		if (child instanceof Error) {
			this.#neverStarted(child);
			this.gone = Promise.resolve();
			return;
		}
		for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => this.#printed.add(chunk));
		this.#group = new ProcessGroup(child, {
			...options,
			drainMs
		});
		this.gone = this.#group.end.then((end) => this.#settle(end));
	}
	get ended() {
		return this.#ended;
	}
	get isStarved() {
		return this.#isStarved;
	}
	get lastLines() {
		return this.#printed.describe();
	}
	end() {
		this.#group?.kill();
		return this.gone;
	}
	#settle(end) {
		if (end.kind === "never-started") this.#neverStarted(end.error);
		else this.#ended = describeExit(end, this.#printed);
	}
	#neverStarted(error) {
		this.#isStarved = isStarvation(error);
		this.#ended = `could not be started: ${codeOf$1(error)}`;
	}
};

// src/adapters/agent/http/service-instance.ts
const mostCrashes = 5;
const firstBackOffMs = 200;
const [firstKnockMs, longestKnockMs] = [20, 250];
var ServiceInstance = class {
	#options;
	#process;
	#readiness;
	#ending;
	#crashes = 0;
	#isClosed = false;
	constructor(options) {
		this.#options = options;
	}
	get process() {
		return this.#process;
	}
	async ready() {
		const last = this.#process;
		const ended = last?.ended;
		if (this.#readiness !== void 0 && ended === void 0) return this.#readiness;
		if (ended !== void 0) this.#crashes += 1;
		if (this.#crashes >= mostCrashes) return {
			kind: "failed",
			reason: `ended ${this.#crashes} times in a row and is not started again; at last it ${ended ?? "failed"}`,
			isStarved: false
		};
		this.#process = void 0;
		this.#ending ??= last?.gone;
		this.#readiness = this.#start(backOffMs(this.#crashes));
		return this.#readiness;
	}
	answered() {
		this.#crashes = 0;
	}
	async replace() {
		const process = this.#process;
		this.#process = void 0;
		this.#readiness = void 0;
		this.#ending = process?.end();
		await this.#ending;
	}
	async close() {
		this.#isClosed = true;
		await Promise.all([this.#process?.end(), this.#ending]);
	}
	async #start(waitMs) {
		await this.#ending;
		this.#ending = void 0;
		if (waitMs > 0) await setTimeout(waitMs);
		if (this.#isClosed) return {
			kind: "failed",
			reason: "was closed",
			isStarved: false
		};
		const process = new ServiceProcess(this.#options);
		this.#process = process;
		return this.#awaitReady(process);
	}
	async #awaitReady(process) {
		const { address, ready, readyTimeoutMs } = this.#options;
		const giveUpAt = performance.now() + readyTimeoutMs;
		for (let pauseMs = firstKnockMs;; pauseMs = Math.min(pauseMs * 1.5, longestKnockMs)) {
			const knock = await this.#knock();
			const { ended } = process;
			if (ended !== void 0) return {
				kind: "failed",
				reason: `${ended} before it was ready`,
				isStarved: process.isStarved
			};
			if (knock.kind === "open") return { kind: "ready" };
			if (performance.now() >= giveUpAt) {
				const asked = ready === void 0 ? `port ${address.port}` : ready;
				const lines = process.lastLines;
				process.end();
				return {
					kind: "failed",
					reason: `was not ready within ${readyTimeoutMs} ms (${asked}: ${knock.reason})${lines === "" ? "" : `: ${lines}`}`,
					isStarved: false
				};
			}
			await Promise.race([setTimeout(pauseMs), process.gone]);
		}
	}
	#knock() {
		const { address, ready } = this.#options;
		return ready === void 0 ? knockAtPort(address) : knockAtPath(new URL(ready, address));
	}
};
function backOffMs(crashes) {
	return crashes < 2 ? 0 : firstBackOffMs * 2 ** (crashes - 2);
}

// src/adapters/agent/http/service-place.ts
const explainMs = 500;
var ServicePlace = class {
	url;
	endpoint;
	connections;
	#instance;
	#sessionsAtOnce;
	#sessions = 0;
	constructor({ url, instance, endpoint, sessionsAtOnce }) {
		this.url = url;
		this.endpoint = endpoint;
		const { Agent: Connections } = url.startsWith("https:") ? nodeHttps() : nodeHttp;
		this.connections = new Connections({
			keepAlive: true,
			maxFreeSockets: sessionsAtOnce
		});
		this.#instance = instance;
		this.#sessionsAtOnce = sessionsAtOnce;
	}
	get isOurs() {
		return this.#instance !== void 0;
	}
	get sessions() {
		return this.#sessions;
	}
	async ready() {
		return await this.#instance?.ready() ?? { kind: "ready" };
	}
	take() {
		if (this.#sessions >= this.#sessionsAtOnce) throw new Error("more sessions were opened than the instances hold");
		this.#sessions += 1;
	}
	async release(isAbandoned) {
		if (isAbandoned && this.#sessionsAtOnce === 1) await this.#instance?.replace();
		this.#sessions -= 1;
	}
	answered() {
		this.#instance?.answered();
	}
	watch() {
		const process = this.#instance?.process;
		return async () => {
			if (process === void 0) return void 0;
			await Promise.race([process.gone, setTimeout(explainMs)]);
			return process.ended;
		};
	}
	async close() {
		this.connections.destroy();
		await this.#instance?.close();
		await this.endpoint?.close();
	}
};
function deadSession(place, { reason, isStarved }) {
	const text = `the agent's service ${reason}`;
	let closing;
	return {
		send: () => Promise.resolve(isStarved ? {
			kind: "infra-error",
			reason: text,
			steps: []
		} : failedTurn(text)),
		close: () => {
			closing ??= place.release(false);
			return closing;
		}
	};
}

// src/adapters/agent/http/http-runner.ts
function httpRunner(options) {
	return new HttpRunner(options);
}
var HttpRunner = class {
	maxSessions;
	#options;
	#nonce = randomBytes(4).toString("hex");
	#agentSessions = /* @__PURE__ */ new Set();
	#places = [];
	#isIdTheAgents;
	#headers = {};
	#exits;
	#preparing;
	constructor(options) {
		this.#options = options;
		const { request, url, start, sessionsAtOnce } = options;
		this.maxSessions = (start?.instances ?? 1) * sessionsAtOnce;
		this.#isIdTheAgents = usesPlaceholder([
			request.body,
			request.headers,
			url
		], "agentSession");
	}
	prepare() {
		return this.#prepare().catch(() => {});
	}
	async start() {
		await this.#prepare();
		for (const readiness of await Promise.all(this.#places.map((place) => place.ready()))) if (readiness.kind === "failed") throw notReady(readiness.reason);
		const { start, url } = this.#options;
		if (start === void 0) await mustBeThere(addressOf(url));
	}
	async open(start) {
		const [place] = this.#places.toSorted((a, b) => a.sessions - b.sessions);
		if (place === void 0) throw new Error("a session was opened before the runner was started");
		place.take();
		const readiness = await place.ready();
		if (readiness.kind === "failed") return deadSession(place, readiness);
		const id = `${start.sessionId}-${this.#nonce}`;
		const capture = place.endpoint?.openSession({
			...start,
			sessionId: id
		});
		const { request, response } = this.#options;
		const session = new HttpSession({
			url: place.url,
			request: {
				...request,
				headers: this.#headers
			},
			response,
			id,
			seed: start.seed,
			...recordedModel(start, place.endpoint),
			headers: capture?.headers ?? { "x-tracegate-session": id },
			isIdTheAgents: this.#isIdTheAgents,
			agentSessions: this.#agentSessions,
			place
		});
		return capture === void 0 ? session : capturedSession(session, capture);
	}
	async close() {
		await this.#preparing?.catch(() => {});
		this.#preparing = void 0;
		await Promise.all(this.#places.splice(0).map((place) => place.close()));
		this.#exits?.stop();
		this.#exits = void 0;
	}
	#prepare() {
		this.#preparing ??= this.#begin();
		return this.#preparing;
	}
	async #begin() {
		const { start, url, request, environment, sessionsAtOnce } = this.#options;
		this.#headers = fillHeaders(request.headers, environment, "agent.request.headers");
		if (start === void 0) {
			this.#places.push(new ServicePlace({
				url,
				sessionsAtOnce
			}));
			return;
		}
		const isPortOurs = url.includes(portPlaceholder);
		if (!isPortOurs) await mustBeFree(addressOf(url));
		const [name = "", ...args] = start.command;
		const { root } = this.#options;
		const program = findCommand(name, {
			root,
			path: environment["PATH"] ?? ""
		});
		const ports = isPortOurs ? await freePorts(start.instances) : [void 0];
		this.#exits ??= watchExits();
		for (const port of ports) await this.#startInstance([program, ...args], start, port);
	}
	async #startInstance(command, start, free) {
		const { root, url: template, recorder, killAfterMs = 2e3 } = this.#options;
		if (this.#exits === void 0) throw new Error("the runner was closed");
		const port = String(free ?? portOf(addressOf(template)));
		const withPort = (text) => text.replaceAll(portPlaceholder, port);
		const url = withPort(template);
		const endpoint = await recorder?.openEndpoint();
		const [program, ...args] = command;
		const instance = new ServiceInstance({
			command: [program, ...args.map(withPort)],
			root,
			environment: agentEnvironment(this.#options, {
				...endpoint?.environment,
				PORT: port
			}),
			exits: this.#exits,
			killAfterMs,
			address: addressOf(url),
			ready: start.ready,
			readyTimeoutMs: start.readyTimeoutMs
		});
		const { sessionsAtOnce } = this.#options;
		this.#places.push(new ServicePlace({
			url,
			instance,
			sessionsAtOnce,
			...endpoint !== void 0 && { endpoint }
		}));
		instance.ready();
	}
};
function notReady(reason) {
	return new UserError("AGENT_NOT_READY", `The agent's service ${reason}.`, `Let it listen on \`${portPlaceholder}\` (also in its environment as PORT) on 127.0.0.1; see \`agent.start\` in tracegate.yaml: \`command\`, \`ready\`, \`readyTimeoutMs\`.`);
}

export { httpRunner };