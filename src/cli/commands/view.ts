import { join, relative, resolve } from "node:path";
import { findSession } from "../../app/find-session.ts";
import { resultFiles } from "../../app/result-files.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { composeSessionSource } from "../../compose/compose-session-source.ts";
import { UserError } from "../../core/errors.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderTimeline } from "../../core/report/session-timeline.ts";
import type { Session } from "../../core/trace/session.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, ViewOptions } from "../options.ts";
import { painterFor } from "../painter.ts";

/** Columns where standard output is no terminal. */
const usualWidth = 100;

/** `tracegate view`: one session as a timeline. */
export async function viewCommand(
  file: string | undefined,
  options: ViewOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const session = await chosenSession(file, options, io);
  io.stdout.write(
    options.json
      ? renderJson(session)
      : renderTimeline(session, {
          ...painterFor(options, io),
          width: io.stdout.columns ?? usualWidth,
        }),
  );
  return exitCodes.pass;
}

function chosenSession(
  file: string | undefined,
  { run, results, root, session }: ViewOptions,
  io: CliIo,
): Promise<Session> {
  const folder = resolve(io.cwd);
  if (run === undefined) {
    if (file === undefined) throw nothingNamed();
    return findSession(composeSessionSource(folder, { format: "auto" }), file, session);
  }
  if (file !== undefined) throw nothingNamed();
  const named = results === undefined ? undefined : resolve(io.cwd, results);
  const runFolder = composeResults(resolve(io.cwd, root)).existing(named);
  const journal = relative(folder, join(runFolder.path, resultFiles.journal));
  return findSession(composeSessionSource(folder, { format: "session" }), journal, run);
}

function nothingNamed(): UserError {
  return new UserError(
    "VIEW_WHAT",
    "Either a file or `--run` says what is shown.",
    "Name a session file, or a run such as `--run late-fee.3`.",
  );
}
