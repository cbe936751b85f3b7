import { advisoryDimensions } from "../../core/config/gate-policy.ts";
import type { Project } from "../../core/config/project.ts";
import { toolRulesOf } from "../../core/config/tool-declarations.ts";
import { isRun } from "../../core/dataset/case-file.ts";
import { digestCases } from "../../core/dataset/content-digest.ts";
import type { Case } from "../../core/dataset/dataset.ts";
import { UserError } from "../../core/errors.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import type { RunRecord } from "../../core/plan/run-record.ts";
import { type ExploreCell, exploreCells } from "../../core/simulation/explore-cells.ts";
import {
  CellCount,
  type SimulationResult,
  simulationSchema,
  standingOfRun,
} from "../../core/simulation/simulation-result.ts";
import { suggest } from "../../core/yaml/suggest.ts";
import type { OpenJournal } from "../../ports/journal.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { type RunDatasetPorts, type RunDatasetRequest, runDataset } from "./run-dataset.ts";

/** What is to be simulated: one scenario, or the cells of its exploration. */
export type SimulationPlan = {
  readonly scenario: Case;
  readonly cells: readonly ExploreCell[];
  readonly gridSize?: number;
  /** How often each cell is run. */
  readonly runs: number;
  readonly seed: number;
  /** The project with the cells in the place of its cases. */
  readonly project: Project;
};

export type SimulationOptions = {
  readonly scenarioId: string;
  readonly explore?: boolean;
  readonly runs?: number;
  readonly seed?: number;
  readonly cap?: number;
};

/**
 * Makes a plan of one scenario.
 *
 * @throws UserError `SCENARIO_UNKNOWN`, `SCENARIO_IS_CASE`, `SCENARIO_RETIRED`, or `SCENARIO_EXPLORES_NOTHING`.
 */
export function planSimulation(
  project: Project,
  { scenarioId, explore = false, runs, seed, cap }: SimulationOptions,
): SimulationPlan {
  const scenario = scenarioNamed(project, scenarioId);
  const grid = explore ? scenario.explore : undefined;
  if (explore && grid === undefined) {
    throw new UserError(
      "SCENARIO_EXPLORES_NOTHING",
      `The scenario ${scenarioId} has no \`explore\`, so there is no grid to try.`,
      `Add \`explore:\` with personas, openings or faults to ${scenario.file}; docs/simulation.md shows one.`,
    );
  }
  const toolRules = project.config.tools && toolRulesOf(project.config.tools);
  const drawn =
    grid === undefined
      ? [{ name: scenario.id, case: scenario }]
      : exploreCells(scenario, grid, {
          ...(cap !== undefined && { cap }),
          ...(seed !== undefined && { seed }),
          ...(toolRules !== undefined && { toolRules }),
        });
  const drawnSeed = seed ?? grid?.seed ?? 0;
  const cells = drawn.map((cell) => ({ ...cell, case: reseeded(cell.case, drawnSeed) }));
  const scorer = project.scorers.get(scenarioId);
  if (scorer === undefined) throw new Error(`${scenarioId} was not compiled`);
  const cases = cells.map((cell) => cell.case);
  return {
    scenario,
    cells,
    ...(grid !== undefined && { gridSize: sizeOf(grid) }),
    runs: runs ?? grid?.runs ?? 1,
    seed: drawnSeed,
    project: {
      ...project,
      dataset: { ...project.dataset, cases, digest: digestCases(cases) },
      scorers: new Map(cases.map(({ id }) => [id, scorer])),
    },
  };
}

export type SimulateRequest = Omit<
  RunDatasetRequest,
  "project" | "caseIds" | "runs" | "resume" | "stop"
> & {
  readonly plan: SimulationPlan;
  /** Told of each run as it is recorded. */
  readonly onRecord?: (record: RunRecord) => void;
};

export type Simulated = {
  readonly result: SimulationResult;
  readonly experiment: Experiment;
  readonly folder: RunFolder;
  /** The runs that failed, by cell and run index. */
  readonly failing: readonly FailingRun[];
};

export type FailingRun = { readonly cell: ExploreCell; readonly record: RunRecord };

/** Holds the conversations of a plan. Decides nothing: no floor is tested. Throws as `runDataset` does. */
export async function simulateScenario(
  { plan, onRecord, ...request }: SimulateRequest,
  ports: RunDatasetPorts,
): Promise<Simulated> {
  const { project, cells, runs, seed, scenario, gridSize } = plan;
  const advisory = advisoryDimensions(project.config.gate);
  const byId = new Map(
    cells.map((cell) => [cell.case.id, { cell, count: new CellCount(advisory) }]),
  );
  const failing: FailingRun[] = [];
  const take = (record: RunRecord): void => {
    const counted = byId.get(record.caseId);
    if (counted === undefined) throw new Error(`${record.caseId} is no cell`);
    counted.count.add(record);
    if (standingOfRun(record, advisory) === "failed") failing.push({ cell: counted.cell, record });
    onRecord?.(record);
  };
  const { experiment, folder } = await runDataset(
    { ...request, project, runs, caseIds: [...byId.keys()], resume: false },
    { ...ports, seed, openJournal: toldOf(ports.openJournal, take) },
  );
  const places = new Map([...byId.keys()].map((id, place) => [id, place]));
  const placeOf = ({ record }: FailingRun): number => places.get(record.caseId) ?? 0;
  return {
    experiment,
    folder,
    failing: failing.toSorted(
      (a, b) => placeOf(a) - placeOf(b) || a.record.runIndex - b.record.runIndex,
    ),
    result: {
      schema: simulationSchema,
      scenario: scenario.id,
      seed,
      ...(gridSize !== undefined && { gridSize }),
      cells: [...byId.values()].map(({ cell, count }) => count.result(cell, runs)),
    },
  };
}

/** A journal that tells of each run that it took. */
function toldOf(open: OpenJournal, take: (record: RunRecord) => void): OpenJournal {
  return async (request) => {
    const opened = await open(request);
    const { journal } = opened;
    return {
      ...opened,
      journal: {
        append: (record) => {
          const appended = journal.append(record);
          if (appended.kind === "appended") take(record);
          return appended;
        },
        end: (end) => journal.end(end),
        close: () => journal.close(),
      },
    };
  };
}

function scenarioNamed({ dataset }: Project, id: string): Case {
  const scenarios = dataset.cases.filter(({ user }) => user.kind !== "conversation");
  const found = dataset.cases.find((one) => one.id === id);
  if (found === undefined) {
    const ids = scenarios.map((one) => one.id);
    const near = suggest(id, ids);
    throw new UserError(
      "SCENARIO_UNKNOWN",
      `There is no scenario ${id} in ${dataset.name}.`,
      `${near === undefined ? "" : `Did you mean ${near}? `}${
        ids.length === 0
          ? "Add one below `scenarios/`; docs/simulation.md shows how."
          : `Choose from: ${ids.slice(0, 10).join(", ")}${ids.length > 10 ? `, … (${ids.length} in all)` : ""}.`
      }`,
    );
  }
  if (found.user.kind === "conversation") {
    throw new UserError(
      "SCENARIO_IS_CASE",
      `${id} is a case with a fixed conversation, and no scenario.`,
      `Run it with \`tracegate run --case ${id}\`.`,
    );
  }
  if (isRun(found.status)) return found;
  throw new UserError(
    "SCENARIO_RETIRED",
    `The scenario ${id} is retired, so it is not run.`,
    "Give it another status first.",
  );
}

/** Other draws for the faults too: a seed is one of the whole conversation. */
function reseeded(one: Case, seed: number): Case {
  const { tools } = one;
  if (seed === 0 || tools === undefined) return one;
  const faults = tools.faults.map((fault) => ({ ...fault, seed: fault.seed + seed }));
  return { ...one, tools: { ...tools, faults } };
}

function sizeOf({
  personas = {},
  openings = {},
  faults = {},
}: NonNullable<Case["explore"]>): number {
  return [personas, openings, faults]
    .map((axis) => Object.keys(axis).length)
    .reduce((product, size) => product * Math.max(1, size), 1);
}
