import type { Config } from "../core/config/config-file.ts";
import { UserError } from "../core/errors.ts";
import { decideGate } from "../core/gate/decide-gate.ts";
import type { Decision } from "../core/gate/decision.ts";
import type { Enforcement } from "../core/gate/enforcement.ts";
import type { Experiment } from "../core/plan/experiment.ts";
import { parseExperiment } from "../core/plan/parse-result.ts";
import { checkRunContext, type RunContext } from "../core/plan/run-context.ts";
import type { RunFolder } from "../ports/result-store.ts";
import { resultFiles } from "./run-dataset.ts";

export type GatedResults = {
  readonly experiment: Experiment;
  readonly decision: Decision;
};

/** What results are held to: the policy, and the change they must be about. */
export type GateRule = {
  readonly policy: Config["gate"];
  readonly enforcement: Enforcement;
  readonly about: RunContext;
};

/**
 * Decides on results that may have been written by anybody: capped, held to their schema, to themselves
 * and to the change they claim to be about.
 *
 * @throws UserError where they are missing, cut off, of another major, inconsistent or foreign. Never a pass then.
 */
export function gateResults(folder: RunFolder, { policy, about }: GateRule): GatedResults {
  const text = folder.read(resultFiles.experiment);
  if (text === undefined)
    throw new UserError(
      "RESULTS_MISSING",
      `There is no ${resultFiles.experiment} in the results: the job that runs the agent did not get to its end.`,
      "Look at that job's log; hand its results over with `actions/upload-artifact` and `actions/download-artifact`.",
    );
  checkRunContext(folder.read(resultFiles.context), about);
  const experiment = parseExperiment(text, resultFiles.experiment);
  return { experiment, decision: decideGate(experiment, policy) };
}
