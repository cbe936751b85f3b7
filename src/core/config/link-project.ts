import { digestCases } from "../dataset/content-digest.ts";
import type { Problem } from "../errors.ts";
import { sortProblems } from "../yaml/describe-problems.ts";
import { checkFloors } from "./check-floors.ts";
import { checkJudge } from "./check-judge.ts";
import type { CompileScorer, LinkedCases } from "./link-cases.ts";
import { linkCases } from "./link-cases.ts";
import type { Project } from "./project.ts";
import type { Readings } from "./read-texts.ts";

export type ProjectResult =
  | { readonly kind: "project"; readonly project: Project }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

/**
 * Makes one project of its files: all problems of every file and of the references between them, sorted by
 * file and line, or a project in which all is right.
 *
 * What depends on a file that has problems itself is not complained of a second time.
 */
export function linkProject(readings: Readings, compile: CompileScorer): ProjectResult {
  const linked = linkCases(readings, compile);
  const problems = [
    ...readings.problems,
    ...linked.problems,
    ...checkFloors(readings, linked.cases),
    ...checkJudge(readings, linked.cases),
  ];
  return problems.length > 0
    ? { kind: "problems", problems: sortProblems(withoutRepeats(problems)) }
    : { kind: "project", project: projectOf(readings, linked) };
}

/** An evaluator's own mistake is found once by every case that names it. */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function projectOf({ config, dataset, evaluators }: Readings, linked: LinkedCases): Project {
  const about = dataset?.dataset;
  if (!config.config || !config.document || !dataset || !about || !evaluators) {
    throw new Error("a file of the project was left out without a problem");
  }
  return {
    configFile: config.document.file,
    config: config.config,
    dataset: { ...about.value, cases: linked.cases, digest: digestCases(linked.cases) },
    evaluators: evaluators.evaluators,
    scorers: linked.scorers,
  };
}
