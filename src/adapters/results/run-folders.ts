import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { hasErrorCode } from "../../core/error-code.ts";
import { UserError } from "../../core/errors.ts";
import type { RunFolder, RunFolders } from "../../ports/result-store.ts";

const largestFile = 64 * 1024 * 1024;

/** The folder that `path` names, made if it is not there. */
export function makeRunFolder(path: string): RunFolder {
  makeFolder(path);
  return runFolder(path);
}

/** The folder that `path` names, which is there. */
export function runFolder(path: string): RunFolder {
  return {
    path,
    write: (name, text) => {
      const part = join(path, `.${name}.${process.pid}.part`);
      try {
        // In a stranger's folder a link may wait under this very name.
        rmSync(part, { force: true });
        writeFileSync(part, text, { flag: "wx" });
        renameSync(part, join(path, name));
      } catch (cause) {
        rmSync(part, { force: true });
        throw unwritable(path, cause);
      }
    },
    read: (name) => readCapped(join(path, name)),
    remove: (name) => removeFile(path, name),
    discard: (name) => {
      removeFile(path, name);
      if (readdirSync(path).length === 0) rmdirSync(path);
    },
  };
}

function removeFile(path: string, name: string): void {
  try {
    rmSync(join(path, name), { force: true });
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/**
 * Runs below `base`, one folder each, named `20261122-203001-042-1a2b3c4d`: UTC to the millisecond, so that names
 * sort by time even where one run follows another at once, and the experiment's key.
 */
export function runFolders(base: string): RunFolders {
  return {
    create: (startedAtMs, key) => {
      makeFolder(base);
      try {
        // Results are nobody's source code: a project that does not ignore them yet does so from here on.
        writeFileSync(join(base, ".gitignore"), "*\n");
      } catch (cause) {
        throw unwritable(base, cause);
      }
      const name = `${stampOf(startedAtMs)}-${key.replace("sha256:", "").slice(0, 8)}`;
      return runFolder(unused(join(base, name)));
    },
    newest: () => {
      const last = foldersIn(base)
        .filter((name) => stampedName.test(name))
        .toSorted(byTime)
        .at(-1);
      return last === undefined ? undefined : runFolder(join(base, last));
    },
  };
}

/** The last group counts the runs of one experiment that began in the same millisecond. */
const stampedName = /^(\d{8}-\d{6}-\d{3}-[^-]+)(?:-(\d+))?$/;

function stampOf(epochMs: number): string {
  const [day = "", time = ""] = new Date(epochMs).toISOString().split("T");
  return `${day.replaceAll("-", "")}-${time.slice(0, 8).replaceAll(":", "")}-${time.slice(9, 12)}`;
}

function byTime(a: string, b: string): number {
  const [, stampA = "", countA = "1"] = stampedName.exec(a) ?? [];
  const [, stampB = "", countB = "1"] = stampedName.exec(b) ?? [];
  if (stampA !== stampB) return stampA < stampB ? -1 : 1;
  return Number(countA) - Number(countB);
}

function unused(path: string): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? path : `${path}-${n}`;
    try {
      mkdirSync(candidate);
      return candidate;
    } catch (error) {
      if (!hasErrorCode(error, "EEXIST")) throw unwritable(candidate, error);
    }
  }
}

function foldersIn(base: string): string[] {
  try {
    return readdirSync(base, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch (cause) {
    if (hasErrorCode(cause, "ENOENT")) return [];
    throw unreadable(base, cause);
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    if (hasErrorCode(cause, "EEXIST"))
      throw new UserError(
        "RESULTS_UNWRITABLE",
        `Results cannot be written to ${path}: it is there and is not a folder.`,
        "Name another folder with `--out`.",
        { cause },
      );
    throw unwritable(path, cause);
  }
}

/**
 * Reads a file that a stranger's job may have written: not above the cap, through no link, and without waiting for
 * the writer of a named pipe.
 */
function readCapped(path: string): string | undefined {
  let file: number;
  try {
    file = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
  } catch (cause) {
    if (hasErrorCode(cause, "ENOENT")) return undefined;
    throw unreadable(
      path,
      hasErrorCode(cause, "ELOOP") ? new Error("it is a link", { cause }) : cause,
    );
  }
  try {
    const { size } = mustBeFile(file);
    if (size > largestFile)
      throw new UserError(
        "RESULT_TOO_LARGE",
        `${path} has ${size} bytes; at most ${largestFile} are read.`,
        "Run again: this file was not written by Tracegate.",
      );
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw unreadable(path, cause);
  } finally {
    closeSync(file);
  }
}

function mustBeFile(file: number): Stats {
  const facts = fstatSync(file);
  if (!facts.isFile()) throw new Error("it is no file");
  return facts;
}

function unreadable(path: string, cause: unknown): UserError {
  return new UserError(
    "RESULT_UNREADABLE",
    `Cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    "Name the folder of a run that can be read, or run again.",
    { cause },
  );
}

function unwritable(path: string, cause: unknown): UserError {
  return new UserError(
    "RESULTS_UNWRITABLE",
    `Cannot write to ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    "Make the folder writable, free some space, or name another folder with `--out`.",
    { cause },
  );
}
