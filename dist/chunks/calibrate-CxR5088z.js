import { t as calibrateJudge } from "./calibrate-judge-DUDeOdYQ.js";
import { t as chooseJudges } from "./choose-judges-Ba5xIvXg.js";
import { t as loadJudgedProject } from "./load-judged-project-DfJJoepF.js";
import { n as composeWriter } from "./compose-base-BhurXssw.js";
import { t as composeMeasuring } from "./compose-measuring-C5vsQbwl.js";
import { Aa as asClause, Ga as grouped, Hn as projectRequest, Ka as listText, Ma as terminalLines, Na as terminalText, Ua as countOf, Vn as locateProject, br as cacheFolder, en as renderJson, o as painterFor } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as askingProgress } from "./asking-progress-CP28147r.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/core/report/terminal/calibration-summary.ts
const mostShown = 20;
function renderMeasurement(measurement, painter) {
	const { calibration, lacking, written } = measurement;
	const { evaluator, judge, labels, items } = calibration;
	const state = lacking === void 0 ? painter.green("calibrated") : `${painter.yellow("not calibrated")}: ${terminalText(lacking.what)}`;
	const answeredBy = judge.answeredBy.filter((name) => name !== judge.model);
	const model = [judge.model, ...answeredBy.map((name) => `answered by ${name}`)];
	return [
		`${painter.bold(terminalText(evaluator.ref))}  ${state}`,
		painter.dim(`  ${terminalText(model.join(", "))} \u00B7 ${countOf(items.length, "labelled session")} of ${terminalText(labels.dataset)} on ${terminalText(labels.dimension)} \u00B7 ${countOf(labels.annotators, "annotator")}`),
		"",
		...confusionLines(measurement),
		"",
		...figureLines(measurement),
		...peopleLines(measurement.people),
		...leftOutLines(measurement),
		...disagreementLines(measurement.disagreements, painter),
		"",
		written === void 0 ? painter.yellow("  Nothing was written: too many sessions have no verdict. The calibration before, if any, stands.") : `  Written: ${terminalText(written)}`,
		""
	].join("\n");
}
function confusionLines({ calibration: { counts } }) {
	const { truePasses, falseFails, falsePasses, trueFails } = counts;
	return [
		row("", "judge pass", "judge fail"),
		row("people pass", grouped(truePasses), grouped(falseFails)),
		row("people fail", grouped(falsePasses), grouped(trueFails))
	];
}
function row(name, pass, fail) {
	return `  ${name.padEnd(14)}${pass.padStart(12)}${fail.padStart(12)}`;
}
function ceiling(value) {
	return value === "unknown" ? "" : `people among themselves ${fixed(value, 2)}`;
}
function namesOf(sessions) {
	return listText(sessions.map((session) => terminalText(session, 60)), 5);
}
function figureLines({ calibration, rule, people }) {
	const { tpr, tnr, agreed, kappa, ac1, alpha } = calibration.figures;
	return [
		line("TPR", tpr, `lower bound must reach ${rule.tpr.toFixed(2)}`),
		line("TNR", tnr, `lower bound must reach ${rule.tnr.toFixed(2)}`),
		line("agreement", agreed, ""),
		line("\u03BA", kappa, ceiling(people.meanKappa)),
		line("AC1", ac1, ""),
		line("\u03B1", alpha, ceiling(people.alpha)),
		"  Intervals are 95 %; TPR is the share of human passes that the judge passes, TNR of human fails that it fails."
	];
}
function line(name, figure, note) {
	const text = figure === void 0 ? "unknown" : `${fixed(figure.value, 3)}   ${fixed(figure.low, 2)} to ${fixed(figure.high, 2)}`;
	return `  ${name.padEnd(11)}${text.padEnd(24)}${note}`.trimEnd();
}
function fixed(value, digits) {
	return value.toFixed(digits).replace(/^-(?=0\.0*$)/, "");
}
function peopleLines({ pairs }) {
	if (pairs.length === 0) return [];
	return [
		"",
		"  People among themselves",
		...pairs.slice(0, 10).map(({ one, other, agreement: { items, agreed, kappa } }) => {
			return `    ${`${terminalText(one, 40)} and ${terminalText(other, 40)}`}: ${countOf(items, "session")} in common, agreement ${valueText(agreed)}, \u03BA ${valueText(kappa)}`;
		})
	];
}
function valueText(coefficient) {
	return coefficient === "unknown" ? "unknown" : fixed(coefficient.value, 2);
}
function leftOutLines({ split, examples, unscored }) {
	const lines = [
		...unscored.slice(0, 5).map(({ reason, sessions }) => {
			return `  No verdict on ${countOf(sessions, "session")}: ${terminalText(asClause(reason))}`;
		}),
		...split.length === 0 ? [] : [`  Left out, people are split: ${countOf(split.length, "session")} (${namesOf(split)})`],
		...examples.length === 0 ? [] : [`  Left out, kept as examples: ${countOf(examples.length, "session")} (${namesOf(examples)})`]
	];
	return lines.length === 0 ? [] : ["", ...lines];
}
function disagreementLines(disagreements, painter) {
	if (disagreements.length === 0) return ["", "  Judge and people agree on every session."];
	const shown = disagreements.slice(0, mostShown).flatMap((one) => {
		const { session, label, verdict, explanation, whys } = one;
		return [
			`    ${painter.bold(terminalText(session, 60))}  judge ${verdict}, people ${label}`,
			`      judge: ${explanation === "" ? "gave no reason" : `\u201C${terminalText(explanation, 300)}\u201D`}`,
			...whys.slice(0, 3).map(({ by, why }) => {
				return `      ${terminalText(by, 40)}: \u201C${terminalText(why, 300)}\u201D`;
			})
		];
	});
	const rest = disagreements.length - mostShown;
	return [
		"",
		`  ${countOf(disagreements.length, "disagreement")} to read, failures that the judge passed first`,
		...shown,
		...rest > 0 ? [`    \u2026 and ${grouped(rest)} more; --json has them all`] : []
	];
}

// src/cli/commands/calibrate.ts
async function calibrateCommand(named, options, io) {
	const place = locateProject(io.cwd, options);
	const project = await loadJudgedProject(projectRequest(place));
	const judges = chooseJudges(project, named);
	const judging = await composeMeasuring(project.config.judge, {
		environment: io.env,
		cacheFolder: join(place.root, cacheFolder),
		onWarning: (text) => io.stderr.write(terminalLines(`warning: ${text}\n`))
	}, options.cached === true);
	const writer = composeWriter(place.root);
	const progress = askingProgress(io);
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	const measured = [];
	const failed = [];
	try {
		for (const judge of judges) {
			if (interrupt.signal.aborted) break;
			try {
				const onAnswer = progress.onAnswer(judge.ref);
				const { signal } = interrupt;
				const measurement = await calibrateJudge({
					project,
					judge,
					judging,
					signal,
					onAnswer,
					nowMs: () => Date.now()
				}, writer);
				progress.end();
				if (signal.aborted) break;
				measured.push(measurement);
				if (!options.json) io.stdout.write(`${renderMeasurement(measurement, painterFor(options, io))}\n`);
			} catch (error) {
				if (!(error instanceof UserError) || judges.length === 1) throw error;
				failed.push(error);
			}
		}
	} finally {
		progress.end();
		unsubscribe();
	}
	if (interrupt.signal.aborted) {
		io.stderr.write("Interrupted: the judge that was being asked keeps its calibration. Go on with `tracegate calibrate --cached`.\n");
		return exitCodes.interrupted;
	}
	if (options.json) io.stdout.write(renderJson({
		schema: measurementsSchema,
		measured
	}));
	const [first] = failed;
	if (first !== void 0) throw allOf(failed, first);
	return exitCodeOf(measured);
}
const measurementsSchema = "tracegate.measurements/1";
function allOf(failed, first) {
	if (failed.length === 1) return first;
	const others = failed.slice(1).map(({ message }) => message);
	const problems = failed.flatMap((one) => one.problems);
	return new UserError(first.code, [first.message, ...others].join("\n"), first.fix, { problems });
}
function exitCodeOf(measured) {
	const lacking = measured.filter((one) => one.lacking !== void 0);
	if (lacking.length === 0) return exitCodes.pass;
	return lacking.some((one) => one.lacking?.kind === "too-poor") ? exitCodes.fail : exitCodes.undetermined;
}

export { calibrateCommand };