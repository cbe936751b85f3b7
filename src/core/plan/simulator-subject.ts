import { simulatorRevision } from "../simulation/simulator-question.ts";
import type { ExperimentSubject } from "./experiment.ts";
import { digestWith } from "./experiment-subject.ts";

type SimulatorSubject = NonNullable<ExperimentSubject["simulator"]>;

/** A simulated user is its model, where it is asked and how it answers; the key and the patience change no word. */
export function simulatorSubject({
  model,
  baseUrl,
  temperature,
}: {
  readonly model: string;
  readonly baseUrl: string;
  readonly temperature: number;
}): SimulatorSubject {
  return { model, digest: digestWith(revision, { model, baseUrl, temperature }) };
}

/** The same of a script, by its text. */
export function scriptedSimulatorSubject(model: string, script: string): SimulatorSubject {
  return { model, digest: digestWith(revision, { script }) };
}

const revision = `simulator ${simulatorRevision}`;
