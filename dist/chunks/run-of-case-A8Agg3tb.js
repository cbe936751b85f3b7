import { Sn as caseOfRun } from "./run-DTe1xjOx.js";

// src/core/blame/run-of-case.ts
const runName = /^[a-z0-9][a-z0-9-]{0,59}\.\d+$/;
/** The task or case that a session is one run of; `undefined` where it does not say. */
function caseNameOf({ task, id }) {
	return task?.id ?? (runName.test(id) ? caseOfRun(id) : void 0);
}
/**
* Whether a session went well: by its reward where it has one, else where no check finds a fault and it did not end in
* an error.
*/
function hasPassed(session, verdicts) {
	if (session.reward !== void 0) return session.reward >= 1;
	if (session.turns.length === 0 || session.turns.at(-1)?.error !== void 0) return false;
	return verdicts.every(({ result }) => result !== "fail");
}

export { hasPassed as n, caseNameOf as t };