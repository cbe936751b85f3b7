import { t as systemClock } from "./system-clock-CCxCWly8.js";
import { t as UserError } from "./errors-wBhBppnE.js";
import { n as renderRunLine, r as runId, t as caseOfRun } from "./run-record-CnZlTFMe.js";
import { t as maxLineBytes } from "./longest-line-BDq4yTB2.js";
import { i as judgeSubject } from "./experiment-subject-3t8x5n53.js";
import { t as projectFiles } from "./project-files-QOcmnMcn.js";
import { n as mostSessionsAtOnce } from "./limits-Bd7LaMWY.js";
import { t as maxCalibrationBytes } from "./calibration-file-BOLDMsNg.js";
import { n as unreadableProblem } from "./source-file-CbibFEdJ.js";
import { n as composeScore } from "./compose-score-Gk_CfVk1.js";
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, ftruncateSync, globSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";

// src/adapters/git/git-repository.ts
/** Reads the git repository that `root` lies in; a machine without git is a folder outside git. */
function gitRepository(root) {
	return {
		headCommit: async () => found(await headOf(root)),
		trackedTreeDigest: async () => {
			const { simpleGit } = await import("./dist-CNIMGrFw.js");
			const git = simpleGit({ baseDir: root });
			const [tree, edits] = await Promise.all([said(git, [
				"rev-parse",
				"--verify",
				"--quiet",
				"HEAD^{tree}"
			]), said(git, diffCommand)]);
			if (found(tree) === void 0 || edits === void 0) return void 0;
			return `sha256:${createHash("sha256").update(`${tree}\0${edits}\0`).digest("hex")}`;
		}
	};
}
/** Every run asks for its commit, so this must not wait for a library to be loaded. */
function headOf(cwd) {
	return new Promise((resolve) => {
		execFile("git", [
			"rev-parse",
			"--verify",
			"--quiet",
			"HEAD"
		], { cwd }, (error, stdout) => resolve(error === null ? stdout.trim() : void 0));
	});
}
/** Neither a user's own diff programs nor colours take part. */
const diffCommand = "diff --binary --full-index --no-color --no-ext-diff --no-textconv --ignore-submodules=none HEAD".split(" ");
/** What git prints, trimmed; `undefined` where it refuses or is not installed. */
async function said(git, command) {
	try {
		return (await git.raw([...command])).trim();
	} catch {
		return;
	}
}
/** `--quiet` says nothing where there is no such object. */
function found(text) {
	return text === "" ? void 0 : text;
}

// src/core/plan/compare-experiments.ts
/** What differs between what was recorded and what would run now, one phrase each; empty where runs may be added. */
function compareIdentities(recorded, now) {
	const { agent, dataset, evaluators, judge } = recorded.subject;
	const changes = [];
	if (agent.digest !== now.subject.agent.digest || agent.runner !== now.subject.agent.runner) changes.push("the agent changed");
	if (dataset.digest !== now.subject.dataset.digest || dataset.name !== now.subject.dataset.name) changes.push("the dataset changed");
	changes.push(...evaluatorChanges(evaluators, now.subject.evaluators));
	if (judge?.digest !== now.subject.judge?.digest) changes.push("the judge's model changed");
	if (recorded.plan !== now.plan) changes.push(recorded.planned === now.planned ? "other cases are run" : `${recorded.planned} runs were planned, now ${now.planned}`);
	if (changes.length === 0 && recorded.subject.key !== now.subject.key) changes.push("its experiment key is another");
	return changes;
}
function evaluatorChanges(recorded, now) {
	const before = new Map(recorded.map(({ ref, digest }) => [ref, digest]));
	const after = new Map(now.map(({ ref, digest }) => [ref, digest]));
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].flatMap((ref) => {
		if (!before.has(ref)) return [`the evaluator ${ref} was added`];
		if (!after.has(ref)) return [`the evaluator ${ref} was removed`];
		return before.get(ref) === after.get(ref) ? [] : [`the evaluator ${ref} changed`];
	});
}

// src/adapters/journal/lock-file.ts
/**
* Holds `path` for this process until the returned function is called.
*
* A lock whose process has died is taken over: pids are used again, so the time when the process started counts
* too, where the system tells it.
*
* @throws UserError `JOURNAL_LOCKED` where another living process, or this one, holds it.
*/
async function lockFile(path) {
	const own = `${JSON.stringify({
		pid: process.pid,
		started: startOf(process.pid)
	})}\n`;
	for (let attempt = 0; attempt < 5; attempt++) {
		if (tryWrite(path, own)) return () => rmSync(path, { force: true });
		const { text, holder } = await readLock(path);
		if (holder !== void 0 && isAlive(holder)) throw locked(path, holder.pid);
		removeDead(path, text);
	}
	throw locked(path, void 0);
}
function tryWrite(path, text) {
	try {
		writeFileSync(path, text, { flag: "wx" });
		return true;
	} catch (error) {
		if (isCode(error, "EEXIST")) return false;
		throw error;
	}
}
/** A lock may be seen in the moment between its creation and its content; a second look tells. */
async function readLock(path) {
	const lock = parseLock(readText(path));
	if (lock.holder !== void 0) return lock;
	await setTimeout(50);
	return parseLock(readText(path));
}
function readText(path) {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		if (isCode(error, "ENOENT")) return "";
		throw error;
	}
}
function parseLock(text) {
	try {
		const value = JSON.parse(text);
		if (typeof value !== "object" || value === null || !("pid" in value)) return { text };
		const { pid } = value;
		const started = "started" in value ? value.started : void 0;
		if (typeof pid !== "number") return { text };
		return {
			text,
			holder: {
				pid,
				...typeof started === "string" && { started }
			}
		};
	} catch (error) {
		if (error instanceof SyntaxError) return { text };
		throw error;
	}
}
/** Moves the lock away before looking again: another process may have taken it over since it was read. */
function removeDead(path, deadText) {
	const grave = `${path}.${process.pid}`;
	try {
		renameSync(path, grave);
		if (readText(grave) !== deadText) linkSync(grave, path);
	} catch (error) {
		if (!isCode(error, "ENOENT") && !isCode(error, "EEXIST")) throw error;
	} finally {
		rmSync(grave, { force: true });
	}
}
function isCode(error, code) {
	return error instanceof Error && "code" in error && error.code === code;
}
function isAlive({ pid, started }) {
	try {
		process.kill(pid, 0);
	} catch (error) {
		return isCode(error, "EPERM");
	}
	const now = startOf(pid);
	if (now === "ended") return false;
	return started === void 0 || now === void 0 || started === now;
}
/** Clock ticks from boot to the start of a process; `ended` for one that only waits for its parent; Linux only. */
function startOf(pid) {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		return fields[0] === "Z" || fields[0] === "X" ? "ended" : fields[19];
	} catch {
		return;
	}
}
function locked(path, pid) {
	const who = pid === void 0 ? "another process" : `process ${pid}`;
	return new UserError("JOURNAL_LOCKED", `${path}: ${who} is writing this journal.`, "Wait until it ends, or give another folder with `--out`. If no such process is running, delete the file.");
}

// src/adapters/journal/journal-file.ts
const bufferBytes = 65536;
/**
* Opens the journal of an experiment for appending, to be closed by the caller.
*
* Without `resume` a journal that is there is kept beside the fresh one, as `….previous`. The header is written
* at once, so that a folder that cannot be written to is found before an agent has run.
*
* @throws UserError where the path cannot be written, another process writes it, or it belongs to another experiment.
*/
async function openJournal(request) {
	const { path } = request;
	const release = await guarded(path, () => {
		mkdirSync(dirname(path), { recursive: true });
		return lockFile(`${path}.lock`);
	});
	try {
		const kind = kindOf(path);
		if (kind === "other") throw notAFile(path);
		if (kind === "file" && request.resume) return await resume(request, release);
		return await guarded(path, () => {
			if (kind === "file") renameSync(path, `${path}.previous`);
			return begin(request, release);
		});
	} catch (error) {
		release();
		throw error;
	}
}
function begin({ path, header }, release) {
	const journal = new JournalFile(path, openSync(path, "ax"), release);
	journal.begin(header);
	return {
		journal,
		startedAt: header.startedAt,
		resumed: 0,
		duplicates: 0
	};
}
async function resume(request, release) {
	const { path, header, onRecord } = request;
	const [{ readJournal }, { RepeatedRuns }] = await Promise.all([import("./read-journal-0BeNh66u.js"), import("./repeated-runs-CC1O2u4h.js")]);
	let startedAt = header.startedAt;
	const repeated = new RepeatedRuns();
	let resumed = 0;
	const wholeBytes = await readJournal(path, {
		onHeader: (recorded) => {
			const changes = compareIdentities(recorded, header);
			if (changes.length > 0) throw otherExperiment(path, changes);
			startedAt = recorded.startedAt;
		},
		onRecord: (record, place) => {
			const folded = onRecord(record);
			if (folded === "foreign") throw foreign(place, record);
			if (folded === "duplicate") repeated.add(record);
			else resumed += 1;
		}
	});
	await repeated.check(path);
	return guarded(path, () => {
		const fd = openSync(path, "a");
		ftruncateSync(fd, wholeBytes);
		const journal = new JournalFile(path, fd, release);
		if (wholeBytes === 0) journal.begin(header);
		return {
			journal,
			startedAt,
			resumed,
			duplicates: repeated.lines
		};
	});
}
var JournalFile = class {
	#path;
	#fd;
	#release;
	#buffer = Buffer.allocUnsafe(bufferBytes);
	#buffered = 0;
	#isScheduled = false;
	#isClosed = false;
	#failure;
	constructor(path, fd, release) {
		this.#path = path;
		this.#fd = fd;
		this.#release = release;
	}
	append(record) {
		if (this.#failure !== void 0) throw this.#failure;
		if (this.#isClosed) throw new Error(`${this.#path} was closed before ${runId(record)} ended`);
		const line = renderLine(record);
		if (line.kind === "refused") return line;
		this.#take(line.text);
		this.#schedule();
		return appended;
	}
	/** Writes the header at once. */
	begin(header) {
		this.#write(Buffer.from(`${JSON.stringify(header)}\n`));
	}
	close() {
		if (this.#isClosed) return Promise.resolve();
		this.#isClosed = true;
		try {
			if (this.#failure !== void 0) throw this.#failure;
			this.#flush();
			fsyncSync(this.#fd);
			return Promise.resolve();
		} catch (error) {
			return Promise.reject(asUnwritable(this.#path, error));
		} finally {
			closeSync(this.#fd);
			this.#release();
		}
	}
	#schedule() {
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		setImmediate(() => {
			this.#isScheduled = false;
			if (this.#isClosed || this.#failure !== void 0) return;
			try {
				this.#flush();
			} catch {}
		});
	}
	#take(text) {
		const mostBytes = text.length * 3;
		if (this.#buffered + mostBytes > bufferBytes) this.#flush();
		if (mostBytes > bufferBytes) this.#write(Buffer.from(text));
		else this.#buffered += this.#buffer.write(text, this.#buffered);
	}
	#flush() {
		const bytes = this.#buffer.subarray(0, this.#buffered);
		this.#buffered = 0;
		this.#write(bytes);
	}
	#write(bytes) {
		let written = 0;
		try {
			while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
		} catch (error) {
			this.#failure = asUnwritable(this.#path, error);
			this.#cutTornLine(bytes, written);
			throw this.#failure;
		}
	}
	/** A full disk takes part of a line; without it the journal ends in a whole one. */
	#cutTornLine(bytes, written) {
		const torn = written - (bytes.subarray(0, written).lastIndexOf("\n") + 1);
		try {
			if (torn > 0) ftruncateSync(this.#fd, statSync(this.#path).size - torn);
		} catch {}
	}
};
const appended = { kind: "appended" };
function renderLine(record) {
	let text;
	try {
		text = `${renderRunLine(record)}\n`;
	} catch (error) {
		return {
			kind: "refused",
			reason: `the session cannot be written as JSON (${messageOf(error)})`
		};
	}
	if (text.length * 3 > 16777216 && Buffer.byteLength(text) > 16777216) return {
		kind: "refused",
		reason: `the session is larger than ${maxLineBytes / 1024 / 1024} MB, which is more than a run may record`
	};
	return {
		kind: "line",
		text
	};
}
function kindOf(path) {
	const stats = statSync(path, { throwIfNoEntry: false });
	if (stats === void 0) return "none";
	return stats.isFile() ? "file" : "other";
}
async function guarded(path, open) {
	try {
		return await open();
	} catch (error) {
		throw asUnwritable(path, error);
	}
}
function asUnwritable(path, cause) {
	if (cause instanceof UserError) return cause;
	return new UserError("JOURNAL_UNWRITABLE", `${path} cannot be written: ${messageOf(cause)}. What was recorded before stands in it.`, "Free some space or make the folder writable, then go on with `--resume`.", { cause });
}
function notAFile(path) {
	return new UserError("JOURNAL_UNWRITABLE", `${path} is there and is not a file.`, "Remove it, or give another folder with `--out`.");
}
function otherExperiment(path, changes) {
	return new UserError("JOURNAL_OTHER_EXPERIMENT", `${path} was written by another experiment: ${changes.join("; ")}.`, "`--resume` only goes on with the same experiment. Start afresh without it; the old journal is kept.");
}
function foreign(place, record) {
	return new UserError("RESULT_INVALID", `${place}: run ${runId(record)} is not in the plan, or a verdict is not one that its case asks for.`, "Start afresh without `--resume`; result files are not meant to be edited.");
}
function messageOf(error) {
	return error instanceof Error ? error.message : String(error);
}

// src/compose/agent-secrets.ts
/** A key that is renewed makes no other agent, and no digest should hold one. */
const secretName = /KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL/i;
/** What the configuration gives the agent that results must not hold. */
function secretsOf(config, environment) {
	const headers = config.runner === "http" ? Object.values(config.request.headers) : config.runner === "openai" ? config.tools.flatMap((tool) => Object.values(tool.headers)) : [];
	const names = [
		...config.env.filter((name) => secretName.test(name)),
		...headers.flatMap((text) => [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name)),
		...config.runner === "openai" ? [config.apiKeyEnv] : []
	];
	return [...new Set(names)].flatMap((name) => {
		const value = environment[name];
		return value === void 0 || value === "" ? [] : [[name, value]];
	});
}

// src/compose/limit-capture.ts
const modelAddresses = /^(?:OPENAI_|ANTHROPIC_)/;
/**
* A recorder that leads an agent only to what is to be captured. Tools can be called in any case: recorded tools and
* faults need no capture.
*/
function limitCapture(recorder, capture) {
	if (capture.otlp && capture.model) return recorder;
	const isLed = (name) => {
		if (name.startsWith("TRACEGATE_")) return true;
		return modelAddresses.test(name) ? capture.model : capture.otlp;
	};
	return {
		openEndpoint: async () => {
			const endpoint = await recorder.openEndpoint();
			const led = Object.entries(endpoint.environment).filter(([name]) => isLed(name));
			return {
				environment: Object.fromEntries(led),
				openSession: (start) => endpoint.openSession(start),
				close: () => endpoint.close()
			};
		},
		close: () => recorder.close()
	};
}

// src/compose/compose-agent.ts
/**
* Builds the runner that the configuration names. Only what it names is loaded.
*
* The scripted model's server and the recorder live until the runner is closed. An agent of which nothing is captured has
* no recorder, unless it `callsTools` that are recorded or fail as planned.
*/
async function composeAgent(config, surroundings, { callsTools = false } = {}) {
	const [model, recorder] = await Promise.all([startModel(config, surroundings), isUncaptured(config) && !callsTools ? void 0 : startRecorder(config, surroundings)]);
	const runner = await composeRunner(config, surroundings, recorder);
	if (model === void 0 && recorder === void 0) return { runner };
	return {
		runner: {
			maxSessions: runner.maxSessions,
			...mayPrepare(config) && { prepare: async () => runner.prepare?.() },
			start: () => runner.start(),
			open: async (start) => {
				const session = await runner.open(start);
				if (model === void 0) return session;
				const { startUpMs } = session;
				return {
					...startUpMs !== void 0 && { startUpMs },
					send: (message, signal) => session.send(message, signal),
					close: async () => {
						await session.close();
						model.endSession(start.sessionId);
					}
				};
			},
			close: async () => {
				await runner.close();
				await Promise.all([model?.close(), recorder?.close()]);
			}
		},
		...model !== void 0 && { modelBaseUrlFor: (sessionId, seed) => model.baseUrlFor(sessionId, seed) }
	};
}
/** A process that is one session's own gets the address of the session's model as it starts. */
function mayPrepare(config) {
	return !(config.runner === "process" && config.sessions === "one") || config.scriptedModel === void 0;
}
async function startModel({ scriptedModel }, { root }) {
	if (scriptedModel === void 0) return void 0;
	const [{ startScriptedModel }, script] = await Promise.all([import("./scripted-model-server--ypJ6Wkt.js"), readScript(scriptedModel, root)]);
	return startScriptedModel(script);
}
/** Whether nothing of an agent is to be captured that could be. */
function isUncaptured(config) {
	return "capture" in config && !config.capture.otlp && !config.capture.model;
}
/** Only an agent whose environment we make can be led to a recorder. */
async function startRecorder(config, { environment }) {
	if (!(config.runner === "process" || config.runner === "http" && config.start !== void 0)) return void 0;
	const { composeRecorder } = await import("./compose-recorder-CKX9G5Ld.js");
	const recorder = await composeRecorder({
		environment: Object.fromEntries(config.env.map((name) => [name, environment[name]])),
		isOtlpCaptured: config.capture.otlp,
		...config.prices !== void 0 && { prices: config.prices }
	});
	return limitCapture(recorder, config.capture);
}
async function composeRunner(config, surroundings, recorder) {
	const runner = await composeBareRunner(config, surroundings, recorder);
	const secrets = secretsOf(config, surroundings.environment);
	return secrets.length === 0 ? runner : (await import("./mask-secrets-b18VMNc8.js")).maskSecrets(runner, Object.fromEntries(secrets));
}
async function composeBareRunner(config, { root, environment, onWarning }, recorder) {
	const { env } = config;
	const common = {
		root,
		env,
		environment,
		recorder,
		hasScriptedModel: config.scriptedModel !== void 0
	};
	switch (config.runner) {
		case "module": {
			const { moduleRunner } = await import("./module-runner-BdkeD8qc.js");
			return moduleRunner({
				root,
				module: config.module,
				env,
				environment,
				onWarning
			});
		}
		case "process": {
			const { processRunner } = await import("./process-runner-3y7DA-CQ.js");
			const { command, sessions, instances } = config;
			return processRunner({
				...common,
				command,
				sessions,
				instances,
				onWarning
			});
		}
		case "http": {
			const { httpRunner } = await import("./http-runner-D_QMRoCR.js");
			const { url, start, instances, request, response } = config;
			const sessionsAtOnce = config.sessionsAtOnce ?? (start === void 0 ? 1024 : 1);
			return httpRunner({
				...common,
				url,
				start: start && {
					...start,
					instances
				},
				sessionsAtOnce,
				request,
				response
			});
		}
		case "openai": {
			const { openaiRunner } = await import("./openai-runner-dc0Hme4J.js");
			return openaiRunner({
				...config,
				root,
				environment
			});
		}
	}
}
async function readScript(path, root) {
	const { parseScriptedModel } = await import("./parse-scripted-model-B4x3KWdQ.js");
	const parsed = parseScriptedModel(await projectFiles(root).readFile(path));
	if (parsed.kind === "model") return parsed.model;
	throw new UserError("SCRIPTED_MODEL_INVALID", `The scripted model ${path} cannot be used.`, "Mend the places above; docs/scripted-model.md describes the file.", { problems: parsed.problems });
}

// src/compose/compose-calibrations.ts
/** The calibrations of the project in a folder. */
function composeCalibrations(root) {
	return async (path) => {
		const source = await projectFiles(root).readFile(path, maxCalibrationBytes);
		if (source.kind === "text") return source.text;
		if (source.reason === "missing") return void 0;
		const problem = unreadableProblem(source);
		throw new UserError("CALIBRATION_UNREADABLE", `${path}: ${problem.message}.`, "Make the file readable, or measure the judge again with `tracegate calibrate`.", { problems: [problem] });
	};
}

// src/compose/compose-cassettes.ts
/** Lets cassettes play the model in the cases that ask for one; their adapter is loaded only then. */
async function playCassettes(agent, { dataset }) {
	const recorded = dataset.cases.flatMap(({ id, model }) => model === void 0 ? [] : [{
		id,
		...model
	}]);
	if (recorded.length === 0) return agent;
	const [{ cassetteRunner }, { CassettePlayer }] = await Promise.all([import("./cassette-runner-CZ2XSBx1.js"), import("./cassette-player-DvH_dl47.js")]);
	const players = new Map(recorded.map(({ id, file, cassette }) => [id, new CassettePlayer(cassette, file)]));
	const runner = cassetteRunner(agent.runner, (id) => players.get(caseOfRun(id)));
	return {
		...agent,
		runner
	};
}

// src/adapters/fs/digest-files.ts
const neverPartOfAnAgent = [
	"**/node_modules/**",
	"**/.git/**",
	".tracegate/**"
];
/**
* Hashes the files below `root` that match any of the globs, by path and content.
*
* The order on disk does not matter. A link to a file is its content; into a link to a folder `**` does not
* go, so that needs a glob of its own (`shared/**`), as names with a leading dot do. Throws
* `AGENT_VERSION_EMPTY` where a glob matches no file, since an agent that is not looked at would never
* seem to change.
*/
function digestFiles(root, globs) {
	return digestPaths(root, globs.flatMap((glob) => {
		const found = globSync(glob, {
			cwd: root,
			exclude: neverPartOfAnAgent
		}).filter((path) => isFile(join(root, path)));
		if (found.length === 0) throw new UserError("AGENT_VERSION_EMPTY", `agent.version: no file matches ${JSON.stringify(glob)}.`, "Name the files that make up the agent, such as `src/agent/**`, seen from the project's root.");
		return found;
	}));
}
/** Hashes these files below `root` by path and content, in whatever order they are named; one that is not there is left out. */
function digestPaths(root, paths) {
	const hash = createHash("sha256");
	const named = new Set(paths.map((path) => path.split(sep).join("/")));
	for (const path of [...named].toSorted()) {
		const absolute = join(root, path);
		if (!isFile(absolute)) continue;
		const content = createHash("sha256").update(readContent(absolute, path)).digest();
		hash.update(path).update("\0").update(content).update("\0");
	}
	return `sha256:${hash.digest("hex")}`;
}
/** False for folders, pipes and links that lead nowhere: no agent is made of these. */
function isFile(path) {
	try {
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
function readContent(absolute, path) {
	try {
		return readFileSync(absolute);
	} catch (cause) {
		throw new UserError("AGENT_FILE_UNREADABLE", `agent.version: ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, "Make the file readable, or leave it out of `agent.version`.", { cause });
	}
}

// src/compose/digest-agent.ts
/**
* The digest of all that makes the agent this agent: its part of the configuration, the module, the prompt and
* the scripted model that it names, the values of its environment variables that are no secrets, and the files
* of `agent.version`, or every file that git tracks where that is left out.
*
* @throws UserError where there is neither, since a change would go unseen.
*/
async function digestAgent(config, { root, environment }, repository) {
	const files = config.version.length > 0 ? digestFiles(root, config.version) : await repository.trackedTreeDigest();
	if (files === void 0) throw new UserError("AGENT_UNVERSIONED", "Nothing says which files make up the agent: `agent.version` is left out, and git knows no commit here.", "Add `version: [src/agent/**]`, with your own folders, to `agent:` in tracegate.yaml.");
	const hash = createHash("sha256");
	const settings = JSON.stringify(settingsOf(config, environment));
	for (const part of [
		JSON.stringify(config),
		settings,
		files,
		digestPaths(root, namedFiles(config))
	]) hash.update(part).update("\0");
	return `sha256:${hash.digest("hex")}`;
}
/** `OPENAI_MODEL` and its like make another agent as surely as code does. */
function settingsOf(config, environment) {
	return [.../* @__PURE__ */ new Set([...config.env, ...namesInHeaders(config)])].filter((name) => !secretName.test(name)).toSorted().map((name) => [name, environment[name] ?? null]);
}
/** What the configuration names is part of the agent, whether `agent.version` or git have it or not. */
function namedFiles(config) {
	const model = config.scriptedModel === void 0 ? [] : [config.scriptedModel];
	switch (config.runner) {
		case "module": return [config.module, ...model];
		case "openai": return config.systemPrompt === void 0 ? model : [config.systemPrompt, ...model];
		case "process":
		case "http": return model;
	}
}
/** The environment variables that headers are made of. */
function namesInHeaders(config) {
	return (config.runner === "http" ? [config.request.headers] : config.runner === "openai" ? config.tools.map((tool) => tool.headers) : []).flatMap((fields) => Object.values(fields).flatMap((text) => [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name)));
}

// src/compose/compose-run.ts
/**
* The repository that a folder lies in. Git is asked for the commit at once: it is a process of its own,
* and answers while the project's files are read.
*/
function composeRepository(root) {
	const repository = gitRepository(root);
	const head = repository.headCommit();
	return {
		...repository,
		headCommit: () => head
	};
}
/**
* Looks at the agent and starts it, for which nobody needs to wait until the project's other files are read.
*
* The agent is started after it was looked at: what it writes as it starts does not make it another one.
*/
function beginRun({ agent: config }, surroundings, repository) {
	const agentDigest = digestAgent(config, surroundings, repository);
	let agent = composeAgent(config, surroundings);
	const isPrepared = Promise.all([agent, agentDigest]).then(([{ runner }]) => runner.prepare?.()).catch(() => {});
	const end = async () => {
		await isPrepared;
		await (await agent.catch(() => void 0))?.runner.close();
	};
	const agentFor = async ({ dataset }) => {
		const callsTools = dataset.cases.some(({ tools }) => tools !== void 0);
		if (callsTools && isUncaptured(config)) {
			await end();
			agent = composeAgent(config, surroundings, { callsTools });
		}
		return agent;
	};
	return {
		repository,
		agentDigest,
		agentFor,
		isUnderWay: config.version.length === 0 ? Promise.resolve() : isPrepared,
		end
	};
}
/** What a run of the project would test now. */
async function composeFacts({ config, scorers }, surroundings, { repository, agentDigest: begun }) {
	const [agentDigest, commit] = await Promise.all([begun ?? digestAgent(config.agent, surroundings, repository), repository.headCommit()]);
	const asksJudges = [...scorers.values()].some(({ judges }) => judges.length > 0);
	return {
		agentDigest,
		...commit !== void 0 && { commit },
		...asksJudges && config.judge !== void 0 && { judge: judgeSubject(config.judge) }
	};
}
/** Builds the adapters that a project's configuration asks for, and looks at what is tested. */
async function composeRun(project, surroundings, begun = beginRun(project.config, surroundings, composeRepository(surroundings.root))) {
	const composing = Promise.all([
		composeFacts(project, surroundings, begun),
		composeScore(project, surroundings),
		begun.agentFor(project).then((agent) => playCassettes(agent, project))
	]);
	composing.catch(() => begun.end());
	const [facts, score, agent] = await composing;
	return {
		facts,
		ports: {
			...agent,
			score,
			openJournal: async (request) => {
				const opened = await openJournal(request);
				const { duplicates } = opened;
				if (duplicates > 0) surroundings.onWarning(`${duplicates} ${duplicates === 1 ? "line" : "lines"} of the journal repeat what it holds; each run counts once.`);
				return opened;
			},
			clock: systemClock,
			readCalibration: composeCalibrations(surroundings.root),
			onWarning: surroundings.onWarning
		}
	};
}

export { composeCalibrations as a, composeRun as i, composeFacts as n, compareIdentities as o, composeRepository as r, beginRun as t };