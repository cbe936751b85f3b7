import { renderNotApplicable } from "../core/report/comment/not-applicable.ts";
import type { ActionIo } from "./action-io.ts";

/** Log, output and summary where there is nothing to gate; returns the exit code. */
export async function reportNotApplicable(io: ActionIo, reason: string): Promise<number> {
  io.log(`Not applicable: ${reason}\n`);
  io.output("decision", "not-applicable");
  await io.summarise(renderNotApplicable(reason));
  return 0;
}
