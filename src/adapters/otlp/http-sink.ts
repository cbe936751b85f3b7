import { gzipSync } from "node:zlib";
import type { OtlpTraces } from "../../core/trace/export/otlp-json.ts";
import type { SinkReport, TraceSink } from "../../ports/trace-sink.ts";
import { type Destination, sendSpans } from "./send-spans.ts";

/** Backends take some megabytes at once; a session that is larger by itself is sent alone. */
const mostCharacters = 2 * 1024 * 1024;

/** Distinct reasons that are kept; a backend that refuses everything says the same a thousand times. */
const mostReasons = 5;

/** Sends OTLP over HTTP as JSON, gzipped, several sessions at once, one request after another. */
export function httpSink(destination: Destination): TraceSink {
  let waiting: OtlpTraces["resourceSpans"][number][] = [];
  let characters = 0;
  let rejected = 0;
  const reasons = new Set<string>();
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const body = gzipSync(JSON.stringify({ resourceSpans: waiting }));
    waiting = [];
    characters = 0;
    const answer = await sendSpans(body, destination);
    rejected += answer.rejected;
    if (answer.reason !== "" && reasons.size < mostReasons) reasons.add(answer.reason);
  };
  return {
    write: async ({ resourceSpans }) => {
      const more = JSON.stringify(resourceSpans).length;
      if (characters + more > mostCharacters) await flush();
      waiting.push(...resourceSpans);
      characters += more;
    },
    end: async (): Promise<SinkReport> => {
      await flush();
      return { rejected, reasons: [...reasons] };
    },
    discard: () => {
      waiting = [];
    },
  };
}
