import type { JsonValue } from "../json.ts";
import type { StepError } from "../session.ts";

/** A result text that begins with `Error:`, as tau-bench and most tool loops write what failed. */
export function toolErrorIn(result: JsonValue | undefined): StepError | undefined {
  const isSaid = typeof result === "string" && /^\s*error:/i.test(result);
  return isSaid ? { type: "tool-error", message: result } : undefined;
}
