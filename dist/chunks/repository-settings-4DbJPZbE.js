import { O as object, P as string, v as array, y as boolean } from "./shared-Cu69G1m7.js";
import { n as notPublished, t as GitHubClient } from "./github-client-CN-u6OG8.js";
import { a as isRefused, i as GitHubFailure, t as patient } from "./retry-KY_mBgyu.js";

// src/adapters/github/repository-settings.ts
const repository = object({ permissions: object({ push: boolean() }).optional() });
const something = object({});
const rule = object({
	type: string(),
	parameters: object({ required_status_checks: array(object({ context: string() })).optional() }).optional()
});
const branchShape = object({ protection: object({ required_status_checks: object({ contexts: array(string()).optional() }).optional() }).optional() });
function gitHubSettings(address, patience = patient) {
	const client = new GitHubClient(address, patience);
	return {
		access: async () => {
			try {
				const { permissions } = await client.ask(repository, "GET /repos/{owner}/{repo}", {});
				return {
					kind: "seen",
					mayWrite: permissions?.push ?? "unknown"
				};
			} catch (error) {
				const { reason, fix } = notPublished(error, address.repository, "contents: read");
				return {
					kind: "refused",
					reason,
					fix
				};
			}
		},
		hasLabel: async (name) => {
			try {
				await client.ask(something, "GET /repos/{owner}/{repo}/labels/{name}", { name });
				return true;
			} catch (error) {
				return isRefused(error, 404) ? false : unknownWhere(error);
			}
		},
		requiredChecks: async (branch) => {
			const known = (await Promise.all([client.list(rule, "GET /repos/{owner}/{repo}/rules/branches/{branch}", { branch }).then((rules) => rules.flatMap(({ parameters }) => (parameters?.required_status_checks ?? []).map(({ context }) => context)), unknownWhere), client.ask(branchShape, "GET /repos/{owner}/{repo}/branches/{branch}", { branch }).then(({ protection }) => protection?.required_status_checks?.contexts ?? [], unknownWhere)])).filter((one) => one !== "unknown");
			return known.length === 0 ? "unknown" : [...new Set(known.flat())];
		}
	};
}
function unknownWhere(error) {
	if (error instanceof GitHubFailure) return "unknown";
	throw error;
}

export { gitHubSettings };