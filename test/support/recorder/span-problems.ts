import { DropList } from "../../../src/core/trace/import/imported.ts";
import { sessionSchema } from "../../../src/core/trace/session-schema.ts";
import type { Span } from "../../../src/core/trace/span.ts";
import { stitchSession } from "../../../src/core/trace/stitch/stitch-session.ts";

/** What a session file would refuse of the session that these spans make; nothing where it holds. */
export function spanSchemaProblems(spans: readonly Span[]): readonly unknown[] {
  const session = stitchSession(spans, { id: "late-fee", drops: new DropList("") });
  const read = sessionSchema.safeParse(JSON.parse(JSON.stringify(session)));
  return read.success ? [] : read.error.issues;
}
