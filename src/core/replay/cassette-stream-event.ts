import type { JsonValue } from "../trace/json.ts";

/** One server-sent event: its name where the protocol gives it one, and its data. */
export type StreamEvent = { readonly event?: string; readonly data: JsonValue };

/** What ends a stream of chat completions; it is no JSON, but the text itself. */
export const streamEnd = "[DONE]";

/** The text of an event stream. */
export function renderEventStream(events: readonly StreamEvent[]): string {
  return events
    .map(({ event, data }) => {
      const name = event === undefined ? "" : `event: ${event}\n`;
      return `${name}data: ${data === streamEnd ? streamEnd : JSON.stringify(data)}\n\n`;
    })
    .join("");
}
