import type { Sides } from "../../gate/compare-sides.ts";
import type { FoundBaseline } from "../../gate/comparison.ts";
import { countOf } from "../numbers.ts";
import { terminalWording } from "../wording.ts";
import { absence, refusal, sourceWords } from "./describe-comparison.ts";

/** What there is to compare with, a line for each side, for a terminal. */
export function describeSides({ baseline, release }: Sides): string {
  return [
    `merge base: ${baseline === undefined ? "the configuration has no `baseline`" : describeFound(baseline)}`,
    ...(release === undefined ? [] : [`last release: ${describeFound(release)}`]),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function describeFound(found: FoundBaseline): string {
  if (found.kind === "none") return `nothing, ${absence(found, terminalWording)}`;
  if (found.kind === "refused") return `refused, ${refusal(found, terminalWording)}`;
  const { origin, experiments } = found;
  const { name } = terminalWording;
  const runs = experiments.reduce((sum, { recorded }) => sum + recorded, 0);
  const at = origin.commit === undefined ? "" : `${name(origin.commit.slice(0, 7))}, `;
  const tag = origin.tag === undefined ? "" : `${name(origin.tag)}, `;
  return `${tag}${at}${countOf(runs, "run")} of ${countOf(experiments.length, "execution")}, ${sourceWords[origin.source]}`;
}
