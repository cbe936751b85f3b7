import { placeInEvaluators } from "../../core/config/project-layout.ts";
import { readConfig } from "../../core/config/read-config.ts";
import { readEvaluators } from "../../core/config/read-evaluators.ts";
import { UserError } from "../../core/errors.ts";
import { nextVersion, withVersion } from "../../core/evaluator/next-version.ts";
import type { SourceFile } from "../../core/yaml/source-file.ts";
import type { BaseFiles } from "../../ports/base-files.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import type { ProjectWriter } from "../../ports/project-writer.ts";

export type BumpRequest = {
  readonly name: string;
  readonly configPath: string;
  /** What differs from the version before, for people. */
  readonly changed?: string;
  /** Whether the cases that are held to the version before are held to the new one. */
  readonly withCases: boolean;
};

export type BumpPorts = {
  readonly files: ProjectFiles;
  readonly writer: ProjectWriter;
  readonly base: BaseFiles;
};

export type Bumped = {
  readonly ref: string;
  readonly file: string;
  /** The released file that had been edited and is again as the base branch has it. */
  readonly restored?: string;
  /** The version was there before, and is not released yet: nothing was made. */
  readonly isOpen?: boolean;
  /** Case and scenario files that name the new version now. */
  readonly cases: readonly string[];
};

/**
 * Makes the next version of an evaluator out of its newest, edits that have not been committed included. Where a
 * released version was edited, the edit moves to the new version and the released file is put back; otherwise a newest
 * version that is not released yet is the next one already, and stays as it is.
 *
 * @throws UserError where there is no such evaluator, its newest version cannot be used, or nothing can be written.
 */
export async function bumpEvaluator(request: BumpRequest, ports: BumpPorts): Promise<Bumped> {
  const { name } = request;
  const folders = await foldersOf(request, ports.files);
  const versions = await versionsOf(name, folders.evaluators, ports.files);
  const [newest] = versions;
  const released = await releasedOf(versions, folders.evaluators, ports.base);
  const edited = released.find(({ isEdited }) => isEdited);
  const from = edited ?? newest;
  mustBeUsable(folders.evaluators, from.file);
  const isOpen =
    edited === undefined &&
    released.length > 0 &&
    !released.some(({ path }) => path === newest.path);
  const to = isOpen ? newest.version : newest.version + 1;
  const file = `${folders.evaluators}/${name}/v${to}.yaml`;
  if (!isOpen || request.changed !== undefined) {
    const text = nextVersion(textOf(from), to, request.changed);
    mustBeUsable(folders.evaluators, { kind: "text", path: file, text });
    ports.writer.write(file, text);
  }
  if (edited !== undefined) ports.writer.write(edited.path, edited.released);
  const before = isOpen ? released[0] : from;
  const move = { name, from: before?.version ?? from.version, to };
  const cases = request.withCases ? await moveCases(folders.dataset, move, ports) : [];
  return {
    ref: `${name}@${to}`,
    file,
    ...(edited !== undefined && { restored: edited.path }),
    ...(isOpen && { isOpen }),
    cases,
  };
}

type Folders = { readonly dataset: string; readonly evaluators: string };

/** The configuration need not be right in all its parts to say where the evaluators are. */
async function foldersOf({ configPath }: BumpRequest, files: ProjectFiles): Promise<Folders> {
  const { folders, problems } = readConfig(await files.readFile(configPath));
  const { dataset, evaluators } = folders;
  if (dataset !== undefined && evaluators !== undefined) return { dataset, evaluators };
  throw new UserError(
    "CONFIG_INVALID",
    `${configPath} does not say where the dataset and the evaluators are.`,
    "Mend the places above.",
    { problems },
  );
}

type Version = { readonly version: number; readonly path: string; readonly file: SourceFile };

/** Those of one evaluator, the newest first. */
async function versionsOf(
  name: string,
  folder: string,
  files: ProjectFiles,
): Promise<readonly [Version, ...Version[]]> {
  const all = (await files.readFolder(folder)).flatMap((file) => {
    const place = placeInEvaluators(folder, file.path);
    if (place.kind !== "evaluator") return [];
    return [{ file, name: place.name, path: file.path, version: Number(place.version) }];
  });
  const [newest, ...older] = all
    .filter((one) => one.name === name)
    .toSorted((a, b) => b.version - a.version);
  if (newest !== undefined) return [newest, ...older];
  const names = [...new Set(all.map((one) => one.name))].toSorted();
  throw new UserError(
    "EVALUATOR_UNKNOWN",
    `There is no evaluator ${JSON.stringify(name)} below ${folder}.`,
    names.length === 0 ? "Add one first." : `There are: ${names.join(", ")}.`,
  );
}

type Released = Version & {
  /** Its text on the base branch. */
  readonly released: string;
  readonly isEdited: boolean;
};

/** Those that the base branch has. */
async function releasedOf(
  versions: readonly Version[],
  folder: string,
  base: BaseFiles,
): Promise<readonly Released[]> {
  const edited = new Set(await base.editedBelow(folder));
  const found: Released[] = [];
  for (const one of versions) {
    const released = await base.read(one.path);
    if (released !== undefined) found.push({ ...one, released, isEdited: edited.has(one.path) });
  }
  return found;
}

function textOf({ file }: Version): string {
  return file.kind === "text" ? file.text : "";
}

function mustBeUsable(folder: string, file: SourceFile): void {
  const { problems } = readEvaluators(folder, [file]);
  if (problems.length === 0) return;
  throw new UserError(
    "EVALUATOR_INVALID",
    `${file.path} cannot be used; no version was made.`,
    "Mend the places above first.",
    { problems },
  );
}

async function moveCases(
  folder: string,
  move: { readonly name: string; readonly from: number; readonly to: number },
  { files, writer }: BumpPorts,
): Promise<readonly string[]> {
  const moved: string[] = [];
  for (const file of await files.readFolder(folder)) {
    if (file.kind !== "text") continue;
    const { text, count } = withVersion(file.text, move);
    if (count === 0) continue;
    writer.write(file.path, text);
    moved.push(file.path);
  }
  return moved;
}
