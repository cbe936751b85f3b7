import { readTime } from "../messages/read-time.ts";

/** Latest time that is believed: the year 5138. What is later is noise. */
const latestMs = 1e14;

/**
 * Nanoseconds since 1970 as milliseconds with fractions, exact to the microsecond: they are beyond what a double
 * holds, so whole milliseconds and the rest are read apart. A date as text is read too.
 *
 * `undefined` where it is no time; 0 is how OTLP writes "not known".
 */
export function readNanos(value: unknown): number | undefined {
  if (typeof value === "string" && wholeNumber.test(value)) return millis(value);
  if (typeof value === "number" && Number.isFinite(value)) {
    return believed(Math.round(value / 1e3) / 1e3);
  }
  return typeof value === "string" ? readTime(value) : undefined;
}

const wholeNumber = /^\d{1,20}$/;

function millis(digits: string): number | undefined {
  const ms = digits.length > 6 ? Number(digits.slice(0, -6)) : 0;
  const nanos = Number(digits.slice(-6));
  return believed(ms + Math.round(nanos / 1e3) / 1e3);
}

function believed(ms: number): number | undefined {
  return ms > 0 && ms < latestMs ? ms : undefined;
}
