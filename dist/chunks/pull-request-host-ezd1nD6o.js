import { M as record, O as object$1, P as string, y as boolean } from "./shared-Cu69G1m7.js";
import { Na as terminalText } from "./run-BZDTBg9r.js";
import { n as notPublished, r as unreadable, t as GitHubClient } from "./github-client-CN-u6OG8.js";
import { t as GitHubApi } from "./github-api-yYb5RnVP.js";
import { i as GitHubFailure, t as patient } from "./retry-KY_mBgyu.js";
import { t as upsertStickyComment } from "./sticky-comment-Xi5S-JLC.js";

// src/adapters/github/read-files.ts
const object = object$1({
	kind: string(),
	isBinary: boolean().nullish(),
	isTruncated: boolean().nullish(),
	text: string().nullish()
});
const answer = object$1({ repository: record(string(), object.nullable()).nullable() });
const mostAtOnce = 50;
async function readFiles(client, commits) {
	const places = commits.flatMap(({ ref, paths }, of) => paths.map((path) => ({
		of,
		ref,
		path
	})));
	const files = [];
	for (let at = 0; at < places.length; at += mostAtOnce) files.push(...await readSome(client, places.slice(at, at + mostAtOnce)));
	return files;
}
async function readSome(client, places) {
	const refs = [...new Set(places.map(({ ref }) => ref))];
	const names = [...refs.map((_, index) => `sha${index}`), ...places.map((_, index) => `at${index}`)];
	const declared = names.map((name) => `, $${name}: String!`).join("");
	const commits = refs.map((_, index) => `sha${index}: object(expression: $sha${index}) { kind: __typename }`);
	const asked = places.map((_, index) => `at${index}: object(expression: $at${index}) { kind: __typename ...on Blob { isBinary isTruncated text } }`);
	const query = `query ($owner: String!, $repo: String!${declared}) { repository(owner: $owner, name: $repo) { ${commits.join(" ")} ${asked.join(" ")} } }`;
	const expressions = [...refs, ...places.map(({ ref, path }) => `${ref}:${path}`)];
	const variables = Object.fromEntries(names.map((name, index) => [name, expressions[index]]));
	const { repository } = await client.query(answer, query, variables);
	if (refs.some((_, index) => repository?.[`sha${index}`]?.kind !== "Commit")) throw new GitHubFailure({
		kind: "refused",
		status: 404,
		said: ""
	});
	return places.map(({ of, path }, index) => ({
		of,
		path,
		file: fileOf(repository?.[`at${index}`])
	}));
}
function fileOf(found) {
	if (found === null || found === void 0 || found.kind !== "Blob") return "missing";
	const { text, isBinary, isTruncated } = found;
	return isBinary !== true && isTruncated !== true && typeof text === "string" ? { text } : "read-alone";
}

// src/adapters/github/pull-request-host.ts
const mostListedFiles = 3e3;
function gitHubHost(address, patience = patient) {
	const client = new GitHubClient(address, patience);
	const api = new GitHubApi(client);
	const listed = /* @__PURE__ */ new Map();
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
		filesAt: async (commits) => {
			const texts = commits.map(() => /* @__PURE__ */ new Map());
			try {
				for (const { of, path, file } of await readFiles(client, commits)) {
					const { ref = "" } = commits[of] ?? {};
					const text = file === "read-alone" ? await api.fileAt(path, ref) : file === "missing" ? void 0 : file.text;
					if (text !== void 0) texts[of]?.set(path, text);
				}
				return texts;
			} catch (error) {
				const refs = commits.map(({ ref }) => ref).join(" and ");
				throw unreadable(error, terminalText(`The files at ${refs}`), "contents: read");
			}
		},
		upsertComment: (number, comment) => upsertStickyComment({
			api,
			patience,
			listed
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