import { readEvaluators } from "../core/config/read-evaluators.ts";
import type { Problem } from "../core/errors.ts";
import { UserError } from "../core/errors.ts";
import { checkReleased, type UsedEvaluator } from "../core/evaluator/check-released.ts";
import type { Evaluator } from "../core/evaluator/evaluator.ts";
import type { PlaceInRepository } from "../core/event/relevance.ts";
import { pathInRepository } from "../core/event/relevance.ts";
import type { Experiment } from "../core/plan/experiment.ts";
import type { BaseFiles } from "../ports/base-files.ts";
import type { ChangedFiles, PullRequestHost } from "../ports/pull-request-host.ts";

/** The evaluators of a working tree that were edited after the base branch released them. */
export async function findEditedReleases(
  evaluators: ReadonlyMap<string, Evaluator>,
  folder: string,
  base: BaseFiles,
): Promise<readonly Problem[]> {
  const paths = await base.editedBelow(folder);
  const released = await Promise.all(
    paths.map(async (path) => readReleased(folder, path, await base.read(path))),
  );
  return checkReleased(evaluators, released.flat());
}

export type ReleaseCheck = {
  readonly host: PullRequestHost;
  readonly place: PlaceInRepository;
  /** Folder of the evaluators, as the base branch's configuration names it. */
  readonly folder: string;
  readonly baseSha: string;
  readonly changed: ChangedFiles;
};

/**
 * Holds the evaluators that an experiment was scored with to those that the base branch has released. Only those
 * that the pull request touches are read, all where the host could not list what it touches.
 *
 * @throws UserError `EVALUATOR_RELEASED` where one of them means something else now.
 */
export async function mustKeepReleases(
  { subject }: Pick<Experiment, "subject">,
  { host, place, folder, baseSha, changed }: ReleaseCheck,
): Promise<void> {
  const used = new Map<string, UsedEvaluator>();
  for (const { ref, digest } of subject.evaluators) {
    const [name = "", version = ""] = ref.split("@");
    const file = `${folder}/${name}/v${version}.yaml`;
    if (isTouched(pathInRepository(file, place), changed)) used.set(ref, { digest, file });
  }
  const released = await Promise.all(
    [...used.values()].map(async ({ file }) =>
      readReleased(folder, file, await host.fileAt(pathInRepository(file, place), baseSha)),
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

/** Nothing where the base has no such file, or one that was never valid: it cannot have been used. */
function readReleased(
  folder: string,
  path: string,
  text: string | undefined,
): readonly Evaluator[] {
  if (text === undefined) return [];
  const { evaluators } = readEvaluators(folder, [{ kind: "text", path, text }]);
  return [...evaluators.values()];
}
