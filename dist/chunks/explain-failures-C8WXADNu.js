import { t as blameSession } from "./blame-session-CV7VNIP1.js";
import { n as warnEarly, t as nonDeterminism } from "./run-modes-B9xbN45E.js";
import { t as sessionModes } from "./session-modes-DsF0eftn.js";

// src/core/modes/explain-case.ts
const longestText = 1e3;
function isPass({ outcome, verdicts }) {
	return outcome === "completed" && verdicts.length > 0 && verdicts.every(({ result }) => result === "pass");
}
function explainCase(result, runs) {
	const passing = runs.filter(isPass);
	const siblings = passing.map(({ session }) => session);
	const failures = result.failures.map((sample) => {
		const run = runs.find(({ runIndex }) => runIndex === sample.runIndex);
		if (run === void 0) return sample;
		const blame = blameOf(run, sample, siblings);
		const early = warnEarly(run.session, siblings);
		return {
			...sample,
			...blame !== void 0 && { blame },
			...early !== void 0 && { earlyWarning: {
				...early,
				what: early.what.slice(0, longestText)
			} }
		};
	});
	const modes = modesOf(result, runs, passing);
	return {
		...result,
		failures,
		...modes.length > 0 && { modes }
	};
}
function blameOf({ session, verdicts }, { evaluator, dimension }, siblings) {
	const own = verdicts.filter((verdict) => verdict.evaluator === evaluator && verdict.dimension === dimension);
	const blame = blameSession(session, {
		verdicts: own,
		siblings
	});
	if (blame === void 0) return void 0;
	const { at, kind, tier, what, why, evidence } = blame;
	const quote = evidence.find((piece) => piece.quote === true)?.what;
	return {
		at,
		kind,
		tier,
		what: what.slice(0, longestText),
		why: why.slice(0, longestText),
		...quote !== void 0 && { quote: quote.slice(0, longestText) }
	};
}
function modesOf({ whole, dimensions }, runs, passing) {
	const failing = runs.filter((run) => run.outcome === "completed" && !isPass(run));
	const found = /* @__PURE__ */ new Map();
	for (const { session, verdicts } of failing) for (const { mode, what } of sessionModes(session, verdicts)) {
		const known = found.get(mode);
		if (known === void 0) found.set(mode, {
			runs: 1,
			what: what.slice(0, longestText)
		});
		else known.runs += 1;
	}
	const unsteady = whole.passed > 0 && whole.failed > 0 || Object.values(dimensions).some(({ all }) => all.passed > 0 && all.failed > 0) ? nonDeterminism([...passing.map(({ session }) => ({
		session,
		hasPassed: true
	})), ...failing.map(({ session }) => ({
		session,
		hasPassed: false
	}))]) : void 0;
	if (unsteady !== void 0) found.set("non-determinism", {
		runs: failing.length,
		what: unsteady.what.slice(0, longestText)
	});
	return [...found].map(([mode, count]) => ({
		mode,
		...count
	})).toSorted((a, b) => b.runs - a.runs || (a.mode < b.mode ? -1 : 1));
}

// src/app/run/explain-failures.ts
const mostCases = 30;
const mostPassing = 8;
const mostFailing = 4;
async function explainFailures(experiment, path, read) {
	const failing = experiment.cases.filter(({ failures }) => failures.length > 0).toSorted((a, b) => mostRuns(b) - mostRuns(a) || (a.id < b.id ? -1 : 1)).slice(0, mostCases);
	if (failing.length === 0) return experiment;
	const kept = new Map(failing.map((one) => [one.id, new KeptRuns(one)]));
	for await (const run of read(path, new Set(kept.keys()))) kept.get(run.caseId)?.add(run);
	return {
		...experiment,
		cases: experiment.cases.map((one) => {
			const runs = kept.get(one.id);
			return runs === void 0 ? one : explainCase(one, runs.all);
		})
	};
}
function runsIn(read) {
	return async function* (path, caseIds) {
		for await (const line of read(path)) if (line.kind === "run" && caseIds.has(line.run.caseId)) yield line.run;
	};
}
function mostRuns({ failures }) {
	return Math.max(...failures.map(({ runs }) => runs));
}
var KeptRuns = class {
	all = [];
	#named;
	#passing = 0;
	#failing = 0;
	constructor({ failures }) {
		this.#named = new Set(failures.map(({ runIndex }) => runIndex));
	}
	add(run) {
		if (this.#named.has(run.runIndex)) this.all.push(run);
		else if (run.outcome !== "completed") return;
		else if (isPass(run)) {
			this.#passing += 1;
			if (this.#passing <= mostPassing) this.all.push(run);
		} else {
			this.#failing += 1;
			if (this.#failing <= mostFailing) this.all.push(run);
		}
	}
};

export { runsIn as n, explainFailures as t };