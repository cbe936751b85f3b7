import type { SimulatorAnswer } from "../../core/simulation/simulator-question.ts";
import type { CallMeter } from "../../ports/call-meter.ts";
import type { JudgeAnswer } from "../../ports/judge-model.ts";

/** Counts the calls that a question to a judge or to a simulated user took; none where it was refused or never asked. */
export function countAnswer(
  answer: JudgeAnswer | SimulatorAnswer,
  meter: CallMeter | undefined,
): void {
  const { kind, usage, lostCalls = 0 } = answer;
  for (let lost = 0; lost < lostCalls; lost += 1) meter?.count(undefined);
  if (kind === "answered" || usage !== undefined) meter?.count(usage ?? {});
}
