import type { Experiment } from "../../core/plan/experiment.ts";
import type { ExperimentRequest } from "./experiment-request.ts";
import { Pool } from "./pool.ts";

/**
 * Executes every planned run that the fold does not hold, and folds it in.
 *
 * Closes the runner and the journal, whatever happens. When `signal` aborts, no run is started any more, those in
 * flight are given up unrecorded, and the experiment is returned as far as it got: `isComplete` is false.
 *
 * @throws UserError where the agent cannot be started or the journal cannot be written; what was recorded stands.
 */
export async function runExperiment(request: ExperimentRequest): Promise<Experiment> {
  const { fold, journal, runner, clock, startedAt, signal } = request;
  try {
    if (fold.recorded < fold.planned && !signal.aborted) await new Pool(request).run();
  } finally {
    // What is recorded reaches the disk while the agent ends.
    const closing = runner.close();
    try {
      await journal.close();
    } finally {
      await closing;
    }
  }
  const durationMs = Math.max(0, Math.round(clock.nowMs() - Date.parse(startedAt)));
  return fold.experiment({ startedAt, durationMs });
}
