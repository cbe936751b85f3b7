// src/compose/compose-host.ts
async function composeHost(address) {
	const { gitHubHost } = await import("./pull-request-host-D3ic8lQI.js");
	return gitHubHost(address);
}
async function composeCheckRuns(address) {
	const { gitHubCheckRuns } = await import("./check-run-host-DHb17l3x.js");
	return gitHubCheckRuns(address);
}
async function composeIssues(address) {
	const { gitHubIssues } = await import("./issue-host-C6FMSOqU.js");
	return gitHubIssues(address);
}
async function composeApprovals(address) {
	const { gitHubApprovals } = await import("./approval-host-CPMgS8DV.js");
	return gitHubApprovals(address);
}
async function composeEvents(address) {
	const { gitHubEvents } = await import("./repository-events-C8h4f2DN.js");
	return gitHubEvents(address);
}

export { composeIssues as a, composeHost as i, composeCheckRuns as n, composeEvents as r, composeApprovals as t };