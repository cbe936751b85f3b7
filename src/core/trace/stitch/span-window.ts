import type { DropList, Place } from "../import/imported.ts";
import { RecentMap } from "../recent-map.ts";
import type { Session } from "../session.ts";
import type { Span } from "../span.ts";
import type { SpanGroup, Trace } from "./group-traces.ts";
import { groupTraces } from "./group-traces.ts";
import { placeOf } from "./span-tree.ts";
import { stitchGroup } from "./stitch-sessions.ts";
import type { TalkKeys } from "./talk-keys.ts";
import { talkKeys } from "./talk-keys.ts";

/** How much is held, in characters of content. What a span of the exports seen holds beside it is counted too. */
const defaultMostHeld = 4_000_000;
/** How many traces and sessions are remembered after they have been handed out. */
const mostRemembered = 50_000;

/** What is known of a span apart from it, and where it stood. */
export type SpanNote<N> = {
  readonly traceId: string;
  readonly spanId: string;
  readonly place: Place;
  readonly note: N;
};

type HeldTrace<N> = {
  readonly traceId: string;
  readonly spans: Span[];
  readonly notes: SpanNote<N>[];
  /** Whether spans of it were handed out before, which has been reported. */
  readonly isLate: boolean;
  /** When it last grew, counted in additions. */
  touched: number;
  size: number;
};

export type WindowOptions<N> = {
  readonly drops: DropList;
  /** Completes a span with the notes about it. */
  readonly annotate: (span: Span, notes: readonly N[]) => Span;
  /** Is told the ids of sessions and traces that are handed out, for who remembers something of them. */
  readonly onHandOut?: (id: string) => void;
  /** Characters of content that are held before sessions are handed out. */
  readonly mostHeld?: number;
};

/**
 * Makes sessions of spans that come in any order, in bounded memory.
 *
 * Everything is held while it is small. Beyond that the sessions that grew longest ago are put together and handed
 * out, until half of it is free. A span that comes later than that, and a trace that goes on with such a session, make
 * a session of their own, which is reported.
 */
export class SpanWindow<N> {
  readonly #options: WindowOptions<N>;
  readonly #mostHeld: number;
  #traces = new Map<string, HeldTrace<N>>();
  readonly #keys = new WeakMap<
    readonly Span[],
    { readonly spans: number; readonly keys: TalkKeys }
  >();
  /** Traces and sessions that were handed out, and how often. */
  readonly #gone = new RecentMap<string, number>(mostRemembered);
  #held = 0;
  #additions = 0;

  constructor(options: WindowOptions<N>) {
    this.#options = options;
    this.#mostHeld = options.mostHeld ?? defaultMostHeld;
  }

  /**
   * Takes a span and returns the sessions that had to make room for it.
   *
   * @param size about how much memory it takes, in characters.
   */
  add(span: Span, size: number): readonly Session[] {
    const trace = this.#traceOf(span.traceId, placeOf(span));
    trace.spans.push(span);
    return this.#grow(trace, size);
  }

  /** Takes what is known of a span that may come before or after it. */
  note(note: SpanNote<N>, size: number): readonly Session[] {
    const trace = this.#traceOf(note.traceId, note.place);
    trace.notes.push(note);
    return this.#grow(trace, size);
  }

  /** All sessions that are still held. */
  end(): readonly Session[] {
    const handedOut = new Set<string>();
    const sessions = this.#groups().flatMap((group) => this.#handOut(group, handedOut));
    this.#traces = new Map();
    return sessions;
  }

  #traceOf(traceId: string, place: Place): HeldTrace<N> {
    const known = this.#traces.get(traceId);
    if (known !== undefined) return known;
    const isLate = this.#gone.get(traceKey(traceId)) !== undefined;
    if (isLate) {
      const reason = "span that came after its session had been put together: it stands in another";
      this.#options.drops.add(place, reason);
    }
    const trace = { traceId, spans: [], notes: [], isLate, touched: 0, size: 0 };
    this.#traces.set(traceId, trace);
    return trace;
  }

  #grow(trace: HeldTrace<N>, size: number): readonly Session[] {
    this.#additions += 1;
    trace.touched = this.#additions;
    trace.size += size;
    this.#held += size;
    return this.#held > this.#mostHeld ? this.#makeRoom() : [];
  }

  #makeRoom(): readonly Session[] {
    const aged = this.#groups().map((group) => ({ group, touched: this.#touched(group) }));
    const sessions: Session[] = [];
    const handedOut = new Set<string>();
    for (const { group } of aged.toSorted((a, b) => a.touched - b.touched)) {
      if (this.#held <= this.#mostHeld / 2) break;
      sessions.push(...this.#handOut(group, handedOut));
    }
    // A new map for what is left: see `RecentMap` for why.
    this.#traces = new Map([...this.#traces].filter(([traceId]) => !handedOut.has(traceId)));
    return sessions;
  }

  #groups(): readonly SpanGroup[] {
    const traces = [...this.#traces.values()];
    for (const trace of traces) this.#annotate(trace);
    return groupTraces(traces, (part) => this.#keysOf(part));
  }

  /** Joins the notes of a trace to its spans; those whose span has not come stay. */
  #annotate(trace: HeldTrace<N>): void {
    if (trace.notes.length === 0) return;
    const notes = Map.groupBy(trace.notes, ({ spanId }) => spanId);
    for (const [index, span] of trace.spans.entries()) {
      const own = notes.get(span.spanId);
      if (own === undefined) continue;
      notes.delete(span.spanId);
      trace.spans[index] = this.#options.annotate(
        span,
        own.map(({ note }) => note),
      );
    }
    trace.notes.splice(0, trace.notes.length, ...[...notes.values()].flat());
  }

  #keysOf({ spans }: Trace): TalkKeys {
    const known = this.#keys.get(spans);
    if (known?.spans === spans.length) return known.keys;
    const keys = talkKeys(spans);
    this.#keys.set(spans, { spans: spans.length, keys });
    return keys;
  }

  #touched({ traceIds }: SpanGroup): number {
    let latest = 0;
    for (const traceId of traceIds) {
      latest = Math.max(latest, this.#traces.get(traceId)?.touched ?? 0);
    }
    return latest;
  }

  #handOut(group: SpanGroup, handedOut: Set<string>): readonly Session[] {
    let isReported = false;
    for (const traceId of group.traceIds) {
      isReported ||= this.#traces.get(traceId)?.isLate === true;
      if (handedOut.has(traceId)) continue;
      handedOut.add(traceId);
      this.#letGo(traceId);
    }
    this.#options.onHandOut?.(group.id);
    const sessions = stitchGroup(group, this.#options.drops);
    return sessions.map((session) => {
      const times = this.#remember(`session ${session.id}`);
      if (times === 1) return session;
      const [first] = group.spans;
      if (!isReported && first !== undefined) {
        const reason = "session that goes on after it had been put together: the rest is another";
        this.#options.drops.add(placeOf(first), reason);
      }
      return { ...session, id: `${session.id}~${times}` };
    });
  }

  #letGo(traceId: string): void {
    const trace = this.#traces.get(traceId);
    if (trace === undefined) return;
    this.#held -= trace.size;
    this.#remember(traceKey(traceId));
    this.#options.onHandOut?.(traceId);
    for (const { place } of trace.notes) {
      this.#options.drops.add(place, "record about a span that was not seen");
    }
  }

  #remember(key: string): number {
    const times = (this.#gone.get(key) ?? 0) + 1;
    this.#gone.set(key, times);
    return times;
  }
}

function traceKey(traceId: string): string {
  return `trace ${traceId}`;
}
