import { n as newestOf } from "./draft-expectations-Dj22-kzr.js";

// src/core/intake/newest-checks.ts
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