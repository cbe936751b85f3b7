import { t as composeMeasuring } from "./compose-measuring-C5vsQbwl.js";
import { t as composeReproduction } from "./compose-reproduction-DDuqJUaD.js";
import { br as cacheFolder, yr as composeScore } from "./run-BZDTBg9r.js";
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/compose/compose-review.ts
function composeReview(project, surroundings) {
	const { root, environment, onWarning, answers } = surroundings;
	const judged = {
		environment,
		onWarning,
		cacheFolder: join(root, cacheFolder),
		...answers !== void 0 && { answers }
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