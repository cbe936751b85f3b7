import type { Interval } from "../stats/wilson-interval.ts";

/** `80.8 %`. A rate that is not quite all or nothing is never rounded to it. */
export function percentOf(passed: number, runs: number): string {
  if (runs === 0) return "–";
  const shown = ((100 * passed) / runs).toFixed(1);
  if (shown === "100.0" && passed < runs) return "> 99.9 %";
  if (shown === "0.0" && passed > 0) return "< 0.1 %";
  return `${shown} %`;
}

/** `90 %` or `98.5 %`: a share that somebody wrote down, with the digits that it was given. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}

/** `75–85`, in percent; with a decimal where the interval is narrow. */
export function intervalText({ low, high }: Interval): string {
  if (high - low < 0.02) return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
  return `${Math.round(100 * low)}–${Math.round(100 * high)}`;
}

/** `4.3 %`, and `below 0.1 %` for all that is smaller. */
export function chanceText(p: number): string {
  if (p < 0.001) return "below 0.1 %";
  return p < 0.0995 ? `${(100 * p).toFixed(1)} %` : `${Math.round(100 * p)} %`;
}

/** `8.8 points`. */
export function pointsText(difference: number): string {
  const points = (100 * difference).toFixed(1);
  return points === "1.0" ? "1 point" : `${points.replace(/\.0$/, "")} points`;
}

/** `1 run`, `12,400 runs`. */
export function countOf(count: number, noun: string): string {
  return `${grouped(count)} ${count === 1 ? noun : `${noun}s`}`;
}

/** `12,400`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `940 k`, `9.4 M`. */
export function roundCount(count: number): string {
  if (count >= 999_500) return `${(count / 1_000_000).toFixed(1)} M`;
  return count >= 10_000 ? `${Math.round(count / 1_000)} k` : grouped(count);
}

/** `45 s`, `12 min`, `1 h 5 min`. */
export function durationText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1_000);
  if (!Number.isFinite(seconds) || seconds < 0) return "unknown time";
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0
    ? `${minutes / 60} h`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `$3.10`. */
export function moneyText(usd: number): string {
  return usd > 0 && usd < 0.005 ? "less than $0.01" : `$${usd.toFixed(2)}`;
}

/** `a`, `a and b`, `a, b and 4 more`. */
export function listText(names: readonly string[], most = 3): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names.slice(0, -1);
  const last = names.length > most ? `${names.length - shown.length} more` : names.at(-1);
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} and ${last}`;
}
