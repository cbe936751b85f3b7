import { A as renderProgressLine, Cr as makeResultFolder, Hn as projectRequest, Nr as loadProject, O as describeForecast, St as composeRun, _r as asksJudges, br as cacheFolder, j as runDataset, k as isLineDue, yn as resultFiles } from "./run-BZDTBg9r.js";
import { r as composeToldVerdicts } from "./compose-answers-Dv73-mOx.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as failedAnswer } from "./run-messages-CmNcyCPg.js";
const { join } = globalThis.process.getBuiltinModule("node:path");
const { inspect } = globalThis.process.getBuiltinModule("node:util");

// src/action/run-process-main.ts
async function runProcessMain() {
	process.once("disconnect", () => process.exit(1));
	const answer = await answerTo(await firstMessage());
	await Promise.all([process.stdout, process.stderr].map(flushed));
	tell(answer);
}
function tell(answer) {
	process.send?.(answer);
}
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
async function runAll(request) {
	const { root, configPath, results, judge, simulator, commit, policy, stop, shard } = request;
	const loaded = await loadProject(projectRequest({
		root,
		configPath
	}));
	const config = {
		...loaded.config,
		...judge !== void 0 && { judge },
		...simulator !== void 0 && { simulator }
	};
	const project = {
		...loaded,
		config
	};
	const answers = request.carriesAnswers === true && asksJudges(project) ? await carriedAnswers() : void 0;
	const { facts, ports } = await composeRun(project, {
		root,
		environment: process.env,
		onWarning: (text) => print(`warning: ${text}`),
		cacheFolder: join(root, cacheFolder),
		...answers !== void 0 && { answers }
	});
	const folder = makeResultFolder(results);
	let last;
	await runDataset({
		project,
		...facts,
		...commit !== void 0 && { commit },
		resume: false,
		isCompared: request.isCompared ?? true,
		...policy !== void 0 && { policy },
		...stop !== void 0 && { stop },
		...shard !== void 0 && { shard },
		signal: new AbortController().signal,
		onProgress: (progress) => {
			if (!isLineDue(progress, last)) return;
			last = progress;
			print(renderProgressLine(progress));
			tell({
				kind: "progress",
				recorded: progress.recorded,
				planned: progress.planned
			});
		}
	}, {
		...ports,
		folderFor: () => folder,
		onForecast: (forecast, budget) => print(describeForecast(forecast, budget))
	});
	if (request.rerun !== void 0) await rerun(project, request, request.rerun.sha);
	if (request.review !== void 0) await review(project, request, {
		...request.review,
		answers
	});
}
async function carriedAnswers() {
	const carried = new Promise((resolve) => {
		process.once("message", (message) => resolve(message));
	});
	tell({ kind: "answers-wanted" });
	const { carriedIn } = await carried;
	return await composeToldVerdicts(carriedIn, (key, { model, json }) => tell({
		kind: "answered",
		key,
		model,
		json
	}));
}
async function rerun(project, { root, results }, ref) {
	const [{ runAtCommit }, { composeReproduction }] = await Promise.all([import("./run-at-commit-DKWka2cN.js"), import("./compose-reproduction-BCcXZ6qV.js")]);
	print(`The agent of ${ref.slice(0, 7)} is run too, to compare with.`);
	try {
		const { experiment } = await runAtCommit({
			project,
			ref,
			stop: "off",
			signal: new AbortController().signal
		}, composeReproduction({
			root,
			environment: process.env,
			onWarning: (text) => print(`warning: ${text}`)
		}, "base-runs"));
		makeResultFolder(results).write(resultFiles.base, `${JSON.stringify(experiment)}\n`);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		print(`warning: there is nothing to compare with: ${error.message} ${error.fix}`);
	}
}
async function review(project, { root, configPath, results }, { base, mayUseLiveTools, answers }) {
	const [{ reviewDataset }, { composeReview }] = await Promise.all([import("./review-dataset-DvPz1wfc.js"), import("./compose-review-BmfQgyVU.js")]);
	const found = await reviewDataset({
		project,
		request: projectRequest({
			root,
			configPath
		}),
		base,
		mayUseLiveTools,
		signal: new AbortController().signal,
		nowMs: Date.now
	}, composeReview(project, {
		root,
		environment: process.env,
		onWarning: (text) => print(`warning: ${text}`),
		...answers !== void 0 && { answers }
	}));
	if (found === void 0) return;
	makeResultFolder(results).write(resultFiles.datasetReview, `${JSON.stringify(found)}\n`);
}
function flushed(stream) {
	return new Promise((resolve) => {
		stream.write("", () => resolve());
	});
}
function print(text) {
	process.stdout.write(`${text}\n`);
}

export { runProcessMain };