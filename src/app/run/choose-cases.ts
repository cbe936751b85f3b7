import type { Project } from "../../core/config/project.ts";
import { UserError } from "../../core/errors.ts";
import { type PlannedCase, planCases } from "../../core/plan/planned-case.ts";
import { suggest } from "../../core/yaml/suggest.ts";

/** What to run of a project. */
export type Choice = {
  readonly project: Project;
  readonly caseIds?: readonly string[];
  readonly runs?: number;
};

/**
 * The cases that are run, each as often as it is to be.
 *
 * @throws UserError `CASE_UNKNOWN`, or `PLAN_SHORTENED` where the whole dataset would be run less often than its files say.
 */
export function chooseCases({ project, caseIds, runs }: Choice): readonly PlannedCase[] {
  const planned = planCases(project.dataset.cases, project.evaluators).map((one) =>
    runs === undefined ? one : { ...one, runs },
  );
  if (caseIds === undefined) {
    // The plan of the files was held to its floors when the project was loaded; more runs can only help.
    if (runs !== undefined) mustNotShorten(project, runs);
    return planned;
  }
  const wanted = new Set(caseIds);
  const chosen = planned.filter(({ id }) => wanted.has(id));
  const missing = [...wanted].filter((id) => !chosen.some((one) => one.id === id));
  if (missing.length > 0) throw unknownCases(missing, planned, project);
  return chosen;
}

/** Fewer runs than the files demand would decide on a plan that nobody has reviewed. */
function mustNotShorten({ dataset, evaluators }: Project, runs: number): void {
  const longer = planCases(dataset.cases, evaluators).find((one) => one.runs > runs);
  if (longer === undefined) return;
  throw new UserError(
    "PLAN_SHORTENED",
    `\`--runs ${runs}\` is less than the ${longer.runs} runs that the files plan for ${longer.id}; nothing was run.`,
    "Give at least as many, or leave it out. To look at a few runs without a decision, choose cases with `--case`.",
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
