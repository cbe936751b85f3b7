import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../core/errors.ts";

/**
 * Writes a cassette's file whole or not at all, in place of one that is there; makes the folder where there is none.
 *
 * @throws UserError `CASSETTE_UNWRITABLE` where it cannot be written.
 */
export function writeCassette(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new UserError(
      "CASSETTE_UNWRITABLE",
      `The cassette ${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      "Name a file that this user may write, with `--cassette`.",
      { cause },
    );
  }
}
