import { resolve } from "node:path";
import { suggestFloorsOf } from "../../app/gate/suggest-floors.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderFloorsYaml } from "../../core/report/terminal/floors-yaml.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { FloorsOptions, GlobalOptions } from "../options.ts";

/** `tracegate floors`: the floors that recorded runs prove. */
export async function floorsCommand(
  options: FloorsOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const { files, configPath } = projectRequest(place);
  const results = composeResults(place.root);
  const named = options.results ?? [undefined];
  const folders = named.map((one) =>
    results.existing(one === undefined ? undefined : resolve(io.cwd, one)),
  );
  const floors = await suggestFloorsOf({ folders, files, configPath });
  io.stdout.write(options.json ? renderJson(floors) : renderFloorsYaml(floors));
  return exitCodes.pass;
}
