import { resolve } from "node:path";
import { explainSession } from "../../app/sessions/explain-session.ts";
import { composeSessionSource } from "../../compose/compose-session-source.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderBlame } from "../../core/report/terminal/blame-summary.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { BlameOptions, GlobalOptions } from "../options.ts";
import { painterFor } from "../painter.ts";

/** `tracegate blame`: the step that broke a session. */
export async function blameCommand(
  file: string,
  options: BlameOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const { session, reference, siblings } = options;
  const report = await explainSession({
    file,
    source: composeSessionSource(resolve(io.cwd), { format: options.format }),
    ...(session !== undefined && { session }),
    ...(reference !== undefined && { reference }),
    ...(siblings !== undefined && { siblings }),
  });
  io.stdout.write(options.json ? renderJson(report) : renderBlame(report, painterFor(options, io)));
  return exitCodes.pass;
}
