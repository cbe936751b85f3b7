import { g as hermeticGroups } from "./comment-Ddp8JLQM.js";
import { t as renderJson } from "./json-text-CTaK9Te9.js";

// src/core/gate/enforcement.ts
/** Reads `enforce` of the configuration on a day, an ISO date in UTC. */
function enforcementOn(enforce, today) {
	if (enforce === true || today >= enforce.until) return { kind: "enforced" };
	return {
		kind: "shown-only",
		until: enforce.until
	};
}

// src/core/report/decision-json.ts
/** Version of the JSON below; readers refuse another major. */
const decisionSchema = "tracegate.decision/1";
/** The decision for programs: everything that the comment says, and the experiment it was made on. */
function renderDecisionJson(experiment, decision) {
	const { subject, startedAt, planned, recorded } = experiment;
	const head = {
		schema: decisionSchema,
		experiment: {
			...subject,
			startedAt,
			planned,
			recorded
		}
	};
	return renderJson({
		...head,
		...decision,
		hermeticity: hermeticGroups(experiment)
	});
}

export { enforcementOn as n, renderDecisionJson as t };