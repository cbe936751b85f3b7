import type { DimensionPower, PlanPower, SequentialPower } from "../../gate/plan-power.ts";
import { countOf, grouped, percent, percentOf, pointsText } from "../numbers.ts";
import { terminalText } from "../wording.ts";
import type { Painter } from "./terminal-summary.ts";

/** What a plan can see, dimension by dimension, for a terminal. */
export function renderPowerSummary(power: PlanPower, painter: Painter): string {
  const { alpha, floors, detect, dimensions } = power;
  const shared = floors > 1 ? `, shared by ${countOf(floors, "floor")}` : "";
  const parts = [
    `What this plan sees four times in five, at ${percent(alpha)} false alarms${shared}:`,
    ...dimensions.map((one) => describeDimension(one, power, painter)),
    ...(dimensions.length === 0 ? ["  No guarding case measures a dimension with a floor."] : []),
    ...(detect === undefined && dimensions.length > 0
      ? [painter.dim("Ask what it takes to see a fall with --detect <points>.")]
      : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function describeDimension(
  one: DimensionPower,
  { detect }: PlanPower,
  { bold, dim }: Painter,
): string {
  const { dimension, floor, cases, runs, belowFloor, againstBaseline, sequential } = one;
  const lines = [
    `${bold(terminalText(dimension))}  ${dim(`floor ${percent(floor)}, ${countOf(runs, "run")} of ${countOf(cases, "case")}`)}`,
    belowFloor === "unknown"
      ? "below the floor: nothing, the runs are too few"
      : `below the floor: a fall of ${pointsText(belowFloor)} or more`,
    againstBaseline.drop === "unknown"
      ? "against a baseline of as many runs: nothing, the runs are too few"
      : `against a baseline of as many runs that passes ${percentOf(againstBaseline.rate, 1)}: a fall of ${pointsText(againstBaseline.drop)} or more`,
    describeSequential(sequential, one),
    ...describeWanted(one, detect),
    ...describeHistory(one),
  ];
  return lines.map((line) => `  ${line}`).join("\n  ");
}

function describeSequential(
  sequential: SequentialPower | "unknown",
  { floor, margin }: DimensionPower,
): string {
  if (sequential === "unknown") return "stopping early: no number of runs settles this floor";
  const { expectedRuns, mostRuns, alpha, beta } = sequential;
  return `stopping early: ${countOf(Math.ceil(expectedRuns), "run")} for a healthy agent, ${grouped(mostRuns)} at most; blocks an agent at ${percent(floor)} ${percentOf(alpha, 1)} of the time, passes one at ${percent(floor - margin)} ${percentOf(beta, 1)} of the time`;
}

function describeWanted(
  { wanted, cases }: DimensionPower,
  detect: number | undefined,
): readonly string[] {
  if (wanted === undefined || detect === undefined) return [];
  const { floorRuns, comparisonRuns } = wanted;
  const fall = pointsText(detect);
  return [
    floorRuns === "unknown"
      ? `to see ${fall} below the floor: no affordable number of runs`
      : `to see ${fall} below the floor: ${countOf(floorRuns, "run")}, ${grouped(Math.ceil(floorRuns / cases))} a case`,
    comparisonRuns === "unknown"
      ? `to see ${fall} against a baseline: no affordable number of runs`
      : `to see ${fall} against a baseline: ${countOf(comparisonRuns, "run")} a case on each side`,
  ];
}

function describeHistory({ history, floor }: DimensionPower): readonly string[] {
  if (history === undefined) return [];
  const { passed, runs, suggestedFloor } = history;
  const recorded = `${grouped(passed)} of ${countOf(runs, "recorded run")} passed`;
  if (suggestedFloor === "unknown") return [recorded];
  // Rounded down: a floor that the runs do not prove is none to suggest.
  const proven = Math.floor(suggestedFloor * 100) / 100;
  const standing = proven < floor ? "less than the floor" : "the highest that they prove";
  return [`${recorded}: they prove a floor of ${percent(proven)}, ${standing}`];
}
