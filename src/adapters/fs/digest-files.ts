import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { UserError } from "../../core/errors.ts";

const neverPartOfAnAgent = ["**/node_modules/**", "**/.git/**", ".tracegate/**"];

/**
 * Hashes the files below `root` that match any of the globs, by path and content.
 *
 * The order on disk does not matter. Throws `AGENT_VERSION_EMPTY` where a glob matches no file, since
 * an agent that is not looked at would never seem to change.
 */
export function digestFiles(root: string, globs: readonly string[]): string {
  const files = new Set<string>();
  for (const glob of globs) {
    const found = globSync(glob, { cwd: root, exclude: neverPartOfAnAgent }).filter((path) =>
      statSync(join(root, path)).isFile(),
    );
    if (found.length === 0)
      throw new UserError(
        "AGENT_VERSION_EMPTY",
        `agent.version: no file matches ${JSON.stringify(glob)}.`,
        "Name the files that make up the agent, such as `src/agent/**`, seen from the project's root.",
      );
    for (const path of found) files.add(path.split(sep).join("/"));
  }
  const hash = createHash("sha256");
  for (const path of [...files].sort())
    hash
      .update(path)
      .update("\0")
      .update(createHash("sha256").update(readFileSync(join(root, path))).digest())
      .update("\0");
  return `sha256:${hash.digest("hex")}`;
}
