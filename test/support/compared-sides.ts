import type { FoundBaseline } from "../../src/core/gate/comparison.ts";
import type { BaselineOrigin } from "../../src/core/plan/baseline-file.ts";
import type { CaseResult, Experiment, TestedCase } from "../../src/core/plan/experiment.ts";
import { aCaseResult, anExperiment, checked } from "./gated-experiment.ts";

const anOrigin: BaselineOrigin = {
  side: "merge-base",
  source: "branch",
  branch: "main",
  commit: "9a77e02c4d0e7c55b1f0a6c2d8e9f7a1b2c3d4e5",
};

/** Passes of so many runs in each dimension of one case, checked by the evaluator of `anExperiment`. */
export function aComparedCase(
  id: string,
  passes: Readonly<Record<string, readonly [passed: number, runs: number]>>,
  given: Partial<CaseResult> = {},
): CaseResult {
  return aCaseResult({
    id,
    dimensions: Object.fromEntries(
      Object.entries(passes).map(([dimension, [passed, runs]]) => [
        dimension,
        checked({ passed, failed: runs - passed }),
      ]),
    ),
    tested: testedCase(Object.keys(passes)),
    ...given,
  });
}

export function testedCase(dimensions: readonly string[], digit = "c"): TestedCase {
  return {
    digest: `sha256:${digit.repeat(64)}`,
    evaluators: Object.fromEntries(dimensions.map((name) => [name, ["grounded-facts@1"]])),
  };
}

/** The same cases as they stood before, recorded a day earlier. */
export function aBaseline(
  cases: readonly CaseResult[],
  given: Partial<Experiment> = {},
): Experiment {
  return anExperiment(cases, { startedAt: "2026-11-19T09:00:00.000Z", ...given });
}

export function foundBaseline(
  experiments: readonly Experiment[],
  origin: BaselineOrigin = anOrigin,
): FoundBaseline {
  return { kind: "found", experiments, origin };
}
