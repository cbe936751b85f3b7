import { join, relative, resolve } from "node:path";
import { loadRedaction } from "../../app/project/load-redaction.ts";
import { importSessions } from "../../app/sessions/import-sessions.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeRedactor, surrogateKeyFolder } from "../../compose/compose-redactor.ts";
import { composeSessionSource, composeSessionStore } from "../../compose/compose-session-source.ts";
import { UserError } from "../../core/errors.ts";
import type { ImportSummary } from "../../core/plan/import-summary.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { countOf } from "../../core/report/numbers.ts";
import { renderImportSummary } from "../../core/report/terminal/import-summary.ts";
import { importFormats } from "../../core/trace/import/imported.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import { type GlobalOptions, type ImportOptions, importFolder } from "../options.ts";
import { readingProgress } from "../reading-progress.ts";
import { keepYoungHeapSmall } from "../young-heap.ts";

/** `tracegate import`: sessions of other systems as redacted session files. */
export async function importCommand(
  files: readonly string[],
  options: ImportOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  // The same export read again has the same surrogates, and so is known again.
  const keyFolder = options.dryRun === true ? undefined : join(place.root, surrogateKeyFolder);
  const config = await loadRedaction(projectRequest(place));
  const redactor = await composeRedactor(io.env, config, keyFolder);
  const folder =
    options.out === undefined ? join(place.root, importFolder) : resolve(io.cwd, options.out);
  const progress = readingProgress(io);
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  const { format, strict: isStrict = false, dryRun: isDryRun = false } = options;
  try {
    const summary = await importSessions(
      { files, isStrict, signal: interrupt.signal, onSession: progress.onSession },
      {
        source: composeSessionSource(resolve(io.cwd), {
          format,
          signal: interrupt.signal,
          onProgress: (read, total) => {
            keepYoungHeapSmall();
            progress.onBytes(read, total);
          },
        }),
        redactor,
        ...(!isDryRun && {
          store: composeSessionStore(folder, {
            holdsBack: isStrict,
            isIgnored: options.out === undefined,
          }),
        }),
      },
    );
    progress.end();
    return report(summary, relative(io.cwd, folder) || ".", { options, io });
  } finally {
    progress.end();
    unsubscribe();
  }
}

function report(
  summary: ImportSummary,
  folder: string,
  { options, io }: { readonly options: ImportOptions; readonly io: CliIo },
): number {
  const { sessions, dropped, unreadable, isInterrupted, written } = summary;
  io.stdout.write(options.json ? renderJson(summary) : renderImportSummary(summary, folder));
  if (isInterrupted) {
    io.stderr.write(
      `Interrupted: ${countOf(sessions.length, "session")} were read whole before.\n`,
    );
    return exitCodes.interrupted;
  }
  if (written === "refused") throw refused(dropped.length + unreadable.length);
  const [first] = unreadable;
  if (first !== undefined) throw new UserError(first.code, first.message, first.fix);
  if (sessions.length === 0) throw noSessions(summary);
  return exitCodes.pass;
}

function refused(losses: number): UserError {
  return new UserError(
    "IMPORT_STRICT",
    `${countOf(losses, "kind")} of loss, and \`--strict\` allows none: nothing was written.`,
    "Mend the places above, or leave `--strict` out to import all but them.",
  );
}

function noSessions({ files, dropped }: ImportSummary): UserError {
  const [first] = dropped;
  const place = first === undefined || first.path === "" ? "" : ` ${first.path}`;
  const why = first === undefined ? "" : ` First: ${first.file}${place}: ${first.reason}.`;
  return new UserError(
    "SESSIONS_NONE",
    `No session in ${countOf(files.length, "file")}.${why}`,
    `Give files in one of the formats ${importFormats.join(", ")}; docs/import.md says what each looks like.`,
  );
}
