import { U as UserError } from "./shared-Cu69G1m7.js";
import { Ua as countOf } from "./run-BZDTBg9r.js";
import { r as renderDriftIssue } from "./drift-summary-DdKRt1xr.js";
import { t as chooseJudges } from "./choose-judges-Ba5xIvXg.js";
import { n as watchDrift, t as readCalibrationOf } from "./watch-drift-Conisn-p.js";

// src/app/calibrate/watch-judges.ts
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

export { watchJudges as n, calibratedJudges as t };