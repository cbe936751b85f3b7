import type { Experiment } from "../../../src/core/plan/experiment.ts";
import { type RunContext, renderRunContext } from "../../../src/core/plan/run-context.ts";
import { aCaseResult, anExperiment, checked } from "../gated-experiment.ts";
import { projectDir } from "../project-dir.ts";

/** The gift shop's experiment, 20 runs of both cases; so many of the first one's failed on abstention. */
export function shopExperiment({ failed = 0, ...given }: Given = {}): Experiment {
  return anExperiment(
    [
      aCaseResult({
        id: "late-fee",
        dimensions: {
          abstention: checked({ passed: 20 - failed, failed }),
          "tool-use": checked({ passed: 20 }),
        },
      }),
      aCaseResult({ id: "lost-parcel", dimensions: { "tool-use": checked({ passed: 20 }) } }),
    ],
    given,
  );
}

type Given = Partial<Experiment> & { readonly failed?: number };

/** Where `mode: gate` finds its results unless told otherwise. */
export const resultsPath = ".tracegate/action";

/** An empty workspace, with no checkout, into which the results of another job were downloaded. */
export function resultsWorkspace(
  about: RunContext,
  experiment: Experiment | string = shopExperiment(),
): string {
  return projectDir({
    [`${resultsPath}/experiment.json`]:
      typeof experiment === "string" ? experiment : JSON.stringify(experiment),
    [`${resultsPath}/context.json`]: renderRunContext(about),
  });
}
