import { Ga as grouped, Na as terminalText, Ri as stepId, Ui as emptyRetrievals, Va as visibleText, za as cutText, zi as describeAnswer } from "./run-BZDTBg9r.js";
import { i as timeOfDay, n as describeSpent, r as describeUsage, t as describeSession } from "./session-facts-UoSWV9Yk.js";

// src/core/report/html/session-view.ts
const mostTurns = 500;
const mostSteps = 2e3;
function sessionView(session, judged, texts) {
	const { verdicts = [], outcome, reason } = judged;
	const empty = new Set(emptyRetrievals(session).map(({ ref }) => stepId(ref)));
	const firstBad = judged.firstBad ?? firstBadStep(verdicts);
	const { policy, agent, finalState } = session;
	const turns = fewTurns(session.turns);
	return {
		id: terminalText(session.id),
		facts: describeSession(session),
		...outcome !== void 0 && { outcome },
		...reason !== void 0 && { reason: lines(reason, 2e3) },
		...policy !== void 0 && { policy: texts.keepText(policy) },
		...agent?.toolCatalog !== void 0 && { tools: texts.keepJson(jsonOf([...agent.toolCatalog])) },
		...finalState !== void 0 && { finalState: texts.keepJson(jsonOf(finalState)) },
		...turns.stepsLeftOut > 0 && { stepsLeftOut: turns.stepsLeftOut },
		turns: turns.shown.map((turn, place) => ({
			user: texts.keepText(turn.user),
			...turn.reply !== void 0 && { reply: texts.keepText(turn.reply) },
			...turn.error !== void 0 && { error: describeError(turn.error) },
			when: [timeOfDay(turn.startedAtMs), describeSpent(turn.durationMs)].filter((part) => part !== "").join(" \u00B7 "),
			steps: turn.steps.map((step, at) => stepView(step, {
				texts,
				isEmptySearch: empty.has(stepId({
					turn: place + 1,
					step: at + 1
				})),
				reply: turn.reply
			}))
		})),
		verdicts: verdicts.map(verdictView),
		...firstBad !== void 0 && { firstBad: stepId(firstBad) },
		annotations: (session.annotations ?? []).slice(0, 50).map(({ name, by, annotator, value, at, explanation }) => {
			const who = annotator === void 0 ? by : `${by} ${annotator}`;
			const where = at === void 0 ? "" : ` at ${stepId(at)}`;
			const why = explanation === void 0 ? "" : `: ${explanation}`;
			return lines(`${name} = ${cutText(jsonOf(value), 200)} (${who}${where})${why}`, 1e3);
		})
	};
}
function fewTurns(turns) {
	let room = mostSteps;
	let stepsLeftOut = 0;
	const shown = turns.slice(0, mostTurns).map((turn) => {
		const steps = turn.steps.slice(0, room);
		room -= steps.length;
		stepsLeftOut += turn.steps.length - steps.length;
		return {
			...turn,
			steps
		};
	});
	for (const { steps } of turns.slice(mostTurns)) stepsLeftOut += Math.max(1, steps.length);
	return {
		shown,
		stepsLeftOut
	};
}
function firstBadStep(verdicts) {
	return verdicts.flatMap((verdict) => {
		if (verdict.result !== "fail") return [];
		return (verdict.evidence ?? []).flatMap(({ at }) => at ?? []);
	}).toSorted((a, b) => a.turn - b.turn || a.step - b.step)[0];
}
function stepView(step, context) {
	return step.kind === "tool" ? toolView(step, context) : modelView(step, context);
}
function toolView(step, { texts, isEmptySearch }) {
	const { name, status, error, result } = step;
	const isSaid = error !== void 0 && error.message === result;
	return {
		kind: "tool",
		name: terminalText(name, 120),
		line: describeAnswer(step),
		status,
		marks: marksOf(step),
		about: describeSpent(step.durationMs),
		...step.arguments !== void 0 && { arguments: texts.keepJson(jsonOf(step.arguments)) },
		...result !== void 0 && !isSaid && { result: texts.keepJson(jsonOf(result)) },
		...error !== void 0 && { error: describeError(error) },
		...isEmptySearch && { isEmptySearch: true }
	};
}
function modelView(step, { texts, reply }) {
	const { text, reasoning, toolCalls = [], error, finishReason } = step;
	const calls = toolCalls.map(({ name }) => terminalText(name, 60)).join(", ");
	const line = calls === "" ? text === reply ? "wrote the reply" : "answered" : `asked for ${calls}`;
	return {
		kind: "model",
		name: terminalText(step.model ?? step.purpose ?? "model", 80),
		line: error === void 0 ? text === void 0 && calls === "" ? "text not captured" : line : "failed",
		status: error === void 0 ? "ok" : "error",
		marks: [...step.purpose === void 0 ? [] : [step.purpose], ...marksOf(step)],
		about: [
			describeUsage(step.usage ?? {}),
			describeSpent(step.durationMs),
			finishReason === void 0 ? "" : `finished: ${terminalText(finishReason, 40)}`
		].filter((part) => part !== "").join(" \u00B7 "),
		...text !== void 0 && text !== "" && { said: texts.keepText(text) },
		...reasoning !== void 0 && reasoning !== "" && { thought: texts.keepText(reasoning) },
		...toolCalls.length > 0 && { arguments: texts.keepJson(jsonOf(toolCalls.map(({ name, arguments: given }) => ({
			name,
			...given !== void 0 && { arguments: given }
		})))) },
		...error !== void 0 && { error: describeError(error) }
	};
}
function marksOf(step) {
	return [
		...step.attempt === void 0 ? [] : [`attempt ${step.attempt}`],
		...step.kind === "tool" && step.replay !== void 0 ? [step.replay === "exact" ? "recorded answer" : "recorded answer of a near call"] : [],
		...step.kind === "tool" && step.fault !== void 0 ? [`planned fault: ${terminalText(step.fault, 40)}`] : [],
		...step.agent === void 0 ? [] : [`by ${terminalText(step.agent, 40)}`]
	];
}
function verdictView(verdict) {
	const { evaluator, kind, dimension, result } = verdict;
	const origin = {
		evaluator: terminalText(evaluator),
		kind,
		dimension: terminalText(dimension)
	};
	if (result === "unscored") return {
		...origin,
		result,
		explanation: lines(verdict.reason, 2e3),
		evidence: []
	};
	return {
		...origin,
		result,
		explanation: lines(verdict.explanation ?? "", 4e3),
		...verdict.score !== void 0 && { score: verdict.score },
		evidence: (verdict.evidence ?? []).slice(0, 20).map(evidenceView)
	};
}
function evidenceView({ at, what, quote }) {
	return {
		...at !== void 0 && { at: stepId(at) },
		what: lines(what, 1e3),
		...quote === true && { isQuote: true }
	};
}
function describeError({ type, message }) {
	return lines(message === "" || message === type ? type : `${type}: ${message}`, 4e3);
}
function lines(text, most) {
	return cutText(visibleText(cutText(text, 2 * most)), most);
}
function jsonOf(value) {
	return JSON.stringify(value);
}

// src/core/report/html/step-to-look-at.ts
function stepToLookAt({ blame, firstBadStep }) {
	if (blame === void 0 || blame.tier === "suspected" && firstBadStep !== void 0) return firstBadStep;
	const { turn, step } = blame.at;
	return step === void 0 ? firstBadStep : {
		turn,
		step
	};
}

// src/core/report/html/session-texts.ts
const mostText = 2e4;
const mostOfSession = 2e5;
const leastText = 200;
var SessionTexts = class {
	#places = /* @__PURE__ */ new Map();
	#used = 0;
	get all() {
		return [...this.#places.keys()];
	}
	keepText(text) {
		return this.#keep(text, visibleText);
	}
	keepJson(json) {
		return this.#keep(json, escapeUnseen);
	}
	#keep(whole, clean) {
		const text = cutClean(whole, this.#used < mostOfSession ? mostText : leastText, clean);
		const known = this.#places.get(text);
		if (known !== void 0) return known;
		const place = this.#places.size;
		this.#places.set(text, place);
		this.#used += text.length;
		return place;
	}
};
function cutClean(whole, most, clean) {
	const start = clean(whole.slice(0, 2 * most));
	if (whole.length <= 2 * most && start.length <= most) return start;
	const shown = cutText(start, most);
	return `${shown}\n\u2026 ${grouped(Math.max(1, whole.length - shown.length))} more characters are not in this page`;
}
function escapeUnseen(json) {
	return json.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cs}]/gu, (character) => character.split("").map(escapeOf).join(""));
}
function escapeOf(unit) {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

export { sessionView as i, stepToLookAt as n, evidenceView as r, SessionTexts as t };