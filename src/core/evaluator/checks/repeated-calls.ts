import { canonicalJson } from "../../trace/canonical-json.ts";
import type { ToolStep } from "../../trace/session.ts";
import type { PlacedStep } from "../../trace/steps.ts";

/**
 * The rows of calls that try the same again: a failed one, and those with its arguments up to the first that works.
 *
 * In the order of their first calls; a failed call that is not tried again is a row of one. Calls whose arguments were
 * not captured repeat nothing that is known of.
 */
export function retriesIn(
  calls: readonly PlacedStep<ToolStep>[],
  isFailure: (step: ToolStep) => boolean,
): readonly (readonly PlacedStep<ToolStep>[])[] {
  const rows: PlacedStep<ToolStep>[][] = [];
  const open = new Map<string, PlacedStep<ToolStep>[]>();
  for (const call of calls) {
    if (call.step.arguments === undefined) continue;
    const key = `${call.step.name} ${canonicalJson({ of: call.step.arguments })}`;
    const row = open.get(key);
    row?.push(call);
    if (!isFailure(call.step)) open.delete(key);
    else if (row === undefined) {
      const begun = [call];
      rows.push(begun);
      open.set(key, begun);
    }
  }
  return rows;
}
