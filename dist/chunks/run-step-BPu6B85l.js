import { Fn as makeResultFolder, Ht as trustJudges, Ut as decidedFiles, Wn as judgeSubject, Wt as resultFiles, Xt as decideGate, ai as simulatorOf, hr as terminalLines } from "./run-Btf2ZPPq.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as parseExperiment } from "./parse-result-Dm1MZLpX.js";
import { n as renderRunContext, t as checkRunContext } from "./run-context-CII38fzY.js";
import { n as simulatorSubject } from "./simulator-subject-C3ty0dtY.js";
import { t as runArgument } from "./run-argument-obbPPG_C.js";
import { n as parseRunAnswer } from "./run-messages-C3XP20iR.js";
const { existsSync } = globalThis.process.getBuiltinModule("node:fs");
const { join, relative } = globalThis.process.getBuiltinModule("node:path");
const { spawn } = globalThis.process.getBuiltinModule("node:child_process");
const { once } = globalThis.process.getBuiltinModule("node:events");
const { setTimeout } = globalThis.process.getBuiltinModule("node:timers/promises");

// src/app/gate-results.ts
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
const isOurs = (name) => /^(?:INPUT_|ACTIONS_|TRACEGATE_TOKEN_FILE$)/.test(name) || /^(?:GITHUB_(?:TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|GH_TOKEN)$/.test(name);
const graceMs = 1e3;
const signals = ["SIGINT", "SIGTERM"];
async function runInProcess(request, io, onProgress = () => {}) {
	const env = Object.fromEntries(Object.entries(io.env).filter(([name]) => !isOurs(name)));
	const [script = ""] = process.argv.slice(1);
	const child = spawn(process.execPath, [
		...process.execArgv,
		script,
		runArgument
	], {
		cwd: request.root,
		env,
		stdio: [
			"ignore",
			"pipe",
			"pipe",
			"ipc"
		],
		detached: process.platform !== "win32"
	});
	const killAll = () => signalAll(child, "SIGKILL");
	process.once("exit", killAll);
	const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
	const printed = Promise.all(streams.map((stream) => relayLines(stream, (text) => io.log(text))));
	try {
		const answer = await answerOf(child, request, onProgress);
		if (answer.kind === "failed") throw new UserError(...toldBy(answer));
	} finally {
		await end(child);
		await Promise.race([printed, grace()]);
		for (const stream of streams) stream.destroy();
		await printed;
		process.off("exit", killAll);
	}
}
async function answerOf(child, request, onProgress) {
	const { promise, resolve, reject } = Promise.withResolvers();
	const cancel = () => reject(new UserError("RUN_CANCELLED", "The job was cancelled while the agent was run.", "Run the job again."));
	const breakOff = () => {
		if (!child.connected && hasEnded(child)) reject(brokeOff(child));
	};
	for (const signal of signals) process.once(signal, cancel);
	child.once("error", reject).once("exit", breakOff).once("disconnect", breakOff);
	child.on("message", (message) => {
		const answer = parseRunAnswer(message);
		if (answer?.kind === "progress") onProgress(answer);
		else if (answer !== void 0) resolve(answer);
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
	return setTimeout(graceMs, void 0, { ref: false });
}
function hasEnded({ exitCode, signalCode }) {
	return exitCode !== null || signalCode !== null;
}
function brokeOff({ exitCode, signalCode }) {
	const how = signalCode === null ? `ended with exit code ${exitCode}` : `was killed by ${signalCode}`;
	return new UserError("RUN_BROKE_OFF", `The process that runs the agent ${how} before the results were whole.`, "Look at the log above. An agent of `runner: module` shares that process and must not end it; `runner: process` gives it one of its own.");
}
async function end(child) {
	signalAll(child, "SIGTERM");
	if (!hasEnded(child)) await Promise.race([once(child, "exit"), grace()]);
	signalAll(child, "SIGKILL");
}
function signalAll(child, signal) {
	if (child.pid === void 0) return;
	try {
		if (process.platform === "win32") child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : void 0;
		if (code !== "ESRCH" && code !== "EPERM") throw error;
	}
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
		} }
	};
	await io.quoted(() => runInProcess(request, io, onProgress));
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