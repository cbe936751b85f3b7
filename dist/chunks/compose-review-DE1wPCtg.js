import { t as composeMeasuring } from "./compose-measuring-BPJ7Kvvh.js";
import { a as composeReproduction, dr as cacheFolder, ur as composeScore } from "./run-DTe1xjOx.js";
import { join } from "node:path";

// src/compose/compose-review.ts
/** What a review of the dataset asks: agents of other commits, this project's evaluators, its judges. */
function composeReview(project, surroundings) {
	const { root, environment, onWarning } = surroundings;
	const judged = {
		environment,
		onWarning,
		cacheFolder: join(root, cacheFolder)
	};
	let scoring;
	return {
		reproduction: composeReproduction(surroundings),
		score: async (caseId, session, signal) => {
			scoring ??= composeScore(project, judged);
			return await (await scoring)(caseId, session, signal);
		},
		judging: () => composeMeasuring(project.config.judge, judged, true)
	};
}

export { composeReview };