import { join, relative } from "node:path";
import { type ReportsRequest, writeReports } from "../app/publish/write-reports.ts";
import { resultFiles } from "../app/results/result-files.ts";
import { composeCheckRuns } from "../compose/compose-host.ts";
import { readReportedRuns } from "../compose/compose-pages.ts";
import { type AnnotatedFiles, fileAnnotations } from "../core/report/comment/annotations.ts";
import { checkRunOf } from "../core/report/comment/check-run.ts";
import type { RunFolder } from "../ports/result-store.ts";
import { asUserError } from "./as-user-error.ts";
import { reportUnpublished } from "./report.ts";
import type { StepContext } from "./step-context.ts";

export type Reported = ReportsRequest & {
  readonly files: AnnotatedFiles;
  /** The comment without its marker. */
  readonly summary: string;
};

/**
 * Writes the page, the JUnit XML and the badge beside the results, and the check run where one is asked for. Never
 * rejects, and what goes wrong here is a warning: the exit code is the decision's.
 */
export async function publishReports(
  context: StepContext,
  folder: RunFolder,
  reported: Reported,
): Promise<void> {
  const { io, inputs, job } = context;
  try {
    const { problem } = await writeReports(folder, reported, readReportedRuns);
    const placeOf = (name: string): string => relative(job.workspace, join(folder.path, name));
    io.output("report", placeOf(resultFiles.report));
    io.output("junit", placeOf(resultFiles.junit));
    io.output("badge", placeOf(resultFiles.badge));
    if (problem !== undefined)
      reportUnpublished(io, {
        reason: `No sessions in the report: ${problem.message}`,
        fix: problem.fix,
      });
    if (inputs.isCheckRun === true) await publishCheckRun(context, reported);
  } catch (error) {
    const { message, fix } = asUserError(error);
    reportUnpublished(io, { reason: message, fix });
  }
}

async function publishCheckRun(
  { io, inputs, job, plan }: StepContext,
  { decision, enforcement, files, summary }: Reported,
): Promise<void> {
  if (plan.headSha === undefined) return;
  const checkRuns = await composeCheckRuns({ ...job, token: inputs.token });
  const published = await checkRuns.publish(
    plan.headSha,
    checkRunOf(decision, {
      enforcement,
      place: files.place,
      summary,
      annotations: fileAnnotations(decision, files),
    }),
  );
  if (published.kind === "not-published") reportUnpublished(io, published);
  else io.output("check-run-url", published.url);
}
