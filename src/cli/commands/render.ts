import { join, resolve } from "node:path";
import { type ReadyReport, readReport } from "../../app/publish/render-results.ts";
import { resultFiles } from "../../app/results/result-files.ts";
import { composeRender, writeNamed } from "../../compose/compose-pages.ts";
import { locateProject } from "../../compose/compose-project.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { renderComment } from "../../core/report/comment/comment.ts";
import { renderDecisionJson } from "../../core/report/decision/decision-json.ts";
import { renderBadge } from "../../core/report/files/badge.ts";
import { renderJunit } from "../../core/report/files/junit.ts";
import { renderExperimentHtml } from "../../core/report/html/html-report.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { RenderOptions } from "../options.ts";
import { shownPath, showPage } from "../show-page.ts";

const renderers = {
  html: renderExperimentHtml,
  junit: ({ experiment, decision, enforcement }: ReadyReport) =>
    renderJunit(experiment, decision, enforcement),
  badge: ({ decision, enforcement }: ReadyReport) => renderBadge(decision, enforcement),
  markdown: ({ experiment, decision, enforcement }: ReadyReport) =>
    renderComment(experiment, decision, { enforcement }),
  json: ({ experiment, decision }: ReadyReport) => renderDecisionJson(experiment, decision),
} as const;

const kinds = ["html", "junit", "badge", "markdown", "json"] as const;

/** `tracegate render`: the results of a run in the forms that are asked for. Rendering is no gate: it ends with 0. */
export async function renderCommand(
  results: string | undefined,
  options: RenderOptions,
  io: CliIo,
): Promise<number> {
  const { root, configPath } = locateProject(io.cwd, options);
  const stored = composeResults(root);
  const folderOf = (path: string): ReturnType<typeof stored.existing> =>
    stored.existing(resolve(io.cwd, path));
  const folder = results === undefined ? stored.existing(undefined) : folderOf(results);
  const report = await readReport(
    {
      folder,
      ...(options.baseline !== undefined && { baseline: folderOf(options.baseline) }),
      history: (options.history ?? []).map(folderOf),
      configPath,
    },
    composeRender(root),
  );
  const isNamed = kinds.some((kind) => options[kind] !== undefined);
  const usual = isNamed
    ? {}
    : { html: resultFiles.report, junit: resultFiles.junit, badge: resultFiles.badge };
  const named: Partial<Record<(typeof kinds)[number], string>> = {
    ...(options.open === true && { html: resultFiles.report }),
    ...usual,
  };
  for (const kind of kinds) {
    const place = options[kind];
    const beside = named[kind];
    if (place === undefined && beside === undefined) continue;
    const path = place === undefined ? join(folder.path, beside ?? "") : resolve(io.cwd, place);
    writeNamed(path, renderers[kind](report));
    if (kind === "html") await showPage(path, options.open === true, io);
    else io.stdout.write(`${shownPath(path, io)}\n`);
  }
  return exitCodes.pass;
}
