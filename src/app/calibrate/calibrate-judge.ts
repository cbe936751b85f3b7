import {
  type Calibration,
  calibrationSchema,
  countItems,
} from "../../core/calibrate/calibration.ts";
import { calibrationFigures } from "../../core/calibrate/calibration-figures.ts";
import {
  maxCalibrationBytes,
  parseCalibration,
  renderCalibration,
} from "../../core/calibrate/calibration-file.ts";
import { calibrationPath } from "../../core/calibrate/calibration-path.ts";
import { humanAgreement } from "../../core/calibrate/human-agreement.ts";
import { hasHeld, lackOf, mostUnscored } from "../../core/calibrate/judge-trust.ts";
import type { LabelledSession } from "../../core/calibrate/label-set.ts";
import type { Disagreement, Measurement } from "../../core/calibrate/measurement.ts";
import { UserError } from "../../core/errors.ts";
import type { Judge } from "../../core/evaluator/evaluator.ts";
import type { VerdictAnswer } from "../../core/evaluator/verdict.ts";
import { digestSession } from "../../core/trace/session-digest.ts";
import type { ProjectWriter } from "../../ports/project-writer.ts";
import type { JudgedProject } from "../project/load-judged-project.ts";
import { type Asking, askAboutSessions } from "./ask-about-sessions.ts";
import { type LabelledSessions, labelPath, readLabelledSessions } from "./labelled-sessions.ts";
import { reasonsOf } from "./unscored-reasons.ts";

export type CalibrateRequest = Asking & {
  readonly project: JudgedProject;
  readonly judge: Judge;
  readonly nowMs: () => number;
};

/**
 * Measures one judge on the labels of its dimension, and writes its calibration beside it.
 *
 * The file that is there stays as it is where the judge left more than one in twenty sessions without a verdict, or the
 * signal aborted: a measurement that was cut short says less than the one before.
 *
 * @throws UserError `LABELS_MISSING`, `LABELS_INVALID` or `LABELS_NONE` before anything is asked, `JUDGE_UNAVAILABLE` where not one
 *   session got a verdict.
 */
export async function calibrateJudge(
  request: CalibrateRequest,
  writer: ProjectWriter,
): Promise<Measurement> {
  const { project, judge, signal } = request;
  const labelled = await readLabelledSessions(project, judge);
  if (labelled.set.counted.length === 0) throw nothingToMeasure(project, judge, labelled);
  const counted = new Set(labelled.set.counted.map(({ session }) => session));
  const sessions = new Map([...labelled.sessions].filter(([name]) => counted.has(name)));
  const { answers, answeredBy } = await askAboutSessions(judge, sessions, project, request);
  const measured = calibrationOf(request, labelled, { answers, answeredBy });
  const { trust } = project.config.gate;
  const lacking = lackOf(measured, trust);
  const calibration: Calibration = {
    ...measured,
    ...(lacking === undefined && { trustedUnder: trust }),
    ...(lacking !== undefined && (await wasTrusted(request)) && { wasTrusted: true }),
  };
  const { counts, items } = calibration;
  const reasons = reasonsOf(answers);
  if (counts.unscored === items.length && !signal.aborted) throw unavailable(judge, reasons);
  const path = calibrationPath(project.config.evaluators, judge.ref);
  const isWhole = !signal.aborted && counts.unscored <= mostUnscored * items.length;
  if (path !== undefined && isWhole) writer.write(path, renderCalibration(calibration));
  return {
    calibration,
    rule: project.config.gate.trust,
    ...(lacking !== undefined && { lacking }),
    people: humanAgreement(labelled.set),
    split: labelled.set.split.map(({ session }) => session),
    examples: labelled.set.examples,
    disagreements: disagreementsIn(labelled.set.counted, answers),
    unscored: reasons,
    ...(path !== undefined && isWhole && { written: path }),
  };
}

/** Whether the calibration that is about to be replaced decided. One that cannot be read may have. */
async function wasTrusted({
  project: { config, files },
  judge,
}: Pick<CalibrateRequest, "project" | "judge">): Promise<boolean> {
  const path = calibrationPath(config.evaluators, judge.ref);
  if (path === undefined) return false;
  const file = await files.readFile(path, maxCalibrationBytes);
  if (file.kind !== "text") return file.reason !== "missing";
  const reading = parseCalibration(file.text);
  return reading.kind === "unreadable" || hasHeld(reading.calibration, config.gate.trust);
}

function calibrationOf(
  { project, judge, judging, nowMs }: CalibrateRequest,
  { set, sessions }: LabelledSessions,
  {
    answers,
    answeredBy,
  }: {
    readonly answers: ReadonlyMap<string, VerdictAnswer>;
    readonly answeredBy: readonly string[];
  },
): Calibration {
  const items = set.counted.flatMap(({ session, truth }) => {
    const content = sessions.get(session);
    if (content === undefined) return [];
    const verdict = answers.get(session)?.result ?? "unscored";
    return [{ session, digest: digestSession(content), label: truth, verdict }];
  });
  const counts = countItems(items);
  return {
    schema: calibrationSchema,
    evaluator: { ref: judge.ref, digest: judge.digest },
    judge: { model: project.config.judge?.model ?? "", digest: judging.digest, answeredBy },
    labels: {
      dataset: project.dataset.name,
      dimension: judge.dimension,
      digest: set.digest,
      annotators: new Set(set.counted.flatMap(({ labels }) => labels.map(({ by }) => by))).size,
    },
    measuredAt: new Date(nowMs()).toISOString(),
    counts,
    figures: calibrationFigures(counts),
    items,
  };
}

/** Those that the judge passed first: they are the failures that it would let through. */
function disagreementsIn(
  counted: readonly LabelledSession[],
  answers: ReadonlyMap<string, VerdictAnswer>,
): readonly Disagreement[] {
  return counted
    .flatMap(({ session, truth, labels }): Disagreement[] => {
      const answer = answers.get(session);
      if (answer === undefined || answer.result === "unscored" || answer.result === truth)
        return [];
      const whys = labels.flatMap(({ by, label, why }) =>
        label === truth && why !== undefined ? [{ by, why }] : [],
      );
      const { explanation = "" } = answer;
      return [{ session, label: truth, verdict: answer.result, explanation, whys }];
    })
    .toSorted((a, b) => (a.verdict === b.verdict ? 0 : a.verdict === "pass" ? -1 : 1));
}

function nothingToMeasure(
  project: JudgedProject,
  { ref, dimension }: Judge,
  { set }: LabelledSessions,
): UserError {
  const left = set.examples.length + set.split.length;
  return new UserError(
    "LABELS_NONE",
    left === 0
      ? `${labelPath(project, dimension)} holds no label, so ${ref} cannot be measured.`
      : `No label on ${dimension} is left to measure ${ref} on: ${set.examples.length} are examples, and on ${set.split.length} sessions people are split.`,
    `Label more sessions with \`tracegate label ${dimension}\`.`,
  );
}

function unavailable(
  { ref }: Judge,
  reasons: readonly { readonly reason: string; readonly sessions: number }[],
): UserError {
  return new UserError(
    "JUDGE_UNAVAILABLE",
    `${ref} gave no verdict on any session: ${reasons[0]?.reason ?? "no reason was given"}`,
    "Mend that, see `judge` in tracegate.yaml, and run it again. Labels and the calibration before are as they were.",
  );
}
