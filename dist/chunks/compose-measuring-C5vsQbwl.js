import { U as UserError } from "./shared-Cu69G1m7.js";
import { vr as composeJudging } from "./run-BZDTBg9r.js";

// src/compose/compose-measuring.ts
async function composeMeasuring(config, surroundings, mayRemember) {
	if (config === void 0) throw new UserError("JUDGE_WITHOUT_MODEL", "No `judge` in tracegate.yaml names the model that answers.", "Add one, such as `judge: { model: gpt-5-mini, apiKeyEnv: OPENAI_API_KEY }`.");
	const { cache, ...judging } = await composeJudging(config, surroundings);
	if (cache === void 0) return judging;
	if (mayRemember) return {
		...judging,
		cache
	};
	return {
		...judging,
		cache: {
			isEmpty: () => true,
			find: () => void 0,
			keep: (key, answer) => cache.keep(key, answer)
		}
	};
}

export { composeMeasuring as t };