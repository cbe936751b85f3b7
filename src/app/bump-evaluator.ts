import { placeInEvaluators } from "../core/config/project-layout.ts";
import { readConfig } from "../core/config/read-config.ts";
import { readEvaluators } from "../core/config/read-evaluators.ts";
import { UserError } from "../core/errors.ts";
import { nextVersion, withVersion } from "../core/evaluator/next-version.ts";
import type { SourceFile } from "../core/yaml/source-file.ts";
import type { BaseFiles } from "../ports/base-files.ts";
import type { ProjectFiles } from "../ports/project-files.ts";
import type { ProjectWriter } from "../ports/project-writer.ts";

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
  /** Case and scenario files that name the new version now. */
  readonly cases: readonly string[];
};

/**
 * Makes the next version of an evaluator out of its newest, edits that have not been committed included. Where the
 * newest is released and was edited, the edit moves to the new version and the released file is put back.
 *
 * @throws UserError where there is no such evaluator, its newest version cannot be used, or nothing can be written.
 */
export async function bumpEvaluator(request: BumpRequest, ports: BumpPorts): Promise<Bumped> {
  const { name } = request;
  const folders = await foldersOf(request, ports.files);
  const newest = await newestOf(name, folders.evaluators, ports.files);
  const to = newest.version + 1;
  const file = `${folders.evaluators}/${name}/v${to}.yaml`;
  const text = nextVersion(newest.text, to, request.changed);
  mustBeUsable(folders.evaluators, { kind: "text", path: file, text });
  ports.writer.write(file, text);
  const edited = await ports.base.editedBelow(folders.evaluators);
  const released = edited.includes(newest.path) ? await ports.base.read(newest.path) : undefined;
  if (released !== undefined) ports.writer.write(newest.path, released);
  const move = { name, from: newest.version, to };
  const cases = request.withCases ? await moveCases(folders.dataset, move, ports) : [];
  return {
    ref: `${name}@${to}`,
    file,
    ...(released !== undefined && { restored: newest.path }),
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

type Newest = { readonly version: number; readonly path: string; readonly text: string };

async function newestOf(name: string, folder: string, files: ProjectFiles): Promise<Newest> {
  const all = (await files.readFolder(folder)).flatMap((file) => {
    const place = placeInEvaluators(folder, file.path);
    return place.kind === "evaluator" ? [{ file, name: place.name, version: place.version }] : [];
  });
  const versions = all
    .filter((one) => one.name === name)
    .toSorted((a, b) => Number(b.version) - Number(a.version));
  const [newest] = versions;
  if (newest === undefined) {
    const names = [...new Set(all.map((one) => one.name))].toSorted();
    throw new UserError(
      "EVALUATOR_UNKNOWN",
      `There is no evaluator ${JSON.stringify(name)} below ${folder}.`,
      names.length === 0 ? "Add one first." : `There are: ${names.join(", ")}.`,
    );
  }
  mustBeUsable(folder, newest.file);
  const { path } = newest.file;
  const text = newest.file.kind === "text" ? newest.file.text : "";
  return { version: Number(newest.version), path, text };
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
