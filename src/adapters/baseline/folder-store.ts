import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../core/errors.ts";
import { baselineTooLarge, largestBaseline } from "../../core/plan/baseline-file.ts";
import type { BaselineStore } from "../../ports/baseline-store.ts";

/** Results in a folder, a file a name. Whoever shares the folder shares the results: a disk, or a cache that a workflow keeps. */
export function folderStore(root: string): BaselineStore {
  const pathOf = (name: string): string => join(root, `${name}.json`);
  return {
    source: "folder",
    read: async (names) => names.map((name) => readText(pathOf(name))),
    update: async (asked, change) => {
      let kept: string | undefined;
      try {
        kept = readText(pathOf(asked));
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

/** Through no link, and without waiting for the writer of a named pipe. */
function readText(path: string): string | undefined {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw unavailable(path, cause);
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
