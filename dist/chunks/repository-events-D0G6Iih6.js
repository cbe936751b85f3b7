import { I as unknown } from "./shared-Cu69G1m7.js";
import { n as notPublished, t as GitHubClient } from "./github-client-CN-u6OG8.js";
import { t as patient } from "./retry-KY_mBgyu.js";

// src/adapters/github/repository-events.ts
const nothing = unknown();
function gitHubEvents(address, patience = patient) {
	const client = new GitHubClient(address, patience);
	return { tell: async (name, payload) => {
		try {
			const event = {
				event_type: name,
				client_payload: payload
			};
			await client.ask(nothing, "POST /repos/{owner}/{repo}/dispatches", event);
			return { kind: "published" };
		} catch (error) {
			return notPublished(error, `The event ${name}`, "contents: write");
		}
	} };
}

export { gitHubEvents };