import type { Fields } from "../fields.ts";
import { childPlace, inside, type Reading } from "../imported.ts";

/** How a span, an event, a log record, a scope or a resource says what its exporter left out of it. */
const losses = [
  ["droppedAttributesCount", "dropped_attributes_count", "attribute that its exporter left out"],
  ["droppedEventsCount", "dropped_events_count", "event that its exporter left out"],
  ["droppedLinksCount", "dropped_links_count", "link that its exporter left out"],
] as const;

/**
 * Puts what was lost before the file was written into the drops, as often as the record says.
 *
 * @param under the key of the record in what stands at the place of `reading`; the record itself where none is said.
 */
export function reportExporterLosses(fields: Fields, reading: Reading, under?: string): void {
  for (const [camel, snake, reason] of losses) {
    const value = fields[camel] ?? fields[snake];
    if (value === undefined || value === 0) continue;
    const count = Number(value);
    if (!Number.isSafeInteger(count) || count <= 0) continue;
    const { place, drops } = under === undefined ? reading : inside(reading, under);
    drops.add(childPlace(place, camel in fields ? camel : snake), reason, count);
  }
}
