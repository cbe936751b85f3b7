import { Xr as terminalText } from "./run-CdI71-1B.js";
import { n as notPublished, r as unreadable, t as GitHubClient } from "./github-client-BnROGljj.js";
import { t as GitHubApi } from "./github-api-DJpQwxRF.js";
import { t as patient } from "./retry-B6iL9hmE.js";
import { t as upsertStickyComment } from "./sticky-comment-ebCq22wr.js";

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