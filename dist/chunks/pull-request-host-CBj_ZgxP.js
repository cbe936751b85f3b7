import { Fa as boolean, Wa as object$1, Xr as terminalText, Ya as string, qa as record } from "./run-DTe1xjOx.js";
import { n as notPublished, r as unreadable, t as GitHubClient } from "./github-client-CE3DOly0.js";
import { t as GitHubApi } from "./github-api-DD7tHEmL.js";
import { i as GitHubFailure, t as patient } from "./retry-C-XGBngD.js";
import { t as upsertStickyComment } from "./sticky-comment-D3M_p-S_.js";

// src/adapters/github/read-files.ts
const object = object$1({
	kind: string(),
	isBinary: boolean().nullish(),
	isTruncated: boolean().nullish(),
	text: string().nullish()
});
const answer = object$1({ repository: record(string(), object.nullable()).nullable() });
/** GitHub refuses questions that ask for too much at once. */
const mostAtOnce = 50;
/**
* Many files at one commit, by one GraphQL question for fifty of them. Rejects with `GitHubFailure` where the commit is
* gone: a missing file must not be told from a missing commit.
*/
async function readFiles(client, sha, paths) {
	const files = /* @__PURE__ */ new Map();
	for (let at = 0; at < paths.length; at += mostAtOnce) {
		const some = paths.slice(at, at + mostAtOnce);
		for (const [path, file] of await readSome(client, sha, some)) files.set(path, file);
	}
	return files;
}
async function readSome(client, sha, paths) {
	const query = `query ($owner: String!, $repo: String!, $sha: String!${paths.map((_, index) => `, $at${index}: String!`).join("")}) { repository(owner: $owner, name: $repo) { commit: object(expression: $sha) { kind: __typename } ${paths.map((_, index) => `at${index}: object(expression: $at${index}) { kind: __typename ...on Blob { isBinary isTruncated text } }`).join(" ")} } }`;
	const places = paths.map((path, index) => [`at${index}`, `${sha}:${path}`]);
	const variables = {
		sha,
		...Object.fromEntries(places)
	};
	const { repository } = await client.query(answer, query, variables);
	if (repository?.["commit"]?.kind !== "Commit") throw new GitHubFailure({
		kind: "refused",
		status: 404,
		said: ""
	});
	return paths.map((path, index) => [path, fileOf(repository[`at${index}`])]);
}
/** A folder or a submodule is no file. */
function fileOf(found) {
	if (found === null || found === void 0 || found.kind !== "Blob") return "missing";
	const { text, isBinary, isTruncated } = found;
	return isBinary !== true && isTruncated !== true && typeof text === "string" ? { text } : "read-alone";
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
	const client = new GitHubClient(address, patience);
	const api = new GitHubApi(client);
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
		filesAt: async (paths, ref) => {
			const texts = /* @__PURE__ */ new Map();
			try {
				for (const [path, file] of await readFiles(client, ref, paths)) {
					const text = file === "read-alone" ? await api.fileAt(path, ref) : file === "missing" ? void 0 : file.text;
					if (text !== void 0) texts.set(path, text);
				}
				return texts;
			} catch (error) {
				throw unreadable(error, terminalText(`The files at ${ref}`), "contents: read");
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