const dayMs = 24 * 60 * 60 * 1000;

/** The ISO date in UTC so many days after a time, ISO 8601. */
export function daysAfter(at: string, days: number): string {
  return new Date(Date.parse(at) + days * dayMs).toISOString().slice(0, 10);
}
