import protobuf from "protobufjs/light.js";
import { otlpDescriptor } from "./otlp-descriptor.ts";

const root = protobuf.Root.fromJSON(otlpDescriptor);
const requests = {
  traces: root.lookupType("ExportTraceServiceRequest"),
  logs: root.lookupType("ExportLogsServiceRequest"),
} as const;
const answer = root.lookupType("ExportServiceResponse");

/**
 * A request in protobuf as the document that it would be in OTLP/JSON: ids in hex, 64-bit numbers as text.
 *
 * @throws Error where the bytes are no such message.
 */
export function decodeOtlp(signal: "traces" | "logs", bytes: Buffer): unknown {
  const message = requests[signal].decode(bytes);
  const document = requests[signal].toObject(message, { longs: String, bytes: String });
  if (signal === "traces") hexIds(document, ["resourceSpans", "scopeSpans", "spans"]);
  else hexIds(document, ["resourceLogs", "scopeLogs", "logRecords"]);
  return document;
}

/** The answer to an export, with what was not taken of it. */
export function encodeOtlpAnswer(partial?: {
  readonly rejected: number;
  readonly errorMessage: string;
}): Uint8Array {
  return answer.encode(partial === undefined ? {} : { partialSuccess: partial }).finish();
}

/** protobufjs writes bytes in base64, as JSON does everywhere but in these ids. */
function hexIds(value: unknown, path: readonly string[]): void {
  if (typeof value !== "object" || value === null) return;
  const [key, ...rest] = path;
  if (key === undefined) {
    const record: Record<string, unknown> = Object.assign(value);
    for (const name of ["traceId", "spanId", "parentSpanId"]) {
      const id = record[name];
      if (typeof id === "string") record[name] = Buffer.from(id, "base64").toString("hex");
    }
    for (const link of listOf(record["links"])) hexIds(link, []);
    return;
  }
  for (const child of listOf(Reflect.get(value, key))) hexIds(child, rest);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
