import { i as chatRequest, t as answerScripted } from "./scripted-model-Ci1nJ8Ks.js";

// src/adapters/scripted-model/scripted-simulator.ts
/**
* A script that plays users: it answers the same question that a model is asked, and its `say` is the JSON that one
* would write. `call` counts the questions of the session.
*/
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
			json: jsonOf(answer.completion.choices[0].message.content ?? "")
		};
	} };
}
/** As the text that it is where it is no JSON: who reads it says what is wrong with it. */
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

export { scriptedSimulator };