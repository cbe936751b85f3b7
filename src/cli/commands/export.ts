import { join, relative, resolve } from "node:path";
import { loadRedaction } from "../../app/project/load-redaction.ts";
import {
  type ExportPorts,
  type ExportSummary,
  exportFiles,
  exportRuns,
} from "../../app/sessions/export-sessions.ts";
import { composeRuns, composeSink } from "../../compose/compose-export.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeRedactor, surrogateKeyFolder } from "../../compose/compose-redactor.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { systemClock } from "../../compose/compose-run.ts";
import { composeSessionSource } from "../../compose/compose-session-source.ts";
import { UserError } from "../../core/errors.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderExportSummary } from "../../core/report/terminal/export-summary.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { ExportOptions } from "../options.ts";

/** `tracegate export`: sessions as OTLP spans, in a file, on standard output or in a backend. */
export async function exportCommand(
  files: readonly string[],
  options: ExportOptions,
  io: CliIo,
): Promise<number> {
  checkOptions(files, options);
  const place = locateProject(io.cwd, options);
  const redactor = await composeRedactor(
    io.env,
    await loadRedaction(projectRequest(place)),
    join(place.root, surrogateKeyFolder),
  );
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  const { out, to, header: headers = [] } = options;
  try {
    const sink = await composeSink(
      {
        ...(out !== undefined && { out: resolve(io.cwd, out) }),
        ...(to !== undefined && { to }),
        headers,
      },
      { environment: io.env, write: (text) => io.stdout.write(text), signal: interrupt.signal },
    );
    const ports = { redactor, sink, clock: systemClock };
    const summary = await exportAsked(files, options, { io, ports, root: place.root });
    report(summary, options, io);
    return summary.rejected > 0 ? exitCodes.userError : exitCodes.pass;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    io.stderr.write(
      "Interrupted: what was sent before stays where it is; a file was not written.\n",
    );
    return exitCodes.interrupted;
  } finally {
    unsubscribe();
  }
}

function exportAsked(
  files: readonly string[],
  { results, format }: ExportOptions,
  { io, ports, root }: { readonly io: CliIo; readonly ports: ExportPorts; readonly root: string },
): Promise<ExportSummary> {
  if (results === undefined) {
    return exportFiles(files, composeSessionSource(resolve(io.cwd), { format }), ports);
  }
  const named = results === true ? undefined : resolve(io.cwd, results);
  return exportRuns(composeRuns(composeResults(root).existing(named)), ports);
}

/** On standard output the spans stand alone; what was done then stands on standard error. */
function report(summary: ExportSummary, { out, to, json }: ExportOptions, io: CliIo): void {
  const place =
    out === undefined
      ? to === undefined
        ? "standard output"
        : "the backend"
      : relative(io.cwd, resolve(io.cwd, out));
  const text = json ? renderJson(summary) : renderExportSummary(summary, place);
  (out === undefined && to === undefined ? io.stderr : io.stdout).write(text);
}

function checkOptions(files: readonly string[], { results, json, out, to }: ExportOptions): void {
  if (files.length > 0 === (results !== undefined)) {
    throw new UserError(
      "EXPORT_WHAT",
      "Either files or `--results` says what is exported.",
      "Name session files, or `--results` for the newest run.",
    );
  }
  if (json === true && out === undefined && to === undefined) {
    throw new UserError(
      "EXPORT_JSON",
      "`--json` would mix what was done with the spans, which go to standard output too.",
      "Name a file with `--out` or a backend with `--to`, or leave `--json` out.",
    );
  }
}
