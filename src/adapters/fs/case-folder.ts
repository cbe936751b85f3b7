import { lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../core/errors.ts";
import type { CaseFolder } from "../../ports/case-folder.ts";

/** The dataset's folder that `root` names: `cases/` and `sessions/` are made with the first case. */
export function caseFolder(root: string): CaseFolder {
  return {
    add: (id, { caseText, sessionText }) => {
      const path = join(root, "cases", `${id}.yaml`);
      const session = join(root, "sessions", `${id}.json`);
      const scenario = join(root, "scenarios", `${id}.yaml`);
      try {
        if ([path, session, scenario].some(isThere)) return { kind: "taken" };
        if (sessionText !== undefined) writeNew(session, sessionText);
        try {
          writeNew(path, caseText);
        } catch (error) {
          if (sessionText !== undefined) rmSync(session, { force: true });
          throw error;
        }
        return { kind: "added", path };
      } catch (cause) {
        // Somebody else was faster by a moment.
        if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") {
          return { kind: "taken" };
        }
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new UserError(
          "FILE_UNWRITABLE",
          `The case ${id} cannot be written below ${root}: ${why}`,
          "Name another folder with `--save`, or make this one writable.",
          { cause },
        );
      }
    },
  };
}

/** A link counts, wherever it leads. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Through no link, and never over another file. */
function writeNew(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: "wx" });
}
