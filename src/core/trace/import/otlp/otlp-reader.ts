import type { Session } from "../../session.ts";
import { SpanWindow } from "../../stitch/span-window.ts";
import { isFields } from "../fields.ts";
import type { Dropped, Place } from "../imported.ts";
import { DropList } from "../imported.ts";
import { isPhoenixSpan, readPhoenixSpan } from "../openinference/phoenix-span.ts";
import { isSpanTree, treeSpans } from "../openinference/span-tree-file.ts";
import type { SessionReader } from "../session-reader.ts";
import type { BuiltSpan } from "./build-span.ts";
import type { GenAiEvent } from "./legacy-events.ts";
import { MessageLists } from "./message-lists.ts";
import { isOtlp, otlpRecords } from "./otlp-records.ts";
import { readOtlpEvent, readOtlpSpan } from "./otlp-span.ts";
import type { SpanReading } from "./raw-span.ts";
import { withEvents } from "./with-events.ts";

/** About how much an event takes, in characters. */
const eventSize = 1_000;

/** In which shape spans come. */
export type SpanShape = "otlp" | "phoenix" | "span-tree";

/** The shape of a value that holds spans: an OTLP document, a row of Phoenix, a tree of nested spans. */
export function spanShape(value: unknown): SpanShape | undefined {
  if (isOtlp(value)) return "otlp";
  if (isSpanTree(value)) return "span-tree";
  return isPhoenixSpan(value) ? "phoenix" : undefined;
}

/**
 * Reads spans in any of their shapes and dialects, and log records that belong to them, from any number of files.
 *
 * Spans and records may come in any order; see `SpanWindow` for what is held.
 */
export class OtlpReader implements SessionReader {
  readonly #drops: DropList;
  readonly #reading: SpanReading;
  readonly #window: SpanWindow<GenAiEvent>;

  /** @param file names the file where places do not. */
  constructor(file = "", options: { readonly mostHeld?: number } = {}) {
    this.#drops = new DropList(file);
    const reading = { drops: this.#drops, lists: new MessageLists(this.#drops) };
    this.#reading = reading;
    this.#window = new SpanWindow({
      drops: this.#drops,
      onHandOut: (id) => reading.lists.forget(id),
      annotate: (span, events) => withEvents(span, events, reading),
      ...options,
    });
  }

  add(value: unknown, place: Place): readonly Session[] {
    const reading = this.#reading;
    const sessions: Session[] = [];
    const keep = (built: BuiltSpan | undefined): void => {
      if (built !== undefined) sessions.push(...this.#keep(built));
    };
    switch (spanShape(value)) {
      case "otlp":
        if (isFields(value)) sessions.push(...this.#readOtlp(value, place));
        break;
      case "phoenix":
        if (isFields(value)) keep(readPhoenixSpan(value, place, reading));
        break;
      case "span-tree":
        for (const built of treeSpans(value, place, reading)) keep(built);
        break;
      case undefined:
        this.#drops.add(place, "neither an OTLP document nor spans of OpenInference");
    }
    return sessions;
  }

  drop(place: Place, reason: string): void {
    this.#drops.add(place, reason);
  }

  end(): readonly Session[] {
    return this.#window.end();
  }

  dropped(): readonly Dropped[] {
    return this.#drops.list();
  }

  #readOtlp(document: Readonly<Record<string, unknown>>, place: Place): readonly Session[] {
    const sessions: Session[] = [];
    for (const record of otlpRecords(document, place, this.#drops)) {
      if (record.signal === "span") {
        const built = readOtlpSpan(record, this.#reading);
        if (built !== undefined) sessions.push(...this.#keep(built));
      } else {
        const found = readOtlpEvent(record, this.#drops);
        if (found === undefined) continue;
        const { event, traceId, spanId } = found;
        const note = { traceId, spanId, place: event.place, note: event };
        sessions.push(...this.#window.note(note, eventSize));
      }
    }
    return sessions;
  }

  #keep({ span, events, size }: BuiltSpan): readonly Session[] {
    return this.#window.add(
      events.length === 0 ? span : withEvents(span, events, this.#reading),
      size + events.length * eventSize,
    );
  }
}
