import { Jt as describeGaps, Xr as terminalText, Yi as cutText, Yt as describeError, Zr as terminalWording, Zt as renderJson, _a as scoredRuns, ai as percentOf, ao as UserError, jn as decideGate, ln as splitFailures, qt as headline, tn as dimensionCells, vn as resultFiles } from "./run-DTe1xjOx.js";
import { t as markupText } from "./markup-BU1PpSp2.js";

// src/core/report/badge.ts
/** Longer messages make a badge that no README has room for. */
const mostCharacters = 60;
const colours = {
	pass: "brightgreen",
	fail: "red",
	undetermined: "orange"
};
/**
* The decision as an endpoint badge of shields.io (schema version 1).
*
* It says `passing` for a pass alone. Where nothing is enforced yet the colour is yellow and the word stays.
*/
function renderBadge(decision, enforcement) {
	const { kind } = decision;
	const isShownOnly = kind !== "pass" && enforcement.kind === "shown-only";
	return renderJson({
		schemaVersion: 1,
		label: "tracegate",
		message: terminalText(messageOf(decision), mostCharacters),
		color: isShownOnly ? "yellow" : colours[kind],
		...kind !== "pass" && { isError: true }
	});
}
function messageOf({ kind, dimensions }) {
	const gating = dimensions.filter((row) => row.kind === "gating");
	const met = gating.filter(({ result }) => result.kind === "met");
	switch (kind) {
		case "pass": return `passing · ${met.length} of ${gating.length} floors met`;
		case "undetermined": return "undetermined";
		case "fail": {
			const missed = gating.find(({ result }) => result.kind === "missed");
			if (missed === void 0) return "failing · a must-pass case";
			const { dimension, tally } = missed;
			return `failing · ${dimension} ${percentOf(tally.passed, scoredRuns(tally))}`;
		}
	}
}

// src/core/report/junit-xml.ts
/** Longer names and messages are no names and messages. */
const mostAttribute = 1e3;
/**
* Writes JUnit XML as Jenkins' schema (junit-10.xsd of xUnit) and its many readers take it. An experiment does not know
* how long one test took, so the whole time stands at the root and each test says 0.
*/
function junitDocument(suites, times) {
	const all = suites.flatMap(({ cases }) => cases);
	const seconds = Math.max(0, times.durationMs / 1e3).toFixed(3);
	return [
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
		`<testsuites name="tracegate" ${countsOf(all)} time="${seconds}">`,
		...suites.flatMap(({ name, cases }) => [
			`  <testsuite name="${attribute(name)}" ${countsOf(cases)} skipped="${ofKind(cases, "skipped")}" timestamp="${attribute(stampOf(times.startedAt))}" time="0">`,
			...cases.map(renderCase),
			"  </testsuite>"
		]),
		"</testsuites>",
		""
	].join("\n");
}
function countsOf(cases) {
	return `tests="${cases.length}" failures="${ofKind(cases, "failure")}" errors="${ofKind(cases, "error")}"`;
}
function ofKind(cases, kind) {
	return cases.filter(({ result }) => result.kind === kind).length;
}
/** The schema wants it without zone and fraction. */
function stampOf(startedAt) {
	return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(startedAt)?.[0] ?? "1970-01-01T00:00:00";
}
function renderCase({ suite, name, file, result }) {
	const place = file === void 0 ? "" : ` file="${attribute(file)}"`;
	const head = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}"${place} time="0"`;
	switch (result.kind) {
		case "passed": return result.output === void 0 || result.output === "" ? `${head}/>` : `${head}><system-out>${markupText(result.output)}</system-out></testcase>`;
		case "skipped": return `${head}><skipped message="${attribute(result.message)}"/></testcase>`;
		case "failure":
		case "error": {
			const { kind, type, message, detail = "" } = result;
			const open = `<${kind} type="${attribute(type)}" message="${attribute(message)}"`;
			return `${head}>${detail === "" ? `${open}/>` : `${open}>${markupText(detail)}</${kind}>`}</testcase>`;
		}
	}
}
/** Line ends as references, which a parser gives back: bare ones it would read as blanks. */
function attribute(text) {
	return markupText(cutText(text, mostAttribute)).replaceAll("\n", "&#10;").replaceAll("	", "&#9;");
}

// src/core/report/junit.ts
/** Longest message and longest text of one failure, in characters. */
const mostMessage = 500;
const mostDetail = 4e3;
/**
* The decision as JUnit XML: a suite `gate` with the decision, and a suite a dimension with its floor and every case
* that measures it.
*
* What stands against a pass is a failure, what is not known an error, what does not gate is skipped; a case that failed
* within what its floor allows passes, and its output says how often it failed. Failures and errors are there exactly
* where the decision blocks, so that a reader of JUnit and the exit code never disagree; else they are skipped, in the
* same words.
*/
function renderJunit(experiment, decision, enforcement) {
	const told = isTold(decision);
	const suites = [{
		name: "gate",
		cases: [decisionCase(experiment, decision, enforcement)]
	}, ...decision.dimensions.map((row) => ({
		name: row.kind === "gating" ? row.dimension : `${row.dimension} (advisory)`,
		cases: [floorCase(row, decision.comparison), ...experiment.cases.flatMap((one) => {
			const result = one.dimensions[row.dimension];
			if (result === void 0) return [];
			if (row.kind === "advisory") return [advisoryCase(one, result, row.judge)];
			return [gatingCase(one, result, {
				dimension: row.dimension,
				told
			})];
		})]
	}))];
	const blocks = decision.kind !== "pass" && enforcement.kind === "enforced";
	return junitDocument(blocks ? suites : suites.map(harmless), {
		startedAt: experiment.startedAt,
		durationMs: experiment.durationMs
	});
}
function isTold(decision) {
	const against = splitFailures(decision).against.map(({ caseId, dimension }) => `${caseId} ${dimension}`);
	const keys = new Set(decision.kind === "pass" ? [] : against);
	return (caseId, dimension) => keys.has(`${caseId} ${dimension}`);
}
function decisionCase(experiment, decision, enforcement) {
	const message = cutText(headline(decision, terminalWording, enforcement), mostMessage);
	const detail = cutText(describeGaps(decision, terminalWording).join("\n"), mostDetail);
	const name = `decision on ${experiment.subject.dataset.name}`;
	const suite = "gate";
	switch (decision.kind) {
		case "pass": return {
			suite,
			name,
			result: { kind: "passed" }
		};
		case "fail": return {
			suite,
			name,
			result: {
				kind: "failure",
				type: "fail",
				message,
				detail
			}
		};
		case "undetermined": return {
			suite,
			name,
			result: {
				kind: "error",
				type: "undetermined",
				message,
				detail
			}
		};
	}
}
function floorCase(row, comparison) {
	const cells = dimensionCells(row, terminalWording, comparison);
	const message = `${cells.rate} of ${cells.runs} scored runs passed (95 %: ${cells.interval}), floor ${cells.floor}: ${cells.decision}`;
	const suite = row.dimension;
	const name = `floor of ${cells.floor}`;
	switch (cells.standing) {
		case "met": return {
			suite,
			name,
			result: {
				kind: "passed",
				output: message
			}
		};
		case "missed": return {
			suite,
			name,
			result: {
				kind: "failure",
				type: "floor-missed",
				message
			}
		};
		case "open": return {
			suite,
			name,
			result: {
				kind: "error",
				type: "undetermined",
				message
			}
		};
		case "advisory": return {
			suite,
			name,
			result: {
				kind: "skipped",
				message
			}
		};
	}
}
function advisoryCase({ id, file }, { judges }, judge) {
	const tally = judge === void 0 ? void 0 : judges[judge];
	return {
		suite: "advisory",
		name: id,
		file,
		result: {
			kind: "skipped",
			message: tally === void 0 ? "advisory, not scored" : `advisory: ${describeTally(tally)}`
		}
	};
}
function gatingCase(one, { hasChecks, checks, all }, { dimension, told }) {
	const { id, file, status } = one;
	const place = {
		suite: dimension,
		name: id,
		file
	};
	const tally = hasChecks ? checks : all;
	const count = describeTally(tally);
	if (status !== "guarding") return {
		...place,
		result: {
			kind: "skipped",
			message: `${status}, does not gate: ${count}`
		}
	};
	if (told(id, dimension)) {
		const result = {
			kind: "failure",
			type: "case-failed",
			message: count,
			detail: describeFailures(one, dimension)
		};
		return {
			...place,
			result
		};
	}
	if (scoredRuns(tally) === 0) return {
		...place,
		result: {
			kind: "skipped",
			message: `not scored: ${count}`
		}
	};
	return {
		...place,
		result: {
			kind: "passed",
			output: tally.failed === 0 ? "" : count
		}
	};
}
function describeTally(tally) {
	const scored = scoredRuns(tally);
	const lost = [...tally.unscored > 0 ? [`${tally.unscored} unscored`] : [], ...tally.missing > 0 ? [`${tally.missing} lost`] : []];
	return [`${tally.passed} of ${scored} runs passed (${percentOf(tally.passed, scored)})`, ...lost].join(", ");
}
function describeFailures({ failures, errors }, dimension) {
	const lines = [...failures.filter((failure) => failure.dimension === dimension).flatMap(({ evaluator, runIndex, runs, explanation, evidence, firstBadStep }) => [
		`${evaluator} failed ${runs} runs, first run ${runIndex}: ${cutText(explanation, mostMessage)}`,
		...firstBadStep === void 0 ? [] : [`first bad step: turn ${firstBadStep.turn}, step ${firstBadStep.step}`],
		...evidence.slice(0, 10).map(({ at, what }) => {
			return `  ${at === void 0 ? "" : `turn ${at.turn}, step ${at.step}: `}${cutText(what, 300)}`;
		})
	]), ...errors.filter(({ outcome }) => outcome === "agent-error").map((error) => describeError(error, terminalWording))];
	return cutText(lines.join("\n"), mostDetail);
}
/** What does not block, because nothing is enforced yet or it is waived, is told and does not count. */
function harmless({ name, cases }) {
	return {
		name,
		cases: cases.map((one) => {
			const { result } = one;
			if (result.kind !== "failure" && result.kind !== "error") return one;
			return {
				...one,
				result: {
					kind: "skipped",
					message: `does not block: ${result.message}`
				}
			};
		})
	};
}

// src/app/write-reports.ts
/** Reads the runs that a report is to show beside a decision. @throws UserError where the journal is none. */
async function reportedSide(folder, { experiment, decision }, readRuns) {
	const { RunViews } = await import("./run-views-1gLpTjzr.js");
	const runs = new RunViews(experiment);
	const wanted = readRuns(folder, (caseId, runIndex) => runs.wants(caseId, runIndex));
	for await (const run of wanted) runs.add(run);
	return {
		experiment,
		decision,
		runs
	};
}
/** The newest of the results that a decision was compared with, as a page shows it beside them; absent without any. */
function baselineSide({ baseline }, policy) {
	if (baseline?.kind !== "found") return {};
	const [experiment] = baseline.experiments.toSorted((a, b) => a.startedAt < b.startedAt ? 1 : -1);
	if (experiment === void 0) return {};
	const { branch, commit } = baseline.origin;
	const label = [branch, commit?.slice(0, 7)].filter((part) => part !== void 0).join(" ");
	return { baseline: {
		experiment,
		decision: decideGate(experiment, policy),
		label: label === "" ? "the baseline" : label
	} };
}
/**
* Writes the JUnit XML, the badge and, unless it is not wanted, the page of a decision beside its results, all from
* what is passed.
*
* A journal that cannot be read takes the sessions out of the page and nothing else: the decision was not made on it.
* Returns what was wrong with it.
*/
async function writeReports(folder, { experiment, decision, enforcement, baseline }, readRuns, { hasPage = true } = {}) {
	folder.write(resultFiles.junit, renderJunit(experiment, decision, enforcement));
	folder.write(resultFiles.badge, renderBadge(decision, enforcement));
	if (!hasPage) return {};
	const { renderExperimentHtml } = await import("./html-report-CTscJtYa.js");
	let side = {
		experiment,
		decision
	};
	let problem;
	try {
		side = await reportedSide(folder, side, readRuns);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		problem = error;
	}
	const html = renderExperimentHtml({
		...side,
		enforcement,
		...baseline && { baseline }
	});
	folder.write(resultFiles.report, html);
	return problem === void 0 ? {} : { problem };
}

export { renderBadge as a, renderJunit as i, reportedSide as n, writeReports as r, baselineSide as t };