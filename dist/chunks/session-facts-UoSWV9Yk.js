import { Na as terminalText, Ua as countOf, Wa as durationText, Za as roundCount, qa as moneyText } from "./run-BZDTBg9r.js";

// src/core/report/session-facts.ts
function describeSession(session) {
	const steps = session.turns.flatMap((turn) => turn.steps);
	const usages = steps.flatMap((step) => step.kind === "model" && step.usage !== void 0 ? [step.usage] : []);
	const spentMs = session.turns.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0);
	const { agent, task, reward } = session;
	const size = [
		countOf(session.turns.length, "turn"),
		countOf(steps.length, "step"),
		describeUsage(totalOf(usages)),
		spentMs > 0 && describeSpent(spentMs),
		reward !== void 0 && `reward ${reward}`,
		task !== void 0 && `task ${terminalText(task.id, 60)} run ${task.runIndex}`
	];
	const who = [
		agent?.name,
		agent?.version,
		agent?.model
	].flatMap((part) => part === void 0 ? [] : [terminalText(part, 60)]);
	return [
		size.filter((part) => part !== false && part !== "").join(" \u00B7 "),
		...who.length === 0 ? [] : [`agent ${who.join(" \u00B7 ")}`],
		...steps.some(({ agent: name }) => name !== void 0) ? [`sub-agents ${[...new Set(steps.flatMap(subAgent))].join(", ")}`] : []
	];
}
function subAgent({ agent }) {
	return agent === void 0 ? [] : [terminalText(agent, 40)];
}
function describeUsage(usage) {
	const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens, costUsd } = usage;
	const isKnown = inputTokens !== void 0 || outputTokens !== void 0;
	const notes = [cachedInputTokens !== void 0 && cachedInputTokens > 0 && `${tokens(cachedInputTokens)} cached`, reasoningTokens !== void 0 && reasoningTokens > 0 && `${tokens(reasoningTokens)} thought`].filter((note) => note !== false);
	const more = notes.length === 0 ? "" : ` (${notes.join(", ")})`;
	return [isKnown && `${tokens(inputTokens)} \u2192 ${tokens(outputTokens)} tokens${more}`, costUsd !== void 0 && moneyText(costUsd)].filter((part) => part !== false).join(" \u00B7 ");
}
function tokens(count) {
	return count === void 0 ? "?" : roundCount(count);
}
function totalOf(usages) {
	const sums = [
		"inputTokens",
		"outputTokens",
		"cachedInputTokens",
		"reasoningTokens",
		"costUsd"
	].flatMap((key) => {
		const values = usages.flatMap((usage) => Object.entries(usage).find(([name]) => name === key)?.[1] ?? []);
		return values.length === 0 ? [] : [[key, values.reduce((sum, value) => sum + value, 0)]];
	});
	return Object.fromEntries(sums);
}
function timeOfDay(epochMs) {
	if (epochMs === void 0) return "";
	const seconds = Math.floor(epochMs / 1e3) % 86400;
	return [
		seconds / 3600,
		seconds / 60 % 60,
		seconds % 60
	].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}
function describeSpent(durationMs) {
	if (durationMs === void 0) return "";
	if (durationMs < 1e3) return `${Math.round(durationMs)} ms`;
	return durationMs < 6e4 ? `${(durationMs / 1e3).toFixed(1)} s` : durationText(durationMs);
}

export { timeOfDay as i, describeSpent as n, describeUsage as r, describeSession as t };