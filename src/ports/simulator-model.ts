import type { SimulatorAnswer, SimulatorQuestion } from "../core/simulation/simulator-question.ts";

/** The model that plays users. */
export interface SimulatorModel {
  /** The user's next message. Never rejects for what the endpoint does: no key, refusals and time-outs are `unavailable`. */
  ask(question: SimulatorQuestion, signal: AbortSignal): Promise<SimulatorAnswer>;
}
