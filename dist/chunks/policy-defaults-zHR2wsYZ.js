// src/core/gate/decision.ts
/** Runs that say something about the agent. */
function scoredRuns(tally) {
	return tally.passed + tally.failed;
}
/** Runs that ended without saying anything: infrastructure errors, and what no evaluator could score. */
function lostRuns(tally) {
	return tally.unscored + tally.missing;
}

// src/core/config/policy-defaults.ts
/** What a policy means by what it leaves out; a comment shows whatever differs. */
const policyDefaults = {
	alpha: .05,
	beta: .1,
	missing: .05,
	margin: .1,
	mode: "significant"
};

export { lostRuns as n, scoredRuns as r, policyDefaults as t };