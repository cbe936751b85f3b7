import { t as loadConfigIfThere } from "./load-redaction-CRNVG3Za.js";
import { $r as countOf, Gn as projectRequest, Pr as printable, Wn as locateProject, aa as isObject, ao as UserError, ct as systemClock, la as isJsonValue, na as comparableRequest, ra as requestKey, ta as renderCassette } from "./run-DTe1xjOx.js";
import { n as stitchSessions } from "./read-sessions-CUPMwxdr.js";
import { t as answerOfStream } from "./cassette-stream-DuQjs844.js";
import { t as composeRecorder } from "./compose-recorder-Bv424T2C.js";
import { t as composeRedactor } from "./compose-redactor-Dr1Ak0u_.js";
import { n as composeSessionStore } from "./compose-session-source-CIXcvf2S.js";
import { t as describeFailure } from "./describe-failure-CvF-EN9Y.js";
import { S as exitCodes, r as importFolder } from "./program-CWt7Ov6p.js";
import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { constants as constants$1 } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";

// src/app/save-cassette.ts
/**
* Takes secrets and personal data out of what was recorded, and writes the rest as a cassette.
*
* @throws UserError `CASSETTE_EMPTY` where no model call was seen, or what the redactor throws. Nothing is written then.
*/
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
/** A redactor knows sessions: a model call stands in one as a tool call does, with what was asked and answered. */
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
		if (body === void 0 || !isObject(body) || result === void 0) throw new Error("the redactor gave back another session than it was given");
		return {
			request: comparableRequest(call.request.path, body),
			answer: {
				status: call.answer.status,
				body: result
			}
		};
	}) };
}

// src/app/record-command.ts
/**
* Runs a command with the recorder around it, and writes the sessions that were captured, redacted.
*
* A recording without one model call is a `failure`, which says how the command ended all the same. Always closes the
* recorder.
*/
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
		const { spans, modelCalls, reported } = await open.endRecording();
		const counts = {
			exitCode,
			modelCalls,
			reported
		};
		if (!spans.some(({ kind }) => kind === "model")) return {
			...counts,
			sessions: [],
			found: [],
			dropped: [],
			failure: noModelCall(reported)
		};
		const { sessions, dropped } = stitchSessions(spans);
		const written = [];
		const found = /* @__PURE__ */ new Map();
		for (const [index, session] of sessions.entries()) {
			const id = isTraceId.test(session.id) ? `${sessionId}-${index + 1}` : session.id;
			const redacted = await redactor.redact(named({
				...session,
				id
			}, agentName));
			for (const { kind, count } of redacted.found) found.set(kind, (found.get(kind) ?? 0) + count);
			written.push(summaryOf(redacted.session, store.write(redacted.session).name));
		}
		store.commit();
		const saved = cassette && await saveCassette(cassette.recording, {
			redactor,
			write: cassette.write
		});
		return {
			...counts,
			...saved !== void 0 && { cassette: saved },
			sessions: written,
			found: [...found].map(([kind, count]) => ({
				kind,
				count
			})).toSorted((a, b) => a.kind < b.kind ? -1 : 1),
			dropped
		};
	} finally {
		store.discard();
		await recorder.close();
	}
}
/** Where the agent names no conversation, its session would have a name that says nothing. */
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

// src/adapters/cassette/write-cassette.ts
/**
* Writes a cassette's file whole or not at all, in place of one that is there; makes the folder where there is none.
*
* @throws UserError `CASSETTE_UNWRITABLE` where it cannot be written.
*/
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
/** How long what a command left behind may take to end by itself, in milliseconds. */
const graceMs = 2e3;
/**
* Runs a command with our own standard input, output and error, passes signals on, and ends all that it started.
*
* At a terminal the command stays in our process group, since no other may read from it; Ctrl-C then reaches it
* without us, and what it leaves in the background is the terminal's to end. Elsewhere it leads a group of its own.
*
* @throws UserError where it cannot be started.
*/
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
	return new UserError("RECORD_COMMAND_NOT_STARTED", `The command ${program} could not be started: ${why}.`, "Write the command after `--` as you would type it; for pipes and variables, `-- sh -c '…'`.", { cause });
}
/** Ends what the command left of its group: first asked to, then killed. */
async function endGroup(child) {
	if (!sendTo(child, "SIGTERM", false)) return;
	const began = performance.now();
	while (performance.now() - began < graceMs) {
		if (!sendTo(child, 0, false)) return;
		await setTimeout(20);
	}
	sendTo(child, "SIGKILL", false);
}
/** Whether there was anybody to take the signal. */
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
/** Answers that a client waits for and asks again: replayed, they would only cost time. */
const transient = /* @__PURE__ */ new Set([
	401,
	403,
	408,
	409,
	425,
	429
]);
/** Collects the model calls of one session for a cassette. */
var CassetteRecording = class {
	#kept = [];
	#leftOut = /* @__PURE__ */ new Map();
	/** Takes one model call as it went over the wire. Never throws: what no cassette can hold is counted. */
	add(call) {
		const read = readCall(call);
		if (typeof read === "string") this.#leftOut.set(read, (this.#leftOut.get(read) ?? 0) + 1);
		else this.#kept.push({
			startedAtMs: call.startedAtMs,
			call: read
		});
	}
	/** In the order in which the calls began. */
	cassette() {
		return { calls: this.#kept.toSorted((a, b) => a.startedAtMs - b.startedAtMs).map(({ call }) => call) };
	}
	/** Calls that were made and that no cassette can hold; in the order in which the reasons were met. */
	leftOut() {
		return [...this.#leftOut].map(([reason, calls]) => ({
			reason,
			calls
		}));
	}
};
/** The call as a cassette keeps it, or why it cannot. */
function readCall({ api, request, response, failure }) {
	if (request === void 0) return "the request was too long to keep";
	const body = parse(request);
	if (body === void 0 || !isObject(body)) return "the request is no JSON object";
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
/** What `record` needs from outside; the configuration may say what is redacted and what models cost. */
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
/** Names a recording, and with it the sessions that have no name of their own. */
function freshSessionId() {
	return `recorded-${new Date(systemClock.nowMs()).toISOString().slice(0, 19).replaceAll(":", "")}-${randomBytes(3).toString("hex")}`;
}

// src/cli/commands/record.ts
/** `tracegate record`: standard output is the command's own, so what we say goes to standard error. */
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
		io.stderr.write(describeFailure(failure, io).text);
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
	const { modelCalls, reported, sessions, found, dropped } = recording;
	const spans = reported === 0 ? "" : ` and ${countOf(reported, "span")} of the agent's own`;
	return `${[
		`Recorded ${countOf(modelCalls, "model call")}${spans}: ${countOf(sessions.length, "session")}.`,
		...sessions.map((session) => `  ${join(folder, session.file)}  ${countOf(session.turns, "turn")}, ${countOf(session.modelCalls, "model call")}, ${countOf(session.toolCalls, "tool call")}`),
		found.length === 0 ? "  Nothing had to be redacted." : `  Redacted: ${found.map(({ kind, count }) => `${count} ${kind}`).join(", ")}.`,
		...dropped.map(({ reason, count }) => `  Dropped: ${printable(reason)} (${count} ×).`)
	].join("\n")}\n`;
}

export { recordCommandLine };