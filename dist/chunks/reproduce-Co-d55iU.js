import { Ga as grouped, Hn as projectRequest, Ma as terminalLines, Na as terminalText, Nr as loadProject, Pa as terminalWording, Qt as outcomeWords, Tn as runOutcomes, Ua as countOf, Vn as locateProject, Ya as percentOf, Zt as describeError, en as renderJson, i as quietOutput, o as painterFor, r as progressOutput, yn as resultFiles } from "./run-BZDTBg9r.js";
import { t as reproduceCase } from "./reproduce-case-7h11KIDj.js";
import { t as composeReproduction } from "./compose-reproduction-DDuqJUaD.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { relative } = globalThis.process.getBuiltinModule("node:path");

// src/core/report/terminal/describe-reproduction.ts
const mostErrors = 3;
function renderReproduction(reproduction, painter) {
	const { caseId } = reproduction;
	return `${[
		`${painter.bold(terminalText(caseId))}  ${headline(reproduction, painter)}`,
		...describeLost(reproduction),
		...describeErrors(reproduction),
		...advice(reproduction)
	].join("\n")}\n`;
}
function describeReproduction(reproduction) {
	const { standing, failed, agentErrors, scored, planned, commit } = reproduction;
	const on = commit.slice(0, 7);
	switch (standing) {
		case "reproduced": return `failed ${grouped(failed)} of ${grouped(scored)} on ${on}`;
		case "not-reproduced": return `not reproduced: passed ${grouped(scored)} of ${grouped(scored)} on ${on}`;
		case "unknown": return agentErrors > 0 ? `nothing is known: the agent finished none of ${countOf(planned, "run")} on ${on}` : `nothing is known: none of ${countOf(planned, "run")} on ${on} could be scored`;
	}
}
function headline(reproduction, painter) {
	const text = describeReproduction(reproduction);
	switch (reproduction.standing) {
		case "reproduced": return painter.red(text);
		case "not-reproduced": return painter.green(text);
		case "unknown": return painter.yellow(text);
	}
}
function describeLost({ lost, planned, scored }) {
	const parts = runOutcomes.flatMap((outcome) => {
		const count = lost[outcome] ?? 0;
		return count === 0 ? [] : [`${grouped(count)} ${lostWords(outcome, count)}`];
	});
	if (parts.length === 0) return [];
	return [`  ${grouped(planned - scored)} of ${countOf(planned, "run")} say nothing and are not counted: ${parts.join(", ")}.`];
}
function describeErrors({ errors }) {
	return errors.slice(0, mostErrors).map((error) => `  ${describeError(error, terminalWording)}`);
}
function lostWords(outcome, count) {
	return outcome === "completed" ? "without a verdict" : outcomeWords[outcome][count === 1 ? 0 : 1];
}
function advice(reproduction) {
	const { standing, provenance, file, scored } = reproduction;
	switch (standing) {
		case "reproduced": return provenance === void 0 ? [] : [
			"",
			`  What ${terminalText(file)} should say:`,
			`    provenance: { failedOn: ${yamlText(provenance.failedOn)}, reproduced: ${provenance.reproduced} }`
		];
		case "not-reproduced": {
			const rate = 1 - .05 ** (1 / scored);
			return [`  An agent that fails ${percentOf(rate, 1)} of its runs or more would have failed at least one of these, 95 times in 100.`, "  Try another commit with --ref or more runs with --runs, and see whether the expectations describe the failure."];
		}
		case "unknown": return ["  See that the agent can run at that commit (`agent.setup` makes a fresh checkout ready), and run it again."];
	}
}
function yamlText(text) {
	return /^[\d.e]+$/.test(text) ? `"${text}"` : text;
}

// src/cli/commands/reproduce.ts
const exitCodeOf = {
	reproduced: exitCodes.pass,
	"not-reproduced": exitCodes.fail,
	unknown: exitCodes.undetermined
};
async function reproduceCommand(caseId, options, io) {
	const place = locateProject(io.cwd, options);
	const output = options.quiet ? quietOutput(io.stderr) : progressOutput(io, () => performance.now());
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	try {
		const project = await loadProject(projectRequest(place));
		const { reproduction, folder, recorded } = await reproduceCase({
			project,
			caseId,
			ref: options.ref,
			signal: interrupt.signal,
			onProgress: (progress) => output.show(progress),
			...options.runs !== void 0 && { runs: options.runs },
			...options.concurrency !== void 0 && { concurrency: options.concurrency }
		}, composeReproduction({
			root: place.root,
			environment: io.env,
			onWarning: (text) => output.note(terminalLines(`warning: ${text}`))
		}));
		output.end();
		if (interrupt.signal.aborted) {
			const { planned } = reproduction;
			io.stderr.write(`Interrupted after ${recorded} of ${countOf(planned, "run")}.\n`);
			return exitCodes.interrupted;
		}
		io.stdout.write(options.json ? renderJson(reproduction) : renderReproduction(reproduction, painterFor(options, io)));
		const sessions = `${relative(io.cwd, folder.path) || "."}/${resultFiles.journal}`;
		io.stderr.write(`\nSessions of these runs: ${sessions}\n`);
		return exitCodeOf[reproduction.standing];
	} catch (error) {
		if (!interrupt.signal.aborted) throw error;
		io.stderr.write("Interrupted before a run was done.\n");
		return exitCodes.interrupted;
	} finally {
		output.end();
		unsubscribe();
	}
}

export { reproduceCommand };