import { i as loadProject, n as projectRequest } from "./compose-project-x_lce49O.js";
import { C as literal, T as object, k as string, x as int } from "./schemas-5Hve26zk.js";
import { a as runDataset, i as resultFiles, r as makeResultFolder } from "./compose-results-cz-ib6mz.js";
import { a as renderProgressLine, n as composeRun, r as isLineDue } from "./compose-run-CgPzpA1I.js";
import { t as UserError } from "./errors-wBhBppnE.js";
import { stripVTControlCharacters } from "node:util";
import { join, relative } from "node:path";

// src/core/plan/run-context.ts
/** Version of `context.json`. */
const runContextSchema = "tracegate.context/1";
const runContextFile = object({
	schema: literal(runContextSchema),
	headSha: string().regex(/^[0-9a-f]{40}$/).optional(),
	pullRequest: int().positive().optional()
});
function renderRunContext(context) {
	return `${JSON.stringify({
		schema: runContextSchema,
		...context
	})}\n`;
}
/**
* Holds the claim beside some results to what the event and the API say.
*
* It cannot prove that results are right; it catches those of another commit or pull request.
*
* @throws UserError `RESULTS_FOREIGN`, or `RESULTS_INVALID` where there is no readable claim.
*/
function checkRunContext(text, actual) {
	const claim = text === void 0 ? void 0 : parse(text);
	if (claim === void 0) throw new UserError("RESULTS_INVALID", "The results do not say which commit they are about: context.json is missing or not readable.", "Write them with this action in `mode: run`, and pass on the whole folder.");
	const { headSha, pullRequest } = actual;
	if (headSha !== void 0 && claim.headSha !== headSha) throw foreign(`commit ${claim.headSha ?? "(none)"}`, `commit ${headSha}`);
	if (pullRequest !== void 0 && claim.pullRequest !== void 0 && claim.pullRequest !== pullRequest) throw foreign(`pull request #${claim.pullRequest}`, `pull request #${pullRequest}`);
}
function foreign(claimed, actual) {
	return new UserError("RESULTS_FOREIGN", `The results say that they are about ${claimed}; this job is about ${actual}.`, "Hand over the results of the run for this very commit.");
}
function parse(text) {
	try {
		return runContextFile.safeParse(JSON.parse(text)).data;
	} catch {
		return;
	}
}

// src/action/run-step.ts
/** `mode: run`: runs the agent and leaves result files; what they mean is said by the job that gates them. */
async function runStep(context) {
	const { io, plan, job } = context;
	if (plan.row.does === "nothing") {
		io.log(`Not applicable: ${plan.row.why}\n`);
		io.output("decision", "not-applicable");
		return 0;
	}
	const { folder, experiment } = await runAgent(context);
	const { recorded, planned } = experiment;
	const place = relative(job.workspace, folder.path);
	io.log(`${recorded} of ${planned} runs are in ${place}; a job in \`mode: gate\` decides on them.\n`);
	io.output("results", place);
	await io.summarise(`${recorded} of ${planned} runs recorded in \`${place}\`; the gate decides on them.\n`);
	return 0;
}
/**
* Runs the dataset of the checkout. The judge is the base branch's where the caller knows it.
*
* All that the agent prints meanwhile is quoted: it commands no runner.
*/
async function runAgent({ io, inputs, job, plan }, base) {
	const root = join(job.workspace, inputs.root);
	const loaded = await loadProject(projectRequest({
		root,
		configPath: inputs.config
	}));
	const project = base === void 0 ? loaded : {
		...loaded,
		config: withJudge(loaded.config, base)
	};
	return await io.quoted(async () => {
		const { facts, ports } = await composeRun(project, {
			root,
			environment: agentEnvironment(io.env),
			onWarning: (text) => io.log(`warning: ${stripVTControlCharacters(text)}\n`)
		});
		const folder = makeResultFolder(join(job.workspace, inputs.results));
		let last;
		const { experiment } = await runDataset({
			project,
			...facts,
			resume: false,
			signal: new AbortController().signal,
			onProgress: (progress) => {
				if (!isLineDue(progress, last)) return;
				last = progress;
				io.log(`${renderProgressLine(progress)}\n`);
			}
		}, {
			...ports,
			folderFor: () => folder
		});
		folder.write(resultFiles.context, renderRunContext({
			...plan.headSha !== void 0 && { headSha: plan.headSha },
			...plan.pullRequest !== void 0 && { pullRequest: plan.pullRequest }
		}));
		return {
			folder,
			experiment
		};
	});
}
function withJudge(config, { judge }) {
	const { judge: _ofTheChange, ...rest } = config;
	return {
		...rest,
		...judge !== void 0 && { judge }
	};
}
/** The job's variables without what speaks for us: the inputs hold the token. */
function agentEnvironment(env) {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:INPUT_|ACTIONS_)/.test(name)));
}

export { runStep as n, checkRunContext as r, runAgent as t };