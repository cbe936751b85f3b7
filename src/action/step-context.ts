import type { EventPlan } from "../core/event/event-plan.ts";
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
