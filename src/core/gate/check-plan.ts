import type { FloorPolicy, GatePolicy } from "../config/gate-policy.ts";
import { isRun } from "../dataset/case-file.ts";
import type { Case } from "../dataset/dataset.ts";
import type { Problem } from "../errors.ts";
import { runsToProve } from "../stats/floor-power.ts";
import { lowestTolerated } from "./check-floor.ts";
import { floorsByName } from "./pool-tallies.ts";

/** What the plan needs to know of a case; a `Case` is one. */
export type PlannedCase = Pick<Case, "id" | "status" | "runs" | "dimensions"> & {
  /** The dimensions that only judges measure in this case. */
  readonly judgedOnly?: readonly string[];
  /** Of these, the dimensions of which a judge has a calibration: it may decide there. */
  readonly calibrated?: readonly string[];
};

/** A problem at a path inside `tracegate.yaml`; the reader of the file adds where that path stands. */
export type PlanProblem = Omit<Problem, "file" | "line" | "column"> & { readonly path: string };

/**
 * Finds what would keep the gate from ever passing, before a run has been paid for: floors that the
 * planned runs cannot prove, dimensions and must-pass cases that do not meet, nothing that decides.
 * Empty means that the plan can pass, not that it will. A dimension that only advisory judges measure
 * is shown without deciding, and keeps nothing from passing where another one decides.
 */
export function checkPlan(
  cases: readonly PlannedCase[],
  policy: GatePolicy,
): readonly PlanProblem[] {
  const live = cases.filter(({ status }) => isRun(status));
  if (live.length === 0) return [noCases(cases.length)];
  const guarding = live.filter(({ status }) => status === "guarding");
  if (guarding.length === 0) return [noGuardingCase(live), ...mustPassProblems(cases, policy)];
  return [
    ...dimensionsWithoutFloor(guarding, policy),
    ...nothingGates(guarding, policy),
    ...[...floorsByName(policy)].flatMap(([dimension, floor]) => [
      ...dimensionWithoutCase(dimension, live),
      ...floorOutOfReach(dimension, plannedRuns(guarding, dimension, floor), { floor, policy }),
    ]),
    ...mustPassProblems(cases, policy),
    ...waiverProblems(cases, policy),
  ];
}

function noCases(idle: number): PlanProblem {
  const why =
    idle === 0 ? "The dataset has no case" : `No case of the dataset is run (retired: ${idle})`;
  return {
    code: "NO_CASES",
    path: "dataset",
    message: `${why}, so the gate has nothing to decide on.`,
    expected: "at least one case whose status is guarding",
  };
}

function noGuardingCase(live: readonly PlannedCase[]): PlanProblem {
  return {
    code: "NO_GUARDING_CASE",
    path: "dataset",
    message: `No case is guarding (${listNames(live.map(({ id, status }) => `${id}: ${status}`))}), and only those decide, so the gate can never pass.`,
    expected: "at least one case whose status is guarding",
    example: "status: guarding",
  };
}

/** What `decideGate` says of it, `nothing-gates`, no number of runs would change. */
function nothingGates(
  guarding: readonly PlannedCase[],
  policy: GatePolicy,
): readonly PlanProblem[] {
  const measured = [...floorsByName(policy)].filter(([dimension]) =>
    guarding.some(({ dimensions }) => dimensions.includes(dimension)),
  );
  const decides = measured.some(
    ([dimension, floor]) => decidingCases(guarding, dimension, floor).length > 0,
  );
  if (measured.length === 0 || decides) return [];
  return [
    {
      code: "NOTHING_GATES",
      path: "gate.dimensions",
      message: `Only advisory judges measure ${listNames(measured.map(([name]) => name))}, so nothing decides and the gate can never pass.`,
      expected:
        "a guarding case with a check, or a judge that is calibrated (`tracegate calibrate`)",
      example: "tracegate calibrate",
    },
  ];
}

function dimensionsWithoutFloor(
  guarding: readonly PlannedCase[],
  policy: GatePolicy,
): readonly PlanProblem[] {
  const floors = floorsByName(policy);
  const named = new Map<string, string[]>();
  for (const { id, dimensions } of guarding) {
    for (const dimension of dimensions) {
      if (!floors.has(dimension)) named.set(dimension, [...(named.get(dimension) ?? []), id]);
    }
  }
  return [...named].map(([dimension, ids]) => ({
    code: "DIMENSION_WITHOUT_FLOOR",
    path: "gate.dimensions",
    message: `${listNames(ids)} measure${ids.length === 1 ? "s" : ""} ${dimension}, which has no floor here.`,
    expected: "a floor for every dimension that a guarding case measures",
    example: `gate:\n  dimensions:\n    ${dimension}: { floor: 0.9 }`,
  }));
}

function dimensionWithoutCase(
  dimension: string,
  live: readonly PlannedCase[],
): readonly PlanProblem[] {
  const measuring = live.filter(({ dimensions }) => dimensions.includes(dimension));
  if (measuring.some(({ status }) => status === "guarding")) return [];
  const path = `gate.dimensions.${dimension}`;
  if (measuring.length > 0) {
    const shown = listNames(measuring.map(({ id, status }) => `${id}: ${status}`));
    return [
      {
        code: "FLOOR_WITHOUT_GUARDING_CASE",
        path,
        message: `No guarding case measures ${dimension} (${shown}), so its floor can never be met.`,
        expected: "`status: guarding` in a case with an expectation on it, or no floor for it yet",
      },
    ];
  }
  return [
    {
      code: "FLOOR_WITHOUT_CASE",
      path,
      message: `No case measures ${dimension}, so its floor can never be met.`,
      expected: "a case with an expectation on this dimension, or no floor for it",
    },
  ];
}

/** How many runs will count towards the floor; advisory judges count for none. */
function plannedRuns(
  guarding: readonly PlannedCase[],
  dimension: string,
  floor: FloorPolicy,
): number {
  return decidingCases(guarding, dimension, floor).reduce((sum, { runs }) => sum + runs, 0);
}

/** As `gatingTally` picks what decides, before anything was run. */
function decidingCases(
  guarding: readonly PlannedCase[],
  dimension: string,
  floor: FloorPolicy,
): readonly PlannedCase[] {
  return guarding.filter(
    (one) => one.dimensions.includes(dimension) && !isAdvised(one, dimension, floor),
  );
}

/** Whether nothing but judges that only advise measures the dimension in this case. */
function isAdvised(
  { judgedOnly = [], calibrated = [] }: PlannedCase,
  dimension: string,
  floor: FloorPolicy,
): boolean {
  if (floor.judge === "block" || !judgedOnly.includes(dimension)) return false;
  return floor.judge === "advisory" || !calibrated.includes(dimension);
}

type FloorPlan = { readonly floor: FloorPolicy; readonly policy: GatePolicy };

/** Nothing to say where no run counts: whether that is wrong is told apart from the number of runs. */
function floorOutOfReach(dimension: string, runs: number, plan: FloorPlan): readonly PlanProblem[] {
  const { floor, policy } = plan;
  if (runs === 0 || floor.mode === "point") return [];
  const path = `gate.dimensions.${dimension}`;
  if (floor.mode === "prove") {
    const enough = runsToProve(floor.floor, policy.alpha, 0);
    if (typeof enough === "number" && runs >= enough) return [];
    return [
      tooFewRuns(
        `${path}.floor`,
        `${dimension}: ${countRuns(runs)} can never prove a floor of ${floor.floor}, even if all pass; it takes ${enough}.`,
        enough,
      ),
    ];
  }
  if (floor.margin >= floor.floor) {
    return [
      {
        code: "MARGIN_ABOVE_FLOOR",
        path: `${path}.margin`,
        message: `${dimension}: a margin of ${floor.margin} leaves nothing below a floor of ${floor.floor} to tell it apart from.`,
        expected: "a margin smaller than the floor",
        example: `${dimension}: { floor: ${floor.floor}, margin: ${floor.floor / 2} }`,
      },
    ];
  }
  const enough = runsToProve(lowestTolerated(floor), policy.beta, 1);
  if (typeof enough === "number" && runs >= enough) return [];
  return [
    tooFewRuns(
      `${path}.floor`,
      `${dimension}: with ${countRuns(runs)} a single failure already keeps a floor of ${floor.floor} from being met; it takes ${enough}.`,
      enough,
    ),
  ];
}

function tooFewRuns(path: string, message: string, enough: number | "unknown"): PlanProblem {
  return {
    code: "FLOOR_OUT_OF_REACH",
    path,
    message,
    expected: `at least ${enough} runs over all guarding cases of the dimension (\`runs.perCase\`, or \`runs\` in a case), a wider margin, or a lower floor`,
  };
}

function mustPassProblems(
  cases: readonly PlannedCase[],
  policy: GatePolicy,
): readonly PlanProblem[] {
  const floors = floorsByName(policy);
  const byId = new Map(cases.map((one) => [one.id, one]));
  return policy.mustPass.flatMap((id, index): PlanProblem[] => {
    const one = byId.get(id);
    const path = `gate.mustPass[${index}]`;
    const expected = "the id of a guarding case that checks measure, or a judge that may block";
    const problem = { code: "MUST_PASS_NEVER_GATES", path, expected };
    if (one === undefined) {
      return [{ ...problem, code: "MUST_PASS_UNKNOWN", message: `There is no case ${id}.` }];
    }
    if (one.status !== "guarding") {
      return [{ ...problem, message: `The case ${id} is ${one.status}, so it never gates.` }];
    }
    const decides = one.dimensions.some((dimension) => {
      const floor = floors.get(dimension);
      return floor !== undefined && !isAdvised(one, dimension, floor);
    });
    if (decides) return [];
    return [{ ...problem, message: `Nothing that ${id} measures may block, so it never gates.` }];
  });
}

/** A waiver that names nothing there waives nothing, while its owner believes that it does. */
function waiverProblems(cases: readonly PlannedCase[], policy: GatePolicy): readonly PlanProblem[] {
  const ids = new Set(cases.map(({ id }) => id));
  const floors = floorsByName(policy);
  return (policy.waivers ?? []).flatMap(({ dimension, case: id }, index): PlanProblem[] => {
    const path = `gate.waivers[${index}]`;
    const noCase: PlanProblem = {
      code: "WAIVER_UNKNOWN_CASE",
      path: `${path}.case`,
      message: `There is no case ${id}, so this waives nothing.`,
      expected: "the id of a case, or no such waiver",
    };
    const noDimension: PlanProblem = {
      code: "WAIVER_UNKNOWN_DIMENSION",
      path: `${path}.dimension`,
      message: `${dimension} has no floor, so this waives nothing.`,
      expected: "a dimension of `gate.dimensions`, or no such waiver",
    };
    return [
      ...(id === undefined || ids.has(id) ? [] : [noCase]),
      ...(dimension === undefined || floors.has(dimension) ? [] : [noDimension]),
    ];
  });
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

function countRuns(runs: number): string {
  return runs === 1 ? "1 run" : `${runs} runs`;
}
