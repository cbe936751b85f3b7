import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
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
        writeFileSync(part, text);
        renameSync(part, join(path, name));
      } catch (cause) {
        rmSync(part, { force: true });
        throw unwritable(path, cause);
      }
    },
    read: (name) => readCapped(join(path, name)),
  };
}

/** Runs below `base`, one folder each, named `20261122-203001-1a2b3c4d` so that names sort by time. */
export function runFolders(base: string): RunFolders {
  return {
    create: (startedAtMs, key) => {
      makeFolder(base);
      // Results are nobody's source code: a project that does not ignore them yet does so from here on.
      writeFileSync(join(base, ".gitignore"), "*\n");
      const stamp = new Date(startedAtMs).toISOString().replace(/[-:]/g, "").replace("T", "-");
      const name = `${stamp.slice(0, 15)}-${key.replace("sha256:", "").slice(0, 8)}`;
      return runFolder(unused(join(base, name)));
    },
    newest: () => {
      const names = foldersIn(base).filter((name) => /^\d{8}-\d{6}-/.test(name));
      const last = names.sort().at(-1);
      return last === undefined ? undefined : runFolder(join(base, last));
    },
  };
}

function unused(path: string): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? path : `${path}-${n}`;
    try {
      mkdirSync(candidate);
      return candidate;
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw unwritable(candidate, error);
    }
  }
}

function foldersIn(base: string): string[] {
  try {
    return readdirSync(base, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw error;
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function readCapped(path: string): string | undefined {
  try {
    const { size } = statSync(path);
    if (size > largestFile)
      throw new UserError(
        "RESULT_TOO_LARGE",
        `${path} has ${size} bytes; at most ${largestFile} are read.`,
        "Run again: this file was not written by Tracegate.",
      );
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function unwritable(path: string, cause: unknown): UserError {
  return new UserError(
    "RESULTS_UNWRITABLE",
    `Cannot write to ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    "Free some space, or name another folder with `--out`.",
    { cause },
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
