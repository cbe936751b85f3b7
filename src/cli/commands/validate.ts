import { validateProject } from "../../app/validate-project.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { describeValidation } from "../../core/config/validation.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { ValidateOptions } from "../options.ts";

/** `tracegate validate`: every problem of every file, or what a run would be. */
export async function validateCommand(options: ValidateOptions, io: CliIo): Promise<number> {
  const validation = await validateProject(projectRequest(locateProject(io.cwd, options)));
  const text = options.json
    ? JSON.stringify(validation, undefined, 2)
    : describeValidation(validation);
  io.stdout.write(`${text}\n`);
  return validation.result === "valid" ? exitCodes.pass : exitCodes.userError;
}
