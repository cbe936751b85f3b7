import { createHash } from "node:crypto";

const longestName = 80;
/** Names that Windows keeps for devices, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name for a session, without its ending: letters, digits, `-`, `_` and single dots of the id.
 *
 * The same id has the same name always. Where the name could not hold the whole id, a digest of the id is part of it,
 * so that two ids share no name. Ids come from outside: no name leads out of its folder.
 */
export function sessionFileName(id: string): string {
  const plain = id
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replaceAll(/\.{2,}/g, ".")
    .replaceAll(/^[-.]+|[-.]+$/g, "");
  const isWhole = plain === id && plain.length <= longestName && plain !== "";
  const [stem = ""] = plain.split(".", 1);
  if (isWhole && !reserved.test(stem)) return plain;
  // The end of a long id, such as a path, tells more than its start.
  const end = plain.slice(-longestName).replaceAll(/^[-.]+/g, "") || "session";
  return `${reserved.test(stem) ? "session-" : ""}${end}-${shortDigest(id)}`;
}

/** Eight hex digits that tell texts apart. */
export function shortDigest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
