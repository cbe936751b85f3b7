import { t as UserError } from "./errors-wBhBppnE.js";
import { a as composeCalibrations, n as composeFacts, o as compareIdentities, r as composeRepository } from "./compose-run-U0O3ZG-V.js";
import { t as digestPlan } from "./experiment-subject-3t8x5n53.js";
import { t as parseExperiment } from "./parse-result-B8Syoo0T.js";
import { n as decideAndWrite, r as countRuns, t as subjectOf } from "./tested-subject-CzNeTege.js";
import { t as planCases } from "./planned-case-BsciwIZc.js";
import { t as resultFiles } from "./result-files-BTcrIVEs.js";
import { t as trustJudges } from "./trust-judges-DEdBiwRd.js";
import { t as loadProject } from "./load-project-CkctGrOJ.js";
import { n as projectRequest, t as locateProject } from "./compose-project-BsdY0YeB.js";
import { n as composeResults } from "./compose-results-CRm8SF-G.js";
import { t as renderDecisionJson } from "./decision-json-BNMU__0G.js";
import { t as renderTerminalSummary } from "./terminal-summary-C2X1UZCo.js";
import { t as systemClock } from "./system-clock-CCxCWly8.js";
import { t as exitCodeOf } from "./exit-codes-DFesNADe.js";
import { t as painterFor } from "./painter-BeRQraVw.js";
import { join, resolve } from "node:path";

// src/app/decide-again.ts
/**
* Decides on the experiment in a folder under the policy as it is now, and writes decision and comment
* beside it. Nothing is run.
*
* @throws UserError where there is no experiment, one that cannot be true, or one of another agent, dataset,
*   evaluators, judge or plan than the project's own: that would say nothing about the tree as it is.
*/
async function decideAgain({ project, facts, folder, clock, readCalibration }) {
	const text = folder.read(resultFiles.experiment);
	if (text === void 0) throw new UserError("EXPERIMENT_MISSING", `${folder.path} holds no ${resultFiles.experiment}: the run never got to its end, or was of chosen cases only.`, "Finish it with `tracegate run --resume`, or run the whole dataset with `tracegate run`.");
	const experiment = parseExperiment(text, join(folder.path, resultFiles.experiment));
	mustBeOf(project, facts, experiment);
	return {
		experiment,
		...decideAndWrite(folder, experiment, {
			config: project.config,
			nowMs: clock.nowMs(),
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
	const changes = compareIdentities(recorded, {
		...now,
		plan,
		planned
	});
	if (changes.length === 0) return;
	throw new UserError("RESULTS_STALE", `The results are not of this project as it is: ${changes.join("; ")}.`, "Run it again with `tracegate run`.");
}

// src/cli/commands/gate.ts
/** `tracegate gate`: the decision on a run that is there already. */
async function gateCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const results = options.results === void 0 ? void 0 : resolve(io.cwd, options.results);
	const repository = composeRepository(place.root);
	const project = await loadProject(projectRequest(place));
	const { experiment, decision, enforcement, comment } = await decideAgain({
		project,
		facts: await composeFacts(project, {
			root: place.root,
			environment: io.env
		}, { repository }),
		folder: composeResults(place.root).existing(results),
		clock: systemClock,
		readCalibration: composeCalibrations(place.root)
	});
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