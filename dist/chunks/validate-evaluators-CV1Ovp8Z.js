import { Er as runFolders, Hn as projectRequest, Ma as terminalLines, Nr as loadProject, Ua as countOf, Vn as locateProject, bi as describeProblems, br as cacheFolder, en as renderJson, yn as resultFiles, yr as composeScore } from "./run-BZDTBg9r.js";
import { t as checkEvaluators } from "./check-evaluators-BDdK41IB.js";
import { n as readJournal } from "./read-journal-CIST7pwD.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/compose/compose-last-verdicts.ts
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

// src/core/report/terminal/evaluator-report.ts
const mostListed = 8;
const standings = {
	inverted: {
		mark: "\u2717",
		says: "passes the failure and fails the reference"
	},
	"fails-both": {
		mark: "\u2717",
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
		mark: "\u2714",
		says: "fails the failure and passes the reference"
	}
};
const order = Object.keys(standings);
function isFaulty({ discriminations, blind, problems }) {
	return problems.length > 0 || blind.length > 0 || discriminations.some(({ standing }) => standing === "inverted" || standing === "fails-both");
}
function isUnknown({ discriminations, blind }) {
	const known = /* @__PURE__ */ new Set([...blind, ...discriminations.flatMap(({ standing, caseId }) => standing === "discriminates" ? [caseId] : [])]);
	return discriminations.length === 0 || discriminations.some(({ caseId }) => !known.has(caseId));
}
function renderEvaluatorReport(findings) {
	const { discriminations, unknown, blind, overlaps, problems } = findings;
	const cases = new Set(discriminations.map(({ caseId }) => caseId)).size;
	const parts = [
		`${countOf(discriminations.length, "evaluator")} checked on ${countOf(cases, "case")}`,
		...standingLines(discriminations),
		...blind.map((id) => `\u2717 ${id}: no evaluator of this case tells its failure from its reference`),
		...overlaps.map(describeOverlap)
	];
	if (unknown.length > 0) parts.push("", `${countOf(unknown.length, "case")} not checked, for want of a session that failed or one that is right:`, ...unknown.slice(0, mostListed).map(({ missing }) => `  ${missing.join("  ")}`), ...unknown.length > mostListed ? [`  \u2026 and ${unknown.length - mostListed} more (--json lists them all)`] : []);
	if (problems.length > 0) parts.push("", describeProblems(problems));
	return parts.join("\n");
}
function standingLines(discriminations) {
	const width = Math.max(0, ...discriminations.map(({ evaluator }) => evaluator.length));
	return discriminations.toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing)).map(({ standing, evaluator, caseId, dimension, reason }) => {
		const { mark, says } = standings[standing];
		const why = reason === void 0 ? "" : `: ${reason}`;
		return `  ${mark} ${evaluator.padEnd(width)}  ${caseId} (${dimension}): ${says}${why}`;
	});
}
function describeOverlap({ evaluators: [a, b], dimensions, why }) {
	return `! ${`${a} (${dimensions[0]}) and ${b} (${dimensions[1]})`} ${why.kind === "same-question" ? "ask the same question" : `answered alike in ${why.runs} runs of the last experiment (correlation ${why.phi.toFixed(2)})`}: dimensions should measure different things`;
}

// src/cli/commands/validate-evaluators.ts
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
		if (isFaulty(report)) return exitCodes.fail;
		return isUnknown(report) ? exitCodes.undetermined : exitCodes.pass;
	} finally {
		unsubscribe();
	}
}

export { validateEvaluatorsCommand };