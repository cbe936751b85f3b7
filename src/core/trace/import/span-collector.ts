import type { Session } from "../session.ts";
import type { Span } from "../span.ts";
import { SpanWindow } from "../stitch/span-window.ts";
import { DropList, type Dropped, type Place } from "./imported.ts";
import type { SessionReader } from "./session-reader.ts";

/**
 * What readers have in common whose records are spans: sessions are stitched of them in bounded memory, since the
 * spans of a session come in any order and from several files.
 */
export abstract class SpanCollector implements SessionReader {
  protected readonly drops = new DropList("");
  readonly #window = new SpanWindow<never>({ drops: this.drops, annotate: (span) => span });

  add(value: unknown, place: Place): readonly Session[] {
    return this.#stitched(this.take(value, place));
  }

  drop(place: Place, reason: string): void {
    this.drops.add(place, reason);
  }

  end(): readonly Session[] {
    const sessions = [...this.#stitched(this.rest()), ...this.#window.end().map(this.completed)];
    this.ended();
    return sessions;
  }

  dropped(): readonly Dropped[] {
    return this.drops.list();
  }

  /** The spans of one value; what cannot be read of it goes to `drops`. */
  protected abstract take(value: unknown, place: Place): readonly Span[];

  /** Spans that were held back until all files were read. */
  protected rest(): readonly Span[] {
    return [];
  }

  /** A session with what came apart from its spans. */
  protected complete(session: Session): Session {
    return session;
  }

  /** Called once the last session is complete. */
  protected ended(): void {}

  readonly completed = (session: Session): Session => this.complete(session);

  #stitched(spans: readonly Span[]): readonly Session[] {
    return spans.flatMap((span) => this.#window.add(span, sizeOf(span))).map(this.completed);
  }
}

/** What a field costs beside its text, in characters. */
const fieldSize = 40;

/** About how much memory a value takes, in characters; what nests deeper than any message does is not counted. */
function sizeOf(value: unknown, depthLeft = 12): number {
  if (typeof value === "string") return value.length + fieldSize;
  if (typeof value !== "object" || value === null || depthLeft === 0) return fieldSize;
  return Object.values(value).reduce<number>(
    (sum, child) => sum + sizeOf(child, depthLeft - 1),
    fieldSize,
  );
}
