import { I as unknown, O as object, P as string, S as int } from "./shared-Cu69G1m7.js";
import { n as notPublished, t as GitHubClient } from "./github-client-CN-u6OG8.js";
import { n as isSameLogin, t as GitHubApi } from "./github-api-yYb5RnVP.js";
import { i as GitHubFailure, o as mayBeDone, r as usualPause, t as patient } from "./retry-KY_mBgyu.js";

// src/adapters/github/issue-host.ts
const workflowBot = "github-actions[bot]";
const issue = object({
	number: int().positive(),
	html_url: string(),
	body: string().nullish(),
	user: object({ login: string() }).nullish(),
	pull_request: unknown().optional()
});
const route = "/repos/{owner}/{repo}/issues";
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
			return notPublished(error, `The issue \u201C${sticky.title}\u201D`, "issues: write");
		}
	} };
}
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
async function findOurs({ client, author }, marker) {
	return (await client.list(issue, `GET ${route}`, { state: "open" })).filter(({ user, body, pull_request: pull }) => {
		const isMarked = (body ?? "").split(/\r?\n/, 1)[0]?.trimEnd() === marker;
		return pull === void 0 && isMarked && isSameLogin(user?.login, author);
	}).toSorted((a, b) => a.number - b.number)[0];
}

export { gitHubIssues };