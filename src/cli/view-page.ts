import { basename, resolve } from "node:path";
import { readReport } from "../app/publish/render-results.ts";
import { runToShow, type SessionsToShow, sessionsToShow } from "../app/publish/sessions-to-show.ts";
import {
  composeRender,
  placeForPage,
  readNamed,
  readReportedRuns,
  writeNamed,
} from "../compose/compose-pages.ts";
import { locateProject } from "../compose/compose-project.ts";
import { composeResults } from "../compose/compose-results.ts";
import { composeSessionSource } from "../compose/compose-session-source.ts";
import {
  renderExperimentHtml,
  renderSessionsHtml,
  renderTriageHtml,
} from "../core/report/html/html-report.ts";
import type { RunFolder } from "../ports/result-store.ts";
import type { CliIo } from "./io.ts";
import type { ViewOptions } from "./options.ts";
import { showPage } from "./show-page.ts";

/** What is to be looked at: a file or a folder, or a run of one. */
export type ChosenThing =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "run"; readonly run: string; readonly folder: RunFolder };

/** Writes a page of what was chosen, and opens it where that is asked for. */
export async function viewPage(thing: ChosenThing, options: ViewOptions, io: CliIo): Promise<void> {
  const html =
    thing.kind === "run"
      ? ofSessions(thing.run, await runToShow(thing.folder, thing.run, readReportedRuns))
      : await ofPath(thing.path, options, io);
  const path = options.html === undefined ? placeForPage() : resolve(io.cwd, options.html);
  writeNamed(path, html);
  await showPage(path, options.open === true, io);
}

async function ofPath(path: string, options: ViewOptions, io: CliIo): Promise<string> {
  const named = await readNamed(resolve(io.cwd, path));
  if (named.kind === "folder") {
    const { root, configPath } = locateProject(io.cwd, options);
    const folder = composeResults(root).existing(resolve(io.cwd, path));
    const report = await readReport({ folder, history: [], configPath }, composeRender(root));
    return renderExperimentHtml(report);
  }
  if (named.kind === "triage") return renderTriageHtml(named.triage);
  const source = composeSessionSource(resolve(io.cwd), { format: "auto" });
  return ofSessions(basename(path), await sessionsToShow(source, path, options.session));
}

function ofSessions(title: string, { sessions, leftOut }: SessionsToShow): string {
  return renderSessionsHtml(title, sessions, leftOut);
}
