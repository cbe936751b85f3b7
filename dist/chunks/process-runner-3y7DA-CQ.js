import { i as agentEnvironment, t as parseAgentLine } from "./agent-message-CQJl69PS.js";
import { t as printable } from "./printable-D3kid4aB.js";
import { a as describeExit, c as signalGroup, i as PrintedTail, l as watchExits, n as isStarvation, o as recordedModel, r as spawnGroup, s as findCommand, t as codeOf, u as capturedSession } from "./spawn-group-B5vsITOH.js";
import { a as maxReplyBytes, i as interrupted, o as refuseReply, r as failedTurn, t as TurnRecorder } from "./turn-recorder-DGU_VC35.js";
import { isUtf8 } from "node:buffer";
import { setImmediate as setImmediate$1 } from "node:timers/promises";

// src/adapters/agent/agent-process.ts
const maxTurnBytes = 16777216;
/** How long output may still come in after the process is gone: a stray grandchild may hold the pipe. */
const drainMs = 1e3;
/** How long a closed standard input may be before the exit that explains it. */
const explainMs = 200;
/** One process of the agent, in a process group of its own, as lines in and lines out. */
var AgentProcess = class {
	listener;
	/** Settles when the process is gone and its output is read; never rejects. */
	gone;
	#child;
	#options;
	#rest = [];
	#restBytes = 0;
	#turnBytes = 0;
	#stderr = new PrintedTail();
	#broken;
	#isStarved = false;
	#isEnding = false;
	#hasStrayed = false;
	#killTimer;
	#isGone = false;
	constructor(options) {
		this.#options = options;
		const child = spawnGroup(options, "pipe");
		if (child instanceof Error) {
			this.#neverStarted(child);
			this.gone = Promise.resolve();
			return;
		}
		this.#child = child;
		if (child.pid !== void 0) options.exits.add(child.pid);
		child.stdin?.on("error", () => this.#stdinClosed());
		child.stdout?.on("data", (chunk) => this.#read(chunk));
		child.stderr?.on("data", (chunk) => this.#stderr.add(chunk));
		this.gone = new Promise((resolve) => {
			child.on("error", (error) => {
				if (child.pid === void 0) resolve(this.#neverStarted(error));
			});
			child.once("exit", (code, signal) => {
				this.#isGone = true;
				clearTimeout(this.#killTimer);
				this.#releaseGroup();
				const finish = () => {
					clearTimeout(drain);
					for (const stream of [child.stdout, child.stderr]) stream?.destroy();
					this.#endOfOutput();
					this.#fail(`the agent's process ${describeExit({
						code,
						signal
					}, this.#stderr)}`);
					resolve();
				};
				const drain = setTimeout(finish, drainMs);
				child.once("close", finish);
			});
		});
	}
	/** Why the process is of no more use; undefined while it is. */
	get broken() {
		return this.#broken;
	}
	/** Whether it never ran for want of processes, files or memory: no fault of the agent. */
	get isStarved() {
		return this.#isStarved;
	}
	/** Writes whole lines. A process that does not read them is found out by its exit or the time-out. */
	write(lines) {
		this.#turnBytes = 0;
		const stdin = this.#child?.stdin;
		if (stdin?.writable === true) stdin.write(lines);
		else this.#stdinClosed();
	}
	/** Lets the process end by itself, then makes it. Settles when it is gone. */
	async end(lastWords, graceMs) {
		const stdin = this.#child?.stdin;
		if (this.#broken !== void 0 || stdin?.writable !== true) return this.kill();
		this.#isEnding = true;
		stdin.end(lastWords);
		const timer = setTimeout(() => this.#signal(), graceMs);
		await this.gone;
		clearTimeout(timer);
	}
	/** Ends the whole process group: SIGTERM, then SIGKILL. Settles when it is gone. */
	kill(reason = "the agent's process was ended") {
		this.#fail(reason);
		return this.gone;
	}
	#neverStarted(error) {
		this.#isGone = true;
		this.#isStarved = isStarvation(error);
		this.#fail(`the agent's process could not be started: ${codeOf(error)}`);
	}
	#signal() {
		const pid = this.#child?.pid;
		if (this.#isGone || pid === void 0 || this.#killTimer !== void 0) return;
		signalGroup(pid, "SIGTERM");
		this.#killTimer = setTimeout(() => signalGroup(pid, "SIGKILL"), this.#options.killAfterMs);
	}
	/** What the leader left behind in its group goes with it. */
	#releaseGroup() {
		const pid = this.#child?.pid;
		if (pid === void 0) return;
		signalGroup(pid, "SIGKILL");
		this.#options.exits.remove(pid);
	}
	#fail(reason) {
		this.#signal();
		if (this.#broken !== void 0) return;
		this.#broken = reason;
		this.#rest = [];
		this.listener?.broke(reason);
	}
	#read(chunk) {
		if (this.#isEnding) this.#stray(chunk.toString("utf8"));
		if (this.#broken !== void 0 || this.#isEnding) return;
		this.#turnBytes += chunk.length;
		if (this.#turnBytes > maxTurnBytes) {
			this.#fail("the agent printed more than 16 MB in one turn");
			return;
		}
		let start = 0;
		for (;;) {
			const end = chunk.indexOf(10, start);
			const piece = chunk.subarray(start, end === -1 ? chunk.length : end);
			this.#restBytes += piece.length;
			if (this.#restBytes > 1048576) {
				this.#fail("the agent printed a line of more than 1 MB");
				return;
			}
			if (piece.length > 0) this.#rest.push(piece);
			if (end === -1) break;
			this.#tellLine();
			start = end + 1;
		}
	}
	#tellLine() {
		const [first = Buffer.alloc(0), ...more] = this.#rest;
		const bytes = more.length === 0 ? first : Buffer.concat(this.#rest);
		this.#rest = [];
		this.#restBytes = 0;
		if (this.#broken !== void 0 || bytes.length === 0) return;
		if (!isUtf8(bytes)) {
			this.#fail("the agent printed bytes that are not UTF-8");
			return;
		}
		const text = bytes.toString("utf8").trim();
		if (text === "") return;
		if (this.listener !== void 0) {
			this.listener.line(text);
			return;
		}
		this.#stray(text);
		this.#fail("the agent printed something while it had no session");
	}
	#stray(text) {
		const what = printable(text, 120);
		if (what === "" || this.#hasStrayed) return;
		this.#hasStrayed = true;
		this.#options.onStray(what);
	}
	/** A last line needs no line end. */
	#endOfOutput() {
		if (this.#broken !== void 0 || this.#rest.length === 0) return;
		this.#tellLine();
	}
	#stdinClosed() {
		if (this.#isGone || this.#broken !== void 0) return;
		const timer = setTimeout(() => this.#fail("the agent closed its standard input"), explainMs);
		this.gone.then(() => clearTimeout(timer));
	}
};

// src/adapters/agent/process-session.ts
/** One session with an agent behind standard input and output. */
var ProcessSession = class {
	startUpMs;
	#start;
	#process;
	#options;
	#turns = 0;
	#open;
	/** Why no turn can follow. */
	#over;
	/** What the agent wrote out of turn, until a turn has failed for it. */
	#stray;
	#closing;
	constructor(start, process, options) {
		this.startUpMs = options.startUpMs;
		this.#options = options;
		this.#start = start;
		this.#process = process;
		this.#over = process.broken;
		process.listener = this;
	}
	send(message, signal) {
		if (this.#over === void 0 && signal.aborted) this.#over = interrupted;
		if (this.#over !== void 0) {
			this.#stray = void 0;
			return Promise.resolve(this.#failed(this.#over));
		}
		const recorder = new TurnRecorder();
		const onAbort = () => this.#giveUp(interrupted);
		signal.addEventListener("abort", onAbort, { once: true });
		return new Promise((resolve) => {
			this.#open = {
				message,
				recorder,
				settle: (answer) => {
					this.#open = void 0;
					signal.removeEventListener("abort", onAbort);
					resolve(answer);
				}
			};
			this.#process.write(this.#turnLines(message));
		});
	}
	close() {
		this.#closing ??= this.#end();
		return this.#closing;
	}
	line(text) {
		const parsed = parseAgentLine(text);
		if (parsed.kind === "refused") this.#giveUp(parsed.reason);
		else this.#accept(parsed.message, text.length);
	}
	broke(reason) {
		this.#over ??= reason;
		const turn = this.#open;
		turn?.settle(this.#failed(reason, turn));
	}
	#accept(message, chars) {
		const turn = this.#open;
		const kind = message.type === "step" ? message.step.kind : message.type;
		if (message.session !== this.#start.sessionId) this.#giveUp(`the agent sent a ${kind} message for another session than the open one`);
		else if (turn === void 0) this.#giveUp(this.#turns === 0 ? `the agent sent a ${kind} message before its first turn` : message.type === "reply" ? "the agent sent two replies to one message" : `the agent sent a ${kind} message after its reply`);
		else if (message.turn !== void 0 && message.turn !== this.#turns) this.#giveUp(`the agent sent a ${kind} message for turn ${message.turn} while turn ${this.#turns} was open`);
		else if (message.type === "step") {
			const { step } = message;
			if (turn.recorder.mayKeep(chars)) turn.recorder.add(() => step);
			if (turn.recorder.overflow !== void 0) this.#giveUp(turn.recorder.overflow);
		} else if (message.type === "reply") this.#reply(turn, message);
		else {
			const reason = `the agent reported an error: ${printable(message.message)}`;
			this.#over = reason;
			turn.settle(this.#failed(reason, turn));
		}
	}
	/** The turn ends with the line of its reply: what else has come by then depends on chance alone. */
	#reply(turn, { text, finalState, policy }) {
		const steps = turn.recorder.steps();
		const refused = turn.recorder.overflow ?? refuseReply(text);
		if (refused !== void 0) return turn.settle(failedTurn(refused, steps));
		const { startedAtMs } = turn.recorder;
		const durationMs = turn.recorder.durationMs();
		turn.settle({
			kind: "replied",
			turn: {
				user: turn.message,
				steps,
				reply: text,
				startedAtMs,
				durationMs
			},
			...finalState === void 0 ? {} : { finalState },
			...policy === void 0 ? {} : { policy }
		});
	}
	/** Fails the session and ends a process that no longer follows the protocol. */
	#giveUp(reason) {
		this.#over ??= reason;
		const turn = this.#open;
		if (turn === void 0) this.#stray ??= reason;
		else turn.settle(this.#failed(reason, turn));
		this.#process.kill(reason);
	}
	#failed(reason, turn) {
		if (this.#process.isStarved) return {
			kind: "infra-error",
			reason,
			steps: []
		};
		return failedTurn(reason, turn?.recorder.steps());
	}
	async #end() {
		if (this.#open !== void 0) this.#giveUp(interrupted);
		this.#over ??= "the session is closed";
		this.#process.listener = void 0;
		if (this.#stray !== void 0) this.#options.onStray(this.#stray);
		const lastWords = this.#turns === 0 ? this.#options.firstWords : line({
			type: "end",
			session: this.#start.sessionId
		});
		await this.#options.release(lastWords);
	}
	/** The session is announced with its first message: one write, one wake-up of the agent. */
	#turnLines(message) {
		this.#turns += 1;
		const { sessionId, seed, modelBaseUrl } = this.#start;
		const turn = line({
			type: "turn",
			session: sessionId,
			turn: this.#turns,
			message
		});
		if (this.#turns > 1) return turn;
		const opening = line({
			type: "session",
			session: {
				id: sessionId,
				seed
			},
			...modelBaseUrl && { modelBaseUrl }
		});
		return this.#options.firstWords + opening + turn;
	}
};
/** Readers of lines differ in what ends one: Node's readline takes U+2028 and U+2029, others U+0085. */
function line(message) {
	return `${JSON.stringify(message).replaceAll(/[\u0085\u2028\u2029]/g, escapeChar)}\n`;
}
function escapeChar(char) {
	return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

// src/adapters/agent/process-runner.ts
/** What the first turn of every process may take longer: an interpreter and its imports come before it. */
const startUpMs = 1e4;
/** Spare processes that wait for the next sessions, at most. */
const maxSpares = 4;
/**
* Runs an agent in any language that speaks the protocol of docs/agent-protocol.md.
*
* Every process leads a group of its own, and the whole group is killed: at the end of its session
* (`one`), when a turn is aborted, when it breaks the protocol, and on our way out.
*/
function processRunner(options) {
	return new ProcessRunner(options);
}
var ProcessRunner = class {
	maxSessions;
	#options;
	#all = /* @__PURE__ */ new Set();
	/** On their way into `#all`. */
	#spawning = /* @__PURE__ */ new Set();
	/** `one`: started ahead of their sessions. `many`: between two sessions. */
	#idle = [];
	#served = /* @__PURE__ */ new WeakSet();
	/** What a process between two sessions has not been told yet of the earlier one's end. */
	#lastWords = /* @__PURE__ */ new Map();
	#starting;
	#isPrepared = false;
	#command;
	#exits;
	/** False once a session has an environment of its own, which no process can have ahead of it. */
	#maySpare = true;
	#openSessions = 0;
	#opened = 0;
	#strays = 0;
	constructor(options) {
		this.#options = options;
		this.maxSessions = options.sessions === "many" ? options.instances : Number.POSITIVE_INFINITY;
	}
	/** Starts the first process: what it serves is not known yet, and need not be. */
	prepare() {
		this.#isPrepared = true;
		return this.start().catch(() => {});
	}
	start() {
		this.#starting ??= this.#start();
		return this.#starting;
	}
	async #start() {
		const { root, command, environment, sessions } = this.#options;
		const [name = "", ...args] = command;
		const program = await findCommand(name, {
			root,
			path: environment["PATH"] ?? ""
		});
		this.#command = [program, ...args];
		this.#exits ??= watchExits();
		if (sessions === "many" || this.#isPrepared) this.#idle.push(await this.#spawn());
	}
	async open(start) {
		if (this.#openSessions >= this.maxSessions) throw new Error("more sessions were opened than there are instances");
		if (start.modelBaseUrl !== void 0) this.#maySpare = false;
		this.#openSessions += 1;
		this.#opened += 1;
		let place;
		try {
			place = this.#takeIdle(start) ?? await this.#spawn(start);
		} catch (error) {
			this.#openSessions -= 1;
			throw error;
		}
		const { process, endpoint, capture = endpoint?.openSession(start) } = place;
		const release = this.#options.sessions === "many" ? this.#keep : this.#endWithSession;
		const session = new ProcessSession({
			...start,
			...recordedModel(start, endpoint)
		}, process, {
			firstWords: this.#takeLastWords(process),
			startUpMs: this.#served.has(process) ? 0 : startUpMs,
			onStray: (what) => this.#stray(what),
			release: async (lastWords) => {
				await release(place, lastWords);
				this.#openSessions -= 1;
			}
		});
		return capture === void 0 ? session : capturedSession(session, capture);
	}
	async close() {
		await this.#starting?.catch(() => {});
		this.#starting = void 0;
		this.#isPrepared = false;
		await Promise.allSettled(this.#spawning);
		const isMany = this.#options.sessions === "many";
		const betweenSessions = new Set(isMany ? this.#idle.map(({ process }) => process) : []);
		this.#idle.length = 0;
		await Promise.all([...this.#all].map((process) => betweenSessions.has(process) ? process.end(this.#takeLastWords(process), this.#graceMs) : process.kill()));
		this.#exits?.stop();
		this.#exits = void 0;
		if (this.#strays > 1) this.#options.onWarning(`${this.#strays} processes of the agent wrote outside of a turn.`);
		this.#strays = 0;
	}
	get #graceMs() {
		return this.#options.graceMs ?? 2e3;
	}
	/** A process that broke while it waited is passed over: a new one will show whether it does so again. */
	#takeIdle(start) {
		if (this.#options.sessions === "one" && start.modelBaseUrl !== void 0) return void 0;
		for (;;) {
			const place = this.#idle.shift();
			if (place === void 0 || place.process.broken === void 0) return place;
		}
	}
	/** Starts a process, for one session where that is known. */
	#spawn(start) {
		const spawning = this.#spawnPlace(start);
		this.#spawning.add(spawning);
		const forget = () => void this.#spawning.delete(spawning);
		spawning.then(forget, forget);
		return spawning;
	}
	async #spawnPlace(start) {
		const { root, sessions, recorder, killAfterMs = 1e3 } = this.#options;
		const ownStart = sessions === "one" ? start : void 0;
		const endpoint = await recorder?.openEndpoint();
		const capture = ownStart && endpoint?.openSession(ownStart);
		if (this.#command === void 0 || this.#exits === void 0) throw new Error("a session was opened before the runner was started, or after its end");
		const own = {
			...ownEnvironment(ownStart),
			...endpoint?.environment,
			...capture?.environment
		};
		const hasScriptedModel = this.#options.hasScriptedModel === true || ownStart?.modelBaseUrl !== void 0;
		const process = new AgentProcess({
			command: this.#command,
			root,
			environment: agentEnvironment({
				...this.#options,
				hasScriptedModel
			}, own),
			exits: this.#exits,
			killAfterMs,
			onStray: (what) => this.#stray(`it printed "${what}"`)
		});
		this.#all.add(process);
		process.gone.then(() => {
			this.#all.delete(process);
			return endpoint?.close();
		});
		return {
			process,
			...endpoint !== void 0 && { endpoint },
			...capture !== void 0 && { capture }
		};
	}
	#keep = async (place, lastWords) => {
		const { process } = place;
		if (process.broken !== void 0) return process.kill();
		this.#served.add(process);
		await setImmediate$1();
		await setImmediate$1();
		if (process.broken !== void 0) return void 0;
		this.#idle.push(place);
		if (lastWords === "") return void 0;
		this.#lastWords.set(process, lastWords);
		setImmediate(() => {
			const words = this.#takeLastWords(process);
			if (words !== "") process.write(words);
		});
	};
	#takeLastWords(process) {
		const words = this.#lastWords.get(process) ?? "";
		this.#lastWords.delete(process);
		return words;
	}
	#endWithSession = async ({ process }, lastWords) => {
		const ended = process.end(lastWords, this.#graceMs);
		this.#startSpare();
		await ended;
	};
	#stray(what) {
		this.#strays += 1;
		if (this.#strays > 1) return;
		this.#options.onWarning(`The agent wrote outside of a turn, where it changes no outcome: ${what}.`);
	}
	/** While a process ends, the next one starts. The first session is not known to have a successor. */
	#startSpare() {
		const wanted = Math.min(this.#openSessions, maxSpares);
		const spares = this.#idle.length + this.#spawning.size;
		if (this.#opened > 1 && this.#maySpare && spares < wanted && this.#exits) this.#spawn().then((place) => void this.#idle.push(place), () => {});
	}
};
/** What the process of one session learns from its environment; clients of OpenAI read it unasked. */
function ownEnvironment(start) {
	if (start?.modelBaseUrl === void 0) return {};
	return {
		OPENAI_BASE_URL: start.modelBaseUrl,
		TRACEGATE_SESSION: start.sessionId
	};
}

export { processRunner };