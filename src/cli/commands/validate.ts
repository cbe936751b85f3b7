import { validateProject } from "../../app/setup/validate-project.ts";
import { composeBaseFiles } from "../../compose/compose-base.ts";
import { locateProject } from "../../compose/compose-project.ts";
import { composeValidation } from "../../compose/compose-validation.ts";
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
  const { request, clock } = composeValidation(place, io.env);
  const validation = await validateProject(request, base, clock);
  io.stdout.write(
    options.json ? renderJson(validation) : `${terminalLines(describeValidation(validation))}\n`,
  );
  return validation.result === "valid" ? exitCodes.pass : exitCodes.userError;
}
