import { i as isRun } from "./case-file-YHVmu2D4.js";
import { n as decideGate } from "./trust-judges-DEdBiwRd.js";
import { n as digestWith, r as experimentSubject } from "./experiment-subject-3t8x5n53.js";
import { t as resultFiles } from "./result-files-BTcrIVEs.js";
import { n as enforcementOn, t as renderDecisionJson } from "./decision-json-BNMU__0G.js";
import { n as renderComment } from "./comment-Ddp8JLQM.js";

// src/core/plan/plan-runs.ts
/**
* Every run of the plan, one round over all cases after another; a case drops out after its last run.
*
* Round by round, because runs that end early must be a fair sample of all cases. Lazy, because a plan may
* hold millions of runs.
*/
function* planRuns(cases) {
	let left = cases.filter(({ runs }) => runs > 0);
	for (let runIndex = 0; left.length > 0; runIndex++) {
		for (const { id } of left) yield {
			caseId: id,
			runIndex
		};
		left = left.filter(({ runs }) => runs > runIndex + 1);
	}
}
/** How many runs the plan holds. */
function countRuns(cases) {
	return cases.reduce((sum, { runs }) => sum + runs, 0);
}

// src/app/decide-and-write.ts
/** Decides on an experiment under a configuration and writes decision and comment beside it. */
function decideAndWrite(folder, experiment, { config, nowMs, trust }) {
	const decision = decideGate(experiment, config.gate, { ...trust && { trust } });
	const today = new Date(nowMs).toISOString().slice(0, 10);
	const enforcement = enforcementOn(config.enforce, today);
	const comment = renderComment(experiment, decision, { enforcement });
	folder.write(resultFiles.decision, renderDecisionJson(experiment, decision));
	folder.write(resultFiles.comment, comment);
	return {
		decision,
		enforcement,
		comment
	};
}

// src/app/tested-subject.ts
/** Names what a run of these cases tests. */
function subjectOf(project, cases, { agentDigest, judge, commit }) {
	return experimentSubject({
		agent: {
			runner: project.config.agent.runner,
			digest: digestAgentTools(project, agentDigest)
		},
		dataset: {
			name: project.dataset.name,
			digest: project.dataset.digest
		},
		evaluators: evaluatorsOf(cases, project),
		...judge !== void 0 && { judge },
		...commit !== void 0 && { commit }
	});
}
/** What is declared of the agent's tools decides runs of cases whose tools are recorded or fail. */
function digestAgentTools({ config, dataset }, agentDigest) {
	return dataset.cases.some(({ status, tools }) => isRun(status) && tools !== void 0) && config.tools !== void 0 ? digestWith(agentDigest, config.tools) : agentDigest;
}
/** Those that the cases ask; others in the folder change nothing. */
function evaluatorsOf(cases, { evaluators }) {
	const asked = new Set(cases.flatMap(({ expects }) => expects.map(({ evaluator }) => evaluator)));
	return [...evaluators.values()].filter(({ ref }) => asked.has(ref)).map(({ ref, digest }) => ({
		ref,
		digest
	}));
}

export { planRuns as i, decideAndWrite as n, countRuns as r, subjectOf as t };