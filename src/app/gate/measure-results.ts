import type { Project } from "../../core/config/project.ts";
import { UserError } from "../../core/errors.ts";
import {
  type AaReport,
  leastPooledRuns,
  leastResamples,
  measureAa,
} from "../../core/gate/measure-aa.ts";
import { poolRecords } from "../../core/gate/recorded-pool.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import { planCases } from "../../core/plan/planned-case.ts";
import type { RunRecord } from "../../core/plan/run-record.ts";
import type { ReadCalibration } from "../../ports/calibration-source.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { trustJudges } from "../calibrate/trust-judges.ts";
import { readExperiment } from "../results/read-experiment.ts";

export type MeasureRequest = {
  readonly project: Project;
  readonly folder: RunFolder;
  readonly resamples: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
};

export type MeasurePorts = {
  /** The runs that a folder's journal holds. */
  readonly readRuns: (folder: RunFolder) => AsyncIterable<{ readonly run: RunRecord }>;
  readonly readCalibration: ReadCalibration;
};

/**
 * Measures on recorded runs how often the gate would red the agent that made them, under the project's policy.
 *
 * @throws UserError where too few resamples are asked for, the results cannot be read, are of another dataset or other
 *   evaluators, or hold too little to draw from.
 */
export async function measureResults(
  { project, folder, resamples, seed, onProgress }: MeasureRequest,
  { readRuns, readCalibration }: MeasurePorts,
): Promise<AaReport> {
  if (resamples < leastResamples) throw tooFewResamples(resamples);
  const experiment = readExperiment(
    folder,
    "Finish it with `tracegate run --resume`, or name the folder of a whole run.",
  );
  const plan = planCases(project.dataset.cases, project.evaluators);
  const records: RunRecord[] = [];
  for await (const { run } of readRuns(folder)) {
    // What was said in it is not needed, and there may be gigabytes of it.
    records.push({ ...run, session: { id: run.session.id, turns: [] } });
  }
  const pool = poolRecords(experiment, plan, records);
  if (pool === "foreign" || hasOtherSubject(experiment, project)) throw stale(folder);
  mustHoldEnough(experiment, new Map(pool.map(({ result, places }) => [result.id, places.length])));
  const { evaluators, gate } = project.config;
  const trust = await trustJudges(experiment, {
    folder: evaluators,
    rule: gate.trust,
    read: readCalibration,
  });
  return measureAa({
    experiment,
    pool,
    policy: gate,
    trust,
    resamples,
    seed,
    ...(onProgress !== undefined && { onProgress }),
  });
}

/** Another agent is fine: it is the recorded one that is measured. What it was held to has to be the project's. */
function hasOtherSubject({ subject }: Experiment, { dataset, evaluators }: Project): boolean {
  return (
    subject.dataset.digest !== dataset.digest ||
    subject.evaluators.some(({ ref, digest }) => evaluators.get(ref)?.digest !== digest)
  );
}

function mustHoldEnough({ cases }: Experiment, runs: ReadonlyMap<string, number>): void {
  const guarding = cases.filter(({ status }) => status === "guarding");
  if (guarding.length === 0)
    throw new UserError(
      "POOL_TOO_SMALL",
      "The results have no guarding case, so there is nothing that could red.",
      "Make a case guarding, and run the dataset again.",
    );
  const small = guarding.find(({ id }) => (runs.get(id) ?? 0) < leastPooledRuns);
  if (small === undefined) return;
  throw new UserError(
    "POOL_TOO_SMALL",
    `${small.id} has ${runs.get(small.id) ?? 0} recorded runs; drawing from fewer than ${leastPooledRuns} says nothing about other ones.`,
    `Run each case at least ${leastPooledRuns} times, better 20 or more: \`tracegate run --runs 20\`.`,
  );
}

function tooFewResamples(resamples: number): UserError {
  return new UserError(
    "RESAMPLES_TOO_FEW",
    `${resamples} resamples are too few to measure a rate of one in twenty.`,
    `Ask for at least ${leastResamples} with \`--resamples\`.`,
  );
}

function stale({ path }: RunFolder): UserError {
  return new UserError(
    "RESULTS_STALE",
    `The results in ${path} are of another dataset or other evaluators than the project has now.`,
    "Run the dataset again with `tracegate run`, or check out the commit that they are of.",
  );
}
