import { n as newestOf } from "./draft-expectations-B-JGJKbn.js";

// src/core/intake/newest-checks.ts
/**
* Holds sessions to the newest version of every check, each with the parameters of its own file.
*
* A check that needs more than that, such as what a reply must contain, says nothing here.
*/
function newestChecks(evaluators, compile) {
	const scorers = newestOf(evaluators.values()).filter(({ kind }) => kind === "check").flatMap((evaluator) => {
		const result = compile(anyCase(evaluator), evaluators);
		return result.kind === "compiled" ? [result.scorer] : [];
	});
	return (session) => scorers.flatMap(({ checks }) => checks(session));
}
function anyCase({ ref, dimension }) {
	return {
		id: "any-session",
		title: "Any session",
		status: "proposed",
		dimensions: [dimension],
		expectations: [{
			dimension,
			evaluator: ref
		}],
		runs: 1,
		user: {
			kind: "conversation",
			turns: []
		},
		digest: "",
		file: "report"
	};
}

export { newestChecks };