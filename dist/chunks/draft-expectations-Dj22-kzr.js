// src/core/intake/draft-expectations.ts
const mostExpectations = 5;
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
function newestOf(evaluators) {
	const newest = /* @__PURE__ */ new Map();
	for (const one of evaluators) {
		const known = newest.get(one.name);
		if (known === void 0 || known.version < one.version) newest.set(one.name, one);
	}
	return [...newest.values()].toSorted((a, b) => a.name < b.name ? -1 : 1);
}

export { newestOf as n, draftExpectations as t };