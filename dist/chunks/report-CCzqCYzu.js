import { $r as countOf, Ft as fitBlocks, Kt as blocking, Nt as commentBudgetBytes, Sa as describeProblems, Xr as terminalText, Yi as cutText, Yr as terminalLines, Zr as terminalWording, an as describeFailingCase, ci as codeName, di as inlineText, hn as pathInRepository, io as calibrationPath, ln as splitFailures, mt as renderTerminalSummary, ni as listText, qt as headline, sn as describeToleratedCase, tn as dimensionCells, ui as inlineProse } from "./run-DTe1xjOx.js";
import { t as asUserError } from "./as-user-error-2_zQCRHO.js";
import { inspect } from "node:util";

// src/core/report/annotations.ts
/** GitHub cuts a message here, for a command of the runner as for a check run. */
const mostMessage = 4096;
/** Longer titles of a check run's annotation are refused. */
const mostTitle = 255;
/**
* What a decision has to say about files: failing cases at their files, fallen dimensions at the agent's, judges that
* are not to be trusted and evaluators that failed runs at theirs. What blocks comes first, then what does not.
*/
function fileAnnotations(decision, files) {
	const { against, tolerated } = splitFailures(decision);
	return [
		...against.map((failure) => caseAnnotation(failure, "failure")),
		...dimensionAnnotations(decision, files),
		...judgeAnnotations(decision, files),
		...evaluatorAnnotations(against, files),
		...tolerated.map((failure) => caseAnnotation(failure, "notice"))
	].flatMap((one) => {
		if (one === void 0) return [];
		const { path, level, title, message } = one;
		return [{
			...isPlainPath(path) && { path: pathInRepository(path, files.place) },
			level,
			title: terminalText(title, mostTitle),
			message: cutText(message, mostMessage)
		}];
	});
}
function caseAnnotation(failure, level) {
	const message = level === "notice" ? `Within what the floor allows: ${describeToleratedCase(failure, terminalWording)}` : describeFailingCase(failure, terminalWording);
	return {
		path: failure.file,
		level,
		title: `Tracegate: ${failure.caseId}`,
		message
	};
}
function dimensionAnnotations({ dimensions, comparison }, { agent }) {
	return dimensions.flatMap((row) => {
		const { standing, rate, floor, interval, runs, decision } = dimensionCells(row, terminalWording, comparison);
		if (standing !== "missed" && standing !== "open") return [];
		return [{
			path: agent,
			level: standing === "missed" ? "failure" : "warning",
			title: `Tracegate: ${row.dimension} ${decision}`,
			message: `${terminalText(row.dimension)}: ${rate} of ${runs} scored runs passed (95 %: ${interval}), floor ${floor}.`
		}];
	});
}
function judgeAnnotations({ reasons }, { evaluators }) {
	return reasons.map((reason) => {
		if (reason.kind !== "judge-untrusted") return void 0;
		return evaluatorAnnotation(reason.judge, evaluators, {
			level: "warning",
			message: `The judge of ${terminalText(reason.dimension)} may not decide: ${terminalText(reason.why, 500)}`
		});
	});
}
function evaluatorAnnotations(against, { evaluators }) {
	const seen = /* @__PURE__ */ new Map();
	for (const { caseId, sample } of against) {
		if (sample === void 0) continue;
		const known = seen.get(sample.evaluator) ?? {
			runs: 0,
			cases: []
		};
		known.runs += sample.runs;
		known.cases.push(terminalText(caseId, 60));
		seen.set(sample.evaluator, known);
	}
	return [...seen].map(([ref, { runs, cases }]) => evaluatorAnnotation(ref, evaluators, {
		level: "notice",
		message: `Failed ${countOf(runs, "run")} of ${listText(cases, 5)}.`
	}));
}
function evaluatorAnnotation(ref, folder, given) {
	const path = calibrationPath(folder, ref)?.replace(/\.calibration\.json$/, ".yaml");
	return path === void 0 ? void 0 : {
		...given,
		path,
		title: `Tracegate: ${ref}`
	};
}
/** The results name the files of cases; what is no path below the project is shown at no file. */
function isPlainPath(path) {
	return /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{Cc}]{1,300}$/u.test(path);
}
/** The file that makes an agent another one: its module, or the first that the configuration names; else itself. */
function agentFileOf({ agent }, configPath) {
	return ([...agent.runner === "module" ? [agent.module] : [], ...agent.version].find((path) => !/[*?[\]{}!]/.test(path)) ?? configPath).replace(/^(?:\.\/)+/, "");
}

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
* Ten annotations of a level are shown: the decision itself, these of files, and up to two warnings of what could not be
* published, where the decision is a warning too.
*/
const mostFileAnnotations = 7;
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
async function reportDecision(io, { experiment, decision, enforcement, files, annotatesFiles }) {
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
	if (!annotatesFiles) return;
	for (const annotation of fileAnnotations(decision, files).slice(0, mostFileAnnotations)) {
		const { path, title, message } = annotation;
		io.annotate(annotation.level === "failure" ? level : annotation.level, {
			title,
			message,
			...path !== void 0 && { file: path }
		});
	}
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

export { reportUnpublished as a, agentFileOf as c, reportPublication as i, fileAnnotations as l, reportError as n, renderNotApplicable as o, reportNotApplicable as r, renderCouldNotRun as s, reportDecision as t };