import { projectFiles } from "../adapters/fs/project-files.ts";
import { loadCompiler } from "../app/load-compiler.ts";
import type { ProjectRequest } from "../app/load-project.ts";

/** Where a project lies: its folder and its configuration, seen from there. */
export type ProjectPlace = { readonly root: string; readonly configPath: string };

/** Reads a project from the disk. */
export function projectRequest({ root, configPath }: ProjectPlace): ProjectRequest {
  return { files: projectFiles(root), configPath, compilerFor: loadCompiler };
}
