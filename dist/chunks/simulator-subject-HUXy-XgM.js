import { jr as digestWith } from "./run-BZDTBg9r.js";

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