import type { Project } from "../../core/config/project.ts";
import { isRun } from "../../core/dataset/case-file.ts";
import type { ExperimentSubject } from "../../core/plan/experiment.ts";
import { digestWith, experimentSubject } from "../../core/plan/experiment-subject.ts";
import type { PlannedCase } from "../../core/plan/planned-case.ts";

/** What is known of the tested tree beside the project's own files. */
export type TestedFacts = {
  readonly agentDigest: string;
  /** Absent where no case asks a judge. */
  readonly judge?: NonNullable<ExperimentSubject["judge"]>;
  /** Absent where no model plays a user. */
  readonly simulator?: NonNullable<ExperimentSubject["simulator"]>;
  /** Absent outside git. */
  readonly commit?: string;
};

/** Names what a run of these cases tests. */
export function subjectOf(
  project: Project,
  cases: readonly PlannedCase[],
  { agentDigest, judge, simulator, commit }: TestedFacts,
): ExperimentSubject {
  return experimentSubject({
    agent: { runner: project.config.agent.runner, digest: digestAgentTools(project, agentDigest) },
    dataset: { name: project.dataset.name, digest: project.dataset.digest },
    evaluators: evaluatorsOf(cases, project),
    ...(judge !== undefined && { judge }),
    ...(simulator !== undefined && { simulator }),
    ...(commit !== undefined && { commit }),
  });
}

/** What is declared of the agent's tools decides runs of cases whose tools are recorded or fail. */
function digestAgentTools({ config, dataset }: Project, agentDigest: string): string {
  const isReplayed = dataset.cases.some(
    ({ status, tools }) => isRun(status) && tools !== undefined,
  );
  return isReplayed && config.tools !== undefined
    ? digestWith(agentDigest, config.tools)
    : agentDigest;
}

/** Those that the cases ask; others in the folder change nothing. */
function evaluatorsOf(
  cases: readonly PlannedCase[],
  { evaluators }: Project,
): ExperimentSubject["evaluators"] {
  const asked = new Set(cases.flatMap(({ expects }) => expects.map(({ evaluator }) => evaluator)));
  return [...evaluators.values()]
    .filter(({ ref }) => asked.has(ref))
    .map(({ ref, digest }) => ({ ref, digest }));
}
