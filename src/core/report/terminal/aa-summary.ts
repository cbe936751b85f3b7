import type { AaFamily, AaReport, Share } from "../../gate/measure-aa.ts";
import { countOf, grouped, listText, percent, percentOf } from "../numbers.ts";
import { terminalText } from "../wording.ts";
import type { Painter } from "./terminal-summary.ts";

const familyNames: Readonly<Record<AaFamily, string>> = {
  floors: "a floor missed",
  regression: "a dimension regressed",
  cases: "a case regressed",
  "must-pass": "a must-pass case failed",
};

/** How often the gate reds an unchanged agent, for a terminal. */
export function renderAaSummary(report: AaReport, painter: Painter): string {
  const { resamples, cases, runs, seed, red, alpha, families, undetermined } = report;
  const rows: readonly (readonly [string, Share])[] = [
    ["red by any test", red],
    [`  ${familyNames.floors}`, families.floors],
    [`  ${familyNames.regression}`, families.regression],
    [`  ${familyNames.cases}`, families.cases],
    ["undetermined", undetermined],
    ...(families["must-pass"].count > 0
      ? [[familyNames["must-pass"], families["must-pass"]] as const]
      : []),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const parts = [
    `${verdictOf(report, painter)}  ${headlineOf(report)}`,
    rows
      .map(([name, share]) => `  ${name.padEnd(width)}  ${describeShare(share, resamples)}`)
      .join("\n"),
    indent(causesOf(report)),
    indent(notesOf(report)),
    painter.dim(
      `  ${countOf(resamples, "comparison")} of ${countOf(cases, "case")} and ${countOf(runs, "run")} with themselves, seed ${seed}; at most ${percent(alpha)} is promised`,
    ),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function verdictOf({ promise }: AaReport, { bold, green, red, yellow }: Painter): string {
  switch (promise) {
    case "kept":
      return green(bold("KEPT"));
    case "broken":
      return red(bold("BROKEN"));
    case "deserved":
      return yellow(bold("NOT MEASURED"));
  }
}

function headlineOf({ promise, red, resamples, alpha }: AaReport): string {
  const rate = `${percentOf(red.count, resamples)} of unchanged agents are blocked by chance (95 %: ${intervalOf(red)})`;
  switch (promise) {
    case "kept":
      return `${rate}; at most ${percent(alpha)} is promised.`;
    case "broken":
      return `${rate}; that is more than the ${percent(alpha)} that are promised.`;
    case "deserved":
      return "the recorded agent is below a floor, so that a red is no mistake.";
  }
}

function intervalOf({ interval: { low, high } }: Share): string {
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)} %`;
}

function describeShare(share: Share, resamples: number): string {
  return `${percentOf(share.count, resamples).padStart(8)}  ${intervalOf(share).padStart(12)}  ${grouped(share.count)} of ${grouped(resamples)}`;
}

function causesOf({ causes, resamples }: AaReport): readonly string[] {
  if (causes.length === 0) return [];
  return [
    "Most often:",
    ...causes.map(({ family, name, count }) => {
      return `  ${percentOf(count, resamples).padStart(8)}  ${familyNames[family]}: ${terminalText(name)}`;
    }),
  ];
}

function notesOf({ belowFloor, neverFailed, isCompared }: AaReport): readonly string[] {
  const below = belowFloor.map(({ dimension, rate, floor }) => {
    return `${terminalText(dimension)} passes ${percentOf(rate, 1)}, its floor is ${percent(floor)}`;
  });
  return [
    ...(below.length > 0 ? [`Below the floor already: ${listText(below, 5)}.`] : []),
    ...(neverFailed.length > 0
      ? [
          `No failure was recorded on ${listText(
            neverFailed.map((name) => terminalText(name)),
            5,
          )}, so none can be drawn: what is measured is the rate of an agent that never fails there.`,
        ]
      : []),
    ...(isCompared
      ? []
      : [
          "Nothing could be compared with a baseline: the results are of an older version. Only floors could red.",
        ]),
  ];
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join("\n");
}
