import { resolve } from "node:path";
import { forecastPower } from "../../app/gate/forecast-power.ts";
import { loadProject } from "../../app/project/load-project.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderPowerSummary } from "../../core/report/terminal/power-summary.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, PowerOptions } from "../options.ts";
import { painterFor } from "../painter.ts";

/** `tracegate power`: what the plan can see, without running anything. */
export async function powerCommand(
  options: PowerOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const project = await loadProject(projectRequest(place));
  const results = composeResults(place.root);
  const folder =
    options.results === undefined
      ? results.newest()
      : results.existing(resolve(io.cwd, options.results));
  const power = forecastPower({
    project,
    ...(options.detect !== undefined && { detect: options.detect / 100 }),
    ...(folder !== undefined && { folder }),
  });
  io.stdout.write(
    options.json ? renderJson(power) : renderPowerSummary(power, painterFor(options, io)),
  );
  return exitCodes.pass;
}
