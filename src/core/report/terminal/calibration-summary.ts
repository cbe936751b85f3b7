import type { Figure } from "../../calibrate/calibration.ts";
import type { HumanAgreement } from "../../calibrate/human-agreement.ts";
import type { Disagreement, Measurement } from "../../calibrate/measurement.ts";
import type { Coefficient } from "../../stats/agreement.ts";
import { countOf, grouped, listText } from "../numbers.ts";
import { asClause, terminalText } from "../wording.ts";
import type { Painter } from "./terminal-summary.ts";

/** More disagreements than these nobody reads in one sitting; the calibration has them all. */
const mostShown = 20;

/** What measuring a judge brought to light, as a terminal shows it. Texts of judges and people are made harmless. */
export function renderMeasurement(measurement: Measurement, painter: Painter): string {
  const { calibration, lacking, written } = measurement;
  const { evaluator, judge, labels, items } = calibration;
  const state =
    lacking === undefined
      ? painter.green("calibrated")
      : `${painter.yellow("not calibrated")}: ${terminalText(lacking.what)}`;
  const answeredBy = judge.answeredBy.filter((name) => name !== judge.model);
  const model = [judge.model, ...answeredBy.map((name) => `answered by ${name}`)];
  return [
    `${painter.bold(terminalText(evaluator.ref))}  ${state}`,
    painter.dim(
      `  ${terminalText(model.join(", "))} · ${countOf(items.length, "labelled session")} of ${terminalText(labels.dataset)} on ${terminalText(labels.dimension)} · ${countOf(labels.annotators, "annotator")}`,
    ),
    "",
    ...confusionLines(measurement),
    "",
    ...figureLines(measurement),
    ...peopleLines(measurement.people),
    ...leftOutLines(measurement),
    ...disagreementLines(measurement.disagreements, painter),
    "",
    written === undefined
      ? painter.yellow(
          "  Nothing was written: too many sessions have no verdict. The calibration before, if any, stands.",
        )
      : `  Written: ${terminalText(written)}`,
    "",
  ].join("\n");
}

function confusionLines({ calibration: { counts } }: Measurement): readonly string[] {
  const { truePasses, falseFails, falsePasses, trueFails } = counts;
  return [
    row("", "judge pass", "judge fail"),
    row("people pass", grouped(truePasses), grouped(falseFails)),
    row("people fail", grouped(falsePasses), grouped(trueFails)),
  ];
}

function row(name: string, pass: string, fail: string): string {
  return `  ${name.padEnd(14)}${pass.padStart(12)}${fail.padStart(12)}`;
}

function ceiling(value: number | "unknown"): string {
  return value === "unknown" ? "" : `people among themselves ${fixed(value, 2)}`;
}

function namesOf(sessions: readonly string[]): string {
  return listText(
    sessions.map((session) => terminalText(session, 60)),
    5,
  );
}

function figureLines({ calibration, rule, people }: Measurement): readonly string[] {
  const { tpr, tnr, agreed, kappa, ac1, alpha } = calibration.figures;
  return [
    line("TPR", tpr, `lower bound must reach ${rule.tpr.toFixed(2)}`),
    line("TNR", tnr, `lower bound must reach ${rule.tnr.toFixed(2)}`),
    line("agreement", agreed, ""),
    line("κ", kappa, ceiling(people.meanKappa)),
    line("AC1", ac1, ""),
    line("α", alpha, ceiling(people.alpha)),
    "  Intervals are 95 %; TPR is the share of human passes that the judge passes, TNR of human fails that it fails.",
  ];
}

function line(name: string, figure: Figure | undefined, note: string): string {
  const text =
    figure === undefined
      ? "unknown"
      : `${fixed(figure.value, 3)}   ${fixed(figure.low, 2)} to ${fixed(figure.high, 2)}`;
  return `  ${name.padEnd(11)}${text.padEnd(24)}${note}`.trimEnd();
}

/** No figure is a little less than nothing: what rounds to 0 has no sign. */
function fixed(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^-(?=0\.0*$)/, "");
}

function peopleLines({ pairs }: HumanAgreement): readonly string[] {
  if (pairs.length === 0) return [];
  const shown = pairs.slice(0, 10).map(({ one, other, agreement: { items, agreed, kappa } }) => {
    const names = `${terminalText(one, 40)} and ${terminalText(other, 40)}`;
    return `    ${names}: ${countOf(items, "session")} in common, agreement ${valueText(agreed)}, κ ${valueText(kappa)}`;
  });
  return ["", "  People among themselves", ...shown];
}

function valueText(coefficient: Coefficient): string {
  return coefficient === "unknown" ? "unknown" : fixed(coefficient.value, 2);
}

function leftOutLines({ split, examples, unscored }: Measurement): readonly string[] {
  const lines = [
    ...unscored.slice(0, 5).map(({ reason, sessions }) => {
      return `  No verdict on ${countOf(sessions, "session")}: ${terminalText(asClause(reason))}`;
    }),
    ...(split.length === 0
      ? []
      : [`  Left out, people are split: ${countOf(split.length, "session")} (${namesOf(split)})`]),
    ...(examples.length === 0
      ? []
      : [
          `  Left out, kept as examples: ${countOf(examples.length, "session")} (${namesOf(examples)})`,
        ]),
  ];
  return lines.length === 0 ? [] : ["", ...lines];
}

function disagreementLines(
  disagreements: readonly Disagreement[],
  painter: Painter,
): readonly string[] {
  if (disagreements.length === 0) return ["", "  Judge and people agree on every session."];
  const shown = disagreements.slice(0, mostShown).flatMap((one) => {
    const { session, label, verdict, explanation, whys } = one;
    return [
      `    ${painter.bold(terminalText(session, 60))}  judge ${verdict}, people ${label}`,
      `      judge: ${explanation === "" ? "gave no reason" : `“${terminalText(explanation, 300)}”`}`,
      ...whys.slice(0, 3).map(({ by, why }) => {
        return `      ${terminalText(by, 40)}: “${terminalText(why, 300)}”`;
      }),
    ];
  });
  const rest = disagreements.length - mostShown;
  return [
    "",
    `  ${countOf(disagreements.length, "disagreement")} to read, failures that the judge passed first`,
    ...shown,
    ...(rest > 0 ? [`    … and ${grouped(rest)} more; --json has them all`] : []),
  ];
}
