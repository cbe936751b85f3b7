import { type Fields, isNothing } from "../fields.ts";
import { childPlace, type Reading } from "../imported.ts";

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size: each is good until 5138. */
const latest = 1e11;

/**
 * A time as epoch milliseconds: ISO 8601, or a number since 1970. `undefined` where it is neither.
 *
 * A time without a zone is UTC, as exports of databases write it.
 */
export function readTime(value: unknown): number | undefined {
  if (typeof value === "number") return readNumber(value);
  if (typeof value !== "string") return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) return readNumber(Number(value));
  const iso =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))? ?(Z|[+-]\d\d:?\d\d)?$/i.exec(value);
  if (iso === null) return undefined;
  const [, day, time = "00:00", zone = "Z"] = iso;
  const parsed = Date.parse(`${day}T${time}${zone.toUpperCase()}`);
  return parsed >= 0 ? parsed : undefined;
}

function readNumber(value: number): number | undefined {
  if (!(value >= 0) || !Number.isFinite(value)) return undefined;
  for (const unitMs of [1000, 1, 1e-3, 1e-6])
    if (value < (latest / unitMs) * 1000) return value * unitMs;
  return undefined;
}

/** The time under the first of several keys that holds something; one that cannot be read is in `drops`. */
export function timeAt(
  fields: Fields,
  keys: readonly string[],
  { place, drops }: Reading,
): number | undefined {
  const key = keys.find((name) => !isNothing(fields[name]));
  if (key === undefined) return undefined;
  const time = readTime(fields[key]);
  if (time === undefined) drops.add(childPlace(place, key), unreadableTime);
  return time;
}

/** What is said of a time that cannot be read. */
export const unreadableTime = "time that cannot be read: neither ISO 8601 nor a number since 1970";

/** A length in seconds as milliseconds; one that is none is in `drops`. */
export function secondsAt(
  fields: Fields,
  key: string,
  { place, drops }: Reading,
): number | undefined {
  const seconds = fields[key];
  if (isNothing(seconds)) return undefined;
  if (typeof seconds === "number" && seconds >= 0 && seconds < latest) return seconds * 1000;
  drops.add(childPlace(place, key), "length of time that is no number of seconds from 0");
  return undefined;
}

/** Start and length of something with two times; an end before the start is in `drops`, and no length is known. */
export function readTimes(
  fields: Fields,
  { start, end }: { readonly start: string; readonly end: string },
  reading: Reading,
): { readonly startedAtMs?: number; readonly durationMs?: number } {
  const startedAtMs = timeAt(fields, [start], reading);
  const endedAtMs = timeAt(fields, [end], reading);
  const durationMs =
    startedAtMs === undefined || endedAtMs === undefined ? undefined : endedAtMs - startedAtMs;
  if (durationMs !== undefined && durationMs < 0)
    reading.drops.add(childPlace(reading.place, end), "end before the start");
  return {
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(durationMs !== undefined && durationMs >= 0 && { durationMs }),
  };
}
