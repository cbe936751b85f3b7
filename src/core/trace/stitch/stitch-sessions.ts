import type { Imported } from "../import/imported.ts";
import { DropList } from "../import/imported.ts";
import type { Session } from "../session.ts";
import type { Span } from "../span.ts";
import type { SpanGroup, Trace } from "./group-traces.ts";
import { groupTraces } from "./group-traces.ts";
import { placeOf } from "./span-tree.ts";
import { stitchSession } from "./stitch-session.ts";

/**
 * Puts spans of any number of sessions together, in the order in which the sessions first appear; see `groupTraces`
 * for what makes a session.
 *
 * @param file names the file in what is dropped.
 */
export function stitchSessions(spans: readonly Span[], file = ""): Imported {
  const drops = new DropList(file);
  const sessions = groupTraces(tracesOf(spans)).flatMap((group) => stitchGroup(group, drops));
  return { sessions, dropped: drops.list() };
}

/** The session of a group of spans; none where an agent did nothing in them, which then stands in `drops`. */
export function stitchGroup({ id, spans }: SpanGroup, drops: DropList): readonly Session[] {
  const session = stitchSession(spans, { id, drops });
  if (session.turns.length > 0) return [session];
  const [first] = spans;
  if (first !== undefined) drops.add(placeOf(first), "trace in which no agent did anything");
  return [];
}

function tracesOf(spans: readonly Span[]): readonly Trace[] {
  const traces = Map.groupBy(spans, ({ traceId }) => traceId);
  return [...traces].map(([traceId, own]) => ({ traceId, spans: own }));
}
