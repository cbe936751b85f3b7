import { existsSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Folders that package managers make from lock files, and that no repository tracks. */
const dependencyFolders: ReadonlySet<string> = new Set(["node_modules", ".venv", "venv"]);

/**
 * Links the working tree's dependency folders into a checkout that has none, and says which.
 *
 * @param untracked paths that git does not track, relative to both; folders end in `/`.
 */
export function linkDependencies(
  untracked: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly string[] {
  const linked: string[] = [];
  for (const entry of untracked) {
    const path = entry.replace(/\/$/, "");
    const isMissing = !existsSync(join(to, path)) && existsSync(join(to, dirname(path)));
    if (!dependencyFolders.has(basename(path)) || !isMissing) continue;
    symlinkSync(join(from, path), join(to, path), "junction");
    linked.push(path);
  }
  return linked;
}
