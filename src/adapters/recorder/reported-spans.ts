import type { Dropped } from "../../core/trace/import/imported.ts";
import type { OtlpEvent } from "../../core/trace/import/otlp/otlp-span.ts";
import { placeCall } from "../../core/trace/record/place-call.ts";
import { ExportReader, type ReadExport } from "../../core/trace/record/read-export.ts";
import type { Span } from "../../core/trace/span.ts";
import type { CaptureSession } from "./capture-session.ts";

/** Spans that begin this much before a session was opened are late ones of an earlier session, in milliseconds. */
const earlyMs = 50;

/** What the sessions of an endpoint are at the moment. */
export type EndpointSessions = {
  readonly open: readonly CaptureSession[];
  /** Traces of sessions that are over. */
  readonly ended: ReadonlySet<string>;
};

/** What taking an export came to. */
export type TakenExport = Pick<ReadExport, "rejected"> & {
  /** Sessions that calls among the spans may belong to, where nobody can say to which. */
  readonly ambiguous: ReadonlySet<CaptureSession>;
};

type Reported = { readonly spans: Span[]; readonly events: OtlpEvent[] };

/** What agents' instrumentations sent to one endpoint, by session. */
export class ReportedSpans {
  readonly #reader = new ExportReader();
  readonly #reported = new Map<CaptureSession, Reported>();
  /** Whose a trace is, once one of its spans told. */
  readonly #traces = new Map<string, CaptureSession>();

  /** Sorts an export to the open sessions, or `undefined` where it is none. What belongs to no session is left out. */
  take(document: unknown, { open, ended }: EndpointSessions): TakenExport | undefined {
    const read = this.#reader.read(document);
    if (read === undefined) return undefined;
    const ambiguous = new Set<CaptureSession>();
    // What a span says of its session holds for its whole trace.
    for (const { traceId, sessionId } of read.spans) {
      const named = open.find((session) => session.sessionId === sessionId);
      if (named !== undefined) this.#traces.set(traceId, named);
    }
    const place = (traceId: string) => {
      const known = this.#traces.get(traceId);
      return known === undefined
        ? placeCall(open, { traceId }, ended)
        : { kind: "placed" as const, session: known };
    };
    for (const span of read.spans) {
      const placed = place(span.traceId);
      if (placed.kind === "placed") this.#keep(span, placed.session);
      else if (placed.kind === "ambiguous" && isCall(span))
        for (const session of placed.candidates) ambiguous.add(session);
    }
    for (const event of read.events) {
      const placed = place(event.traceId);
      if (placed.kind === "placed") this.#of(placed.session).events.push(event);
    }
    return { ambiguous, ...(read.rejected !== undefined && { rejected: read.rejected }) };
  }

  /** Notes an export that the receiver refused. */
  refuse(reason: string): void {
    this.#reader.refuse(reason);
  }

  /** What of all exports, of whatever session, could not be read. */
  get dropped(): readonly Dropped[] {
    return this.#reader.dropped;
  }

  /** The spans of a session so far, each with what events told of it. */
  of(session: CaptureSession): readonly Span[] {
    const { spans, events } = this.#of(session);
    if (events.length === 0) return spans;
    const bySpan = Map.groupBy(events, ({ traceId, spanId }) => `${traceId} ${spanId}`);
    return spans.map((span) => {
      const own = bySpan.get(`${span.traceId} ${span.spanId}`) ?? [];
      return this.#reader.complete(
        span,
        own.map(({ event }) => event),
      );
    });
  }

  /** Forgets a session that has ended; gives the traces that were its own. */
  forget(session: CaptureSession): readonly string[] {
    this.#reported.delete(session);
    const traces = [...this.#traces].filter(([, owner]) => owner === session).map(([id]) => id);
    for (const trace of traces) this.#traces.delete(trace);
    return traces;
  }

  #keep(span: Span, session: CaptureSession): void {
    const { startedAtMs } = span;
    const isKnown = this.#traces.get(span.traceId) === session;
    if (!isKnown && startedAtMs !== undefined && startedAtMs < session.openedAtMs - earlyMs) return;
    this.#traces.set(span.traceId, session);
    this.#of(session).spans.push(span);
  }

  #of(session: CaptureSession): Reported {
    const known = this.#reported.get(session);
    if (known !== undefined) return known;
    const fresh: Reported = { spans: [], events: [] };
    this.#reported.set(session, fresh);
    return fresh;
  }
}

/** Only calls make a session: what else an agent's process times, such as its start, belongs to none. */
function isCall({ kind }: Span): boolean {
  return kind === "model" || kind === "tool" || kind === "retriever";
}
