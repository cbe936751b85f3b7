import type { RunOutcome, RunRecord } from "../plan/run-record.ts";
import { combineStandings, type Standing, standingOf } from "../plan/standing.ts";
import type { ExploreCell } from "./explore-cells.ts";
import type { SimulatorErrorKind } from "./simulator-error.ts";

/** Version of the shape that `tracegate simulate --json` prints. */
export const simulationSchema = "tracegate.simulation/1";

/** What simulated conversations with an agent came to. */
export type SimulationResult = {
  readonly schema: typeof simulationSchema;
  readonly scenario: string;
  /** Of the conversations, and of the draw of the cells. */
  readonly seed: number;
  /** How many cells the grid has; those beyond the cap were not tried. Absent without an exploration. */
  readonly gridSize?: number;
  /** One a cell of an exploration, in the order in which they were drawn; the scenario itself without one. */
  readonly cells: readonly CellResult[];
};

export type CellResult = {
  readonly name: string;
  /** The names of its values; absent where the exploration does not vary the axis. */
  readonly persona?: string;
  readonly opening?: string;
  readonly faults?: string;
  readonly planned: number;
  /** Of the recorded runs; a run passes where every evaluator that does not only advise passes it, and an agent's error is a failure. */
  readonly passed: number;
  readonly failed: number;
  readonly unscored: number;
  /** Runs that say nothing about the agent. */
  readonly missing: number;
  /** Passed of passed and failed, in [0, 1]; absent where no run was scored. */
  readonly passRate?: number;
  readonly outcomes: Readonly<Partial<Record<RunOutcome, number>>>;
  /** What was wrong with the simulated user, by kind. */
  readonly simulatorErrors: Readonly<Partial<Record<SimulatorErrorKind, number>>>;
  /** The evaluators that failed runs, and how many; the most first. */
  readonly failures: readonly { readonly evaluator: string; readonly runs: number }[];
};

/**
 * How a run stands as a whole. A completed run without a verdict is unscored. Judges of `advisory` dimensions count only
 * where nobody else says anything.
 */
export function standingOfRun(
  { outcome, verdicts }: RunRecord,
  advisory: ReadonlySet<string>,
): Standing {
  if (outcome !== "completed") return standingOf(outcome);
  const deciding = verdicts.filter(
    ({ kind, dimension }) => kind === "check" || !advisory.has(dimension),
  );
  const counted = deciding.length === 0 ? verdicts : deciding;
  const standings = counted.map(({ result }): Standing => {
    if (result === "unscored") return "unscored";
    return result === "pass" ? "passed" : "failed";
  });
  return standings.length === 0
    ? "unscored"
    : standings.reduce<Standing>(combineStandings, "passed");
}

/** Counts the runs of one cell as they end. */
export class CellCount {
  readonly #counts = { passed: 0, failed: 0, unscored: 0, missing: 0 };
  readonly #outcomes = new Map<RunOutcome, number>();
  readonly #errors = new Map<SimulatorErrorKind, number>();
  readonly #failures = new Map<string, number>();
  readonly #advisory: ReadonlySet<string>;

  /** `advisory` names the dimensions whose judges only advise. */
  constructor(advisory: ReadonlySet<string>) {
    this.#advisory = advisory;
  }

  add(record: RunRecord): void {
    this.#counts[standingOfRun(record, this.#advisory)] += 1;
    increment(this.#outcomes, record.outcome);
    const error = record.simulated?.error;
    if (error !== undefined) increment(this.#errors, error);
    const failed = record.verdicts.filter(({ result }) => result === "fail");
    for (const evaluator of new Set(failed.map((one) => one.evaluator))) {
      increment(this.#failures, evaluator);
    }
  }

  result(cell: Omit<ExploreCell, "case">, planned: number): CellResult {
    const { passed, failed } = this.#counts;
    const { name, persona, opening, faults } = cell;
    return {
      name,
      ...(persona !== undefined && { persona }),
      ...(opening !== undefined && { opening }),
      ...(faults !== undefined && { faults }),
      planned,
      ...this.#counts,
      ...(passed + failed > 0 && { passRate: passed / (passed + failed) }),
      outcomes: Object.fromEntries(this.#outcomes),
      simulatorErrors: Object.fromEntries(this.#errors),
      failures: [...this.#failures]
        .map(([evaluator, runs]) => ({ evaluator, runs }))
        .toSorted((a, b) => b.runs - a.runs || (a.evaluator < b.evaluator ? -1 : 1)),
    };
  }
}

/**
 * Whether every scored run of every cell passed; `unscored` where a cell has none, or has a run that nobody could score:
 * a pass elsewhere does not stand for it.
 */
export function standingOfSimulation({
  cells,
}: Pick<SimulationResult, "cells">): "passed" | "failed" | "unscored" {
  if (cells.some(({ failed }) => failed > 0)) return "failed";
  const isKnown =
    cells.length > 0 && cells.every(({ passed, unscored }) => passed > 0 && unscored === 0);
  return isKnown ? "passed" : "unscored";
}

function increment<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
