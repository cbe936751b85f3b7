import { t as openAiJudge } from "./openai-judge-D_kBxABm.js";

// src/adapters/llm/openai-simulator.ts
/** Plays users behind any OpenAI-compatible endpoint, asked in the same way and at the same pace as a judge. */
function openAiSimulator(options) {
	const model = openAiJudge({
		...options,
		section: "simulator"
	});
	model.prepare?.();
	return { ask: ({ system, user, schema, seed }, signal) => model.ask({
		system,
		user,
		schema,
		seed,
		name: "message"
	}, signal) };
}

export { openAiSimulator };