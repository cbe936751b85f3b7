import { Fa as codeName, Ka as listText, Kt as blocking, La as inlineProse, Ma as terminalLines, Na as terminalText, Pa as terminalWording, Pt as fitBlocks, Ra as inlineText, Ua as countOf, bi as describeProblems, fn as describeToleratedCase, jt as commentBudgetBytes, kt as renderTerminalSummary, ma as calibrationPath, mn as splitFailures, on as dimensionCells, qt as headline, un as describeFailingCase, za as cutText } from "./run-BZDTBg9r.js";
import { r as pathInRepository } from "./relevance-T8rDQVm-.js";
import { t as asUserError } from "./as-user-error-CU7gUk6f.js";
const { inspect } = globalThis.process.getBuiltinModule("node:util");

// src/core/report/comment/annotations.ts
const mostMessage = 4096;
const mostTitle = 255;
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
function isPlainPath(path) {
	return /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{Cc}]{1,300}$/u.test(path);
}
function agentFileOf({ agent }, configPath) {
	return ([...agent.runner === "module" ? [agent.module] : [], ...agent.version].find((path) => !/[*?[\]{}!]/.test(path)) ?? configPath).replace(/^(?:\.\/)+/, "");
}

// src/core/report/comment/could-not-run.ts
function renderCouldNotRun(error, options = {}) {
	const { marker, budgetBytes = commentBudgetBytes } = options;
	const enforcement = options.enforcement ?? { kind: "enforced" };
	const first = `### ${enforcement.kind === "enforced" ? "\u26D4" : "\u26A0\uFE0F"} ${blocking(enforcement)}: the gate could not run: ${inlineProse(error.message.replace(/[.\s]+$/, ""), 300)}`;
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
			leftOut: (count) => `- \u2026 and ${countOf(count, "more problem")}`,
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
const mostFileAnnotations = 7;
const mostDimensions = 200;
const plain = (text) => text;
const painter = {
	bold: plain,
	dim: plain,
	red: plain,
	green: plain,
	yellow: plain
};
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

export { renderCouldNotRun as a, reportUnpublished as i, reportError as n, agentFileOf as o, reportPublication as r, fileAnnotations as s, reportDecision as t };