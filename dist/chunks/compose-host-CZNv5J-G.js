// src/compose/compose-host.ts
async function composeHost(address) {
	const { gitHubHost } = await import("./pull-request-host-BrPsgE_8.js");
	return gitHubHost(address);
}
async function composeCheckRuns(address) {
	const { gitHubCheckRuns } = await import("./check-run-host-DnUSFFMQ.js");
	return gitHubCheckRuns(address);
}
async function composeIssues(address) {
	const { gitHubIssues } = await import("./issue-host-ft8gMx-a.js");
	return gitHubIssues(address);
}
async function composeApprovals(address) {
	const { gitHubApprovals } = await import("./approval-host-Cnx1T1yu.js");
	return gitHubApprovals(address);
}
async function composeEvents(address) {
	const { gitHubEvents } = await import("./repository-events-dY6Y0xQq.js");
	return gitHubEvents(address);
}

export { composeIssues as a, composeHost as i, composeCheckRuns as n, composeEvents as r, composeApprovals as t };