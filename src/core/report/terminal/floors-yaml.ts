import type { SuggestedFloor, SuggestedFloors } from "../../gate/suggested-floors.ts";
import { countOf, grouped, percentOf } from "../numbers.ts";

/** The floors as YAML to paste into `tracegate.yaml`, with their reasons as comments. */
export function renderFloorsYaml({ experiments, dimensions }: SuggestedFloors): string {
  return [
    `# The highest floors that ${countOf(experiments, "experiment")} prove${experiments === 1 ? "s" : ""}: exact one-sided lower 95 % bounds of the pass rates.`,
    "# An agent that stays as it is misses one of them about as often as the gate's alpha says.",
    "gate:",
    "  dimensions:",
    ...dimensions.map((one) => `    ${describeFloor(one)}`),
    "",
  ].join("\n");
}

function describeFloor(suggested: SuggestedFloor): string {
  const { dimension, passed, runs, isJudged, floor, present } = suggested;
  // What is no name of a dimension was never in a configuration: a forged file must not write YAML.
  const name = /^[a-z0-9][a-z0-9-]{0,59}$/.test(dimension) ? dimension : "unknown";
  const counted = `${grouped(passed)} of ${countOf(runs, "run")} passed (${percentOf(passed, runs)})`;
  const judged = isJudged ? ", by judges" : "";
  const now = present === undefined ? "" : `; now ${present}${standingOf(present, floor)}`;
  return floor === undefined
    ? `# ${name}: no floor is proven: ${counted}${judged}${now}`
    : `${name}: { floor: ${floor} } # ${counted}${judged}${now}`;
}

function standingOf(present: number, floor: number | undefined): string {
  return floor === undefined || present > floor ? ", which these runs do not prove" : "";
}
