import type { Session, Step, StepRef, ToolStep, Turn } from "./session.ts";

/** A step with its address and the turn that it stands in. */
export type PlacedStep<S extends Step = Step> = {
  readonly ref: StepRef;
  readonly turn: Turn;
  readonly step: S;
};

/** Every step of a session in the order of the story. */
export function* stepsOf(session: Session): Generator<PlacedStep, void, undefined> {
  for (const [turnIndex, turn] of session.turns.entries()) {
    for (const [stepIndex, step] of turn.steps.entries()) {
      yield { ref: { turn: turnIndex + 1, step: stepIndex + 1 }, turn, step };
    }
  }
}

/** Every tool call of a session in the order of the story; of the named tools only, where names are given. */
export function* toolStepsOf(
  session: Session,
  tools?: readonly string[],
): Generator<PlacedStep<ToolStep>, void, undefined> {
  for (const placed of stepsOf(session)) {
    const { step } = placed;
    if (step.kind === "tool" && (tools === undefined || tools.includes(step.name))) {
      yield { ...placed, step };
    }
  }
}
