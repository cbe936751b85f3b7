import { a as isRefused, c as terminalText, r as usualPause, t as patient } from "./retry-BHbLuvw4.js";
import { D as string, b as int, h as _enum, w as object } from "./schemas-DAHxMoIo.js";
import { n as isSameLogin, t as GitHubApi } from "./github-api-B-5hqQSk.js";
import { r as GitHubClient } from "./explain-B9tqjiZZ.js";
import { t as told } from "./told-DNLMO29F.js";

// src/adapters/github/reviews.ts
/** GitHub lists at most this many files, and this many commits, of a pull request. */
const mostListedFiles = 3e3;
const mostListedCommits = 250;
const account = object({ login: string() }).nullish();
const named = object({ full_name: string() });
const change = object({
	number: int().positive(),
	state: _enum(["open", "closed"]),
	html_url: string(),
	merged_at: string().nullish(),
	user: account,
	head: object({
		sha: string(),
		ref: string(),
		repo: named.nullish()
	}),
	base: object({
		sha: string(),
		ref: string(),
		repo: named
	})
});
const commit = object({
	author: account,
	committer: account
});
const review = object({
	user: account,
	state: string(),
	commit_id: string().nullish(),
	submitted_at: string().optional()
});
const commentShape = object({
	id: int().positive(),
	body: string().nullish(),
	user: account,
	created_at: string(),
	updated_at: string()
});
const status = object({
	context: string(),
	created_at: string(),
	creator: account
});
const membership = object({ state: string() });
const pulls = "/repos/{owner}/{repo}/pulls";
const repository = "/repos/{owner}/{repo}";
const states = {
	APPROVED: "approved",
	CHANGES_REQUESTED: "changes-requested",
	DISMISSED: "dismissed"
};
/**
* Reviews, authors, comments and statuses of one GitHub repository, in which `author` speaks.
*
* @throws UserError where the address cannot be one.
*/
function gitHubReviews(address, author, patience = patient) {
	const client = new GitHubClient(address, patience);
	const api = new GitHubApi(client);
	const comments = async (number) => {
		const route = `GET ${repository}/issues/{number}/comments`;
		return (await client.list(commentShape, route, { number })).map(commentOf).toSorted(byId);
	};
	return {
		change: (number) => read(`Pull request #${number}`, async () => changeOf(await client.ask(change, `GET ${pulls}/{number}`, { number }))),
		openChanges: (base) => read("The open pull requests", async () => (await client.list(change, `GET ${pulls}`, {
			state: "open",
			base
		})).map((one) => one.number).toSorted((a, b) => a - b)),
		changedFiles: (number) => read(`The files of #${number}`, async () => {
			const files = await api.changedFiles(number);
			return files.length < mostListedFiles ? {
				kind: "complete",
				paths: files.flat()
			} : { kind: "incomplete" };
		}),
		authorsOf: (number) => read(`The commits of #${number}`, async () => {
			const listed = await client.list(commit, `GET ${pulls}/{number}/commits`, { number });
			if (listed.length >= mostListedCommits) return { kind: "unknown" };
			const logins = listed.flatMap((one) => [one.author?.login, one.committer?.login]);
			return {
				kind: "known",
				logins: [...new Set(logins.filter((one) => one !== void 0))]
			};
		}),
		reviews: (number) => read(`The reviews of #${number}`, async () => {
			return (await client.list(review, `GET ${pulls}/{number}/reviews`, { number })).flatMap(reviewOf);
		}),
		comments: (number) => read(`The comments on #${number}`, () => comments(number)),
		commentOnce: (number, { marker, body }) => told(`The comment on #${number}`, "pull-requests: write", async () => {
			for (let round = 0;; round += 1) {
				if ((await comments(number)).some((one) => isMarked(one, marker, author))) return;
				const creation = await api.createComment(number, body);
				if (creation.kind === "created") return;
				if (round >= patience.retries) throw creation.failure;
				await patience.sleep(usualPause(round, patience));
			}
		}),
		firstStatusAt: (sha, context) => told(`The statuses of ${sha}`, "statuses: read", async () => {
			const route = `GET ${repository}/commits/{sha}/statuses`;
			return (await client.list(status, route, { sha })).filter((one) => one.context === context && isSameLogin(one.creator?.login, author)).map((one) => one.created_at).toSorted()[0];
		}),
		setStatus: (published) => told(`The status of ${published.sha}`, "statuses: write", () => api.createStatus({
			...published,
			description: terminalText(published.description, 140)
		})),
		isMember: (team, login) => told(`The team ${team}`, "members: read", async () => await isMember(client, team, login))
	};
}
function read(what, request) {
	return told(what, "pull-requests: read", request);
}
/** Somebody who was invited and did not accept is no member; neither is anybody of a team that is not there. */
async function isMember(client, team, login) {
	const [org = "", slug = ""] = team.replace(/^@/, "").split("/", 2);
	try {
		return (await client.ask(membership, "GET /orgs/{org}/teams/{slug}/memberships/{login}", {
			org,
			slug,
			login
		})).state === "active";
	} catch (error) {
		if (isRefused(error, 404)) return false;
		if (isRefused(error, 403)) return "unknown";
		throw error;
	}
}
function changeOf({ number, head, base, ...pull }) {
	return {
		number,
		state: typeof pull.merged_at === "string" ? "merged" : pull.state,
		url: pull.html_url,
		author: pull.user?.login ?? "",
		headSha: head.sha,
		branch: head.ref,
		isFork: head.repo?.full_name !== base.repo.full_name,
		baseRef: base.ref,
		baseSha: base.sha
	};
}
/** A review that is not submitted yet is nobody's word. */
function reviewOf({ user, state, commit_id, submitted_at }) {
	if (submitted_at === void 0 || user === null || user === void 0) return [];
	const { login } = user;
	return [{
		login,
		state: states[state] ?? "commented",
		commit: commit_id ?? "",
		at: submitted_at
	}];
}
function commentOf({ id, body, user, created_at: at, updated_at }) {
	return {
		id,
		author: user?.login ?? "",
		body: body ?? "",
		at,
		isEdited: updated_at !== at
	};
}
function isMarked(comment, marker, author) {
	return isSameLogin(comment.author, author) && comment.body.split(/\r?\n/, 1)[0] === marker;
}
function byId(one, other) {
	return one.id - other.id;
}

export { gitHubReviews };