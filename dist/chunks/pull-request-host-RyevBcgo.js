import { i as terminalText } from "./wording-hlgpPPdg.js";
import { a as isSameLogin, c as GitHubFailure, i as GitHubApi, n as patient, o as notPublished, r as usualPause, s as unreadable, t as GitHubClient } from "./github-client-Cj0pw16M.js";

// src/adapters/github/sticky-comment.ts
/** Who speaks with a job's own token; that token may not ask GitHub for its name. */
const workflowBot = "github-actions[bot]";
/** How often we look again where others change the comment meanwhile. */
const mostRounds = 6;
/**
* Finds our comment over all pages, by marker and author, and writes it; or makes one.
*
* Whatever several jobs do at once, one comment is left: each looks again after making its own, keeps
* the one with the lowest id and deletes the others that are ours. Comments by others that carry our
* marker are left alone.
*/
async function upsertStickyComment({ api, patience }, number, comment) {
	try {
		const author = comment.author ?? await api.viewerLogin() ?? workflowBot;
		return await converge({
			api,
			patience
		}, number, {
			...comment,
			author
		});
	} catch (error) {
		return notPublished(error, `The comment on #${number}`, "pull-requests: write");
	}
}
async function converge({ api, patience }, number, { marker, body, author, isOptional }) {
	let made;
	for (let round = 0; round < mostRounds; round += 1) {
		const [oldest, ...surplus] = oursAmong(await api.listComments(number), made, {
			marker,
			author: made?.author ?? author
		});
		if (oldest === void 0) {
			if (isOptional) return { kind: "absent" };
			const creation = await api.createComment(number, body);
			if (creation.kind === "created") made = creation.comment;
			else if (round >= patience.retries) throw creation.failure;
			else await patience.sleep(usualPause(round, patience));
			continue;
		}
		const isMade = oldest.id === made?.id;
		if (!isMade && !await api.updateComment(oldest.id, body)) continue;
		await deleteAll(api, surplus);
		return {
			kind: isMade ? "created" : "updated",
			url: oldest.url
		};
	}
	throw new GitHubFailure({
		kind: "refused",
		status: 404,
		said: ""
	});
}
/** Ours by age. A list may lag behind, so the one that we have made counts whether it is listed or not. */
function oursAmong(listed, made, { marker, author }) {
	return [...listed.filter((one) => {
		return one.id !== made?.id && isSameLogin(one.author, author) && isMarked(one.body, marker);
	}), ...made === void 0 ? [] : [made]].toSorted((a, b) => a.id - b.id);
}
/** GitHub may hand line ends back as CRLF; the marker is a line of its own. */
function isMarked(body, marker) {
	return body.split(/\r?\n/, 1)[0]?.trimEnd() === marker;
}
/** The comment stands; what cannot be deleted now is deleted by the next job. */
async function deleteAll(api, surplus) {
	try {
		for (const { id } of surplus) await api.deleteComment(id);
	} catch (error) {
		if (!(error instanceof GitHubFailure)) throw error;
	}
}

// src/adapters/github/pull-request-host.ts
/** GitHub lists at most this many files of a pull request. */
const mostListedFiles = 3e3;
/**
* Pull requests, files, comments and statuses of one GitHub repository.
*
* @throws UserError where the address cannot be one.
*/
function gitHubHost(address, patience = patient) {
	const api = new GitHubApi(new GitHubClient(address, patience));
	return {
		pullRequest: async (number) => {
			try {
				return await api.pullRequest(number);
			} catch (error) {
				throw unreadable(error, `Pull request #${number}`, "pull-requests: read");
			}
		},
		pullRequestsAt: async (head) => {
			try {
				return await api.openPullRequestsAt(head);
			} catch (error) {
				throw unreadable(error, "The pull requests of the head commit", "pull-requests: read");
			}
		},
		changedFiles: async (number) => {
			try {
				const files = await api.changedFiles(number);
				return files.length < mostListedFiles ? {
					kind: "complete",
					paths: files.flat()
				} : { kind: "incomplete" };
			} catch (error) {
				throw unreadable(error, `The files of #${number}`, "pull-requests: read");
			}
		},
		fileAt: async (path, ref) => {
			try {
				return await api.fileAt(path, ref);
			} catch (error) {
				throw unreadable(error, terminalText(`${path} at ${ref}`), "contents: read");
			}
		},
		upsertComment: (number, comment) => upsertStickyComment({
			api,
			patience
		}, number, comment),
		setStatus: async (status) => {
			try {
				await api.createStatus({
					...status,
					description: terminalText(status.description, 140)
				});
				return { kind: "published" };
			} catch (error) {
				return notPublished(error, `The status of ${status.sha}`, "statuses: write");
			}
		}
	};
}

export { gitHubHost };