import type { Experiment, StopRecord } from "../../core/plan/experiment.ts";
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
  const { fold, journal, runner, clock, startedAt, signal, onWarning } = request;
  let stop: StopRecord | undefined;
  try {
    const pool = new Pool(request);
    if (fold.recorded < fold.planned && !signal.aborted) await pool.run();
    if (pool.refusal !== undefined) onWarning?.(`No run was begun any more: ${pool.refusal}.`);
    stop = signal.aborted ? undefined : endOf(request, pool.refusal !== undefined);
    if (stop !== undefined || request.shards !== undefined)
      journal.end({ at: new Date(clock.nowMs()).toISOString(), ...(stop && { stop }) });
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
  const { shards } = request;
  return fold.experiment({
    startedAt,
    durationMs,
    ...(stop && { stop }),
    ...(shards && { shards }),
  });
}

/** What is to be noted of how the runs ended; nothing where all that was to be made was made, and judged as a whole. */
function endOf(
  { fold, watch, orderSeed: seed }: ExperimentRequest,
  isRefused: boolean,
): StopRecord | undefined {
  const saved = fold.planned - fold.recorded;
  if (watch === undefined)
    return isRefused ? { mode: "off", seed, saved, cause: "budget", tests: [] } : undefined;
  return watch.record({ seed, saved, cause: isRefused ? "budget" : "decided" });
}
