import { n as pathInRepository } from "./relevance-DhlcIgJO.js";
import { a as fitBlocks, i as headline, r as blocking, t as commentBudgetBytes, v as describeFailingCase } from "./comment-Ddp8JLQM.js";
import { a as terminalWording, c as inlineProse, i as terminalText, l as inlineText, o as codeName, r as terminalLines } from "./wording-hlgpPPdg.js";
import { n as countOf } from "./numbers-CCAtUXk7.js";
import { t as renderTerminalSummary } from "./terminal-summary-C2X1UZCo.js";
import { t as describeProblems } from "./describe-problems-D5wYYqdr.js";
import { t as asUserError } from "./as-user-error-DcS2_Oes.js";
import { inspect } from "node:util";

// src/core/report/could-not-run.ts
/** The comment where there is no decision, because the gate could not run at all. It blocks, and says why first. */
function renderCouldNotRun(error, options = {}) {
	const { marker, budgetBytes = commentBudgetBytes } = options;
	const enforcement = options.enforcement ?? { kind: "enforced" };
	const first = `### ${enforcement.kind === "enforced" ? "⛔" : "⚠️"} ${blocking(enforcement)}: the gate could not run: ${inlineProse(error.message.replace(/[.\s]+$/, ""), 300)}`;
	const blocks = [
		{
			kind: "whole",
			text: marker === void 0 ? first : `${marker}\n${first}`
		},
		{
			kind: "list",
			head: "",
			items: error.problems.map((problem) => `- ${describeProblem(problem)}`),
			foot: "",
			leftOut: (count) => `- … and ${countOf(count, "more problem")}`,
			rank: 0
		},
		{
			kind: "whole",
			text: `**What to do**: ${inlineProse(error.fix)}\nNo run was judged, so nothing is known about the agent (${codeName(error.code)}).`
		}
	];
	return `${fitBlocks(blocks, budgetBytes - 1)}\n`;
}
function describeProblem({ file, line, column, path, message, expected }) {
	const place = [line, column].filter((part) => part !== void 0).join(":");
	const where = `${codeName(file)}${place === "" ? "" : ` ${place}`}`;
	const inside = path === void 0 || path === "" ? "" : ` ${inlineText(path)}:`;
	const wanted = expected === void 0 ? "" : ` (expected: ${inlineProse(expected, 300)})`;
	return `${where}${inside} ${inlineProse(message)}${wanted}`;
}

// src/core/report/not-applicable.ts
/** The comment where the gate has nothing to decide; `reason` is a sentence of ours. */
function renderNotApplicable(reason, { marker } = {}) {
	const lines = [
		"### ➖ Not applicable: nothing was run and nothing decided",
		reason,
		""
	];
	return [...marker === void 0 ? [] : [marker], ...lines].join("\n");
}

// src/action/report.ts
/**
* Ten annotations of a level are shown: the decision itself, these cases, and up to two warnings of what could not be
* published, where the decision is a warning too.
*/
const mostCaseAnnotations = 7;
/** More would not fit into what a job may put out; the comment has them all. */
const mostDimensions = 200;
const plain = (text) => text;
const painter = {
	bold: plain,
	dim: plain,
	red: plain,
	green: plain,
	yellow: plain
};
/** Log, outputs and annotations of a decision. */
async function reportDecision(io, { experiment, decision, enforcement, place }) {
	const summary = renderTerminalSummary(experiment, decision, {
		...painter,
		enforcement
	});
	await io.quoted(async () => io.log(summary));
	io.output("decision", decision.kind);
	io.output("dimensions", JSON.stringify(dimensionsOf(decision)));
	if (decision.kind === "pass") return;
	const level = enforcement.kind === "enforced" ? "error" : "warning";
	io.annotate(level, {
		title: "Tracegate",
		message: headline(decision, terminalWording, enforcement)
	});
	for (const failure of decision.failing.slice(0, mostCaseAnnotations)) {
		const { caseId, file } = failure;
		io.annotate(level, {
			title: `Tracegate: ${terminalText(caseId, 60)}`,
			message: describeFailingCase(failure, terminalWording),
			...isPlainPath(file) && { file: pathInRepository(file, place) }
		});
	}
}
/** The results name the files of cases; what is no path below the project is shown at no file. */
function isPlainPath(path) {
	return /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{Cc}]{1,300}$/u.test(path);
}
/** Where the comment stands, or why there is none; its absence never changes the exit code. */
function reportPublication(io, { comment, status }) {
	if (comment?.kind === "not-published") reportUnpublished(io, comment);
	else if (comment !== void 0 && "url" in comment) io.output("comment-url", comment.url);
	if (status?.kind === "not-published") reportUnpublished(io, status);
}
function reportUnpublished(io, { reason, fix }) {
	io.annotate("warning", {
		title: "Tracegate could not publish everything",
		message: `${terminalText(reason, 500)} ${fix}`
	});
}
/** Log, output and summary where there is nothing to gate; returns the exit code. */
async function reportNotApplicable(io, reason) {
	io.log(`Not applicable: ${reason}\n`);
	io.output("decision", "not-applicable");
	await io.summarise(renderNotApplicable(reason));
	return 0;
}
/** Log, annotation and summary of what kept the gate from deciding; returns the exit code. */
async function reportError(io, error, enforcement = { kind: "enforced" }) {
	const known = asUserError(error);
	if (known.problems.length > 0) await quote(io, describeProblems(known.problems));
	if (known !== error) await quote(io, inspect(error, { depth: 3 }));
	const isEnforced = enforcement.kind === "enforced";
	io.output("decision", "undetermined");
	io.annotate(isEnforced ? "error" : "warning", {
		title: `Tracegate: ${blocking(enforcement)}`,
		message: `${terminalText(known.message, 1e3)}\nFix: ${known.fix}`
	});
	await io.summarise(renderCouldNotRun(known, { enforcement }));
	return isEnforced ? 1 : 0;
}
async function quote(io, text) {
	await io.quoted(async () => io.log(`${terminalLines(text)}\n`));
}
function dimensionsOf(decision) {
	return decision.dimensions.slice(0, mostDimensions).map((row) => {
		const { kind, dimension, floor, tally } = row;
		const scored = tally.passed + tally.failed;
		return {
			dimension,
			kind,
			floor: floor.floor,
			...scored > 0 && { passRate: tally.passed / scored },
			...tally,
			...row.kind === "gating" && { result: row.result.kind }
		};
	});
}

export { reportUnpublished as a, reportPublication as i, reportError as n, renderNotApplicable as o, reportNotApplicable as r, renderCouldNotRun as s, reportDecision as t };