import type { Experiment } from "../../plan/experiment.ts";
import { runOutcomes } from "../../plan/run-record.ts";
import type { CellResult, SimulationResult } from "../../simulation/simulation-result.ts";
import { describeError } from "../decision/count-errors.ts";
import { countOf, percentOf } from "../numbers.ts";
import { terminalText, terminalWording } from "../wording.ts";
import { renderChosenCases } from "./chosen-cases.ts";
import type { Painter } from "./terminal-summary.ts";

const mostReasons = 8;

/** What a simulation came to, for a terminal: the pass rate, by cell where there is more than one, and what went wrong. */
export function renderSimulation(
  result: SimulationResult,
  experiment: Experiment,
  painter: Painter,
): string {
  const [only] = result.cells;
  if (result.gridSize === undefined && only !== undefined) {
    return `${renderChosenCases(experiment, painter)}\n${rateOf(only, painter)}\n`;
  }
  const width = Math.max(...result.cells.map(({ name }) => name.length), 0);
  const lines = [
    `${painter.bold(terminalText(result.scenario))}  ${result.cells.length} of ${countOf(result.gridSize ?? 0, "cell")}, seed ${result.seed}`,
    "",
    ...result.cells.map(
      (cell) => `  ${cell.name.padEnd(width)}  ${rateOf(cell, painter)}${failuresOf(cell)}`,
    ),
    "",
    `  ${"all cells".padEnd(width)}  ${rateOf(totalOf(result.cells), painter)}`,
    ...errorLines(experiment),
  ];
  return `${lines.join("\n")}\n`;
}

/** `8 of 10 passed (80 %), 1 lost`. */
function rateOf(
  { passed, failed, unscored, missing, planned }: Omit<CellResult, "name">,
  { red, green, yellow }: Painter,
): string {
  const scored = passed + failed;
  const open = planned - scored - unscored - missing;
  const paint = failed > 0 ? red : scored > 0 ? green : yellow;
  const rate = ` (${percentOf(passed, scored)})`;
  return [
    paint(scored === 0 ? "nothing scored" : `${passed} of ${scored} passed${rate}`),
    ...(unscored > 0 ? [`${unscored} unscored`] : []),
    ...(missing > 0 ? [`${missing} lost`] : []),
    ...(open > 0 ? [`${open} not run`] : []),
  ].join(", ");
}

function failuresOf({ failures }: CellResult): string {
  if (failures.length === 0) return "";
  return `  ${failures.map(({ evaluator, runs }) => `${evaluator} × ${runs}`).join(", ")}`;
}

function totalOf(cells: readonly CellResult[]): Omit<CellResult, "name"> {
  const sum = (key: "planned" | "passed" | "failed" | "unscored" | "missing"): number =>
    cells.reduce((total, cell) => total + cell[key], 0);
  return {
    planned: sum("planned"),
    passed: sum("passed"),
    failed: sum("failed"),
    unscored: sum("unscored"),
    missing: sum("missing"),
    outcomes: {},
    simulatorErrors: {},
    failures: [],
  };
}

/** Why runs say nothing about the agent, over all cells, the most frequent first. */
function errorLines({ cases }: Experiment): readonly string[] {
  const runs = new Map<string, number>();
  for (const { outcome, reason, runs: count } of cases.flatMap(({ errors }) => errors)) {
    const key = JSON.stringify([outcome, reason]);
    runs.set(key, (runs.get(key) ?? 0) + count);
  }
  const errors = [...runs]
    .map(([key, count]) => {
      const [name, reason = ""]: string[] = JSON.parse(key);
      const outcome = runOutcomes.find((one) => one === name) ?? "completed";
      return { outcome, reason, runs: count };
    })
    .toSorted((a, b) => b.runs - a.runs);
  if (errors.length === 0) return [];
  const more = errors.length - mostReasons;
  return [
    "",
    ...errors.slice(0, mostReasons).map((error) => `  ${describeError(error, terminalWording)}`),
    ...(more > 0 ? [`  and ${countOf(more, "other reason")}`] : []),
  ];
}
