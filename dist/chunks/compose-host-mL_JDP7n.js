// src/compose/compose-host.ts
async function composeHost(address) {
	const { gitHubHost } = await import("./pull-request-host-BwCbSTvA.js");
	return gitHubHost(address);
}
async function composeCheckRuns(address) {
	const { gitHubCheckRuns } = await import("./check-run-host-CDJ4ItTW.js");
	return gitHubCheckRuns(address);
}
async function composeIssues(address) {
	const { gitHubIssues } = await import("./issue-host-CkBUY2Hu.js");
	return gitHubIssues(address);
}
async function composeApprovals(address) {
	const { gitHubApprovals } = await import("./approval-host-CJNtxm9w.js");
	return gitHubApprovals(address);
}
async function composeEvents(address) {
	const { gitHubEvents } = await import("./repository-events-C7kSNixF.js");
	return gitHubEvents(address);
}

export { composeIssues as a, composeHost as i, composeCheckRuns as n, composeEvents as r, composeApprovals as t };