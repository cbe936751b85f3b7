import { createHash } from "node:crypto";
import type { PlaceInRepository } from "./relevance.ts";
import { pathInRepository } from "./relevance.ts";

/** Name of the commit status that says whether experts signed; one a project, as the gate's own. */
export function signOffContext(place: PlaceInRepository): string {
  const path = pathInRepository(place.configPath, place);
  return path === "tracegate.yaml" ? "tracegate/sign-off" : `tracegate/sign-off (${path})`;
}

/** Hidden first line of the one comment that says what is to be signed. */
export function signOffMarker(place: PlaceInRepository): string {
  const key = createHash("sha256").update(`${place.folder}\0${place.configPath}`).digest("hex");
  return `<!-- tracegate:sign-off:${key.slice(0, 16)} -->`;
}

const receipt = /^<!-- tracegate:signed:([1-9]\d{0,15}) -->$/;
const signed = /^<!-- tracegate:digests ([a-z0-9=: -]{0,60000}) -->$/;
const entry = /^([a-z0-9-]{1,60})=(sha256:[0-9a-f]{64})$/;

/** Hidden first line of the receipt for one `/tracegate sign`, by the number of its comment. */
export function receiptMarker(commentId: number): string {
  return `<!-- tracegate:signed:${commentId} -->`;
}

/** Hidden second line of a receipt: which case was signed at which digest. */
export function receiptDigests(digests: ReadonlyMap<string, string>): string {
  const entries = [...digests].map(([id, digest]) => `${id}=${digest}`);
  return `<!-- tracegate:digests ${entries.join(" ")} -->`;
}

/** A receipt read again; `undefined` for any other comment. What it does not say in our own words does not count. */
export function readReceipt(
  body: string,
): { readonly commentId: number; readonly digests: ReadonlyMap<string, string> } | undefined {
  const [first = "", second = ""] = body.split(/\r?\n/, 2);
  const [, id] = receipt.exec(first.trimEnd()) ?? [];
  const [, listed] = signed.exec(second.trimEnd()) ?? [];
  if (id === undefined || listed === undefined) return undefined;
  const entries = listed.split(" ").map((one) => entry.exec(one));
  if (entries.some((match) => match === null)) return undefined;
  const digests = entries.map((match) => [match?.[1] ?? "", match?.[2] ?? ""] as const);
  return { commentId: Number(id), digests: new Map(digests) };
}
