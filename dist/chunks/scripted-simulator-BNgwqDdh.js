import { i as chatRequest, t as answerScripted } from "./scripted-model-33vvyzye.js";

// src/adapters/scripted-model/scripted-simulator.ts
function scriptedSimulator(script) {
	return { ask: async ({ system, user, seed, number }) => {
		const request = chatRequest.parse({ messages: [{
			role: "system",
			content: system
		}, {
			role: "user",
			content: user
		}] });
		const answer = answerScripted(script, request, {
			seed: String(seed),
			call: number
		});
		if (answer.kind === "no-answer") return {
			kind: "unavailable",
			reason: answer.message
		};
		return {
			kind: "answered",
			json: jsonOf(answer.completion.choices[0].message.content ?? ""),
			usage: nothing
		};
	} };
}
const nothing = {
	inputTokens: 0,
	outputTokens: 0,
	costUsd: 0
};
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

export { scriptedSimulator };