import { t as UserError } from "./errors-wBhBppnE.js";
import { a as fitBlocks, i as headline, p as describeFailingCase, r as blocking, t as commentBudgetBytes } from "./comment-D-u21EZX.js";
import { a as codeName, c as inlineText, i as terminalWording, r as terminalText, s as inlineProse } from "./wording-CrFQbMU1.js";
import { r as countOf } from "./pass-k-CDMBDsUN.js";
import { t as renderTerminalSummary } from "./terminal-summary-YZXm1Uob.js";
import { t as describeProblems } from "./describe-problems-Cv6iQlNo.js";

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

// src/action/report.ts
/** The runner shows this many annotations of a level; one is the decision itself. */
const mostCaseAnnotations = 9;
const plain = (text) => text;
const painter = {
	bold: plain,
	dim: plain,
	red: plain,
	green: plain,
	yellow: plain
};
/** Log, outputs and annotations of a decision. */
async function reportDecision(io, { experiment, decision, enforcement }) {
	await io.quoted(async () => io.log(renderTerminalSummary(experiment, decision, painter)));
	io.output("decision", decision.kind);
	io.output("dimensions", JSON.stringify(dimensionsOf(decision)));
	if (decision.kind === "pass") return;
	const level = enforcement.kind === "enforced" ? "error" : "warning";
	io.annotate(level, {
		title: "Tracegate",
		message: headline(decision, terminalWording, enforcement)
	});
	const files = new Map(experiment.cases.map(({ id, file }) => [id, file]));
	for (const failure of decision.failing.slice(0, mostCaseAnnotations)) {
		const file = files.get(failure.caseId);
		io.annotate(level, {
			title: `Tracegate: ${terminalText(failure.caseId, 60)}`,
			message: describeFailingCase(failure, terminalWording),
			...file !== void 0 && { file }
		});
	}
}
/** Where the comment stands, or why there is none; its absence never changes the exit code. */
function reportPublication(io, { comment, status }) {
	if (comment.kind === "not-published") warn(io, comment);
	else io.output("comment-url", comment.url);
	if (status?.kind === "not-published") warn(io, status);
}
function warn(io, { reason, fix }) {
	io.annotate("warning", {
		title: "Tracegate could not publish everything",
		message: `${terminalText(reason, 500)} ${fix}`
	});
}
/** Log, annotation and summary of what kept the gate from deciding; returns the exit code. */
async function reportError(io, error, enforcement = { kind: "enforced" }) {
	const known = asUserError(error);
	if (known.problems.length > 0) await io.quoted(async () => io.log(`${describeProblems(known.problems)}\n`));
	if (known !== error && error instanceof Error) await io.quoted(async () => io.log(`${error.stack ?? ""}\n`));
	const isEnforced = enforcement.kind === "enforced";
	io.output("decision", "undetermined");
	io.annotate(isEnforced ? "error" : "warning", {
		title: `Tracegate: ${blocking(enforcement)}`,
		message: `${terminalText(known.message, 1e3)}\nFix: ${known.fix}`
	});
	await io.summarise(renderCouldNotRun(known, { enforcement }));
	return isEnforced ? 1 : 0;
}
/** A bug of ours is told in the same places, so that no earlier green comment is left standing. */
function asUserError(error) {
	if (error instanceof UserError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new UserError("BUG", `Tracegate met a bug of its own: ${message}`, "Please report it with the job's log.", { cause: error });
}
function dimensionsOf(decision) {
	return decision.dimensions.map((row) => {
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

export { renderCouldNotRun as a, reportPublication as i, reportDecision as n, reportError as r, asUserError as t };