import { createHash } from "node:crypto";
import { type PlaceInRepository, pathInRepository } from "./relevance.ts";

/** Hidden first line of a project's comment; a repository may hold several projects, each with a comment of its own. */
export function commentMarker({ folder, configPath }: PlaceInRepository): string {
  const key = createHash("sha256").update(`${folder}\0${configPath}`).digest("hex");
  return `<!-- tracegate:gate:${key.slice(0, 16)} -->`;
}

/** The folder of a project in stores that a whole repository shares; told from its place alone, it is no path of anybody's. */
export function folderOfProject({ folder, configPath }: PlaceInRepository): string {
  const key = createHash("sha256").update(`${folder}\0${configPath}`).digest("hex");
  return `project-${key.slice(0, 16)}`;
}

/** Hidden first line of the comment that says what a change does to the dataset. */
export function reviewMarker({ folder, configPath }: PlaceInRepository): string {
  const key = createHash("sha256").update(`${folder}\0${configPath}`).digest("hex");
  return `<!-- tracegate:dataset:${key.slice(0, 16)} -->`;
}

const usualConfig = "tracegate.yaml";

/**
 * Name of a project's commit status: `tracegate` for the one in the repository's root, so that of two projects
 * neither can turn the other's status green.
 */
export function statusContext(place: PlaceInRepository): string {
  const path = pathInRepository(place.configPath, place);
  if (path === usualConfig) return "tracegate";
  return `tracegate (${place.configPath === usualConfig ? place.folder : path})`;
}
