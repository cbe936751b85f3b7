import type { Fields } from "../fields.ts";
import { childPlace, type Reading } from "../imported.ts";
import { readTime, unreadableTime } from "../messages/read-time.ts";

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

/** The time under one of a field's spellings; one that cannot be read is in `drops`. */
export function nanosAt(
  fields: Fields,
  [camel, snake, other = snake]: readonly [camel: string, snake: string, other?: string],
  { place, drops }: Reading,
): number | undefined {
  const value = fields[camel] ?? fields[snake] ?? fields[other];
  const time = readNanos(value);
  if (time !== undefined || isUnknown(value)) return time;
  const key = [camel, snake, other].find((name) => fields[name] === value) ?? camel;
  drops.add(childPlace(place, key), unreadableTime);
  return undefined;
}

/** When an event or a log record was; in rows of Phoenix too. An unreadable time is in `drops`. */
export function eventTimeAt(fields: Fields, reading: Reading): number | undefined {
  return nanosAt(fields, ["timeUnixNano", "time_unix_nano", "timestamp"], reading);
}

/** How exporters write a time that they do not know. */
function isUnknown(value: unknown): boolean {
  return value === undefined || value === null || value === "" || value === 0 || value === "0";
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
