import { O as object, P as string, v as array } from "./shared-Cu69G1m7.js";
import { t as GitHubClient } from "./github-client-CN-u6OG8.js";
import { t as patient } from "./retry-KY_mBgyu.js";
import { t as told } from "./told-D8zWFDJP.js";

// src/adapters/github/list-caches.ts
const listed = object({ actions_caches: array(object({
	key: string(),
	ref: string(),
	created_at: string()
})) });
function gitHubCaches(address, patience = patient) {
	const client = new GitHubClient(address, patience);
	return (prefix) => told("The list of caches", "actions: read", async () => {
		const route = "GET /repos/{owner}/{repo}/actions/caches";
		const parameters = {
			key: prefix,
			sort: "created_at",
			direction: "desc",
			per_page: 100
		};
		const { actions_caches: caches } = await client.ask(listed, route, parameters);
		return caches.map(({ key, ref, created_at: createdAt }) => ({
			key,
			ref,
			createdAt
		}));
	});
}

export { gitHubCaches };