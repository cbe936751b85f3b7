import type { Decision, StopShown } from "../../gate/decision.ts";
import type { Experiment } from "../../plan/experiment.ts";
import { chanceText, countOf, grouped, listText } from "../numbers.ts";
import type { Wording } from "../wording.ts";

/** That runs were left out, and why that is right; `undefined` where none were. */
export function describeStop(
  { planned, recorded }: Pick<Experiment, "planned" | "recorded">,
  { stop }: Pick<Decision, "stop">,
): string | undefined {
  if (stop === undefined || !stop.isSettled) return undefined;
  const saved = planned - recorded;
  if (saved <= 0) return undefined;
  const share = Math.round((100 * saved) / planned);
  const made = `Stopped early: ${grouped(recorded)} of ${countOf(planned, "run")}, ${share} % saved.`;
  if (stop.mode === "curtail")
    return `${made} Whatever the others had done, no floor and no must-pass case would have come out otherwise${stop.isCompared ? ", and the change is blocked in any case" : ""}.`;
  return `${made} Floors had a sequential test where enough runs were planned for one, which sees a whole dimension fall, not the collapse of one case. Rates of runs that were stopped early lean to the side that stopped them; go by the intervals.`;
}

/** Each test that ended early, with the errors that its boundary really makes; for people who doubt it. */
export function describeStoppedTests(
  { tests, isSettled }: StopShown,
  wording: Wording,
): string | undefined {
  if (tests.length === 0 || !isSettled) return undefined;
  const each = tests.map(({ dimension, answer, scored, failed, boundary }) => {
    const errors =
      boundary === undefined
        ? " (certain, whatever the other runs do)"
        : ` (sequential test of at most ${countOf(boundary.mostRuns, "run")}, which blocks an agent at the floor with a chance of ${chanceText(boundary.alpha)} and passes one a margin below it with ${chanceText(boundary.beta)})`;
    const failures = failed === 1 ? "1 failure" : `${grouped(failed)} failures`;
    return `${wording.dimension(dimension)} ${words[answer]} with ${failures} in ${countOf(scored, "run")}${errors}`;
  });
  return `Stopped early, the runs taken in the order of the plan: ${listText(each, 20)}.`;
}

const words = { met: "met", missed: "missed", undetermined: "undetermined" } as const;
