import { matchesGlob } from "node:path";
import type { Config } from "../config/config-file.ts";

/** Where a project lies in its repository; `folder` is "" for the root. Paths with `/`. */
export type PlaceInRepository = { readonly folder: string; readonly configPath: string };

/** A file of the project, as the repository names it. */
export function pathInRepository(path: string, { folder }: PlaceInRepository): string {
  return folder === "" ? path : `${folder}/${path}`;
}

/**
 * Whether a change of these files can change what the gate finds: the agent, its scripted model, the
 * dataset, the evaluators or the configuration.
 *
 * An agent without `version` may be any file, so every change is relevant. Paths are seen from the
 * repository's root.
 */
export function isRelevant(
  paths: readonly string[],
  config: Config,
  place: PlaceInRepository,
): boolean {
  if (config.agent.version.length === 0) return true;
  return isAnyMatched(paths, [...ownGlobs(config, place), ...agentGlobs(config)], place);
}

/**
 * Whether a change of these files changes the agent under test.
 *
 * An agent without `version` may be any file but the gate's own.
 */
export function changesAgent(
  paths: readonly string[],
  config: Config,
  place: PlaceInRepository,
): boolean {
  if (config.agent.version.length > 0) return isAnyMatched(paths, agentGlobs(config), place);
  const own = ownGlobs(config, place);
  return paths.some((path) => !isAnyMatched([path], own, place));
}

function ownGlobs({ dataset, evaluators }: Config, place: PlaceInRepository): readonly string[] {
  return [place.configPath, `${dataset}/**`, `${evaluators}/**`];
}

function agentGlobs({ agent }: Config): readonly string[] {
  return [
    ...agent.version,
    ...(agent.scriptedModel === undefined ? [] : [agent.scriptedModel]),
    ...(agent.runner === "module" ? [agent.module] : []),
  ];
}

function isAnyMatched(
  paths: readonly string[],
  written: readonly string[],
  place: PlaceInRepository,
): boolean {
  const globs = written.map((glob) => glob.replace(/^(?:\.\/)+/, ""));
  return paths
    .flatMap((path) => pathInProject(path, place))
    .some((path) => globs.some((glob) => isMatched(path, glob)));
}

/** Nothing where the file lies outside of the project. */
function pathInProject(path: string, { folder }: PlaceInRepository): readonly string[] {
  if (folder === "") return [path];
  return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [];
}

/** `matchesGlob` passes over hidden files, which `folder/**` must not. */
function isMatched(path: string, glob: string): boolean {
  if (glob === "**") return true;
  if (glob.endsWith("/**") && path.startsWith(glob.slice(0, -2))) return true;
  return path === glob || matchesGlob(path, glob);
}
