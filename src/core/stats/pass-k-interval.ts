import { type CaseRuns, passHatK } from "./pass-k.ts";
import type { Interval } from "./wilson-interval.ts";

const resamples = 2000;

/**
 * Where pass^k would lie, 95 times in 100, on other cases of the same kind: percentiles of its value over resampled
 * cases.
 *
 * It is about the choice of the cases, not about re-runs of these. "unknown" as `passHatK`, for fewer than two
 * cases, which say nothing of others, and for cases that all stand alike, which show no spread however often they are
 * drawn again. Source: Efron's percentile bootstrap (1979).
 *
 * @param random numbers in [0, 1), seeded by the caller so that the interval is the same in every execution.
 */
export function passHatKInterval(
  cases: readonly CaseRuns[],
  k: number,
  random: () => number,
): Interval | "unknown" {
  if (cases.length < 2 || passHatK(cases, k) === "unknown") return "unknown";
  const values = Float64Array.from(cases, (one) => {
    const value = passHatK([one], k);
    return value === "unknown" ? 0 : value;
  });
  if (values.every((value) => value === values[0])) return "unknown";
  const means = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample += 1) {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw += 1) {
      sum += values[Math.floor(random() * values.length)] ?? 0;
    }
    means[resample] = sum / values.length;
  }
  means.sort();
  const at = (share: number): number => means[Math.round(share * (resamples - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}
