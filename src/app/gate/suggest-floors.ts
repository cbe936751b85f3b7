import { readConfig } from "../../core/config/read-config.ts";
import { UserError } from "../../core/errors.ts";
import { type SuggestedFloors, suggestFloors } from "../../core/gate/suggested-floors.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { readExperiment } from "../results/read-experiment.ts";

export type FloorsRequest = {
  /** The folders of one run or more. */
  readonly folders: readonly RunFolder[];
  readonly files: ProjectFiles;
  /** Path of `tracegate.yaml`; it may have problems yet, such as floors that are missing. */
  readonly configPath: string;
};

/**
 * Proposes floors from stored results, pooled over runs that were scored alike.
 *
 * @throws UserError where results cannot be read, or were scored by other evaluators or on another dataset than the rest.
 */
export async function suggestFloorsOf({
  folders,
  files,
  configPath,
}: FloorsRequest): Promise<SuggestedFloors> {
  const experiments = folders.map((folder) =>
    readExperiment(folder, "Name the folders of whole runs with `--results`."),
  );
  const [first] = experiments;
  for (const [place, one] of experiments.entries()) {
    if (first === undefined || scoredBy(one) === scoredBy(first)) continue;
    throw new UserError(
      "RESULTS_DIFFER",
      `${folders[place]?.path} and ${folders[0]?.path} are of other datasets or other evaluators, so their runs cannot be added up.`,
      "Name only runs of one dataset and the same evaluators.",
    );
  }
  const { config } = readConfig(await files.readFile(configPath));
  return suggestFloors(experiments, config?.gate.dimensions);
}

function scoredBy({ subject: { dataset, evaluators } }: Experiment): string {
  const digests = evaluators.map(({ ref, digest }) => `${ref} ${digest}`).toSorted();
  return JSON.stringify([dataset.digest, digests]);
}
