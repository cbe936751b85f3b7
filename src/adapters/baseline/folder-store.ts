import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { UserError } from "../../core/errors.ts";
import { baselineTooLarge, largestBaseline } from "../../core/plan/baseline-file.ts";
import type { BaselineStore } from "../../ports/baseline-store.ts";

/** Results in a folder, a file a name. Whoever shares the folder shares the results: a disk, or a cache that a workflow keeps. */
export function folderStore(root: string): BaselineStore {
  const pathOf = (name: string): string => join(root, `${name}.json`);
  return {
    source: "folder",
    read: async (names) => names.map((name) => readText(root, pathOf(name))),
    update: async (asked, change) => {
      let kept: string | undefined;
      try {
        kept = readText(root, pathOf(asked));
      } catch (error) {
        // The main branch writes anew what cannot be read.
        if (!(error instanceof UserError)) throw error;
      }
      for (const [name, text] of change(kept)) writeWhole(pathOf(name), text);
    },
  };
}

function writeWhole(path: string, text: string): void {
  const part = `${path}.${process.pid}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(part, text);
    renameSync(part, path);
  } catch (cause) {
    rmSync(part, { force: true });
    throw new UserError(
      "BASELINE_UNWRITABLE",
      `Cannot write ${path}: ${reasonOf(cause)}.`,
      "Make the folder writable, or name another one with `baseline.folder`.",
      { cause },
    );
  }
}

/** Through no link that leads out of the folder, and without waiting for the writer of a named pipe. */
function readText(root: string, path: string): string | undefined {
  let file: number;
  try {
    file = openPlain(path);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    if (codeOf(cause) !== "ELOOP") throw unavailable(path, cause);
    file = openLinked(root, path);
  }
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) throw unavailable(path, new Error("it is no file"));
    if (facts.size > largestBaseline) throw baselineTooLarge(path, facts.size);
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

function openPlain(path: string): number {
  return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
}

/** A link may lead to another file of the store: whoever wrote that may write this one, too. */
function openLinked(root: string, path: string): number {
  let target: string;
  try {
    target = realpathSync(path);
  } catch (cause) {
    throw linked(path, codeOf(cause) === "ENOENT" ? "leads nowhere" : reasonOf(cause), cause);
  }
  if (!target.startsWith(`${realpathSync(root)}${sep}`))
    throw linked(path, `leads out of the folder of baselines, to ${target}`);
  try {
    return openPlain(target);
  } catch (cause) {
    throw unavailable(path, cause);
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}

function linked(path: string, why: string, cause?: unknown): UserError {
  return new UserError(
    "BASELINE_UNAVAILABLE",
    `Cannot read ${path}: it is a symbolic link that ${why}.`,
    "Put the file itself in place of the link, or name the folder that it leads to with `baseline.folder`: a folder may be a link.",
    { cause },
  );
}

function unavailable(path: string, cause: unknown): UserError {
  return new UserError(
    "BASELINE_UNAVAILABLE",
    `Cannot read ${path}: ${reasonOf(cause)}.`,
    "Make the folder of baselines readable, or take it out of `baseline.stores`.",
    { cause },
  );
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
