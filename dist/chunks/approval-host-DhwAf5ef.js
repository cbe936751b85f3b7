import { Aa as datetime, Pa as array, Wa as object, Ya as string } from "./run-DTe1xjOx.js";
import { r as unreadable, t as GitHubClient } from "./github-client-CE3DOly0.js";
import { n as isSameLogin } from "./github-api-DD7tHEmL.js";
import { a as isRefused, t as patient } from "./retry-C-XGBngD.js";

// src/adapters/github/approval-host.ts
const account = object({
	login: string().min(1),
	type: string().optional()
});
const label = object({ name: string() });
const pullRequest = object({
	user: account.nullish(),
	labels: array(label)
});
const review = object({
	user: account.nullish(),
	state: string(),
	commit_id: string().nullish()
});
const issueEvent = object({
	event: string(),
	actor: account.nullish(),
	created_at: datetime({ offset: true }),
	label: label.optional()
});
const permission = object({ permission: string() });
const membership = object({ state: string() });
const something = object({});
const states = {
	APPROVED: "approved",
	CHANGES_REQUESTED: "changes-requested",
	DISMISSED: "dismissed"
};
/**
* Reviews, labels and rights of one GitHub repository.
*
* @throws UserError where the address cannot be one.
*/
function gitHubApprovals(address, patience = patient) {
	const client = new GitHubClient(address, patience);
	const asked = /* @__PURE__ */ new Map();
	const about = async (number) => {
		try {
			const { user, labels } = await client.ask(pullRequest, "GET /repos/{owner}/{repo}/pulls/{number}", { number });
			return {
				author: user?.login ?? "",
				labels: labels.map(({ name }) => name)
			};
		} catch (error) {
			throw unreadable(error, `Pull request #${number}`, "pull-requests: read");
		}
	};
	return {
		about: (number) => {
			const answer = asked.get(number) ?? about(number);
			asked.set(number, answer);
			return answer;
		},
		reviews: async (number) => {
			try {
				return (await client.list(review, "GET /repos/{owner}/{repo}/pulls/{number}/reviews", { number })).flatMap(({ user, state, commit_id: commit }) => {
					if (user === null || user === void 0) return [];
					const says = states[state] ?? "something";
					return [{
						login: user.login,
						isBot: isBot(user),
						says,
						commit: commit ?? void 0
					}];
				});
			} catch (error) {
				throw unreadable(error, `The reviews of #${number}`, "pull-requests: read");
			}
		},
		labelling: async (number, name) => {
			try {
				const last = (await client.list(issueEvent, "GET /repos/{owner}/{repo}/issues/{number}/events", { number })).findLast((one) => {
					return one.event === "labeled" && isSameLogin(one.label?.name, name);
				});
				if (last?.actor === void 0 || last.actor === null) return void 0;
				const { actor, created_at: at } = last;
				return {
					login: actor.login,
					isBot: isBot(actor),
					at: new Date(at).toISOString()
				};
			} catch (error) {
				throw unreadable(error, `The labels of #${number}`, "pull-requests: read");
			}
		},
		mayWrite: async (login) => {
			try {
				const found = await client.ask(permission, "GET /repos/{owner}/{repo}/collaborators/{username}/permission", { username: login });
				return found.permission === "admin" || found.permission === "write";
			} catch (error) {
				if (isRefused(error, 404)) return false;
				throw unreadable(error, `What ${login} may do`, "contents: read");
			}
		},
		isInTeam: (team, login) => isInTeam(client, team, login)
	};
}
function isBot({ login, type }) {
	return type === "Bot" || login.endsWith("[bot]");
}
/**
* GitHub answers 404 to whoever may not see the team as it does of somebody who is not in it, so that only a team that
* can be seen itself says no. A job's own token sees none.
*/
async function isInTeam(client, team, login) {
	const [org = "", slug = ""] = team.replace(/^@/, "").split("/");
	const place = {
		org,
		team_slug: slug
	};
	const teamRoute = "GET /orgs/{org}/teams/{team_slug}";
	try {
		const route = `${teamRoute}/memberships/{username}`;
		const { state } = await client.ask(membership, route, {
			...place,
			username: login
		});
		return state === "active";
	} catch (error) {
		if (!isRefused(error, 404) && !isRefused(error, 403)) throw unreadable(error, `The members of ${team}`, "organisation members: read");
		if (isRefused(error, 403)) return "unknown";
	}
	try {
		await client.ask(something, teamRoute, place);
		return false;
	} catch (error) {
		if (isRefused(error, 404) || isRefused(error, 403)) return "unknown";
		throw unreadable(error, `The team ${team}`, "organisation members: read");
	}
}

export { gitHubApprovals };