import { t as UserError } from "./errors-wBhBppnE.js";
import { f as decideGate, i as resultFiles, o as renderDecisionJson, s as parseExperiment, t as composeResults } from "./compose-results-cz-ib6mz.js";
import { n as renderComment } from "./comment-D-u21EZX.js";
import { i as loadProject, n as projectRequest, t as locateProject } from "./compose-project-x_lce49O.js";
import { t as renderTerminalSummary } from "./terminal-summary-YZXm1Uob.js";
import { t as exitCodeOf } from "./exit-codes-C5_XZOcP.js";
import { t as painterFor } from "./painter-CgISrnrU.js";
import { join, resolve } from "node:path";

// src/app/decide-again.ts
/**
* Decides on the experiment in a folder under the policy as it is now, and writes decision and comment
* beside it. Nothing is run.
*
* @throws UserError where there is no experiment, or one that cannot be true.
*/
async function decideAgain({ project, folder }) {
	const text = folder.read(resultFiles.experiment);
	if (text === void 0) throw new UserError("EXPERIMENT_MISSING", `${folder.path} holds no ${resultFiles.experiment}: the run never got to its end, or was of chosen cases only.`, "Finish it with `tracegate run --resume`, or run the whole dataset with `tracegate run`.");
	const experiment = parseExperiment(text, join(folder.path, resultFiles.experiment));
	const { config } = await loadProject(project);
	const decision = decideGate(experiment, config.gate);
	const comment = renderComment(experiment, decision);
	folder.write(resultFiles.decision, renderDecisionJson(experiment, decision));
	folder.write(resultFiles.comment, comment);
	return {
		experiment,
		decision,
		comment
	};
}

// src/cli/commands/gate.ts
/** `tracegate gate`: the decision on a run that is there already. */
async function gateCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const results = options.results === void 0 ? void 0 : resolve(io.cwd, options.results);
	const { experiment, decision, comment } = await decideAgain({
		project: projectRequest(place),
		folder: composeResults(place.root).existing(results)
	});
	if (options.json) io.stdout.write(renderDecisionJson(experiment, decision));
	else if (options.markdown) io.stdout.write(comment);
	else io.stdout.write(renderTerminalSummary(experiment, decision, painterFor(options, io)));
	return exitCodeOf(decision);
}

export { gateCommand };