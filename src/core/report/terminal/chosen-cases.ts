import { decisiveTally } from "../../plan/decisive-tally.ts";
import type {
  CaseResult,
  Experiment,
  FailureSample,
  JudgeTally,
  Tally,
} from "../../plan/experiment.ts";
import { describeError } from "../decision/count-errors.ts";
import { describeEarlyWarning } from "../decision/describe-early-warning.ts";
import { countOf } from "../numbers.ts";
import { terminalText, terminalWording } from "../wording.ts";
import type { Painter } from "./terminal-summary.ts";

/** What chosen cases did, dimension by dimension and failure by failure; no floor is tested on a part of the plan. */
export function renderChosenCases(experiment: Experiment, painter: Painter): string {
  return experiment.cases.map((one) => renderCase(one, painter)).join("\n");
}

/**
 * Whether every scored run of every case passed. `unscored` where nothing is known of a case, or of a
 * dimension that a check measures: a pass elsewhere does not stand for it. What judges alone say of an `advisory`
 * dimension counts only where nothing else is measured.
 */
export function standingOfChosen(
  { cases }: Experiment,
  advisory: ReadonlySet<string>,
): "passed" | "failed" | "unscored" {
  const results = cases.map(({ dimensions }) => {
    const all = Object.entries(dimensions);
    const deciding = all.filter(([name, { hasChecks }]) => hasChecks || !advisory.has(name));
    return (deciding.length === 0 ? all : deciding).map(([, result]) => result);
  });
  const tallies = results.flat().map(decisiveTally);
  if (tallies.some(({ failed }) => failed > 0)) return "failed";
  const isKnown = results.every(
    (ofCase) =>
      ofCase.some((result) => decisiveTally(result).passed > 0) &&
      ofCase.every(({ hasChecks, checks }) => !hasChecks || checks.passed > 0),
  );
  return isKnown ? "passed" : "unscored";
}

function renderCase(one: CaseResult, painter: Painter): string {
  const names = Object.keys(one.dimensions);
  const width = Math.max(...names.map((name) => name.length), 0);
  const rows = Object.entries(one.dimensions).flatMap(([name, result]) => [
    `  ${name.padEnd(width)}  ${describeTally(decisiveTally(result), painter)}`,
    ...Object.entries(result.judges).map(
      ([judge, tally]) => `    ${terminalText(judge)}  ${describeJudge(tally, painter)}`,
    ),
  ]);
  const title = one.title === one.id ? "" : `  ${painter.dim(terminalText(one.title))}`;
  return `${[
    `${painter.bold(one.id)}${title}`,
    ...rows,
    ...one.failures.flatMap((failure) => renderFailure(failure, painter)),
    ...one.errors.map(
      ({ outcome, reason, runs }) =>
        `  ${describeError({ outcome, reason, runs }, terminalWording)}`,
    ),
  ].join("\n")}\n`;
}

function describeTally({ passed, failed, unscored, missing }: Tally, painter: Painter): string {
  const scored = passed + failed;
  const paint = failed > 0 ? painter.red : scored > 0 ? painter.green : painter.yellow;
  const rest = [
    ...(unscored > 0 ? [`${unscored} unscored`] : []),
    ...(missing > 0 ? [`${missing} lost`] : []),
  ];
  return [paint(`${passed}/${scored} passed`), ...rest].join(", ");
}

function describeJudge(tally: JudgeTally, painter: Painter): string {
  const why =
    tally.unscoredReason === undefined ? "" : ` (${terminalText(tally.unscoredReason, 300)})`;
  return `${describeTally(tally, painter)}${why}`;
}

function renderFailure(
  { runIndex, evaluator, explanation, runs, evidence, earlyWarning }: FailureSample,
  painter: Painter,
): readonly string[] {
  return [
    "",
    `  ${painter.red("✗")} ${evaluator} failed ${countOf(runs, "run")}, first run ${runIndex + 1}: ${terminalText(explanation, 400)}`,
    ...evidence.map(({ at, what, quote }) => {
      const place = at === undefined ? "reply" : `turn ${at.turn}, step ${at.step}`;
      const words = terminalText(what, 300);
      return `      ${painter.dim(place)}  ${quote === true ? `“${words}”` : words}`;
    }),
    ...(earlyWarning === undefined
      ? []
      : [`      ${painter.dim(terminalText(describeEarlyWarning(earlyWarning), 300))}`]),
  ];
}
