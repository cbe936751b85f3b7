import { simulatorOf } from "../../core/config/simulator-config.ts";
import { UserError } from "../../core/errors.ts";
import type { Sides } from "../../core/gate/compare-sides.ts";
import { decideGate } from "../../core/gate/decide-gate.ts";
import type { Decision } from "../../core/gate/decision.ts";
import type { EffectivePolicy } from "../../core/gate/policy-of-base.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import { judgeSubject } from "../../core/plan/experiment-subject.ts";
import { parseExperiment } from "../../core/plan/parse-result.ts";
import { checkRunContext, type RunContext } from "../../core/plan/run-context.ts";
import { simulatorSubject } from "../../core/plan/simulator-subject.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { type TrustSource, trustJudges } from "../calibrate/trust-judges.ts";
import { resultFiles } from "../results/result-files.ts";

export type GatedResults = {
  readonly experiment: Experiment;
  readonly decision: Decision;
};

/** What results are held to: the policy, and the change they must be about. */
export type GateRule = {
  readonly policy: Pick<EffectivePolicy, "policy" | "judge"> &
    Partial<Pick<EffectivePolicy, "stop" | "simulator">>;
  readonly about: RunContext;
  /** Where calibrations are read; left out, no judge was ever measured. */
  readonly calibrations?: Omit<TrustSource, "rule">;
  /** What they are compared with; left out, with nothing. */
  readonly sides?: Sides;
};

/**
 * Decides on results that may have been written by anybody: capped, held to their schema, to themselves
 * and to the change they claim to be about.
 *
 * @throws UserError where they are missing, cut off, of another major, inconsistent or foreign. Never a pass then.
 */
export async function gateResults(
  folder: RunFolder,
  { policy, about, calibrations, sides }: GateRule,
): Promise<GatedResults> {
  const experiment = readResults(folder, about);
  checkJudge(experiment, policy);
  checkSimulator(experiment, policy);
  const rule = policy.policy.trust;
  const trust = calibrations && (await trustJudges(experiment, { ...calibrations, rule }));
  return {
    experiment,
    decision: decideGate(experiment, policy.policy, {
      ...(policy.stop && { stop: policy.stop }),
      ...(trust && { trust }),
      ...sides,
    }),
  };
}

/** What the results say that was recorded, without a decision. @throws UserError as `gateResults` does. */
export function readResults(folder: RunFolder, about: RunContext): Experiment {
  const text = folder.read(resultFiles.experiment);
  if (text === undefined)
    throw new UserError(
      "RESULTS_MISSING",
      `There is no ${resultFiles.experiment} in the results: the job that runs the agent did not get to its end.`,
      "Look at that job's log; hand its results over with `actions/upload-artifact` and `actions/download-artifact`.",
    );
  checkRunContext(folder.read(resultFiles.context), about);
  return parseExperiment(text, resultFiles.experiment);
}

/** Users who say what an agent likes to hear pass every dataset: who plays them is the base branch's to say. */
function checkSimulator({ subject }: Experiment, { simulator, judge }: GateRule["policy"]): void {
  const named = simulatorOf({ simulator, judge });
  // A script is a file of the dataset's kind, which a change may touch.
  if (subject.simulator === undefined || named?.kind !== "model") return;
  if (subject.simulator.digest === simulatorSubject(named).digest) return;
  throw new UserError(
    "RESULTS_FOREIGN",
    `The users of these results were played by another model (${subject.simulator.model}) than the base branch names.`,
    "Leave `simulator` as it is on the base branch, or run and gate in one step with `mode: run-and-gate`, which asks the base branch's.",
  );
}

/** A judge that may block has to be the one that the base branch names; what others say is only shown. */
function checkJudge({ subject }: Experiment, { policy, judge }: GateRule["policy"]): void {
  const mayBlock = Object.values(policy.dimensions).some((floor) => floor.judge === "block");
  if (subject.judge === undefined || !mayBlock) return;
  if (judge !== undefined && subject.judge.digest === judgeSubject(judge).digest) return;
  throw new UserError(
    "RESULTS_FOREIGN",
    `The results were judged by another judge (${subject.judge.model}) than the base branch names.`,
    "Leave `judge` as it is on the base branch, or run and gate in one step with `mode: run-and-gate`, which asks the base branch's judge.",
  );
}
