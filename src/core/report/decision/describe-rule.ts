import { type Decision, type GatingRow, scoredRuns } from "../../gate/decision.ts";
import { chanceText, countOf, grouped, listText, percent, pointsText } from "../numbers.ts";
import type { Wording } from "../wording.ts";
import { isBelowFloor } from "./dimension-cells.ts";

/** How the decision came about, for people who doubt it: the rule, and its numbers for one floor each. */
export function describeRule({ rule }: Decision, wording: Wording): string {
  const { alpha, missing, floorsTested, levels } = rule;
  const holm =
    floorsTested > 1
      ? ` The ${floorsTested} floors are tested together (Holm), so this is the chance that any of them is missed by bad luck.`
      : "";
  const level =
    levels.dimensions > 0
      ? ` ${wording.code("alpha")}, ${percent(alpha)}, is split: ${percent(levels.floors)} for the floors, ${percent(levels.dimensions)} for regressions of dimensions, ${percent(levels.cases)} for regressions of single cases, Holm within each.`
      : floorsTested === 0
        ? ""
        : ` All of ${wording.code("alpha")}, ${percent(alpha)}, is spent on the floors: nothing was compared with a baseline.`;
  return [
    `Only guarding cases decide; their runs are pooled for each dimension. A floor is missed where an agent exactly at it would pass so rarely in at most ${percent(levels.floors)} of all experiments (exact binomial test).${holm}${level}`,
    `A floor that the runs neither miss nor meet blocks too, as do lost runs above ${percent(missing)}. The interval (Wilson, 95 %) is for reading and decides nothing.`,
  ].join(" ");
}

/** `undefined` where nothing was measured. */
export function describeFloorTest(
  row: GatingRow,
  { rule, stop }: Decision,
  wording: Wording,
): string | undefined {
  const { tally, result, p } = row;
  if (result.kind === "unmeasured") return undefined;
  const counted = `${wording.dimension(row.dimension)} ${outcomeWord[result.kind]}: ${grouped(tally.passed)} of ${countOf(scoredRuns(tally), "run")} passed.`;
  if (row.judged !== undefined) return `${counted} ${describeJudged(row, wording)}`;
  const sequential = stop?.tests.find((one) => one.dimension === row.dimension)?.boundary;
  if (p === undefined && sequential !== undefined) {
    return `${counted} A sequential test decided it, with its own boundary.`;
  }
  if (p === undefined) {
    return `${counted} Its policy compares the rate with the floor as it is (${wording.code("mode: point")}), with no allowance for chance.`;
  }
  const parts = [
    ...(result.kind !== "met" || isBelowFloor(row) ? [chanceAtFloor(row, rule)] : []),
    ...(result.kind === "met" ? [ruledOut(row, rule)] : []),
  ];
  return [counted, ...parts].join(" ");
}

function describeJudged({ judged, result, floor }: GatingRow, wording: Wording): string {
  if (judged === undefined || result.kind === "unmeasured") return "";
  const { low, high } = result.interval;
  const judges = listText(judged.judges.map((judge) => wording.name(judge)));
  const rate = `Corrected for the errors that ${judges} made on human labels that is ${shareText(judged.corrected)}, 95 % from ${shareText(low)} to ${shareText(high)}.`;
  return floor.mode === "point"
    ? `${rate} Its policy compares that rate with the floor as it is (${wording.code("mode: point")}).`
    : `${rate} The floor is missed where even the upper bound is below ${percent(floor.floor)}, and met where the lower bound is not below ${percent(tooLow(floor))}.`;
}

function shareText(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function chanceAtFloor({ floor, result, p }: GatingRow, rule: Decision["rule"]): string {
  if (p === undefined) return "";
  const { alone, corrected } = p;
  const chance = `At a true rate of ${percent(floor.floor)} so few passes come up with a chance of ${chanceText(alone)}`;
  const family =
    rule.floorsTested > 1
      ? `, ${chanceText(corrected)} after the correction for ${rule.floorsTested} floors`
      : "";
  const open =
    result.kind !== "undetermined"
      ? ""
      : `; nor is a true rate of ${percent(tooLow(floor))} ruled out`;
  return `${chance}${family}${open}.`;
}

function ruledOut({ floor }: GatingRow, { alpha, beta }: Decision["rule"]): string {
  return floor.mode === "prove"
    ? `A true rate below ${percent(floor.floor)} is ruled out at ${percent(alpha)}.`
    : `A true rate of ${percent(tooLow(floor))}, ${pointsText(floor.margin)} below the floor, is ruled out at ${percent(beta)}.`;
}

/** The rate that *met* must be told apart from. */
function tooLow({ floor, margin, mode }: GatingRow["floor"]): number {
  return mode === "prove" ? floor : Math.max(0, floor - margin);
}

const outcomeWord = { met: "met", missed: "missed", undetermined: "undecided" } as const;
