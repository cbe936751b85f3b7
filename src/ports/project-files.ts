import type { SourceFile } from "../core/yaml/source-file.ts";

/** The files of one project, below a root that nothing leaves. Paths are relative to the root, with `/`. */
export interface ProjectFiles {
  /**
   * One file's text, or why it cannot be had. Never rejects for what stands on the disk.
   *
   * A file that is larger than `maxBytes` is not read whole; where that is left out, the cap of YAML files holds.
   */
  readFile(path: string, maxBytes?: number): Promise<SourceFile>;
  /**
   * Every file below a folder whose name ends like YAML, at any depth, sorted by path.
   *
   * Where the folder itself cannot be read, the one answer is an unreadable file of the folder's path.
   */
  readFolder(path: string): Promise<readonly SourceFile[]>;
}
