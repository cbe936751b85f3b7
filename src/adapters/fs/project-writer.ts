import { lstatSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { UserError } from "../../core/errors.ts";
import type { ProjectWriter } from "../../ports/project-writer.ts";

/** Writes into the project in `root`: each file whole or not at all, none through a link out of it. */
export function projectWriter(root: string): ProjectWriter {
  return {
    write: (path, text) => {
      const target = join(root, path);
      const part = `${target}.${process.pid}.part`;
      try {
        mustStayInside(root, path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(part, text, { flag: "wx" });
        renameSync(part, target);
      } catch (cause) {
        rmSync(part, { force: true });
        if (cause instanceof UserError) throw cause;
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new UserError(
          "FILE_UNWRITABLE",
          `${path} cannot be written: ${why}`,
          "Check the folder's permissions and the room on the disk.",
          { cause },
        );
      }
    },
  };
}

function mustStayInside(root: string, path: string): void {
  const folder = relative(realpathSync(root), realpathSync(nearestFolder(join(root, path))));
  const isOutside = folder === ".." || folder.startsWith(`..${sep}`) || isAbsolute(folder);
  if (!isOutside && !isLink(join(root, path))) return;
  throw new UserError(
    "FILE_LEAVES_PROJECT",
    `${path} is a link, or lies behind one that leads out of the project; nothing was written.`,
    "Put the file itself there.",
  );
}

/** The folder of a file, or the first above it that is there; only it can be a link. */
function nearestFolder(path: string): string {
  const folder = dirname(path);
  return lstatSync(folder, { throwIfNoEntry: false }) === undefined && folder !== path
    ? nearestFolder(folder)
    : folder;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
