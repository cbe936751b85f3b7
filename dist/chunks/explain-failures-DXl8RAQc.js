import { t as blameSession } from "./blame-session-DtFWQMxD.js";
import { n as warnEarly, t as nonDeterminism } from "./run-modes-B1wnW7z9.js";
import { t as sessionModes } from "./session-modes-Co_GrOWE.js";

// src/core/modes/explain-case.ts
const longestText = 1e3;
/** Whether a run went well in all that it was held to. */
function isPass({ outcome, verdicts }) {
	return outcome === "completed" && verdicts.length > 0 && verdicts.every(({ result }) => result === "pass");
}
/**
* A case's result with the step that each of its failures seems to begin at, held against the runs that passed, the
* first early call that none of these made, and the failure modes that its runs show.
*
* @param runs of the case: those of its failures, and some that passed.
*/
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
/** Each mode once, with how many of the looked-at failing runs show it. */
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

// src/app/explain-failures.ts
/** So many cases are explained, those that fail most runs first; nobody reads more. */
const mostCases = 30;
/** So many runs of a case are held against each other, beside those that its failures name. */
const mostPassing = 8;
const mostFailing = 4;
/**
* An experiment whose failures say where they seem to begin and which failure modes they show; as it was where nothing
* failed. Reads the journal once, and holds a few runs of each failing case.
*/
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
/** The same of a journal of which every line is read. */
function runsIn(read) {
	return async function* (path, caseIds) {
		for await (const line of read(path)) if (line.kind === "run" && caseIds.has(line.run.caseId)) yield line.run;
	};
}
function mostRuns({ failures }) {
	return Math.max(...failures.map(({ runs }) => runs));
}
/** The runs that a case's failures name, and a few of each kind. */
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