import { projectFiles } from "../adapters/fs/project-files.ts";
import { UserError } from "../core/errors.ts";
import { unreadableProblem } from "../core/yaml/source-file.ts";
import type { ReadCalibration } from "../ports/calibration-source.ts";

/** The calibrations of the project in a folder. */
export function composeCalibrations(root: string): ReadCalibration {
  return async (path) => {
    // Its schema is needed where a judge is asked, and every run comes by here.
    const { maxCalibrationBytes } = await import("../core/calibrate/calibration-file.ts");
    const source = await projectFiles(root).readFile(path, maxCalibrationBytes);
    if (source.kind === "text") return source.text;
    if (source.reason === "missing") return undefined;
    const problem = unreadableProblem(source);
    throw new UserError(
      "CALIBRATION_UNREADABLE",
      `${path}: ${problem.message}.`,
      "Make the file readable, or measure the judge again with `tracegate calibrate`.",
      { problems: [problem] },
    );
  };
}
