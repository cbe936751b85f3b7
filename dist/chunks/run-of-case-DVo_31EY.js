import { Cn as caseOfRun } from "./run-BZDTBg9r.js";

// src/core/blame/run-of-case.ts
const runName = /^[a-z0-9][a-z0-9-]{0,59}\.\d+$/;
function caseNameOf({ task, id }) {
	return task?.id ?? (runName.test(id) ? caseOfRun(id) : void 0);
}
function hasPassed(session, verdicts) {
	if (session.reward !== void 0) return session.reward >= 1;
	if (session.turns.length === 0 || session.turns.at(-1)?.error !== void 0) return false;
	return verdicts.every(({ result }) => result !== "fail");
}

export { hasPassed as n, caseNameOf as t };