import type { RaisedFloor } from "../plan/dataset-review.ts";
import { suggestFloor } from "../stats/suggest-floor.ts";
import type { Decision } from "./decision.ts";

/** A floor that is raised by less is not worth a change of the policy. */
const leastGain = 0.005;

/**
 * The floors of these dimensions that the runs prove to be too low: their exact one-sided lower 95 % bound lies above
 * by half a point or more. In the decision's order; empty where none does.
 */
export function raisedFloors(
  { dimensions }: Decision,
  names: ReadonlySet<string>,
): readonly RaisedFloor[] {
  return dimensions.flatMap(({ dimension, floor: { floor }, tally: { passed, failed } }) => {
    const scored = passed + failed;
    const proved = names.has(dimension) ? suggestFloor(passed, scored) : "unknown";
    if (proved === "unknown" || proved < floor + leastGain) return [];
    return [{ dimension, floor, proved, passed, scored }];
  });
}
