import { t as composeMeasuring } from "./compose-measuring-Dg4sMHG-.js";
import { t as composeReproduction } from "./compose-reproduction-BTxrZxFI.js";
import { Mn as cacheFolder, jn as composeScore } from "./run-Btf2ZPPq.js";
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/compose/compose-review.ts
function composeReview(project, surroundings) {
	const { root, environment, onWarning } = surroundings;
	const judged = {
		environment,
		onWarning,
		cacheFolder: join(root, cacheFolder)
	};
	let composed;
	return {
		reproduction: composeReproduction(surroundings),
		score: async (caseId, session, scoring) => {
			composed ??= composeScore(project, judged);
			return await (await composed)(caseId, session, scoring);
		},
		judging: () => composeMeasuring(project.config.judge, judged, true)
	};
}

export { composeReview };