import { t as UserError } from "./errors-wBhBppnE.js";
import { n as visibleText } from "./visible-text-Cg_787F1.js";
import { a as terminalWording, l as inlineText, n as markdownWording, t as asClause } from "./wording-hlgpPPdg.js";
import { i as grouped, l as percentOf, n as countOf, o as listText, t as chanceText } from "./numbers-CCAtUXk7.js";
import { t as chooseJudges } from "./choose-judges-DRez093k.js";
import { n as watchDrift, t as readCalibrationOf } from "./watch-drift-RUqthzrf.js";

// src/core/report/drift-summary.ts
const states = {
	steady: "steady",
	drifted: "drifted",
	unknown: "unknown"
};
/** The drift watch of some judges, as a terminal shows it. */
function renderDrift(watched, painter) {
	const colour = {
		steady: painter.green,
		drifted: painter.red,
		unknown: painter.yellow
	};
	return `${watched.map((one) => {
		const { judge, drift, marked } = one;
		return [
			`${painter.bold(terminalWording.name(judge))}  ${colour[drift.kind](states[drift.kind])}`,
			...drift.reasons.map((reason) => `  ${reason}`),
			...detailLines(one, terminalWording).map((text) => painter.dim(`  ${text}`)),
			...marked === void 0 ? [] : [`  Written: ${terminalWording.name(marked)}`]
		].join("\n");
	}).join("\n\n")}\n`;
}
/** One issue about all judges of a project, as Markdown. `marker` is its hidden first line, written by us. */
function renderDriftIssue(watched, marker) {
	const blocks = watched.map((one) => {
		const { judge, drift } = one;
		return [
			`### ${icons[drift.kind]} ${markdownWording.name(judge)}: ${states[drift.kind]}`,
			...drift.reasons.map((reason) => `- ${inlineText(reason, 400)}`),
			...drift.reasons.length === 0 ? [] : [""],
			...detailLines(one, markdownWording).map((text) => `${text}  `)
		].join("\n");
	});
	const drifted = watched.filter(({ drift }) => drift.kind === "drifted");
	const todo = drifted.length === 0 ? "No judge of this project has drifted." : [
		"What to do:",
		"1. Find out what changed: the model behind the name, the rubric, or the agent's answers.",
		`2. Until then ${listText(drifted.map(({ judge }) => markdownWording.name(judge)))} must not decide: merge the calibration that says so (\`tracegate drift --write\`).`,
		...drifted.map(({ judge }) => {
			return `3. Measure ${markdownWording.name(judge)} again with \`tracegate calibrate ${visibleText(judge)}\`, and read the disagreements.`;
		})
	].join("\n");
	return `${[
		marker,
		...blocks,
		todo
	].join("\n\n")}\n`;
}
/** What became of the issue, as a line for people; `undefined` where there is nothing to say. */
function describeIssueResult(result) {
	switch (result.kind) {
		case "absent": return;
		case "not-published": return `warning: ${result.reason}\n  fix: ${result.fix}`;
		case "created":
		case "updated":
		case "closed": return `Issue ${result.kind}: ${result.url}`;
	}
}
const icons = {
	steady: "✅",
	drifted: "⛔",
	unknown: "❔"
};
function detailLines(watched, wording) {
	const { drift, changed, lost, unscored, measuredAt } = watched;
	const { frozen, flips, stream } = drift;
	return [
		`Frozen set of ${measuredAt.slice(0, 10)}: ${grouped(frozen.compared)} of ${countOf(frozen.sessions, "session")} compared, ${frozen.lost} lost, ${frozen.won} won (exact McNemar ${chanceText(frozen.p)}${flag(frozen.isAlarm)})`,
		`Flipped verdicts: ${flips.flipped} of ${frozen.compared}, ${percentOf(flips.flipped, frozen.compared)}${intervalOf(drift)}${flag(flips.isAlarm)}`,
		stream.labels === 0 ? "Fresh labels: none since the calibration" : `Fresh labels: ${grouped(stream.labels)}, sum ${stream.sum.toFixed(2)}, highest ${stream.highest.toFixed(2)} of 5${flag(stream.isAlarm)}`,
		...changed.length === 0 ? [] : [`Asked with another ${changed.join(" and another ")} than it was measured with.`],
		...lost.length === 0 ? [] : [`Gone or changed since, so not asked: ${listText(lost.map((session) => wording.name(session)), 5)}`],
		...unscored.slice(0, 3).map(({ reason, sessions }) => {
			return `No verdict on ${countOf(sessions, "session")}: ${wording.text(asClause(reason))}`;
		})
	];
}
function intervalOf({ flips, frozen }) {
	if (frozen.compared === 0) return "";
	const { low, high } = flips.interval;
	return `, 95 % from ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %`;
}
function flag(isAlarm) {
	return isAlarm ? ", alarm" : "";
}

// src/app/watch-judges.ts
/**
* The judges of a project that have a calibration: those that are named, or all.
*
* @throws UserError `JUDGE_UNKNOWN`, `JUDGES_NONE`, `CALIBRATION_MISSING` or `CALIBRATION_UNREADABLE`.
*/
async function calibratedJudges(project, named) {
	const found = [];
	for (const judge of chooseJudges(project, named)) {
		const calibration = await readCalibrationOf(project, judge);
		if (calibration !== void 0) found.push({
			judge,
			calibration
		});
		else if (named.length > 0) throw notMeasured(judge.ref);
	}
	if (found.length === 0) throw notMeasured("No judge of the project");
	return found;
}
/**
* Watches one judge after the other, and keeps the issue about them up to date: opened where one drifted, closed once all
* are steady, and left alone where that cannot be known.
*
* `undefined` where the signal aborted before all were watched.
*/
async function watchJudges(request, { writer, issues }) {
	const { judges, project, judging, signal, nowMs, onAnswer } = request;
	const watched = [];
	for (const { judge, calibration } of judges) {
		const one = {
			project,
			judge,
			calibration,
			judging,
			signal,
			nowMs
		};
		const tell = (answered) => onAnswer?.(judge.ref, answered);
		watched.push(await watchDrift({
			...one,
			onAnswer: tell
		}, writer));
		if (signal.aborted) return void 0;
	}
	const marker = `<!-- tracegate:drift:${project.dataset.name} -->`;
	const text = renderDriftIssue(watched, marker);
	const kind = gravest(watched);
	if (issues === void 0 || kind === "unknown") return {
		kind,
		watched,
		text
	};
	const drifted = watched.filter(({ drift }) => drift.kind === "drifted").length;
	return {
		kind,
		watched,
		text,
		issue: await issues.upsertIssue({
			marker,
			title: `Tracegate: ${countOf(drifted, "judge")} of ${project.dataset.name} drifted`,
			body: text,
			...kind === "steady" && { isSettled: true }
		})
	};
}
function gravest(watched) {
	const kinds = new Set(watched.map(({ drift }) => drift.kind));
	if (kinds.has("drifted")) return "drifted";
	return kinds.has("unknown") ? "unknown" : "steady";
}
function notMeasured(who) {
	return new UserError("CALIBRATION_MISSING", `${who} has no calibration, so there is nothing to have drifted from.`, "Measure it on human labels with `tracegate calibrate`.");
}

export { renderDrift as i, watchJudges as n, describeIssueResult as r, calibratedJudges as t };