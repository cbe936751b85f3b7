// src/compose/compose-host.ts
/** GitHub as the host of one repository; its library is loaded here, since only a gate needs it. */
async function composeHost(address) {
	const { gitHubHost } = await import("./pull-request-host-RyevBcgo.js");
	return gitHubHost(address);
}
/** The issues of one repository of GitHub. */
async function composeIssues(address) {
	const { gitHubIssues } = await import("./issue-host-BnsNgG26.js");
	return gitHubIssues(address);
}

export { composeIssues as n, composeHost as t };