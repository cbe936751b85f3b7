import { ao as UserError, lr as composeJudging } from "./run-DTe1xjOx.js";

// src/compose/compose-measuring.ts
/**
* What asks judges in order to measure them: afresh, since an answer of yesterday says nothing about today's model, unless
* `mayRemember` is set. Each answer is kept for the gate.
*
* @throws UserError `JUDGE_WITHOUT_MODEL` where the configuration names no model.
*/
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