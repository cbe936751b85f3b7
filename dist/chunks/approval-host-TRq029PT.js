import { O as object, P as string, r as datetime, v as array } from "./shared-Cu69G1m7.js";
import { r as unreadable, t as GitHubClient } from "./github-client-CN-u6OG8.js";
import { n as isSameLogin } from "./github-api-yYb5RnVP.js";
import { a as isRefused, t as patient } from "./retry-KY_mBgyu.js";

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
function isBot({ login, type }) {
	return type === "Bot" || login.endsWith("[bot]");
}
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
function teamPlace(team) {
	const [org = "", slug = ""] = team.replace(/^@/, "").split("/", 2);
	return {
		org,
		team_slug: slug
	};
}

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
const issueEvent = object({
	event: string(),
	actor: account.nullish(),
	created_at: datetime({ offset: true }),
	label: label.optional()
});
const permission = object({ permission: string() });
const something = object({});
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
				return (await listReviews(client, number)).map(({ login, isBot: isProgram, state, commit }) => ({
					login,
					isBot: isProgram,
					says: state === "other" ? "something" : state,
					commit
				}));
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
async function isInTeam(client, team, login) {
	try {
		const asked = await askMembership(client, team, login);
		if (asked === "member" || asked === "no-member") return asked === "member";
		if (asked === "forbidden") return "unknown";
	} catch (error) {
		throw unreadable(error, `The members of ${team}`, "organisation members: read");
	}
	try {
		await client.ask(something, "GET /orgs/{org}/teams/{team_slug}", teamPlace(team));
		return false;
	} catch (error) {
		if (isRefused(error, 404) || isRefused(error, 403)) return "unknown";
		throw unreadable(error, `The team ${team}`, "organisation members: read");
	}
}

export { gitHubApprovals };