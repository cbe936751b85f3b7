import { t as loadProject } from "./load-project-CkctGrOJ.js";
import { t as resultFiles } from "./result-files-BTcrIVEs.js";
import { i as runDataset } from "./progress-CKL2lrPN.js";
import { n as projectRequest, t as locateProject } from "./compose-project-BsdY0YeB.js";
import { n as composeResults, t as cacheFolder } from "./compose-results-CRm8SF-G.js";
import { i as composeRun, r as composeRepository, t as beginRun } from "./compose-run-U0O3ZG-V.js";
import { w as describeError } from "./comment-Ddp8JLQM.js";
import { n as countOf } from "./numbers-CCAtUXk7.js";
import { a as terminalWording, i as terminalText, r as terminalLines } from "./wording-hlgpPPdg.js";
import { t as renderDecisionJson } from "./decision-json-BNMU__0G.js";
import { t as renderJson } from "./json-text-CTaK9Te9.js";
import { t as renderTerminalSummary } from "./terminal-summary-C2X1UZCo.js";
import { n as exitCodes, t as exitCodeOf } from "./exit-codes-DFesNADe.js";
import { t as painterFor } from "./painter-BeRQraVw.js";
import { n as quietOutput, t as progressOutput } from "./progress-output-D2tySoho.js";
import { join, relative, resolve } from "node:path";

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
	const output = options.quiet ? quietOutput(io.stderr) : progressOutput(io, () => performance.now());
	const interrupt = new AbortController();
	const surroundings = {
		root: place.root,
		environment: io.env,
		onWarning: (text) => output.note(terminalLines(`warning: ${text}`)),
		...options.cache && { cacheFolder: join(place.root, ".tracegate/cache") }
	};
	let begun;
	let unsubscribe;
	try {
		const project = await loadProject({
			...projectRequest(place),
			onConfig: (config) => {
				begun = beginRun(config, surroundings, repository);
				return begun.isUnderWay;
			}
		});
		unsubscribe = io.onInterrupt(() => interrupt.abort());
		const { facts, ports } = await composeRun(project, surroundings, begun);
		const results = composeResults(place.root, options.case === void 0 ? "runs" : "cases");
		const out = options.out === void 0 ? void 0 : resolve(io.cwd, options.out);
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
		await begun?.end();
		output.end();
		unsubscribe?.();
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