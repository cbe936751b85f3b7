import { i as loadProject, n as projectRequest, t as locateProject } from "./compose-project-C2Zk9N_Q.js";
import { i as resultFiles, t as composeResults } from "./compose-results-qmE7cFXU.js";
import { i as runDataset, n as renderProgressBar, r as renderProgressLine, t as isLineDue } from "./progress-CaRVffLo.js";
import { n as composeRepository, r as composeRun } from "./compose-run-DVJ_G3N1.js";
import { x as describeError } from "./comment-DIzDn3bh.js";
import { r as countOf } from "./pass-k-CDMBDsUN.js";
import { a as terminalWording, i as terminalText, r as terminalLines } from "./wording-kgy_Kq46.js";
import { t as renderDecisionJson } from "./decision-json-dt01Y1U4.js";
import { t as renderJson } from "./json-text-CTaK9Te9.js";
import { t as renderTerminalSummary } from "./terminal-summary-6r1Yd4uj.js";
import { n as exitCodes, t as exitCodeOf } from "./exit-codes-DFesNADe.js";
import { n as isTerminal, t as painterFor } from "./painter-CgISrnrU.js";
import { relative, resolve } from "node:path";

// src/core/report/chosen-cases.ts
/** What chosen cases did, dimension by dimension and failure by failure; no floor is tested on a part of the plan. */
function renderChosenCases(experiment, painter) {
	return experiment.cases.map((one) => renderCase(one, painter)).join("\n");
}
/**
* Whether every scored run of every case passed. `unscored` where nothing is known of a case, or of a
* dimension that a check measures: a pass elsewhere does not stand for it.
*/
function standingOfChosen({ cases }) {
	const results = cases.map(({ dimensions }) => Object.values(dimensions));
	if (results.flat().map(decisive).some(({ failed }) => failed > 0)) return "failed";
	return results.every((ofCase) => ofCase.some((result) => decisive(result).passed > 0) && ofCase.every(({ hasChecks, checks }) => !hasChecks || checks.passed > 0)) ? "passed" : "unscored";
}
/** A dimension that only judges measure is told by their word. */
function decisive({ hasChecks, checks, all }) {
	return hasChecks ? checks : all;
}
function renderCase(one, painter) {
	const names = Object.keys(one.dimensions);
	const width = Math.max(...names.map((name) => name.length), 0);
	const rows = Object.entries(one.dimensions).map(([name, result]) => `  ${name.padEnd(width)}  ${describeTally(decisive(result), painter)}`);
	const title = one.title === one.id ? "" : `  ${painter.dim(terminalText(one.title))}`;
	return `${[
		`${painter.bold(one.id)}${title}`,
		...rows,
		...one.failures.flatMap((failure) => renderFailure(failure, painter)),
		...one.errors.map(({ outcome, reason, runs }) => `  ${describeError({
			outcome,
			reason,
			runs
		}, terminalWording)}`)
	].join("\n")}\n`;
}
function describeTally({ passed, failed, unscored, missing }, painter) {
	const scored = passed + failed;
	const paint = failed > 0 ? painter.red : scored > 0 ? painter.green : painter.yellow;
	const rest = [...unscored > 0 ? [`${unscored} unscored`] : [], ...missing > 0 ? [`${missing} lost`] : []];
	return [paint(`${passed}/${scored} passed`), ...rest].join(", ");
}
function renderFailure({ runIndex, evaluator, explanation, runs, evidence }, painter) {
	return [
		"",
		`  ${painter.red("✗")} ${evaluator} failed ${countOf(runs, "run")}, first run ${runIndex + 1}: ${terminalText(explanation, 400)}`,
		...evidence.map(({ at, what, quote }) => {
			const place = at === void 0 ? "reply" : `turn ${at.turn}, step ${at.step}`;
			const words = terminalText(what, 300);
			return `      ${painter.dim(place)}  ${quote === true ? `“${words}”` : words}`;
		})
	];
}

// src/cli/progress-output.ts
const redrawMs = 100;
const eraseLine = "\r\x1B[2K";
/** Shows on standard error how far an experiment is: a live bar on a terminal, a line now and then in a log. */
function progressOutput({ stderr, env }, nowMs) {
	return isTerminal(stderr, env) ? liveBar(stderr, nowMs) : plainLines(stderr);
}
function liveBar(stream, nowMs) {
	let drawnAt = Number.NEGATIVE_INFINITY;
	let bar = "";
	return {
		show: (progress) => {
			const now = nowMs();
			if (now - drawnAt < redrawMs && progress.recorded < progress.planned) return;
			drawnAt = now;
			bar = renderProgressBar(progress, (stream.columns ?? 80) - 1);
			stream.write(eraseLine + bar);
		},
		note: (text) => stream.write(bar === "" ? `${text}\n` : `${eraseLine}${text}\n${bar}`),
		end: () => {
			if (bar !== "") stream.write(eraseLine);
			bar = "";
		}
	};
}
function plainLines(stream) {
	let last;
	return {
		show: (progress) => {
			if (!isLineDue(progress, last)) return;
			last = progress;
			stream.write(`${renderProgressLine(progress)}\n`);
		},
		note: (text) => stream.write(`${text}\n`),
		end: () => {}
	};
}
/** Shows nothing but notes. */
function quietOutput(stream) {
	return {
		show: () => {},
		note: (text) => stream.write(`${text}\n`),
		end: () => {}
	};
}

// src/cli/resume-command.ts
/** The command that goes on with an interrupted run: of the same project, plan and folder. */
function resumeCommand(options) {
	const { root, config, out, case: caseIds = [], runs } = options;
	return [
		"tracegate",
		"run",
		"--resume",
		...root === "." ? [] : ["--root", root],
		...config === "tracegate.yaml" ? [] : ["--config", config],
		...out === void 0 ? [] : ["--out", out],
		...caseIds.length === 0 ? [] : ["--case", ...caseIds],
		...runs === void 0 ? [] : ["--runs", String(runs)]
	].map(quote).join(" ");
}
/** As a POSIX shell takes it for one word. */
function quote(word) {
	return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

// src/cli/commands/run.ts
/** `tracegate run`: runs the plan, decides, and says where everything was written. */
async function runCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const repository = composeRepository(place.root);
	const project = await loadProject(projectRequest(place));
	const results = composeResults(place.root, options.case === void 0 ? "runs" : "cases");
	const out = options.out === void 0 ? void 0 : resolve(io.cwd, options.out);
	const output = options.quiet ? quietOutput(io.stderr) : progressOutput(io, () => performance.now());
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	try {
		const { facts, ports } = await composeRun(project, {
			root: place.root,
			environment: io.env,
			onWarning: (text) => output.note(terminalLines(`warning: ${text}`))
		}, repository);
		const result = await runDataset({
			project,
			...facts,
			resume: options.resume === true,
			signal: interrupt.signal,
			onProgress: (progress) => output.show(progress),
			...options.case !== void 0 && { caseIds: options.case },
			...options.runs !== void 0 && { runs: options.runs },
			...options.concurrency !== void 0 && { concurrency: options.concurrency }
		}, {
			...ports,
			folderFor: (startedAtMs, key) => options.resume === true ? results.existing(out) : results.fresh(out, startedAtMs, key)
		});
		output.end();
		return report(result, {
			options,
			io,
			isInterrupted: interrupt.signal.aborted
		});
	} finally {
		output.end();
		unsubscribe();
	}
}
const chosenExitCodes = {
	passed: exitCodes.pass,
	failed: exitCodes.fail,
	unscored: exitCodes.undetermined
};
function report(result, { options, io, isInterrupted }) {
	const { experiment, decided, resumed } = result;
	const { recorded, planned } = experiment;
	const folder = relative(io.cwd, result.folder.path) || ".";
	if (isInterrupted) {
		io.stderr.write(`Interrupted: ${recorded} of ${countOf(planned, "run")} are kept in ${folder}. Go on with \`${resumeCommand(options)}\`.\n`);
		return exitCodes.interrupted;
	}
	if (resumed === planned) io.stderr.write(`Nothing was left to run: ${countOf(planned, "run")} recorded before.\n`);
	if (decided === void 0) {
		io.stdout.write(options.json ? renderJson(experiment) : renderChosenCases(experiment, painterFor(options, io)));
		io.stderr.write(`\nSessions of these runs: ${folder}/${resultFiles.journal}\n`);
		return chosenExitCodes[standingOfChosen(experiment)];
	}
	const { decision, enforcement } = decided;
	if (options.json) io.stdout.write(renderDecisionJson(experiment, decision));
	else {
		const terminal = {
			...painterFor(options, io),
			enforcement
		};
		io.stdout.write(renderTerminalSummary(experiment, decision, terminal));
		io.stdout.write(`\n  Comment and results: ${folder}\n`);
	}
	return exitCodeOf(decision, enforcement);
}

export { runCommand };