import { z } from "zod";
import { UserError } from "../errors.ts";
import type { KnownCluster } from "./name-clusters.ts";
import { triageSchema } from "./triage.ts";

const text = z.string().max(2000);

/** What is read again of `triage.json`: the names and members of its clusters. */
const triageFile = z.object({
  schema: z.literal(triageSchema),
  queue: z.array(
    z.object({
      id: z.string().regex(/^c[0-9a-f]{8}$/),
      terms: z.array(text),
      dimension: text.exactOptional(),
      path: z.array(text),
      sessions: z.array(text),
    }),
  ),
});

/**
 * The clusters of an older triage.
 *
 * @throws UserError `TRIAGE_UNREADABLE` where the text is no `triage.json`, or one of another major.
 */
export function parseTriage(json: string, place: string): readonly KnownCluster[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw unreadable(place, "it is no JSON", cause);
  }
  const parsed = triageFile.safeParse(value);
  if (parsed.success) return parsed.data.queue;
  const [issue] = parsed.error.issues;
  throw unreadable(
    place,
    `\`${(issue?.path ?? []).join(".")}\`: ${issue?.message ?? "another shape"}`,
  );
}

function unreadable(place: string, why: string, cause?: unknown): UserError {
  return new UserError(
    "TRIAGE_UNREADABLE",
    `${place} is no triage of this version of Tracegate: ${why}.`,
    "Give the triage.json of an earlier `tracegate triage`, or leave --against out.",
    { cause },
  );
}
