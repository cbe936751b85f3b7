import { F as union, I as unknown, O as object, P as string, S as int, T as literal, g as _enum, v as array } from "./shared-Cu69G1m7.js";
import { a as isRefused, i as GitHubFailure, o as mayBeDone } from "./retry-KY_mBgyu.js";

// src/adapters/github/github-api.ts
const account = object({ login: string().min(1) });
const pullRequest = object({
	number: int().positive(),
	state: _enum(["open", "closed"]),
	head: object({
		sha: string().min(1),
		ref: string(),
		repo: object({ owner: account }).nullable()
	}),
	base: object({
		sha: string().min(1),
		ref: string().min(1)
	})
});
const changedFile = object({
	filename: string().min(1),
	previous_filename: string().min(1).optional()
});
const comment = object({
	id: int().positive(),
	html_url: string(),
	body: string().nullish(),
	user: account.nullish()
});
const directory = array(unknown());
const content = union([directory, object({
	type: string(),
	encoding: string().optional(),
	content: string().optional()
})]);
const nothing = literal("");
const something = object({});
const issues = "/repos/{owner}/{repo}/issues";
var GitHubApi = class {
	#client;
	constructor(client) {
		this.#client = client;
	}
	async pullRequest(number) {
		return pullRequestOf(await this.#client.ask(pullRequest, "GET /repos/{owner}/{repo}/pulls/{number}", { number }));
	}
	async openPullRequestsAt({ sha, owner, branch }) {
		return (await this.#client.list(pullRequest, "GET /repos/{owner}/{repo}/pulls", {
			state: "open",
			head: `${owner}:${branch}`
		})).filter(({ state, head }) => {
			const isSame = head.sha === sha && head.ref === branch;
			return state === "open" && isSame && isSameLogin(head.repo?.owner.login, owner);
		}).map(pullRequestOf);
	}
	async changedFiles(number) {
		return (await this.#client.list(changedFile, "GET /repos/{owner}/{repo}/pulls/{number}/files", { number })).map(({ filename, previous_filename: before }) => before === void 0 ? [filename] : [filename, before]);
	}
	async fileAt(path, ref) {
		const route = "GET /repos/{owner}/{repo}/contents/{path}";
		const as = (type) => ({
			path,
			ref,
			headers: { accept: `application/vnd.github.${type}+json` }
		});
		try {
			const found = await this.#client.ask(content, route, { ...as("object") });
			if (!("type" in found) || found.type !== "file") return void 0;
			if (found.encoding === "base64" && found.content !== void 0) return Buffer.from(found.content, "base64").toString("utf8");
			return await this.#client.ask(string(), route, { ...as("raw") });
		} catch (error) {
			if (!isRefused(error, 404)) throw error;
			await this.#client.ask(something, "GET /repos/{owner}/{repo}/commits/{ref}", {
				ref,
				per_page: 1
			});
			return;
		}
	}
	async viewerLogin() {
		if (this.#client.isInstallation) return void 0;
		try {
			return (await this.#client.ask(account, "GET /user", {})).login;
		} catch (error) {
			if (isRefused(error, 403) || isRefused(error, 404)) return void 0;
			throw error;
		}
	}
	async listComments(number) {
		const route = `GET ${issues}/{number}/comments`;
		return (await this.#client.list(comment, route, { number })).map(commentOf);
	}
	async createComment(number, body) {
		try {
			const route = `POST ${issues}/{number}/comments`;
			return {
				kind: "created",
				comment: commentOf(await this.#client.ask(comment, route, {
					number,
					body
				}, { isRepeatable: false }))
			};
		} catch (error) {
			if (error instanceof GitHubFailure && mayBeDone(error)) return {
				kind: "unsure",
				failure: error
			};
			throw error;
		}
	}
	async updateComment(id, body) {
		try {
			await this.#client.ask(something, `PATCH ${issues}/comments/{id}`, {
				id,
				body
			});
			return true;
		} catch (error) {
			if (isRefused(error, 404) || isRefused(error, 410)) return false;
			throw error;
		}
	}
	async deleteComment(id) {
		try {
			await this.#client.ask(nothing, `DELETE ${issues}/comments/{id}`, { id });
		} catch (error) {
			if (!isRefused(error, 404) && !isRefused(error, 410)) throw error;
		}
	}
	async createStatus({ sha, state, description, context }) {
		const status = {
			sha,
			state,
			description,
			context
		};
		await this.#client.ask(something, "POST /repos/{owner}/{repo}/statuses/{sha}", status);
	}
};
function isSameLogin(one, other) {
	return one?.toLowerCase() === other.toLowerCase();
}
function pullRequestOf({ number, state, head, base }) {
	return {
		number,
		isOpen: state === "open",
		headSha: head.sha,
		baseSha: base.sha,
		baseRef: base.ref
	};
}
function commentOf({ id, html_url: url, body, user }) {
	return {
		id,
		url,
		author: user?.login ?? "",
		body: body ?? ""
	};
}

export { isSameLogin as n, GitHubApi as t };