import { projectWriter } from "../adapters/fs/project-writer.ts";
import { gitBaseFiles } from "../adapters/git/base-files.ts";
import type { BaseFiles } from "../ports/base-files.ts";
import type { ProjectWriter } from "../ports/project-writer.ts";

/** The project's files on the base branch; the remote's default branch where none is named. */
export function composeBaseFiles(root: string, branch?: string): BaseFiles {
  return gitBaseFiles(root, branch);
}

/** Writes into the project. */
export function composeWriter(root: string): ProjectWriter {
  return projectWriter(root);
}
