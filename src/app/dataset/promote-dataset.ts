import type { Blocker, Promotion, Proposed } from "../../core/calibrate/promotion.ts";
import type { JudgeConfig } from "../../core/config/judge-config.ts";
import type { Project } from "../../core/config/project.ts";
import { diffDatasets, isUnchanged, usedEvaluators } from "../../core/dataset/dataset-diff.ts";
import { firstVersion, nextVersion, versionTag } from "../../core/dataset/dataset-version.ts";
import { unsignedCases } from "../../core/dataset/unsigned-cases.ts";
import { UserError } from "../../core/errors.ts";
import { checkReleased } from "../../core/evaluator/check-released.ts";
import { renderChangelog } from "../../core/report/dataset/changelog.ts";
import type { DatasetTags } from "../../ports/dataset-tags.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import type { Worktrees } from "../../ports/worktrees.ts";
import {
  type RecalibrateRequest,
  type Recalibration,
  recalibrateJudges,
} from "../calibrate/recalibrate-judges.ts";
import { loadJudgedProject } from "../project/load-judged-project.ts";
import { loadProject, type ProjectRequest, readProject } from "../project/load-project.ts";
import type { Judging } from "../score/judging.ts";
import { findLastVersion, type LastVersion } from "./find-last-version.ts";

export type PromoteRequest = Pick<RecalibrateRequest, "signal" | "nowMs" | "onAnswer"> & {
  readonly project: ProjectRequest;
  /** Checks everything, and writes nothing. */
  readonly isDryRun: boolean;
  /** Sends the tag to the remote. */
  readonly mayPush: boolean;
};

export type PromotePorts = {
  readonly tags: DatasetTags;
  readonly worktrees: Worktrees;
  /** The files below a folder. */
  readonly filesOf: (root: string) => ProjectFiles;
  /** What asks the judges. */
  readonly judgingFor: (config: JudgeConfig | undefined) => Promise<Judging>;
};

/**
 * Makes a version of the dataset out of the commit checked out: what changed since the last version is signed, released
 * evaluators are as they were, and every judge that a case asks is as good as its calibration says. Otherwise it says
 * what blocks. Judges are asked only where nothing else blocks.
 *
 * `undefined` where the signal aborted before it was decided; nothing is tagged then.
 *
 * @throws UserError where project, clone or remote do not let a version be made or known.
 */
export async function promoteDataset(
  request: PromoteRequest,
  ports: PromotePorts,
): Promise<Promotion | undefined> {
  const { tags } = ports;
  const commit = await tags.head();
  const project = await loadProject(request.project);
  const { dataset, config } = project;
  await tags.mustBeCommitted([request.project.configPath, config.dataset, config.evaluators]);
  const last = await findLastVersion(dataset.name, { tags, asksRemote: request.mayPush });
  const before = last && (await projectAt(last, dataset.name, { request, ports }));
  const diff = diffDatasets(before?.dataset, dataset);
  if (last !== undefined && isUnchanged(diff)) return await unchanged(last, request, tags);
  const tag = versionTag(dataset.name, last ? nextVersion(last.version, diff) : firstVersion);
  const proposed = { tag, ...(last !== undefined && { before: last.tag }), commit, diff };
  const blockers = blockersOf(before, project);
  if (blockers.length > 0) return { kind: "blocked", ...proposed, blockers };
  const measured = await recalibrate(project, request, ports);
  if (measured === undefined) return undefined;
  if (measured.blockers.length > 0)
    return { kind: "blocked", ...proposed, blockers: measured.blockers };
  return await makeVersion(proposed, measured, { request, tags });
}

async function unchanged(
  { tag, isOnRemote }: LastVersion,
  { mayPush, isDryRun }: PromoteRequest,
  tags: DatasetTags,
): Promise<Promotion> {
  // A run without `--push`, or one whose push was lost, left it here.
  const isPushed = mayPush && !isDryRun && !isOnRemote;
  if (isPushed) await tags.push(tag);
  return { kind: "unchanged", tag, isPushed };
}

async function makeVersion(
  proposed: Proposed,
  { judges }: Recalibration,
  { request, tags }: { readonly request: PromoteRequest; readonly tags: DatasetTags },
): Promise<Promotion> {
  const { tag: name, commit } = proposed;
  const { isDryRun, mayPush } = request;
  const changelog = renderChangelog(proposed, judges);
  if (!isDryRun) await tags.create({ name, commit, message: changelog });
  const isPushed = !isDryRun && mayPush;
  if (isPushed) await pushOrTakeBack(name, tags);
  return { kind: "promoted", ...proposed, isDryRun, isPushed, judges, changelog };
}

/** A version that nobody else has is none: the next run must make it again. */
async function pushOrTakeBack(name: string, tags: DatasetTags): Promise<void> {
  try {
    await tags.push(name);
  } catch (error) {
    await tags.remove(name);
    throw error;
  }
}

/** The project as it was when its last version was made; the worktree is gone afterwards. */
async function projectAt(
  { tag }: LastVersion,
  name: string,
  { request, ports }: { readonly request: PromoteRequest; readonly ports: PromotePorts },
): Promise<Project> {
  const worktree = await ports.worktrees.open(`refs/tags/${tag}`);
  try {
    const files = ports.filesOf(worktree.root);
    const result = await readProject({ ...request.project, files });
    if (result.kind === "project" && result.project.dataset.name === name) return result.project;
    throw new UserError(
      "VERSION_UNREADABLE",
      `At ${tag} the project cannot be read, so that nothing can be compared with it.`,
      "Look at it with `tracegate validate` in a checkout of the tag; a version that is past help is superseded by a tag of the next one that you make by hand.",
      { problems: result.kind === "problems" ? result.problems : [] },
    );
  } finally {
    worktree.close();
  }
}

function blockersOf(before: Project | undefined, now: Project): readonly Blocker[] {
  const unsigned = unsignedCases(before?.dataset, now.dataset, now.evaluators).map(
    ({ id, file, reason, digest }): Blocker => ({
      kind: "sign-off",
      subject: id,
      file,
      reason,
      fix: `An expert reviews it and signs it: \`signOff: { by: <login>, at: <date>, digest: ${digest} }\`.`,
    }),
  );
  const edited = checkReleased(now.evaluators, [...(before?.evaluators.values() ?? [])]).map(
    ({ file, message, example = "" }): Blocker => ({
      kind: "evaluators",
      subject: file,
      file,
      reason: message,
      fix: `Run \`${example}\`, and merge the new version.`,
    }),
  );
  return [...unsigned, ...edited];
}

async function recalibrate(
  { config, dataset }: Project,
  request: PromoteRequest,
  { judgingFor }: PromotePorts,
): Promise<Recalibration | undefined> {
  const project = await loadJudgedProject(request.project);
  const judges = usedEvaluators(dataset).flatMap((ref) => {
    const evaluator = project.evaluators.get(ref);
    return evaluator?.kind === "judge" ? [evaluator] : [];
  });
  if (judges.length === 0) return { judges: [], blockers: [] };
  const { signal, nowMs, onAnswer } = request;
  return await recalibrateJudges({
    project,
    judges,
    judging: await judgingFor(config.judge),
    signal,
    nowMs,
    ...(onAnswer !== undefined && { onAnswer }),
  });
}
