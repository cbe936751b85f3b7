import { Aa as asClause, Ga as grouped, Ha as chanceText, Ka as listText, Pa as terminalWording, Ra as inlineText, Ua as countOf, Va as visibleText, Ya as percentOf, ja as markdownWording } from "./run-BZDTBg9r.js";

// src/core/report/terminal/drift-summary.ts
const states = {
	steady: "steady",
	drifted: "drifted",
	unknown: "unknown"
};
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
	steady: "\u2705",
	drifted: "\u26D4",
	unknown: "\u2754"
};
function detailLines(watched, wording) {
	const { judge, drift, changed, lost, unscored, measuredAt, alarmedAt } = watched;
	const { frozen, flips, stream } = drift;
	return [
		`Frozen set of ${measuredAt.slice(0, 10)}: ${grouped(frozen.compared)} of ${countOf(frozen.sessions, "session")} compared, ${frozen.lost} lost, ${frozen.won} won (exact McNemar ${chanceText(frozen.p)}${flag(frozen.isAlarm)})`,
		`Flipped verdicts: ${flips.flipped} of ${frozen.compared}, ${percentOf(flips.flipped, frozen.compared)}${intervalOf(drift)}${flag(flips.isAlarm)}`,
		stream.labels === 0 ? "Fresh labels: none since the calibration" : `Fresh labels: ${grouped(stream.labels)}, sum ${stream.sum.toFixed(2)}, highest ${stream.highest.toFixed(2)} of 5${flag(stream.isAlarm)}`,
		...alarmedAt === void 0 ? [] : [`Its calibration holds the alarm of ${wording.text(alarmedAt.slice(0, 10))}: it decides nothing until it is measured again with ${wording.code(`tracegate calibrate ${judge}`)}.`],
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

export { renderDrift as n, renderDriftIssue as r, describeIssueResult as t };