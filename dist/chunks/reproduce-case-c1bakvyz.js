import { t as reproductionOf } from "./reproduction-DS8n0RGo.js";
import { X as chooseCases, h as runAtCommit } from "./run-DTe1xjOx.js";

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
	const { project, caseId, ref } = request;
	chooseCases({
		project,
		caseIds: [caseId]
	});
	const { experiment, folder, commit } = await runAtCommit({
		...request,
		caseIds: [caseId]
	}, ports);
	const [result] = experiment.cases;
	if (result === void 0) throw new Error(`${caseId} was chosen and not run`);
	return {
		reproduction: reproductionOf(result, {
			ref,
			commit
		}),
		folder,
		recorded: experiment.recorded
	};
}

export { reproduceCase as t };