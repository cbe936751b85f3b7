import { load } from "js-yaml";
import type {
  Calibration,
  CalibrationItem,
  JudgeCounts,
} from "../../src/core/calibrate/calibration.ts";
import { calibrationSchema, countItems } from "../../src/core/calibrate/calibration.ts";
import { calibrationFigures } from "../../src/core/calibrate/calibration-figures.ts";
import { renderCalibration } from "../../src/core/calibrate/calibration-file.ts";
import type { JudgeTrust, TrustRule } from "../../src/core/calibrate/judge-trust.ts";
import type { HumanLabel } from "../../src/core/dataset/label-file.ts";
import { identifyEvaluator } from "../../src/core/evaluator/evaluator.ts";
import { evaluatorFile } from "../../src/core/evaluator/evaluator-file.ts";
import { judgeSubject } from "../../src/core/plan/experiment-subject.ts";

export function aDigest(digit: string): string {
  return `sha256:${digit.repeat(64)}`;
}

export function aLabel(given: Partial<HumanLabel> = {}): HumanLabel {
  return { session: "late-fee", label: "fail", by: "maria-policy", at: "2026-11-20", ...given };
}

/** The rule of a project that says nothing about it. */
export const aRule: TrustRule = { tpr: 0.8, tnr: 0.7, labels: 50 };

/** Items of these counts, under the names `session-1` and so on. */
export function itemsOf(counts: Partial<JudgeCounts>): readonly CalibrationItem[] {
  const { truePasses = 0, falseFails = 0, falsePasses = 0, trueFails = 0, unscored = 0 } = counts;
  const cells = [
    { count: truePasses, label: "pass", verdict: "pass" },
    { count: falseFails, label: "pass", verdict: "fail" },
    { count: falsePasses, label: "fail", verdict: "pass" },
    { count: trueFails, label: "fail", verdict: "fail" },
    { count: unscored, label: "fail", verdict: "unscored" },
  ] as const;
  return cells
    .flatMap(({ count, ...said }) => Array.from({ length: count }, () => said))
    .map((said, place) => ({ session: `session-${place + 1}`, digest: aDigest("5"), ...said }));
}

/** A judge at .95 and .90 on 60 + 60 labels: trusted by the default rule. */
export const goodCounts: JudgeCounts = {
  truePasses: 57,
  falseFails: 3,
  falsePasses: 6,
  trueFails: 54,
  unscored: 0,
};

export function aCalibration(given: Partial<Calibration> = {}): Calibration {
  const items = given.items ?? itemsOf(given.counts ?? goodCounts);
  const counts = countItems(items);
  return {
    schema: calibrationSchema,
    evaluator: { ref: "faithfulness@2", digest: aDigest("e") },
    judge: { model: "gpt-5-mini", digest: aDigest("d"), answeredBy: ["gpt-5-mini-2026-01-01"] },
    labels: { dataset: "support", dimension: "faithfulness", digest: aDigest("1"), annotators: 2 },
    measuredAt: "2026-11-20T09:30:00.000Z",
    figures: calibrationFigures(counts),
    ...given,
    counts,
    items,
  };
}

/** Trust in these judges, as far as a calibration at .95 and .90 on 60 + 60 labels gives it. */
export function trusting(...refs: readonly string[]): ReadonlyMap<string, JudgeTrust> {
  const rates = { tpr: 0.95, ofPasses: 60, tnr: 0.9, ofFails: 60 };
  return new Map(refs.map((ref) => [ref, { state: "calibrated", rates }] as const));
}

/** The file of a calibration at .95 and .90 that fits this judge, as its file has it, and this model. */
export function calibrationFor(
  judgeFile: string,
  judge: { readonly model: string; readonly baseUrl: string },
): string {
  const file = evaluatorFile.parse(load(judgeFile));
  const { ref, digest } = identifyEvaluator(file, "evaluators/judge.yaml");
  const subject = judgeSubject({ temperature: 0, votes: 1, ...judge });
  return renderCalibration(
    aCalibration({
      evaluator: { ref, digest },
      judge: { ...subject, answeredBy: [] },
    }),
  );
}
