import { UserError } from "../errors.ts";
import type { CaseResult, DimensionResult, Experiment, Tally } from "../plan/experiment.ts";

/**
 * Refuses an experiment whose counts cannot be true, so that an edited or broken file is an error and
 * never a pass: every run of a case must stand in each of its tallies exactly once.
 *
 * @throws UserError `EXPERIMENT_INCONSISTENT` naming the first count that is wrong.
 */
export function checkExperiment(experiment: Experiment): void {
  count(experiment.planned, "planned");
  count(experiment.recorded, "recorded");
  const seen = new Set<string>();
  let planned = 0;
  let recorded = 0;
  for (const one of experiment.cases) {
    if (seen.has(one.id)) refuse(`case ${one.id} is listed twice`);
    seen.add(one.id);
    planned += count(one.planned, `case ${one.id}: planned`);
    recorded += checkCase(one);
  }
  if (planned !== experiment.planned) {
    refuse(`the cases plan ${planned} runs, the experiment ${experiment.planned}`);
  }
  if (recorded !== experiment.recorded) {
    refuse(`the cases record ${recorded} runs, the experiment ${experiment.recorded}`);
  }
  if (experiment.isComplete && recorded < planned) {
    refuse(`it calls itself complete with ${recorded} of ${planned} runs`);
  }
}

/** Returns how many runs of the case are recorded. */
function checkCase(one: CaseResult): number {
  const where = `case ${one.id}`;
  let recorded = 0;
  for (const [outcome, runs] of Object.entries(one.outcomes)) {
    recorded += count(runs, `${where}: ${outcome}`);
  }
  if (recorded > one.planned) refuse(`${where} records ${recorded} of ${one.planned} planned runs`);
  const agentErrors = one.outcomes["agent-error"] ?? 0;
  const missing = recorded - agentErrors - (one.outcomes.completed ?? 0);
  const expected: Expected = { recorded, agentErrors, missing };
  const whole = checkTally(one.whole, `${where}: whole`);
  if (whole > recorded) refuse(`${where}: whole counts ${whole} of ${recorded} runs`);
  if (recorded > 0 && Object.keys(one.dimensions).length === 0) {
    refuse(`${where} records ${recorded} runs and no dimension`);
  }
  for (const [name, dimension] of Object.entries(one.dimensions)) {
    checkDimension(dimension, expected, `${where}, ${name}`);
  }
  return recorded;
}

type Expected = {
  readonly recorded: number;
  readonly agentErrors: number;
  readonly missing: number;
};

function checkDimension(dimension: DimensionResult, expected: Expected, where: string): void {
  const checks = dimension.hasChecks ? expected : { recorded: 0, agentErrors: 0, missing: 0 };
  matchTally(dimension.checks, checks, `${where}: checks`);
  matchTally(dimension.all, expected, `${where}: all`);
  for (const [judge, tally] of Object.entries(dimension.judges)) {
    checkTally(tally, `${where}: ${judge}`);
  }
}

/** A run that the agent did not finish is a failure, one that was lost is missing, in every tally. */
function matchTally(tally: Tally, expected: Expected, where: string): void {
  const runs = checkTally(tally, where);
  if (runs !== expected.recorded) refuse(`${where} counts ${runs} of ${expected.recorded} runs`);
  if (tally.missing !== expected.missing) {
    refuse(`${where} misses ${tally.missing} runs, but ${expected.missing} were lost`);
  }
  if (tally.failed < expected.agentErrors) {
    refuse(`${where} fails ${tally.failed} runs, but ${expected.agentErrors} were agent errors`);
  }
}

function checkTally(tally: Tally, where: string): number {
  return (
    count(tally.passed, `${where}: passed`) +
    count(tally.failed, `${where}: failed`) +
    count(tally.unscored, `${where}: unscored`) +
    count(tally.missing, `${where}: missing`)
  );
}

/** Above this, sums are no longer exact and no experiment is real. */
const mostRuns = 1_000_000_000;

function count(value: number, where: string): number {
  if (!Number.isInteger(value) || value < 0 || value > mostRuns) {
    refuse(`${where} is ${value}, not a count of runs`);
  }
  return value;
}

function refuse(what: string): never {
  throw new UserError(
    "EXPERIMENT_INCONSISTENT",
    `The experiment's counts cannot be true: ${what}.`,
    "Run the experiment again; if the file was merged or edited by hand, delete it first.",
  );
}
