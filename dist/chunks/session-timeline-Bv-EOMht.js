import { Ga as grouped, Hi as countFound, Ma as terminalLines, Na as terminalText, Ri as stepId, Ui as emptyRetrievals, za as cutText } from "./run-BZDTBg9r.js";
import { i as timeOfDay, n as describeSpent, r as describeUsage, t as describeSession } from "./session-facts-UoSWV9Yk.js";

// src/core/report/terminal/terminal-fold.ts
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u{ff01}-\u{ff60}]/u;
const longestLook = 2e4;
function foldText(text, { width, most }) {
	const columns = Math.max(width, 20);
	if (text.trim() === "") return ["(empty)"];
	const lines = [];
	let shown = 0;
	for (const line of terminalLines(cutText(text, longestLook)).trimEnd().split("\n")) for (const part of wrapLine(line, columns)) {
		if (lines.length === most) return [...lines, restOf(text, shown - 1)];
		lines.push(part);
		shown += part.length + 1;
	}
	return text.length > longestLook ? [...lines, restOf(text, longestLook)] : lines;
}
function restOf(text, shown) {
	return `\u2026 ${grouped(Math.max(1, text.length - shown))} more characters`;
}
function wrapLine(text, columns) {
	const line = text.replaceAll("	", "  ").trimEnd();
	if (columnsOf(line) <= columns) return [line];
	const indent = /^\s*/.exec(line)?.[0].slice(0, 8) ?? "";
	const parts = [];
	let part = indent;
	let used = indent.length;
	for (const word of line.trim().split(/\s+/)) for (const piece of piecesOf(word, columns)) {
		const length = columnsOf(piece);
		const isStart = used === 0 || part === indent;
		if (!isStart && used + 1 + length > columns) {
			parts.push(part);
			part = piece;
			used = length;
		} else {
			part += isStart ? piece : ` ${piece}`;
			used += length + (isStart ? 0 : 1);
		}
	}
	return [...parts, part.trimEnd()];
}
function piecesOf(word, columns) {
	if (columnsOf(word) <= columns) return [word];
	const pieces = [];
	let piece = "";
	let used = 0;
	for (const character of word) {
		const length = columnsOf(character);
		if (used + length > columns) {
			pieces.push(piece);
			[piece, used] = ["", 0];
		}
		piece += character;
		used += length;
	}
	return [...pieces, piece];
}
function columnsOf(text) {
	let columns = 0;
	for (const character of text) columns += wide.test(character) ? 2 : 1;
	return columns;
}

// src/core/report/terminal/step-lines.ts
const mostArgumentLines = 3;
const mostResultLines = 4;
const mostTextLines$1 = 6;
const indent = " ".repeat(9);
function stepLines(step, ref, hidesText, look) {
	const id = look.dim(stepId(ref).padEnd(5));
	const lines = step.kind === "model" ? modelLines(step, id, {
		look,
		hidesText
	}) : toolLines(step, id, {
		look,
		isFirstEmpty: stepId(ref) === look.firstEmpty
	});
	const { firstBad, red } = look;
	return firstBad?.at.turn === ref.turn && firstBad.at.step === ref.step ? [...lines, `${indent}${red(`\u25B2 first bad step? ${firstBad.note}`)}`] : lines;
}
function modelLines(step, id, { look, hidesText }) {
	const { dim, red } = look;
	const { text, reasoning, toolCalls = [], error } = step;
	const notes = [
		step.model === void 0 ? "" : terminalText(step.model, 60),
		describeUsage(step.usage ?? {}),
		describeSpent(step.durationMs),
		step.finishReason === void 0 || quietReasons.has(step.finishReason) ? "" : `finished: ${terminalText(step.finishReason, 40)}`
	].filter((note) => note !== "");
	const about = notes.length === 0 ? "" : `  ${dim(notes.join(" \u00B7 "))}`;
	return [
		`  ${id}  ${step.purpose ?? "model"}${marksOf(step, look)}${about}`,
		...reasoning === void 0 || reasoning === "" ? [] : folded("thought ", reasoning, mostTextLines$1, look, dim),
		...text === void 0 || text === "" || hidesText ? [] : folded("said ", text, mostTextLines$1, look),
		...toolCalls.length === 0 ? [] : [`${indent}${dim(`asked for ${namesOf(toolCalls)}`)}`],
		...errorLines(error, red)
	];
}
const quietReasons = /* @__PURE__ */ new Set([
	"stop",
	"tool_calls",
	"end_turn",
	"tool_use",
	"completed",
	"tool-calls"
]);
function toolLines(step, id, { look, isFirstEmpty }) {
	const { dim, yellow, red, bold } = look;
	const spent = describeSpent(step.durationMs);
	const about = spent === "" ? "" : `  ${dim(spent)}`;
	return [
		`  ${id}  tool ${bold(terminalText(step.name, 80))}${marksOf(step, look)}${about}`,
		...step.arguments === void 0 ? [] : folded("\u2192 ", jsonText(step.arguments), mostArgumentLines, look),
		...answerLines(step, look),
		...isFirstEmpty ? [`${indent}${yellow("\u25B2 the first search that found nothing")}`] : [],
		...step.error === void 0 ? [] : errorLines(step.error, red)
	];
}
function answerLines(step, look) {
	const { dim, yellow } = look;
	if (step.status === "pending") return [`${indent}${yellow("\u2190 no answer was seen")}`];
	if (step.result === void 0) return step.status === "error" ? [] : [`${indent}${dim("\u2190 the answer was not captured")}`];
	if (step.error !== void 0 && step.error.message === step.result) return [];
	const found = countFound(step.result);
	const count = found === void 0 ? "" : `${found.count} ${found.count === 1 ? found.one : found.many}`;
	if (found?.count === 0) return [`${indent}\u2190 ${count}`];
	return folded(count === "" ? "\u2190 " : `\u2190 ${count}: `, jsonText(step.result), mostResultLines, look);
}
function marksOf(step, { yellow, dim }) {
	const marks = [
		step.attempt === void 0 ? "" : yellow(`attempt ${step.attempt}`),
		step.kind === "tool" && step.replay !== void 0 ? dim(step.replay === "exact" ? "recorded answer" : "recorded answer of a near call") : "",
		step.kind === "tool" && step.fault !== void 0 ? yellow(`planned fault: ${terminalText(step.fault, 40)}`) : "",
		step.agent === void 0 ? "" : dim(`by ${terminalText(step.agent, 40)}`)
	].filter((mark) => mark !== "");
	return marks.length === 0 ? "" : `  [${marks.join(", ")}]`;
}
function errorLines(error, red) {
	if (error === void 0) return [];
	const message = terminalText(error.message, 300);
	const type = terminalText(error.type, 60);
	return [`${indent}${red(message === "" ? `\u2717 ${type}` : `\u2717 ${type}: ${message}`)}`];
}
function namesOf(calls) {
	return calls.map(({ name }) => terminalText(name, 60)).join(", ");
}
function jsonText(value) {
	return typeof value === "string" ? value : JSON.stringify(value);
}
function folded(lead, text, most, look, paint = (plain) => plain) {
	const [first = "", ...rest] = foldText(text, {
		width: look.width - indent.length - lead.length,
		most
	});
	const under = `${indent}${" ".repeat(Math.min(lead.length, 8))}`;
	return [`${indent}${paint(`${lead}${first}`)}`, ...rest.map((line) => line === "" ? "" : `${under}${paint(line)}`)];
}

// src/core/report/terminal/session-timeline.ts
const mostTextLines = 12;
const mostPolicyLines = 3;
const labelWidth = 9;
function renderTimeline(session, options) {
	const { bold, dim } = options;
	const [firstEmpty] = emptyRetrievals(session);
	const look = {
		...options,
		firstEmpty: firstEmpty === void 0 ? "" : stepId(firstEmpty.ref)
	};
	const policy = session.policy;
	return `${[
		[bold(terminalText(session.id)), ...describeSession(session).map((line) => dim(line))],
		policy === void 0 ? [] : said("policy", policy, {
			look,
			most: mostPolicyLines,
			paint: dim
		}),
		...session.turns.map((turn, index) => turnLines(turn, index + 1, look)),
		annotationLines(session, look),
		session.turns.length === 0 ? [dim("No turn was captured.")] : []
	].filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}\n`;
}
function turnLines(turn, number, look) {
	const { bold, dim } = look;
	const when = [timeOfDay(turn.startedAtMs), describeSpent(turn.durationMs)].filter((part) => part !== "");
	return [
		`${bold(`Turn ${number}`)}${when.length === 0 ? "" : `  ${dim(when.join("  "))}`}`,
		...turn.user === "" && number === 1 ? [label("user", dim("said nothing: the agent opens"))] : userLines(turn.user, look),
		...agentLines(turn, number, look)
	];
}
function userLines(message, look) {
	return said("user", message, {
		look,
		most: mostTextLines,
		paint: look.bold
	});
}
function agentLines(turn, number, look) {
	const { dim, red } = look;
	const { reply, error } = turn;
	return [
		...turn.steps.flatMap((step, index) => stepLines(step, {
			turn: number,
			step: index + 1
		}, hidesText(step, turn), look)),
		...reply === void 0 ? [label("agent", dim("no reply was captured"))] : said("agent", reply, {
			look,
			most: mostTextLines,
			paint: (text) => text
		}),
		...error === void 0 ? [] : [label("error", red(describeStepError(error)))]
	];
}
function hidesText(step, { reply }) {
	return step.kind === "model" && step.text !== void 0 && step.text === reply;
}
function describeStepError({ type, message }) {
	const name = terminalText(type, 60);
	const text = terminalText(message, 300);
	return text === "" || text === name ? name : `${name}: ${text}`;
}
function annotationLines(session, look) {
	const lines = (session.annotations ?? []).map(({ name, by, annotator, value, at, explanation }) => {
		const place = at === void 0 ? "" : ` at ${stepId(at)}`;
		const who = annotator === void 0 ? by : `${by} ${terminalText(annotator, 40)}`;
		const why = explanation === void 0 ? "" : `: ${terminalText(explanation, 300)}`;
		return `  ${terminalText(name, 60)} = ${terminalText(JSON.stringify(value), 60)} (${who}${place})${why}`;
	});
	return lines.length === 0 ? [] : [look.bold("Annotations"), ...lines];
}
function said(name, text, { look, most, paint }) {
	const [first = "", ...rest] = foldText(text, {
		width: look.width - labelWidth - 2,
		most
	});
	return [label(name, paint(first)), ...rest.map((line) => line === "" ? "" : `${" ".repeat(11)}${paint(line)}`)];
}
function label(name, text) {
	return `  ${name.padEnd(labelWidth)}${text}`;
}

export { renderTimeline as n, userLines as r, agentLines as t };