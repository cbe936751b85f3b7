import { dayNumberOf, isoDateOf } from "../../facts/calendar.ts";
import type { JsonValue } from "../../trace/json.ts";

const msInDay = 86_400_000;
const epoch = dayNumberOf("1970-01-01");

const isoTime =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** When something was, in epoch milliseconds: between the two, where a value does not say it to the moment. */
export type TimeSpan = { readonly earliestMs: number; readonly latestMs: number };

/**
 * The time that a value states; `undefined` where it is none.
 *
 * Read are ISO 8601 and epoch seconds or milliseconds. A date without a time may be any moment of that day. A time
 * without a zone is UTC, or the local time of a zone to the east of it: then it was up to 14 hours earlier.
 */
export function timeSpanOf(value: JsonValue): TimeSpan | undefined {
  if (typeof value === "number") return exactly(epochMs(value));
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (/^\d{9,13}$/.test(text)) return exactly(epochMs(Number(text)));
  const [, date, hour, minute, second = "0", fraction = "0", zone] = isoTime.exec(text) ?? [];
  if (date === undefined) return undefined;
  const day = dayNumberOf(date);
  // The 31st of February is another day when it is counted.
  if (isoDateOf(day) !== date) return undefined;
  const dayMs = (day - epoch) * msInDay;
  if (hour === undefined) return { earliestMs: dayMs - eastmostMs, latestMs: dayMs + msInDay - 1 };
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || m > 59 || s > 60) return undefined;
  const offset = offsetMinutes(zone);
  const ms = Number(`0.${fraction}`) * 1000;
  const latestMs = dayMs + ((h * 60 + m - offset) * 60 + s) * 1000 + ms;
  return { earliestMs: zone === undefined ? latestMs - eastmostMs : latestMs, latestMs };
}

/** UTC+14 is the first zone in which a day begins. */
const eastmostMs = 14 * 3_600_000;

function exactly(ms: number | undefined): TimeSpan | undefined {
  return ms === undefined ? undefined : { earliestMs: ms, latestMs: ms };
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
