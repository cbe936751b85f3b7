import type { Project } from "../config/project.ts";
import { CaseFold } from "../plan/case-fold.ts";
import { planCases } from "../plan/planned-case.ts";
import { splitAlpha } from "./alpha-split.ts";
import { planStop, type StopPlan } from "./stop-plan.ts";
import { weighJudges } from "./weigh-judges.ts";

/** A floor for which fewer runs are planned than its sequential test may need, so that it is curtailed instead. */
export type SequentialGap = {
  readonly dimension: string;
  readonly planned: number;
  /** "unknown" where no number of runs keeps the errors. */
  readonly needed: number | "unknown";
};

/** Those of a plan that is made already. */
export function sequentialGapsIn({ floors }: Pick<StopPlan, "floors">): readonly SequentialGap[] {
  return floors.flatMap(({ dimension, planned, rule }) => {
    return rule.kind === "curtailed" && rule.sequentialNeeds !== undefined
      ? [{ dimension, planned, needed: rule.sequentialNeeds }]
      : [];
  });
}

/** Those of a project that is to be stopped sequentially, before anything is run; judges that may come to decide are left out. */
export function sequentialGaps({
  config,
  dataset,
  evaluators,
}: Pick<Project, "config" | "dataset" | "evaluators">): readonly SequentialGap[] {
  const { gate, baseline } = config;
  const guarding = planCases(dataset.cases, evaluators)
    .filter(({ status }) => status === "guarding")
    .map((planned) => new CaseFold(planned).result());
  const { policy } = weighJudges(guarding, gate, new Map());
  const level = splitAlpha(gate.alpha, baseline !== undefined).floors;
  return sequentialGapsIn(
    planStop(guarding, policy, { mode: "sequential", isCompared: false, level }),
  );
}

/** One of them as a sentence or two, with what to do. */
export function describeSequentialGap({ dimension, planned, needed }: SequentialGap): string {
  const why = `${dimension} plans ${planned} ${planned === 1 ? "run" : "runs"} over its guarding cases`;
  return needed === "unknown"
    ? `Not sequential: ${why}, and no number of them keeps the errors of its test, so it is curtailed. Widen its margin.`
    : `Not sequential: ${why} and its test may need ${needed}, so it is curtailed. Plan as many with \`runs.perCase\`, or widen its margin.`;
}
