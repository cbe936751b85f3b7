import { canonicalJson } from "../../trace/canonical-json.ts";
import type { ToolStep } from "../../trace/session.ts";
import type { PlacedStep } from "../../trace/steps.ts";

/** What two calls of the same tool with the same arguments have in common; not captured is like nothing but itself. */
export function callKey({ name, arguments: given }: ToolStep): string {
  return `${name} ${given === undefined ? "" : canonicalJson({ of: given })}`;
}

/**
 * The calls that try the same again after a failed one, up to the first that works.
 *
 * Calls whose arguments were not captured repeat nothing that is known of.
 */
export function repeatsOf(
  call: PlacedStep<ToolStep>,
  calls: readonly PlacedStep<ToolStep>[],
  isFailure: (step: ToolStep) => boolean,
): readonly PlacedStep<ToolStep>[] {
  if (call.step.arguments === undefined) return [];
  const key = callKey(call.step);
  const again = calls
    .slice(calls.indexOf(call) + 1)
    .filter(({ step }) => step.arguments !== undefined && callKey(step) === key);
  const success = again.findIndex(({ step }) => !isFailure(step));
  return success < 0 ? again : again.slice(0, success + 1);
}
