import { t as loadProject } from "./load-project-CkctGrOJ.js";
import { i as runDataset, r as renderProgressLine, t as isLineDue } from "./progress-CKL2lrPN.js";
import { n as projectRequest } from "./compose-project-BsdY0YeB.js";
import { i as makeResultFolder, t as cacheFolder } from "./compose-results-CRm8SF-G.js";
import { i as composeRun } from "./compose-run-U0O3ZG-V.js";
import { t as UserError } from "./errors-wBhBppnE.js";
import { t as failedAnswer } from "./run-messages-D0CcLgrF.js";
import { join } from "node:path";
import { inspect } from "node:util";

// src/action/run-process-main.ts
/**
* The process that runs the agent: does what its first message asks and answers in one. It ends when the process
* that started it does, or is ended by it.
*/
async function runProcessMain() {
	process.once("disconnect", () => process.exit(1));
	const answer = await answerTo(await firstMessage());
	await Promise.all([process.stdout, process.stderr].map(flushed));
	process.send?.(answer);
}
/** Sent by our own bundle, so it is what it says. */
function firstMessage() {
	return new Promise((resolve) => {
		process.once("message", (request) => resolve(request));
	});
}
async function answerTo(request) {
	try {
		await runAll(request);
		return { kind: "finished" };
	} catch (error) {
		if (!(error instanceof UserError)) print(inspect(error, { depth: 3 }));
		return failedAnswer(error);
	}
}
async function runAll({ root, configPath, results, judge, commit }) {
	const loaded = await loadProject(projectRequest({
		root,
		configPath
	}));
	const project = judge === void 0 ? loaded : {
		...loaded,
		config: {
			...loaded.config,
			judge
		}
	};
	const { facts, ports } = await composeRun(project, {
		root,
		environment: process.env,
		onWarning: (text) => print(`warning: ${text}`),
		cacheFolder: join(root, cacheFolder)
	});
	const folder = makeResultFolder(results);
	let last;
	await runDataset({
		project,
		...facts,
		...commit !== void 0 && { commit },
		resume: false,
		signal: new AbortController().signal,
		onProgress: (progress) => {
			if (!isLineDue(progress, last)) return;
			last = progress;
			print(renderProgressLine(progress));
		}
	}, {
		...ports,
		folderFor: () => folder
	});
}
function flushed(stream) {
	return new Promise((resolve) => {
		stream.write("", () => resolve());
	});
}
/** Whoever started us makes it safe for the log. */
function print(text) {
	process.stdout.write(`${text}\n`);
}

export { runProcessMain };