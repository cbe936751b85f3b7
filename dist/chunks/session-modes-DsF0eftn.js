import { Gi as isRetrievalTool, Gn as noRepeatedQuestion, Ki as toolStepsOf, Kn as recoversFromToolFailure, Ri as stepId, Vi as describeStep, ar as abstainsAfterEmptyResult, qi as printable, qn as noContradictedFact } from "./run-BZDTBg9r.js";
import { a as isOfAgent, c as leavesWithKeys, i as textOf, n as isMalformed, r as FactTable } from "./blame-session-CV7VNIP1.js";

// src/core/blame/confidence-curve.ts
const leastDrop = .2;
const counted = /* @__PURE__ */ new Set([
	"number",
	"date",
	"id",
	"amount",
	"url"
]);
function confidenceCurve(session) {
	const table = new FactTable(session);
	const ofCall = /* @__PURE__ */ new Map();
	const points = [];
	for (const row of table.rows) {
		if (!isOfAgent(row)) continue;
		const facts = row.facts.filter(({ kind }) => counted.has(kind));
		if (facts.length === 0) continue;
		const worth = facts.map((fact) => worthOf(fact, table, ofCall));
		const confidence = worth.reduce((sum, one) => sum + one, 0) / worth.length;
		if (row.role === "argument") ofCall.set(nameOf(row.at), confidence);
		points.push({
			at: row.at,
			confidence,
			what: describeRow(row),
			row
		});
	}
	const shown = points.map(({ at, confidence, what }) => ({
		at,
		confidence,
		what
	}));
	if (table.uncaptured !== void 0) return {
		points: shown,
		uncaptured: table.uncaptured
	};
	let from = 1;
	for (const [index, point] of points.entries()) {
		if (point.confidence <= from - leastDrop) {
			const { row, ...drop } = point;
			const dependents = dependentsOf(row, points.slice(index + 1), table);
			return {
				points: shown,
				drop: {
					...drop,
					from,
					dependents
				}
			};
		}
		from = Math.min(from, point.confidence);
	}
	return { points: shown };
}
function worthOf({ support, from }, { rows }, ofCall) {
	if (support === "unsupported") return 0;
	const source = from === void 0 ? void 0 : rows[from];
	return source?.role === "tool-result" ? ofCall.get(nameOf(source.at)) ?? 1 : 1;
}
function dependentsOf(drop, later, table) {
	const invented = drop.facts.filter(({ support, kind }) => support === "unsupported" && counted.has(kind));
	const places = /* @__PURE__ */ new Set([nameOf(drop.at)]);
	return later.flatMap(({ row }) => {
		if (nameOf(row.at) === nameOf(drop.at)) return [];
		const isRepeat = invented.some((fact) => table.states(row.number, fact));
		const isOfAnswer = row.facts.some(({ support, from }) => {
			const source = from === void 0 ? void 0 : table.rows[from];
			return support === "tool-result" && source !== void 0 && places.has(nameOf(source.at));
		});
		if (!isRepeat && !isOfAnswer) return [];
		places.add(nameOf(row.at));
		return [row.at];
	});
}
function nameOf({ turn, step }) {
	return `${turn}.${step ?? ""}`;
}
function describeRow(row) {
	const text = textOf(row.value);
	return printable(row.role === "argument" ? `${row.tool} ${text}` : `\u201C${text}\u201D`, 120);
}

// src/core/modes/session-modes.ts
const context = {
	turns: 100,
	engines: () => {
		throw new Error("These checks need no engines.");
	}
};
function sessionModes(session, verdicts = []) {
	return [
		stateCorruption(session),
		toolUse(session),
		errorPropagation(session),
		misjudged(session, verdicts)
	].filter((finding) => finding !== void 0);
}
function stateCorruption(session) {
	for (const check of stateChecks) {
		const finding = findingOf("state-corruption", answerOf(check, session));
		if (finding !== void 0) return finding;
	}
}
const stateChecks = [noContradictedFact({}, context), noRepeatedQuestion({ max: 0 }, context)];
const recovery = recoversFromToolFailure({
	maxRetries: 2,
	whenNothingFails: "pass"
}, context);
function toolUse(session) {
	const searches = [...new Set([...toolStepsOf(session)].map(({ step }) => step.name))].filter(isRetrievalTool);
	const empty = searches.length === 0 ? void 0 : answerOf(abstainsAfterEmptyResult({ tools: searches }, context), session);
	return (empty && findingOf("tool-use", empty)) ?? findingOf("tool-use", answerOf(recovery, session)) ?? oddResult(session);
}
const neverNegative = /(?:^|_)(?:price|quantity|qty|stock|age|weight|height|duration)s?(?:$|_)/i;
const share = /(?:^|_)(?:percent|percentage|probability)(?:$|_)/i;
function oddResult(session) {
	for (const { ref, turn, step } of toolStepsOf(session)) {
		if (step.status !== "ok" || step.result === void 0 || turn.reply === void 0) continue;
		const what = isMalformed(step.result) ? "cannot be read as data" : implausible(step.result);
		if (what === void 0) continue;
		return {
			mode: "tool-use",
			what: `The result of \`${printable(step.name, 60)}\` ${what}, and the agent answered all the same.`,
			evidence: [{
				at: ref,
				what: describeStep(step)
			}]
		};
	}
}
function implausible(result) {
	const odd = leavesWithKeys(result).find(({ key, value }) => {
		if (typeof value !== "number") return false;
		return neverNegative.test(key) && value < 0 || share.test(key) && (value < 0 || value > 100);
	});
	return odd && `holds \`${printable(odd.path, 80).replaceAll("`", "'")}\` of ${odd.value}`;
}
function errorPropagation(session) {
	const { drop } = confidenceCurve(session);
	if (drop === void 0 || drop.dependents.length === 0) return void 0;
	const last = drop.dependents.at(-1) ?? drop.at;
	return {
		mode: "error-propagation",
		what: `Support falls from ${percent(drop.from)} to ${percent(drop.confidence)} at ${placeName(drop.at)}, and ${drop.dependents.length === 1 ? "a later step rests" : `${drop.dependents.length} later steps rest`} on it.`,
		evidence: [{
			...placed(drop.at),
			what: drop.what
		}, {
			...placed(last),
			what: `rests on it: ${placeName(last)}`
		}]
	};
}
function misjudged(session, verdicts) {
	const human = (session.annotations ?? []).flatMap((one) => {
		const isGood = one.by === "human" ? asPass(one.value) : void 0;
		return isGood === void 0 ? [] : [{
			name: one.name,
			isGood
		}];
	});
	for (const { name, isGood } of human) {
		const judged = verdicts.find(({ dimension, result }) => sameName(dimension, name) && result === (isGood ? "fail" : "pass"));
		const marked = (session.annotations ?? []).find((one) => one.by === "model" && sameName(one.name, name) && asPass(one.value) === !isGood);
		if (judged === void 0 && marked === void 0) continue;
		const by = judged?.evaluator ?? marked?.annotator ?? "the model";
		return {
			mode: "evaluation-misalignment",
			what: `A person called \`${printable(name, 60)}\` ${isGood ? "good" : "bad"}, and \`${printable(by, 60)}\` the reverse.`,
			evidence: []
		};
	}
}
function sameName(a, b) {
	return foldName(a) === foldName(b);
}
function foldName(name) {
	return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "");
}
function asPass(value) {
	if (typeof value === "boolean") return value;
	if (typeof value === "number") return value < 0 || value > 1 ? void 0 : value >= .5;
	if (typeof value !== "string") return void 0;
	const word = value.trim().toLowerCase();
	if (/^(?:pass(?:ed)?|good|correct|yes|true|factual|ok)$/.test(word)) return true;
	return /^(?:fail(?:ed)?|bad|incorrect|no|false|hallucinated|wrong)$/.test(word) ? false : void 0;
}
function answerOf(compiled, session) {
	if (compiled.kind === "problem") throw new Error(compiled.problem.message);
	return compiled.check(session);
}
function findingOf(mode, answer) {
	if (answer.result !== "fail") return void 0;
	return {
		mode,
		what: answer.explanation ?? "",
		evidence: answer.evidence ?? []
	};
}
function percent(part) {
	return `${Math.round(part * 100)} %`;
}
function placeName({ turn, step }) {
	return step === void 0 ? `turn ${turn}` : `step ${stepId({
		turn,
		step
	})}`;
}
function placed({ turn, step }) {
	return step === void 0 ? {} : { at: {
		turn,
		step
	} };
}

export { confidenceCurve as n, sessionModes as t };