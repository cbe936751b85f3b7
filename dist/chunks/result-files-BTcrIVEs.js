// src/app/result-files.ts
/** The names of the files that a run leaves in its folder. */
const resultFiles = {
	journal: "journal.jsonl",
	experiment: "experiment.json",
	decision: "decision.json",
	comment: "comment.md",
	/** What the run was for; written by the action. */
	context: "context.json"
};

export { resultFiles as t };