import { validateProject } from "../../app/setup/validate-project.ts";
import { composeBaseFiles } from "../../compose/compose-base.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { describeValidation } from "../../core/config/validation.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { ValidateOptions } from "../options.ts";

/** `tracegate validate`: every problem of every file, or what a run would be. */
export async function validateCommand(options: ValidateOptions, io: CliIo): Promise<number> {
  const place = locateProject(io.cwd, options);
  const base = composeBaseFiles(place.root, options.base);
  const validation = await validateProject(projectRequest(place), base);
  io.stdout.write(
    options.json ? renderJson(validation) : `${terminalLines(describeValidation(validation))}\n`,
  );
  return validation.result === "valid" ? exitCodes.pass : exitCodes.userError;
}
