import { t as loadProject } from "./load-project-CkctGrOJ.js";
import { t as readConfig } from "./read-config-CazHurgA.js";
import { a as chooseCases, i as runDataset } from "./progress-CKL2lrPN.js";
import { t as resultFiles } from "./result-files-BTcrIVEs.js";
import { n as projectRequest, t as locateProject } from "./compose-project-BsdY0YeB.js";
import { t as projectFiles } from "./project-files-QOcmnMcn.js";
import { t as gitWorktrees } from "./git-worktrees-vbvtj_2E.js";
import { n as composeResults } from "./compose-results-CRm8SF-G.js";
import { i as composeRun } from "./compose-run-U0O3ZG-V.js";
import { i as runOutcomes } from "./run-record-CnZlTFMe.js";
import { T as outcomeWords, w as describeError } from "./comment-Ddp8JLQM.js";
import { i as grouped, l as percentOf, n as countOf } from "./numbers-CCAtUXk7.js";
import { a as terminalWording, i as terminalText, r as terminalLines } from "./wording-hlgpPPdg.js";
import { t as renderJson } from "./json-text-CTaK9Te9.js";
import { n as exitCodes } from "./exit-codes-DFesNADe.js";
import { t as painterFor } from "./painter-BeRQraVw.js";
import { n as quietOutput, t as progressOutput } from "./progress-output-D2tySoho.js";
import { relative } from "node:path";

// src/core/plan/reproduction.ts
/** Version of the JSON that `reproduce --json` prints. */
const reproductionSchema = "tracegate.reproduction/1";
/**
* Tells whether a case fails on the agent of a commit.
*
* A run fails where any check fails it; judges count only where the case has no check. One failed run is enough: it
* says that the failure is still there, not how often it comes.
*/
function reproductionOf(result, { ref, commit }) {
	const { passed, failed, unscored } = decisiveTally(result);
	const { completed: _, "agent-error": agentErrors = 0, ...errors } = result.outcomes;
	const scored = passed + failed;
	const isKnown = scored > agentErrors;
	const isReproduced = isKnown && failed > 0;
	return {
		schema: reproductionSchema,
		caseId: result.id,
		file: result.file,
		ref,
		commit,
		standing: isReproduced ? "reproduced" : isKnown ? "not-reproduced" : "unknown",
		failed,
		agentErrors,
		errors: result.errors,
		scored,
		planned: result.planned,
		lost: {
			...errors,
			...unscored > 0 && { completed: unscored }
		},
		...isReproduced && { provenance: {
			failedOn: commit.slice(0, 7),
			reproduced: `${failed}/${scored}`
		} }
	};
}
/** Whole runs by checks; where only judges look, the dimension that they fail most. */
function decisiveTally({ dimensions, whole }) {
	const results = Object.values(dimensions);
	if (results.some(({ hasChecks }) => hasChecks)) return whole;
	const [worst] = results.map(({ all }) => all).toSorted((a, b) => b.failed - a.failed);
	return worst ?? whole;
}

// src/app/reproduce-case.ts
/**
* Runs one case of the working tree against the agent of another commit, in a worktree that is gone afterwards.
*
* The agent is configured as its own commit says; where that commit has no configuration that can be read, as the
* working tree does, with a warning.
*
* @throws UserError where the case or the commit is not there, or the agent cannot be made ready or started.
*/
async function reproduceCase(request, ports) {
	const { project, caseId, ref, signal } = request;
	chooseCases({
		project,
		caseIds: [caseId]
	});
	const worktree = await ports.worktrees.open(ref);
	try {
		const agent = await agentOf(worktree, request, ports);
		const { setup } = agent;
		if (setup === void 0) warnOfLocks(worktree, ports);
		else {
			const environment = ports.environmentFor(agent);
			await worktree.setUp({
				command: setup,
				environment,
				signal
			});
		}
		const tested = {
			...project,
			config: {
				...project.config,
				agent
			}
		};
		const { facts, ports: runPorts } = await ports.agentAt(worktree.root, tested);
		const { experiment, folder } = await runDataset({
			...request,
			...facts,
			project: tested,
			caseIds: [caseId],
			resume: false
		}, {
			...runPorts,
			folderFor: ports.folderFor
		});
		const [result] = experiment.cases;
		if (result === void 0) throw new Error(`${caseId} was chosen and not run`);
		return {
			reproduction: reproductionOf(result, {
				ref,
				commit: worktree.commit
			}),
			folder,
			recorded: experiment.recorded
		};
	} finally {
		worktree.close();
	}
}
/** The agent as its own commit configures it; how a checkout is made ready may be said later than that. */
async function agentOf(worktree, { project }, { filesOf, onWarning }) {
	const { configFile, config } = project;
	const reading = readConfig(await filesOf(worktree.root).readFile(configFile));
	if (reading.config === void 0) {
		onWarning(`${configFile} of ${worktree.commit.slice(0, 7)} cannot be read by this version; its agent is run as the working tree configures it.`);
		return config.agent;
	}
	const { agent } = reading.config;
	const setup = agent.setup ?? config.agent.setup;
	return setup === void 0 ? agent : {
		...agent,
		setup
	};
}
function warnOfLocks({ commit, changedLocks, linked }, { onWarning }) {
	if (changedLocks.length === 0 || linked.length === 0) return;
	onWarning(`${changedLocks.join(", ")} of ${commit.slice(0, 7)} differs from the working tree's, whose ${linked.join(", ")} the agent is run with. Set \`agent.setup\`, such as [npm, ci], to install its own.`);
}

// src/compose/compose-reproduction.ts
/** What a program needs to run at all. */
const passedOn = [
	"PATH",
	"HOME",
	"TMPDIR",
	"LANG"
];
/** Runs agents of other commits beside the working tree; results stay in the working tree. */
function composeReproduction(surroundings) {
	const { root, environment, onWarning } = surroundings;
	const results = composeResults(root, "reproductions");
	return {
		worktrees: gitWorktrees(root),
		filesOf: projectFiles,
		agentAt: (agentRoot, project) => composeRun(project, {
			...surroundings,
			root: agentRoot
		}),
		folderFor: (startedAtMs, key) => results.fresh(void 0, startedAtMs, key),
		environmentFor: ({ env }) => Object.fromEntries([...passedOn, ...env].flatMap((name) => {
			const value = environment[name];
			return value === void 0 ? [] : [[name, value]];
		})),
		onWarning
	};
}

// src/core/report/describe-reproduction.ts
const mostErrors = 3;
/** What a reproduction showed, for a terminal: the result, what was lost, and what to write down or to try. */
function renderReproduction(reproduction, painter) {
	const { caseId } = reproduction;
	return `${[
		`${painter.bold(terminalText(caseId))}  ${headline(reproduction, painter)}`,
		...describeLost(reproduction),
		...describeErrors(reproduction),
		...advice(reproduction)
	].join("\n")}\n`;
}
/** `failed 14 of 20 on 3f2c1ab`. */
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
/** A commit of digits alone would be read as a number. */
function yamlText(text) {
	return /^[\d.e]+$/.test(text) ? `"${text}"` : text;
}

// src/cli/commands/reproduce.ts
const exitCodeOf = {
	reproduced: exitCodes.pass,
	"not-reproduced": exitCodes.fail,
	unknown: exitCodes.undetermined
};
/** `tracegate reproduce`: whether a case fails on the agent of a commit. */
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