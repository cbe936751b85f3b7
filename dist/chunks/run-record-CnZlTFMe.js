// src/core/plan/run-record.ts
/** How a run ended. Only `completed` and `agent-error` say something about the agent. */
const runOutcomes = [
	"completed",
	"agent-error",
	"infra-error",
	"simulator-error",
	"replay-gap",
	"over-budget"
];
/** Names one run within its experiment, such as `late-fee-eu.3`; it is the session's id too. */
function runId(run) {
	return `${run.caseId}.${run.runIndex}`;
}
/** The case that a run's name is of; names of cases hold no dot. */
function caseOfRun(id) {
	return id.slice(0, id.lastIndexOf("."));
}
/** A run as a line of the journal, without its newline. */
function renderRunLine(record) {
	return JSON.stringify(record);
}

export { runOutcomes as i, renderRunLine as n, runId as r, caseOfRun as t };