import { a as isRefused, c as terminalText, r as usualPause, t as patient } from "./retry-BHbLuvw4.js";
import { D as string, b as int, h as _enum, w as object } from "./schemas-DAHxMoIo.js";
import { n as isSameLogin, t as GitHubApi } from "./github-api-B-5hqQSk.js";
import { r as GitHubClient } from "./explain-BF_ox0uI.js";
import { t as told } from "./told-Cp9BCnEh.js";

// src/adapters/github/people.ts
const account$1 = object({
	login: string().min(1),
	type: string().optional()
}).nullish();
const review = object({
	user: account$1,
	state: string(),
	commit_id: string().nullish(),
	submitted_at: string().optional()
});
const membership = object({ state: string() });
const states = {
	APPROVED: "approved",
	CHANGES_REQUESTED: "changes-requested",
	DISMISSED: "dismissed"
};
/** All reviews of a pull request, oldest first; without those of accounts that are gone. Rejects with `GitHubFailure`. */
async function listReviews(client, number) {
	return (await client.list(review, "GET /repos/{owner}/{repo}/pulls/{number}/reviews", { number })).flatMap(({ user, state, commit_id: commit, submitted_at: at }) => {
		if (user === null || user === void 0) return [];
		return [{
			login: user.login,
			isBot: isBot(user),
			state: states[state] ?? "other",
			...typeof commit === "string" && { commit },
			...at !== void 0 && { at }
		}];
	});
}
/** Accounts of programs, by GitHub's word or by their name. */
function isBot({ login, type }) {
	return type === "Bot" || login.endsWith("[bot]");
}
/**
* Whether somebody is an active member of `organisation/team`; who was invited and did not accept is none.
*
* `not-found` may be either a stranger or a team that the token does not see; `forbidden` where it may not ask. Rejects
* with `GitHubFailure` for all else.
*/
async function askMembership(client, team, login) {
	try {
		const route = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
		const place = {
			...teamPlace(team),
			username: login
		};
		const { state } = await client.ask(membership, route, place);
		return state === "active" ? "member" : "no-member";
	} catch (error) {
		if (isRefused(error, 404)) return "not-found";
		if (isRefused(error, 403)) return "forbidden";
		throw error;
	}
}
/** The parameters of a team's routes; a leading `@` is taken off. */
function teamPlace(team) {
	const [org = "", slug = ""] = team.replace(/^@/, "").split("/", 2);
	return {
		org,
		team_slug: slug
	};
}

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
const pulls = "/repos/{owner}/{repo}/pulls";
const repository = "/repos/{owner}/{repo}";
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
		reviews: (number) => read(`The reviews of #${number}`, async () => (await listReviews(client, number)).flatMap(reviewOf)),
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
		isInTeam: (team, login) => told(`The team ${team}`, "members: read", async () => {
			const asked = await askMembership(client, team, login);
			return asked === "forbidden" ? "unknown" : asked === "member";
		})
	};
}
function read(what, request) {
	return told(what, "pull-requests: read", request);
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
function reviewOf({ at, state, ...review }) {
	if (at === void 0) return [];
	const { login, commit: head = "" } = review;
	return [{
		login,
		state: state === "other" ? "commented" : state,
		commit: head,
		at
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