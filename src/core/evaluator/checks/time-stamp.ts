import { dayNumberOf, isoDateOf } from "../../facts/calendar.ts";
import type { JsonValue } from "../../trace/json.ts";

const msInDay = 86_400_000;
const epoch = dayNumberOf("1970-01-01");

const isoTime =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * The time that a value states, in epoch milliseconds; `undefined` where it is none.
 *
 * Read are ISO 8601 and epoch seconds or milliseconds. In favour of being new, a date without a time is its last
 * moment; a time without a zone is UTC.
 */
export function timeMsOf(value: JsonValue): number | undefined {
  if (typeof value === "number") return epochMs(value);
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (/^\d{9,13}$/.test(text)) return epochMs(Number(text));
  const [, date, hour, minute, second = "0", fraction = "0", zone] = isoTime.exec(text) ?? [];
  if (date === undefined) return undefined;
  const day = dayNumberOf(date);
  // The 31st of February is another day when it is counted.
  if (isoDateOf(day) !== date) return undefined;
  if (hour === undefined) return (day - epoch + 1) * msInDay - 1;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || m > 59 || s > 60) return undefined;
  const offset = offsetMinutes(zone);
  const ms = Number(`0.${fraction}`) * 1000;
  return (day - epoch) * msInDay + ((h * 60 + m - offset) * 60 + s) * 1000 + ms;
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

/** Seconds reach 11 digits in the year 5138, milliseconds have 12 since 1973. */
function epochMs(value: number): number | undefined {
  if (value >= 1e11 && value < 1e14) return value;
  return value >= 1e8 && value < 1e11 ? value * 1000 : undefined;
}
