/** The five ways in which an agent fails. Alone, so that the help of a command loads no schema. */
export const failureModes = [
  "state-corruption",
  "tool-use",
  "non-determinism",
  "error-propagation",
  "evaluation-misalignment",
] as const;

export type FailureMode = (typeof failureModes)[number];
