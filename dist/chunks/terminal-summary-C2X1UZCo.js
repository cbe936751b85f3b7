import { C as countErrors, S as reproduceCommand, _ as describeGaps, b as describeStory, c as describeCoverage, d as describePower, f as describePolicy, h as describeHermeticity, i as headline, l as describeLost, m as describeCassettes, o as describeBarelyTested, p as dimensionCells, s as describeCost, u as describeMustPass, w as describeError, x as leadingFailure, y as describeFailingCases } from "./comment-Ddp8JLQM.js";
import { n as countOf } from "./numbers-CCAtUXk7.js";
import { a as terminalWording } from "./wording-hlgpPPdg.js";

// src/core/report/terminal-summary.ts
const mostFailing = 10;
const mostErrors = 5;
/** The decision as a person reads it in a terminal or a job's log; every line is safe to print there. */
function renderTerminalSummary(experiment, decision, painter) {
	const paint = colourOf(decision.kind, painter);
	const { kind } = decision;
	return `${[
		`${paint(painter.bold(kind.toUpperCase()))}  ${headline(decision, terminalWording, painter.enforcement)}`,
		indent([...story(decision), ...describeGaps(decision, terminalWording)]),
		indent(table(decision, painter)),
		indent([describePolicy(decision, terminalWording)]),
		indent(failing(decision, painter)),
		indent(errors(experiment)),
		indent([
			describeCoverage(experiment),
			describeHermeticity(experiment),
			describeCassettes(experiment, terminalWording),
			describeMustPass(decision, terminalWording),
			describePower(decision),
			describeLost(experiment, decision, terminalWording),
			describeBarelyTested(decision, terminalWording),
			painter.dim(describeCost(experiment))
		])
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function indent(lines) {
	return lines.filter((line) => line !== void 0).map((line) => `  ${line}`).join("\n");
}
const columns = [
	"dimension",
	"floor",
	"rate",
	"interval",
	"runs",
	"decision"
];
const heads = {
	dimension: "dimension",
	floor: "floor",
	rate: "passed",
	interval: "95 %",
	runs: "runs",
	standing: "advisory",
	decision: "decision"
};
function table({ dimensions }, painter) {
	const rows = dimensions.map((row) => dimensionCells(row, terminalWording));
	const widths = columns.map((column) => Math.max(...[heads, ...rows].map((cells) => cells[column].length)));
	const lineOf = (cells) => columns.map((column, i) => {
		const isText = column === "dimension" || column === "decision";
		const width = widths[i] ?? 0;
		return isText ? cells[column].padEnd(width) : cells[column].padStart(width);
	}).join("  ").trimEnd();
	if (rows.length === 0) return [];
	return [painter.dim(lineOf(heads)), ...rows.map((cells) => rowColour(cells.standing, painter)(lineOf(cells)))];
}
function story(decision) {
	const failure = leadingFailure(decision);
	return failure === void 0 ? [] : [describeStory(failure, terminalWording)];
}
function failing(decision, painter) {
	const lines = describeFailingCases(decision, terminalWording);
	const left = lines.length - mostFailing;
	const command = reproduceCommand(decision);
	return [
		...lines.slice(0, mostFailing),
		...left > 0 ? [`… and ${countOf(left, "more failing case")}`] : [],
		...command === void 0 ? [] : [painter.dim(`To run the worst case again: ${command}`)]
	];
}
function errors(experiment) {
	const counted = countErrors(experiment);
	const left = counted.length - mostErrors;
	return [...counted.slice(0, mostErrors).map((error) => describeError(error, terminalWording)), ...left > 0 ? [`… and ${countOf(left, "more reason")}`] : []];
}
function colourOf(kind, painter) {
	switch (kind) {
		case "pass": return painter.green;
		case "fail": return painter.red;
		case "undetermined": return painter.yellow;
	}
}
function rowColour(standing, painter) {
	switch (standing) {
		case "met": return colourOf("pass", painter);
		case "missed": return colourOf("fail", painter);
		case "open": return colourOf("undetermined", painter);
		case "advisory": return painter.dim;
	}
}

export { renderTerminalSummary as t };