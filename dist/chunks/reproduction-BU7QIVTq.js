// src/core/plan/reproduction.ts
const reproductionSchema = "tracegate.reproduction/1";
function reproductionOf(result, { ref, commit }) {
	const { passed, failed, unscored } = decisiveTally(result);
	const { completed: _, "agent-error": agentErrors = 0, ...errors } = result.outcomes;
	const scored = passed + failed;
	const isKnown = scored > agentErrors;
	const isReproduced = isKnown && failed > 0;
	return {
		schema: reproductionSchema,
		caseId: result.id,
		file: result.file,
		ref,
		commit,
		standing: isReproduced ? "reproduced" : isKnown ? "not-reproduced" : "unknown",
		failed,
		agentErrors,
		errors: result.errors,
		scored,
		planned: result.planned,
		lost: {
			...errors,
			...unscored > 0 && { completed: unscored }
		},
		...isReproduced && { provenance: {
			failedOn: commit.slice(0, 7),
			reproduced: `${failed}/${scored}`
		} }
	};
}
function decisiveTally({ dimensions, whole }) {
	const results = Object.values(dimensions);
	if (results.some(({ hasChecks }) => hasChecks)) return whole;
	const [worst] = results.map(({ all }) => all).toSorted((a, b) => b.failed - a.failed);
	return worst ?? whole;
}

export { reproductionOf as t };