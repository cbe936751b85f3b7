/** The names of the files that a run leaves in its folder. */
export const resultFiles = {
  journal: "journal.jsonl",
  experiment: "experiment.json",
  decision: "decision.json",
  comment: "comment.md",
  /** The same for browsers, for readers of JUnit XML and for a badge. */
  report: "report.html",
  junit: "junit.xml",
  badge: "badge.json",
  /** What the run was for; written by the action. */
  context: "context.json",
  /** What a pull request does to the dataset; written by the action where it does anything. */
  datasetReview: "dataset-review.json",
  /** What the agent of the merge base did, where it was run to be compared with. */
  base: "base-experiment.json",
} as const;

/** Those that tell a decision: without the decision of now they would tell an older one. */
export const decidedFiles = [
  resultFiles.decision,
  resultFiles.comment,
  resultFiles.report,
  resultFiles.junit,
  resultFiles.badge,
] as const;
