import { placeCall } from "../../core/trace/record/place-call.ts";
import type { Span } from "../../core/trace/span.ts";
import type { CaptureSession } from "./capture-session.ts";

/** Spans that begin this much before a session was opened are late ones of an earlier session, in milliseconds. */
const earlyMs = 50;

/** What placing spans came to. */
export type PlacedSpans = {
  /** Sessions that calls among the spans may belong to, where nobody can say to which. */
  readonly ambiguous: ReadonlySet<CaptureSession>;
};

/** The spans that agents' instrumentations sent to one endpoint, by session. */
export class ReportedSpans {
  readonly #spans = new Map<CaptureSession, Span[]>();
  /** Whose a trace is, once one of its spans or calls told. */
  readonly #traces = new Map<string, CaptureSession>();

  /** Sorts spans to the open sessions; those of none are late or outside of any, and are left out. */
  add(
    spans: readonly Span[],
    open: readonly CaptureSession[],
    ended: ReadonlySet<string>,
  ): PlacedSpans {
    const ambiguous = new Set<CaptureSession>();
    // What a span says of its session holds for its whole trace.
    for (const span of spans) {
      const named = open.find(({ sessionId }) => sessionId === span.sessionId);
      if (named !== undefined) this.#traces.set(span.traceId, named);
    }
    for (const span of spans) {
      const known = this.#traces.get(span.traceId);
      const placed =
        known === undefined
          ? placeCall(open, { traceId: span.traceId }, ended)
          : { kind: "placed" as const, session: known };
      if (placed.kind === "placed") this.#keep(span, placed.session);
      else if (placed.kind === "ambiguous" && isCall(span))
        for (const session of placed.candidates) ambiguous.add(session);
    }
    return { ambiguous };
  }

  of(session: CaptureSession): readonly Span[] {
    return this.#spans.get(session) ?? [];
  }

  /** Forgets a session that has ended; gives the traces that were its own. */
  forget(session: CaptureSession): readonly string[] {
    this.#spans.delete(session);
    const traces = [...this.#traces].filter(([, owner]) => owner === session).map(([id]) => id);
    for (const trace of traces) this.#traces.delete(trace);
    return traces;
  }

  #keep(span: Span, session: CaptureSession): void {
    const { startedAtMs } = span;
    const isKnown = this.#traces.get(span.traceId) === session;
    if (!isKnown && startedAtMs !== undefined && startedAtMs < session.openedAtMs - earlyMs) return;
    this.#traces.set(span.traceId, session);
    const spans = this.#spans.get(session);
    if (spans === undefined) this.#spans.set(session, [span]);
    else spans.push(span);
  }
}

/** Only calls make a session: what else an agent's process times, such as its start, belongs to none. */
function isCall({ kind }: Span): boolean {
  return kind === "model" || kind === "tool" || kind === "retriever";
}
