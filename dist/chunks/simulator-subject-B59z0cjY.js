import { On as digestWith } from "./run-DTe1xjOx.js";

// src/core/plan/simulator-subject.ts
/** A simulated user is its model, where it is asked and how it answers; the key and the patience change no word. */
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
/** The same of a script, by its text. */
function scriptedSimulatorSubject(model, script) {
	return {
		model,
		digest: digestWith(revision, { script })
	};
}
const revision = `simulator ${1}`;

export { simulatorSubject as n, scriptedSimulatorSubject as t };