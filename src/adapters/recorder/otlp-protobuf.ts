import protobuf from "protobufjs/light.js";
import { otlpDescriptor } from "./otlp-descriptor.ts";

const root = protobuf.Root.fromJSON(otlpDescriptor);
const requests = {
  traces: root.lookupType("ExportTraceServiceRequest"),
  logs: root.lookupType("ExportLogsServiceRequest"),
} as const;
const answer = root.lookupType("ExportServiceResponse");

/**
 * A request in protobuf as the document that it would be in JSON: 64-bit numbers as text, bytes and ids in base64.
 *
 * @throws Error where the bytes are no such message.
 */
export function decodeOtlp(signal: "traces" | "logs", bytes: Buffer): unknown {
  const message = requests[signal].decode(bytes);
  return requests[signal].toObject(message, { longs: String, bytes: String });
}

/** The answer to an export, with what was not taken of it. */
export function encodeOtlpAnswer(partial?: {
  readonly rejected: number;
  readonly errorMessage: string;
}): Uint8Array {
  return answer.encode(partial === undefined ? {} : { partialSuccess: partial }).finish();
}
