import type { FailureSample } from "../../plan/experiment.ts";
import type { StepRef } from "../../trace/session.ts";

/**
 * The step at which a failure is looked at: the one that is blamed where that rests on more than a pattern, else the
 * first that its evaluator points at; `undefined` where neither names a step.
 */
export function stepToLookAt({
  blame,
  firstBadStep,
}: Pick<FailureSample, "blame" | "firstBadStep">): StepRef | undefined {
  if (blame === undefined || (blame.tier === "suspected" && firstBadStep !== undefined))
    return firstBadStep;
  const { turn, step } = blame.at;
  return step === undefined ? firstBadStep : { turn, step };
}
