import { bumpEvaluator } from "../../app/score/bump-evaluator.ts";
import { composeBaseFiles, composeWriter } from "../../compose/compose-base.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { countOf } from "../../core/report/numbers.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { BumpOptions } from "../options.ts";

/** `tracegate evaluator bump`: the next version of an evaluator, ready to be edited. */
export async function bumpCommand(name: string, options: BumpOptions, io: CliIo): Promise<number> {
  const place = locateProject(io.cwd, options);
  const bumped = await bumpEvaluator(
    {
      name,
      configPath: place.configPath,
      withCases: options.cases === true,
      ...(options.changed !== undefined && { changed: options.changed }),
    },
    {
      files: projectRequest(place).files,
      writer: composeWriter(place.root),
      base: composeBaseFiles(place.root, options.base),
    },
  );
  if (options.json) {
    io.stdout.write(renderJson(bumped));
    return exitCodes.pass;
  }
  const { ref, file, restored, isOpen, cases } = bumped;
  const lines = [
    isOpen === true
      ? `${file} is ${ref} and is not merged yet: no other version is needed, edit this one as you like.`
      : `${file} is ${ref}; edit it as you like until it is merged.`,
    ...(restored === undefined ? [] : [`${restored} is again as it was released.`]),
    ...(cases.length === 0
      ? []
      : [
          `${countOf(cases.length, "file")} ${cases.length === 1 ? "names" : "name"} it now: ${cases.join(", ")}`,
        ]),
    ...(options.cases || restored === undefined
      ? []
      : [`Cases go on with the version that they name; move them with \`--cases\`.`]),
  ];
  io.stdout.write(`${terminalLines(lines.join("\n"))}\n`);
  return exitCodes.pass;
}
