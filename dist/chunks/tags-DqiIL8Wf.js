import { Pa as array, Wa as object, Ya as string } from "./run-DTe1xjOx.js";
import { t as GitHubClient } from "./github-client-CE3DOly0.js";
import { a as isRefused, t as patient } from "./retry-C-XGBngD.js";
import { t as told } from "./told-b679enPW.js";

// src/adapters/github/tags.ts
const references = array(object({ ref: string() }));
const commit = object({ sha: string().regex(/^[0-9a-f]{40}$/) });
/** The tags of one GitHub repository. */
function gitHubTags(address, patience = patient) {
	const client = new GitHubClient(address, patience);
	return {
		tags: (prefix) => told("The tags", "contents: read", async () => {
			return (await client.ask(references, "GET /repos/{owner}/{repo}/git/matching-refs/{+ref}", { ref: `tags/${prefix}` })).map(({ ref }) => ref.replace(/^refs\/tags\//, ""));
		}),
		commitOf: (tag) => told(`The tag ${tag}`, "contents: read", async () => {
			try {
				const route = "GET /repos/{owner}/{repo}/commits/{+ref}";
				const asked = {
					ref: `refs/tags/${tag}`,
					per_page: 1
				};
				return (await client.ask(commit, route, asked)).sha;
			} catch (error) {
				if (isRefused(error, 404) || isRefused(error, 422)) return void 0;
				throw error;
			}
		})
	};
}

export { gitHubTags };