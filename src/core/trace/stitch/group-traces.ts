import type { Span } from "../span.ts";
import type { TalkKeys } from "./talk-keys.ts";
import { talkKeys } from "./talk-keys.ts";

/** The spans of one trace, in any order. */
export type Trace = { readonly traceId: string; readonly spans: readonly Span[] };

/** The spans that make up one session, and the traces that they come from. */
export type SpanGroup = {
  readonly id: string;
  readonly spans: readonly Span[];
  readonly traceIds: ReadonlySet<string>;
};

/** A part of a trace that belongs to one session. */
type Part = {
  readonly traceId: string;
  readonly sessionId?: string;
  readonly spans: readonly Span[];
  readonly startMs: number;
};

/**
 * Puts traces together that are one session: by session id; else where what one was sent goes on from what was said at
 * the end of another; else each trace is a session of its own.
 *
 * A trace with several session ids is taken apart: a span belongs to the session of the nearest span around it.
 *
 * @param keysOf gives a trace's talk keys, for callers that remember them.
 */
export function groupTraces(
  traces: readonly Trace[],
  keysOf: (trace: Trace) => TalkKeys = ({ spans }) => talkKeys(spans),
): readonly SpanGroup[] {
  const parts = traces.flatMap(partsOf);
  const earlier = linkByTalk(parts, keysOf);
  const groups = new Map<string, { id: string; spans: Span[]; traceIds: Set<string> }>();
  for (const part of parts) {
    const first = firstOf(part, earlier);
    const key = first.sessionId === undefined ? `trace ${first.traceId}` : `id ${first.sessionId}`;
    const known = groups.get(key);
    const group = known ?? {
      id: first.sessionId ?? first.traceId,
      spans: [],
      traceIds: new Set<string>(),
    };
    if (known === undefined) groups.set(key, group);
    for (const span of part.spans) group.spans.push(span);
    group.traceIds.add(part.traceId);
  }
  return [...groups.values()];
}

function partsOf({ traceId, spans }: Trace): readonly Part[] {
  const ids = new Set<string>();
  for (const { sessionId } of spans) if (sessionId !== undefined) ids.add(sessionId);
  if (ids.size < 2) return [partOf(traceId, spans, [...ids][0])];
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const parts = new Map<string | undefined, Span[]>();
  for (const span of spans) {
    const id = sessionAround(span, byId);
    const part = parts.get(id);
    if (part === undefined) parts.set(id, [span]);
    else part.push(span);
  }
  return [...parts].map(([id, own]) => partOf(traceId, own, id));
}

function partOf(traceId: string, spans: readonly Span[], sessionId: string | undefined): Part {
  const startMs = spans.reduce(
    (first, { startedAtMs = first }) => Math.min(first, startedAtMs),
    Number.POSITIVE_INFINITY,
  );
  return { traceId, spans, startMs, ...(sessionId !== undefined && { sessionId }) };
}

function sessionAround(span: Span, byId: ReadonlyMap<string, Span>): string | undefined {
  const seen = new Set<Span>();
  let around: Span | undefined = span;
  while (around !== undefined && !seen.has(around)) {
    if (around.sessionId !== undefined) return around.sessionId;
    seen.add(around);
    around = around.parentSpanId === undefined ? undefined : byId.get(around.parentSpanId);
  }
  return undefined;
}

/** For each part that goes on from another one: that other. Each is gone on from once; the latest such is taken. */
function linkByTalk(
  parts: readonly Part[],
  keysOf: (trace: Trace) => TalkKeys,
): ReadonlyMap<Part, Part> {
  const earlier = new Map<Part, Part>();
  if (parts.every(({ sessionId }) => sessionId !== undefined)) return earlier;
  const byTip = new Map<string, Part[]>();
  for (const part of parts) {
    for (const tip of keysOf(part).tips) {
      const others = byTip.get(tip);
      if (others === undefined) byTip.set(tip, [part]);
      else others.push(part);
    }
  }
  const continued = new Set<Part>();
  for (const part of parts.toSorted((a, b) =>
    a.startMs < b.startMs ? -1 : Number(a.startMs > b.startMs),
  )) {
    if (part.sessionId !== undefined) continue;
    const before = keysOf(part)
      .openings.values()
      .map((opening) => latestBefore(part, byTip.get(opening) ?? [], continued))
      .find((other) => other !== undefined);
    if (before === undefined) continue;
    continued.add(before);
    earlier.set(part, before);
  }
  return earlier;
}

function latestBefore(
  part: Part,
  others: readonly Part[],
  continued: ReadonlySet<Part>,
): Part | undefined {
  let latest: Part | undefined;
  for (const other of others) {
    if (other === part || continued.has(other) || other.startMs >= part.startMs) continue;
    if (latest === undefined || other.startMs > latest.startMs) latest = other;
  }
  return latest;
}

function firstOf(part: Part, earlier: ReadonlyMap<Part, Part>): Part {
  let first = part;
  for (let before = earlier.get(first); before !== undefined; before = earlier.get(first)) {
    first = before;
  }
  return first;
}
