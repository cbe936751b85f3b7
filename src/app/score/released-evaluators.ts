import { readEvaluators } from "../../core/config/read-evaluators.ts";
import type { Problem } from "../../core/errors.ts";
import { UserError } from "../../core/errors.ts";
import { checkReleased, type UsedEvaluator } from "../../core/evaluator/check-released.ts";
import type { Evaluator } from "../../core/evaluator/evaluator.ts";
import type { PlaceInRepository } from "../../core/event/relevance.ts";
import { pathInRepository } from "../../core/event/relevance.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import type { SourceFile } from "../../core/yaml/source-file.ts";
import type { BaseFiles } from "../../ports/base-files.ts";
import type { ChangedFiles, PullRequestHost } from "../../ports/pull-request-host.ts";
import { showExamples } from "../project/show-examples.ts";

/** The evaluators of a working tree that were edited after the base branch released them, or what they show a judge. */
export async function findEditedReleases(
  evaluators: ReadonlyMap<string, Evaluator>,
  folders: ReleaseFolders,
  base: BaseFiles,
): Promise<readonly Problem[]> {
  const paths = new Set(await base.editedBelow(folders.evaluators));
  const showing = [...evaluators.values()].filter(
    (one) => one.kind === "judge" && one.examples !== undefined,
  );
  if (showing.length > 0 && (await areExamplesEdited(folders, base)))
    for (const { file } of showing) paths.add(file);
  const released = await Promise.all(
    [...paths].map((path) => readReleased(path, folders, (other) => base.read(other))),
  );
  return checkReleased(evaluators, released.flat());
}

async function areExamplesEdited(folders: ReleaseFolders, base: BaseFiles): Promise<boolean> {
  for (const folder of exampleFolders(folders)) {
    if ((await base.editedBelow(folder)).length > 0) return true;
  }
  return false;
}

/** Where the labels and sessions lie that judges are shown. */
function exampleFolders({ dataset }: ReleaseFolders): readonly string[] {
  return [`${dataset}/labels`, `${dataset}/sessions`];
}

/** Folders of the project, as the configuration that counts names them. */
export type ReleaseFolders = { readonly evaluators: string; readonly dataset: string };

export type ReleaseCheck = {
  readonly host: PullRequestHost;
  readonly place: PlaceInRepository;
  /** As the base branch's configuration names them. */
  readonly folders: ReleaseFolders;
  readonly baseSha: string;
  readonly changed: ChangedFiles;
};

/**
 * Holds the evaluators that an experiment was scored with to those that the base branch has released. Only those
 * that the pull request touches are read, and judges where it touches what they may be shown; all where the host could not
 * list what it touches.
 *
 * @throws UserError `EVALUATOR_RELEASED` where one of them means something else now.
 */
export async function mustKeepReleases(
  { subject, cases }: Pick<Experiment, "subject" | "cases">,
  { host, place, folders, baseSha, changed }: ReleaseCheck,
): Promise<void> {
  const used = new Map<string, UsedEvaluator>();
  const judges = judgesIn(cases);
  const isShownTouched = exampleFolders(folders).some((folder) =>
    isTouchedBelow(pathInRepository(folder, place), changed),
  );
  for (const { ref, digest } of subject.evaluators) {
    const [name = "", version = ""] = ref.split("@");
    const file = `${folders.evaluators}/${name}/v${version}.yaml`;
    const mayDiffer = isShownTouched && judges.has(ref);
    if (mayDiffer || isTouched(pathInRepository(file, place), changed))
      used.set(ref, { digest, file });
  }
  const released = await Promise.all(
    [...used.values()].map(({ file }) =>
      readReleased(file, folders, (path) => host.fileAt(pathInRepository(path, place), baseSha)),
    ),
  );
  const problems = checkReleased(used, released.flat());
  if (problems.length === 0) return;
  throw new UserError(
    "EVALUATOR_RELEASED",
    `The change edits ${problems.length === 1 ? "an evaluator" : `${problems.length} evaluators`} that the base branch has released.`,
    "Make a new version with `tracegate evaluator bump <name>`, which puts the released file back as it was.",
    { problems },
  );
}

function isTouched(path: string, changed: ChangedFiles): boolean {
  return changed.kind === "incomplete" || changed.paths.includes(path);
}

function isTouchedBelow(folder: string, changed: ChangedFiles): boolean {
  return changed.kind === "incomplete" || changed.paths.some((one) => one.startsWith(`${folder}/`));
}

function judgesIn(cases: Experiment["cases"]): ReadonlySet<string> {
  const dimensions = cases.flatMap((one) => Object.values(one.dimensions));
  return new Set(dimensions.flatMap(({ judges }) => Object.keys(judges)));
}

/**
 * Nothing where the base has no such file, or one that was never valid: it cannot have been used. What the examples of a
 * judge lead to there is part of it.
 */
async function readReleased(
  path: string,
  folders: ReleaseFolders,
  read: (path: string) => Promise<string | undefined>,
): Promise<readonly Evaluator[]> {
  const text = await read(path);
  if (text === undefined) return [];
  const reading = readEvaluators(folders.evaluators, [{ kind: "text", path, text }]);
  const { evaluators } = await showExamples(reading.evaluators, {
    folder: folders.dataset,
    read: async (other) => sourceOf(other, await read(other)),
  });
  return [...evaluators.values()];
}

function sourceOf(path: string, text: string | undefined): SourceFile {
  return text === undefined
    ? { kind: "unreadable", path, reason: "missing" }
    : { kind: "text", path, text };
}
