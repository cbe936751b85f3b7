import { U as UserError } from "./shared-Cu69G1m7.js";
import { $t as decisiveTally, En as decideGate, Na as terminalText, Pa as terminalWording, Xt as describeGaps, Ya as percentOf, Zt as describeError, _i as scoredRuns, en as renderJson, mn as splitFailures, on as dimensionCells, qt as headline, yn as resultFiles, za as cutText } from "./run-BZDTBg9r.js";
import { t as markupText } from "./markup-DxJWwQQO.js";

// src/core/report/files/badge.ts
const mostCharacters = 60;
const colours = {
	pass: "brightgreen",
	fail: "red",
	undetermined: "orange"
};
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
		case "pass": return `passing \u00B7 ${met.length} of ${gating.length} floors met`;
		case "undetermined": return "undetermined";
		case "fail": {
			const missed = gating.find(({ result }) => result.kind === "missed");
			if (missed === void 0) return "failing \u00B7 a must-pass case";
			const { dimension, tally } = missed;
			return `failing \u00B7 ${dimension} ${percentOf(tally.passed, scoredRuns(tally))}`;
		}
	}
}

// src/core/report/files/junit-xml.ts
const mostAttribute = 1e3;
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
function attribute(text) {
	return markupText(cutText(text, mostAttribute)).replaceAll("\n", "&#10;").replaceAll("	", "&#9;");
}

// src/core/report/files/junit.ts
const mostMessage = 500;
const mostDetail = 4e3;
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
function gatingCase(one, inDimension, { dimension, told }) {
	const { id, file, status } = one;
	const place = {
		suite: dimension,
		name: id,
		file
	};
	const tally = decisiveTally(inDimension);
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

// src/app/publish/write-reports.ts
async function reportedSide(folder, { experiment, decision }, readRuns) {
	const { RunViews } = await import("./run-views-Vh7rySIU.js");
	const runs = new RunViews(experiment);
	const wanted = readRuns(folder, (caseId, runIndex) => runs.wants(caseId, runIndex));
	for await (const run of wanted) runs.add(run);
	return {
		experiment,
		decision,
		runs
	};
}
function baselineSide({ baseline }, policy) {
	if (baseline?.kind !== "found") return {};
	const [experiment] = baseline.experiments.toSorted((a, b) => a.startedAt < b.startedAt ? 1 : -1);
	if (experiment === void 0) return {};
	const { branch, commit } = baseline.origin;
	const label = [branch, commit?.slice(0, 7)].filter((part) => part !== void 0).join(" ");
	return { baseline: {
		experiment,
		decision: decideGate(experiment, policy, { mergesNothing: true }),
		label: label === "" ? "the baseline" : label
	} };
}
async function writeReports(folder, { experiment, decision, enforcement, baseline }, readRuns, { hasPage = true } = {}) {
	folder.write(resultFiles.junit, renderJunit(experiment, decision, enforcement));
	folder.write(resultFiles.badge, renderBadge(decision, enforcement));
	if (!hasPage) return {};
	const { renderExperimentHtml } = await import("./html-report-rdhHLuAv.js");
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