import { t as checkEvaluators } from "./check-evaluators-BplYFBEl.js";
import { $r as countOf, Gn as projectRequest, Sa as describeProblems, Wn as locateProject, Yr as terminalLines, Zt as renderJson, dr as cacheFolder, ft as readJournal, gr as runFolders, mi as loadProject, ur as composeScore, vn as resultFiles } from "./run-DTe1xjOx.js";
import { S as exitCodes } from "./program-CWt7Ov6p.js";
import { join } from "node:path";

// src/compose/compose-last-verdicts.ts
/** The verdicts of the newest run below `.tracegate/runs`. */
function composeLastVerdicts(root) {
	return async (take) => {
		const newest = runFolders(join(root, ".tracegate", "runs")).newest();
		if (newest === void 0) return;
		await readJournal(join(newest.path, resultFiles.journal), {
			onHeader: () => {},
			onRecord: ({ verdicts }) => take(verdicts)
		});
	};
}

// src/core/report/evaluator-report.ts
/** How many cases that could not be checked a terminal lists. */
const mostListed = 8;
/** In the order of what needs a look first. */
const standings = {
	inverted: {
		mark: "✗",
		says: "passes the failure and fails the reference"
	},
	"fails-both": {
		mark: "✗",
		says: "fails both: it does not discriminate"
	},
	"passes-both": {
		mark: "!",
		says: "passes both: it does not see this failure"
	},
	unscored: {
		mark: "?",
		says: "could not answer on one of them"
	},
	discriminates: {
		mark: "✔",
		says: "fails the failure and passes the reference"
	}
};
const order = Object.keys(standings);
/** Whether something was found that makes a case worthless as a guard. */
function isFaulty({ discriminations, blind, problems }) {
	return problems.length > 0 || blind.length > 0 || discriminations.some(({ standing }) => standing === "inverted" || standing === "fails-both");
}
/** The findings for a terminal, without a line break at the end. */
function renderEvaluatorReport(findings) {
	const { discriminations, unknown, blind, overlaps, problems } = findings;
	const cases = new Set(discriminations.map(({ caseId }) => caseId)).size;
	const parts = [
		`${countOf(discriminations.length, "evaluator")} checked on ${countOf(cases, "case")}`,
		...standingLines(discriminations),
		...blind.map((id) => `✗ ${id}: no evaluator of this case tells its failure from its reference`),
		...overlaps.map(describeOverlap)
	];
	if (unknown.length > 0) parts.push("", `${countOf(unknown.length, "case")} not checked, for want of a session that failed or one that is right:`, ...unknown.slice(0, mostListed).map(({ missing }) => `  ${missing.join("  ")}`), ...unknown.length > mostListed ? [`  … and ${unknown.length - mostListed} more (--json lists them all)`] : []);
	if (problems.length > 0) parts.push("", describeProblems(problems));
	return parts.join("\n");
}
function standingLines(discriminations) {
	const width = Math.max(0, ...discriminations.map(({ evaluator }) => evaluator.length));
	return discriminations.toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing)).map(({ standing, evaluator, caseId, dimension }) => {
		const { mark, says } = standings[standing];
		return `  ${mark} ${evaluator.padEnd(width)}  ${caseId} (${dimension}): ${says}`;
	});
}
function describeOverlap({ evaluators: [a, b], dimensions, why }) {
	return `! ${`${a} (${dimensions[0]}) and ${b} (${dimensions[1]})`} ${why.kind === "same-question" ? "ask the same question" : `answered alike in ${why.runs} runs of the last experiment (correlation ${why.phi.toFixed(2)})`}: dimensions should measure different things`;
}

// src/cli/commands/validate-evaluators.ts
/** `tracegate validate --evaluators`: whether the evaluators tell the failures of their cases from what is right. */
async function validateEvaluatorsCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const request = projectRequest(place);
	const project = await loadProject(request);
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	try {
		const score = await composeScore(project, {
			environment: io.env,
			cacheFolder: join(place.root, cacheFolder),
			onWarning: (text) => io.stderr.write(terminalLines(`warning: ${text}\n`))
		});
		const report = await checkEvaluators(project, {
			files: request.files,
			score,
			lastVerdicts: composeLastVerdicts(place.root),
			signal: interrupt.signal
		});
		if (interrupt.signal.aborted) return exitCodes.interrupted;
		io.stdout.write(options.json ? renderJson(report) : `${terminalLines(renderEvaluatorReport(report))}\n`);
		return isFaulty(report) ? exitCodes.fail : exitCodes.pass;
	} finally {
		unsubscribe();
	}
}

export { validateEvaluatorsCommand };