import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hasErrorCode } from "../../core/error-code.ts";
import { UserError } from "../../core/errors.ts";

const keyBytes = 32;
const fileName = "key";

/**
 * A random key that stays on this machine: made at the first call, the same at every later one. Only its owner may
 * read it, and git leaves its folder alone.
 *
 * @throws UserError `LOCAL_KEY` where the folder cannot be read or written, or holds something else.
 */
export function localKey(folder: string): Uint8Array {
  const path = join(folder, fileName);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, ".gitignore"), "*\n");
    writeFileSync(path, `${randomBytes(keyBytes).toString("hex")}\n`, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    // Another import was first: its key is the key.
    if (!hasErrorCode(cause, "EEXIST")) throw unusable(path, cause);
  }
  const key = Buffer.from(readKey(path), "hex");
  if (key.length === keyBytes) return key;
  throw unusable(path, undefined);
}

function readKey(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (cause) {
    throw unusable(path, cause);
  }
}

function unusable(path: string, cause: unknown): UserError {
  const why = cause instanceof Error ? cause.message : "it holds no key of ours";
  return new UserError(
    "LOCAL_KEY",
    `${path} cannot be used as the key of surrogates: ${why}`,
    "Mend its permissions, or delete it: the next import makes another one, with other surrogates.",
    { cause },
  );
}
