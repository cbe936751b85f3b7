import type { Decision, DecisionKind } from "../../gate/decision.ts";
import type { Enforcement } from "../../gate/enforcement.ts";
import type { Experiment } from "../../plan/experiment.ts";
import { countErrors, describeError } from "../decision/count-errors.ts";
import {
  baselineName,
  describeCaseChanges,
  describeIncomparable,
  describeRelease,
} from "../decision/describe-comparison.ts";
import {
  describeFailingCases,
  describeStory,
  leadingFailure,
  reproduceCommand,
} from "../decision/describe-failure.ts";
import { describeGaps } from "../decision/describe-gaps.ts";
import { describeChanges, describeGovernance } from "../decision/describe-governance.ts";
import { describeCassettes, describeHermeticity } from "../decision/describe-hermeticity.ts";
import { describePolicy } from "../decision/describe-policy.ts";
import {
  describeBarelyTested,
  describeCost,
  describeCoverage,
  describeLost,
  describeMustPass,
  describeSensitivity,
} from "../decision/describe-runs.ts";
import { describeStop } from "../decision/describe-stop.ts";
import { describeUnseenCalls } from "../decision/describe-unseen-calls.ts";
import { describeWaivers } from "../decision/describe-waivers.ts";
import { describeWarnings } from "../decision/describe-warnings.ts";
import { type DimensionCells, dimensionCells, type Standing } from "../decision/dimension-cells.ts";
import { describeFlakyCases, describeQuarantined } from "../decision/flaky-lines.ts";
import { headline } from "../decision/headline.ts";
import { countOf } from "../numbers.ts";
import { terminalWording } from "../wording.ts";

/** Puts colour on a text, or leaves it as it is where colour is not wanted. */
export type Painter = {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
};

/** A terminal, and whether what is said there blocks; it does where this is left out. */
export type TerminalOptions = Painter & { readonly enforcement?: Enforcement };

const mostFailing = 10;
const mostErrors = 5;
const mostFlaky = 5;

/** The decision as a person reads it in a terminal or a job's log; every line is safe to print there. */
export function renderTerminalSummary(
  experiment: Experiment,
  decision: Decision,
  painter: TerminalOptions,
): string {
  const paint = colourOf(decision.kind, painter);
  const { kind } = decision;
  const parts = [
    `${paint(painter.bold(kind.toUpperCase()))}  ${headline(decision, terminalWording, painter.enforcement)}`,
    indent(governance(decision)),
    indent(describeWaivers(decision, terminalWording)),
    indent(describeWarnings(decision, terminalWording)),
    indent([...story(decision), ...describeGaps(decision, terminalWording)]),
    indent(table(decision, painter)),
    indent([describePolicy(decision, terminalWording)]),
    indent(changes(decision)),
    indent(failing(decision, painter)),
    indent(flaky(experiment)),
    indent(errors(experiment)),
    indent([
      describeIncomparable(decision.comparison, terminalWording),
      describeRelease(decision, terminalWording),
      describeCoverage(experiment),
      describeStop(experiment, decision),
      describeHermeticity(experiment),
      describeCassettes(experiment, terminalWording),
      describeMustPass(decision, terminalWording),
      describeSensitivity(decision, terminalWording),
      describeLost(experiment, decision, terminalWording),
      describeUnseenCalls(experiment),
      describeBarelyTested(decision, terminalWording),
      painter.dim(describeCost(experiment)),
    ]),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function indent(lines: readonly (string | undefined)[]): string {
  return lines
    .filter((line) => line !== undefined)
    .map((line) => `  ${line}`)
    .join("\n");
}

const columns = ["dimension", "floor", "rate", "interval", "runs", "decision"] as const;
const comparedColumns = [
  "dimension",
  "floor",
  "before",
  "rate",
  "interval",
  "change",
  "runs",
  "decision",
] as const;
const heads: DimensionCells = {
  dimension: "dimension",
  floor: "floor",
  rate: "passed",
  before: "",
  change: "change",
  interval: "95 %",
  runs: "runs",
  standing: "advisory",
  decision: "decision",
};

function table({ dimensions, comparison }: Decision, painter: Painter): readonly string[] {
  const rows = dimensions.map((row) => dimensionCells(row, terminalWording, comparison));
  const isCompared = comparison?.kind === "compared";
  const shown = isCompared ? comparedColumns : columns;
  const top = isCompared
    ? { ...heads, before: baselineName(comparison.origin, terminalWording) }
    : heads;
  const widths = shown.map((column) =>
    Math.max(...[top, ...rows].map((cells) => cells[column].length)),
  );
  const lineOf = (cells: DimensionCells): string =>
    shown
      .map((column, i) => {
        const isText = column === "dimension" || column === "decision";
        const width = widths[i] ?? 0;
        return isText ? cells[column].padEnd(width) : cells[column].padStart(width);
      })
      .join("  ")
      .trimEnd();
  if (rows.length === 0) return [];
  return [
    painter.dim(lineOf(top)),
    ...rows.map((cells) => rowColour(cells.standing, painter)(lineOf(cells))),
  ];
}

function governance(decision: Decision): readonly (string | undefined)[] {
  const lines = describeChanges(decision, terminalWording);
  return [describeGovernance(decision, terminalWording), ...lines.map((line) => `- ${line}`)];
}

function changes({ comparison }: Decision): readonly string[] {
  const { worse, better } = describeCaseChanges(comparison, terminalWording);
  return [
    ...(worse === undefined ? [] : [`newly failing: ${worse}`]),
    ...(better === undefined ? [] : [`fixed: ${better}`]),
  ];
}

function story(decision: Decision): readonly string[] {
  const failure = leadingFailure(decision);
  return failure === undefined ? [] : [describeStory(failure, terminalWording)];
}

function failing(decision: Decision, painter: Painter): readonly string[] {
  const lines = describeFailingCases(decision, terminalWording);
  const left = lines.length - mostFailing;
  const command = reproduceCommand(decision);
  return [
    ...lines.slice(0, mostFailing),
    ...(left > 0 ? [`… and ${countOf(left, "more failing case")}`] : []),
    ...(command === undefined ? [] : [painter.dim(`To run the worst case again: ${command}`)]),
  ];
}

function flaky(experiment: Experiment): readonly string[] {
  const lines = describeFlakyCases(experiment, terminalWording);
  const left = lines.length - mostFlaky;
  return [
    ...describeQuarantined(experiment, terminalWording),
    ...lines.slice(0, mostFlaky).map((line) => `Flaky: ${line}`),
    ...(left > 0 ? [`… and ${countOf(left, "more flaky case")}`] : []),
  ];
}

function errors(experiment: Experiment): readonly string[] {
  const counted = countErrors(experiment);
  const left = counted.length - mostErrors;
  return [
    ...counted.slice(0, mostErrors).map((error) => describeError(error, terminalWording)),
    ...(left > 0 ? [`… and ${countOf(left, "more reason")}`] : []),
  ];
}

function colourOf(kind: DecisionKind, painter: Painter): (text: string) => string {
  switch (kind) {
    case "pass":
      return painter.green;
    case "fail":
      return painter.red;
    case "undetermined":
      return painter.yellow;
  }
}

function rowColour(standing: Standing, painter: Painter): (text: string) => string {
  switch (standing) {
    case "met":
      return colourOf("pass", painter);
    case "missed":
      return colourOf("fail", painter);
    case "open":
      return colourOf("undetermined", painter);
    case "advisory":
      return painter.dim;
  }
}
