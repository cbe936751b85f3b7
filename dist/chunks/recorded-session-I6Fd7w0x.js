import { t as isJsonValue } from "./json-CDDZzQPU.js";
import { t as stepId } from "./session-BYSXiMty.js";
import { n as mostTokens, t as mostDollars } from "./session-schema-DQcbzhR3.js";

// src/core/plan/recorded-session.ts
/**
* Brings a session into the form that it has after a journal was written and read again, so that evaluators see
* the same whether a run was resumed or not.
*
* Times are rounded to a tenth of a millisecond. Numbers that no clock or counter can have shown (negative, not
* finite) become absent, which means not captured.
*/
function recordSession(session) {
	const at = findNoJson(session);
	if (at !== void 0) return {
		kind: "unrecordable",
		reason: `${at} is no JSON value, or nests deeper than ${64} levels`
	};
	return {
		kind: "recordable",
		session: {
			...session,
			turns: session.turns.map(recordTurn)
		}
	};
}
function findNoJson({ turns, finalState }) {
	for (const [turnIndex, { steps }] of turns.entries()) for (const [stepIndex, step] of steps.entries()) {
		const ref = {
			turn: turnIndex + 1,
			step: stepIndex + 1
		};
		if (step.kind === "tool") {
			if (!isAbsentOrJson(step.arguments)) return `step ${stepId(ref)}: the arguments`;
			if (!isAbsentOrJson(step.result)) return `step ${stepId(ref)}: the result`;
		} else if (step.toolCalls?.some((call) => !isAbsentOrJson(call.arguments)) === true) return `step ${stepId(ref)}: the arguments of a call`;
	}
	return isAbsentOrJson(finalState) ? void 0 : "the final state";
}
function isAbsentOrJson(value) {
	return value === void 0 || typeof value === "string" || isJsonValue(value);
}
function recordTurn(turn) {
	return {
		...recordTimes(turn),
		steps: turn.steps.map(recordStep)
	};
}
function recordStep(step) {
	const recorded = recordTimes(step);
	if (recorded.kind === "tool" || recorded.usage === void 0) return recorded;
	return {
		...recorded,
		usage: recordUsage(recorded.usage)
	};
}
function recordUsage(usage) {
	const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens, costUsd } = usage;
	return {
		...isTokens(inputTokens) && { inputTokens },
		...isTokens(outputTokens) && { outputTokens },
		...isTokens(cachedInputTokens) && { cachedInputTokens },
		...isTokens(reasoningTokens) && { reasoningTokens },
		...isUpTo(costUsd, 1e6) && { costUsd }
	};
}
function recordTimes(timed) {
	const { startedAtMs, durationMs } = timed;
	if (isTime(startedAtMs) && isTime(durationMs)) return {
		...timed,
		startedAtMs: Math.round(startedAtMs),
		durationMs: roundMs(durationMs)
	};
	const recorded = { ...timed };
	if (isTime(startedAtMs)) recorded.startedAtMs = Math.round(startedAtMs);
	else delete recorded.startedAtMs;
	if (isTime(durationMs)) recorded.durationMs = roundMs(durationMs);
	else delete recorded.durationMs;
	return recorded;
}
function isTime(ms) {
	return isUpTo(ms, Number.MAX_SAFE_INTEGER);
}
/** Rounds to a tenth: more digits are noise and cost bytes in every line. */
function roundMs(ms) {
	return Math.round(ms * 10) / 10;
}
function isTokens(value) {
	return isUpTo(value, 1e9) && Number.isInteger(value);
}
function isUpTo(value, most) {
	return value !== void 0 && value >= 0 && value <= most;
}

export { roundMs as n, recordSession as t };