import type { Project } from "../../core/config/project.ts";
import { UserError } from "../../core/errors.ts";
import type { Sides } from "../../core/gate/compare-sides.ts";
import { compareIdentities } from "../../core/plan/compare-experiments.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import { digestPlan } from "../../core/plan/experiment-subject.ts";
import { countRuns } from "../../core/plan/plan-runs.ts";
import { planCases } from "../../core/plan/planned-case.ts";
import type { ReadCalibration } from "../../ports/calibration-source.ts";
import type { Clock } from "../../ports/clock.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { trustJudges } from "../calibrate/trust-judges.ts";
import { readExperiment } from "../results/read-experiment.ts";
import { subjectOf, type TestedFacts } from "../results/tested-subject.ts";
import { type Decided, decideAndWrite } from "./decide-and-write.ts";

export type DecideAgainRequest = {
  readonly project: Project;
  /** What a run would test now. */
  readonly facts: TestedFacts;
  readonly folder: RunFolder;
  readonly clock: Clock;
  readonly readCalibration: ReadCalibration;
  /** What it is compared with; left out, with nothing. */
  readonly sides?: Sides;
};

export type DecideAgainResult = Decided & { readonly experiment: Experiment };

/**
 * Decides on the experiment in a folder under the policy as it is now, and writes decision and comment
 * beside it. Nothing is run.
 *
 * @throws UserError where there is no experiment, one that cannot be true, or one of another agent, dataset,
 *   evaluators, judge or plan than the project's own: that would say nothing about the tree as it is.
 */
export async function decideAgain({
  project,
  facts,
  folder,
  clock,
  readCalibration,
  sides,
}: DecideAgainRequest): Promise<DecideAgainResult> {
  const experiment = readExperiment(
    folder,
    "Finish it with `tracegate run --resume`, or run the whole dataset with `tracegate run`.",
  );
  mustBeOf(project, facts, experiment);
  const decided = decideAndWrite(folder, experiment, {
    config: project.config,
    nowMs: clock.nowMs(),
    ...sides,
    trust: await trustJudges(experiment, {
      folder: project.config.evaluators,
      rule: project.config.gate.trust,
      read: readCalibration,
    }),
  });
  return { experiment, ...decided };
}

function mustBeOf(project: Project, facts: TestedFacts, experiment: Experiment): void {
  const cases = planCases(project.dataset.cases, project.evaluators);
  const recorded = {
    subject: experiment.subject,
    planned: experiment.planned,
    plan: digestPlan(experiment.cases.map(({ id, planned }) => ({ id, runs: planned }))),
  };
  const now = {
    subject: subjectOf(project, cases, facts),
    planned: countRuns(cases),
    plan: digestPlan(cases),
  };
  const isLonger = cases.every(({ id, runs }) =>
    experiment.cases.some((one) => one.id === id && one.planned >= runs),
  );
  const plan = isLonger && experiment.cases.length === cases.length ? recorded.plan : now.plan;
  const planned = plan === recorded.plan ? recorded.planned : now.planned;
  const changes = [
    ...compareIdentities(recorded, { ...now, plan, planned }),
    ...changedStatuses(project, experiment),
  ];
  if (changes.length === 0) return;
  throw new UserError(
    "RESULTS_STALE",
    `The results are not of this project as it is: ${changes.join("; ")}.`,
    "Run it again with `tracegate run`.",
  );
}

/** No digest holds a status, and yet it says whether a case decides. */
function changedStatuses({ dataset }: Project, { cases }: Experiment): readonly string[] {
  const statuses = new Map(dataset.cases.map(({ id, status }) => [id, status]));
  return cases.flatMap(({ id, status: was }) => {
    const is = statuses.get(id);
    return is === undefined || is === was ? [] : [`${id} was ${was} and is ${is}`];
  });
}
