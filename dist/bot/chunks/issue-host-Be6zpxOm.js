import { r as GitHubClient, t as notPublished } from "./explain-BF_ox0uI.js";
import { D as string, b as int, k as unknown, w as object } from "./schemas-DAHxMoIo.js";
import { n as isSameLogin, t as GitHubApi } from "./github-api-B-5hqQSk.js";
import { i as GitHubFailure, o as mayBeDone, r as usualPause, t as patient } from "./retry-BHbLuvw4.js";

// src/adapters/github/issue-host.ts
/** Who speaks with a job's own token; that token may not ask GitHub for its name. */
const workflowBot = "github-actions[bot]";
const issue = object({
	number: int().positive(),
	html_url: string(),
	body: string().nullish(),
	user: object({ login: string() }).nullish(),
	pull_request: unknown().optional()
});
const route = "/repos/{owner}/{repo}/issues";
/**
* The issues of one GitHub repository.
*
* @param speaker who writes with a token that may not ask for its own name.
* @throws UserError where the address cannot be one.
*/
function gitHubIssues(address, patience = patient, speaker = workflowBot) {
	const client = new GitHubClient(address, patience);
	const api = new GitHubApi(client);
	return { upsertIssue: async (sticky) => {
		try {
			const author = await api.viewerLogin() ?? speaker;
			return await upsert({
				client,
				patience,
				author
			}, sticky);
		} catch (error) {
			return notPublished(error, `The issue “${sticky.title}”`, "issues: write");
		}
	} };
}
/** Where it is unsure whether one was opened, looks again before it opens another. */
async function upsert(connection, sticky) {
	const { client, patience } = connection;
	const { title, body, isSettled } = sticky;
	for (let round = 0;; round += 1) {
		const found = await findOurs(connection, sticky.marker);
		if (found !== void 0) {
			const { number, html_url: url } = found;
			const state = isSettled === void 0 ? {} : { state: "closed" };
			const revised = sticky.revise === void 0 ? {
				title,
				body
			} : { body: sticky.revise(found.body ?? body) };
			await client.ask(issue, `PATCH ${route}/{number}`, {
				number,
				...revised,
				...state
			});
			return {
				kind: isSettled === void 0 ? "updated" : "closed",
				url
			};
		}
		if (isSettled) return { kind: "absent" };
		try {
			return {
				kind: "created",
				url: (await client.ask(issue, `POST ${route}`, {
					title,
					body
				}, { isRepeatable: false })).html_url
			};
		} catch (error) {
			if (!(error instanceof GitHubFailure && mayBeDone(error)) || round >= patience.retries) throw error;
			await patience.sleep(usualPause(round, patience));
		}
	}
}
/** The oldest one that is open, ours and marked; pull requests are listed as issues too. */
async function findOurs({ client, author }, marker) {
	return (await client.list(issue, `GET ${route}`, { state: "open" })).filter(({ user, body, pull_request: pull }) => {
		const isMarked = (body ?? "").split(/\r?\n/, 1)[0]?.trimEnd() === marker;
		return pull === void 0 && isMarked && isSameLogin(user?.login, author);
	}).toSorted((a, b) => a.number - b.number)[0];
}

export { gitHubIssues };