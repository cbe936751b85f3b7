import { t as openAiJudge } from "./openai-judge-B0rK2KV8.js";

// src/adapters/llm/openai-simulator.ts
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