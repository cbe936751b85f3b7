import type { Calibration, JudgeVerdict } from "../../core/calibrate/calibration.ts";
import {
  maxCalibrationBytes,
  parseCalibration,
  renderCalibration,
} from "../../core/calibrate/calibration-file.ts";
import { calibrationPath } from "../../core/calibrate/calibration-path.ts";
import { decideDrift, type FreshItem, type FrozenItem } from "../../core/calibrate/drift.ts";
import type { LabelSet } from "../../core/calibrate/label-set.ts";
import type { WatchedJudge } from "../../core/calibrate/watched-judge.ts";
import { maxSessionBytes, readSessionFile } from "../../core/dataset/session-file.ts";
import { UserError } from "../../core/errors.ts";
import type { Judge } from "../../core/evaluator/evaluator.ts";
import type { Session } from "../../core/trace/session.ts";
import { digestSession } from "../../core/trace/session-digest.ts";
import { unreadableProblem } from "../../core/yaml/source-file.ts";
import type { ProjectWriter } from "../../ports/project-writer.ts";
import type { JudgedProject } from "../project/load-judged-project.ts";
import { type Asking, askAboutSessions } from "./ask-about-sessions.ts";
import { readLabelledSessions } from "./labelled-sessions.ts";
import { reasonsOf } from "./unscored-reasons.ts";

export type WatchRequest = Asking & {
  readonly project: JudgedProject;
  readonly judge: Judge;
  /** What the judge is held to. */
  readonly calibration: Calibration;
  readonly nowMs: () => number;
};

/**
 * Asks a judge again about the sessions that it was measured on, and about those that were labelled since.
 *
 * With a `writer` an alarm is written into the calibration: every gate that reads it then knows that the judge drifted.
 * Where the signal aborts, nothing is written.
 *
 * @throws UserError `LABELS_MISSING` or `LABELS_INVALID` before anything is asked.
 */
export async function watchDrift(
  request: WatchRequest,
  writer?: ProjectWriter,
): Promise<WatchedJudge> {
  const { project, judge, calibration, judging, signal, nowMs } = request;
  const { set, sessions: labelled } = await readLabelledSessions(project, judge);
  const { frozen, lost } = await readFrozenSet(project, calibration);
  const fresh = freshSessions(set, calibration);
  const sessions = new Map(frozen);
  for (const { session } of fresh) {
    const content = labelled.get(session);
    if (content !== undefined) sessions.set(session, content);
  }
  const { answers } = await askAboutSessions(judge, sessions, project, request);
  const verdictOf = (session: string): JudgeVerdict => answers.get(session)?.result ?? "unscored";
  const drift = decideDrift(
    calibration.items.map(
      ({ session, label, verdict }): FrozenItem => ({
        session,
        label,
        before: verdict,
        now: verdictOf(session),
      }),
    ),
    fresh.map(
      ({ session, truth }): FreshItem => ({ session, label: truth, now: verdictOf(session) }),
    ),
  );
  const path = calibrationPath(project.config.evaluators, judge.ref);
  const isMarked =
    writer !== undefined && path !== undefined && drift.kind === "drifted" && !signal.aborted;
  if (isMarked) {
    const at = new Date(nowMs()).toISOString();
    writer.write(
      path,
      renderCalibration({ ...calibration, drift: { at, reasons: drift.reasons } }),
    );
  }
  return {
    judge: judge.ref,
    measuredAt: calibration.measuredAt,
    changed: [
      ...(calibration.evaluator.digest === judge.digest ? [] : (["evaluator"] as const)),
      ...(calibration.judge.digest === judging.digest ? [] : (["model"] as const)),
    ],
    drift,
    lost,
    unscored: reasonsOf(answers),
    ...(calibration.drift !== undefined && { alarmedAt: calibration.drift.at }),
    ...(isMarked && { marked: path }),
  };
}

/** The calibration of a judge; `undefined` where it was never measured. @throws UserError where it cannot be read. */
export async function readCalibrationOf(
  { config, files }: Pick<JudgedProject, "config" | "files">,
  { ref }: Judge,
): Promise<Calibration | undefined> {
  const path = calibrationPath(config.evaluators, ref);
  if (path === undefined) return undefined;
  const file = await files.readFile(path, maxCalibrationBytes);
  if (file.kind === "unreadable" && file.reason === "missing") return undefined;
  const reading =
    file.kind === "text"
      ? parseCalibration(file.text)
      : ({ kind: "unreadable", reason: unreadableProblem(file).message } as const);
  if (reading.kind === "calibration") return reading.calibration;
  throw new UserError(
    "CALIBRATION_UNREADABLE",
    `${path} is no calibration: ${reading.reason}.`,
    `Measure the judge again with \`tracegate calibrate ${ref}\`.`,
  );
}

/** A session that is not what it was says nothing about the judge. */
async function readFrozenSet(
  { config, files }: JudgedProject,
  { items }: Calibration,
): Promise<{ readonly frozen: ReadonlyMap<string, Session>; readonly lost: readonly string[] }> {
  const frozen = new Map<string, Session>();
  const lost: string[] = [];
  for (const { session, digest } of items) {
    const path = `${config.dataset}/sessions/${session}.json`;
    const reading = readSessionFile(await files.readFile(path, maxSessionBytes));
    const isSame = reading.kind === "session" && digestSession(reading.session) === digest;
    if (isSame) frozen.set(session, reading.session);
    else lost.push(session);
  }
  return { frozen, lost };
}

/** In the order in which people said it. */
function freshSessions({ counted }: LabelSet, { items }: Calibration): LabelSet["counted"] {
  const measured = new Set(items.map(({ session }) => session));
  return counted
    .filter(({ session }) => !measured.has(session))
    .toSorted((a, b) => saidAt(a) - saidAt(b));
}

function saidAt({ labels }: LabelSet["counted"][number]): number {
  return Math.max(...labels.map(({ at }) => Date.parse(at)));
}
