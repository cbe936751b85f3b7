// src/core/intake/draft-expectations.ts
/** More than these would hold the agent to things that nobody reported. */
const mostExpectations = 5;
/**
* The expectations of a proposed case, the most telling first: checks that fail on the session, then the judges of the reported
* dimension with the truth, then, where there is none, every judge of the project's.
*
* A check that passes on the session that went wrong would guard nothing, so it is left out. Empty where the project has no
* evaluator that could tell this failure.
*/
function draftExpectations(facts) {
	const { dimension, truth, verdicts } = facts;
	const newest = newestOf(facts.evaluators);
	const failed = new Set(verdicts.flatMap(({ evaluator, result }) => result === "fail" ? [evaluator] : []));
	const judges = newest.filter(({ kind }) => kind === "judge");
	const own = judges.filter((judge) => judge.dimension === dimension);
	const failing = newest.filter(({ ref }) => failed.has(ref));
	const isTold = (one) => one.dimension === dimension;
	return [
		...failing.filter(isTold),
		...own.length > 0 ? own : failing.length > 0 ? [] : judges,
		...failing.filter((one) => !isTold(one))
	].slice(0, mostExpectations).map(({ ref, dimension: of, kind }) => ({
		dimension: of,
		evaluator: ref,
		...kind === "judge" && truth !== void 0 && { truth }
	}));
}
/** The highest version of each name, sorted by name. */
function newestOf(evaluators) {
	const newest = /* @__PURE__ */ new Map();
	for (const one of evaluators) {
		const known = newest.get(one.name);
		if (known === void 0 || known.version < one.version) newest.set(one.name, one);
	}
	return [...newest.values()].toSorted((a, b) => a.name < b.name ? -1 : 1);
}

export { newestOf as n, draftExpectations as t };