import type { LabelClass } from "../dataset/label-file.ts";
import { clopperPearsonInterval } from "../stats/clopper-pearson-interval.ts";
import { type CusumState, cusum, cusumAlarm } from "../stats/cusum.ts";
import { mcnemarWorse } from "../stats/mcnemar.ts";
import type { Interval } from "../stats/wilson-interval.ts";
import type { JudgeVerdict } from "./calibration.ts";
import { mostUnscored } from "./judge-trust.ts";

/** Chance of a false alarm of the frozen set. */
const alpha = 0.05;

/** Largest share of verdicts that may differ between two runs on the same sessions. */
const mostFlips = 0.05;

/** One session of the frozen set: what people say, what the judge said when it was measured, and what it says now. */
export type FrozenItem = {
  readonly session: string;
  readonly label: LabelClass;
  readonly before: JudgeVerdict;
  readonly now: JudgeVerdict;
};

/** A label that came after the calibration, and what the judge says of its session. */
export type FreshItem = {
  readonly session: string;
  readonly label: LabelClass;
  readonly now: JudgeVerdict;
};

export type Drift = {
  /** `unknown`: too much of the frozen set has no verdict, so that neither can be said. */
  readonly kind: "steady" | "drifted" | "unknown";
  /** A sentence for each alarm, or for what keeps it unknown; empty where the judge is steady. */
  readonly reasons: readonly string[];
  readonly frozen: {
    readonly sessions: number;
    /** With a verdict both times. */
    readonly compared: number;
    /** Right before and wrong now. */
    readonly lost: number;
    /** Wrong before and right now. */
    readonly won: number;
    /** Exact one-sided McNemar. */
    readonly p: number;
    readonly isAlarm: boolean;
  };
  readonly flips: {
    readonly flipped: number;
    readonly rate: number;
    /** Exact, 95 %. */
    readonly interval: Interval;
    readonly isAlarm: boolean;
  };
  readonly stream: CusumState & { readonly labels: number; readonly isAlarm: boolean };
};

/**
 * Whether a judge still judges as it did when it was measured, by three alarms: it is wrong more often on the frozen
 * set (exact one-sided McNemar at 5 %), it disagrees with fresh labels (CUSUM at 5), or more than 5 % of its verdicts
 * on the frozen set flipped.
 *
 * `fresh` is in the order of the labels. Sessions without a verdict are in no test; more than 5 % of them on the frozen
 * set, or an empty one, and no alarm leave it unknown.
 */
export function decideDrift(frozen: readonly FrozenItem[], fresh: readonly FreshItem[]): Drift {
  const scored = frozen.filter(({ before, now }) => before !== "unscored" && now !== "unscored");
  const lost = scored.filter(({ label, before, now }) => before === label && now !== label).length;
  const won = scored.filter(({ label, before, now }) => before !== label && now === label).length;
  const flipped = scored.filter(({ before, now }) => before !== now).length;
  const p = mcnemarWorse(lost, won);
  const heard = fresh.filter(({ now }) => now !== "unscored");
  const stream = cusum(heard.map(({ label, now }) => label === now));
  const rate = scored.length === 0 ? 0 : flipped / scored.length;
  const found = {
    frozen: {
      sessions: frozen.length,
      compared: scored.length,
      lost,
      won,
      p,
      isAlarm: p <= alpha,
    },
    flips: {
      flipped,
      rate,
      interval: clopperPearsonInterval(flipped, scored.length),
      isAlarm: rate > mostFlips,
    },
    stream: { ...stream, labels: heard.length, isAlarm: stream.alarmAt !== undefined },
  };
  const alarms = alarmsOf(found);
  const silent = frozen.filter(({ now }) => now === "unscored").length;
  const isSilent = scored.length === 0 || silent > mostUnscored * frozen.length;
  if (alarms.length > 0) return { kind: "drifted", reasons: alarms, ...found };
  if (!isSilent) return { kind: "steady", reasons: [], ...found };
  const gap = `The judge gave no verdict on ${silent} of ${frozen.length} sessions of the frozen set.`;
  return { kind: "unknown", reasons: [gap], ...found };
}

function alarmsOf({
  frozen,
  flips,
  stream,
}: Pick<Drift, "frozen" | "flips" | "stream">): readonly string[] {
  return [
    ...(frozen.isAlarm
      ? [
          `On the frozen set it is wrong on ${frozen.lost} sessions that it was right on, and right on ${frozen.won} that it was wrong on (exact McNemar, p = ${frozen.p.toPrecision(2)}).`,
        ]
      : []),
    ...(flips.isAlarm
      ? [
          `${flips.flipped} of ${frozen.compared} verdicts on the frozen set flipped (${(100 * flips.rate).toFixed(1)} %; at most ${100 * mostFlips} % may).`,
        ]
      : []),
    ...(stream.isAlarm
      ? [
          `It disagrees with fresh labels: the sum reached ${stream.highest.toFixed(2)} at label ${stream.alarmAt} of ${stream.labels} (alarm at ${cusumAlarm}).`,
        ]
      : []),
  ];
}
