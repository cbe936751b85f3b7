// src/compose/compose-host.ts
/** GitHub as the host of one repository; its library is loaded here, since only a gate needs it. */
async function composeHost(address) {
	const { gitHubHost } = await import("./pull-request-host-CBj_ZgxP.js");
	return gitHubHost(address);
}
/** Check runs of one repository of GitHub. */
async function composeCheckRuns(address) {
	const { gitHubCheckRuns } = await import("./check-run-host-B6mZG1JW.js");
	return gitHubCheckRuns(address);
}
/** The issues of one repository of GitHub. */
async function composeIssues(address) {
	const { gitHubIssues } = await import("./issue-host-CYn75QPe.js");
	return gitHubIssues(address);
}
/** Reviews, labels and rights in one repository of GitHub. */
async function composeApprovals(address) {
	const { gitHubApprovals } = await import("./approval-host-DhwAf5ef.js");
	return gitHubApprovals(address);
}
/** Events by which programs of one repository of GitHub tell each other something. */
async function composeEvents(address) {
	const { gitHubEvents } = await import("./repository-events-vN47u4Gf.js");
	return gitHubEvents(address);
}

export { composeIssues as a, composeHost as i, composeCheckRuns as n, composeEvents as r, composeApprovals as t };