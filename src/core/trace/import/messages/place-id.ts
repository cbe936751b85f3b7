import type { Turn } from "../../session.ts";
import { shortDigest } from "../../session-file-name.ts";
import type { Place } from "../imported.ts";

/** Where a session stands that brought no id: its file, and `:3` for a line of it, `#/3` for an item, "" for all. */
export type SessionPlace = { readonly file: string; readonly position: string };

/**
 * An id for a session that brought none: the name of its file, its place there, and a digest, such as
 * `log.jsonl:3@5ad14c0e`. Folders are left out, so that the same file gives the same id on every machine.
 *
 * The digest is one of how long each message and step is, not of what they say: it outlives redaction, and from a
 * digest of the words a short one that was redacted could be found by trying.
 */
export function idOfPlace({ file, position }: SessionPlace, turns: readonly Turn[]): string {
  return `${nameOfPlace(file, position)}@${shortDigest(JSON.stringify(lengthsOf(turns)))}`;
}

/** Whether a session of a file has its id from its place. */
export function isIdOfPlace(id: string, file: string): boolean {
  const name = nameOfPlace(file, "");
  const rest = id.startsWith(name) ? id.slice(name.length) : "";
  return name !== "" && /^(?::\d+)?(?:#\/.*)?@[\da-f]{8}(?:~\d+)?$/s.test(rest);
}

/** The name of a file without its folders, and a position in it. */
export function nameOfPlace(file: string, position: string): string {
  return (file.split(/[\\/]/).at(-1) ?? "") + position;
}

/** A place of a file, whose paths and lines are its own. */
export function placeAt(file: string, { line, path }: Place): SessionPlace {
  const lineName = line === undefined ? "" : `:${line}`;
  return { file, position: path === "" ? lineName : `${lineName}#${path}` };
}

function lengthsOf(turns: readonly Turn[]): readonly (readonly number[])[] {
  return turns.map(({ user, reply = "", steps }) => [
    user.length,
    reply.length,
    ...steps.map((step) => JSON.stringify(step).length),
  ]);
}
