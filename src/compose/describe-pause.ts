/** Why nothing seems to go on: a model's endpoint has all questions wait. */
export function describePause(section: "judge" | "simulator", ms: number): string {
  return `The ${section}'s endpoint takes no questions now: all of them wait ${Math.ceil(ms / 1_000)} seconds, as it asks.`;
}
