import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as baselineFile } from "./baseline-file-Bc643SB_.js";
import { t as parseExperiment } from "./parse-result-8z1WYbGp.js";
import { An as countRuns, Ar as digestPlan, At as renderDecisionJson, Dt as composeCalibrations, Et as systemClock, Hn as projectRequest, Nr as loadProject, Vn as locateProject, a as writeBeside, at as subjectOf, bn as trustJudges, bt as composeFacts, dt as planCases, kt as renderTerminalSummary, o as painterFor, ot as decideAndWrite, wt as compareIdentities, xr as composeResults, xt as composeRepository } from "./run-BZDTBg9r.js";
import { t as readExperiment } from "./read-experiment-DRheUmyt.js";
import { r as readNamedFiles, t as composeLocalSides } from "./compose-baseline-BydDpxoi.js";
import { T as exitCodeOf } from "./program-DKRRRX-J.js";
const { resolve } = globalThis.process.getBuiltinModule("node:path");

// src/app/baseline/named-baseline.ts
function namedBaseline(files) {
	const experiments = files.flatMap(({ path, text }) => {
		if (text === void 0) throw new UserError("BASELINE_MISSING", `There is no ${path}.`, "Name an experiment.json, the folder that it lies in, or a file of a store of baselines.");
		return storedIn(text) ?? [parseExperiment(text, path)];
	});
	const [first] = experiments;
	if (experiments.find(({ subject }) => subject.key !== first?.subject.key) !== void 0) throw new UserError("BASELINE_MIXED", "The files named with --baseline tested different things, so their runs cannot be pooled.", "Name results of one agent, dataset and set of evaluators only.");
	const commit = first?.subject.commit;
	return {
		kind: "found",
		experiments,
		origin: {
			side: "merge-base",
			source: "file",
			...commit !== void 0 && { commit }
		}
	};
}
function storedIn(text) {
	try {
		return baselineFile.safeParse(JSON.parse(text)).data?.entries.map(({ experiment }) => experiment);
	} catch {
		return;
	}
}

// src/app/gate/decide-again.ts
async function decideAgain({ project, facts, folder, clock, readCalibration, sides }) {
	const experiment = readExperiment(folder, "Finish it with `tracegate run --resume`, or run the whole dataset with `tracegate run`.");
	mustBeOf(project, facts, experiment);
	return {
		experiment,
		...decideAndWrite(folder, experiment, {
			config: project.config,
			nowMs: clock.nowMs(),
			...sides,
			trust: await trustJudges(experiment, {
				folder: project.config.evaluators,
				rule: project.config.gate.trust,
				read: readCalibration
			})
		})
	};
}
function mustBeOf(project, facts, experiment) {
	const cases = planCases(project.dataset.cases, project.evaluators);
	const recorded = {
		subject: experiment.subject,
		planned: experiment.planned,
		plan: digestPlan(experiment.cases.map(({ id, planned }) => ({
			id,
			runs: planned
		})))
	};
	const now = {
		subject: subjectOf(project, cases, facts),
		planned: countRuns(cases),
		plan: digestPlan(cases)
	};
	const plan = cases.every(({ id, runs }) => experiment.cases.some((one) => one.id === id && one.planned >= runs)) && experiment.cases.length === cases.length ? recorded.plan : now.plan;
	const planned = plan === recorded.plan ? recorded.planned : now.planned;
	const changes = [...compareIdentities(recorded, {
		...now,
		plan,
		planned
	}), ...changedStatuses(project, experiment)];
	if (changes.length === 0) return;
	throw new UserError("RESULTS_STALE", `The results are not of this project as it is: ${changes.join("; ")}.`, "Run it again with `tracegate run`.");
}
function changedStatuses({ dataset }, { cases }) {
	const statuses = new Map(dataset.cases.map(({ id, status }) => [id, status]));
	return cases.flatMap(({ id, status: was }) => {
		const is = statuses.get(id);
		return is === void 0 || is === was ? [] : [`${id} was ${was} and is ${is}`];
	});
}

// src/cli/commands/gate.ts
async function gateCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const results = options.results === void 0 ? void 0 : resolve(io.cwd, options.results);
	const repository = composeRepository(place.root);
	const project = await loadProject(projectRequest(place));
	const sides = options.baseline === void 0 ? await composeLocalSides(place.root, project, systemClock.nowMs()) : { baseline: namedBaseline(readNamedFiles(options.baseline.map((path) => resolve(io.cwd, path)))) };
	const folder = composeResults(place.root).existing(results);
	const decided = await decideAgain({
		project,
		facts: await composeFacts(project, {
			root: place.root,
			environment: io.env
		}, { repository }),
		folder,
		clock: systemClock,
		readCalibration: composeCalibrations(place.root),
		sides
	});
	const { experiment, decision, enforcement, comment } = decided;
	if (options.baseline !== void 0 && decision.comparison?.kind === "none") throw new UserError("BASELINE_OWN_RUNS", "What is named with --baseline are the very runs that are decided on.", "Name the results of other runs, such as those of the branch that the change is merged into.");
	await writeBeside(folder, decided, { io });
	const terminal = {
		...painterFor(options, io),
		enforcement
	};
	if (options.json) io.stdout.write(renderDecisionJson(experiment, decision));
	else if (options.markdown) io.stdout.write(comment);
	else io.stdout.write(renderTerminalSummary(experiment, decision, terminal));
	return exitCodeOf(decision, enforcement);
}

export { gateCommand };