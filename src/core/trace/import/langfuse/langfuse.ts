import type { Session } from "../../session.ts";
import type { Span } from "../../span.ts";
import type { Fields } from "../fields.ts";
import { dropOtherFields, isFields, textField } from "../fields.ts";
import { childPlace, type Place } from "../imported.ts";
import { LateAnnotations } from "../late-annotations.ts";
import { timeAt } from "../messages/read-time.ts";
import { SpanCollector } from "../span-collector.ts";
import { filled, readObservation, readTalk } from "./langfuse-observation.ts";
import { bundleLists, camelCased, langfuseKind } from "./langfuse-records.ts";
import { readScore } from "./langfuse-score.ts";

/** Records hold records this deep: a page of sessions of traces of observations. */
const maxDepth = 6;

const traceKeys = [
  "id timestamp name input output sessionId session_id userId user_id release version",
  "projectId project_id public bookmarked environment createdAt created_at updatedAt",
  "updated_at externalId external_id htmlPath html_path latency totalCost total_cost",
  "observations scores",
].flatMap((words) => words.split(" "));

/**
 * Reads Langfuse: observations, traces, sessions and scores, alone, in lists, or inside one another, from the API or
 * from an export to blob storage.
 *
 * A trace becomes the span around its observations. Scores of people are annotations by a human: labels.
 */
export class LangfuseReader extends SpanCollector {
  readonly #scores = new LateAnnotations();
  #spans: Span[] = [];

  protected take(value: unknown, place: Place): readonly Span[] {
    this.#read(value, { place, depthLeft: maxDepth });
    const spans = this.#spans;
    this.#spans = [];
    return spans;
  }

  protected override complete(session: Session): Session {
    return this.#scores.applyTo(session);
  }

  protected override ended(): void {
    this.#scores.reportRest(this.drops);
  }

  #read(value: unknown, around: Around): void {
    const { place, depthLeft } = around;
    if (depthLeft === 0) {
      this.drops.add(place, "records of Langfuse that nest too deep");
      return;
    }
    if (Array.isArray(value) && value.length > 0) {
      this.#readList(value, around);
      return;
    }
    const kind = langfuseKind(value);
    if (!isFields(value) || kind === undefined) {
      this.drops.add(place, "neither an observation, a trace, a session nor a score of Langfuse");
      return;
    }
    switch (kind) {
      case "observation":
        this.#readObservation(value, around);
        break;
      case "trace":
        this.#readTrace(value, around);
        break;
      case "score":
        this.#readScore(value, around);
        break;
      case "session":
        this.#readLists(value, { ...around, sessionId: textField(value, "id") });
        break;
      case "bundle":
        this.#readBundle(value, around);
        break;
    }
  }

  #readList(list: readonly unknown[], around: Around): void {
    for (const [index, item] of list.entries()) {
      const place = childPlace(around.place, index);
      this.#read(item, { ...around, place, depthLeft: around.depthLeft - 1 });
    }
  }

  #readLists(record: Fields, around: Around): void {
    for (const key of bundleLists) {
      const list = record[key];
      const at = { ...around, place: childPlace(around.place, key) };
      // A page of traces names the observations and scores that it does not hold by their ids.
      const isHeld = Array.isArray(list) && list.some((item) => typeof item !== "string");
      if (isHeld) this.#readList(list, at);
    }
  }

  /** A page of the API, or a trace as it is downloaded: `{trace, observations, scores}`. */
  #readBundle(record: Fields, around: Around): void {
    const { trace } = record;
    if (isFields(trace))
      this.#readTrace(trace, { ...around, place: childPlace(around.place, "trace") });
    this.#readLists(record, around);
  }

  #readObservation(record: Fields, { place, sessionId }: Around): void {
    const span = readObservation(record, place, this.drops);
    if (span === undefined) return;
    const known = span.sessionId ?? sessionId;
    this.#spans.push({
      ...span,
      // What no observation is around stands below its trace, where that is among the records.
      parentSpanId: span.parentSpanId ?? traceSpanId(span.traceId),
      ...(known !== undefined && { sessionId: known }),
    });
  }

  #readScore(record: Fields, { place }: Around): void {
    const score = readScore(record, place, this.drops);
    if (score !== undefined) this.#scores.add(score);
  }

  #readTrace(record: Fields, around: Around): void {
    const { place } = around;
    const fields = camelCased(record);
    const id = textField(fields, "id");
    if (id === undefined) {
      this.drops.add(place, "trace without an id");
      return;
    }
    dropOtherFields(record, traceKeys, place, this.drops);
    const sessionId = filled(fields, "sessionId") ?? around.sessionId;
    const version = filled(fields, "version") ?? filled(fields, "release");
    const startedAtMs = timeAt(record, ["timestamp"], { place, drops: this.drops });
    const name = filled(fields, "name");
    this.#spans.push({
      kind: "agent",
      name: name ?? "trace",
      traceId: id,
      spanId: traceSpanId(id),
      place,
      ...(sessionId !== undefined && { sessionId }),
      ...(startedAtMs !== undefined && { startedAtMs }),
      ...(name !== undefined && { agentName: name }),
      ...(version !== undefined && { agentVersion: version }),
      ...readTalk({ record, fields, place, drops: this.drops }),
    });
    this.#readLists(record, { ...around, ...(sessionId !== undefined && { sessionId }) });
  }
}

type Around = {
  readonly place: Place;
  readonly depthLeft: number;
  /** Of the session or trace that a record stands in. */
  readonly sessionId?: string | undefined;
};

/** A trace has no id among its observations: this one is no other's. */
function traceSpanId(traceId: string): string {
  return `trace ${traceId}`;
}
