import { O as object, P as string, v as array } from "./shared-Cu69G1m7.js";
import { t as GitHubClient } from "./github-client-CN-u6OG8.js";
import { a as isRefused, t as patient } from "./retry-KY_mBgyu.js";
import { t as told } from "./told-D8zWFDJP.js";

// src/adapters/github/tags.ts
const references = array(object({ ref: string() }));
const commit = object({ sha: string().regex(/^[0-9a-f]{40}$/) });
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