import { t as loadConfigIfThere } from "./load-redaction-B6HZ95FT.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { Da as isJsonValue, Ea as isJsonObject, Et as systemClock, Hn as projectRequest, Ua as countOf, Vn as locateProject, ai as renderCassette, it as recordSession, oi as comparableRequest, qi as printable, si as requestKey } from "./run-BZDTBg9r.js";
import { n as stitchSessions } from "./read-sessions-BRw67T-r.js";
import { t as answerOfStream } from "./cassette-stream-0Bj07Do6.js";
import { t as composeRecorder } from "./compose-recorder-CanBR_sS.js";
import { t as composeRedactor } from "./compose-redactor-BHcsbfQ_.js";
import { n as composeSessionStore } from "./compose-session-source-gxxl-025.js";
import { t as describeFailure } from "./describe-failure-kgaAZy7Z.js";
import { E as exitCodes, r as importFolder } from "./program-DKRRRX-J.js";
const { randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { mkdirSync, renameSync, rmSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { constants: constants$1 } = globalThis.process.getBuiltinModule("node:os");
const { dirname, join, relative, resolve } = globalThis.process.getBuiltinModule("node:path");
const { spawn } = globalThis.process.getBuiltinModule("node:child_process");
const { setTimeout } = globalThis.process.getBuiltinModule("node:timers/promises");

// src/app/sessions/save-cassette.ts
async function saveCassette(recording, { redactor, write }) {
	const cassette = recording.cassette();
	const leftOut = recording.leftOut();
	if (cassette.calls.length === 0) throw nothingRecorded(leftOut);
	const { session, found } = await redactor.redact(asSession(cassette));
	const redacted = asCassette(session, cassette);
	const alteredRequests = redacted.calls.filter(({ request }, index) => {
		const before = cassette.calls[index]?.request;
		return before === void 0 || requestKey(before) !== requestKey(request);
	}).length;
	write(renderCassette(redacted));
	return {
		calls: cassette.calls.length,
		found,
		alteredRequests,
		leftOut
	};
}
function nothingRecorded(leftOut) {
	const [first] = leftOut;
	return new UserError("CASSETTE_EMPTY", first === void 0 ? "The agent asked no model, so there is nothing to put on a cassette." : `No model call can be put on a cassette: ${first.reason}.`, "Let the agent ask its model at OPENAI_BASE_URL or ANTHROPIC_BASE_URL, as the recorder sets them.");
}
function asSession({ calls }) {
	return {
		id: "cassette",
		turns: [{
			user: "",
			steps: calls.map(({ request, answer }) => ({
				kind: "tool",
				name: "model",
				status: "ok",
				arguments: request.body,
				result: answer.body
			}))
		}]
	};
}
function asCassette({ turns }, { calls }) {
	const steps = turns.flatMap((turn) => turn.steps);
	return { calls: calls.map((call, index) => {
		const step = steps[index];
		const body = step?.kind === "tool" ? step.arguments : void 0;
		const result = step?.kind === "tool" ? step.result : void 0;
		if (body === void 0 || !isJsonObject(body) || result === void 0) throw new Error("the redactor gave back another session than it was given");
		return {
			request: comparableRequest(call.request.path, body),
			answer: {
				status: call.answer.status,
				body: result
			}
		};
	}) };
}

// src/app/sessions/record-command.ts
async function recordCommand({ agentName, sessionId, command, cwd, environment }, { recorder, redactor, run, store, cassette }) {
	try {
		const endpoint = await recorder.openEndpoint();
		const open = endpoint.openSession({
			sessionId,
			seed: sessionId,
			isOpenEnded: true
		});
		const { exitCode } = await run({
			command,
			cwd,
			environment: {
				...environment,
				...endpoint.environment,
				...open.environment
			}
		});
		const captured = await open.endRecording();
		const { spans, modelCalls, reported } = captured;
		const counts = {
			exitCode,
			modelCalls,
			reported
		};
		if (!spans.some(({ kind }) => kind === "model")) {
			const failure = noModelCall(reported);
			return {
				...counts,
				sessions: [],
				found: [],
				dropped: totalsOf(captured.dropped),
				failure
			};
		}
		const { sessions, dropped } = stitchSessions(spans);
		const intake = new Intake(store, redactor);
		for (const [index, session] of sessions.entries()) {
			const id = isTraceId.test(session.id) ? `${sessionId}-${index + 1}` : session.id;
			await intake.add(named({
				...session,
				id
			}, agentName));
		}
		store.commit();
		const saved = cassette && await saveCassette(cassette.recording, {
			redactor,
			write: cassette.write
		});
		const all = totalsOf([
			...captured.dropped,
			...dropped,
			...intake.lost
		]);
		return {
			...counts,
			...saved !== void 0 && { cassette: saved },
			sessions: intake.written,
			found: intake.found(),
			dropped: all,
			...intake.written.length === 0 && { failure: nothingWritten(all) }
		};
	} finally {
		store.discard();
		await recorder.close();
	}
}
var Intake = class {
	written = [];
	lost = [];
	#store;
	#redactor;
	#found = /* @__PURE__ */ new Map();
	constructor(store, redactor) {
		this.#store = store;
		this.#redactor = redactor;
	}
	async add(session) {
		const recordable = recordSession(session);
		if (recordable.kind === "unrecordable") {
			this.#lose(`session that cannot be written: ${recordable.reason}`);
			return;
		}
		const redacted = await this.#redact(recordable.session);
		if (redacted !== void 0) this.written.push(summaryOf(redacted, this.#store.write(redacted).name));
	}
	found() {
		return [...this.#found].map(([kind, count]) => ({
			kind,
			count
		})).toSorted((a, b) => a.kind < b.kind ? -1 : 1);
	}
	async #redact(session) {
		try {
			const { session: redacted, found } = await this.#redactor.redact(session);
			for (const { kind, count } of found) this.#found.set(kind, (this.#found.get(kind) ?? 0) + count);
			return redacted;
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			this.#lose(`session that cannot be redacted, and so is not written: ${error.message}`);
			return;
		}
	}
	#lose(reason) {
		this.lost.push({
			reason,
			count: 1
		});
	}
};
function totalsOf(losses) {
	const totals = /* @__PURE__ */ new Map();
	for (const { reason, count } of losses) totals.set(reason, (totals.get(reason) ?? 0) + count);
	return [...totals].map(([reason, count]) => ({
		reason,
		count
	}));
}
const isTraceId = /^[\da-f]{32}$/;
function named(session, name) {
	return name === void 0 ? session : {
		...session,
		agent: {
			...session.agent,
			name
		}
	};
}
function summaryOf({ turns }, file) {
	const steps = turns.flatMap((turn) => turn.steps);
	return {
		file,
		turns: turns.length,
		modelCalls: steps.filter(({ kind }) => kind === "model").length,
		toolCalls: steps.filter(({ kind }) => kind === "tool").length
	};
}
function noModelCall(reported) {
	return new UserError("RECORD_NO_MODEL_CALL", `The command asked no model at the addresses of the recorder, ${reported === 0 ? "and sent no span of one" : "and its spans tell of none"}: there is no session to write.`, "Let the agent read its model's address from OPENAI_BASE_URL or ANTHROPIC_BASE_URL, as the official clients do when no base URL is written into the code; for Bedrock and Gemini let it export OpenTelemetry. See docs/capture.md.");
}
function nothingWritten([first]) {
	return new UserError("RECORD_NOTHING_WRITTEN", `No session of the command could be written.${first === void 0 ? "" : ` First: ${first.reason.replace(/\.$/, "")}.`}`, "What is listed as dropped says why; a session that was too large to be searched can be recorded in parts.");
}

// src/adapters/cassette/write-cassette.ts
function writeCassette(path, text) {
	const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(draft, text, { flag: "wx" });
		renameSync(draft, path);
	} catch (cause) {
		rmSync(draft, { force: true });
		throw new UserError("CASSETTE_UNWRITABLE", `The cassette ${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`, "Name a file that this user may write, with `--cassette`.", { cause });
	}
}

// src/adapters/recorder/run-command.ts
const passedOn = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
const graceMs = 2e3;
async function runCommand({ command, cwd, environment }) {
	const isAtTerminal = process.stdin.isTTY;
	const child = start(command, {
		cwd,
		environment,
		isAtTerminal
	});
	const ended = new Promise((resolve, reject) => {
		child.on("error", (cause) => reject(notStarted(command, cause)));
		child.on("exit", (code, signal) => resolve({ exitCode: code ?? 128 + numberOf(signal) }));
	});
	const listeners = passedOn.map((signal) => {
		const pass = () => {
			if (!(isAtTerminal && signal === "SIGINT")) sendTo(child, signal, isAtTerminal);
		};
		process.on(signal, pass);
		return () => process.off(signal, pass);
	});
	const onExit = () => {
		sendTo(child, "SIGKILL", isAtTerminal);
	};
	process.on("exit", onExit);
	try {
		const end = await ended;
		if (!isAtTerminal) await endGroup(child);
		return end;
	} finally {
		process.off("exit", onExit);
		for (const off of listeners) off();
	}
}
function start(command, { cwd, environment, isAtTerminal }) {
	const [program, ...args] = command;
	try {
		return spawn(program, args, {
			cwd,
			env: environment,
			stdio: "inherit",
			detached: !isAtTerminal
		});
	} catch (cause) {
		throw notStarted(command, cause);
	}
}
function notStarted([program], cause) {
	const why = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
	return new UserError("RECORD_COMMAND_NOT_STARTED", `The command ${program} could not be started: ${why}.`, "Write the command after `--` as you would type it; for pipes and variables, `-- sh -c '\u2026'`.", { cause });
}
async function endGroup(child) {
	if (!sendTo(child, "SIGTERM", false)) return;
	const began = performance.now();
	while (performance.now() - began < graceMs) {
		if (!sendTo(child, 0, false)) return;
		await setTimeout(20);
	}
	sendTo(child, "SIGKILL", false);
}
function sendTo(child, signal, isOurGroup) {
	if (child.pid === void 0) return false;
	if (isOurGroup) return child.exitCode === null && child.signalCode === null && child.kill(signal);
	try {
		return process.kill(-child.pid, signal);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : void 0;
		if (code === "ESRCH" || code === "EPERM") return false;
		throw error;
	}
}
function numberOf(signal) {
	return signal === null ? 0 : constants$1.signals[signal];
}

// src/core/replay/cassette-recording.ts
const paths = {
	"chat-completions": "/chat/completions",
	responses: "/responses",
	messages: "/messages"
};
const transient = /* @__PURE__ */ new Set([
	401,
	403,
	408,
	409,
	425,
	429
]);
var CassetteRecording = class {
	#kept = [];
	#leftOut = /* @__PURE__ */ new Map();
	add(call) {
		const read = readCall(call);
		if (typeof read === "string") this.#leftOut.set(read, (this.#leftOut.get(read) ?? 0) + 1);
		else this.#kept.push({
			startedAtMs: call.startedAtMs,
			call: read
		});
	}
	cassette() {
		return { calls: this.#kept.toSorted((a, b) => a.startedAtMs - b.startedAtMs).map(({ call }) => call) };
	}
	leftOut() {
		return [...this.#leftOut].map(([reason, calls]) => ({
			reason,
			calls
		}));
	}
};
function readCall({ api, request, response, failure }) {
	if (request === void 0) return "the request was too long to keep";
	const body = parse(request);
	if (body === void 0 || !isJsonObject(body)) return "the request is no JSON object";
	if (response === void 0) return failure?.message ?? "no answer came";
	if (failure !== void 0) return `the answer is not whole: ${failure.message}`;
	const path = paths[api];
	const answer = readAnswer(path, response);
	return typeof answer === "string" ? answer : {
		request: comparableRequest(path, body),
		answer
	};
}
function readAnswer(path, { status, body }) {
	if (status < 200 || status >= 500 || status >= 300 && status < 400 || transient.has(status)) return `the answer was ${status}, which a client does not take for an answer`;
	switch (body.kind) {
		case "not-captured": return `the answer was not captured: ${body.reason}`;
		case "text": {
			const answer = parse(body.text);
			return answer === void 0 ? "the answer is no JSON" : {
				status,
				body: answer
			};
		}
		case "events": {
			const whole = joined(path, body.events);
			return whole === void 0 ? "the answer's stream did not come to its end" : {
				status,
				body: whole
			};
		}
	}
}
function joined(path, events) {
	return answerOfStream(path, events.flatMap((text) => {
		const data = parse(text);
		return data === void 0 ? [] : [{ data }];
	}));
}
function parse(text) {
	try {
		const value = JSON.parse(text);
		return isJsonValue(value) ? value : void 0;
	} catch {
		return;
	}
}

// src/compose/compose-record.ts
async function composeRecord({ folder, isIgnored, cassette }, environment, config) {
	const redactor = await composeRedactor(environment, config?.redaction);
	const agent = config?.agent;
	const prices = agent !== void 0 && "prices" in agent ? agent.prices : void 0;
	const recording = cassette === void 0 ? void 0 : new CassetteRecording();
	return {
		recorder: await composeRecorder({
			environment,
			...prices !== void 0 && { prices },
			...recording !== void 0 && { onModelCall: (call) => recording.add(call) }
		}),
		...cassette !== void 0 && recording !== void 0 && { cassette: {
			recording,
			write: (text) => writeCassette(cassette, text)
		} },
		redactor,
		run: runCommand,
		store: composeSessionStore(folder, {
			holdsBack: true,
			isIgnored
		})
	};
}
function freshSessionId() {
	return `recorded-${new Date(systemClock.nowMs()).toISOString().slice(0, 19).replaceAll(":", "")}-${randomBytes(3).toString("hex")}`;
}

// src/cli/commands/record.ts
async function recordCommandLine([program = "", ...args], options, io) {
	const { out, agentName } = options;
	const cassette = options.cassette === void 0 ? void 0 : resolve(io.cwd, options.cassette);
	const place = locateProject(io.cwd, options);
	const config = await loadConfigIfThere(projectRequest(place));
	const folder = out === void 0 ? join(place.root, importFolder) : resolve(io.cwd, out);
	const recording = await recordCommand({
		command: [program, ...args],
		cwd: io.cwd,
		environment: io.env,
		sessionId: freshSessionId(),
		...agentName !== void 0 && { agentName }
	}, await composeRecord({
		folder,
		isIgnored: out === void 0,
		...cassette !== void 0 && { cassette }
	}, io.env, config));
	const { exitCode, failure } = recording;
	if (failure !== void 0) {
		io.stderr.write(describeFailure(failure, io).text + describeDropped(recording));
		return exitCode === 0 ? exitCodes.userError : exitCode;
	}
	io.stderr.write(describeRecording(recording, relative(io.cwd, folder) || "."));
	if (recording.cassette !== void 0 && cassette !== void 0) io.stderr.write(describeCassette(recording.cassette, relative(io.cwd, cassette)));
	return exitCode;
}
function describeCassette({ calls, alteredRequests, leftOut }, file) {
	return `${[
		`Cassette ${file}: ${countOf(calls, "model call")}.`,
		...alteredRequests === 0 ? [] : [`  ${countOf(alteredRequests, "request")} held redacted values: a case must say what the cassette says, or its requests are not found.`],
		...leftOut.map(({ reason, calls: lost }) => `  Not on it: ${countOf(lost, "model call")}, as ${printable(reason)}.`)
	].join("\n")}\n`;
}
function describeRecording(recording, folder) {
	const { modelCalls, reported, sessions, found } = recording;
	const spans = reported === 0 ? "" : ` and ${countOf(reported, "span")} of the agent's own`;
	return `${[
		`Recorded ${countOf(modelCalls, "model call")}${spans}: ${countOf(sessions.length, "session")}.`,
		...sessions.map((session) => `  ${join(folder, session.file)}  ${countOf(session.turns, "turn")}, ${countOf(session.modelCalls, "model call")}, ${countOf(session.toolCalls, "tool call")}`),
		found.length === 0 ? "  Nothing had to be redacted." : `  Redacted: ${found.map(({ kind, count }) => `${count} ${kind}`).join(", ")}.`
	].join("\n")}\n${describeDropped(recording)}`;
}
function describeDropped({ dropped }) {
	return dropped.map(({ reason, count }) => `  Dropped: ${printable(reason)} (${count} \u00D7).`).map((line) => `${line}\n`).join("");
}

export { recordCommandLine };