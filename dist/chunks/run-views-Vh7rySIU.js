import { Ba as oneLine, wn as runId, za as cutText } from "./run-BZDTBg9r.js";
import { i as sessionView, n as stepToLookAt, t as SessionTexts } from "./session-texts-ASrZIxDa.js";

// src/core/report/html/run-views.ts
const mostRuns = 1e3;
const mostCharacters = 4e7;
var RunViews = class {
	#wanted;
	#byCase = /* @__PURE__ */ new Map();
	#firstBad;
	#characters = 0;
	constructor(experiment) {
		this.#firstBad = new Map(experiment.cases.flatMap(({ id, failures }) => failures.toReversed().flatMap((failure) => {
			const step = stepToLookAt(failure);
			const run = runId({
				caseId: id,
				runIndex: failure.runIndex
			});
			return step === void 0 ? [] : [[run, step]];
		})));
		this.#wanted = experiment.recorded <= mostRuns ? void 0 : chooseRuns(experiment);
	}
	wants(caseId, runIndex) {
		if (this.#characters > mostCharacters) return false;
		return this.#wanted?.has(runId({
			caseId,
			runIndex
		})) ?? true;
	}
	add(record) {
		const { caseId, runIndex } = record;
		if (!this.wants(caseId, runIndex)) return;
		const known = this.#byCase.get(caseId) ?? [];
		if (known.length >= mostRuns || known.some(({ row }) => row.index === runIndex)) return;
		const view = runView(record, this.#firstBad.get(runId(record)));
		this.#characters += view.texts.reduce((sum, text) => sum + text.length, 0);
		known.push(view);
		this.#byCase.set(caseId, known);
	}
	of(caseId) {
		return (this.#byCase.get(caseId) ?? []).toSorted((a, b) => a.row.index - b.row.index);
	}
};
function chooseRuns({ cases }) {
	const chosen = /* @__PURE__ */ new Set();
	for (const { id, failures } of cases) for (const { runIndex } of failures) chosen.add(runId({
		caseId: id,
		runIndex
	}));
	const isFailing = new Set(cases.filter(({ failures }) => failures.length > 0));
	const order = cases.toSorted((a, b) => Number(isFailing.has(b)) - Number(isFailing.has(a)));
	const most = Math.max(0, ...cases.map(({ planned }) => planned));
	for (let index = 0; index < most && chosen.size < mostRuns; index += 1) for (const { id, planned } of order) if (index < planned && chosen.size < mostRuns) chosen.add(runId({
		caseId: id,
		runIndex: index
	}));
	return new Set([...chosen].slice(0, mostRuns));
}
function runView(record, firstBad) {
	const { outcome, reason, runIndex, verdicts } = record;
	const texts = new SessionTexts();
	const session = sessionView(record.session, {
		...record,
		...firstBad !== void 0 && { firstBad }
	}, texts);
	const failed = verdicts.filter(({ result }) => result === "fail");
	return {
		row: {
			id: runId(record),
			index: runIndex,
			outcome,
			standing: standingOf(record),
			...reason !== void 0 && { reason: oneLine(cutText(reason, 300)) },
			failed: [...new Set(failed.map(({ dimension }) => dimension))]
		},
		session,
		texts: texts.all
	};
}
function standingOf({ outcome, verdicts }) {
	if (outcome === "agent-error") return "failed";
	if (outcome !== "completed") return "error";
	if (verdicts.some(({ result }) => result === "fail")) return "failed";
	return verdicts.some(({ result }) => result === "pass") ? "passed" : "unscored";
}

export { RunViews };