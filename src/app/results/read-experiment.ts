import { join } from "node:path";
import { UserError } from "../../core/errors.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import { parseExperiment } from "../../core/plan/parse-result.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { resultFiles } from "./result-files.ts";

/**
 * The experiment of the run that left this folder.
 *
 * @param fix what whoever named the folder can do where it holds none.
 * @throws UserError where there is none, or one that cannot be read.
 */
export function readExperiment(folder: RunFolder, fix: string): Experiment {
  const text = folder.read(resultFiles.experiment);
  if (text !== undefined) return parseExperiment(text, join(folder.path, resultFiles.experiment));
  throw new UserError(
    "EXPERIMENT_MISSING",
    `${folder.path} holds no ${resultFiles.experiment}: the run never got to its end, or was of chosen cases only.`,
    fix,
  );
}
