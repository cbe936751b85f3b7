import { join } from "node:path";
import { calibratedJudges, type Watch, watchJudges } from "../app/calibrate/watch-judges.ts";
import { loadJudgedProject } from "../app/project/load-judged-project.ts";
import { composeWriter } from "../compose/compose-base.ts";
import { composeIssues } from "../compose/compose-host.ts";
import { composeMeasuring } from "../compose/compose-measuring.ts";
import { locateProject, projectRequest } from "../compose/compose-project.ts";
import { describeIssueResult, renderDrift } from "../core/report/terminal/drift-summary.ts";
import { terminalLines, terminalText } from "../core/report/wording.ts";
import type { StepContext } from "./step-context.ts";

const plain = (text: string): string => text;
const painter = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };

/**
 * `mode: drift`: asks the calibrated judges of the checkout again, keeps the issue about them, and returns the exit code.
 *
 * An alarm is written into the calibrations of the checkout too, where a later step may commit it.
 */
export async function driftStep({ io, inputs, job }: StepContext): Promise<number> {
  const place = locateProject(job.workspace, {
    root: join(job.workspace, inputs.root),
    config: inputs.config,
  });
  const project = await loadJudgedProject(projectRequest(place));
  const judges = await calibratedJudges(project, []);
  const onWarning = (text: string): void => io.annotate("warning", { message: terminalText(text) });
  const judging = await composeMeasuring(
    project.config.judge,
    { environment: io.env, onWarning },
    false,
  );
  const watch = await watchJudges(
    { project, judges, judging, signal: new AbortController().signal, nowMs: Date.now },
    {
      writer: composeWriter(place.root),
      issues: await composeIssues({ ...job, token: inputs.token }),
    },
  );
  // Nothing aborts it here.
  if (watch === undefined) throw new Error("the drift watch ended early");
  await io.quoted(async () => io.log(terminalLines(renderDrift(watch.watched, painter))));
  io.output("drift", watch.kind);
  await io.summarise(watch.text);
  tell(io, watch);
  return watch.kind === "steady" ? 0 : 1;
}

function tell(io: StepContext["io"], { kind, watched, issue }: Watch): void {
  const told = issue === undefined ? undefined : describeIssueResult(issue);
  if (told !== undefined) {
    io.annotate(issue?.kind === "not-published" ? "warning" : "notice", {
      title: "Tracegate: drift watch",
      message: terminalLines(told),
    });
  }
  if (kind === "steady") return;
  for (const { judge, drift } of watched) {
    if (drift.kind === "steady") continue;
    io.annotate("error", {
      title: `Tracegate: ${terminalText(judge, 60)} ${drift.kind === "drifted" ? "drifted" : "cannot be known"}`,
      message: terminalText(drift.reasons.join(" "), 1000),
    });
  }
}
