import { Mi as identifyEvaluator, Rr as evaluatorFile, Un as compileScorer } from "./run-BZDTBg9r.js";

// src/core/evaluator/standard-scorer.ts
const standardChecks = [{
	check: "grounded-facts",
	dimension: "faithfulness"
}, {
	check: "no-repeated-call",
	dimension: "tool-use"
}];
function standardScorer() {
	const evaluators = standardChecks.map(({ check, dimension }) => identifyEvaluator(evaluatorFile.parse({
		name: check,
		version: 1,
		dimension,
		kind: "check",
		check
	}), "built-in"));
	const result = compileScorer(anySession(evaluators), new Map(evaluators.map((evaluator) => [evaluator.ref, evaluator])));
	if (result.kind === "problems") throw new Error(`The built-in checks do not compile: ${JSON.stringify(result.problems)}`);
	const { checks, judges } = result.scorer;
	return {
		judges,
		checks: (session) => checks(withoutGoodbye(session))
	};
}
function anySession(evaluators) {
	return {
		id: "any-session",
		title: "Any session",
		status: "guarding",
		dimensions: evaluators.map(({ dimension }) => dimension),
		expectations: evaluators.map(({ ref, dimension }) => ({
			dimension,
			evaluator: ref
		})),
		runs: 1,
		user: {
			kind: "conversation",
			turns: []
		},
		digest: "",
		file: "built-in"
	};
}
function withoutGoodbye(session) {
	const last = session.turns.at(-1);
	return session.turns.length > 1 && last?.steps.length === 0 && last.reply === void 0 && !last.error ? {
		...session,
		turns: session.turns.slice(0, -1)
	} : session;
}

export { standardScorer as t };