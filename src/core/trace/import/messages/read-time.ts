import type { Fields } from "../fields.ts";

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

/** Start and length of something with two times; the length is left out where it would be negative. */
export function readTimes(
  fields: Fields,
  startKey: string,
  endKey: string,
): { readonly startedAtMs?: number; readonly durationMs?: number } {
  const startedAtMs = readTime(fields[startKey]);
  const endedAtMs = readTime(fields[endKey]);
  const durationMs =
    startedAtMs === undefined || endedAtMs === undefined ? -1 : endedAtMs - startedAtMs;
  return {
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(durationMs >= 0 && { durationMs }),
  };
}
