import type { EarlyWarning } from "../../blame/early-warning.ts";
import { oneLine } from "../../text/visible-text.ts";
import { nameOfPlace } from "./blame-names.ts";

/** Where a run first left the way of those that passed, in a line of plain text. What was called is untrusted. */
export function describeEarlyWarning({ at, what, call }: EarlyWarning): string {
  return `early warning: no run that passed made tool call ${call} (${nameOfPlace(at)}): ${oneLine(what)}`;
}
