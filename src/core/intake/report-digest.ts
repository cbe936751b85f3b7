import { createHash } from "node:crypto";

/** Digest of all that a report says: the same where nothing of it was edited. It tells nothing that the issue does not. */
export function reportDigest(parts: readonly string[]): string {
  return `sha256:${createHash("sha256").update(JSON.stringify(parts)).digest("hex")}`;
}
