import type { JudgeRates } from "../stats/corrected-rate.ts";
import { jeffreysInterval } from "../stats/jeffreys-interval.ts";
import { type Calibration, ratesOf } from "./calibration.ts";
import type { CalibrationReading } from "./calibration-file.ts";

/** What a judge must have shown on human labels before its word may decide. */
export type TrustRule = {
  /** Least lower bound of the share of human passes that it passes. */
  readonly tpr: number;
  /** Least lower bound of the share of human fails that it fails. */
  readonly tnr: number;
  /** Fewest labels of each class. */
  readonly labels: number;
};

/** Whether a judge's word may decide. */
export type JudgeTrust =
  | { readonly state: "calibrated"; readonly rates: JudgeRates }
  | {
      readonly state: "uncalibrated" | "drifted";
      /** A clause for people, such as `24 of 50 fail labels`. */
      readonly reason: string;
      /** It, or an older version of it, was trusted before: what it held may not fall away with it. */
      readonly hasLapsed: boolean;
    };

export type TrustQuestion = {
  /** Absent where the judge has no calibration. */
  readonly reading?: CalibrationReading;
  /** What is asked now: its digest, and that of the model behind it. */
  readonly evaluatorDigest: string;
  readonly judgeDigest: string;
  readonly rule: TrustRule;
  /** An older version of the same evaluator that was trusted, where this one is not. */
  readonly olderVersion?: string;
};

/** Largest share of labelled sessions that a judge may leave without a verdict. */
export const mostUnscored = 0.05;

/** Whether a judge's calibration holds for the judge as it is now. */
export function judgeTrust(question: TrustQuestion): JudgeTrust {
  const { reading, evaluatorDigest, judgeDigest, rule, olderVersion } = question;
  if (reading === undefined) {
    return olderVersion === undefined
      ? untrusted("it was never measured on human labels", false)
      : untrusted(`it was never measured on human labels, and ${olderVersion} was`, true);
  }
  if (reading.kind === "unreadable") {
    return untrusted(`its calibration cannot be read: ${reading.reason}`, true);
  }
  const { calibration } = reading;
  const lacking = lackOf(calibration, rule);
  if (lacking !== undefined) {
    if (calibration.trustedUnder !== undefined)
      return untrusted(`${lacking.what}; it was measured when less was asked`, true);
    return olderVersion === undefined
      ? untrusted(lacking.what, calibration.wasTrusted === true)
      : untrusted(`${lacking.what}, and ${olderVersion} was calibrated`, true);
  }
  if (calibration.evaluator.digest !== evaluatorDigest) {
    return untrusted("it was measured with another text of the evaluator", true);
  }
  if (calibration.judge.digest !== judgeDigest) {
    return untrusted(
      `it was measured with another model or endpoint (${calibration.judge.model})`,
      true,
    );
  }
  if (calibration.drift !== undefined) {
    const reason = calibration.drift.reasons[0] ?? "the drift watch raised an alarm";
    return { state: "drifted", reason, hasLapsed: true };
  }
  return { state: "calibrated", rates: ratesOf(calibration.counts) };
}

/** Whether a judge of this calibration decided, or one that it replaced. */
export function hasHeld(calibration: Calibration, rule: TrustRule): boolean {
  const { wasTrusted, trustedUnder } = calibration;
  return (
    wasTrusted === true || trustedUnder !== undefined || lackOf(calibration, rule) === undefined
  );
}

/** Why a measurement does not make a judge calibrated: it says too little, or it says that the judge is not good enough. */
export type Lack = {
  readonly kind: "too-little" | "too-poor";
  /** A clause for people, such as `24 of 50 fail labels`. */
  readonly what: string;
};

/** What a measurement lacks before it can be trusted; `undefined` where it lacks nothing. */
export function lackOf({ counts }: Pick<Calibration, "counts">, rule: TrustRule): Lack | undefined {
  const { tpr, tnr, ofPasses, ofFails } = ratesOf(counts);
  const asked = ofPasses + ofFails + counts.unscored;
  const isSilent = counts.unscored > mostUnscored * asked;
  const silence = `no verdict on ${counts.unscored} of ${asked} labelled sessions`;
  // Whose labels may be there, and lack nothing but the judge's word, needs no more of them.
  const most = Math.min(ofPasses, ofFails) + counts.unscored;
  if (isSilent && most >= rule.labels) return tooLittle(silence);
  if (ofPasses < rule.labels) return tooLittle(`${ofPasses} of ${rule.labels} pass labels`);
  if (ofFails < rule.labels) return tooLittle(`${ofFails} of ${rule.labels} fail labels`);
  return (
    belowBound("TPR", { hits: counts.truePasses, of: ofPasses, rate: tpr, least: rule.tpr }) ??
    belowBound("TNR", { hits: counts.trueFails, of: ofFails, rate: tnr, least: rule.tnr })
  );
}

type Bound = {
  readonly hits: number;
  readonly of: number;
  readonly rate: number;
  readonly least: number;
};

function belowBound(name: string, { hits, of, rate, least }: Bound): Lack | undefined {
  const { low } = jeffreysInterval(hits, of);
  if (low >= least) return undefined;
  const bound = `lower bound ${low.toFixed(2)}, which is below ${least.toFixed(2)}`;
  return { kind: "too-poor", what: `${name} ${rate.toFixed(2)}, ${bound}` };
}

function tooLittle(what: string): Lack {
  return { kind: "too-little", what };
}

function untrusted(reason: string, hasLapsed: boolean): JudgeTrust {
  return { state: "uncalibrated", reason, hasLapsed };
}
