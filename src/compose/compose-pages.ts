import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, parse, relative } from "node:path";
import { isFolder } from "../adapters/fs/is-folder.ts";
import { projectFiles } from "../adapters/fs/project-files.ts";
import { projectWriter } from "../adapters/fs/project-writer.ts";
import { startOfFile } from "../adapters/fs/start-of-file.ts";
import { readChosenRuns } from "../adapters/journal/read-chosen-runs.ts";
import type { RenderPorts } from "../app/publish/render-results.ts";
import type { ReadChosenRuns } from "../app/publish/write-reports.ts";
import { resultFiles } from "../app/results/result-files.ts";
import type { Triage } from "../core/cluster/triage-file.ts";
import { UserError } from "../core/errors.ts";
import { unreadableProblem } from "../core/yaml/source-file.ts";
import { composeCalibrations } from "./compose-calibrations.ts";
import { systemClock } from "./compose-run.ts";

/** The runs of a folder that a report shows. */
export const readReportedRuns: ReadChosenRuns = (folder, wants) =>
  readChosenRuns(join(folder.path, resultFiles.journal), wants);

/** What rendering the results of a project asks for. */
export function composeRender(root: string): RenderPorts {
  return {
    files: projectFiles(root),
    clock: systemClock,
    readCalibration: composeCalibrations(root),
    readRuns: readReportedRuns,
  };
}

/** What somebody names to be looked at. */
export type NamedThing =
  | { readonly kind: "folder" | "sessions" }
  | { readonly kind: "triage"; readonly triage: Triage };

const largestTriage = 256 * 1024 * 1024;

/**
 * Tells the folder of a run from a `triage.json` and both from a file of sessions, which is not read.
 *
 * @throws UserError `TRIAGE_UNREADABLE`.
 */
export async function readNamed(path: string): Promise<NamedThing> {
  if (isFolder(path)) return { kind: "folder" };
  if (!/^\s*\{\s*"schema"\s*:\s*"tracegate\.triage\//.test(startOfFile(path, 200)))
    return { kind: "sessions" };
  const source = await projectFiles(dirname(path)).readFile(basename(path), largestTriage);
  if (source.kind === "text") {
    const { parseTriage } = await import("../core/cluster/triage-file.ts");
    return { kind: "triage", triage: parseTriage(source.text, path) };
  }
  throw new UserError(
    "TRIAGE_UNREADABLE",
    `${path} cannot be read: ${unreadableProblem(source).message}`,
    "Make the file readable, or write it again with `tracegate triage`.",
  );
}

/** Writes a file that somebody names by its absolute path, whole or not at all, and the folders that it needs. */
export function writeNamed(path: string, text: string): void {
  const { root } = parse(path);
  projectWriter(root).write(relative(root, path), text);
}

/** A place for a page that is looked at once. */
export function placeForPage(): string {
  return join(mkdtempSync(join(tmpdir(), "tracegate-")), resultFiles.report);
}

/** Opens a page in the user's browser. @throws UserError `BROWSER_MISSING`. */
export async function openPage(path: string): Promise<void> {
  const { openFile } = await import("../adapters/browser/open-file.ts");
  await openFile(path);
}
