import type { Project } from "../../core/config/project.ts";
import { isRun } from "../../core/dataset/case-file.ts";
import type { Case } from "../../core/dataset/dataset.ts";
import { maxSessionBytes, readSessionFile } from "../../core/dataset/session-file.ts";
import type { Problem } from "../../core/errors.ts";
import { compareDiscrimination, type Discrimination } from "../../core/evaluator/discrimination.ts";
import {
  CorrelationFold,
  type Overlap,
  sameQuestions,
} from "../../core/evaluator/overlapping-evaluators.ts";
import type { Verdict } from "../../core/evaluator/verdict.ts";
import type { Session } from "../../core/trace/session.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import type { Score } from "../run-experiment/experiment-request.ts";

/** What is known of the evaluators themselves. */
export type EvaluatorReport = {
  /** One a case that has both sessions, and expectation. */
  readonly discriminations: readonly Discrimination[];
  /** Cases whose sessions are not all there, so that nothing is known of their evaluators. */
  readonly unknown: readonly { readonly caseId: string; readonly missing: readonly string[] }[];
  /** Cases of which no evaluator tells the failure from the reference. */
  readonly blind: readonly string[];
  readonly overlaps: readonly Overlap[];
  readonly problems: readonly Problem[];
};

export type CheckEvaluatorsPorts = {
  readonly files: ProjectFiles;
  readonly score: Score;
  /** The verdicts of each run of the last experiment; none where there was none. */
  readonly lastVerdicts: (take: (verdicts: readonly Verdict[]) => void) => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * Checks the evaluators themselves: holds the evaluators of each case to the session that failed (`sessions/<id>.json`, or the one
 * that answers its tools) and to one in which the agent did right (`references/<id>.json`).
 *
 * Also names evaluators of different dimensions that ask the same, or answered alike in the last experiment.
 */
export async function checkEvaluators(
  project: Project,
  ports: CheckEvaluatorsPorts,
): Promise<EvaluatorReport> {
  const scoring = { signal: ports.signal };
  const discriminations: Discrimination[] = [];
  const unknown: { caseId: string; missing: string[] }[] = [];
  const problems: Problem[] = [];
  for (const one of project.dataset.cases.filter(({ status }) => isRun(status))) {
    const paths = pathsOf(project, one);
    const readings = await Promise.all(paths.map((path) => readAt(path, ports.files)));
    problems.push(
      ...readings.flatMap((reading) => (reading.kind === "problem" ? [reading.problem] : [])),
    );
    const [failure, reference] = readings;
    if (failure?.kind === "session" && reference?.kind === "session") {
      const onFailure = await ports.score(one.id, failure.session, scoring);
      const onReference = await ports.score(one.id, reference.session, scoring);
      discriminations.push(...compareDiscrimination(one.id, onFailure, onReference));
      continue;
    }
    const missing = paths.filter((_, place) => readings[place]?.kind === "missing");
    if (missing.length > 0) unknown.push({ caseId: one.id, missing });
  }
  const fold = new CorrelationFold();
  await ports.lastVerdicts((verdicts) => fold.add(verdicts));
  return {
    discriminations,
    unknown,
    blind: blindCases(discriminations),
    overlaps: [...sameQuestions(project.evaluators.values()), ...fold.overlaps()],
    problems,
  };
}

function pathsOf({ config }: Project, { id, tools }: Case): readonly [string, string] {
  const failure = tools?.recorded?.file ?? `${config.dataset}/sessions/${id}.json`;
  return [failure, `${config.dataset}/references/${id}.json`];
}

type Found =
  | { readonly kind: "session"; readonly session: Session }
  | { readonly kind: "missing" }
  | { readonly kind: "problem"; readonly problem: Problem };

async function readAt(path: string, files: ProjectFiles): Promise<Found> {
  const source = await files.readFile(path, maxSessionBytes);
  if (source.kind === "unreadable" && source.reason === "missing") return { kind: "missing" };
  const reading = readSessionFile(source);
  if (reading.kind === "session") return reading;
  const { code, message, expected } = reading;
  return { kind: "problem", problem: { code, file: path, message, expected } };
}

function blindCases(discriminations: readonly Discrimination[]): readonly string[] {
  const byCase = Map.groupBy(discriminations, ({ caseId }) => caseId);
  return [...byCase]
    .filter(([, of]) => of.every(({ standing }) => standing !== "unscored"))
    .filter(([, of]) => !of.some(({ standing }) => standing === "discriminates"))
    .map(([caseId]) => caseId);
}
