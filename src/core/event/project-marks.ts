import { createHash } from "node:crypto";
import { type PlaceInRepository, pathInRepository } from "./relevance.ts";

/** Tells the projects of a repository apart: 16 hex digits, told from the place alone. */
function projectKey({ folder, configPath }: PlaceInRepository): string {
  return createHash("sha256").update(`${folder}\0${configPath}`).digest("hex").slice(0, 16);
}

/** Hidden first line of a project's section in the comment that all projects of a repository share. */
export function commentMarker(place: PlaceInRepository): string {
  return `<!-- tracegate:gate:${projectKey(place)} -->`;
}

/** What a project is called beside others: its folder, or its configuration's path; absent for the one in the root. */
export function projectName(place: PlaceInRepository): string | undefined {
  const path = pathInRepository(place.configPath, place);
  if (path === usualConfig) return undefined;
  return place.configPath === usualConfig ? place.folder : path;
}

/** The folder of a project in stores that a whole repository shares; told from its place alone, it is no path of anybody's. */
export function folderOfProject(place: PlaceInRepository): string {
  return `project-${projectKey(place)}`;
}

/** Hidden first line of the comment that says what a change does to the dataset. */
export function reviewMarker(place: PlaceInRepository): string {
  return `<!-- tracegate:dataset:${projectKey(place)} -->`;
}

/** Whether a comment begins as that of a review does; anybody may begin one so. */
export function isReviewComment(body: string): boolean {
  return body.startsWith("<!-- tracegate:dataset:");
}

const usualConfig = "tracegate.yaml";

/**
 * Name of a project's commit status: `tracegate` for the one in the repository's root, so that of two projects
 * neither can turn the other's status green.
 */
export function statusContext(place: PlaceInRepository): string {
  const name = projectName(place);
  return name === undefined ? "tracegate" : `tracegate (${name})`;
}
