import type { EventPlan } from "../core/event/event-plan.ts";
import type { PlaceInRepository } from "../core/event/relevance.ts";
import type { RunContext } from "../core/plan/run-context.ts";
import type { ActionIo } from "./action-io.ts";
import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";

/** What a step of the action knows about why it runs. */
export type StepContext = {
  readonly io: ActionIo;
  readonly inputs: Inputs;
  readonly job: Job;
  readonly plan: EventPlan;
};

/** What the results of this job must be about. */
export function aboutOf({ headSha, pullRequest }: EventPlan): RunContext {
  return {
    ...(headSha !== undefined && { headSha }),
    ...(pullRequest !== undefined && { pullRequest }),
  };
}

/** Where the project lies in the repository, which the workspace is a checkout of. */
export function placeOf({ root, config }: Inputs): PlaceInRepository {
  return { folder: root === "." ? "" : root, configPath: config };
}
