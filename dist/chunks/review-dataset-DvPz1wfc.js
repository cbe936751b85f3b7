import { a as diffDatasets, i as countDiff, o as isUnchanged, r as signOffDigest, t as recalibrateJudges } from "./recalibrate-judges-DD6fZXfJ.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as datasetReviewSchema } from "./dataset-review-JrR2CH9-.js";
import { t as loadJudgedProject } from "./load-judged-project-DfJJoepF.js";
import { Fr as readProject } from "./run-BZDTBg9r.js";
import { t as reproduceCase } from "./reproduce-case-7h11KIDj.js";
import { t as checkEvaluators } from "./check-evaluators-BDdK41IB.js";

// src/app/dataset/review-dataset.ts
const runs = 20;
const mostCases = 12;
async function reviewDataset(review, ports) {
	const { project, signal } = review;
	const notes = [];
	const before = await baseProject(review, ports, notes);
	if (before === "no-history") return void 0;
	if (before === "unknown") return {
		...noReview,
		notes
	};
	const diff = diffDatasets(before?.dataset, project.dataset);
	if (before !== void 0 && isUnchanged(diff)) return void 0;
	const touched = [...diff.added, ...diff.changed];
	const run = touched.filter(({ status }) => status !== "retired").slice(0, mostCases);
	const report = await checkThese(run, review, ports, notes);
	const cases = [];
	for (const one of run) {
		const change = diff.added.includes(one) ? "added" : "changed";
		const reproduction = await reproduce(one, review, ports);
		const digest = signOffDigest(one, project.evaluators);
		cases.push({
			...reviewed(one, change, report),
			...digest !== void 0 && { digest },
			reproduction
		});
		if (signal.aborted) return void 0;
	}
	cases.push(...diff.removed.slice(0, mostCases).map((one) => reviewed(one, "removed", report)));
	const judges = await measure(run, review, ports, notes);
	return {
		schema: datasetReviewSchema,
		cases,
		leftOut: touched.length + diff.removed.length - cases.length,
		statuses: diff.statuses.slice(0, 500).map((status) => ({ ...status })),
		dimensions: countDiff(diff, ({ dimensions }) => dimensions).map((row) => ({ ...row })),
		failureModes: countDiff(diff, modeOf).map((row) => ({ ...row })),
		...judges,
		notes
	};
}
function modeOf({ failureMode }) {
	return failureMode === void 0 ? [] : [failureMode];
}
async function baseProject({ request, base }, { reproduction }, notes) {
	try {
		const worktree = await reproduction.worktrees.open(base);
		try {
			const files = reproduction.filesOf(worktree.root);
			const result = await readProject({
				...request,
				files
			});
			if (result.kind === "project") return result.project;
			notes.push("The project of the base cannot be read, so all cases count as added.");
			return;
		} finally {
			worktree.close();
		}
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		if (error.code === "PROJECT_NOT_AT_REF") return void 0;
		if (error.code === "REPOSITORY_MISSING") return "no-history";
		notes.push(`What the change does to the dataset is not known: ${error.message} ${error.fix}`);
		return "unknown";
	}
}
async function reproduce(one, { project, base, mayUseLiveTools, signal }, { reproduction }) {
	const tools = one.hermeticity?.tools ?? "live";
	if (!mayUseLiveTools && tools !== "recorded") return {
		kind: "skipped",
		reason: "its tools are live, and whoever wrote it may not write here; somebody who may runs it with `tracegate reproduce`"
	};
	try {
		const { reproduction: found } = await reproduceCase({
			project,
			caseId: one.id,
			ref: base,
			runs,
			signal
		}, reproduction);
		const { standing, failed, scored, planned, commit } = found;
		return {
			kind: "run",
			standing,
			failed,
			scored,
			planned,
			commit
		};
	} catch (error) {
		if (error instanceof UserError) return {
			kind: "skipped",
			reason: error.message.slice(0, 500)
		};
		throw error;
	}
}
const noReview = {
	schema: datasetReviewSchema,
	cases: [],
	leftOut: 0,
	statuses: [],
	dimensions: [],
	failureModes: [],
	judges: [],
	blockers: []
};
const noReport = {
	discriminations: [],
	unknown: []
};
async function checkThese(cases, { project, request, signal }, { score }, notes) {
	if (cases.length === 0) return noReport;
	const some = {
		...project,
		dataset: {
			...project.dataset,
			cases
		}
	};
	const { files } = request;
	try {
		return await checkEvaluators(some, {
			files,
			score,
			lastVerdicts: async () => {},
			signal
		});
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		notes.push(`The evaluators were not held to the sessions: ${error.message}`);
		return noReport;
	}
}
function reviewed({ id, status }, change, { discriminations, unknown }) {
	return {
		id,
		change,
		status,
		evaluators: discriminations.filter(({ caseId }) => caseId === id).map(({ evaluator, dimension, standing }) => ({
			evaluator,
			dimension,
			standing
		})),
		missing: [...unknown.find(({ caseId }) => caseId === id)?.missing ?? []]
	};
}
async function measure(cases, { project, request, signal, nowMs }, { judging }, notes) {
	const refs = new Set(cases.flatMap(({ expectations }) => expectations.map(({ evaluator }) => evaluator)));
	try {
		const judged = await loadJudgedProject(request);
		const judges = [...refs].flatMap((ref) => {
			const evaluator = judged.evaluators.get(ref);
			return evaluator?.kind === "judge" ? [evaluator] : [];
		});
		if (judges.length === 0) return {
			judges: [],
			blockers: []
		};
		const measured = await recalibrateJudges({
			project: {
				...judged,
				config: project.config
			},
			judges,
			judging: await judging(),
			signal,
			nowMs
		});
		if (measured === void 0) return {
			judges: [],
			blockers: []
		};
		return {
			judges: measured.judges.map(({ ref, sessions, figures }) => {
				const { kappa, tpr, tnr } = figures;
				return {
					ref,
					sessions,
					...kappa !== void 0 && { kappa: {
						value: kappa.value,
						low: kappa.low
					} },
					...tpr !== void 0 && { tpr: {
						value: tpr.value,
						low: tpr.low
					} },
					...tnr !== void 0 && { tnr: {
						value: tnr.value,
						low: tnr.low
					} }
				};
			}),
			blockers: measured.blockers.map(({ subject, reason, fix }) => ({
				subject,
				reason,
				fix
			}))
		};
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		notes.push(`The judges were not measured again: ${error.message}`);
		return {
			judges: [],
			blockers: []
		};
	}
}

export { reviewDataset };