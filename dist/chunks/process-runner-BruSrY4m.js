import { a as maxReplyBytes, i as interrupted, l as parseAgentLine, m as pickEnvironment, o as refuseReply, p as printable, r as failedTurn, t as TurnRecorder } from "./turn-recorder-DYs5ji3b.js";
import { t as UserError } from "./errors-wBhBppnE.js";
import { delimiter, resolve } from "node:path";
import { spawn } from "node:child_process";
import { setImmediate } from "node:timers/promises";
import { isUtf8 } from "node:buffer";
import { access, constants, stat } from "node:fs/promises";

// src/adapters/agent/exit-paths.ts
const signals = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/**
* Kills the added process groups on every way out that lets us act: exit, a crash, a signal.
*
* A signal that somebody else listens to is left to them: they close the runner or exit. After
* SIGKILL nobody can act, and an agent learns it from the end of its standard input.
*/
function watchExits() {
	const groups = /* @__PURE__ */ new Set();
	const killAll = () => {
		for (const group of groups) signalGroup(group, "SIGKILL");
	};
	const onSignal = (signal) => {
		if (process.listenerCount(signal) > 1) return;
		killAll();
		process.off(signal, onSignal);
		process.kill(process.pid, signal);
	};
	process.on("exit", killAll);
	for (const signal of signals) process.on(signal, onSignal);
	return {
		add: (group) => groups.add(group),
		remove: (group) => groups.delete(group),
		stop: () => {
			process.off("exit", killAll);
			for (const signal of signals) process.off(signal, onSignal);
		}
	};
}
/** Signals a whole process group; a group that is gone is what was wanted. */
function signalGroup(group, signal) {
	try {
		process.kill(-group, signal);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : void 0;
		if (code !== "ESRCH" && code !== "EPERM") throw error;
	}
}

// src/adapters/agent/agent-process.ts
const maxTurnBytes = 16777216;
const stderrTailBytes = 8192;
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
	#stderrTail = Buffer.alloc(0);
	#broken;
	#isStarved = false;
	#isEnding = false;
	#hasStrayed = false;
	#killTimer;
	#isGone = false;
	constructor(options) {
		this.#options = options;
		const child = spawnGroup(options);
		if (child instanceof Error) {
			this.#neverStarted(child);
			this.gone = Promise.resolve();
			return;
		}
		this.#child = child;
		if (child.pid !== void 0) options.exits.add(child.pid);
		child.stdin?.on("error", () => this.#stdinClosed());
		child.stdout?.on("data", (chunk) => this.#read(chunk));
		child.stderr?.on("data", (chunk) => this.#keepTail(chunk));
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
					this.#fail(this.#describeExit(code, signal));
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
		const code = "code" in error ? String(error.code) : error.name;
		this.#isGone = true;
		this.#isStarved = [
			"EAGAIN",
			"EMFILE",
			"ENFILE",
			"ENOMEM"
		].includes(code);
		this.#fail(`the agent's process could not be started: ${code}`);
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
	#keepTail(chunk) {
		this.#stderrTail = chunk.length >= stderrTailBytes ? Buffer.from(chunk.subarray(-8192)) : Buffer.concat([this.#stderrTail, chunk]).subarray(-8192);
	}
	#describeExit(code, signal) {
		const how = signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
		const lines = this.#stderrTail.toString("utf8").split("\n").map((line) => printable(line, 200)).filter((line) => line !== "");
		return `the agent's process ${how}${lines.length === 0 ? "" : `: ${lines.slice(-3).join(" | ")}`}`;
	}
};
/** Too long an argument list, a zero byte or no memory is thrown; most other failures are emitted. */
function spawnGroup({ command, root, environment }) {
	const [program, ...args] = command;
	try {
		return spawn(program, args, {
			cwd: root,
			env: environment,
			stdio: [
				"pipe",
				"pipe",
				"pipe"
			],
			detached: true
		});
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

// src/adapters/agent/find-command.ts
/**
* The absolute path of a program, found as a shell would: on PATH, or from the root where the name
* has a slash.
*
* @throws UserError where there is no such program or it may not be run.
*/
async function findCommand(name, options) {
	const candidates = name.includes("/") ? [resolve(options.root, name)] : options.path.split(delimiter).map((folder) => resolve(options.root, folder, name));
	let isThere = false;
	for (const candidate of candidates) {
		const found = await look(candidate);
		if (found === "runs") return candidate;
		isThere ||= found === "there";
	}
	if (isThere) throw new UserError("AGENT_COMMAND_NOT_EXECUTABLE", `The agent's command "${name}" may not be executed.`, `Run \`chmod +x ${name}\`, or name its interpreter first in \`agent.command\`: [python3, ${name}].`);
	throw new UserError("AGENT_COMMAND_NOT_FOUND", `The agent's command "${name}" was not found${name.includes("/") ? " in the project" : " on PATH"}.`, "Set `agent.command` in tracegate.yaml to a program and its arguments as a list, such as [python3, agent.py]; install the program where it is missing.");
}
async function look(path) {
	try {
		if (!(await stat(path)).isFile()) return "absent";
	} catch {
		return "absent";
	}
	return access(path, constants.X_OK).then(() => "runs", () => "there");
}

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
		const lastWords = this.#turns === 0 ? "" : line({
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
		return line({
			type: "session",
			session: {
				id: sessionId,
				seed
			},
			...modelBaseUrl && { modelBaseUrl }
		}) + turn;
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
const passedOn = [
	"PATH",
	"HOME",
	"TMPDIR",
	"LANG"
];
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
	#environment;
	#all = /* @__PURE__ */ new Set();
	/** `one`: started ahead of their sessions. `many`: between two sessions. */
	#idle = [];
	#served = /* @__PURE__ */ new WeakSet();
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
		this.#environment = {
			...pickEnvironment(options.environment, [...passedOn, ...options.env]),
			PYTHONUNBUFFERED: "1",
			PYTHONUTF8: "1"
		};
	}
	async start() {
		const { root, command, environment, sessions } = this.#options;
		const [name = "", ...args] = command;
		const program = await findCommand(name, {
			root,
			path: environment["PATH"] ?? ""
		});
		this.#command = [program, ...args];
		this.#exits ??= watchExits();
		if (sessions === "many") this.#idle.push(this.#spawn());
	}
	async open(start) {
		if (this.#openSessions >= this.maxSessions) throw new Error("more sessions were opened than there are instances");
		if (start.modelBaseUrl !== void 0) this.#maySpare = false;
		const process = this.#takeIdle(start) ?? this.#spawn(start);
		this.#openSessions += 1;
		this.#opened += 1;
		const release = this.#options.sessions === "many" ? this.#keep : this.#endWithSession;
		return new ProcessSession(start, process, {
			startUpMs: this.#served.has(process) ? 0 : startUpMs,
			onStray: (what) => this.#stray(what),
			release: async (lastWords) => {
				await release(process, lastWords);
				this.#openSessions -= 1;
			}
		});
	}
	async close() {
		const betweenSessions = new Set(this.#options.sessions === "many" ? this.#idle : []);
		this.#idle.length = 0;
		await Promise.all([...this.#all].map((process) => betweenSessions.has(process) ? process.end("", this.#graceMs) : process.kill()));
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
			const process = this.#idle.shift();
			if (process === void 0 || process.broken === void 0) return process;
		}
	}
	#spawn(start) {
		const { root, sessions, killAfterMs = 1e3 } = this.#options;
		if (this.#command === void 0 || this.#exits === void 0) throw new Error("a session was opened before the runner was started, or after its end");
		const own = sessions === "one" && start !== void 0 ? ownEnvironment(start) : {};
		const process = new AgentProcess({
			command: this.#command,
			root,
			environment: {
				...keyForClients(own),
				...this.#environment,
				...own
			},
			exits: this.#exits,
			killAfterMs,
			onStray: (what) => this.#stray(`it printed "${what}"`)
		});
		this.#all.add(process);
		process.gone.then(() => this.#all.delete(process));
		return process;
	}
	#keep = async (process, lastWords) => {
		if (process.broken !== void 0) return process.kill();
		this.#served.add(process);
		if (lastWords !== "") process.write(lastWords);
		await setImmediate();
		await setImmediate();
		if (process.broken === void 0) this.#idle.push(process);
	};
	#endWithSession = async (process, lastWords) => {
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
		if (this.#opened > 1 && this.#maySpare && this.#idle.length < wanted && this.#exits) this.#idle.push(this.#spawn());
	}
};
/** What the process of one session learns from its environment; clients of OpenAI read it unasked. */
function ownEnvironment(start) {
	if (start.modelBaseUrl === void 0) return {};
	return {
		OPENAI_BASE_URL: start.modelBaseUrl,
		TRACEGATE_SESSION: start.sessionId
	};
}
/** OpenAI's clients refuse to start without a key, even where the endpoint on loopback wants none. */
function keyForClients(own) {
	return "OPENAI_BASE_URL" in own ? { OPENAI_API_KEY: "tracegate" } : {};
}

export { processRunner };