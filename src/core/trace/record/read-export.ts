import { isFields } from "../import/fields.ts";
import { DropList, type Dropped } from "../import/imported.ts";
import type { GenAiEvent } from "../import/otlp/legacy-events.ts";
import { MessageLists } from "../import/otlp/message-lists.ts";
import { isOtlp, otlpRecords } from "../import/otlp/otlp-records.ts";
import { type OtlpEvent, readOtlpEvent, readOtlpSpan } from "../import/otlp/otlp-span.ts";
import type { SpanReading } from "../import/otlp/raw-span.ts";
import { withEvents } from "../import/otlp/with-events.ts";
import type { Span } from "../span.ts";

/** What one export of an agent's instrumentation holds. */
export type ReadExport = {
  readonly spans: readonly Span[];
  /** What tells of a span that may have come before it, or come after it. */
  readonly events: readonly OtlpEvent[];
  /** How many records could not be read, and why the first of them could not. */
  readonly rejected?: { readonly count: number; readonly reason: string };
};

/** Reads the exports of one agent, one after another. */
export class ExportReader {
  readonly #drops = new DropList("");
  readonly #reading: SpanReading = { drops: this.#drops, lists: new MessageLists(this.#drops) };

  /** Reads an export as OTLP/JSON; `undefined` where it is none. An empty object is an export of nothing. */
  read(document: unknown): ReadExport | undefined {
    if (!isFields(document)) return undefined;
    if (!isOtlp(document))
      return Object.keys(document).length === 0 ? { spans: [], events: [] } : undefined;
    const spans: Span[] = [];
    const events: OtlpEvent[] = [];
    let rejected: ReadExport["rejected"];
    for (const record of otlpRecords(document, { path: "" }, this.#drops)) {
      if (record.signal === "log") {
        const found = readOtlpEvent(record, this.#drops);
        if (found !== undefined) events.push(found);
        continue;
      }
      const drops = new DropList("");
      const built = readOtlpSpan(record, { drops, lists: this.#reading.lists });
      const losses = drops.list();
      for (const { path, reason, count } of losses) this.#drops.add({ path }, reason, count);
      if (built !== undefined) spans.push(this.complete(built.span, built.events));
      else {
        const reason = rejected?.reason ?? losses[0]?.reason ?? "not read";
        rejected = { count: (rejected?.count ?? 0) + 1, reason };
      }
    }
    return { spans, events, ...(rejected !== undefined && { rejected }) };
  }

  /** Notes an export that was refused before it could be read. */
  refuse(reason: string): void {
    this.#drops.add({ path: "" }, `export that was refused: ${reason}`);
  }

  /** What of all exports so far did not reach a span. */
  get dropped(): readonly Dropped[] {
    return this.#drops.list();
  }

  /** A span with what events tell of it. */
  complete(span: Span, events: readonly GenAiEvent[]): Span {
    return events.length === 0 ? span : withEvents(span, events, this.#reading);
  }
}
