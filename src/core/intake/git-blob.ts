import { createHash } from "node:crypto";

/** Git's own name of a file's content: 40 hexadecimal digits (SHA-1 repositories, as GitHub's are). */
export function gitBlob(text: string): string {
  const bytes = Buffer.from(text, "utf8");
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
