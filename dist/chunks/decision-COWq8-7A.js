// src/core/gate/decision.ts
/** Runs that say something about the agent. */
function scoredRuns(tally) {
	return tally.passed + tally.failed;
}
/** Runs that ended without saying anything: infrastructure errors, and what no evaluator could score. */
function lostRuns(tally) {
	return tally.unscored + tally.missing;
}

export { scoredRuns as n, lostRuns as t };