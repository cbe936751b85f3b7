// src/compose/compose-host.ts
async function composeHost(address) {
	const { gitHubHost } = await import("./pull-request-host-ezd1nD6o.js");
	return gitHubHost(address);
}
async function composeCheckRuns(address) {
	const { gitHubCheckRuns } = await import("./check-run-host-CCGXnRiR.js");
	return gitHubCheckRuns(address);
}
async function composeIssues(address) {
	const { gitHubIssues } = await import("./issue-host-daLYFJY0.js");
	return gitHubIssues(address);
}
async function composeApprovals(address) {
	const { gitHubApprovals } = await import("./approval-host-TRq029PT.js");
	return gitHubApprovals(address);
}
async function composeEvents(address) {
	const { gitHubEvents } = await import("./repository-events-D0G6Iih6.js");
	return gitHubEvents(address);
}

export { composeIssues as a, composeHost as i, composeCheckRuns as n, composeEvents as r, composeApprovals as t };