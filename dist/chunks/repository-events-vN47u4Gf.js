import { Za as unknown } from "./run-DTe1xjOx.js";
import { n as notPublished, t as GitHubClient } from "./github-client-CE3DOly0.js";
import { t as patient } from "./retry-C-XGBngD.js";

// src/adapters/github/repository-events.ts
const nothing = unknown();
/**
* `repository_dispatch` events of one GitHub repository. Telling something twice is as good as once.
*
* @throws UserError where the address cannot be one.
*/
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