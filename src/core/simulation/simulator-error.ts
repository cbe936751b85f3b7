/** What went wrong with the user, and not with the agent. */
export const simulatorErrorKinds = [
  "breaks-character",
  "reveals-hidden",
  "repeats-itself",
  "contradicts-facts",
  "empty-answer",
  "unreadable-answer",
  "unavailable",
] as const;
export type SimulatorErrorKind = (typeof simulatorErrorKinds)[number];
