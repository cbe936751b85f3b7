/** An open session of an endpoint, by what a call may name it. */
export type OpenSession = { readonly sessionId: string; readonly traceId: string };

/** What a call says of the session that it belongs to. */
export type SessionHint = {
  /** The header `x-tracegate-session`. */
  readonly sessionId?: string;
  /** The trace of the header `traceparent`, or of a span. */
  readonly traceId?: string;
};

/**
 * Which session a call belongs to. `ambiguous` is a call that several may have made: it is never guessed.
 *
 * `outside` belongs to none: no session is open, or the call names one that is over.
 */
export type PlacedCall<S extends OpenSession> =
  | { readonly kind: "placed"; readonly session: S }
  | { readonly kind: "ambiguous"; readonly candidates: readonly S[] }
  | { readonly kind: "outside" };

/**
 * Places a call among the open sessions of an endpoint: by the session's id, by its trace, else with the only one open.
 *
 * A name that no session ever had is no better than none.
 *
 * @param ended ids and traces of sessions that are over: what is late of them belongs to no other.
 */
export function placeCall<S extends OpenSession>(
  open: readonly S[],
  hint: SessionHint,
  ended: ReadonlySet<string>,
): PlacedCall<S> {
  if (hint.sessionId !== undefined) {
    const named = open.find(({ sessionId }) => sessionId === hint.sessionId);
    if (named !== undefined) return { kind: "placed", session: named };
    const isLate = ended.has(hint.sessionId) || open.length === 0;
    return isLate ? { kind: "outside" } : { kind: "ambiguous", candidates: open };
  }
  const traced = open.find(({ traceId }) => traceId === hint.traceId);
  if (traced !== undefined) return { kind: "placed", session: traced };
  if (hint.traceId !== undefined && ended.has(hint.traceId)) return { kind: "outside" };
  const [only, ...others] = open;
  if (only === undefined) return { kind: "outside" };
  return others.length === 0
    ? { kind: "placed", session: only }
    : { kind: "ambiguous", candidates: open };
}

/** Trace and parent of a W3C `traceparent` header; `undefined` where it is none. */
export function parseTraceparent(
  header: string | undefined,
): { readonly traceId: string; readonly parentSpanId: string } | undefined {
  const [, traceId, parentSpanId] =
    /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]{2}(?:-|$)/.exec(
      header?.trim() ?? "",
    ) ?? [];
  return traceId === undefined || parentSpanId === undefined
    ? undefined
    : { traceId, parentSpanId };
}
