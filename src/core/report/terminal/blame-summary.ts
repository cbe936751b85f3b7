import type { Blame, BlameTier, Suspicion } from "../../blame/blame.ts";
import type { BlameReport } from "../../blame/blame-report.ts";
import type { ConfidenceCurve } from "../../blame/confidence-curve.ts";
import { placeId, stepId } from "../../trace/session.ts";
import { nameOfBlame, nameOfPlace } from "../decision/blame-names.ts";
import { countOf } from "../numbers.ts";
import { terminalText } from "../wording.ts";
import type { Painter } from "./terminal-summary.ts";

const tierNames: Readonly<Record<BlameTier, string>> = {
  "exact-fact": "a wrong fact was followed to here",
  "reference-diff": "a run that is right did otherwise",
  suspected: "suspected",
};

/** What broke a session, for a terminal. */
export function renderBlame(report: BlameReport, painter: Painter): string {
  const { session, blame, modes, confidence, earlyWarning } = report;
  return `${[
    `${painter.bold(terminalText(session))}  ${painter.dim(heldAgainst(report))}`,
    ...(blame === undefined
      ? ["", "Nothing speaks against any one step."]
      : blameLines(blame, painter)),
    ...section(
      "Failure modes",
      modes.map(({ mode, what }) => `${mode}: ${terminalText(what, 300)}`),
    ),
    ...section("Support by step", curveLines(confidence)),
    ...(earlyWarning === undefined
      ? []
      : section("Early warning", [
          `tool call ${earlyWarning.call} (${nameOfPlace(earlyWarning.at)}) was made in no passing run: ${terminalText(earlyWarning.what, 160)}`,
        ])),
  ].join("\n")}\n`;
}

function heldAgainst({ heldAgainst: { reference, siblings } }: BlameReport): string {
  if (reference) return "held against the reference";
  return siblings === 0
    ? "no run of the same case that passed is known"
    : `held against ${countOf(siblings, "passing run")} of the same case`;
}

function blameLines(blame: Blame, painter: Painter): readonly string[] {
  const { alternatives, path } = blame;
  return [
    "",
    ...suspicionLines(blame, painter),
    ...(path === undefined
      ? []
      : section(
          `The way of “${terminalText(path.fact, 80)}”`,
          path.stops.map(
            ({ at, role, what }) =>
              `${placeId(at).padEnd(6)} ${role.padEnd(11)} ${terminalText(what, 160)}`,
          ),
        )),
    ...(alternatives.length === 0
      ? []
      : ["", "It may also have been:", ...alternatives.flatMap((one) => alternativeLines(one))]),
  ];
}

function suspicionLines(
  { at, kind, tier, what, why, evidence }: Suspicion,
  painter: Painter,
): readonly string[] {
  return [
    `${painter.red(`▶ ${nameOfPlace(at)}`)}  ${painter.bold(nameOfBlame(kind))}  ${painter.dim(`${kind} · ${tierNames[tier]}`)}`,
    `  ${terminalText(what, 200)}`,
    `  ${terminalText(why, 400)}`,
    ...evidence.slice(0, 4).map(({ at: place, what: seen, quote }) => {
      const where = place === undefined ? "" : `${stepId(place)}  `;
      const text = terminalText(seen, 200);
      return `  · ${where}${quote === true ? `“${text}”` : text}`;
    }),
  ];
}

function alternativeLines({ at, kind, tier, why }: Suspicion): readonly string[] {
  return [`  ${nameOfPlace(at)}  ${nameOfBlame(kind)} (${tier})`, `    ${terminalText(why, 240)}`];
}

const mostPoints = 40;

function curveLines({ points, drop, uncaptured }: ConfidenceCurve): readonly string[] {
  if (points.length === 0) return [];
  const shown = points
    .slice(0, mostPoints)
    .map(({ at, confidence }) => `${placeId(at)} ${Math.round(confidence * 100)} %`);
  const more = points.length > mostPoints ? `, and ${points.length - mostPoints} more` : "";
  return [
    `${shown.join(", ")}${more}`,
    ...(drop === undefined
      ? []
      : [
          `first drops at ${nameOfPlace(drop.at)}: ${terminalText(drop.what, 160)}`,
          ...(drop.dependents.length === 0
            ? []
            : [`resting on it: ${drop.dependents.slice(0, 10).map(placeId).join(", ")}`]),
        ]),
    ...(uncaptured === undefined
      ? []
      : [
          `the answer of ${terminalText(uncaptured, 60)} was not captured, so that no drop is told`,
        ]),
  ];
}

function section(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `${head}:`, ...lines.map((line) => `  ${line}`)];
}
