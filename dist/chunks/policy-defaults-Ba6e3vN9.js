// src/core/config/policy-defaults.ts
/** What a policy means by what it leaves out; a comment shows whatever differs. */
const policyDefaults = {
	alpha: .05,
	beta: .1,
	missing: .05,
	margin: .1,
	mode: "significant",
	trust: {
		tpr: .8,
		tnr: .7,
		labels: 50
	}
};

export { policyDefaults as t };