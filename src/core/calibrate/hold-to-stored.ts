import type { Calibration } from "./calibration.ts";
import { decideDrift, type FrozenItem } from "./drift.ts";
import { mostUnscored } from "./judge-trust.ts";
import type { Measurement } from "./measurement.ts";

/** Why a judge may not stand behind a version of the dataset, and what to do; both are texts for people. */
export type Objection = { readonly reason: string; readonly fix: string };

/**
 * What speaks against a judge that was measured again: the measurement is not good enough by itself, or it is worse than
 * the calibration in the repository (exact one-sided McNemar, 5 %). `undefined` where nothing does.
 *
 * The truth of a session is what people say of it now. A stored calibration of which more than 5 % of the sessions
 * were not asked about again cannot be held against anything, and is an objection too.
 */
export function holdToStored(
  stored: Calibration | undefined,
  { calibration, lacking }: Pick<Measurement, "calibration" | "lacking">,
): Objection | undefined {
  const { ref } = calibration.evaluator;
  const again = `Measure it with \`tracegate calibrate ${ref}\`, and merge the calibration that it writes.`;
  if (lacking?.kind === "too-little") {
    const { dimension } = calibration.labels;
    return {
      reason: lacking.what,
      fix: `Label more sessions with \`tracegate label ${dimension}\`, or see why the judge does not answer.`,
    };
  }
  if (lacking !== undefined) {
    const fix = `Read what it gets wrong with \`tracegate calibrate ${ref}\`, and mend the rubric in a new version.`;
    return { reason: lacking.what, fix };
  }
  if (stored === undefined)
    return { reason: "it has no calibration in the repository", fix: again };
  const { items, drift } = stored;
  if (drift !== undefined) {
    const alarm = drift.reasons[0] ?? "it judges otherwise than when it was measured";
    return { reason: `the drift watch raised an alarm: ${alarm}`, fix: again };
  }
  const measured = new Map(calibration.items.map((item) => [item.session, item]));
  const both = items.flatMap(({ session, digest, verdict: before }): FrozenItem[] => {
    const item = measured.get(session);
    if (item?.digest !== digest) return [];
    return [{ session, label: item.label, before, now: item.verdict }];
  });
  const gone = items.length - both.length;
  if (both.length === 0 || gone > mostUnscored * items.length) {
    const what = `${gone} of the ${items.length} sessions of its calibration are no longer there, labelled and as they were`;
    return { reason: what, fix: again };
  }
  const { isAlarm, lost, won, p } = decideDrift(both, []).frozen;
  if (!isAlarm) return undefined;
  return {
    reason: `it judges worse than when it was measured: wrong on ${lost} sessions that it was right on, right on ${won} that it was wrong on (exact McNemar, p = ${p.toPrecision(2)})`,
    fix: again,
  };
}
