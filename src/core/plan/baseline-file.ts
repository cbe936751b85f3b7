import { z } from "zod";
import { UserError } from "../errors.ts";
import type { Experiment, Tally } from "./experiment.ts";
import { experimentFile } from "./experiment-schema.ts";

/** Version of what stores of baselines keep; readers refuse another major. */
export const baselineSchema = "tracegate.baseline/1";

/** Executions of one experiment that are pooled, the newest of them; more make a file large and the test no better. */
export const mostPooled = 10;

/** No text of a store is longer, in bytes: ten executions of a thousand cases are shorter. */
export const largestBaseline = 16 * 1024 * 1024;

/** What no store of ours ever wrote. */
export function baselineTooLarge(where: string, bytes: number): UserError {
  return new UserError(
    "BASELINE_TOO_LARGE",
    `${where} has ${bytes} bytes; at most ${largestBaseline} are read.`,
    "Find out who wrote it, and delete it: the next push to the main branch writes it again.",
  );
}

/** What a baseline is of: what a change is merged into, or the last release of the dataset. */
export type BaselineSide = "merge-base" | "release";

/** Where results to compare with come from. */
export const baselineSources = ["cache", "branch", "folder", "worktree", "file"] as const;
export type BaselineSource = (typeof baselineSources)[number];

export type BaselineOrigin = {
  readonly side: BaselineSide;
  readonly source: BaselineSource;
  /** The branch that it stands on, such as `main`; absent where that is not known. */
  readonly branch?: string;
  /** The commit that was looked for; absent where files were named by hand. */
  readonly commit?: string;
  /** The release's tag. */
  readonly tag?: string;
};

const shortText = z.string().min(1).max(500);

/** Who wrote an entry: checked by whoever reads it. */
const writtenBy = z.object({
  /** `owner/name`; absent where it was written outside of GitHub Actions. */
  repository: shortText.exactOptional(),
  branch: shortText.exactOptional(),
  event: shortText.exactOptional(),
  commit: z.string().regex(/^[0-9a-f]{40}$/, "40 hex digits"),
});

/** What a store keeps under one name: executions of one experiment, each as it was recorded. */
export const baselineFile = z.object({
  schema: z.literal(baselineSchema),
  /** The release that it is of; absent for results of a commit that are looked for by it. */
  tag: shortText.exactOptional(),
  entries: z
    .array(z.object({ writtenBy, experiment: experimentFile }))
    .min(1)
    .max(mostPooled),
});

export type BaselineEntry = {
  readonly writtenBy: z.output<typeof writtenBy>;
  readonly experiment: Experiment;
};

/** The counts of an experiment, without what agents said: a store is read by more people than the job's log. */
export function countsOf(experiment: Experiment): Experiment {
  return {
    ...experiment,
    cases: experiment.cases.map((one) => ({
      ...one,
      failures: [],
      errors: [],
      dimensions: Object.fromEntries(
        Object.entries(one.dimensions).map(([name, result]) => [
          name,
          {
            ...result,
            judges: Object.fromEntries(
              Object.entries(result.judges).map(([judge, tally]) => [judge, countsIn(tally)]),
            ),
          },
        ]),
      ),
    })),
  };
}

function countsIn({ passed, failed, unscored, missing }: Tally): Tally {
  return { passed, failed, unscored, missing };
}
