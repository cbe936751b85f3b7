// src/compose/compose-answers.ts
async function composeActionsCache() {
	return (await import("./actions-cache-Dw2yxfGt.js")).askActionsCache;
}
async function composeCarriedVerdicts() {
	return new (await (import("./carried-verdicts-DWXJb1PU.js"))).CarriedVerdicts();
}
async function composeToldVerdicts(folder, tell) {
	return (await import("./told-verdicts-BFKkoML7.js")).toldVerdicts(folder, tell);
}

export { composeCarriedVerdicts as n, composeToldVerdicts as r, composeActionsCache as t };