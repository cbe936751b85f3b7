import { join, relative, resolve } from "node:path";
import { resultFiles } from "../../app/results/result-files.ts";
import { blamedStep } from "../../app/sessions/blamed-step.ts";
import { findSession } from "../../app/sessions/find-session.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { composeSessionSource } from "../../compose/compose-session-source.ts";
import { UserError } from "../../core/errors.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderTimeline } from "../../core/report/terminal/session-timeline.ts";
import type { Session } from "../../core/trace/session.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, ViewOptions } from "../options.ts";
import { painterFor } from "../painter.ts";
import type { ChosenThing } from "../view-page.ts";

/** Columns where standard output is no terminal. */
const usualWidth = 100;

/** `tracegate view`: one session as a timeline, or a page in which one looks around. */
export async function viewCommand(
  file: string | undefined,
  options: ViewOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  if (options.html !== undefined || options.open === true) {
    const { viewPage } = await import("../view-page.ts");
    await viewPage(chosenThing(file, options, io), options, io);
    return exitCodes.pass;
  }
  const session = await chosenSession(chosenThing(file, options, io), options, io);
  if (options.json) io.stdout.write(renderJson(session));
  else {
    const firstBad = blamedStep(session);
    io.stdout.write(
      renderTimeline(session, {
        ...painterFor(options, io),
        width: io.stdout.columns ?? usualWidth,
        ...(firstBad !== undefined && { firstBad }),
      }),
    );
  }
  return exitCodes.pass;
}

function chosenThing(
  path: string | undefined,
  { run, results, root }: ViewOptions,
  io: CliIo,
): ChosenThing {
  if (run === undefined && path !== undefined) return { kind: "path", path };
  if (run === undefined || path !== undefined)
    throw new UserError(
      "VIEW_WHAT",
      "Either a file or `--run` says what is shown.",
      "Name a session file, or a run such as `--run late-fee.3`.",
    );
  const named = results === undefined ? undefined : resolve(io.cwd, results);
  return { kind: "run", run, folder: composeResults(resolve(io.cwd, root)).existing(named) };
}

function chosenSession(thing: ChosenThing, { session }: ViewOptions, io: CliIo): Promise<Session> {
  const folder = resolve(io.cwd);
  if (thing.kind === "path")
    return findSession(composeSessionSource(folder, { format: "auto" }), thing.path, session);
  const journal = relative(folder, join(thing.folder.path, resultFiles.journal));
  return findSession(composeSessionSource(folder, { format: "session" }), journal, thing.run);
}
