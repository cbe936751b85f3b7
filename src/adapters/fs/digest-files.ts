import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { UserError } from "../../core/errors.ts";

/** A path that is no pattern, and in no folder that is left out: looking for it takes longer than looking at it. */
const plainPath = /^(?!(?:.*\/)?node_modules\/)[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;
const neverPartOfAnAgent = ["**/node_modules/**", "**/.git/**", ".tracegate/**"];

/**
 * Hashes the files below `root` that match any of the globs, by path and content.
 *
 * The order on disk does not matter. A link to a file is its content; into a link to a folder `**` does not
 * go, so that needs a glob of its own (`shared/**`), as names with a leading dot do. Throws
 * `AGENT_VERSION_EMPTY` where a glob matches no file, since an agent that is not looked at would never
 * seem to change.
 */
export function digestFiles(root: string, globs: readonly string[]): string {
  const paths = globs.flatMap((glob) => {
    const found = filesOf(root, glob);
    if (found.length === 0)
      throw new UserError(
        "AGENT_VERSION_EMPTY",
        `agent.version: no file matches ${JSON.stringify(glob)}.`,
        "Name the files that make up the agent, such as `src/agent/**`, seen from the project's root.",
      );
    return found;
  });
  return digestPaths(root, paths);
}

function filesOf(root: string, glob: string): readonly string[] {
  const paths = plainPath.test(glob)
    ? [glob]
    : globSync(glob, { cwd: root, exclude: neverPartOfAnAgent });
  return paths.filter((path) => isFile(join(root, path)));
}

/** Hashes these files below `root` by path and content, in whatever order they are named; one that is not there is left out. */
export function digestPaths(root: string, paths: readonly string[]): string {
  const hash = createHash("sha256");
  const named = new Set(paths.map((path) => path.split(sep).join("/")));
  for (const path of [...named].toSorted()) {
    const absolute = join(root, path);
    if (!isFile(absolute)) continue;
    const content = createHash("sha256").update(readContent(absolute, path)).digest();
    hash.update(path).update("\0").update(content).update("\0");
  }
  return `sha256:${hash.digest("hex")}`;
}

/** False for folders, pipes and links that lead nowhere: no agent is made of these. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function readContent(absolute: string, path: string): Buffer {
  try {
    return readFileSync(absolute);
  } catch (cause) {
    throw new UserError(
      "AGENT_FILE_UNREADABLE",
      `agent.version: ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      "Make the file readable, or leave it out of `agent.version`.",
      { cause },
    );
  }
}
