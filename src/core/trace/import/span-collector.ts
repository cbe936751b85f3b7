import type { Session } from "../session.ts";
import type { Span } from "../span.ts";
import { stitchSessions } from "../stitch/stitch-sessions.ts";
import { DropList, type Dropped, type Place } from "./imported.ts";
import type { SessionReader } from "./session-reader.ts";

/**
 * What readers of spans have in common: they gather, and sessions are stitched when all files were read, since the
 * spans of a session come in any order.
 */
export abstract class SpanCollector implements SessionReader {
  protected readonly drops = new DropList("");
  #stitched: readonly Dropped[] = [];

  add(value: unknown, place: Place): readonly Session[] {
    this.take(value, place);
    return [];
  }

  drop(place: Place, reason: string): void {
    this.drops.add(place, reason);
  }

  end(): readonly Session[] {
    const { sessions, dropped } = stitchSessions(this.finish());
    this.#stitched = dropped;
    return sessions;
  }

  dropped(): readonly Dropped[] {
    return [...this.drops.list(), ...this.#stitched];
  }

  /** Takes what one value holds; what it cannot read goes to `drops`. */
  protected abstract take(value: unknown, place: Place): void;

  /** All spans, once everything was taken. */
  protected abstract finish(): readonly Span[];
}
