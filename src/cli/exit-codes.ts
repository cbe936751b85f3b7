import type { Decision } from "../core/gate/decision.ts";

/** What the process ends with. Anything but 0 keeps a required check from turning green. */
export const exitCodes = {
  pass: 0,
  fail: 1,
  userError: 2,
  undetermined: 3,
  /** A bug of ours. */
  bug: 70,
  /** Interrupted by Ctrl-C: 128 + SIGINT. */
  interrupted: 130,
} as const;

export function exitCodeOf(decision: Decision): number {
  return exitCodes[decision.kind];
}
