import { UserError } from "../core/errors.ts";
import { type EventPlan, planForEvent } from "../core/event/event-plan.ts";
import type { ActionIo } from "./action-io.ts";
import { parseInputs } from "./inputs.ts";
import { readJob } from "./job.ts";
import { reportNotApplicable } from "./report-not-applicable.ts";
import type { StepContext } from "./step-context.ts";

/**
 * Does what the event and the mode ask for, and returns the exit code of the step.
 *
 * Never throws: whatever goes wrong is an annotation, a line in the summary and exit code 1.
 */
export async function runAction(io: ActionIo): Promise<number> {
  try {
    const inputs = parseInputs((name) => io.input(name));
    const job = readJob(io.env);
    const plan = planForEvent(job.event, inputs.mode, job.commit);
    if (plan.row.does === "refuse") throw refusal(plan);
    if (plan.row.does === "nothing") return await reportNotApplicable(io, plan.row.why);
    const context: StepContext = { io, inputs, job, plan };
    // Each mode loads what it needs, and no more.
    if (inputs.mode === "run") return await (await import("./run-step.ts")).runStep(context);
    if (inputs.mode === "drift") return await (await import("./drift-step.ts")).driftStep(context);
    return await (await import("./gate-step.ts")).gateStep(context);
  } catch (error) {
    return await (await import("./report.ts")).reportError(io, error);
  }
}

function refusal({ row }: EventPlan): UserError {
  return new UserError(
    "EVENT_REFUSED",
    `This action does not act on ${row.when.replaceAll("`", "")}. ${row.why}`,
    "See the table of events in the README for what to use instead.",
  );
}
