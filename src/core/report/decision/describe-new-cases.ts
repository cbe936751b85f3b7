import type { Decision } from "../../gate/decision.ts";
import { onNewCases } from "../../gate/on-new-cases.ts";
import type { Experiment } from "../../plan/experiment.ts";
import type { Interval } from "../../stats/wilson-interval.ts";
import { countOf, intervalText, percentOf } from "../numbers.ts";
import type { Wording } from "../wording.ts";

/** What is said before the figures. */
export const newCasesIntro =
  "The decision is about the cases of this dataset, which are the same on each change. On other cases of their kind rates spread wider: standard errors clustered by case, and pass^k over cases drawn again. None of it decides.";

/** A line for each dimension and for pass^k, as far as the cases tell anything of others; empty where they do not. */
export function describeNewCases(
  experiment: Experiment,
  decision: Decision,
  wording: Wording,
): readonly string[] {
  const { dimensions, passK } = onNewCases(experiment, decision);
  return [
    ...dimensions.flatMap(({ dimension, cases, rate, interval }) => {
      if (interval === "unknown") return [];
      const name = wording.dimension(dimension);
      return `${name} ${percentOf(rate, 1)}: ${spreadText(interval)}, from ${countOf(cases, "case")}`;
    }),
    ...passK.flatMap(({ k, all, any, interval = "unknown" }) => {
      if (interval === "unknown") return [];
      // Not by its name: GitHub would take the k for somebody's.
      const once = `at least one of ${countOf(k, "run")} passes: ${percentOf(any, 1)}`;
      return `pass^${k} ${percentOf(all, 1)}: ${spreadText(interval)}; ${once}`;
    }),
  ];
}

function spreadText(interval: Interval): string {
  return `${intervalText(interval)} % on others (95 %)`;
}
