import type { GatePolicy } from "../../core/config/gate-policy.ts";
import { UserError } from "../../core/errors.ts";
import type { Sides } from "../../core/gate/compare-sides.ts";
import { decideGate } from "../../core/gate/decide-gate.ts";
import type { Decision } from "../../core/gate/decision.ts";
import type { Enforcement } from "../../core/gate/enforcement.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import type { RunRecord } from "../../core/plan/run-record.ts";
import { renderBadge } from "../../core/report/files/badge.ts";
import { renderJunit } from "../../core/report/files/junit.ts";
import type { ExperimentReport, ReportedSide } from "../../core/report/html/experiment-head.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { resultFiles } from "../results/result-files.ts";

/** The runs of a folder's journal that are wanted; none where it has no journal. */
export type ReadChosenRuns = (
  folder: RunFolder,
  wants: (caseId: string, runIndex: number) => boolean,
) => AsyncIterable<RunRecord>;

/** A decision, and what it was made on. */
export type DecidedExperiment = {
  readonly experiment: Experiment;
  readonly decision: Decision;
};

/** Reads the runs that a report is to show beside a decision. @throws UserError where the journal is none. */
export async function reportedSide(
  folder: RunFolder,
  { experiment, decision }: DecidedExperiment,
  readRuns: ReadChosenRuns,
): Promise<ReportedSide> {
  const { RunViews } = await import("../../core/report/html/run-views.ts");
  const runs = new RunViews(experiment);
  const wanted = readRuns(folder, (caseId, runIndex) => runs.wants(caseId, runIndex));
  for await (const run of wanted) runs.add(run);
  return { experiment, decision, runs };
}

export type ReportsRequest = DecidedExperiment & {
  readonly enforcement: Enforcement;
  readonly baseline?: ExperimentReport["baseline"];
};

/** The newest of the results that a decision was compared with, as a page shows it beside them; absent without any. */
export function baselineSide(
  { baseline }: Sides,
  policy: GatePolicy,
): Pick<ReportsRequest, "baseline"> {
  if (baseline?.kind !== "found") return {};
  const [experiment] = baseline.experiments.toSorted((a, b) =>
    a.startedAt < b.startedAt ? 1 : -1,
  );
  if (experiment === undefined) return {};
  const { branch, commit } = baseline.origin;
  const label = [branch, commit?.slice(0, 7)].filter((part) => part !== undefined).join(" ");
  const decision = decideGate(experiment, policy, { mergesNothing: true });
  return { baseline: { experiment, decision, label: label === "" ? "the baseline" : label } };
}

/**
 * Writes the JUnit XML, the badge and, unless it is not wanted, the page of a decision beside its results, all from
 * what is passed.
 *
 * A journal that cannot be read takes the sessions out of the page and nothing else: the decision was not made on it.
 * Returns what was wrong with it.
 */
export async function writeReports(
  folder: RunFolder,
  { experiment, decision, enforcement, baseline }: ReportsRequest,
  readRuns: ReadChosenRuns,
  { hasPage = true }: { readonly hasPage?: boolean } = {},
): Promise<{ readonly problem?: UserError }> {
  folder.write(resultFiles.junit, renderJunit(experiment, decision, enforcement));
  folder.write(resultFiles.badge, renderBadge(decision, enforcement));
  if (!hasPage) return {};
  // A run whose page nobody asked for loads none of it.
  const { renderExperimentHtml } = await import("../../core/report/html/html-report.ts");
  let side: ReportedSide = { experiment, decision };
  let problem: UserError | undefined;
  try {
    side = await reportedSide(folder, side, readRuns);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problem = error;
  }
  const html = renderExperimentHtml({ ...side, enforcement, ...(baseline && { baseline }) });
  folder.write(resultFiles.report, html);
  return problem === undefined ? {} : { problem };
}
