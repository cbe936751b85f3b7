import { Cr as makeResultFolder, En as decideGate, Gr as simulatorOf, Ma as terminalLines, Mr as judgeSubject, Na as terminalText, Ua as countOf, bn as trustJudges, vn as decidedFiles, yn as resultFiles } from "./run-BZDTBg9r.js";
import { O as object, P as string, T as literal, U as UserError, x as discriminatedUnion } from "./shared-Cu69G1m7.js";
import { t as parseExperiment } from "./parse-result-8z1WYbGp.js";
import { n as renderRunContext, t as checkRunContext } from "./run-context-CII38fzY.js";
import { n as simulatorSubject } from "./simulator-subject-HUXy-XgM.js";
import { n as composeCarriedVerdicts } from "./compose-answers-Dv73-mOx.js";
import { n as runArgument, t as cacheArgument } from "./run-argument-BWyg3fwt.js";
import { t as cacheVariables } from "./cache-variables-BxeLTrH7.js";
import { n as parseRunAnswer } from "./run-messages-CmNcyCPg.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
const { existsSync, mkdtempSync, realpathSync, rmSync } = globalThis.process.getBuiltinModule("node:fs");
const { tmpdir } = globalThis.process.getBuiltinModule("node:os");
const { join, relative } = globalThis.process.getBuiltinModule("node:path");
const { spawn } = globalThis.process.getBuiltinModule("node:child_process");
const { once } = globalThis.process.getBuiltinModule("node:events");
const { setTimeout: setTimeout$1 } = globalThis.process.getBuiltinModule("node:timers/promises");

// src/app/gate/gate-results.ts
async function gateResults(folder, { policy, about, calibrations, sides }) {
	const experiment = readResults(folder, about);
	checkJudge(experiment, policy);
	checkSimulator(experiment, policy);
	const rule = policy.policy.trust;
	const trust = calibrations && await trustJudges(experiment, {
		...calibrations,
		rule
	});
	return {
		experiment,
		decision: decideGate(experiment, policy.policy, {
			...policy.stop && { stop: policy.stop },
			...trust && { trust },
			...sides
		})
	};
}
function readResults(folder, about) {
	const text = folder.read(resultFiles.experiment);
	if (text === void 0) throw new UserError("RESULTS_MISSING", `There is no ${resultFiles.experiment} in the results: the job that runs the agent did not get to its end.`, "Look at that job's log; hand its results over with `actions/upload-artifact` and `actions/download-artifact`.");
	checkRunContext(folder.read(resultFiles.context), about);
	return parseExperiment(text, resultFiles.experiment);
}
function checkSimulator({ subject }, { simulator, judge }) {
	const named = simulatorOf({
		simulator,
		judge
	});
	if (subject.simulator === void 0 || named?.kind !== "model") return;
	if (subject.simulator.digest === simulatorSubject(named).digest) return;
	throw new UserError("RESULTS_FOREIGN", `The users of these results were played by another model (${subject.simulator.model}) than the base branch names.`, "Leave `simulator` as it is on the base branch, or run and gate in one step with `mode: run-and-gate`, which asks the base branch's.");
}
function checkJudge({ subject }, { policy, judge }) {
	const mayBlock = Object.values(policy.dimensions).some((floor) => floor.judge === "block");
	if (subject.judge === void 0 || !mayBlock) return;
	if (judge !== void 0 && subject.judge.digest === judgeSubject(judge).digest) return;
	throw new UserError("RESULTS_FOREIGN", `The results were judged by another judge (${subject.judge.model}) than the base branch names.`, "Leave `judge` as it is on the base branch, or run and gate in one step with `mode: run-and-gate`, which asks the base branch's judge.");
}

// src/action/environment-without-ours.ts
function environmentWithoutOurs(env) {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !isOurs(name)));
}
const isOurs = (name) => /^(?:INPUT_|ACTIONS_|TRACEGATE_SECRETS_FILE$)/.test(name) || /^(?:GITHUB_(?:TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|GH_TOKEN)$/.test(name);

// src/action/signal-group.ts
function signalGroup(child, signal) {
	if (child.pid === void 0) return;
	try {
		if (process.platform === "win32") child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : void 0;
		if (code !== "ESRCH" && code !== "EPERM") throw error;
	}
}

// src/action/cache-process.ts
const cacheAnswer = discriminatedUnion("kind", [
	object({ kind: literal("done") }),
	object({ kind: literal("nothing") }),
	object({
		kind: literal("failed"),
		why: string()
	})
]);
async function askCacheProcess(request, { env, timeoutMs, signal }) {
	if (signal.aborted) return { kind: "timed-out" };
	const [script = ""] = process.argv.slice(1);
	const child = spawn(process.execPath, [
		...process.execArgv,
		script,
		cacheArgument
	], {
		cwd: request.folder,
		env: {
			...environmentWithoutOurs(env),
			RUNNER_DEBUG: void 0
		},
		stdio: [
			"ignore",
			"ignore",
			"ignore",
			"ipc"
		],
		detached: process.platform !== "win32"
	});
	const { promise, resolve } = Promise.withResolvers();
	const giveUp = () => resolve({ kind: "timed-out" });
	const timer = setTimeout(giveUp, timeoutMs);
	const fail = (why) => resolve({
		kind: "failed",
		why
	});
	signal.addEventListener("abort", giveUp);
	child.once("error", (error) => fail(error.message)).once("disconnect", () => fail("its process ended without an answer")).on("message", (message) => {
		const { data } = cacheAnswer.safeParse(message);
		if (data !== void 0) resolve(data);
	});
	child.send(request, () => {});
	try {
		return await promise;
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", giveUp);
		signalGroup(child, "SIGKILL");
	}
}

// src/action/carry-answers.ts
const timeoutMs = 3e4;
const slowMs = 4e3;
function carryAnswers(io, inputs) {
	const runtime = Object.fromEntries(cacheVariables.flatMap((name) => {
		const value = io.env[name] ?? "";
		return value === "" ? [] : [[name, value]];
	}));
	const isOffered = runtime["ACTIONS_RUNTIME_TOKEN"] !== void 0 && (runtime["ACTIONS_RESULTS_URL"] ?? runtime["ACTIONS_CACHE_URL"]) !== void 0;
	return inputs.carriesAnswers === true && isOffered ? new AnswerCarrier(io, inputs, runtime) : void 0;
}
var AnswerCarrier = class {
	#io;
	#runtime;
	#prefix;
	#ownPrefix;
	#ended = new AbortController();
	#folders = [];
	#verdicts;
	#isDown = false;
	constructor(io, { root, config, shard }, runtime) {
		this.#io = io;
		this.#runtime = runtime;
		const project = createHash("sha256").update(`${root}/${config}`).digest("hex").slice(0, 16);
		const part = shard === void 0 ? "all" : `${shard.index}of${shard.count}`;
		this.#prefix = `tracegate-judges-1-${project}-`;
		this.#ownPrefix = `${this.#prefix}${part}-`;
	}
	async restore() {
		const verdicts = await composeCarriedVerdicts();
		this.#verdicts = verdicts;
		const folder = this.#freshFolder();
		const key = this.#ownPrefix;
		const answer = await this.#ask(folder, {
			act: "restore",
			key,
			restoreKeys: [this.#prefix]
		});
		if (answer.kind === "nothing") return folder;
		const brought = answer.kind === "done" ? verdicts.take(folder) : void 0;
		if (brought !== void 0) {
			this.#io.log(`${countOf(brought, "answer")} of judges came from the cache of GitHub Actions.\n`);
			return folder;
		}
		const why = answer.kind === "done" ? "what it holds is no file of answers" : whyNot(answer);
		this.#io.log(`Note: no answers of judges came from the cache of GitHub Actions (${why}); judges are asked.\n`);
		return answer.kind === "done" ? this.#freshFolder() : folder;
	}
	keep({ key, model, json }) {
		this.#verdicts?.add(key, {
			model,
			json
		});
	}
	async save() {
		const verdicts = this.#verdicts;
		if (verdicts === void 0 || verdicts.added === 0 || this.#isDown) return;
		if (this.#io.env["GITHUB_REF"]?.startsWith("refs/heads/gh-readonly-queue/")) return;
		const folder = this.#freshFolder();
		const key = `${this.#ownPrefix}${verdicts.write(folder).slice(0, 32)}`;
		const answer = await this.#ask(folder, {
			act: "save",
			key
		});
		const what = `${countOf(verdicts.added, "new answer")} of judges`;
		if (answer.kind === "done") this.#io.log(`${what} went into the cache of GitHub Actions, for later jobs.\n`);
		else if (answer.kind !== "nothing") this.#io.log(`Note: ${what} did not get into the cache of GitHub Actions (${whyNot(answer)}).\n`);
	}
	end() {
		this.#ended.abort();
		for (const folder of this.#folders) rmSync(folder, {
			recursive: true,
			force: true
		});
	}
	async #ask(folder, asked) {
		const { env } = this.#io;
		const { signal } = this.#ended;
		const request = {
			...asked,
			folder,
			runtime: this.#runtime
		};
		const askedAtMs = performance.now();
		const answer = await askCacheProcess(request, {
			env,
			timeoutMs,
			signal
		});
		const isSlow = performance.now() - askedAtMs >= slowMs;
		this.#isDown = answer.kind === "timed-out" || answer.kind === "failed" && isSlow;
		return answer;
	}
	#freshFolder() {
		const above = this.#io.env["RUNNER_TEMP"] || tmpdir();
		const folder = realpathSync(mkdtempSync(join(above, "tracegate-answers-")));
		this.#folders.push(folder);
		return folder;
	}
};
function whyNot(answer) {
	if (answer.kind === "timed-out") return `no answer within ${timeoutMs / 1e3} seconds`;
	return terminalText(answer.why, 300).replace(/[.:\s]+$/, "");
}

// src/action/relay-lines.ts
const longestLine = 16384;
const mostCharacters = 8388608;
function relayLines(stream, print) {
	let rest = "";
	let told = 0;
	const tell = (line) => {
		const was = told;
		told += line.length + 1;
		if (told <= mostCharacters) print(`${terminalLines(line)}\n`);
		else if (was <= mostCharacters) print(`\u2026 what more was printed is left out, beyond ${mostCharacters} characters.\n`);
	};
	stream.setEncoding("utf8");
	stream.on("data", (chunk) => {
		const lines = (rest + chunk).split(/\r\n|\n|\r/);
		rest = lines.pop() ?? "";
		for (const line of lines) tell(line);
		if (rest.length > longestLine) {
			tell(rest);
			rest = "";
		}
	});
	return new Promise((resolve) => {
		stream.once("close", () => {
			if (rest !== "") tell(rest);
			resolve();
		});
	});
}

// src/action/run-process.ts
const graceMs = 1e3;
const signals = ["SIGINT", "SIGTERM"];
async function runInProcess(request, io, listener = {}) {
	const [script = ""] = process.argv.slice(1);
	const child = spawn(process.execPath, [
		...process.execArgv,
		script,
		runArgument
	], {
		cwd: request.root,
		env: environmentWithoutOurs(io.env),
		stdio: [
			"ignore",
			"pipe",
			"pipe",
			"ipc"
		],
		detached: process.platform !== "win32"
	});
	const killAll = () => signalGroup(child, "SIGKILL");
	process.once("exit", killAll);
	const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
	const printed = Promise.all(streams.map((stream) => relayLines(stream, (text) => io.log(text))));
	try {
		const answer = await answerOf(child, request, listener);
		if (answer.kind === "failed") throw new UserError(...toldBy(answer));
	} finally {
		await end(child);
		await Promise.race([printed, grace()]);
		for (const stream of streams) stream.destroy();
		await printed;
		process.off("exit", killAll);
	}
}
async function answerOf(child, request, { onProgress, onAnswersWanted, onAnswered }) {
	const { promise, resolve, reject } = Promise.withResolvers();
	const cancel = () => reject(new UserError("RUN_CANCELLED", "The job was cancelled while the agent was run.", "Run the job again."));
	const breakOff = () => {
		if (!child.connected && hasEnded(child)) reject(brokeOff(child));
	};
	const sendCarried = (carriedIn) => {
		const carried = { carriedIn };
		child.send(carried, () => {});
	};
	let isCarried = false;
	const carry = () => {
		if (isCarried) return;
		isCarried = true;
		onAnswersWanted?.().then(sendCarried, reject);
	};
	for (const signal of signals) process.once(signal, cancel);
	child.once("error", reject).once("exit", breakOff).once("disconnect", breakOff);
	child.on("message", (message) => {
		const answer = parseRunAnswer(message);
		if (answer === void 0) return void 0;
		switch (answer.kind) {
			case "progress": return onProgress?.(answer);
			case "answered": return onAnswered?.(answer);
			case "answers-wanted": return carry();
			case "finished":
			case "failed": return resolve(answer);
		}
	});
	child.send(request, () => {});
	try {
		return await promise;
	} finally {
		for (const signal of signals) process.off(signal, cancel);
	}
}
function toldBy({ code, message, fix, problems }) {
	return [
		code,
		message,
		fix,
		{ problems }
	];
}
function grace() {
	return setTimeout$1(graceMs, void 0, { ref: false });
}
function hasEnded({ exitCode, signalCode }) {
	return exitCode !== null || signalCode !== null;
}
function brokeOff({ exitCode, signalCode }) {
	const how = signalCode === null ? `ended with exit code ${exitCode}` : `was killed by ${signalCode}`;
	return new UserError("RUN_BROKE_OFF", `The process that runs the agent ${how} before the results were whole.`, "Look at the log above. An agent of `runner: module` shares that process and must not end it; `runner: process` gives it one of its own.");
}
async function end(child) {
	signalGroup(child, "SIGTERM");
	if (!hasEnded(child)) await Promise.race([once(child, "exit"), grace()]);
	signalGroup(child, "SIGKILL");
}

// src/action/step-context.ts
function aboutOf({ headSha, pullRequest }) {
	return {
		...headSha !== void 0 && { headSha },
		...pullRequest !== void 0 && { pullRequest }
	};
}
function placeOf({ root, config }) {
	return {
		folder: root === "." ? "" : root,
		configPath: config
	};
}

// src/action/run-step.ts
async function runStep(context) {
	const { io, plan, job } = context;
	const folder = await runAgent(context);
	const { recorded, planned } = readResults(folder, aboutOf(plan));
	const place = relative(job.workspace, folder.path);
	io.log(`${recorded} of ${planned} runs are in ${place}; a job in \`mode: gate\` decides on them.\n`);
	io.output("results", place);
	await io.summarise(`${recorded} of ${planned} runs recorded in \`${place}\`; the gate decides on them.\n`);
	return 0;
}
async function runAgent({ io, inputs, job, plan }, { judge, simulator, policy, stop } = {}, { onProgress, rerun, isCompared } = {}) {
	const root = join(job.workspace, inputs.root);
	mustBeCheckedOut(root, inputs);
	const folder = makeResultFolder(join(job.workspace, inputs.results));
	for (const name of [
		resultFiles.experiment,
		resultFiles.context,
		resultFiles.datasetReview,
		resultFiles.base
	]) folder.remove(name);
	const carrier = carryAnswers(io, inputs);
	const request = {
		root,
		configPath: inputs.config,
		results: folder.path,
		...judge !== void 0 && { judge },
		...simulator !== void 0 && { simulator },
		...policy !== void 0 && { policy },
		...stop !== void 0 && { stop },
		...isCompared !== void 0 && { isCompared },
		...inputs.shard !== void 0 && { shard: inputs.shard },
		...plan.headSha !== void 0 && { commit: plan.headSha },
		...rerun !== void 0 && { rerun: { sha: rerun } },
		...plan.pullRequest !== void 0 && plan.baseSha !== void 0 && { review: {
			base: plan.baseSha,
			mayUseLiveTools: plan.isByInsider === true
		} },
		...carrier !== void 0 && { carriesAnswers: true }
	};
	const listener = {
		...onProgress !== void 0 && { onProgress },
		...carrier !== void 0 && {
			onAnswersWanted: () => carrier.restore(),
			onAnswered: (answer) => carrier.keep(answer)
		}
	};
	try {
		await io.quoted(() => runInProcess(request, io, listener));
		await carrier?.save();
	} catch (error) {
		if (!(error instanceof UserError && error.code === "RUN_CANCELLED")) await carrier?.save();
		throw error;
	} finally {
		carrier?.end();
	}
	for (const name of decidedFiles) folder.remove(name);
	folder.write(resultFiles.context, renderRunContext(aboutOf(plan)));
	return folder;
}
function mustBeCheckedOut(root, { root: folder, config }) {
	if (existsSync(join(root, config))) return;
	const path = folder === "." ? config : `${folder}/${config}`;
	throw new UserError("CONFIG_MISSING", `There is no ${path} in the workspace.`, "Check the repository out in a step before this one (`actions/checkout`), or name the project with the inputs `root` and `config`.");
}

export { gateResults as a, placeOf as i, runStep as n, aboutOf as r, runAgent as t };