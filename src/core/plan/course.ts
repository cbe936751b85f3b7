import { type Standing, standings } from "./standing.ts";

const letters: Readonly<Record<Standing, string>> = {
  passed: "p",
  failed: "f",
  unscored: "u",
  missing: "m",
};
const byLetter = new Map(standings.map((standing) => [letters[standing], standing]));
const notMade = "-";

/** One letter for each run of a case in one respect, by its index: `p`, `f`, `u`, `m`, and `-` for a run not made. */
export class Course {
  #letters: string[] = [];

  set(runIndex: number, standing: Standing): void {
    while (this.#letters.length < runIndex) this.#letters.push(notMade);
    this.#letters[runIndex] = letters[standing];
  }

  /** How the run stands; `undefined` where it was not made. */
  at(runIndex: number): Standing | undefined {
    return standingAt(this.#letters, runIndex);
  }

  text(): string {
    return this.#letters.join("");
  }
}

/** How a run stands in a course as a file holds it; `undefined` where it was not made. */
export function standingAt(
  course: string | readonly string[],
  runIndex: number,
): Standing | undefined {
  return byLetter.get(course[runIndex] ?? notMade);
}

/** How many runs of a course stand in a way. */
export function countIn(course: string, standing: Standing): number {
  return course.split(letters[standing]).length - 1;
}
