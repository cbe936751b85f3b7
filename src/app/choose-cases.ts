import type { Project } from "../core/config/project.ts";
import { UserError } from "../core/errors.ts";
import { checkPlan } from "../core/gate/check-plan.ts";
import { type PlannedCase, planCases } from "../core/plan/planned-case.ts";
import { suggest } from "../core/yaml/suggest.ts";

/** What to run of a project. */
export type Choice = {
  readonly project: Project;
  readonly caseIds?: readonly string[];
  readonly runs?: number;
};

/**
 * The cases that are run, each as often as it is to be.
 *
 * @throws UserError `CASE_UNKNOWN`, or `PLAN_UNPROVABLE` where so many runs of the whole dataset could never pass.
 */
export function chooseCases({ project, caseIds, runs }: Choice): readonly PlannedCase[] {
  const planned = planCases(project.dataset.cases, project.evaluators).map((one) =>
    runs === undefined ? one : { ...one, runs },
  );
  if (caseIds === undefined) {
    // The plan of the files was held to its floors when the project was loaded.
    if (runs !== undefined) mustProve(planned, project, runs);
    return planned;
  }
  const wanted = new Set(caseIds);
  const chosen = planned.filter(({ id }) => wanted.has(id));
  const missing = [...wanted].filter((id) => !chosen.some((one) => one.id === id));
  if (missing.length > 0) throw unknownCases(missing, planned, project);
  return chosen;
}

/** Holds the plan of another number of runs to the floors, as the files' own plan was. */
function mustProve(planned: readonly PlannedCase[], project: Project, runs: number): void {
  const problems = checkPlan(
    planned.map((one) => ({ ...one, judgedOnly: judgedOnly(one) })),
    project.config.gate,
  );
  if (problems.length === 0) return;
  throw new UserError(
    "PLAN_UNPROVABLE",
    `${runs} ${runs === 1 ? "run" : "runs"} of each case cannot prove the floors; nothing was run.`,
    "Give more with `--runs`, or leave it out. To look at a few runs without a decision, choose cases with `--case`.",
    { problems: problems.map((problem) => ({ ...problem, file: project.configFile })) },
  );
}

/** The dimensions of a case that only judges measure. */
function judgedOnly({ dimensions, expects }: PlannedCase): readonly string[] {
  return dimensions.filter((dimension) =>
    expects.every((origin) => origin.dimension !== dimension || origin.kind === "judge"),
  );
}

const mostNamed = 10;

function unknownCases(
  missing: readonly string[],
  planned: readonly PlannedCase[],
  { dataset }: Project,
): UserError {
  const ids = planned.map(({ id }) => id);
  const [first = ""] = missing;
  const near = suggest(first, ids);
  const isRetired = dataset.cases.some(({ id }) => id === first);
  const more = ids.length > mostNamed ? `, … (${ids.length} in all)` : "";
  return new UserError(
    "CASE_UNKNOWN",
    isRetired
      ? `The case ${first} of ${dataset.name} is retired, so it is not run.`
      : `No such case in ${dataset.name}: ${missing.join(", ")}.`,
    `${near === undefined ? "" : `Did you mean ${near}? `}Choose from: ${ids.slice(0, mostNamed).join(", ")}${more}.`,
  );
}
