import type { Decision } from "../../gate/decision.ts";
import { chanceText, countOf, pointsText } from "../numbers.ts";
import type { Wording } from "../wording.ts";

/**
 * What would stand against the change if it were tested alone, and is let pass by the correction for several tests; a
 * line each. Chance finds such a one now and then, and so does a fall that the correction hides.
 */
export function describeWarnings(decision: Decision, wording: Wording): readonly string[] {
  return [...floorWarnings(decision, wording), ...fallWarnings(decision, wording)];
}

function floorWarnings({ dimensions, rule }: Decision, wording: Wording): readonly string[] {
  return dimensions.flatMap((row) => {
    if (row.kind !== "gating" || row.p === undefined || row.judged !== undefined) return [];
    const { result, p, dimension } = row;
    const isLet = result.kind === "met" || result.kind === "undetermined";
    if (!isLet || p.alone > rule.levels.floors || p.corrected <= rule.levels.floors) return [];
    const end = result.kind === "met" ? " It does not block." : "";
    return `Tested alone, ${wording.dimension(dimension)} would be below its floor: so few passes come up there with a chance of ${chanceText(p.alone)}, of ${chanceText(p.corrected)} after the correction for ${countOf(rule.floorsTested, "floor")}.${end}`;
  });
}

function fallWarnings({ comparison, rule }: Decision, wording: Wording): readonly string[] {
  if (comparison?.kind !== "compared") return [];
  const level = rule.levels.dimensions;
  return comparison.dimensions.flatMap((one) => {
    if (one.kind !== "compared" || one.p === undefined || one.drop <= one.allowedDrop) return [];
    if (one.p.alone > level || one.p.corrected <= level) return [];
    return `Compared alone, ${wording.dimension(one.dimension)} would count as worse by ${pointsText(one.drop)}: so few passes come up with a chance of ${chanceText(one.p.alone)} where nothing changed, of ${chanceText(one.p.corrected)} after the correction for all dimensions. It does not block.`;
  });
}
