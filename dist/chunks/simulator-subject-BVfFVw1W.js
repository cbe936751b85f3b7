import { Zt as digestWith } from "./run-w2Sn11Y6.js";

// src/core/plan/simulator-subject.ts
function simulatorSubject({ model, baseUrl, temperature }) {
	return {
		model,
		digest: digestWith(revision, {
			model,
			baseUrl,
			temperature
		})
	};
}
function scriptedSimulatorSubject(model, script) {
	return {
		model,
		digest: digestWith(revision, { script })
	};
}
const revision = `simulator ${1}`;

export { simulatorSubject as n, scriptedSimulatorSubject as t };