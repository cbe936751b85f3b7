import type { Project } from "../../core/config/project.ts";
import { projectFacts } from "../../core/config/project-facts.ts";
import type { Validation } from "../../core/config/validation.ts";
import { validationSchema } from "../../core/config/validation.ts";
import type { Problem } from "../../core/errors.ts";
import type { BaseFiles } from "../../ports/base-files.ts";
import type { Clock } from "../../ports/clock.ts";
import { daysAfter } from "../gate/days-after.ts";
import type { ProjectRequest } from "../project/load-project.ts";
import { readProject } from "../project/load-project.ts";
import { findEditedReleases } from "../score/released-evaluators.ts";
import { checkLabels } from "./check-labels.ts";

/**
 * Holds a whole project to its rules and runs nothing: every problem, or what a run of it would be.
 *
 * Evaluators that `base` has released must mean what they meant; outside git nothing is released.
 */
export async function validateProject(
  request: ProjectRequest,
  base: BaseFiles,
  clock: Pick<Clock, "nowMs">,
): Promise<Validation> {
  const result = await readProject(request);
  if (result.kind === "problems") return invalid(result.problems);
  const { project } = result;
  const edited = await findEditedReleases(project.evaluators, project.config, base);
  const wrong = [...edited, ...(await checkLabels(project, request.files))];
  if (wrong.length > 0) return invalid(wrong);
  const warnings = [...(await stopWarnings(project)), ...(await waiverWarnings(project, clock))];
  return {
    schema: validationSchema,
    result: "valid",
    facts: projectFacts(project),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** The statistics of a sequential test are loaded where one is wanted. */
async function stopWarnings(project: Project): Promise<readonly string[]> {
  if (project.config.runs.stop !== "sequential") return [];
  const { describeSequentialGap, sequentialGaps } = await import(
    "../../core/gate/sequential-gaps.ts"
  );
  return sequentialGaps(project).map(describeSequentialGap);
}

/** Waivers that count for nothing today, loaded where there are some. */
async function waiverWarnings(
  { config, dataset }: Project,
  clock: Pick<Clock, "nowMs">,
): Promise<readonly string[]> {
  if ((config.gate.waivers ?? []).length === 0) return [];
  const [{ longestWaiverDays, readWaivers }, { describeWaivers }, { terminalWording }] =
    await Promise.all([
      import("../../core/gate/waiver.ts"),
      import("../../core/report/decision/describe-waivers.ts"),
      import("../../core/report/wording.ts"),
    ]);
  const today = daysAfter(new Date(clock.nowMs()).toISOString(), 0);
  const latest = daysAfter(today, longestWaiverDays);
  const { void: voided } = readWaivers(config.gate, { today, latest, cases: dataset.cases });
  if (voided.length === 0) return [];
  return [
    ...describeWaivers({ waivers: { standing: [], void: voided, waived: [] } }, terminalWording),
    "Take what does not count out of `gate.waivers`, or give it another day in `expires`.",
  ];
}

function invalid(problems: readonly Problem[]): Validation {
  return { schema: validationSchema, result: "invalid", problems };
}
