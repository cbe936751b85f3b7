import { policyDefaults } from "../../config/policy-defaults.ts";
import type { Decision, GatingRow } from "../../gate/decision.ts";
import { listText, percent, pointsText } from "../numbers.ts";
import type { Wording } from "../wording.ts";

const mostNamed = 8;

/** What of the policy is not as it would be by itself: whoever reads “met” should see by what. `undefined` where all is. */
export function describePolicy(
  { dimensions, rule }: Decision,
  wording: Wording,
): string | undefined {
  const levels = (["alpha", "beta", "missing"] as const)
    .filter((name) => rule[name] !== policyDefaults[name])
    .map((name) => {
      return `${wording.code(name)} ${percent(rule[name])} (default ${percent(policyDefaults[name])})`;
    });
  const trusted = (["tpr", "tnr", "labels"] as const)
    .filter((name) => rule.trust[name] !== policyDefaults.trust[name])
    .map((name) => {
      return `${wording.code(`trust.${name}`)} ${rule.trust[name]} (default ${policyDefaults.trust[name]})`;
    });
  const rows = dimensions.filter((row) => row.kind === "gating");
  const settings = [...levels, ...trusted, ...rows.flatMap((row) => describeFloor(row, wording))];
  return settings.length === 0
    ? undefined
    : `Set otherwise than by default: ${listText(settings, mostNamed)}.`;
}

function describeFloor({ dimension, floor }: GatingRow, wording: Wording): readonly string[] {
  const { allowedDrop, margin, mode } = policyDefaults;
  const name = wording.dimension(dimension);
  return [
    ...(floor.mode === mode
      ? []
      : [`${name} ${wording.code(`mode: ${floor.mode}`)} (default ${wording.code(mode)})`]),
    ...(floor.allowedDrop === allowedDrop
      ? []
      : [
          `${name} ${wording.code("allowedDrop")} ${pointsText(floor.allowedDrop)} (default ${pointsText(allowedDrop)})`,
        ]),
    // The other modes have no use for a margin.
    ...(floor.mode !== mode || floor.margin === margin
      ? []
      : [
          `${name} ${wording.code("margin")} ${pointsText(floor.margin)} (default ${pointsText(margin)})`,
        ]),
  ];
}
