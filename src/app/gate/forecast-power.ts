import { join } from "node:path";
import type { Project } from "../../core/config/project.ts";
import { type PlanPower, planPower } from "../../core/gate/plan-power.ts";
import { poolTallies } from "../../core/gate/pool-tallies.ts";
import type { Tally } from "../../core/plan/experiment.ts";
import { parseExperiment } from "../../core/plan/parse-result.ts";
import { planCases } from "../../core/plan/planned-case.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { resultFiles } from "../results/result-files.ts";

export type PowerRequest = {
  readonly project: Project;
  /** A fall that is to be seen, as a difference of rates. */
  readonly detect?: number;
  /** Recorded runs that say how often the agent passes; none where it is left out. */
  readonly folder?: RunFolder;
};

/**
 * Says what the project's plan can see, and how many runs would see more. Nothing is run.
 *
 * @throws UserError where the folder's experiment cannot be read.
 */
export function forecastPower({ project, detect, folder }: PowerRequest): PlanPower {
  const policy = project.config.gate;
  const history = folder === undefined ? undefined : historyIn(folder, project);
  return planPower(planCases(project.dataset.cases, project.evaluators), {
    policy,
    ...(detect !== undefined && { detect }),
    ...(history !== undefined && { history }),
  });
}

function historyIn(folder: RunFolder, { config }: Project): ReadonlyMap<string, Tally> | undefined {
  const text = folder.read(resultFiles.experiment);
  if (text === undefined) return undefined;
  const { cases } = parseExperiment(text, join(folder.path, resultFiles.experiment));
  const guarding = cases.filter(({ status }) => status === "guarding");
  return new Map(
    [...poolTallies(guarding, config.gate)].map(([dimension, { tally }]) => [dimension, tally]),
  );
}
