const iso =
  /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** An ISO 8601 duration of days, hours, minutes and seconds in milliseconds; `undefined` where it is none. */
export function parseDuration(value: unknown): number | undefined {
  const parts = typeof value === "string" ? iso.exec(value) : null;
  if (parts === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  // Whole microseconds: what lies beyond is the noise of a double.
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1e6) / 1e3;
}
