import type { SimulatorAnswer } from "../../core/simulation/simulator-question.ts";
import type { CallMeter } from "../../ports/call-meter.ts";
import type { JudgeAnswer } from "../../ports/judge-model.ts";

/** Counts what a question to a judge or to a simulated user took; nothing where it was refused or never asked. */
export function countAnswer(
  answer: JudgeAnswer | SimulatorAnswer,
  meter: CallMeter | undefined,
): void {
  if (answer.kind === "answered") meter?.count(answer.usage ?? {});
  else if (answer.usage !== undefined || answer.isCutOff === true) meter?.count(answer.usage);
}
