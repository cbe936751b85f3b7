import { n as watchJudges, t as calibratedJudges } from "./watch-judges-CAaP4-DR.js";
import { t as loadJudgedProject } from "./load-judged-project-DfJJoepF.js";
import { n as composeWriter } from "./compose-base-BhurXssw.js";
import { a as composeIssues } from "./compose-host-Bx6ID302.js";
import { t as composeMeasuring } from "./compose-measuring-C5vsQbwl.js";
import { Hn as projectRequest, Ma as terminalLines, Na as terminalText, Vn as locateProject } from "./run-BZDTBg9r.js";
import { n as renderDrift, t as describeIssueResult } from "./drift-summary-DdKRt1xr.js";
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/action/drift-step.ts
const plain = (text) => text;
const painter = {
	bold: plain,
	dim: plain,
	red: plain,
	green: plain,
	yellow: plain
};
async function driftStep({ io, inputs, job }) {
	const place = locateProject(job.workspace, {
		root: join(job.workspace, inputs.root),
		config: inputs.config
	});
	const project = await loadJudgedProject(projectRequest(place));
	const judges = await calibratedJudges(project, []);
	const onWarning = (text) => io.annotate("warning", { message: terminalText(text) });
	const judging = await composeMeasuring(project.config.judge, {
		environment: io.env,
		onWarning
	}, false);
	const watch = await watchJudges({
		project,
		judges,
		judging,
		signal: new AbortController().signal,
		nowMs: Date.now
	}, {
		writer: composeWriter(place.root),
		issues: await composeIssues({
			...job,
			token: inputs.token
		})
	});
	if (watch === void 0) throw new Error("the drift watch ended early");
	await io.quoted(async () => io.log(terminalLines(renderDrift(watch.watched, painter))));
	io.output("drift", watch.kind);
	await io.summarise(watch.text);
	tell(io, watch);
	return watch.kind === "steady" ? 0 : 1;
}
function tell(io, { kind, watched, issue }) {
	const told = issue === void 0 ? void 0 : describeIssueResult(issue);
	if (told !== void 0) io.annotate(issue?.kind === "not-published" ? "warning" : "notice", {
		title: "Tracegate: drift watch",
		message: terminalLines(told)
	});
	if (kind === "steady") return;
	for (const { judge, drift } of watched) {
		if (drift.kind === "steady") continue;
		io.annotate("error", {
			title: `Tracegate: ${terminalText(judge, 60)} ${drift.kind === "drifted" ? "drifted" : "cannot be known"}`,
			message: terminalText(drift.reasons.join(" "), 1e3)
		});
	}
}

export { driftStep };