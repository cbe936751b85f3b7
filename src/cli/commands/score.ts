import { resolve } from "node:path";
import { scoreSessions } from "../../app/score/score-sessions.ts";
import { composeSessionSource } from "../../compose/compose-session-source.ts";
import { renderScoreJson, renderScoreSummary } from "../../core/report/terminal/score-summary.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { ScoreOptions } from "../options.ts";

/** `tracegate score`: what is in sessions that other systems recorded. */
export async function scoreCommand(
  files: readonly string[],
  options: ScoreOptions,
  io: CliIo,
): Promise<number> {
  const summary = await scoreSessions({
    format: options.format,
    files,
    source: composeSessionSource(resolve(io.cwd), { format: options.format }),
  });
  io.stdout.write(options.json ? renderScoreJson(summary) : renderScoreSummary(summary));
  return exitCodes.pass;
}
