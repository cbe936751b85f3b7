import type { Span } from "../../span.ts";
import type { DropList, Place } from "../imported.ts";
import type { Attributes } from "./attributes.ts";
import type { MessageLists } from "./message-lists.ts";

/** A span before its attributes have been understood. */
export type RawSpan = {
  readonly name: string;
  /** Under what the messages of its talk are remembered: the session, else the trace. */
  readonly talk: string;
  readonly attributes: Attributes;
  readonly place: Place;
};

/** What one dialect makes of a span's attributes; what it does not speak of is absent. */
export type SpanFacts = Partial<
  Omit<Span, "name" | "traceId" | "spanId" | "parentSpanId" | "place" | "scope">
>;

/** The same while it is read. */
export type SpanFactsDraft = { -readonly [K in keyof SpanFacts]: SpanFacts[K] };

/** What readers of spans share. */
export type SpanReading = { readonly drops: DropList; readonly lists: MessageLists };
