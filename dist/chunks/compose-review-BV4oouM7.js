import { t as composeMeasuring } from "./compose-measuring-Cq_1JrmP.js";
import { t as composeReproduction } from "./compose-reproduction-CkVpLExy.js";
import { Fn as composeScore, In as cacheFolder } from "./run-w2Sn11Y6.js";
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