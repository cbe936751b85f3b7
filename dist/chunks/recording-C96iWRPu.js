import { s as toolStepsOf } from "./tool-result-CE4tOHQ7.js";

// src/core/replay/recording.ts
/** Reads the tool calls of a session; one whose answer was not captured can answer nothing. */
function recordingOf(session) {
	const tools = /* @__PURE__ */ new Map();
	for (const { ref, step } of toolStepsOf(session)) {
		const tool = tools.get(step.name) ?? {
			calls: [],
			unanswered: 0
		};
		tools.set(step.name, tool);
		const answer = answerOf(step);
		if (answer === void 0) tool.unanswered += 1;
		else {
			const given = step.arguments === void 0 ? {} : { arguments: step.arguments };
			tool.calls.push({
				at: ref,
				...given,
				answer
			});
		}
	}
	return tools;
}
function answerOf(step) {
	const { status, result, error } = step;
	if (status === "error") {
		const message = typeof result === "string" ? result : JSON.stringify(result ?? "failed");
		return {
			kind: "error",
			error: error ?? {
				type: "Error",
				message
			}
		};
	}
	return status === "ok" && result !== void 0 ? {
		kind: "result",
		result
	} : void 0;
}

export { recordingOf as t };