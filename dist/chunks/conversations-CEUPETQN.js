import { F as union, I as unknown, O as object, P as string, S as int, v as array } from "./shared-Cu69G1m7.js";
import { t as GitHubApi } from "./github-api-yYb5RnVP.js";
import { t as GitHubClient } from "./github-client-CN-u6OG8.js";
import { a as isRefused, i as GitHubFailure, o as mayBeDone, r as usualPause, t as patient } from "./retry-KY_mBgyu.js";
import { t as upsertStickyComment } from "./sticky-comment-Xi5S-JLC.js";
import { t as told } from "./told-D8zWFDJP.js";

// src/adapters/github/open-issue.ts
const opened = object({
	number: int().positive(),
	html_url: string()
});
const listed = opened.extend({
	title: string(),
	body: string().nullish()
});
const route = "/repos/{owner}/{repo}/issues";
async function openIssue(client, patience, issue) {
	for (let round = 0;; round += 1) try {
		return asOpened(await client.ask(opened, `POST ${route}`, issue, { isRepeatable: false }));
	} catch (error) {
		if (!(error instanceof GitHubFailure && mayBeDone(error)) || round >= patience.retries) throw error;
		await patience.sleep(usualPause(round, patience));
		const same = (await client.ask(array(listed), `GET ${route}`, {
			state: "open",
			sort: "created",
			direction: "desc",
			per_page: 30
		})).find(({ title, body }) => title === issue.title && body === issue.body);
		if (same !== void 0) return asOpened(same);
	}
}
function asOpened({ number, html_url: url }) {
	return {
		number,
		url
	};
}

// src/adapters/github/conversations.ts
const issueShape = object({
	number: int().positive(),
	title: string(),
	body: string().nullish(),
	state: string(),
	html_url: string(),
	comments: int().optional(),
	user: object({
		login: string(),
		type: string().optional()
	}).nullish(),
	labels: array(union([string(), object({ name: string().nullish() })])),
	pull_request: unknown().optional()
});
const level = object({
	permission: string(),
	role_name: string().optional()
});
const something = unknown();
const roles = [
	"admin",
	"maintain",
	"write",
	"triage",
	"read",
	"none"
];
const issues = "/repos/{owner}/{repo}/issues";
function gitHubConversations(address, author, patience = patient) {
	const client = new GitHubClient(address, patience);
	const api = new GitHubApi(client);
	return {
		author,
		issue: (number) => told(`Issue #${number}`, "issues: read", async () => await readIssue(client, number)),
		comments: (number) => told(`The comments on #${number}`, "issues: read", async () => {
			return (await api.listComments(number)).toSorted((a, b) => a.id - b.id);
		}),
		upsertComment: async (number, comment) => {
			const result = await upsertStickyComment({
				api,
				patience
			}, number, {
				...comment,
				author
			});
			if (result.kind === "absent") throw new Error("a comment that must be there was left out");
			return result;
		},
		openIssue: (issue) => told("The issue", "issues: write", async () => await openIssue(client, patience, issue)),
		closeIssue: (number, reason) => write(number, async () => {
			const closed = {
				number,
				state: "closed",
				state_reason: reason
			};
			await client.ask(something, `PATCH ${issues}/{number}`, closed);
		}),
		addLabels: (number, labels) => write(number, async () => {
			await client.ask(something, `POST ${issues}/{number}/labels`, {
				number,
				labels
			});
		}),
		removeLabel: (number, label) => write(number, async () => {
			try {
				await client.ask(something, `DELETE ${issues}/{number}/labels/{label}`, {
					number,
					label
				});
			} catch (error) {
				if (!isRefused(error, 404)) throw error;
			}
		}),
		react: (id, content) => told("The reaction", "issues: write", async () => {
			await client.ask(something, `POST ${issues}/comments/{id}/reactions`, {
				id,
				content
			});
		}),
		roleOf: (login) => told(`The permission of @${login}`, "metadata: read", async () => await roleOf(client, login))
	};
}
function write(number, request) {
	return told(`#${number}`, "issues: write", request);
}
async function readIssue(client, number) {
	try {
		const found = await client.ask(issueShape, `GET ${issues}/{number}`, { number });
		return found.number === number ? issueOf(found) : void 0;
	} catch (error) {
		if (isRefused(error, 404) || isRefused(error, 410)) return void 0;
		throw error;
	}
}
function issueOf(found) {
	const { number, title, body, user, labels } = found;
	const author = user?.login ?? "";
	return {
		number,
		title,
		body: body ?? "",
		author,
		isBot: user?.type === "Bot" || author.endsWith("[bot]"),
		isOpen: found.state === "open",
		isPullRequest: found.pull_request !== void 0,
		labels: labels.flatMap((label) => typeof label === "string" ? [label] : label.name ?? []),
		url: found.html_url,
		hasComments: found.comments !== 0
	};
}
async function roleOf(client, login) {
	try {
		const { permission, role_name: name } = await client.ask(level, "GET /repos/{owner}/{repo}/collaborators/{login}/permission", { login });
		return roles.find((role) => role === name) ?? roles.find((role) => role === permission) ?? "none";
	} catch (error) {
		if (isRefused(error, 404)) return "none";
		throw error;
	}
}

export { gitHubConversations };