import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { hasErrorCode } from "../../core/error-code.ts";
import { UserError } from "../../core/errors.ts";
import type { LabelStore } from "../../ports/label-store.ts";
import { leadsOutside } from "./is-folder.ts";

const sessionFile = /^([A-Za-z0-9_][A-Za-z0-9._-]{0,114})\.json$/;

/** Labels below the project in `root`. */
export function labelFiles(root: string): LabelStore {
  return {
    sessions: (folder) => listSessions(join(root, folder, "sessions")),
    append: (path, line) => {
      attempt(path, () => {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        mustStayInside(root, path);
        const file = openSync(join(root, path), "a+");
        try {
          writeSync(file, `${isCutOff(file) ? "\n" : ""}${line}\n`);
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
      });
    },
    takeBack: (path, line) => attempt(path, () => takeBack(root, path, line)),
  };
}

function listSessions(folder: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (hasErrorCode(error, "ENOENT")) return [];
    throw unwritable(folder, error);
  }
  return names.flatMap((name) => sessionFile.exec(name)?.[1] ?? []).toSorted();
}

/** Whether the file ends inside a line. */
function isCutOff(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last.toString() !== "\n";
}

function takeBack(root: string, path: string, line: string): boolean {
  mustStayInside(root, path);
  const file = openSync(join(root, path), "r+");
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.byteLength(line) + 1;
    const end = Buffer.alloc(Math.min(bytes, size));
    readSync(file, end, 0, end.length, size - end.length);
    if (end.toString() !== `${line}\n`) return false;
    ftruncateSync(file, size - bytes);
    fsyncSync(file);
    return true;
  } finally {
    closeSync(file);
  }
}

function mustStayInside(root: string, path: string): void {
  const isLink = lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (!isLink && !leadsOutside(root, dirname(path))) return;
  throw new UserError(
    "FILE_LEAVES_PROJECT",
    `${path} is a link, or lies behind one that leads out of the project; nothing was written.`,
    "Put the file itself there.",
  );
}

function attempt<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw unwritable(path, error);
  }
}

function unwritable(path: string, cause: unknown): UserError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new UserError(
    "LABELS_UNWRITABLE",
    `${path} cannot be written: ${why}. Every label before this one is kept.`,
    "Check the folder's permissions and the room on the disk.",
    { cause },
  );
}
