// src/compose/compose-host.ts
async function composeHost(address) {
	const { gitHubHost } = await import("./pull-request-host-LhZYbmv6.js");
	return gitHubHost(address);
}
async function composeCheckRuns(address) {
	const { gitHubCheckRuns } = await import("./check-run-host-4HvcR-4U.js");
	return gitHubCheckRuns(address);
}
async function composeIssues(address) {
	const { gitHubIssues } = await import("./issue-host-C9zAdhBi.js");
	return gitHubIssues(address);
}
async function composeApprovals(address) {
	const { gitHubApprovals } = await import("./approval-host-BJzIM8iF.js");
	return gitHubApprovals(address);
}
async function composeEvents(address) {
	const { gitHubEvents } = await import("./repository-events-D-mw1K-m.js");
	return gitHubEvents(address);
}

export { composeIssues as a, composeHost as i, composeCheckRuns as n, composeEvents as r, composeApprovals as t };