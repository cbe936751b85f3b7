/** The number, where a test has arranged that it is one. */
export function known(value: number | "unknown" | undefined): number {
  if (typeof value !== "number") throw new Error(`expected a number, got ${value}`);
  return value;
}
