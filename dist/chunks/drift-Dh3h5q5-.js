import { n as watchJudges, t as calibratedJudges } from "./watch-judges-CAaP4-DR.js";
import { t as loadJudgedProject } from "./load-judged-project-DfJJoepF.js";
import { n as composeWriter } from "./compose-base-BhurXssw.js";
import { a as composeIssues } from "./compose-host-Bx6ID302.js";
import { t as composeMeasuring } from "./compose-measuring-C5vsQbwl.js";
import { Hn as projectRequest, Ma as terminalLines, Vn as locateProject, en as renderJson, o as painterFor } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as renderDrift, t as describeIssueResult } from "./drift-summary-DdKRt1xr.js";
import { t as askingProgress } from "./asking-progress-CP28147r.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";

// src/cli/commands/drift.ts
async function driftCommand(named, options, io) {
	const place = locateProject(io.cwd, options);
	const address = options.issue ? issueAddress(io.env) : void 0;
	const project = await loadJudgedProject(projectRequest(place));
	const judges = await calibratedJudges(project, named);
	const judging = await composeMeasuring(project.config.judge, {
		environment: io.env,
		onWarning: (text) => io.stderr.write(terminalLines(`warning: ${text}\n`))
	}, false);
	const progress = askingProgress(io);
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	try {
		const watch = await watchJudges({
			project,
			judges,
			judging,
			signal: interrupt.signal,
			nowMs: Date.now,
			onAnswer: (judge, answered) => progress.onAnswer(judge)(answered)
		}, {
			...options.write && { writer: composeWriter(place.root) },
			...address !== void 0 && { issues: await composeIssues(address) }
		});
		progress.end();
		if (watch === void 0) {
			io.stderr.write("Interrupted: nothing was decided.\n");
			return exitCodes.interrupted;
		}
		const { kind, watched, text, issue } = watch;
		if (options.json) io.stdout.write(renderJson({
			schema: driftSchema,
			watched
		}));
		else if (options.markdown) io.stdout.write(text);
		else io.stdout.write(renderDrift(watched, painterFor(options, io)));
		const told = issue === void 0 ? void 0 : describeIssueResult(issue);
		if (told !== void 0) io.stderr.write(`${terminalLines(told)}\n`);
		return driftExitCodes[kind];
	} finally {
		progress.end();
		unsubscribe();
	}
}
const driftSchema = "tracegate.drift/1";
const driftExitCodes = {
	steady: exitCodes.pass,
	drifted: exitCodes.fail,
	unknown: exitCodes.undetermined
};
function issueAddress(env) {
	const { GITHUB_REPOSITORY: repository = "", GITHUB_TOKEN: token = "", GITHUB_API_URL } = env;
	if (repository !== "" && token !== "") return {
		repository,
		token,
		apiUrl: GITHUB_API_URL ?? "https://api.github.com"
	};
	throw new UserError("ISSUE_UNADDRESSED", `\`--issue\` needs GITHUB_REPOSITORY and GITHUB_TOKEN, and ${repository === "" ? "the first" : "the second"} is not set.`, "In a workflow use the action with `mode: drift`, or pass `GITHUB_TOKEN: ${{ github.token }}` in the step's `env`.");
}

export { driftCommand };