import { userInfo } from "node:os";
import { join, resolve } from "node:path";
import { importLabels } from "../../app/calibrate/import-labels.ts";
import { type LabelSitting, mustKnow, openSitting } from "../../app/calibrate/label-sessions.ts";
import { type JudgedProject, loadJudgedProject } from "../../app/project/load-judged-project.ts";
import { composeLabels, composeLastRuns } from "../../compose/compose-labels.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeRedactor } from "../../compose/compose-redactor.ts";
import { composeSessionSource, composeSessionStore } from "../../compose/compose-session-source.ts";
import { UserError } from "../../core/errors.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { listText } from "../../core/report/numbers.ts";
import { renderImportedLabels } from "../../core/report/terminal/imported-labels.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { describeProblems } from "../../core/yaml/describe-problems.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import { labelAtKeyboard } from "../label-at-keyboard.ts";
import type { GlobalOptions, LabelOptions } from "../options.ts";
import { painterFor } from "../painter.ts";

/** `tracegate label`: a person at the keyboard, or the annotations of another system. */
export async function labelCommand(
  dimension: string,
  options: LabelOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  mustImport(options);
  const place = locateProject(io.cwd, options);
  const project = await loadJudgedProject(projectRequest(place));
  mustKnow(project, dimension);
  const by = annotatorOf(options, io);
  if (options.import !== undefined) {
    return importCommand(
      options.import,
      { project, dimension, by, root: place.root },
      { options, io },
    );
  }
  const sitting = await openSitting(
    { project, dimension, by, isSecondOpinion: options.secondOpinion === true },
    {
      store: composeLabels(place.root),
      lastRuns: composeLastRuns(place.root),
      nowMs: () => Date.now(),
    },
  );
  warnOf(sitting, io);
  return labelAtKeyboard(sitting, {
    project,
    dimension,
    by,
    io,
    painter: painterFor(options, io),
  });
}

/** @throws UserError `IMPORT_MISSING` where an option is given that only an import reads. */
function mustImport({ import: files, ...options }: LabelOptions): void {
  if (files !== undefined) return;
  const given = [
    ...(options.map === undefined ? [] : ["--map"]),
    ...(options.passValues === undefined ? [] : ["--pass-values"]),
    ...(options.failValues === undefined ? [] : ["--fail-values"]),
    ...(options.passFrom === undefined ? [] : ["--pass-from"]),
    ...(options.json === true ? ["--json"] : []),
  ];
  if (given.length === 0) return;
  throw new UserError(
    "IMPORT_MISSING",
    `${listText(
      given.map((option) => `\`${option}\``),
      given.length,
    )} ${given.length === 1 ? "is" : "are"} about an import, and no file is imported.`,
    "Name the files with `--import <files>`, or leave that out to label at the keyboard.",
  );
}

/** Whoever labels is part of the label: several annotators are compared by name. */
function annotatorOf({ by }: LabelOptions, { env }: CliIo): string {
  const name = (by ?? env["USER"] ?? env["LOGNAME"] ?? env["USERNAME"] ?? systemUser()).trim();
  if (name !== "" && name.length <= 100) return name;
  throw new UserError(
    "ANNOTATOR_UNKNOWN",
    name === ""
      ? "Nobody knows who labels: the system does not tell your name."
      : "The name of who labels has more than 100 characters.",
    "Say it with `--by <name>`.",
  );
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}

function warnOf({ problems }: LabelSitting, { stderr }: CliIo): void {
  if (problems.length === 0) return;
  const text = `${describeProblems(problems)}\nwarning: these lines are no labels; they stay as they are, and calibrate refuses them.`;
  stderr.write(`${terminalLines(text)}\n`);
}

type Import = {
  readonly project: JudgedProject;
  readonly dimension: string;
  readonly by: string;
  readonly root: string;
};

async function importCommand(
  files: readonly string[],
  { project, dimension, by, root }: Import,
  { options, io }: { readonly options: LabelOptions & GlobalOptions; readonly io: CliIo },
): Promise<number> {
  const { map = [dimension], passValues: pass, failValues: fail, passFrom } = options;
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  const { signal } = interrupt;
  try {
    const imported = await importLabels(
      {
        project,
        dimension,
        files,
        mapping: {
          names: map,
          ...(pass && { pass }),
          ...(fail && { fail }),
          ...(passFrom !== undefined && { passFrom }),
        },
        by,
        signal,
        nowMs: () => Date.now(),
      },
      {
        source: composeSessionSource(resolve(io.cwd), {
          format: "auto",
          signal,
        }),
        redactor: await composeRedactor(io.env, project.config.redaction),
        sessions: composeSessionStore(join(root, project.config.dataset, "sessions"), {
          holdsBack: false,
          isIgnored: false,
        }),
        labels: composeLabels(root),
      },
    );
    io.stdout.write(
      options.json
        ? renderJson(imported)
        : renderImportedLabels(imported, { dimension, names: map }),
    );
    if (signal.aborted) return exitCodes.interrupted;
    return imported.labels + imported.known > 0 ? exitCodes.pass : exitCodes.userError;
  } finally {
    unsubscribe();
  }
}
