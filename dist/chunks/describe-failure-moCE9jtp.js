import { Ki as toolStepsOf, Ui as emptyRetrievals, Zi as canonicalJson } from "./run-BZDTBg9r.js";

// src/core/cluster/describe-failure.ts
const loopCalls = 3;
const mostStructureLines = 60;
function describeFailure(session, verdicts) {
	const failed = verdicts.flatMap((verdict) => verdict.result === "fail" ? [verdict] : []);
	const marks = [
		...new Set(failed.map(({ evaluator }) => evaluator)),
		...session.reward !== void 0 && session.reward < 1 ? ["reward"] : [],
		...session.turns.at(-1)?.error === void 0 ? [] : ["error"]
	];
	if (marks.length === 0) return void 0;
	const turns = new Set(failed.flatMap(({ evidence = [] }) => evidence.flatMap(({ at }) => at?.turn ?? [])));
	const last = session.turns.findLast(({ reply }) => reply !== void 0)?.reply;
	const replies = turns.size > 0 ? [...turns].map((turn) => session.turns[turn - 1]?.reply ?? "") : [last ?? ""];
	const { agent } = session;
	return {
		sessionId: session.id,
		text: [...failed.map(({ explanation = "" }) => explanation), ...replies].join("\n").trim(),
		input: session.turns.map(({ user }) => user).join("\n"),
		tools: [...toolStepsOf(session)].map(({ step }) => step.name),
		events: eventsOf(session),
		dimensions: [...new Set(failed.map(({ dimension }) => dimension))],
		marks,
		version: [
			...agent?.systemPromptDigest === void 0 ? [] : [`prompt ${agent.systemPromptDigest}`],
			...agent?.model === void 0 ? [] : [`model ${agent.model}`],
			...agent?.toolCatalogDigest === void 0 ? [] : [`tools ${agent.toolCatalogDigest}`]
		],
		promptStructure: structureOf(session.policy ?? "")
	};
}
function eventsOf(session) {
	const calls = /* @__PURE__ */ new Map();
	let hasToolError = false;
	for (const { step } of toolStepsOf(session)) {
		if (step.status === "error") hasToolError = true;
		const key = `${step.name} ${canonicalJson(step.arguments ?? null)}`;
		calls.set(key, (calls.get(key) ?? 0) + 1);
	}
	const hasTimeout = session.turns.some(({ error }) => error !== void 0 && /time-?d? ?-?out|deadline/i.test(`${error.type} ${error.message}`));
	return [
		...emptyRetrievals(session).length > 0 ? ["empty-retrieval"] : [],
		...hasToolError ? ["tool-error"] : [],
		...[...calls.values()].some((count) => count >= loopCalls) ? ["loop"] : [],
		...hasTimeout ? ["timeout"] : []
	];
}
function structureOf(policy) {
	return policy.split("\n").map((line) => line.trim()).filter((line) => /^(?:#{1,6}\s|[-*+]\s|\d+[.)]\s)|:$/.test(line)).slice(0, mostStructureLines).map((line) => line.split(/\s+/).slice(0, 4).join(" ").toLowerCase());
}

export { describeFailure as t };