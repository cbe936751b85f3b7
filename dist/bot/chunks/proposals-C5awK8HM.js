import { r as GitHubClient } from "./explain-BF_ox0uI.js";
import { D as string, b as int, h as _enum, k as unknown, w as object } from "./schemas-DAHxMoIo.js";
import { a as isRefused, i as GitHubFailure, o as mayBeDone, r as usualPause, t as patient } from "./retry-BHbLuvw4.js";
import { t as told } from "./told-Cp9BCnEh.js";

// src/adapters/github/proposals.ts
const named = object({ full_name: string() });
const pullRequest = object({
	number: int().positive(),
	html_url: string(),
	state: _enum(["open", "closed"]),
	merged_at: string().nullish(),
	title: string(),
	body: string().nullish(),
	user: object({ login: string() }).nullish(),
	head: object({
		sha: string(),
		ref: string(),
		repo: named.nullish()
	}),
	base: object({
		ref: string(),
		repo: named
	})
});
const something = unknown();
const pulls = "/repos/{owner}/{repo}/pulls";
/**
* The pull requests that we open in one GitHub repository.
*
* @throws UserError where the address cannot be one.
*/
function gitHubProposals(address, patience = patient) {
	const client = new GitHubClient(address, patience);
	const [owner = ""] = address.repository.split("/", 1);
	const list = async (query) => (await client.list(pullRequest, `GET ${pulls}`, query)).filter(isOwn).map(proposalOf);
	const ofBranch = async (branch, state) => {
		return (await list({
			state,
			head: `${owner}:${branch}`
		})).filter((one) => one.branch === branch).toSorted((a, b) => b.number - a.number)[0];
	};
	return {
		openProposals: (branchPrefix) => read("The open pull requests", async () => {
			return (await list({ state: "open" })).filter(({ branch }) => branch.startsWith(branchPrefix)).toSorted((a, b) => a.number - b.number);
		}),
		proposalOf: (branch) => read(`The pull request of ${branch}`, () => ofBranch(branch, "all")),
		openProposal: (proposal) => write("The pull request", async () => {
			return await openOne({
				client,
				patience,
				find: (branch) => ofBranch(branch, "open")
			}, proposal);
		}),
		updateProposal: (number, change) => write(`Pull request #${number}`, async () => {
			await client.ask(something, `PATCH ${pulls}/{number}`, {
				number,
				...change
			});
		}),
		closeProposal: (number) => write(`Pull request #${number}`, async () => {
			await client.ask(something, `PATCH ${pulls}/{number}`, {
				number,
				state: "closed"
			});
		})
	};
}
function read(what, request) {
	return told(what, "pull-requests: read", request);
}
function write(what, request) {
	return told(what, "pull-requests: write", request);
}
/** GitHub keeps one open pull request a branch: where it refuses, or its answer is lost, that one is looked for. */
async function openOne({ client, patience, find }, { branch, base, title, body }) {
	for (let round = 0;; round += 1) try {
		const once = { isRepeatable: false };
		const made = {
			head: branch,
			base,
			title,
			body
		};
		return proposalOf(await client.ask(pullRequest, `POST ${pulls}`, made, once));
	} catch (error) {
		const mayStand = error instanceof GitHubFailure && mayBeDone(error);
		if (!mayStand && !isRefused(error, 422)) throw error;
		const found = await find(branch);
		if (found !== void 0) return found;
		if (!mayStand || round >= patience.retries) throw error;
		await patience.sleep(usualPause(round, patience));
	}
}
/** A fork may have a branch of the same name. */
function isOwn({ head, base }) {
	return head.repo?.full_name === base.repo.full_name;
}
function proposalOf({ number, head, base, ...pull }) {
	const isMerged = typeof pull.merged_at === "string";
	return {
		number,
		url: pull.html_url,
		branch: head.ref,
		headSha: head.sha,
		baseRef: base.ref,
		state: isMerged ? "merged" : pull.state,
		author: pull.user?.login ?? "",
		title: pull.title,
		body: pull.body ?? ""
	};
}

export { gitHubProposals };