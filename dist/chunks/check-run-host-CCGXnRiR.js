import { O as object, P as string, S as int } from "./shared-Cu69G1m7.js";
import { n as notPublished, t as GitHubClient } from "./github-client-CN-u6OG8.js";
import { t as patient } from "./retry-KY_mBgyu.js";

// src/adapters/github/check-run-host.ts
const annotationsAtOnce = 50;
const written = object({
	id: int().positive(),
	html_url: string().nullish()
});
const once = { isRepeatable: false };
function gitHubCheckRuns(address, patience = patient) {
	const client = new GitHubClient(address, patience);
	return { publish: async (sha, checkRun) => {
		const { name, conclusion, annotations } = checkRun;
		const [first = [], ...more] = batches(annotations);
		try {
			const { id, html_url: url } = await client.ask(written, "POST /repos/{owner}/{repo}/check-runs", {
				name,
				head_sha: sha,
				status: "completed",
				conclusion,
				output: outputOf(checkRun, first)
			}, once);
			const route = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";
			for (const batch of more) await client.ask(written, route, {
				check_run_id: id,
				output: outputOf(checkRun, batch)
			}, once);
			return {
				kind: "created",
				url: url ?? ""
			};
		} catch (error) {
			return notPublished(error, `The check run on ${sha}`, "checks: write");
		}
	} };
}
function batches(annotations) {
	return Array.from({ length: Math.ceil(annotations.length / annotationsAtOnce) }, (_, place) => annotations.slice(place * annotationsAtOnce, (place + 1) * annotationsAtOnce));
}
function outputOf({ title, summary }, annotations) {
	return {
		title,
		summary,
		annotations: annotations.flatMap(({ path, level, title: head, message }) => {
			if (path === void 0) return [];
			return [{
				path,
				start_line: 1,
				end_line: 1,
				annotation_level: level,
				title: head,
				message
			}];
		})
	};
}

export { gitHubCheckRuns };