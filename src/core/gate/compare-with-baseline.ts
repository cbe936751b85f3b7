import { compareFailures } from "../cluster/compare-failures.ts";
import { UserError } from "../errors.ts";
import type { Experiment } from "../plan/experiment.ts";
import { poolExperiments } from "../plan/pool-experiments.ts";
import { checkExperiment } from "./check-experiment.ts";
import { compareCases } from "./compare-cases.ts";
import { compareDimensions } from "./compare-dimensions.ts";
import type { Comparison, FoundBaseline, RefusedBaseline } from "./comparison.ts";
import { type ComparisonRule, pairCases } from "./pair-cases.ts";

/**
 * Holds the guarding cases of an experiment against those of a baseline, dimension by dimension and case by case.
 *
 * Only cases that both sides were held to in the same way get a difference. Whatever is wrong with the baseline is a
 * named state of the comparison, never an error: it must not be told from a stranger's file by a crash.
 */
export function compareWithBaseline(
  candidate: Experiment,
  found: FoundBaseline,
  rule: ComparisonRule,
): Comparison {
  if (found.kind !== "found") return found;
  // A push stores its own results, and may be decided on again.
  const others = found.experiments.filter((one) => runsOf(one) !== runsOf(candidate));
  const refusal = objectionTo(candidate, others);
  if (refusal !== undefined) return { kind: "refused", ...refusal };
  const baseline = poolExperiments(others);
  if (baseline === undefined) return { kind: "none", why: "own-runs" };
  const pairs = pairCases(candidate, baseline, rule.policy);
  const dimensions = compareDimensions(pairs.dimensions, rule);
  const changes = compareCases(pairs.dimensions, rule);
  return {
    kind: "compared",
    origin: found.origin,
    pooled: { experiments: others.length, runs: baseline.recorded },
    dimensions,
    ...changes,
    notComparable: pairs.notComparable,
    added: pairs.added,
    removed: pairs.removed,
    // What is pooled has lost its samples.
    failures: compareFailures(
      others.flatMap(({ cases }) => cases),
      candidate.cases,
    ),
  };
}

/** What keeps results from being compared with at all. */
function objectionTo(
  candidate: Experiment,
  experiments: readonly Experiment[],
): { readonly why: RefusedBaseline; readonly detail: string } | undefined {
  const [first] = experiments;
  const texts = new Set(experiments.map((one) => runsOf(one)));
  if (texts.size < experiments.length)
    return { why: "same-runs", detail: "one execution stands in it twice" };
  for (const one of experiments) {
    if (one.subject.key !== first?.subject.key)
      return { why: "other-subjects", detail: "its executions tested different things" };
    if (one.subject.dataset.name !== candidate.subject.dataset.name)
      return { why: "other-dataset", detail: `it is of the dataset ${one.subject.dataset.name}` };
    if (!one.isComplete)
      return {
        why: "incomplete",
        detail: `${one.recorded} of ${one.planned} runs were made`,
      };
    const contradiction = contradictionIn(one);
    if (contradiction !== undefined) return { why: "inconsistent", detail: contradiction };
  }
  return undefined;
}

/** Two executions never begin in the same millisecond, take as long and count the same. */
function runsOf({ startedAt, durationMs, subject, cases }: Experiment): string {
  const counts = cases.map(({ id, outcomes, whole }) => [id, outcomes, whole]);
  return JSON.stringify([subject.key, subject.commit, startedAt, durationMs, counts]);
}

function contradictionIn(experiment: Experiment): string | undefined {
  try {
    checkExperiment(experiment);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
