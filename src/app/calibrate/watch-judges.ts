import type { Calibration } from "../../core/calibrate/calibration.ts";
import type { WatchedJudge } from "../../core/calibrate/watched-judge.ts";
import { UserError } from "../../core/errors.ts";
import type { Judge } from "../../core/evaluator/evaluator.ts";
import { countOf } from "../../core/report/numbers.ts";
import { renderDriftIssue } from "../../core/report/terminal/drift-summary.ts";
import type { IssueHost, IssueResult } from "../../ports/issue-host.ts";
import type { ProjectWriter } from "../../ports/project-writer.ts";
import type { JudgedProject } from "../project/load-judged-project.ts";
import type { Asking } from "./ask-about-sessions.ts";
import { chooseJudges } from "./choose-judges.ts";
import { readCalibrationOf, watchDrift } from "./watch-drift.ts";

export type WatchJudgesRequest = Omit<Asking, "onAnswer"> & {
  readonly judges: readonly CalibratedJudge[];
  readonly project: JudgedProject;
  readonly nowMs: () => number;
  /** Told after each answer how many sessions a judge has answered. */
  readonly onAnswer?: (judge: string, answered: number) => void;
};

export type WatchJudgesPorts = {
  /** Takes alarms into the calibrations; they stay as they are where it is left out. */
  readonly writer?: ProjectWriter;
  /** Where an issue about drift is kept; none where it is left out. */
  readonly issues?: IssueHost;
};

export type CalibratedJudge = { readonly judge: Judge; readonly calibration: Calibration };

/** What became of all judges of a project: the gravest of what became of each. */
export type Watch = {
  readonly kind: WatchedJudge["drift"]["kind"];
  readonly watched: readonly WatchedJudge[];
  /** The issue's text, Markdown. */
  readonly text: string;
  readonly issue?: IssueResult;
};

/**
 * The judges of a project that have a calibration: those that are named, or all.
 *
 * @throws UserError `JUDGE_UNKNOWN`, `JUDGES_NONE`, `CALIBRATION_MISSING` or `CALIBRATION_UNREADABLE`.
 */
export async function calibratedJudges(
  project: JudgedProject,
  named: readonly string[],
): Promise<readonly CalibratedJudge[]> {
  const found: CalibratedJudge[] = [];
  for (const judge of chooseJudges(project, named)) {
    const calibration = await readCalibrationOf(project, judge);
    if (calibration !== undefined) found.push({ judge, calibration });
    else if (named.length > 0) throw notMeasured(judge.ref);
  }
  if (found.length === 0) throw notMeasured("No judge of the project");
  return found;
}

/**
 * Watches one judge after the other, and keeps the issue about them up to date: opened where one drifted, closed once all
 * are steady, and left alone where that cannot be known.
 *
 * `undefined` where the signal aborted before all were watched.
 */
export async function watchJudges(
  request: WatchJudgesRequest,
  { writer, issues }: WatchJudgesPorts,
): Promise<Watch | undefined> {
  const { judges, project, judging, signal, nowMs, onAnswer } = request;
  const watched: WatchedJudge[] = [];
  for (const { judge, calibration } of judges) {
    const one = { project, judge, calibration, judging, signal, nowMs };
    const tell = (answered: number): void => onAnswer?.(judge.ref, answered);
    watched.push(await watchDrift({ ...one, onAnswer: tell }, writer));
    if (signal.aborted) return undefined;
  }
  const marker = `<!-- tracegate:drift:${project.dataset.name} -->`;
  const text = renderDriftIssue(watched, marker);
  const kind = gravest(watched);
  if (issues === undefined || kind === "unknown") return { kind, watched, text };
  const drifted = watched.filter(({ drift }) => drift.kind === "drifted").length;
  const issue = await issues.upsertIssue({
    marker,
    title: `Tracegate: ${countOf(drifted, "judge")} of ${project.dataset.name} drifted`,
    body: text,
    ...(kind === "steady" && { isSettled: true }),
  });
  return { kind, watched, text, issue };
}

function gravest(watched: readonly WatchedJudge[]): Watch["kind"] {
  const kinds = new Set(watched.map(({ drift }) => drift.kind));
  if (kinds.has("drifted")) return "drifted";
  return kinds.has("unknown") ? "unknown" : "steady";
}

function notMeasured(who: string): UserError {
  return new UserError(
    "CALIBRATION_MISSING",
    `${who} has no calibration, so there is nothing to have drifted from.`,
    "Measure it on human labels with `tracegate calibrate`.",
  );
}
