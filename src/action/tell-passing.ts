import { composeEvents } from "../compose/compose-host.ts";
import { eventRows } from "../core/event/event-plan.ts";
import type { Experiment } from "../core/plan/experiment.ts";
import { findPassing, passingEvent } from "../core/plan/passing-cases.ts";
import { reportUnpublished } from "./report.ts";
import type { StepContext } from "./step-context.ts";

/**
 * After a push to the default branch, tells the bot which open cases it passes; nobody where it passes none. Never rejects,
 * and what goes wrong here is a warning: the exit code is the decision's.
 */
export async function tellPassing(
  { io, inputs, job, plan }: StepContext,
  experiment: Experiment,
): Promise<void> {
  if (plan.row.id !== eventRows.pushDefault.id || plan.headSha === undefined) return;
  const passing = findPassing(experiment, plan.headSha);
  if (passing.cases.length === 0) return;
  const events = await composeEvents({ ...job, token: inputs.token });
  const told = await events.tell(passingEvent, passing);
  if (told.kind === "not-published") reportUnpublished(io, told);
}
