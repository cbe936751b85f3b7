import { t as reproductionOf } from "./reproduction-BU7QIVTq.js";
import { M as chooseCases } from "./run-BZDTBg9r.js";
import { t as runAtCommit } from "./run-at-commit-DQlzhNCS.js";

// src/app/run/reproduce-case.ts
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