import type { Project } from "../../core/config/project.ts";
import type { Case } from "../../core/dataset/dataset.ts";
import { countDiff, diffDatasets, isUnchanged } from "../../core/dataset/dataset-diff.ts";
import type { FailureMode } from "../../core/dataset/failure-modes.ts";
import { signOffDigest } from "../../core/dataset/sign-off.ts";
import { UserError } from "../../core/errors.ts";
import type { Judge } from "../../core/evaluator/evaluator.ts";
import {
  type DatasetReview,
  datasetReviewSchema,
  type ReviewedCase,
} from "../../core/plan/dataset-review.ts";
import { recalibrateJudges } from "../calibrate/recalibrate-judges.ts";
import { loadJudgedProject } from "../project/load-judged-project.ts";
import { type ProjectRequest, readProject } from "../project/load-project.ts";
import { type ReproducePorts, reproduceCase } from "../run/reproduce-case.ts";
import type { Score } from "../run-experiment/experiment-request.ts";
import { checkEvaluators, type EvaluatorReport } from "../score/check-evaluators.ts";
import type { Judging } from "../score/judging.ts";

export type ReviewRequest = {
  readonly project: Project;
  readonly request: ProjectRequest;
  /** The commit that the change is held against, and whose agent is to fail. */
  readonly base: string;
  /** Whether live tools may answer the cases: not where whoever wrote them may not write to the repository. */
  readonly mayUseLiveTools: boolean;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
};

export type ReviewPorts = {
  readonly reproduction: ReproducePorts;
  readonly score: Score;
  readonly judging: () => Promise<Judging>;
};

/** How often a case is run against the base's agent. */
const runs = 20;
/** More cases than these in one change are counted, and not run: nobody waits for them. */
const mostCases = 12;

/**
 * Looks at what a change does to the dataset: runs each added and changed case against the agent of the base, holds its
 * evaluators to its failure and its reference, and measures again the judges that it names.
 *
 * `undefined` where the dataset is as it was. What cannot be looked at is told as a note: a review fails nothing.
 */
export async function reviewDataset(
  review: ReviewRequest,
  ports: ReviewPorts,
): Promise<DatasetReview | undefined> {
  const { project, signal } = review;
  const notes: string[] = [];
  const before = await baseProject(review, ports, notes);
  if (before === "no-history") return undefined;
  if (before === "unknown") return { ...noReview, notes };
  const diff = diffDatasets(before?.dataset, project.dataset);
  if (before !== undefined && isUnchanged(diff)) return undefined;
  const touched = [...diff.added, ...diff.changed];
  const run = touched.filter(({ status }) => status !== "retired").slice(0, mostCases);
  const report = await checkThese(run, review, ports, notes);
  const cases: ReviewedCase[] = [];
  for (const one of run) {
    const change = diff.added.includes(one) ? "added" : "changed";
    const reproduction = await reproduce(one, review, ports);
    const digest = signOffDigest(one, project.evaluators);
    cases.push({
      ...reviewed(one, change, report),
      ...(digest !== undefined && { digest }),
      reproduction,
    });
    if (signal.aborted) return undefined;
  }
  cases.push(...diff.removed.slice(0, mostCases).map((one) => reviewed(one, "removed", report)));
  const judges = await measure(run, review, ports, notes);
  return {
    schema: datasetReviewSchema,
    cases,
    leftOut: touched.length + diff.removed.length - cases.length,
    statuses: diff.statuses.slice(0, 500).map((status) => ({ ...status })),
    dimensions: countDiff(diff, ({ dimensions }) => dimensions).map((row) => ({ ...row })),
    failureModes: countDiff(diff, modeOf).map((row) => ({ ...row })),
    ...judges,
    notes,
  };
}

function modeOf({ failureMode }: Case): readonly FailureMode[] {
  return failureMode === undefined ? [] : [failureMode];
}

/** The project at the base; `undefined` where it had none, `unknown` where that cannot be told, `no-history` outside of git. */
async function baseProject(
  { request, base }: ReviewRequest,
  { reproduction }: ReviewPorts,
  notes: string[],
): Promise<Project | undefined | "unknown" | "no-history"> {
  try {
    const worktree = await reproduction.worktrees.open(base);
    try {
      const files = reproduction.filesOf(worktree.root);
      const result = await readProject({ ...request, files });
      if (result.kind === "project") return result.project;
      notes.push("The project of the base cannot be read, so all cases count as added.");
      return undefined;
    } finally {
      worktree.close();
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.code === "PROJECT_NOT_AT_REF") return undefined;
    if (error.code === "REPOSITORY_MISSING") return "no-history";
    notes.push(`What the change does to the dataset is not known: ${error.message} ${error.fix}`);
    return "unknown";
  }
}

async function reproduce(
  one: Case,
  { project, base, mayUseLiveTools, signal }: ReviewRequest,
  { reproduction }: ReviewPorts,
): Promise<NonNullable<ReviewedCase["reproduction"]>> {
  const tools = one.hermeticity?.tools ?? "live";
  if (!mayUseLiveTools && tools !== "recorded")
    return {
      kind: "skipped",
      reason:
        "its tools are live, and whoever wrote it may not write here; somebody who may runs it with `tracegate reproduce`",
    };
  try {
    const { reproduction: found } = await reproduceCase(
      { project, caseId: one.id, ref: base, runs, signal },
      reproduction,
    );
    const { standing, failed, scored, planned, commit } = found;
    return { kind: "run", standing, failed, scored, planned, commit };
  } catch (error) {
    if (error instanceof UserError) return { kind: "skipped", reason: error.message.slice(0, 500) };
    throw error;
  }
}

const noReview: Omit<DatasetReview, "notes"> = {
  schema: datasetReviewSchema,
  cases: [],
  leftOut: 0,
  statuses: [],
  dimensions: [],
  failureModes: [],
  judges: [],
  blockers: [],
};

const noReport: Pick<EvaluatorReport, "discriminations" | "unknown"> = {
  discriminations: [],
  unknown: [],
};

async function checkThese(
  cases: readonly Case[],
  { project, request, signal }: ReviewRequest,
  { score }: ReviewPorts,
  notes: string[],
): Promise<Pick<EvaluatorReport, "discriminations" | "unknown">> {
  if (cases.length === 0) return noReport;
  const some = { ...project, dataset: { ...project.dataset, cases } };
  const { files } = request;
  try {
    return await checkEvaluators(some, { files, score, lastVerdicts: async () => {}, signal });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    notes.push(`The evaluators were not held to the sessions: ${error.message}`);
    return noReport;
  }
}

function reviewed(
  { id, status }: Case,
  change: ReviewedCase["change"],
  { discriminations, unknown }: Pick<EvaluatorReport, "discriminations" | "unknown">,
): ReviewedCase {
  return {
    id,
    change,
    status,
    evaluators: discriminations
      .filter(({ caseId }) => caseId === id)
      .map(({ evaluator, dimension, standing }) => ({ evaluator, dimension, standing })),
    missing: [...(unknown.find(({ caseId }) => caseId === id)?.missing ?? [])],
  };
}

/** The judges that these cases name, measured again on the labels of the change. */
async function measure(
  cases: readonly Case[],
  { project, request, signal, nowMs }: ReviewRequest,
  { judging }: ReviewPorts,
  notes: string[],
): Promise<Pick<DatasetReview, "judges" | "blockers">> {
  const refs = new Set(
    cases.flatMap(({ expectations }) => expectations.map(({ evaluator }) => evaluator)),
  );
  try {
    const judged = await loadJudgedProject(request);
    const judges = [...refs].flatMap((ref): readonly Judge[] => {
      const evaluator = judged.evaluators.get(ref);
      return evaluator?.kind === "judge" ? [evaluator] : [];
    });
    if (judges.length === 0) return { judges: [], blockers: [] };
    const measured = await recalibrateJudges({
      project: { ...judged, config: project.config },
      judges,
      judging: await judging(),
      signal,
      nowMs,
    });
    if (measured === undefined) return { judges: [], blockers: [] };
    return {
      judges: measured.judges.map(({ ref, sessions, figures }) => {
        const { kappa, tpr, tnr } = figures;
        return {
          ref,
          sessions,
          ...(kappa !== undefined && { kappa: { value: kappa.value, low: kappa.low } }),
          ...(tpr !== undefined && { tpr: { value: tpr.value, low: tpr.low } }),
          ...(tnr !== undefined && { tnr: { value: tnr.value, low: tnr.low } }),
        };
      }),
      blockers: measured.blockers.map(({ subject, reason, fix }) => ({ subject, reason, fix })),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    notes.push(`The judges were not measured again: ${error.message}`);
    return { judges: [], blockers: [] };
  }
}
